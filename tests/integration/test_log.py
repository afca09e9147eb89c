"""The log in words, and copies of it in files of other programs."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from assessment.domain.errors import TextTooLongError
from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.file_errors import ExportMismatchError, FileRefusedError, TargetError
from assessment.domain.identity import Assessment, InstitutionKind, State
from assessment.domain.log import LogLine, log_lines
from assessment.domain.records import (
    ActionItem,
    Answer,
    Citation,
    Document,
    DocumentKind,
    ItemState,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    Waiver,
)
from assessment.domain.steps import Action, Change, Step, StepKind
from assessment.exchange.log_table import LogTables
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from tests.builders import NOW, pdf

BLANK = Answer(1, 3)
PAPER = Document("ab" * 32, "Perwali.pdf", 10, NOW)


def step(*changes: Change, kind: StepKind = StepKind.DO, action: Action = Action.TICK) -> Step:
    return Step(7, 1, NOW, "Rani", kind, action, None, changes)


def told(*changes: Change) -> list[tuple[str, str, str]]:
    return [(line.what, line.before, line.after) for line in log_lines([step(*changes)])]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (None, replace(BLANK, level=3), [("Tingkat", "", "3")]),
        (replace(BLANK, level=3), None, [("Tingkat", "3", "")]),
        (
            replace(BLANK, fact="A", state=State.HANDED_IN),
            replace(BLANK, fact="B", state=State.APPROVED),
            [("Fakta", "A", "B"), ("Status", "Diserahkan", "Disetujui")],
        ),
        (BLANK, replace(BLANK, ticks=frozenset({(2, 1)})), [("Syarat", "", "2.1")]),
        (
            None,
            Citation("x", 1, 3, "ab", 2, 1, "Pasal 4", "7", "Wajib"),
            [("Rujukan", "", "Tingkat 2; Syarat 1; Pasal 4; Halaman 7; Kutipan Wajib")],
        ),
        (Waiver(1, "draft", 3, "", "Sudah"), None,
         [("Temuan dikesampingkan", "Jenis draft; Alasan Sudah", "")]),
        (StageOutcome(1, "self", final=True), StageOutcome(1, "self", reason="Salah"),
         [("Tahap: Final", "ya", "tidak"), ("Tahap: Alasan", "", "Salah")]),
        (None, StageOutcome(1, "document", final=True),
         [("Tahap", "", "Tahap Penilaian Dokumen; Final ya")]),
        (PAPER, replace(PAPER, kind=DocumentKind.DECREE, issued=NOW.date()),
         [("Dokumen: Jenis", "Dokumen", "Keputusan"), ("Dokumen: Tanggal", "", "10 Juli 2025")]),
        (ActionItem(1, 3, 4), ActionItem(1, 3, 4, state=ItemState.DONE),
         [("Rencana aksi: Status", "Direncanakan", "Selesai")]),
        (StepEffort(1, 3, 4, 2), StepEffort(1, 3, 4, 9), [("Usaha langkah: Usaha", "2", "9")]),
        (None, LevelCap(1, 3, 4), [("Batas tingkat", "", "Tingkat 4")]),
        (None, PathWish(1, "3.10", 4),
         [("Tujuan jalan termurah", "", "Indeks 3,10; Tingkat tertinggi 4")]),
    ],
)  # fmt: skip
def test_what_became_of_each_field(
    before: Answer | None, after: Answer | None, expected: list[tuple[str, str, str]]
) -> None:
    assert told(Change(before, after)) == expected


def test_a_beginning_is_one_line() -> None:
    city = Assessment(1, "u", "x", "Kota Damai", InstitutionKind.CITY, 2025, NOW)
    ((what, before, after),) = told(Change(None, city))
    assert (what, before) == ("Penilaian", "")
    assert "Nama instansi Kota Damai; Jenis Kota; Tahun 2025" in after


def test_what_was_taken_back_is_told() -> None:
    change = Change(BLANK, replace(BLANK, level=3))
    other = Change(None, Answer(1, 4, level=2))
    first, second, *_ = log_lines([step(change, other, kind=StepKind.UNDO)])
    assert (first.indicator, first.deed) == (3, "Mengubah syarat (diurungkan)")
    assert second.indicator == 4


@pytest.fixture
def worked(workbench: Workbench, village: int, tmp_path: Path) -> int:
    workbench.worksheet.choose_level(village, 1, 3)
    workbench.worksheet.write(village, 1, TextPart.FACT, "=1+1\nbaris kedua ✅ \x07 'kutip'")
    workbench.evidence.attach(village, 1, [pdf(tmp_path / "Perwali.pdf")])
    workbench.worksheet.undo(village)
    return village


def test_the_newest_comes_first_and_the_chain_holds(workbench: Workbench, worked: int) -> None:
    lines = workbench.log.lines(worked)
    assert [line.number for line in lines] == sorted((line.number for line in lines), reverse=True)
    assert lines[0].deed == "Menambah bukti (diurungkan)"
    assert lines[-1].deed == "Memulai penilaian"
    assert workbench.log.doubts() == ()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_copy_holds_every_line(
    workbench: Workbench, worked: int, tmp_path: Path, suffix: str
) -> None:
    target = tmp_path / f"riwayat{suffix}"
    lines = workbench.log.lines(worked)
    receipt = workbench.log.export(workbench.handover, worked, lines, target)
    assert (receipt.kind, receipt.summary) == (ExportKind.LOG, f"{len(lines)} perubahan cocok")
    assert workbench.handover.receipts(worked) == (receipt,)
    assert "(Riwayat)" in workbench.receipts.text(receipt)
    assert [path.name for path in tmp_path.glob("*riwayat*")] == [target.name]
    if suffix == ".csv":
        with target.open(encoding="utf-8-sig", newline="") as file:
            rows = [list(row) for row in csv.reader(file)]
    else:
        sheet = load_workbook(target)["Riwayat"]
        rows = [[str(cell.value or "") for cell in row] for row in sheet.rows]
        assert all(cell.data_type != "f" for row in sheet.rows for cell in row)
        assert (sheet.page_setup.fitToHeight, sheet.print_title_rows) == (0, "$1:$1")
        assert all(cell.alignment.wrap_text for cell in sheet[2])
        heights = {sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)}
        assert max(heights) > min(heights)  # text of two lines
    assert rows[0][:3] == ["Langkah", "Waktu", "Oleh"]
    assert "Penilaian Mandiri" in {row[4] for row in rows}
    assert len(rows) == len(lines) + 1
    assert not any(cell.startswith("=") for row in rows for cell in row) or suffix == ".xlsx"


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_copy_that_differs_is_found(
    workbench: Workbench, worked: int, tmp_path: Path, suffix: str
) -> None:
    lines = workbench.log.lines(worked)
    target = tmp_path / f"riwayat{suffix}"
    LogTables().write(target, lines)
    LogTables().verify(target, lines)
    with pytest.raises(ExportMismatchError):
        LogTables().verify(target, lines[1:])
    with pytest.raises(ExportMismatchError):
        LogTables().verify(target, (*lines[:-1], replace(lines[-1], who="Orang Lain")))


def test_what_cannot_be_written(workbench: Workbench, worked: int, tmp_path: Path) -> None:
    lines = workbench.log.lines(worked)
    long: tuple[LogLine, ...] = (replace(lines[0], after="x" * 40_000),)

    def export(lines: tuple[LogLine, ...], target: Path) -> Receipt:
        return workbench.log.export(workbench.handover, worked, lines, target)

    with pytest.raises(FileRefusedError):
        export(lines, tmp_path / "riwayat.pdf")
    with pytest.raises(TargetError):
        export(lines, tmp_path / "tidak" / "ada.csv")
    with pytest.raises(TextTooLongError):
        export(long, tmp_path / "riwayat.xlsx")
    assert not list(tmp_path.glob("*riwayat*"))
    failures = [receipt.failure for receipt in workbench.handover.receipts(worked)]
    assert failures == ["TextTooLongError", "TargetError"]
