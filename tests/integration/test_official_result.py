"""Official results: the two given ones exactly, others of their family, and what is refused."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.documents.official_result import OfficialResultReader
from assessment.documents.official_words import aspect_texts
from assessment.domain.errors import (
    FileProblem,
    FileRefusedError,
    InstitutionNameError,
    YearOutOfRangeError,
)
from assessment.domain.official_result import DoubtKind, OfficialResult, doubtful_rows, doubts_of
from assessment.domain.official_result_errors import LevelsUnconfirmedError
from assessment.domain.official_result_words import doubt_text
from assessment.domain.progress import SILENT
from assessment.domain.records import OFFICIAL, Cycle, InstitutionKind
from assessment.domain.sentences import describe
from assessment.domain.steps import Action
from assessment.services.workbench import Workbench
from indicators.model import Outline
from spbe_desktop.cli import main
from tests.official_reports import Layout, report_pdf

INSTRUMENT = "permenpanrb-59-2020"


@pytest.fixture
def outline(workbench: Workbench) -> Outline:
    return workbench.instruments.outline(INSTRUMENT)


@pytest.fixture
def levels(outline: Outline) -> dict[int, int]:
    return {number: (number * number + number // 3) % 5 + 1 for number in outline.numbers}


@pytest.fixture
def earlier(outline: Outline) -> dict[int, int]:
    return {number: number * 3 % 5 + 1 for number in outline.numbers}


Make = Callable[[Layout], Path]


@pytest.fixture
def make(tmp_path: Path, outline: Outline, levels: dict[int, int]) -> Make:
    return lambda layout: report_pdf(tmp_path / "lhe.pdf", outline, levels, layout)


def read(path: Path, outline: Outline) -> OfficialResult:
    return OfficialResultReader().read(path, [outline], SILENT)


def kinds(result: OfficialResult, outline: Outline) -> set[DoubtKind]:
    return {doubt.kind for doubt in doubts_of(outline, result, result.levels)}


@pytest.mark.parametrize("year", [2021, 2023])
def test_given_reports_are_read_exactly(shared: Path, outline: Outline, year: int) -> None:
    folder = shared / "data" / "results"
    known = json.loads((folder / "lhe.json").read_text())
    wanted = next(entry for entry in known if entry["year"] == year)
    result = read(folder / wanted["file"], outline)
    assert [row.level for row in result.rows] == wanted["levels"]
    assert (result.institution, result.year) == (wanted["institution"], year)
    assert (result.kind, result.cycle) == (InstitutionKind.CITY, Cycle.EVALUATION)
    printed = wanted["published"]
    assert [str(value) for value in result.aspects] == printed["aspects"]
    assert [str(value) for value in result.domains] == printed["domains"]
    assert str(result.index) == str(result.headline) == printed["index"]
    assert result.grade == printed["grade"]
    assert not doubts_of(outline, result, result.levels)
    assert all(row.page and row.box for row in result.rows)


# Signs of each introduction, strengths and weaknesses, as another program's text gives them.
LENGTHS = {
    2021: [(186, 189, 684), (185, 96, 233), (163, 117, 281), (167, 96, 203), (147, 71, 343),
           (145, 121, 181), (296, 204, 454), (170, 113, 338)],
    2023: [(313, 178, 462), (165, 156, 329), (211, 175, 343), (202, 159, 246), (115, 165, 490),
           (112, 161, 322), (485, 711, 230), (284, 415, 309)],
}  # fmt: skip


@pytest.mark.parametrize("year", [2021, 2023])
def test_texts_of_given_reports_stand_word_for_word(
    shared: Path, outline: Outline, year: int
) -> None:
    from pypdf import PdfReader  # another reader than ours

    path = shared / "data" / "results" / f"lhe-kota-bandar-lampung-{year}.pdf"
    plain = "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)
    result = read(path, outline)
    for text in result.texts:
        for part in (text.introduction, text.strengths, text.weaknesses):
            words = "".join(part.split())
            # a page may end within: its halves stand apart
            assert words in plain or (words[:20] in plain and words[-20:] in plain), text.aspect
    assert all("".join(line.split()) in plain for line in result.recommendation.split("\n"))
    bounds = [
        (len(text.introduction), len(text.strengths), len(text.weaknesses)) for text in result.texts
    ]
    assert bounds == LENGTHS[year]


@pytest.mark.parametrize(
    "layout",
    [
        Layout(),
        Layout(point="."),
        Layout(drift=12),
        Layout(drift=-9),
        Layout(broken=True, drift=6),
        Layout(by_columns=True),
        Layout(capitals=False),
        Layout(per_page=12, decimals=",00"),
        Layout(institution="KEMENTERIAN RISET DAN ANGKASA"),
    ],
    ids=str,
)
def test_family_is_read(
    make: Make, outline: Outline, levels: dict[int, int], layout: Layout
) -> None:
    result = read(make(layout), outline)
    assert result.levels == levels
    assert not doubts_of(outline, result, levels)
    assert result.institution.casefold() == layout.institution.casefold()
    assert result.texts[7].introduction == "Pengantar aspek 8 yang berlanjut."
    assert result.texts[7].strengths == "Kuat 8 di sini."
    assert result.texts[7].weaknesses == "Lemah 8 di sini, terutama berkelanjutan."
    assert result.recommendation == "Saran pertama yang panjang sampai baris kedua.\nSaran kedua."


@pytest.mark.parametrize("by_columns", [False, True])
def test_of_two_years_the_own_is_taken(
    make: Make,
    outline: Outline,
    levels: dict[int, int],
    earlier: dict[int, int],
    *,
    by_columns: bool,
) -> None:
    result = read(make(Layout(earlier=earlier, by_columns=by_columns, drift=8)), outline)
    assert result.levels == levels
    assert {row.indicator: row.earlier for row in result.rows} == earlier
    assert result.earlier_year == result.year - 1


@pytest.mark.parametrize(
    ("layout", "kind", "rows"),
    [
        (Layout(printed={11: "0"}), DoubtKind.LEVEL_UNREADABLE, {11}),
        (Layout(printed={11: "x"}), DoubtKind.LEVEL_UNREADABLE, {11}),
        (Layout(printed={11: ""}), DoubtKind.LEVEL_UNREADABLE, {11}),
        (Layout(without=frozenset({11})), DoubtKind.ROW_MISSING, {11}),
        (Layout(numbers_without=frozenset({11})), DoubtKind.ROW_MISSING, {11}),
        (Layout(grade="Memuaskan"), DoubtKind.GRADE, set()),
        (Layout(grade="Luar biasa"), DoubtKind.GRADE, set()),
    ],
    ids=str,
)
def test_what_does_not_add_up_is_named(
    make: Make,
    outline: Outline,
    levels: dict[int, int],
    layout: Layout,
    kind: DoubtKind,
    rows: set[int],
) -> None:
    result = read(make(layout), outline)
    doubts = doubts_of(outline, result, result.levels)
    assert kind in {doubt.kind for doubt in doubts}
    assert rows <= doubtful_rows(outline, doubts)
    assert all(levels[number] == level for number, level in result.levels.items())
    assert all(doubt_text(doubt) for doubt in doubts)


def test_wrong_level_is_refused_wherever_it_stands(
    make: Make, outline: Outline, levels: dict[int, int]
) -> None:
    for number in outline.numbers[::5]:
        wrong = levels[number] % outline.maximum_level + 1
        result = read(make(Layout(printed={number: str(wrong)})), outline)
        assert {DoubtKind.ASPECT, DoubtKind.DOMAIN} <= kinds(result, outline), number
        found = doubts_of(outline, result, result.levels)
        assert doubtful_rows(outline, found) == set(outline.aspect_of(number).indicators)


def test_two_columns_without_years_are_not_guessed(
    make: Make, outline: Outline, earlier: dict[int, int]
) -> None:
    result = read(make(Layout(earlier=earlier, headless=True)), outline)
    assert not result.levels
    assert DoubtKind.COLUMN in kinds(result, outline)
    doubts = tuple(doubt for doubt in doubts_of(outline, result, earlier))
    assert doubtful_rows(outline, doubts)


def test_report_without_figures_and_name_is_all_doubt(outline: Outline, make: Make) -> None:
    result = read(make(Layout()), outline)
    none = replace(
        result,
        institution="",
        index=None,
        headline=None,
        domains=(None,) * 4,
        aspects=(None,) * 8,
    )
    doubts = doubts_of(outline, none, result.levels)
    assert doubtful_rows(outline, doubts) == set(outline.numbers)
    assert doubt_text(doubts[0]) == "Nama instansi tidak terbaca"
    assert any("tercetak tidak terbaca" in doubt_text(doubt) for doubt in doubts)


def test_no_text_is_told_where_no_section_is(outline: Outline) -> None:
    assert all(not text.strengths for text in aspect_texts([], outline))


def test_truncated_file_is_refused(make: Make, outline: Outline, tmp_path: Path) -> None:
    cut = tmp_path / "terpotong.pdf"
    cut.write_bytes(make(Layout()).read_bytes()[:900])
    with pytest.raises(FileRefusedError) as caught:
        read(cut, outline)
    assert caught.value.problem is FileProblem.DAMAGED


def test_scan_encrypted_and_other_documents_are_refused(
    make: Make, outline: Outline, tmp_path: Path
) -> None:
    from pypdf import PdfWriter
    from reportlab.pdfgen.canvas import Canvas

    scan = Canvas(str(tmp_path / "pindaian.pdf"))
    scan.rect(50, 50, 400, 600, fill=1)
    scan.showPage()
    scan.save()
    locked = PdfWriter(clone_from=make(Layout()))
    locked.encrypt("rahasia")
    locked.write(tmp_path / "terkunci.pdf")
    other = Canvas(str(tmp_path / "lain.pdf"))
    other.drawString(50, 700, "Hasil evaluasi SPBE tahun 2023 tanpa tabel")
    other.save()
    (tmp_path / "catatan.docx").write_bytes(b"PK")
    for name, problem in (
        ("pindaian.pdf", FileProblem.IMAGE_ONLY),
        ("terkunci.pdf", FileProblem.ENCRYPTED),
        ("lain.pdf", FileProblem.OTHER_DOCUMENT),
        ("catatan.docx", FileProblem.UNSUPPORTED),
        ("tidak-ada.pdf", FileProblem.MISSING),
    ):
        with pytest.raises(FileRefusedError) as caught:
            read(tmp_path / name, outline)
        assert caught.value.problem is problem, name


def test_page_is_painted_whole_or_as_strip(make: Make, outline: Outline) -> None:
    result = read(make(Layout()), outline)
    row = result.rows[0]
    reader = OfficialResultReader()
    whole = reader.picture(result.path, row.page or 0, None, 600)
    strip = reader.picture(result.path, row.page or 0, row.box, 600)
    assert len(whole.rgba) == 4 * whole.width * whole.height
    assert strip.height < whole.height / 10
    with pytest.raises(FileRefusedError):
        reader.picture(result.path, 99, None, 600)


# The use case


def test_report_becomes_the_official_stage_and_goes_back_in_one_step(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    started = workbench.assessments.start(
        "Kab. Nusa Damai", InstitutionKind.REGENCY, 2024, instrument_id=INSTRUMENT
    )
    preview = desk.preview(make(Layout()))
    assert preview.assessment_id == started.id
    step = desk.apply(preview, levels)
    assert step is not None
    assert step.action is Action.RECORD_OFFICIAL
    dossier = workbench.worksheet.dossier(started.id)
    assert dossier.levels(OFFICIAL) == levels
    assert not dossier.levels()
    outcome = dossier.outcome(OFFICIAL)
    assert outcome.final
    assert Decimal(outcome.printed_index) == preview.result.index
    assert outcome.source in {document.sha256 for document in workbench.evidence.documents()}
    assert dossier.aspect_note(8, OFFICIAL).strengths == "Kuat 8 di sini."
    assert desk.apply(desk.preview(make(Layout())), levels) is None
    workbench.worksheet.undo(started.id)
    back = workbench.worksheet.dossier(started.id)
    assert not back.levels(OFFICIAL)
    assert not back.outcome(OFFICIAL).final
    workbench.worksheet.redo(started.id)
    assert workbench.worksheet.dossier(started.id).levels(OFFICIAL) == levels


def test_missing_assessment_is_begun(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    for name, year in (("Kota Lain", 2024), ("Kabupaten Nusa Damai", 2023)):
        workbench.assessments.start(name, InstitutionKind.CITY, year, instrument_id=INSTRUMENT)
    preview = workbench.official_results.preview(make(Layout()))
    assert preview.assessment_id is None
    step = workbench.official_results.apply(preview, levels)
    assert step is not None
    begun = workbench.worksheet.dossier(step.assessment_id).assessment
    assert (begun.institution, begun.year) == ("Pemerintah Kabupaten Nusa Damai", 2024)


def test_doubtful_report_needs_a_person(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout(printed={5: "x"})))
    for given in (preview.result.levels, levels):
        with pytest.raises(LevelsUnconfirmedError) as caught:
            desk.apply(preview, given)
        assert "Tidak ada yang diambil" in describe(caught.value).text
    assert not workbench.assessments.cards()
    with pytest.raises(LevelsUnconfirmedError):
        desk.apply(preview, preview.result.levels, confirmed=True)
    assert not desk.remaining(preview, levels)
    assert desk.apply(preview, levels, confirmed=True) is not None


def test_unknown_name_and_year_are_refused(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout()))
    nameless = replace(preview, result=replace(preview.result, institution=""))
    with pytest.raises(InstitutionNameError):
        desk.apply(nameless, levels)
    assert desk.named(nameless, " Kota  Rekaan ").result.institution == "Kota Rekaan"
    far = replace(preview, result=replace(preview.result, year=2099))
    with pytest.raises(YearOutOfRangeError):
        desk.apply(far, levels)


def test_unfinished_instrument_of_a_person_is_passed_over(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    broken = workbench.root / "instruments" / "rusak"
    broken.mkdir(parents=True)
    (broken / "instrument.toml").write_text("title = ")
    assert workbench.official_results.read(make(Layout())).levels == levels


# The command line


def test_command_line_reads_and_records(
    tmp_path: Path, make: Make, levels: dict[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    path, place = str(make(Layout())), str(tmp_path / "ruang")
    assert main(["--workspace", place, "--json", "index", path]) == 0
    assert json.loads(capsys.readouterr().out)["levels"] == list(levels.values())
    assert main(["--workspace", place, "import", path]) == 0
    assert "siap dicatat" in capsys.readouterr().out
    assert main(["--workspace", place, "--json", "import", path, "--apply"]) == 0
    told = json.loads(capsys.readouterr().out)["files"][0]
    assert told["applied"]
    assert told["texts"][0]["strengths"] == "Kuat 1 di sini."
    assert main(["--workspace", place, "import", path, "--apply"]) == 0
    assert "sudah tercatat" in capsys.readouterr().out


def test_command_line_refuses_what_does_not_add_up(
    tmp_path: Path, make: Make, levels: dict[int, int], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = str(levels[7] % 5 + 1)
    path, place = str(make(Layout(printed={7: wrong}))), str(tmp_path / "ruang")
    for words in (["index", path], ["import", path], ["import", path, "--apply"]):
        assert main(["--workspace", place, *words]) == 1
        assert "Aspek 1: tercetak" in capsys.readouterr().err


def test_corrected_report_replaces_what_was_recorded(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout()))
    first = desk.apply(preview, levels)
    assert first is not None
    bare = replace(preview.result, texts=(replace(preview.result.texts[0], strengths="Baru"),))
    changed = levels | {1: levels[1] % 5 + 1}
    again = desk.preview(make(Layout()))
    step = desk.apply(replace(again, result=bare), changed, confirmed=True)
    assert step is not None
    assert step.indicators == (1,)
    dossier = workbench.worksheet.dossier(first.assessment_id)
    assert dossier.levels(OFFICIAL) == changed
    assert dossier.aspect_note(1, OFFICIAL).strengths == "Baru"


def test_page_of_a_report_is_given_and_silent_aspects_leave_no_note(
    workbench: Workbench, make: Make, levels: dict[int, int]
) -> None:
    desk = workbench.official_results
    preview = desk.preview(make(Layout()))
    row = preview.result.rows[0]
    assert desk.picture(preview.result.path, row.page or 0, 300, row.box).page == row.page
    silent = tuple(replace(text, strengths="", weaknesses="") for text in preview.result.texts)
    unheaded = replace(preview.result, texts=silent, headline=None, index=None)
    step = desk.apply(replace(preview, result=unheaded), levels, confirmed=True)
    assert step is not None
    dossier = workbench.worksheet.dossier(step.assessment_id)
    assert not dossier.aspect_notes
    assert not dossier.outcome(OFFICIAL).printed_index


def test_misprinted_domain_alone_makes_every_row_doubtful(outline: Outline, make: Make) -> None:
    result = read(make(Layout()), outline)
    misprinted = replace(result, domains=(Decimal(5), *result.domains[1:]))
    doubts = doubts_of(outline, misprinted, result.levels)
    assert [doubt.kind for doubt in doubts] == [DoubtKind.DOMAIN]
    assert doubtful_rows(outline, doubts) == set(outline.numbers)
