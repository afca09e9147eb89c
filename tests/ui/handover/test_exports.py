import errno
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from assessment.domain.exchange import ExportKind
from assessment.domain.handover import Handover
from assessment.domain.identity import Assessment
from assessment.domain.progress import Progress
from assessment.exchange.workbook import WorkbookExporter
from assessment.services.workbench import Workbench
from tests.ui.handover.drivers import HandoverDriver
from ui.tasks import TaskRunner

BOOK = "export-xlsx"


def fail_with(patch: pytest.MonkeyPatch, number: int) -> None:
    def write(_self: object, path: Path, _handover: Handover, _progress: Progress) -> None:
        path.write_bytes(b"half")
        raise OSError(number, "no")

    patch.setattr(WorkbookExporter, "write", write)


def test_a_workbook_is_made_compared_and_receipted(
    page: HandoverDriver, city: Assessment, workbench: Workbench
) -> None:
    page.page.show_assessment(city.id)
    assert page.row(BOOK).outcome() == "Belum pernah dibuat"
    page.accept_proposals()
    said = page.export(ExportKind.WORKBOOK)
    assert page.proposed == [page.exports / "SPBE-Kota-Nusa-Damai-2025.xlsx"]
    assert said.startswith("Berhasil ")
    assert "hari ini" in said
    (receipt,) = workbench.handover.receipts(city.id)
    assert receipt.path.is_file()
    assert receipt.summary in said
    assert page.row(BOOK).make_button.text() == "Buat lagi"
    assert page.receipts().model().rowCount() == 1


def test_the_next_proposal_is_the_last_folder(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    page.page.show_assessment(city.id)
    page.save_as(tmp_path / "kiriman.xlsx")
    page.export(ExportKind.WORKBOOK)
    page.save_as(None)
    page.press("export-pdf", "make")
    assert page.proposed[-1] == tmp_path / "Laporan-SPBE-Kota-Nusa-Damai-2025.pdf"


def test_no_file_chosen_makes_nothing(
    page: HandoverDriver, city: Assessment, workbench: Workbench
) -> None:
    page.page.show_assessment(city.id)
    page.save_as(None)
    assert page.export(ExportKind.WORKBOOK) == "Belum pernah dibuat"
    assert workbench.handover.receipts(city.id) == ()


def test_a_name_without_suffix_gets_one_and_spares_another_file(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "kiriman.xlsx").write_bytes(b"another one")
    page.page.show_assessment(city.id)
    page.save_as(tmp_path / "kiriman")
    page.export(ExportKind.WORKBOOK)
    assert (tmp_path / "kiriman.xlsx").read_bytes() == b"another one"
    assert (tmp_path / "kiriman (2).xlsx").is_file()


def test_outcomes_are_there_at_the_next_look(
    page: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> None:
    workbench.handover.export(city.id, tmp_path / "a.xlsx")
    page.page.show_assessment(city.id)
    assert page.row(BOOK).outcome().startswith("Berhasil ")


@pytest.mark.parametrize(
    ("number", "title"),
    [(errno.ENOSPC, "Disk penuh"), (errno.EROFS, "Tidak boleh menulis")],
)
def test_a_failure_says_what_is_safe_and_keeps_the_old_file(
    page: HandoverDriver,
    city: Assessment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    title: str,
) -> None:
    target = tmp_path / "kiriman.xlsx"
    target.write_bytes(b"the old one")
    fail_with(monkeypatch, number)
    page.page.show_assessment(city.id)
    page.save_as(target)
    said = page.export(ExportKind.WORKBOOK)
    assert said.startswith(f"Gagal: {title} ")
    assert said.endswith("Berkas lama kiriman.xlsx tetap utuh.")
    assert target.read_bytes() == b"the old one"
    assert list(tmp_path.glob(".*sebagian*")) == []
    assert page.receipts().model().rowCount() == 0


def test_a_folder_that_is_none_is_told(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "berkas").write_bytes(b"not a folder")
    page.page.show_assessment(city.id)
    page.save_as(tmp_path / "berkas" / "kiriman.xlsx")
    assert page.export(ExportKind.WORKBOOK).startswith("Gagal: Tidak dapat ditulis ")


def test_a_failure_stays_until_it_is_made_again(
    page: HandoverDriver,
    city: Assessment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page.page.show_assessment(city.id)
    page.save_as(tmp_path / "kiriman.xlsx")
    with monkeypatch.context() as patch:
        fail_with(patch, errno.ENOSPC)
        page.export(ExportKind.WORKBOOK)
    page.page.show_assessment(city.id)
    assert page.row(BOOK).outcome().startswith("Gagal: tempatnya tidak dapat ditulis, hari ini")
    assert page.export(ExportKind.WORKBOOK).startswith("Berhasil ")


def test_our_own_fault_goes_to_the_window(
    page: HandoverDriver,
    city: Assessment,
    tasks: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def write(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(WorkbookExporter, "write", write)
    page.page.show_assessment(city.id)
    page.accept_proposals()
    with page.qtbot.waitSignal(tasks.failed) as failed:
        page.press(BOOK, "make")
    assert isinstance(failed.args[0], ZeroDivisionError)
    assert not page.row(BOOK).running()


def test_several_queue_and_one_is_cancelled(
    page: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on = threading.Event()

    def write(_self: object, path: Path, _handover: Handover, progress: Progress) -> None:
        path.write_bytes(b"half")
        go_on.wait(10)
        progress.step(1, 2, path.name)

    monkeypatch.setattr(WorkbookExporter, "write", write)
    page.page.show_assessment(city.id)
    page.wait_for_check()
    page.accept_proposals()
    page.press(BOOK, "make")
    page.press("export-pdf", "make")
    assert page.row(BOOK).running()
    assert page.row("export-pdf").running()
    page.press(BOOK, "cancel")
    go_on.set()
    assert page.settle(BOOK) == "Belum pernah dibuat"
    assert page.settle("export-pdf").startswith("Berhasil ")
    assert [receipt.kind for receipt in workbench.handover.receipts(city.id)] == [ExportKind.REPORT]
    assert list(page.exports.glob("*.xlsx")) == []


def test_opens_what_was_made(page: HandoverDriver, city: Assessment, opened: list[Path]) -> None:
    page.page.show_assessment(city.id)
    page.accept_proposals()
    page.export(ExportKind.WORKBOOK)
    page.press(BOOK, "open")
    assert opened == page.proposed


def test_a_file_that_is_gone_is_told(
    page: HandoverDriver, city: Assessment, opened: list[Path]
) -> None:
    page.page.show_assessment(city.id)
    page.accept_proposals()
    page.export(ExportKind.WORKBOOK)
    page.proposed[0].unlink()
    page.press(BOOK, "open")
    assert opened == []
    assert page.row(BOOK).outcome().startswith("Gagal: berkas tidak dapat dibuka")


def test_a_receipt_gives_hash_folder_and_file(
    page: HandoverDriver, city: Assessment, workbench: Workbench, opened: list[Path]
) -> None:
    page.page.show_assessment(city.id)
    page.accept_proposals()
    page.export(ExportKind.WORKBOOK)
    (receipt,) = workbench.handover.receipts(city.id)
    view = page.receipts()
    assert not page.find(QAbstractButton, "copy-hash").isEnabled()
    page.click_row(view, view.model().index(0, 0))
    page.click("copy-hash")
    assert page.clipboard() == receipt.sha256
    page.click("open-folder")
    page.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == [page.exports, receipt.path]


def test_the_keyboard_copies_a_hash(
    page: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> None:
    receipt = workbench.handover.export(city.id, tmp_path / "a.xlsx")
    page.page.show_assessment(city.id)
    view = page.receipts()
    view.setFocus()
    page.qtbot.keyClick(view, Qt.Key.Key_Down)
    page.qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert page.clipboard() == receipt.sha256


def test_the_report_can_be_asked_for_from_elsewhere(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    page.accept_proposals()
    page.page.start_export(ExportKind.REPORT)
    assert page.settle("export-pdf").startswith("Berhasil ")


def test_nothing_is_made_before_there_is_an_assessment(page: HandoverDriver) -> None:
    page.page.start_export(ExportKind.REPORT)
    assert page.proposed == []
    assert not page.row("export-pdf").running()


def test_a_letter_that_cannot_be_written_is_told(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    page.page.show_assessment(city.id)
    page.save_as(tmp_path / "tiada" / "acara.pdf")
    assert page.export(ExportKind.MINUTES).startswith("Gagal: ")
