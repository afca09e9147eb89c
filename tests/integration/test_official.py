"""The official wording is read from a person's own PDFs, or the file is refused by name."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.documents.official import OfficialReader
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.identity import InstitutionKind
from assessment.domain.official import OfficialPart, OfficialText
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.sentences import describe
from assessment.services.workbench import Workbench
from indicators.errors import UnknownInstrumentError
from indicators.outline import Outline
from tests.builders import official_instrument, pdf, small_instrument
from tests.integration.documents_made import bomb
from tests.official_made import Paper, guideline_pdf, regulation_pdf

INSTRUMENT = "permenpanrb-59-2020"
CRITERIA, EVIDENCE = OfficialPart.CRITERIA, OfficialPart.EVIDENCE


def small() -> Outline:
    return replace(small_instrument().outline, guideline="Pedoman Rekaan Nomor 2 Tahun 2024")


def read(path: Path, part: OfficialPart, outline: Outline | None = None) -> list[OfficialText]:
    return list(OfficialReader().read(path, part, outline or small(), SILENT))


def test_criteria_are_read_whole_from_tables_over_pages(tmp_path: Path) -> None:
    texts = read(regulation_pdf(tmp_path / "permen.pdf", small()), CRITERIA)
    places = [(text.indicator, text.level) for text in texts]
    assert places == [(number, level) for number in range(1, 11) for level in range(1, 5)]
    for text in texts:
        assert text.text == (
            f"Kriteria {text.indicator}.{text.level} sudah berkelanjutan dan aktivitas-aktivitasnya"
            f" tercatat.\nKondisi: belum di unit {text.indicator}.{text.level}."
        )
    assert {(text.source, text.part, text.instrument_id) for text in texts} == {
        ("permen.pdf", CRITERIA, "desa-digital")
    }


def test_fulfilment_and_evidence_are_read_column_by_column(tmp_path: Path) -> None:
    texts = read(guideline_pdf(tmp_path / "pedoman.pdf", small()), EVIDENCE)
    assert len(texts) == 40
    for text in texts:
        place = f"{text.indicator}.{text.level}"
        assert text.text == (
            f"Pemenuhan {place} ada di dokumen.\n\n"
            f"1) Peraturan; yang ditetapkan.\n2) Bukti {place}."
        )


def test_a_source_without_a_number_is_known_by_its_tables(tmp_path: Path) -> None:
    outline = replace(small(), regulation="Peraturan Desa")
    assert len(read(regulation_pdf(tmp_path / "desa.pdf", outline), CRITERIA, outline)) == 40


def test_what_the_file_lacks_is_left_out(tmp_path: Path) -> None:
    path = regulation_pdf(tmp_path / "permen.pdf", small(), without={(2, 4), (9, 4)})
    assert len(read(path, CRITERIA)) == 38


def empty_file(path: Path) -> Path:
    path.touch()
    return path


def damaged_file(path: Path) -> Path:
    path.write_bytes(regulation_pdf(path, small()).read_bytes()[:300])
    return path


def another_regulation(path: Path) -> Path:
    return regulation_pdf(path, small(), heading="PERATURAN NOMOR 1 TAHUN 2023")


def another_table(path: Path) -> Path:
    paper = Paper(path)
    paper.row((70, small().regulation))
    paper.row((76, "Level 1"), (136, "Kriteria Level"))
    paper.save()
    return path


def broken_page(path: Path) -> Path:
    content = regulation_pdf(path, small()).read_bytes()
    *_others, last = re.finditer(rb"/Type /Page\b", content)
    path.write_bytes(content[: last.start()] + b"/Type /Cake" + content[last.end() :])
    return path


def half_of_it(path: Path) -> Path:
    return regulation_pdf(
        path, small(), without={(n, level) for n in range(1, 7) for level in range(1, 5)}
    )


@pytest.mark.parametrize(
    ("name", "make", "problem"),
    [
        ("tiada.pdf", lambda path: path, FileProblem.MISSING),
        ("folder.pdf", lambda path: path.mkdir() or path, FileProblem.FOLDER),
        ("kosong.pdf", empty_file, FileProblem.EMPTY),
        ("naskah.docx", empty_file, FileProblem.UNSUPPORTED),
        ("rusak.pdf", damaged_file, FileProblem.DAMAGED),
        ("halaman-rusak.pdf", broken_page, FileProblem.DAMAGED),
        ("bom.pdf", lambda path: bomb(path, 2), FileProblem.IMAGE_ONLY),
        ("kunci.pdf", lambda path: pdf(path, locked_with="rahasia"), FileProblem.ENCRYPTED),
        ("pindai.pdf", lambda path: pdf(path, ""), FileProblem.IMAGE_ONLY),
        ("lain.pdf", pdf, FileProblem.OTHER_DOCUMENT),
        ("nomor-lain.pdf", another_regulation, FileProblem.OTHER_DOCUMENT),
        ("tabel-lain.pdf", another_table, FileProblem.OTHER_DOCUMENT),
        ("pedoman.pdf", lambda path: guideline_pdf(path, small()), FileProblem.OTHER_DOCUMENT),
        ("separuh.pdf", half_of_it, FileProblem.OTHER_DOCUMENT),
    ],
)
def test_what_is_not_the_source_is_refused(
    tmp_path: Path, name: str, make: object, problem: FileProblem
) -> None:
    assert callable(make)
    path = make(tmp_path / name)
    with pytest.raises(FileRefusedError) as refused:
        read(path, CRITERIA)
    assert (refused.value.path, refused.value.problem) == (path, problem)
    assert describe(refused.value).text


def test_the_refusal_names_what_was_wanted(tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError) as refused:
        read(pdf(tmp_path / "surat.pdf", small().guideline), EVIDENCE)
    assert "bukan naskah Pedoman Rekaan Nomor 2 Tahun 2024" in describe(refused.value).text


class Stopping:
    """Asks to stop after some pages."""

    def __init__(self, after: int) -> None:
        self.left = after

    def step(self, done: int, total: int, label: str = "") -> None:
        assert 0 <= done <= total
        assert label == "permen.pdf"
        self.left -= 1
        if not self.left:
            raise CancelledError


def official(bench: Workbench, tmp_path: Path) -> dict[OfficialPart, Path]:
    outline = bench.instruments.outline(INSTRUMENT)
    return {
        CRITERIA: regulation_pdf(tmp_path / "permen.pdf", outline),
        EVIDENCE: guideline_pdf(tmp_path / "pedoman.pdf", outline),
    }


def test_texts_are_kept_shown_and_removed(workbench: Workbench, tmp_path: Path) -> None:
    wording = workbench.official
    assert [(source.part, source.file, source.found) for source in wording.sources()] == [
        (CRITERIA, "", 0),
        (EVIDENCE, "", 0),
    ]
    for part, path in official(workbench, tmp_path).items():
        source = wording.read(INSTRUMENT, part, path)
        assert (source.file, source.found, source.missing) == (path.name, 235, ())
    assert [source.found for source in wording.sources()] == [235, 235]
    start = workbench.assessments.start
    made = start("Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT)
    texts = workbench.worksheet.official(made)
    assert sorted(texts) == list(range(1, 48))
    assert Counter(text.part for text in texts[47]) == {CRITERIA: 5, EVIDENCE: 5}
    wording.remove(INSTRUMENT, EVIDENCE)
    assert [source.file for source in wording.sources()] == ["permen.pdf", ""]
    assert {text.part for text in workbench.worksheet.official(made)[1]} == {CRITERIA}


def test_another_file_takes_the_place_of_the_first(workbench: Workbench, tmp_path: Path) -> None:
    outline = workbench.instruments.outline(INSTRUMENT)
    workbench.official.read(INSTRUMENT, CRITERIA, regulation_pdf(tmp_path / "a.pdf", outline))
    part = regulation_pdf(tmp_path / "b.pdf", outline, without={(47, 5)})
    workbench.official.read(INSTRUMENT, CRITERIA, part)
    source = workbench.official.sources()[0]
    assert (source.file, source.found, source.missing) == ("b.pdf", 234, ((47, 5),))


def test_cancelled_and_refused_files_leave_what_was_kept(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = official(workbench, tmp_path)[CRITERIA]
    workbench.official.read(INSTRUMENT, CRITERIA, path)
    before = workbench.official.sources()
    with pytest.raises(CancelledError):
        workbench.official.read(INSTRUMENT, CRITERIA, path, Stopping(after=3))
    with pytest.raises(FileRefusedError):
        workbench.official.read(INSTRUMENT, CRITERIA, pdf(tmp_path / "lain.pdf"))
    with pytest.raises(UnknownInstrumentError):
        workbench.official.read("tiada", CRITERIA, path)
    assert workbench.official.sources() == before


def test_a_full_disk_leaves_what_was_kept(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assessment.storage.unit_of_work import SqlUnitOfWork

    paths = official(workbench, tmp_path)
    workbench.official.read(INSTRUMENT, CRITERIA, paths[CRITERIA])

    def full(_self: SqlUnitOfWork) -> None:
        raise StorageError(StorageProblem.FULL, tmp_path)

    monkeypatch.setattr(SqlUnitOfWork, "commit", full)
    with pytest.raises(StorageError):
        workbench.official.remove(INSTRUMENT, CRITERIA)
    assert workbench.official.sources()[0].found == 235


def test_an_unfinished_instrument_does_not_hide_the_others(workbench: Workbench) -> None:
    folder = workbench.root / "instruments" / "rusak"
    folder.mkdir(parents=True)
    (folder / "instrument.toml").write_text("id = ", encoding="utf-8")
    assert "rusak" in workbench.instruments.ids()
    assert {source.instrument_id for source in workbench.official.sources()} == {INSTRUMENT}


REAL = {CRITERIA: "permenpanrb-59-2020.pdf", EVIDENCE: "pedoman-3-2024.pdf"}


@pytest.mark.parametrize("part", OfficialPart)
def test_the_real_sources_give_every_level(shared: Path, part: OfficialPart) -> None:
    outline = official_instrument().outline
    path = shared / "data" / "official" / REAL[part]
    texts = {(text.indicator, text.level): text.text for text in read(path, part, outline)}
    assert sorted(texts) == [(number, level) for number in range(1, 48) for level in range(1, 6)]
    for text in texts.values():
        assert re.match(r"[A-Z0-9]", text)
        assert text.endswith((".", ";"))
        assert not re.search(r"jdih|\bLevel \d\b|INDIKATOR|Jawaban|BAB I|[\x00-\x09\ufffe]", text)
        assert not re.search(r"\w- |\s-\d+-\s| {2}", text)
        assert text.count("\n\n") == (part is EVIDENCE)
    lengths = sorted(map(len, texts.values()))
    assert lengths[0] > 50
    assert lengths[-1] < 3_000


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]{4,}", text.lower()))


@pytest.mark.parametrize("part", OfficialPart)
def test_the_real_sources_speak_of_the_same_indicators(shared: Path, part: OfficialPart) -> None:
    instrument = official_instrument()
    said: dict[int, set[str]] = {}
    for text in read(shared / "data" / "official" / REAL[part], part, instrument.outline):
        said.setdefault(text.indicator, set()).update(words(text.text))
    for indicator in instrument.indicators:
        name = words(indicator.short_name)
        assert 2 * len(name & said[indicator.number]) >= len(name), indicator.number
    policies = {number: words(instrument.indicator(number).short_name) for number in range(1, 11)}
    strange = [number for number, name in policies.items() if name <= said[number % 10 + 1]]
    assert len(strange) <= 2  # so the check above tells one indicator from another


def test_the_real_sources_are_not_taken_for_each_other(shared: Path) -> None:
    folder, outline = shared / "data" / "official", official_instrument().outline
    for part, other in ((CRITERIA, EVIDENCE), (EVIDENCE, CRITERIA)):
        with pytest.raises(FileRefusedError) as refused:
            read(folder / REAL[other], part, outline)
        assert refused.value.problem is FileProblem.OTHER_DOCUMENT
