"""Receipts: listed with index and hash, failed ones too; shown whole, copied, saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from assessment.domain.errors import StorageError
from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.ui.handover.drivers import Finder, HandoverDriver
from ui.widgets.code_picture import CodePicture


@pytest.fixture
def shown(
    page: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> HandoverDriver:
    workbench.handover.export(city.id, tmp_path / "buku.xlsx")
    page.page.show_assessment(city.id)
    return page


def look(page: HandoverDriver) -> Finder:
    view = page.receipts()
    page.click_row(view, view.model().index(0, 0))
    page.click("show-receipt")
    return page.wait_for("receipt")


def test_a_receipt_is_shown_whole_and_copied(
    shown: HandoverDriver, city: Assessment, workbench: Workbench
) -> None:
    (receipt,) = workbench.handover.receipts(city.id)
    dialog = look(shown)
    text = dialog.find(QPlainTextEdit, "receipt-text").toPlainText()
    assert receipt.sha256 in text
    assert "Indeks: 1,01 (tepatnya 1,013)" in text
    dialog.click("copy-receipt")
    assert shown.clipboard().strip() == text
    assert dialog.find(CodePicture, "receipt-code").isVisible()
    dialog.click("leave")


def test_a_receipt_is_saved(shown: HandoverDriver, tmp_path: Path) -> None:
    dialog = look(shown)
    shown.save_as(tmp_path / "bukti.txt")
    dialog.click("save-receipt")
    assert shown.proposed[0].name == "Tanda-terima-buku.txt"
    assert dialog.message("receipt-told").title() == "Tersimpan"
    assert "SHA-256: " in (tmp_path / "bukti.txt").read_text(encoding="utf-8")
    shown.save_as(tmp_path / "kode.svg")
    dialog.click("save-receipt")
    assert (tmp_path / "kode.svg").read_bytes().startswith(b"<svg")
    dialog.click("leave")


def test_a_receipt_that_cannot_be_saved_is_told(shown: HandoverDriver, tmp_path: Path) -> None:
    dialog = look(shown)
    shown.save_as(tmp_path / "tiada" / "bukti.txt")
    dialog.click("save-receipt")
    assert dialog.message("receipt-told").kind() == "error"
    dialog.click("leave")


def test_a_failure_is_listed_as_one(
    page: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> None:
    with pytest.raises(StorageError):
        workbench.handover.export(city.id, tmp_path / "tiada" / "buku.xlsx")
    page.page.show_assessment(city.id)
    view = page.receipts()
    said = view.model().index(0, 0).data(Qt.ItemDataRole.DisplayRole)
    assert said.startswith("Buku kerja, buku.xlsx, hari ini")
    assert said.endswith("Gagal: tempatnya tidak dapat ditulis")
    page.click_row(view, view.model().index(0, 0))
    assert not page.enabled("show-receipt")
    assert not page.enabled("copy-hash")
    assert page.enabled("open-folder")


def test_a_code_is_black_on_white_in_whole_modules(qtbot: QtBot) -> None:
    code = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<path fill="#fff" d="M0 0h9v9h-9z"/><path d="M4 4h1v1h-1z"/></svg>'
    )
    picture = CodePicture(code, "Kode", 40)
    qtbot.addWidget(picture)
    picture.resize(picture.sizeHint())
    assert picture.sizeHint().width() == 36
    image = QImage(36, 36, QImage.Format.Format_RGB32)
    picture.render(image)
    dark = {
        (x, y) for x in range(36) for y in range(36) if image.pixelColor(x, y).lightness() < 128
    }
    assert dark == {(x, y) for x in range(16, 20) for y in range(16, 20)}
