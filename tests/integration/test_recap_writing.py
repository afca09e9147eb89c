"""What a recap is written as: tables, sheets and reports, and the command that does it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assessment.domain.errors import StorageError, TextTooLongError
from assessment.domain.file_errors import ExportMismatchError, FileRefusedError
from assessment.domain.identity import OFFICIAL
from assessment.domain.progress import CancelledError
from assessment.domain.recap import Recap, Round
from assessment.exchange.recap_tables import RecapCsv, RecapJson, RecapWorkbook
from assessment.reports.benchmark import BenchmarkPdf
from assessment.reports.recap_report import RecapReport
from assessment.services.recap import BenchmarkSheet
from assessment.services.workbench import Workbench
from spbe_desktop.cli import main
from tests.builders import NOW
from tests.pdfs import page_texts
from tests.recaps import HEAD, levels_of, listed, many, read, sent, workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sent(tmp_path)


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


@pytest.fixture
def book(workbench: Workbench, recap: Recap, tmp_path: Path) -> Workbook:
    target = tmp_path / "rekap.xlsx"
    workbench.recap.export(recap, target)
    return load_workbook(target)


def test_the_workbook_is_frozen_coloured_and_set_up(book: Workbook) -> None:
    assert book.sheetnames == [
        "2025 permenpanrb-59-2020", "Peta panas 2025", "Predikat 2025", "Wilayah 2025",
        "Jauh dari median 2025", "2024 permenpanrb-59-2020", "Peta panas 2024", "Predikat 2024",
        "Catatan",
    ]  # fmt: skip
    sheet, heat = book.worksheets[:2]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("C4", "$3:$3")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
    for each in (sheet, heat):
        rules = [rule for area in each.conditional_formatting for rule in area.rules]
        assert len(rules) == 5
    assert sheet["B4"].value == "Kota E"
    assert (heat["AX3"].value, heat["AX4"].value) == ("I47", 5)
    assert all("Sumber: 13 berkas di folder kiriman" in each["A2"].value for each in book)


def test_grades_have_a_native_chart_for_kinds_and_for_regions(book: Workbook) -> None:
    for name, groups in (("Predikat 2025", 3), ("Wilayah 2025", 3)):
        sheet: Any = book[name]
        (chart,) = sheet._charts  # noqa: SLF001 - openpyxl tells of charts nowhere else
        assert chart.grouping == "percentStacked"
        titles = [series.tx.strRef or series.tx.v for series in chart.series]
        assert titles == ["Kurang", "Cukup", "Baik", "Sangat Baik", "Memuaskan"]
        assert chart.series[0].val.numRef.f == f"'{name}'!$G$4:$G${3 + groups}"


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
    return " ".join(page_texts(path))


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
        assert "Sumber: rekap" in text
        assert "1 dari 1" in text


def test_a_sheet_that_names_another_one_is_found(recap: Recap, tmp_path: Path) -> None:
    shown = recap.rounds[0]
    sheet = BenchmarkSheet(shown, shown.entries[0], NOW)
    path = tmp_path / "lembar.pdf"
    BenchmarkPdf().write(path, sheet)
    BenchmarkPdf().verify(path, sheet)
    told, other = shown.entries[1:3]  # a name that every sheet holds: that of a heading
    named = replace(told, submission=replace(told.submission, institution="Separuh di tengah"))
    with pytest.raises(ExportMismatchError):
        BenchmarkPdf().verify(path, replace(sheet, shown=replace(shown, entries=(named, other))))
    with pytest.raises(ExportMismatchError):
        BenchmarkPdf().verify(path, replace(sheet, entry=other))


def test_five_others_are_needed_and_each_value_needs_five_who_gave_it(tmp_path: Path) -> None:
    def text(count: int, *, with_levels: int) -> str:
        shown = many(count, regions=0).rounds[0]
        entries = tuple(
            entry if place < with_levels else replace(entry, submission=replace(
                entry.submission, levels=(), aspects=(), domains=()
            ))
            for place, entry in enumerate(shown.entries)
        )  # fmt: skip
        shown = replace(shown, entries=entries)
        path = tmp_path / f"{count}-{with_levels}.pdf"
        BenchmarkPdf().write(path, BenchmarkSheet(shown, entries[0], NOW))
        return text_of(path)

    assert "terlalu sedikit" in text(5, with_levels=5)
    few = text(6, with_levels=5)
    assert "Peringkat 1 dari 6 instansi" in few
    assert "Kebijakan Internal" not in few
    assert "tertinggal" not in few
    assert "Kebijakan Internal" in text(6, with_levels=6)


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
    text = text_of(made[0])
    assert "Kota E" in text
    assert "Sumber E.xlsx" in text
    assert "DRAF" in text


def test_a_report_of_an_official_result_says_so_and_shows_its_levels(
    workbench: Workbench, recap: Recap, tmp_path: Path
) -> None:
    first = recap.rounds[0].entries[0]
    entry = replace(first, submission=replace(first.submission, stage=OFFICIAL))
    (path,) = workbench.recap.reports([entry], tmp_path)
    text = text_of(path)
    assert "Hasil Resmi SPBE" in text
    assert "Indikator 47 · Tingkat 5" in text
    assert "DRAF" not in text


class Impatient:
    """Somebody who stops while the first file is being written."""

    def __init__(self) -> None:
        self.steps = 0

    def step(self, _done: int, _total: int, _label: str = "") -> None:
        self.steps += 1
        if self.steps == 9:
            raise CancelledError


def test_reports_stop_in_the_middle_of_one_and_leave_no_half_file(
    workbench: Workbench, recap: Recap, tmp_path: Path
) -> None:
    target = tmp_path / "laporan"
    target.mkdir()
    with pytest.raises(CancelledError):
        workbench.recap.reports(recap.rounds[0].entries, target, Impatient())
    assert list(target.iterdir()) == []


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
