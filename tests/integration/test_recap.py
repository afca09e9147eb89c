"""A folder of real files: what is read, what is told, what is written."""

import csv
import json
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from assessment.domain.errors import (
    ExportMismatchError,
    FileRefusedError,
    StorageError,
    TextTooLongError,
)
from assessment.domain.official_result import OfficialResult, OfficialRow
from assessment.domain.progress import CancelledError, Progress
from assessment.domain.recap import Recap, Round, grade_counts
from assessment.domain.records import OFFICIAL, Cycle, InstitutionKind
from assessment.exchange.quick_sheets import quick_sheets
from assessment.exchange.recap_tables import RecapCsv, RecapJson, RecapWorkbook
from assessment.reports.benchmark import BenchmarkPdf
from assessment.reports.recap_report import RecapReport
from assessment.services.recap import BenchmarkSheet
from assessment.services.recap_official import OfficialSubmissions
from assessment.services.workbench import Workbench
from indicators.model import Outline
from spbe_desktop.cli import main
from tests.builders import NOW, handover, official_instrument, pdf
from tests.integration.workbooks import case, converted, edited
from tests.integration.workbooks import cell as cell_of
from tests.recaps import levels_of, workbook

PROVINCE = InstitutionKind.PROVINCE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Six cities in two regions, a province, a copy, a year before, and four faulty files."""
    made = tmp_path / "kiriman"
    for place, letter in enumerate("ABCDEF"):
        region = made / ("Nusa Timur" if place % 2 else "Nusa Barat")
        workbook(region / f"{letter}.xlsx", f"Kota {letter}", levels_of(1 + place % 5))
    workbook(made / "prov.xlsx", "Provinsi P", levels_of(4), kind=PROVINCE)
    workbook(made / "lama.xlsx", "Kota A", levels_of(2), year=2024)
    shutil.copy(made / "prov.xlsx", made / "prov-salinan.xlsx")
    (made / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    (made / "kosong.spbe").write_bytes(b"")
    pdf(made / "surat.pdf", "Surat pengantar")
    (made / "lain.xls").write_bytes(b"\xd0\xcf")
    (made / "~$prov.xlsx").write_bytes(b"kunci")
    (made / "catatan.docx").write_bytes(b"bukan kiriman")
    return made


def read(workbench: Workbench, *sources: Path) -> Recap:
    return workbench.recap.read(sources)


def test_a_folder_is_ranked_and_its_faults_are_told(workbench: Workbench, folder: Path) -> None:
    recap = read(workbench, folder)
    now, before = recap.rounds
    assert (now.year, len(now.entries), before.year, len(before.entries)) == (2025, 7, 2024, 1)
    entry = next(entry for entry in now.entries if entry.submission.institution == "Kota A")
    assert (entry.submission.region, entry.change) == ("Nusa Barat", Fraction(-1))
    assert [double.identical for double in recap.superseded] == [True]
    assert [fault.source.text for fault in recap.unreadable] == [
        "kosong.spbe", "lain.xls", "rusak.xlsx", "surat.pdf",
    ]  # fmt: skip
    assert all(fault.title and fault.reason for fault in recap.unreadable)
    assert recap.files == 13


def test_cancelling_stops(workbench: Workbench, folder: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done:
                raise CancelledError

    with pytest.raises(CancelledError):
        workbench.recap.read([folder], Stop())


def test_a_missing_folder_is_refused(workbench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(FileRefusedError):
        read(workbench, tmp_path / "tidak-ada")


def test_an_empty_folder_has_no_rounds(workbench: Workbench, tmp_path: Path) -> None:
    assert read(workbench, tmp_path).rounds == ()


def test_single_files_are_taken(workbench: Workbench, folder: Path) -> None:
    recap = read(workbench, folder / "prov.xlsx")
    assert (recap.folder, len(recap.rounds[0].entries)) == (folder, 1)


def test_the_last_stage_that_is_complete_counts(workbench: Workbench, tmp_path: Path) -> None:
    begun = case()
    later = tuple(answer for answer in begun.dossier.answers if answer.stage == "self")
    target = tmp_path / "evaluasi.xlsx"
    whole = tuple(replace(answer, stage="document", level=2) for answer in later)
    interview = replace(whole[0], stage="interview", level=5)
    dossier = replace(begun.dossier, answers=(*later, *whole, interview))
    from assessment.domain.progress import SILENT
    from assessment.exchange.workbook import WorkbookExporter

    WorkbookExporter().write(target, handover(official_instrument(), dossier), SILENT)
    submission = read(workbench, target).rounds[0].entries[0].submission
    assert (submission.stage, submission.levels) == ("visit", (5, *(2,) * 46))
    WorkbookExporter().write(target, begun, SILENT)
    submission = read(workbench, target).rounds[0].entries[0].submission
    assert submission.stage == "self"
    assert submission.levels == tuple(answer.level for answer in later)


def test_levels_as_people_type_them(workbench: Workbench, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))

    def type_in(book: object) -> None:
        for row, text in enumerate(("4", "5,0", '"2"', "-"), start=1):
            cell_of(book, "Penilaian", "Tingkat Mandiri", row).value = text
        cell_of(book, "Penilaian", "Tingkat Mandiri", 5).number_format = "d mmm yyyy"

    edited(path, type_in)
    levels = read(workbench, path).rounds[0].entries[0].submission.levels
    assert levels[:6] == (4, 5, 2, None, 3, 3)


@pytest.mark.parametrize("wrong", ["tiga", 6, "#N/A"])
def test_a_wrong_level_is_told_with_its_cell(
    workbench: Workbench, tmp_path: Path, wrong: str | int
) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))

    def spoil(book: object) -> None:
        target = cell_of(book, "Penilaian", "Tingkat Mandiri", 1)
        target.value = wrong
        if wrong == "#N/A":
            target.data_type = "e"

    edited(path, spoil)
    recap = read(workbench, path)
    assert recap.rounds == ()
    assert "Penilaian!F5" in recap.unreadable[0].reason


def test_rows_that_are_double_or_gone_are_told(workbench: Workbench, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))

    def number_twice(book: object) -> None:
        cell_of(book, "Penilaian", "No", 2).value = 1

    edited(path, number_twice)
    assert "Penilaian!A6" in read(workbench, path).unreadable[0].reason


def test_a_workbook_without_its_hidden_sheet_is_known_by_its_indicators(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))
    edited(path, lambda book: book.remove(book["_spbe"]))
    assert read(workbench, path).rounds[0].entries[0].submission.index == 3

    def rename(book: object) -> None:
        cell_of(book, "Penilaian", "Indikator", 1).value = "Yang lain"

    edited(path, rename)
    assert read(workbench, path).rounds == ()


@pytest.mark.parametrize(
    ("row", "value"), [("format", 99), ("instrument", "permen-lain"), ("exported", "kemarin")]
)
def test_the_hidden_sheet_is_not_believed_blindly(
    workbench: Workbench, tmp_path: Path, row: str, value: object
) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))

    def spoil(book: object) -> None:
        for cells in book["_spbe"].iter_rows():  # type: ignore[index]
            if cells[0].value == row:
                cells[1].value = value

    edited(path, spoil)
    recap = read(workbench, path)
    assert bool(recap.rounds) is (row == "exported")


def test_identity_must_be_filled(workbench: Workbench, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))

    def empty(book: object) -> None:
        for cells in book["Identitas"].iter_rows():  # type: ignore[index]
            for cell in cells:
                if cell.value in {"Kota A", 2025}:
                    cell.value = None

    edited(path, empty)
    assert "Identitas!" in read(workbench, path).unreadable[0].reason
    edited(path, lambda book: book.remove(book["Penilaian"]))
    assert "Penilaian" in read(workbench, path).unreadable[0].reason


def test_what_libreoffice_saved_is_read(
    workbench: Workbench, tmp_path: Path, needs_libreoffice: str
) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3, i7=5))
    (saved,) = converted(needs_libreoffice, [path], tmp_path)
    levels = [
        read(workbench, file).rounds[0].entries[0].submission.levels for file in (path, saved)
    ]
    assert levels[0] == levels[1]


def test_quick_reading_sees_what_the_library_sees(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", "Kota A", levels_of(3))
    quick = quick_sheets(path, {"Penilaian": 100_000})["Penilaian"]
    found = {read.cell: read.value for row in quick.rows for read in row}
    sheet = load_workbook(path, data_only=True)["Penilaian"]
    cells = (cell for row in sheet.iter_rows() for cell in row)
    wanted = {cell.coordinate: cell.value for cell in cells if cell.value not in (None, "")}
    assert found == wanted


def package(workbench: Workbench, target: Path, *numbers: int) -> Path:
    number = workbench.assessments.start(
        f"Kota {target.stem}", InstitutionKind.CITY, 2025, instrument_id=official_instrument().id
    ).id
    for indicator in (1, 2):
        workbench.worksheet.choose_level(number, indicator, 3)
    workbench.packages.export(number, target, part=numbers)
    return target


def test_packages_are_read_and_parts_are_told(workbench: Workbench, tmp_path: Path) -> None:
    whole = package(workbench, tmp_path / "utuh.spbe")
    part = package(workbench, tmp_path / "bagian.spbe", 1)
    recap = read(workbench, whole, part)
    submission = recap.rounds[0].entries[0].submission
    assert (submission.institution, submission.levels[:3]) == ("Kota utuh", (3, 3, None))
    assert [fault.source.text for fault in recap.unreadable] == ["bagian.spbe"]


def test_one_flipped_bit_in_the_records_is_found(workbench: Workbench, tmp_path: Path) -> None:
    path = package(workbench, tmp_path / "utuh.spbe")
    content = bytearray(path.read_bytes())
    content[content.index(b"Kota utuh", content.index(b"spbe-desktop/assessment"))] ^= 1
    path.write_bytes(content)
    recap = read(workbench, path)
    assert recap.rounds == ()
    assert recap.unreadable[0].source.path == path


# Lists


def listed(tmp_path: Path, *lines: str, name: str = "hasil-2023.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


HEAD = "institution,kind,region,policy,governance,management,service,index,grade"


def test_a_list_of_results(workbench: Workbench, tmp_path: Path) -> None:
    path = listed(tmp_path, HEAD, "Kota A,city,Nusa,3.00,3.00,3.00,3.00,3.00,Baik", "", ",,,")
    submission = read(workbench, path).rounds[0].entries[0].submission
    assert (submission.year, submission.stage, submission.region) == (2023, OFFICIAL, "Nusa")
    assert (submission.index, submission.levels, submission.source.line) == (3, (), 2)


def test_decimal_commas_and_indonesian_heads(workbench: Workbench, tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        "Instansi;Jenis;Tahun;policy;governance;management;service;Indeks",
        "Kota A;Kota;2022;3,00;3,00;3,00;3,00;3,00",
        name="rekap.csv",
    )
    (shown,) = read(workbench, path).rounds
    assert (shown.year, shown.entries[0].submission.grade) == (2022, "Baik")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Kota A,city,,3.00,3.00,3.00,3.00,tiga,Baik", "Indeks tidak terbaca"),
        ("Kota A,city,,3.00,3.00,3.00,3.00,7.00,Baik", "Indeks tidak terbaca"),
        ("Kota A,city,,3.00,3.00,3.00,3.00,3.00,Kurang", "Predikat Kurang"),
        ("Kota A,desa,,3.00,3.00,3.00,3.00,3.00,Baik", "Jenis instansi"),
        (",city,,3.00,3.00,3.00,3.00,3.00,Baik", "Nama instansi"),
    ],
)
def test_a_line_that_cannot_be_is_told(
    workbench: Workbench, tmp_path: Path, line: str, said: str
) -> None:
    recap = read(workbench, listed(tmp_path, HEAD, line))
    assert recap.rounds == ()
    assert (recap.unreadable[0].source.line, said in recap.unreadable[0].reason) == (2, True)


@pytest.mark.parametrize("service", ["0.30", "", "5.00"])
def test_domains_that_do_not_give_the_index_are_not_used(
    workbench: Workbench, tmp_path: Path, service: str
) -> None:
    path = listed(tmp_path, HEAD, f"Kota A,city,,3.00,3.00,3.00,{service},3.00,Baik")
    recap = read(workbench, path)
    submission = recap.rounds[0].entries[0].submission
    assert (submission.index, submission.domains) == (3, ())
    assert "indeks domain" in recap.unreadable[0].reason


def test_a_list_without_year_or_columns_is_told(workbench: Workbench, tmp_path: Path) -> None:
    line = "Kota A,city,,3.00,3.00,3.00,3.00,3.00,Baik"
    yearless = read(workbench, listed(tmp_path, HEAD, line, name="hasil.csv"))
    assert "Tahun" in yearless.unreadable[0].reason
    levels = read(workbench, listed(tmp_path, "indicator,level", "1,3", name="tingkat.csv"))
    assert "institution" in levels.unreadable[0].reason
    domains = read(workbench, listed(tmp_path, "institution,index", "Kota A,3.00"))
    assert "policy" in domains.unreadable[0].reason


def test_a_list_without_indices_says_who_is_missing(workbench: Workbench, folder: Path) -> None:
    listed(folder, "instansi,jenis", "Kota A,Kota", "Kota Z,Kota", name="daftar.csv")
    now = read(workbench, folder).rounds[0]
    assert [gone.institution for gone in now.missing] == ["Kota Z"]


def test_grades_of_the_national_list_come_out_as_printed(
    workbench: Workbench, shared: Path
) -> None:
    path = shared / "data" / "results" / "index-2023.csv"
    with path.open(encoding="utf-8") as file:
        printed = Counter(row["grade"] for row in csv.DictReader(file))
    recap = read(workbench, path)
    (shown,) = recap.rounds
    assert grade_counts(shown.outline, shown.entries) == printed
    assert (shown.year, len(shown.entries)) == (2023, 621)
    assert ["Banyuasin" in fault.reason for fault in recap.unreadable] == [True]


def test_official_results_stand_beside_the_list(workbench: Workbench, shared: Path) -> None:
    results = shared / "data" / "results"
    recap = read(workbench, *sorted(results.glob("lhe-*.pdf")))
    indices = {shown.year: shown.entries[0].submission for shown in recap.rounds}
    assert {year: len(entry.levels) for year, entry in indices.items()} == {2021: 47, 2023: 47}
    assert {entry.stage for entry in indices.values()} == {OFFICIAL}


class Misprinted:
    """Reads a report whose levels do not give the printed index."""

    def read(self, path: Path, outlines: Sequence[Outline], progress: Progress) -> OfficialResult:
        (outline,) = (each for each in outlines if each.id == official_instrument().id)
        rows = (OfficialRow(n, 3, "3", "", None, 1, None) for n in outline.numbers)
        three = Decimal("3.00")
        return OfficialResult(
            path, outline.id, "Kota A", InstitutionKind.CITY, Cycle.EVALUATION, 2023, None, three,
            Decimal("3.10"), "Baik", (three,) * 4, (three,) * 8, (), "", tuple(rows), column_clear=True,
        )  # fmt: skip


def test_a_report_that_does_not_add_up_is_told_and_never_guessed(
    workbench: Workbench, tmp_path: Path
) -> None:
    found = OfficialSubmissions(Misprinted()).read(tmp_path / "lhe.pdf", workbench.instruments)
    assert (found.submissions, len(found.unreadable)) == ((), 1)
    assert "1 hal" in found.unreadable[0].reason


# Writing


@pytest.fixture
def recap(workbench: Workbench, folder: Path) -> Recap:
    return read(workbench, folder)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json", ".pdf"])
def test_a_recap_is_written_and_read_back(
    workbench: Workbench, recap: Recap, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"rekap{suffix}"
    workbench.recap.export(recap, target)
    assert target.stat().st_size > 500
    assert [path for path in tmp_path.iterdir() if path.is_file()] == [target]


def test_the_workbook_is_frozen_coloured_and_set_up(
    workbench: Workbench, recap: Recap, tmp_path: Path
) -> None:
    target = tmp_path / "rekap.xlsx"
    workbench.recap.export(recap, target)
    book = load_workbook(target)
    assert book.sheetnames == [
        "2025 permenpanrb-59-2020", "Predikat 2025", "2024 permenpanrb-59-2020",
        "Predikat 2024", "Catatan",
    ]  # fmt: skip
    sheet = book.worksheets[0]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    rules = [rule for area in sheet.conditional_formatting for rule in area.rules]
    assert len(rules) == 10
    assert sheet["B4"].value == "Kota E"


def test_a_name_that_looks_like_a_formula_stays_a_name(
    workbench: Workbench, tmp_path: Path
) -> None:
    workbook(tmp_path / "in" / "a.xlsx", "=1+1 Kota", levels_of(3))
    recap = read(workbench, tmp_path / "in")
    for suffix in (".xlsx", ".csv"):
        workbench.recap.export(recap, tmp_path / f"rekap{suffix}")
    assert load_workbook(tmp_path / "rekap.xlsx").worksheets[0]["B4"].value == "=1+1 Kota"
    assert "'=1+1 Kota" in (tmp_path / "rekap.csv").read_text(encoding="utf-8-sig")


def changed(recap: Recap) -> Recap:
    shown = recap.rounds[0]
    entry = shown.entries[0]
    other = replace(entry, submission=replace(entry.submission, institution="Kota Lain"))
    return replace(recap, rounds=(replace(shown, entries=(other, *shown.entries[1:])),))


@pytest.mark.parametrize("writer", [RecapWorkbook(), RecapCsv(), RecapJson(), RecapReport()])
def test_a_file_that_holds_something_else_is_found(
    recap: Recap, tmp_path: Path, writer: RecapWorkbook
) -> None:
    path = tmp_path / "rekap.xlsx"
    writer.write(path, recap, NOW)
    writer.verify(path, recap)
    with pytest.raises(ExportMismatchError):
        writer.verify(path, changed(recap))


def test_a_row_too_few_is_found(recap: Recap, tmp_path: Path) -> None:
    path = tmp_path / "rekap.xlsx"
    RecapWorkbook().write(path, recap, NOW)
    shorter = replace(recap, unreadable=recap.unreadable[:-1])
    with pytest.raises(ExportMismatchError):
        RecapWorkbook().verify(path, shorter)


def test_a_text_too_long_is_refused(recap: Recap, tmp_path: Path) -> None:
    fault = replace(recap.unreadable[0], reason="x" * 40_000)
    with pytest.raises(TextTooLongError):
        RecapWorkbook().write(tmp_path / "rekap.xlsx", replace(recap, unreadable=(fault,)), NOW)


def test_other_kinds_and_bad_places_are_refused(
    workbench: Workbench, recap: Recap, tmp_path: Path
) -> None:
    with pytest.raises(FileRefusedError):
        workbench.recap.export(recap, tmp_path / "rekap.docx")
    with pytest.raises(StorageError):
        workbench.recap.export(recap, tmp_path / "tidak-ada" / "rekap.xlsx")


def text_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


def test_benchmark_sheets_name_nobody_else(
    workbench: Workbench, recap: Recap, tmp_path: Path
) -> None:
    shown = recap.rounds[0]
    made = workbench.recap.benchmarks(shown, shown.entries, tmp_path)
    names = [entry.submission.institution for entry in shown.entries]
    assert len(made) == len(names)
    for own, path in zip(names, made, strict=True):
        text = text_of(path)
        assert [name for name in names if name in text] == [own]


def test_too_few_are_not_compared(workbench: Workbench, folder: Path, tmp_path: Path) -> None:
    shown = read(workbench, folder / "prov.xlsx").rounds[0]
    (path,) = workbench.recap.benchmarks(shown, shown.entries, tmp_path)
    assert "terlalu sedikit" in text_of(path)
    sheet = BenchmarkSheet(shown, shown.entries[0], workbench.recap.names(shown), datetime.now())  # noqa: DTZ005
    other = replace(sheet.entry, submission=replace(sheet.entry.submission, institution="Lain"))
    with pytest.raises(ExportMismatchError):
        BenchmarkPdf().verify(path, replace(sheet, entry=other))


def two(shown: Round) -> Round:
    """The round with one institution twice, as two lists may have it, and one without levels."""
    first, second = shown.entries[:2]
    bare = replace(second, submission=replace(second.submission, levels=(), aspects=()))
    return replace(shown, entries=(first, first, bare))


def test_reports_are_made_of_those_with_levels_under_names_that_differ(
    workbench: Workbench, recap: Recap, tmp_path: Path
) -> None:
    made = workbench.recap.reports(two(recap.rounds[0]).entries, tmp_path)
    assert [path.name for path in made] == [
        "Laporan Kota E 2025.pdf",
        "Laporan Kota E 2025 1.pdf",
    ]
    assert "Kota E" in text_of(made[0])


# Command line


def test_the_command_writes_and_tells(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder / "rekap.xlsx"
    workspace = str(tmp_path / "ruang")
    for _ in range(2):  # the second time its own result lies in the folder
        assert main(["recap", str(folder), "--to", str(target), "--workspace", workspace]) == 0
    told = capsys.readouterr()
    assert "7 instansi" in told.out
    assert "rusak.xlsx" in told.out
    assert "rekap.xlsx;" not in told.out
    assert (
        main(["recap", str(folder), "--to", str(target), "--workspace", workspace, "--json"]) == 0
    )
    data = json.loads(capsys.readouterr().out)
    assert [len(shown["institutions"]) for shown in data["rounds"]] == [7, 1]
    assert data["files"] == 13
    assert len(data["unreadable"]) == 4


@pytest.mark.parametrize("words", [["recap", "tidak-ada", "--to", "x.xlsx"]])
def test_the_command_refuses_a_missing_folder(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--workspace", str(tmp_path / "ruang")]) == 1
    assert "tidak-ada" in capsys.readouterr().err


def test_long_lists_are_shortened(
    workbench: Workbench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"Kota {number},city,,3.00,3.00,3.00,3.00,3.00,Baik" for number in range(30)]
    rows += [f"Kota {number},desa,,3.00,3.00,3.00,3.00,3.00,Baik" for number in range(30, 60)]
    source = tmp_path / "in"
    source.mkdir()
    listed(source, HEAD, *rows)
    words = ["recap", str(source), "--to", str(tmp_path / "r.json")]
    assert main([*words, "--workspace", str(tmp_path / "ruang")]) == 0
    assert capsys.readouterr().out.count("dan 10 lainnya") == 2
