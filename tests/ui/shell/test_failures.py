"""What goes wrong is told: in a message where it can be mended, else in the crash dialog."""

import sys
from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from pytestqt.qtbot import QtBot

import ui.app
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.progress import Progress
from assessment.domain.records import Assessment
from tests.ui.shell.drivers import WindowDriver
from ui.widgets.message import Message

DISK = StorageError(StorageProblem.FULL, Path("ruang-kerja"))


def fault() -> ZeroDivisionError:
    try:
        raise ZeroDivisionError("sembilan dibagi nol")
    except ZeroDivisionError as error:
        return error


def test_a_full_disk_is_told_in_the_window(window: WindowDriver) -> None:
    window.open()
    window.window.failures.hook(StorageError, DISK, None)
    message = window.find(Message, "notice")
    assert message.kind() == "error"
    assert message.title()
    assert "ruang-kerja" in message.text()
    window.click("notice_close")
    assert not window.shown("notices")


def test_a_failing_task_is_told_too(window: WindowDriver) -> None:
    window.open()

    def work(_progress: Progress) -> NoReturn:
        raise DISK

    window.window.tasks.start(work)
    window.qtbot.waitUntil(lambda: window.shown("notice"))


def test_a_second_message_replaces_the_first(window: WindowDriver) -> None:
    window.open()
    for problem in (StorageProblem.BUSY, StorageProblem.READ_ONLY):
        window.window.failures.show(StorageError(problem, Path("ruang-kerja")))
    shown = [entry for entry in window.root.findChildren(Message, "notice") if entry.isVisible()]
    assert len(shown) == 1


def test_a_fault_opens_the_crash_dialog_once(window: WindowDriver, tmp_path: Path) -> None:
    window.open()
    window.window.failures.hook(ZeroDivisionError, fault(), None)
    window.window.failures.hook(ZeroDivisionError, fault(), None)
    (dialog,) = window.root.findChildren(QDialog, "crash")
    assert dialog.isVisible()
    assert str(tmp_path / "catatan.log") in window.text("crash_log")
    window.click("crash_copy")
    copied = QApplication.clipboard().text()
    assert "sembilan dibagi nol" in copied
    assert "catatan.log" in copied
    window.click("crash_close")
    assert not dialog.isVisible()


def test_a_fault_is_logged(window: WindowDriver, caplog: pytest.LogCaptureFixture) -> None:
    window.open()
    window.window.failures.show(fault())
    assert "sembilan dibagi nol" in caplog.text
    window.click("crash_close")


def test_a_stored_state_that_cannot_be_read_is_told(
    city: Assessment, window: WindowDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open()

    def unreadable(_assessment_id: int) -> NoReturn:
        raise StorageError(StorageProblem.CORRUPT, Path("ruang-kerja"))

    monkeypatch.setattr(sys, "excepthook", window.window.failures.hook)
    page = window.window.pages.home
    monkeypatch.setattr(page._worksheet, "dossier", unreadable)
    page.look_closer()
    window.qtbot.waitUntil(lambda: window.shown("notice"))


def test_an_unusable_workspace_is_refused_in_words(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def look() -> None:
        (box,) = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox)]
        shown.append(box.text())
        box.accept()
        box.deleteLater()

    monkeypatch.setattr(ui.app, "_application", lambda: qapp)
    monkeypatch.setattr(qapp, "exec", look)
    status = ui.app.refuse(StorageError(StorageProblem.NEWER, Path("ruang-kerja")))
    assert status == 1
    assert shown[0]
