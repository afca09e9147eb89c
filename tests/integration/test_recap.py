"""A folder of real files: what is read, and what is told."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessment.domain.file_errors import FileRefusedError
from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import CancelledError
from assessment.exchange.quick_sheets import quick_sheets
from assessment.services.workbench import Workbench
from tests.builders import handover, official_instrument
from tests.integration.workbooks import case, converted, edited
from tests.integration.workbooks import cell as cell_of
from tests.recaps import levels_of, read, sent, workbook


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sent(tmp_path)


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
    assert (submission.stage, submission.levels) == ("interview", (5, *(2,) * 46))
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
