"""The report as it is written to disk, reread with another library."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image

from assessment.domain.dossier import Dossier
from assessment.domain.file_errors import ExportMismatchError, FileProblem, FileRefusedError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import State
from assessment.domain.preferences import Letterhead
from assessment.domain.progress import SILENT, CancelledError
from assessment.reports.report import ReportExporter
from tests.builders import (
    empty_dossier,
    full_dossier,
    handover,
    official_instrument,
    small_instrument,
)
from tests.pdfs import page_texts

LIMIT = 2 * 1024 * 1024


@pytest.fixture(scope="module")
def full() -> Handover:
    instrument = official_instrument()
    return handover(instrument, full_dossier(instrument, 3), full_dossier(instrument, 4, 2024))


@pytest.fixture(scope="module")
def written(full: Handover, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "laporan.pdf"
    ReportExporter().write(path, full, SILENT)
    return path


def write(path: Path, given: Handover) -> list[str]:
    """Write, verify and reread."""
    exporter = ReportExporter()
    exporter.write(path, given, SILENT)
    assert "cocok" in exporter.verify(path, given)
    return page_texts(path)


def fonts_of(page: pypdf.PageObject) -> dict[str, Any]:
    resources: Any = page["/Resources"]
    return dict(resources["/Font"])


def changed(dossier: Dossier, change: Callable[[int], dict[str, Any]]) -> Dossier:
    answers = tuple(replace(entry, **change(entry.indicator)) for entry in dossier.answers)
    return replace(dossier, answers=answers)


def test_every_level_and_index_is_in_the_text(full: Handover, written: Path) -> None:
    pages = page_texts(written)
    whole = " ".join(pages)
    for number in full.instrument.outline.numbers:
        level = full.dossier.answer(number).level
        assert f"Indikator {number} · Tingkat {level} · " in whole
    score = full.result.score
    assert index_text(score.index) in pages[0]
    for entry in score.domains:
        assert f"{entry.domain.number} {entry.domain.name} {index_text(entry.index)}" in whole
    for part in score.aspects:
        assert f"{part.aspect.name} · {index_text(part.index)}" in whole


def test_size_pages_and_page_numbers(written: Path) -> None:
    pages = page_texts(written)
    assert 10 <= len(pages) <= 60
    assert written.stat().st_size < LIMIT
    for number, text in enumerate(pages[1:], start=2):
        assert f"{number} dari {len(pages)}" in text
    assert "dari" not in pages[0].replace("dari 47 indikator", "")


def test_contents_name_the_pages_of_the_chapters(written: Path) -> None:
    reader = pypdf.PdfReader(written)
    contents = page_texts(written)[1]
    starts = {
        entry.title: (reader.get_destination_page_number(entry) or 0) + 1
        for entry in reader.outline
        if isinstance(entry, pypdf.generic.Destination)
    }
    assert len(starts) == 8
    for title, page in starts.items():
        assert f"{' '.join(str(title).split())} {page} " in f"{contents} "


def test_outline_leads_to_every_indicator(full: Handover, written: Path) -> None:
    reader = pypdf.PdfReader(written)
    titles: list[str] = []

    def collect(entries: list[object], depth: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                collect(entry, depth + 1)
            elif isinstance(entry, pypdf.generic.Destination) and depth == 2:
                titles.append(str(entry.title))

    collect(list(reader.outline), 0)
    assert [int(title.split()[0]) for title in titles] == list(full.instrument.outline.numbers)


def test_metadata(written: Path) -> None:
    reader = pypdf.PdfReader(written)
    data = reader.metadata
    assert data is not None
    assert data.title == "Kota Nusa Damai · Penilaian Mandiri SPBE 2025"
    assert data.author == "PEMERINTAH KOTA NUSA DAMAI"
    assert data.subject == "Instrumen SPBE PermenPANRB 59/2020"
    assert data.creator == "SPBE Desktop"
    assert str(reader.root_object["/Lang"]) == "id-ID"


def test_only_the_bundled_font_and_all_of_it_embedded(written: Path) -> None:
    fonts = {}
    for page in pypdf.PdfReader(written).pages:
        fonts.update(fonts_of(page))
    assert fonts
    for font in fonts.values():
        described = font.get_object()
        assert "SourceSans3" in described["/BaseFont"]
        assert "/FontFile2" in described["/FontDescriptor"].get_object()


def test_charts_are_lines_not_pictures(written: Path) -> None:
    assert not any(len(page.images) for page in pypdf.PdfReader(written).pages)


def test_evidence_with_labels_and_hashes(full: Handover, written: Path) -> None:
    whole = " ".join(page_texts(written))
    for entry in full.dossier.evidence(10):
        assert entry.document.sha256 in whole
        assert f"{entry.label} Peraturan Wali Kota Nusa Damai Nomor" in whole
    unused = {d.sha256 for d in full.dossier.documents} - {
        a.sha256 for a in full.dossier.attachments
    }
    assert not any(digest in whole for digest in unused)


def test_strengths_weaknesses_recommendation_and_signatures(written: Path) -> None:
    whole = " ".join(page_texts(written))
    for said in (
        "Arsitektur sudah diatur.",
        "Manajemen data belum diatur.",
        "Menetapkan peta rencana SPBE.",
        "Sekretaris Daerah Kota Nusa Damai Dr. Sari Lestari, M.Si. NIP 197001011995032001",
        "Ratna Wulandari",
        "10 Juli 2025",
    ):
        assert said in whole


def test_an_approved_report_carries_no_draft_mark(written: Path) -> None:
    assert not any("DRAF" in text for text in page_texts(written))


@pytest.mark.parametrize("fault", ["unanswered", "returned"])
def test_a_draft_says_so_on_every_page(full: Handover, fault: str, tmp_path: Path) -> None:
    change: dict[str, object] = {"level": None} if fault == "unanswered" else {
        "state": State.RETURNED
    }  # fmt: skip
    dossier = changed(full.dossier, lambda number: change if number == 31 else {})
    pages = write(tmp_path / "draf.pdf", handover(full.instrument, dossier))
    assert all("DRAF" in text for text in pages)


def test_an_empty_assessment(tmp_path: Path) -> None:
    instrument = official_instrument()
    given = handover(instrument, empty_dossier(instrument), letterhead=Letterhead())
    pages = write(tmp_path / "kosong.pdf", given)
    whole = " ".join(pages)
    assert whole.count("· Belum diisi ·") == 47
    assert "Belum ada bukti dukung." in whole
    assert "Rekomendasi belum diisi." in whole
    assert "Tidak ada indikator pada tingkat 4–5." in whole


def test_another_instrument_with_the_year_before(tmp_path: Path) -> None:
    instrument = small_instrument()
    given = handover(instrument, full_dossier(instrument, 1), full_dossier(instrument, 2, 2024))
    whole = " ".join(write(tmp_path / "lain.pdf", given))
    assert "10 indikator terhadap target" in whole
    assert "· Mandiri 2024: " in whole
    assert "Cara Kerja (indikator 1–3, 9–10)" in whole


def test_an_instrument_of_very_many_aspects(full: Handover, tmp_path: Path) -> None:
    outline = full.instrument.outline
    domains = tuple(
        replace(domain, aspects=tuple(
            replace(aspect, number=number, weight=aspect.indicator_weight, indicators=(number,))
            for aspect in domain.aspects for number in aspect.indicators
        ))
        for domain in outline.domains
    )  # fmt: skip
    instrument = replace(full.instrument, outline=replace(outline, domains=domains))
    dossier = changed(full.dossier, lambda number: {"justification": f"Alasan {number}."})
    whole = " ".join(write(tmp_path / "banyak.pdf", handover(instrument, dossier)))
    assert "47 aspek" in whole
    assert "Justifikasi Alasan 47." in whole


def test_long_texts_flow_over_pages(full: Handover, tmp_path: Path) -> None:
    long = " ".join(f"kalimat{place}" for place in range(275))
    dossier = changed(
        full.dossier, lambda number: {"fact": f"{long} akhir-{number}-fakta", "analysis": long}
    )
    path = tmp_path / "panjang.pdf"
    whole = " ".join(write(path, handover(full.instrument, dossier)))
    assert all(f"akhir-{number}-fakta" in whole for number in full.instrument.outline.numbers)
    assert path.stat().st_size < LIMIT


def test_hostile_texts_are_shown_as_they_are(full: Handover, tmp_path: Path) -> None:
    hostile = "a < b & c > d <b>tebal</b> <para> {{x}} %s\nbaris dua\x00\x1b 😀 akhir"
    dossier = changed(
        full.dossier,
        lambda number: {"fact": hostile, "unit": "x" * 400, "analysis": f"Indikator {number} · "
                        "Tingkat 1 · palsu"},
    )  # fmt: skip
    name = "Kota <Nusa> & \x07Damai 😀 字"
    dossier = replace(
        dossier, assessment=replace(dossier.assessment, institution=name, recommendation=hostile)
    )
    letterhead = Letterhead(institution=name, office="<i>", address="&amp;", signatory_name="<")
    given = handover(full.instrument, dossier, letterhead=letterhead)
    whole = " ".join(write(tmp_path / "jahat.pdf", given))
    assert "a < b & c > d <b>tebal</b> <para> {{x}} %s baris dua■■ ■ akhir" in whole
    assert "Kota <Nusa> & ■Damai ■ ■" in whole


def test_a_very_long_name_of_an_institution_needs_no_more_than_pages(tmp_path: Path) -> None:
    instrument = small_instrument()
    dossier = full_dossier(instrument, 1)
    name = "Badan Penyelenggara " * 80
    dossier = replace(dossier, assessment=replace(dossier.assessment, institution=name))
    given = handover(instrument, dossier, letterhead=Letterhead(institution=name))
    assert write(tmp_path / "nama.pdf", given)[0].count("Badan Penyelenggara") >= 80


def test_a_document_described_at_length_flows_over_pages(full: Handover, tmp_path: Path) -> None:
    about = " ".join(f"pokok{place}" for place in range(1500))
    documents = tuple(replace(entry, about=about) for entry in full.dossier.documents[:1])
    dossier = replace(full.dossier, documents=(*documents, *full.dossier.documents[1:]))
    pages = write(tmp_path / "uraian.pdf", handover(full.instrument, dossier))
    assert "pokok1499" in " ".join(pages)


def test_logo_is_shrunk_and_shown(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.effect_noise((2400, 1800), 90).save(logo)
    assert logo.stat().st_size > LIMIT
    instrument = small_instrument()
    letterhead = Letterhead(institution="PEMERINTAH", logo=logo)
    given = handover(instrument, full_dossier(instrument, 1), letterhead=letterhead)
    path = tmp_path / "logo.pdf"
    write(path, given)
    images = pypdf.PdfReader(path).pages[0].images
    assert len(images) == 1
    assert path.stat().st_size < LIMIT


@pytest.mark.parametrize(
    ("content", "problem"),
    [(None, FileProblem.MISSING), (b"not a picture", FileProblem.DAMAGED),
     (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, FileProblem.DAMAGED)],
)  # fmt: skip
def test_broken_logo_is_refused(
    content: bytes | None, problem: FileProblem, tmp_path: Path
) -> None:
    logo = tmp_path / "logo.png"
    if content is not None:
        logo.write_bytes(content)
    instrument = small_instrument()
    given = handover(instrument, empty_dossier(instrument), letterhead=Letterhead(logo=logo))
    with pytest.raises(FileRefusedError) as refused:
        ReportExporter().write(tmp_path / "x.pdf", given, SILENT)
    assert (refused.value.path, refused.value.problem) == (logo, problem)
    assert not (tmp_path / "x.pdf").exists()


def test_truncated_logo_is_refused(tmp_path: Path) -> None:
    logo = tmp_path / "logo.png"
    Image.effect_noise((300, 300), 90).save(logo)
    logo.write_bytes(logo.read_bytes()[:2000])
    instrument = small_instrument()
    given = handover(instrument, empty_dossier(instrument), letterhead=Letterhead(logo=logo))
    with pytest.raises(FileRefusedError):
        ReportExporter().write(tmp_path / "x.pdf", given, SILENT)


class Steps:
    def __init__(self, stop_at: int = -1) -> None:
        self.seen: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def step(self, done: int, total: int, label: str = "") -> None:
        self.seen.append((done, total))
        if len(self.seen) == self._stop_at:
            raise CancelledError


def test_progress_is_a_growing_fraction(full: Handover, tmp_path: Path) -> None:
    steps = Steps()
    ReportExporter().write(tmp_path / "a.pdf", full, steps)
    fractions = [done / total for done, total in steps.seen]
    assert fractions == sorted(fractions)
    assert 0 < fractions[0] < 0.1
    assert fractions[-1] == 1


def test_cancelling_leaves_no_file(full: Handover, tmp_path: Path) -> None:
    with pytest.raises(CancelledError):
        ReportExporter().write(tmp_path / "a.pdf", full, Steps(stop_at=60))
    assert not list(tmp_path.iterdir())


def test_a_target_that_cannot_be_written(full: Handover, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ReportExporter().write(tmp_path / "tidak-ada" / "a.pdf", full, SILENT)


def test_verify_says_what_matched(full: Handover, written: Path) -> None:
    pages = len(pypdf.PdfReader(written).pages)
    index = index_text(full.result.score.index)
    said = ReportExporter().verify(written, full)
    assert said == f"{pages} halaman, 47 tingkat dan indeks {index} cocok"


def refused(path: Path, given: Handover) -> str:
    with pytest.raises(ExportMismatchError) as mismatch:
        ReportExporter().verify(path, given)
    assert mismatch.value.path == path
    return mismatch.value.difference


def test_verify_notices_another_level(full: Handover, written: Path) -> None:
    score = full.result.score
    level = score.levels[32]
    assert level is not None
    other = level % 5 + 1
    # The index stays, so that only the row can tell.
    levels = (*score.levels[:32], other, *score.levels[33:])
    given = replace(full, result=replace(full.result, score=replace(score, levels=levels)))
    assert refused(written, given) == (f"indikator 33: tingkat {level}, seharusnya {other}")


def test_verify_notices_another_index(full: Handover, written: Path) -> None:
    score = replace(full.result.score, index=full.result.score.index + 1)
    given = replace(full, result=replace(full.result, score=score))
    assert refused(written, given) == f"indeks {index_text(score.index)} tidak ada pada sampul"


def test_verify_notices_missing_rows(written: Path, full: Handover, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    writer = pypdf.PdfWriter()
    writer.append(written, pages=(0, 5))
    writer.write(cut)
    assert refused(cut, full) == "indikator 1 tidak ada"


def test_verify_notices_missing_pages(written: Path, full: Handover, tmp_path: Path) -> None:
    cut = tmp_path / "cut.pdf"
    writer = pypdf.PdfWriter(clone_from=written)
    writer.remove_page(len(writer.pages) - 1)
    writer.write(cut)
    assert refused(cut, full) == "halaman 2 tidak bernomor"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 cut"])
def test_verify_notices_a_broken_file(content: bytes, full: Handover, tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(content)
    assert refused(path, full).startswith("berkas tidak dapat dibuka")


def test_verify_notices_fonts_left_out(full: Handover, written: Path, tmp_path: Path) -> None:
    bare = tmp_path / "bare.pdf"
    writer = pypdf.PdfWriter(clone_from=written)
    for page in writer.pages:
        for font in fonts_of(page).values():
            font.get_object()["/FontDescriptor"].get_object().pop("/FontFile2", None)
    writer.write(bare)
    assert refused(bare, full) == "huruf pada halaman 1 tidak disertakan"
