"""What can go otherwise on Bukti: refused, the same, given up, opened elsewhere."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from assessment.domain.progress import Progress
from tests.builders import pdf
from tests.ui.library.conftest import Shelf
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel

Patch = pytest.MonkeyPatch


def message(shelf: Shelf) -> Message:
    shelf.qtbot.waitUntil(lambda: shelf.page.findChild(Message, "library_message") is not None)
    return shelf.part(Message, "library_message")


def add(shelf: Shelf, patch: Patch, *paths: Path) -> None:
    """Press the button, choose files, choose indicator 6."""
    patch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(one) for one in paths], ""))
    shelf.click("add_document")
    if paths:
        field = shelf.part(QDialog, "jump").findChild(QLineEdit, "jump_search")
        assert field is not None
        shelf.qtbot.keyClicks(field, "6")
        shelf.qtbot.keyClick(field, Qt.Key.Key_Return)


def replace_by(shelf: Shelf, patch: Patch, name: str) -> None:
    patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (name, ""))
    shelf.part(QWidget, "library_detail").replace_requested.emit()  # type: ignore[attr-defined]


def test_a_file_that_cannot_be_taken_is_named_beside_the_others(
    shelf: Shelf, files: Path, monkeypatch: Patch
) -> None:
    empty = files / "kosong.pdf"
    empty.touch()
    add(shelf, monkeypatch, pdf(files / "sop.pdf", "SOP Jaringan"), empty)
    told = message(shelf)
    assert (told.kind(), told.title()) == ("warn", "1 berkas tidak diambil")
    assert "kosong.pdf" in told.text()
    assert len(shelf.steps) == 1
    close = shelf.part(QWidget, "close_message")
    shelf.qtbot.waitUntil(close.isVisible)
    shelf.page.activateWindow()
    close.setFocus()
    shelf.qtbot.waitUntil(close.hasFocus)
    shelf.qtbot.keyClick(close, Qt.Key.Key_Space)
    assert shelf.page.findChild(Message, "library_message") is None or not told.isVisible()
    assert shelf.table.hasFocus()


def test_nothing_chosen_changes_nothing(shelf: Shelf, monkeypatch: Patch) -> None:
    add(shelf, monkeypatch)
    replace_by(shelf, monkeypatch, "")
    assert shelf.page.findChild(QDialog, "jump") is None
    assert shelf.steps == []


def test_a_file_that_is_there_already_is_shown(
    shelf: Shelf, files: Path, monkeypatch: Patch
) -> None:
    shelf.choose("laporan.pdf")
    add(shelf, monkeypatch, files / "perwali.pdf")  # indicator 6 has it already

    def current() -> str:
        row = shelf.table.current()
        return row.entry.document.name if row else ""

    shelf.qtbot.waitUntil(lambda: current() == "perwali.pdf")
    assert shelf.steps == []


def test_the_same_content_replaces_nothing(shelf: Shelf, files: Path, monkeypatch: Patch) -> None:
    shelf.choose("perwali.pdf")
    replace_by(shelf, monkeypatch, str(files / "perwali.pdf"))
    told = message(shelf)
    assert (told.kind(), told.title()) == (
        "info", "Isi kedua berkas sama; tidak ada yang diganti",
    )  # fmt: skip
    assert shelf.steps == []


def test_taking_in_shows_how_far_it_is_and_can_be_stopped(
    shelf: Shelf, files: Path, monkeypatch: Patch
) -> None:
    go_on = Event()

    def slow_attach(
        _assessment_id: int, _number: int, _paths: object, progress: Progress
    ) -> object:
        while not go_on.wait(0.01):
            progress.step(1, 2, "sop.pdf")
        progress.step(2, 2)
        raise AssertionError("it was not stopped")

    monkeypatch.setattr(shelf.bench.evidence, "attach", slow_attach)
    add(shelf, monkeypatch, pdf(files / "sop.pdf", "SOP"))
    panel = shelf.part(ProgressPanel, "library_progress")
    shelf.qtbot.waitUntil(panel.isVisible)
    shelf.qtbot.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
    assert message(shelf).title() == "Dibatalkan"
    assert not panel.isVisible()
    assert shelf.steps == []
    panel.cancelled.emit()  # pressed twice: there is nothing left to stop


@pytest.mark.parametrize("known", [True, False])
def test_a_copy_is_opened_by_another_program(
    shelf: Shelf, monkeypatch: Patch, *, known: bool
) -> None:
    opened: list[Path] = []

    def open_url(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return known

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    shelf.choose("laporan.pdf")
    shelf.click("open_outside")
    shelf.qtbot.waitUntil(lambda: bool(opened))
    assert opened[0].read_bytes().startswith(b"%PDF")
    stored = shelf.bench.evidence.viewing_path(shelf.document("laporan.pdf"))
    assert opened[0] != stored
    if known:
        assert shelf.page.findChild(Message, "library_message") is None
    else:
        assert message(shelf).title() == "Dokumen tidak terbuka"
    shelf.click("open_outside")  # into the same folder
    shelf.qtbot.waitUntil(lambda: len(opened) == 2)
