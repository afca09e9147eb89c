"""Official results: the two given ones exactly, others of their family, and what is refused."""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.documents.official_result import OfficialResultReader
from assessment.documents.official_words import aspect_texts
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.identity import Cycle, InstitutionKind
from assessment.domain.official_result import DoubtKind, OfficialResult, doubtful_rows, doubts_of
from assessment.domain.official_result_words import doubt_text
from assessment.domain.progress import SILENT
from indicators.outline import Outline
from tests.official_reports import Layout, Make

INSTRUMENT = "permenpanrb-59-2020"


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
    result.path.unlink()
    with pytest.raises(FileRefusedError) as caught:
        reader.picture(result.path, 1, None, 600)
    assert caught.value.problem is FileProblem.MISSING


def test_misprinted_domain_alone_makes_every_row_doubtful(outline: Outline, make: Make) -> None:
    result = read(make(Layout()), outline)
    misprinted = replace(result, domains=(Decimal(5), *result.domains[1:]))
    doubts = doubts_of(outline, misprinted, result.levels)
    assert [doubt.kind for doubt in doubts] == [DoubtKind.DOMAIN]
    assert doubtful_rows(outline, doubts) == set(outline.numbers)


@pytest.mark.parametrize(("rotation", "shown"), [(90, 90), (270, 270), (90, 0)])
def test_page_that_lies_on_its_side_is_read_and_painted_upright(
    make: Make, outline: Outline, levels: dict[int, int], tmp_path: Path, rotation: int, shown: int
) -> None:
    from pypdf import PdfWriter, Transformation

    turned = PdfWriter(clone_from=make(Layout()))
    for page in turned.pages:
        across, high = (float(side) for side in page.mediabox.upper_right)
        aside = (high, 0.0) if rotation == 90 else (0.0, across)
        page.add_transformation(Transformation().rotate(rotation).translate(*aside))
        page.mediabox.upper_right = page.cropbox.upper_right = (high, across)
        page.rotate(shown)
    turned.write(tmp_path / "miring.pdf")
    result = read(tmp_path / "miring.pdf", outline)
    assert result.levels == levels
    assert not doubts_of(outline, result, levels)
    upright = read(make(Layout()), outline)
    row, wanted = result.rows[3], upright.rows[3]
    assert row.box
    assert wanted.box
    assert row.box.top == pytest.approx(wanted.box.top, abs=1)
    painted = OfficialResultReader().picture(result.path, row.page or 0, row.box, 600)
    straight = OfficialResultReader().picture(upright.path, wanted.page or 0, wanted.box, 600)
    assert painted.height == pytest.approx(straight.height, abs=2)
    ink = [sum(1 for byte in picture.rgba if byte < 128) for picture in (painted, straight)]
    assert ink[0] == pytest.approx(ink[1], rel=0.2)


def test_missing_level_at_the_edge_of_a_page_makes_every_row_doubtful(
    make: Make, outline: Outline, levels: dict[int, int]
) -> None:
    result = read(make(Layout(printed={30: ""})), outline)
    doubts = doubts_of(outline, result, result.levels)
    assert DoubtKind.SLIPPED in {doubt.kind for doubt in doubts}
    assert doubtful_rows(outline, doubts) == set(outline.numbers)
    inside = read(make(Layout(printed={29: ""})), outline)
    doubts = doubts_of(outline, inside, inside.levels)
    assert doubtful_rows(outline, doubts) == set(outline.aspect_of(29).indicators)
    assert inside.levels == {n: level for n, level in levels.items() if n != 29}
