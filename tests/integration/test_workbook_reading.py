"""Workbooks that people worked in: what is tolerated, what is refused, and in which words."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assessment.domain.differences import differences, rebased
from assessment.domain.exchange import DifferenceKind
from assessment.domain.file_errors import (
    CellProblem,
    CellsRefusedError,
    FileProblem,
    FileRefusedError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.domain.progress import SILENT
from assessment.exchange.workbook_reader import WorkbookFile
from indicators.catalogue import Catalogue
from tests.builders import INVENTED, full_dossier, handover, official_instrument, small_instrument
from tests.integration.workbooks import case, cell, edited, found, read, rebuilt, written

FIRST_ROW = 5


def put(sheet: str, header: str, value: Any, row: int = 1) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        cell(book, sheet, header, row).value = value

    return edit


def put_down(sheet: str, header: str, values: Sequence[object]) -> Callable[[Any], None]:
    """Write values into a column, one below the other."""

    def edit(book: Any) -> None:
        for row, value in enumerate(values, start=1):
            cell(book, sheet, header, row).value = value  # type: ignore[assignment]

    return edit


def test_a_level_is_understood_as_people_type_it(tmp_path: Path) -> None:
    typed = ("3", "3,0", "3.0", '"3"', " 3 ", "“3”", 3.0, "\u00a03")
    path = edited(written(tmp_path, case()), put_down("Penilaian", "Tingkat Mandiri", typed))
    dossier = read(path).dossier
    assert [dossier.answer(row).level for row in range(1, len(typed) + 1)] == [3] * len(typed)


def test_a_copied_date_format_changes_no_level(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        target = cell(book, "Penilaian", "Tingkat Mandiri", 1)
        target.value, target.number_format = 3, "dd/mm/yyyy"
        target = cell(book, "Penilaian", "Tingkat Mandiri", 2)
        target.value, target.number_format = 4, "0%"

    dossier = read(edited(written(tmp_path, case()), edit)).dossier
    assert (dossier.answer(1).level, dossier.answer(2).level) == (3, 4)


def test_numbers_and_dates_in_a_text_become_what_people_see(tmp_path: Path) -> None:
    typed = (12, 1.5, True, datetime(2025, 8, 17))  # noqa: DTZ001
    path = edited(written(tmp_path, case()), put_down("Penilaian", "Unit Kerja", typed))
    dossier = read(path).dossier
    kept = [dossier.answer(row).unit for row in range(1, len(typed) + 1)]
    assert kept == ["12", "1,5", "TRUE", "17 Agustus 2025"]


def shuffle_rows(sheet: Any) -> None:
    rows = [[entry.value for entry in row] for row in sheet.iter_rows(min_row=FIRST_ROW)]
    rows = rows[::-2] + rows[-2::-2]
    assert len(rows) == sheet.max_row - FIRST_ROW + 1
    for at, row in enumerate(rows, start=FIRST_ROW):
        for column, value in enumerate(row, start=1):
            target = sheet.cell(at, column)
            target.value = value
            if isinstance(value, str) and column > 5 and not value.startswith("=IF("):
                target.data_type = "s"


def test_sorted_and_blank_rows_and_new_columns_change_nothing(tmp_path: Path) -> None:
    expected = case()

    def edit(book: Any) -> None:
        for name in ("Penilaian", "Bukti"):
            shuffle_rows(book[name])
            book[name].insert_rows(9, 2)
            book[name].insert_cols(3)
            book[name].cell(4, 3).value = "Catatan saya"
            book[name].cell(6, 3).value = "=#REF!+1"
        book["Penilaian"].insert_rows(1)
        book.move_sheet("Bukti", -3)
        book["Aspek"].title = "ASPEK "

    path = edited(written(tmp_path, expected), edit)
    assert found(expected, path) == ()


def test_an_edited_citation_stays_the_same_citation(tmp_path: Path) -> None:
    expected = case()

    def edit(book: Any) -> None:
        shuffle_rows(book["Bukti"])
        cell(book, "Bukti", "Halaman", 3).value = 99
        cell(book, "Bukti", "Kutipan", 3).value = "Kutipan yang diperbaiki."

    differing = found(expected, edited(written(tmp_path, expected), edit))
    assert [(entry.kind, entry.field, entry.after) for entry in differing] == [
        (DifferenceKind.CHANGED, "page", "99"),
        (DifferenceKind.CHANGED, "quote", "Kutipan yang diperbaiki."),
    ]
    assert [entry.place for entry in differing] == ["Bukti!H7", "Bukti!I7"]


def test_new_and_deleted_citations_are_told_apart(tmp_path: Path) -> None:
    expected = case()
    name = next(
        row[9] for row in load_workbook(written(tmp_path, expected))["Bukti"].iter_rows(
            min_row=FIRST_ROW, values_only=True)
    )  # fmt: skip

    def edit(book: Any) -> None:
        sheet = book["Bukti"]
        sheet.delete_rows(FIRST_ROW)
        row = sheet.max_row + 3
        for column, value in ((1, 46), (2, 3), (3, 1), (7, "Pasal 9"), (10, str(name))):
            sheet.cell(row, column).value = value

    differing = found(expected, edited(written(tmp_path, expected), edit))
    assert [(entry.kind, entry.indicator, entry.after) for entry in differing] == [
        (DifferenceKind.ADDED, 46, "Pasal 9"), (DifferenceKind.REMOVED, 1, ""),
    ]  # fmt: skip
    assert all(entry.cautious for entry in differing)  # both answers are approved


def test_a_corrected_number_counts_wherever_the_document_stands(tmp_path: Path) -> None:
    expected = case()
    path = edited(written(tmp_path, expected), put("Bukti", "Nomor", "12/2024", 5))
    (difference,) = found(expected, path)
    assert (difference.field, difference.after) == ("number", "12/2024")
    assert difference.place == "Bukti!E9"
    path = edited(path, put("Bukti", "Tanggal", "17/8/2024", 5))
    assert found(expected, path)[-1].after == date(2024, 8, 17).isoformat()


def test_empty_cells_are_cautious_removals(tmp_path: Path) -> None:
    expected = case()

    def edit(book: Any) -> None:
        cell(book, "Penilaian", "Tingkat Mandiri", 1).value = None
        cell(book, "Penilaian", "Fakta", 2).value = None

    differing = found(expected, edited(written(tmp_path, expected), edit))
    assert [(entry.kind, entry.field, entry.cautious) for entry in differing] == [
        (DifferenceKind.REMOVED, "level", True), (DifferenceKind.REMOVED, "fact", True),
    ]  # fmt: skip


FAULTS = (
    ("Penilaian", "Tingkat Mandiri", 1, 6, "F5", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Tingkat Mandiri", 2, 0, "F6", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Tingkat Mandiri", 8, "tiga", "F12", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Tingkat Mandiri", 3, "2,5", "F7", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Tingkat Mandiri", 4, "1.234,0", "F8", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Tingkat Visitasi", 1, True, "P5", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Target", 1, 2.5, "I5", CellProblem.NOT_A_LEVEL),
    ("Penilaian", "Fakta", 1, "#REF!", "G5", CellProblem.ERROR_VALUE),
    ("Penilaian", "Tingkat Mandiri", 5, "#DIV/0!", "F9", CellProblem.ERROR_VALUE),
    ("Penilaian", "No", 20, 21, "A25", CellProblem.DUPLICATE_INDICATOR),
    ("Penilaian", "No", 30, 48, "A34", CellProblem.UNKNOWN_INDICATOR),
    ("Penilaian", "No", 40, None, "A44", CellProblem.UNKNOWN_INDICATOR),
    ("Bukti", "No Indikator", 1, "dua", "A5", CellProblem.UNKNOWN_INDICATOR),
    ("Bukti", "Syarat", 2, 9, "C6", CellProblem.NOT_A_CONDITION),
    ("Bukti", "Tingkat", 3, None, "C7", CellProblem.NOT_A_CONDITION),
    ("Bukti", "Tanggal", 5, "kemarin", "F9", CellProblem.NOT_A_DATE),
    ("Bukti", "SHA-256", 4, "abc", "K8", CellProblem.UNKNOWN_DOCUMENT),
    ("Aspek", "No", 1, 9, "A5", CellProblem.NOT_A_CHOICE),
)


def test_each_faulty_cell_is_named(tmp_path: Path) -> None:
    def spoil(book: Any) -> None:
        for sheet, header, row, value, _at, _problem in FAULTS:
            cell(book, sheet, header, row).value = value

    with pytest.raises(CellsRefusedError) as caught:
        read(edited(written(tmp_path, case()), spoil))
    named = {(fault.sheet, fault.cell, fault.problem) for fault in caught.value.faults}
    assert {(sheet, at, problem) for sheet, *_, at, problem in FAULTS} - named == set()


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        cell(book, "Penilaian", "Tingkat Mandiri", 8).value = "tiga"
        cell(book, "Bukti", "Tingkat", 2).value = 7
        book["Identitas"]["B5"].value = None
        book["Identitas"]["B6"].value = "Desa"
        book["Penilaian"].delete_rows(FIRST_ROW + 46)

    with pytest.raises(CellsRefusedError) as caught:
        read(edited(written(tmp_path, case()), edit))
    faults = caught.value.faults
    assert {(fault.sheet, fault.cell, fault.value, fault.problem) for fault in faults} >= {
        ("Penilaian", "F12", "tiga", CellProblem.NOT_A_LEVEL),
        ("Bukti", "B6", "7", CellProblem.NOT_A_LEVEL),
        ("Identitas", "B5", "", CellProblem.NOT_A_CHOICE),
        ("Identitas", "B6", "Desa", CellProblem.NOT_A_CHOICE),
        ("Penilaian", "No", "47", CellProblem.MISSING_INDICATOR),
    }


def test_text_longer_than_a_cell_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "panjang.xlsx"
    with zipfile.ZipFile(written(tmp_path, case())) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content.replace(b">Kota Nusa Damai<", b">" + b"x" * 201 + b"<"))
    with pytest.raises(CellsRefusedError) as caught:
        read(path)
    assert [(fault.cell, fault.problem) for fault in caught.value.faults] == [
        ("B5", CellProblem.TOO_LONG)
    ]


def drop(name: str) -> Callable[[Any], None]:
    return lambda book: book.remove(book[name])


def set_origin(row: int, value: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        book["_spbe"].cell(row, 2).value = value

    return edit


@pytest.mark.parametrize(("edit", "problem", "detail"), [
    (drop("Bukti"), WorkbookProblem.SHEET_MISSING, "Bukti"),
    (put("Penilaian", "Fakta", "Uraian", 0), WorkbookProblem.COLUMN_MISSING, "Penilaian: Fakta"),
    (set_origin(1, 3), WorkbookProblem.NEWER_FORMAT, "3"),
    (set_origin(2, "instrumen-lain"), WorkbookProblem.OTHER_INSTRUMENT, "instrumen-lain"),
    (set_origin(5, "kapan saja"), WorkbookProblem.DAMAGED, "_spbe"),
    (set_origin(7, "babak lain"), WorkbookProblem.DAMAGED, "_spbe"),
])  # fmt: skip
def test_a_workbook_that_does_not_fit_is_refused(
    tmp_path: Path, edit: Callable[[Any], None], problem: WorkbookProblem, detail: str
) -> None:
    path = edited(written(tmp_path, case()), edit)
    with pytest.raises(WorkbookRefusedError) as caught:
        read(path)
    assert (caught.value.problem, caught.value.detail) == (problem, detail)


def test_a_workbook_without_hidden_sheet_is_known_by_its_indicators(tmp_path: Path) -> None:
    expected = case()
    path = edited(written(tmp_path, expected), drop("_spbe"))
    incoming = read(path)
    assert incoming.dossier.assessment.instrument_id == official_instrument().id
    assert (incoming.dossier.assessment.uid, incoming.base_revision) == ("", 0)
    assert incoming.dossier.levels() == expected.dossier.levels()
    stored = replace(expected.dossier, citations=())
    differing = differences(stored, rebased(incoming, 1), ())
    assert len(differing) == len(expected.dossier.citations)
    path = edited(path, put("Penilaian", "Indikator", "Sesuatu yang lain"))
    with pytest.raises(WorkbookRefusedError) as caught:
        read(path)
    assert caught.value.problem is WorkbookProblem.NOT_OURS


def test_another_instrument_is_read_where_it_is_known(tmp_path: Path) -> None:
    instrument = small_instrument()
    expected = handover(instrument, full_dossier(instrument, 4))
    path = written(tmp_path, expected)
    assert found(expected, path) == ()
    with pytest.raises(WorkbookRefusedError) as caught:
        WorkbookFile().read(written(tmp_path, case()), Catalogue((INVENTED,)), SILENT)
    assert caught.value.problem is WorkbookProblem.OTHER_INSTRUMENT


def test_files_that_are_no_workbooks_are_refused(tmp_path: Path) -> None:
    whole = written(tmp_path, case()).read_bytes()
    (tmp_path / "kosong.xlsx").touch()
    (tmp_path / "teks.xlsx").write_text("bukan buku kerja")
    (tmp_path / "potong.xlsx").write_bytes(whole[: len(whole) // 2])
    with zipfile.ZipFile(tmp_path / "arsip.xlsx", "w") as archive:
        archive.writestr("catatan.txt", "halo")
    Workbook().save(tmp_path / "lain.xlsx")
    for name, problem in (
        ("teks", WorkbookProblem.NOT_OURS), ("potong", WorkbookProblem.DAMAGED),
        ("arsip", WorkbookProblem.NOT_OURS), ("lain", WorkbookProblem.NOT_OURS),
    ):  # fmt: skip
        with pytest.raises(WorkbookRefusedError) as caught:
            read(tmp_path / f"{name}.xlsx")
        assert caught.value.problem is problem
    for path, reason in (
        (tmp_path / "kosong.xlsx", FileProblem.EMPTY), (tmp_path, FileProblem.FOLDER),
        (tmp_path / "hilang.xlsx", FileProblem.MISSING),
    ):  # fmt: skip
        with pytest.raises(FileRefusedError) as refused:
            read(path)
        assert refused.value.problem is reason


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    target = path.with_name("diubah.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, change(content) if entry.filename == name else content)
    return target


BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;">]>'
    b"<workbook>&c;</workbook>"
)


@pytest.mark.parametrize(("name", "change"), [
    ("xl/workbook.xml", lambda _: BOMB),
    ("xl/workbook.xml", lambda content: content[:200]),
    ("xl/styles.xml", lambda content: content[:-40]),
    ("xl/worksheets/sheet4.xml", lambda content: content[: len(content) // 2]),
    ("xl/worksheets/sheet4.xml", lambda content: content.replace(b'r="F5"', b'r="??"')),
    ("xl/_rels/workbook.xml.rels", lambda _: b""),
    ("xl/worksheets/sheet4.xml", lambda _: b" " * 310 * 1024 * 1024),
])  # fmt: skip
def test_damaged_and_hostile_parts_are_refused(
    tmp_path: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    path = rewritten(written(tmp_path, case()), name, change)
    with pytest.raises(WorkbookRefusedError) as caught:
        read(path)
    assert caught.value.problem is WorkbookProblem.DAMAGED


def test_a_row_far_below_does_not_hold_us_up(tmp_path: Path) -> None:
    expected = case()

    def far(content: bytes) -> bytes:
        row = b'<row r="900000000000"><c r="A900000000000" s="1"/></row></sheetData>'
        return content.replace(b"</sheetData>", row)

    path = rewritten(written(tmp_path, expected), "xl/worksheets/sheet4.xml", far)
    assert found(expected, path) == ()


def test_a_workbook_saved_by_another_library_is_read(tmp_path: Path) -> None:
    expected = case()
    path = rebuilt(written(tmp_path, expected), tmp_path / "lain.xlsx")
    assert found(expected, path) == ()
