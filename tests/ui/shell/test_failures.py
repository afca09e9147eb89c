"""What goes wrong is told: in a message where it can be mended, else in the crash dialog."""

from pathlib import Path
from typing import NoReturn

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

import ui.app
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.progress import Progress
from assessment.services.assessments import Assessments
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import WindowDriver
from ui.widgets.message import Message

DISK = StorageError(StorageProblem.FULL, Path("ruang-kerja"))


def fault() -> ZeroDivisionError:
    return ZeroDivisionError("sembilan dibagi nol")


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


def test_what_cannot_be_read_at_the_start_is_refused_in_words(
    qapp: QApplication,
    workbench: Workbench,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unreadable(_assessments: Assessments) -> NoReturn:
        raise StorageError(StorageProblem.CORRUPT, Path("ruang-kerja"))

    monkeypatch.setattr(Assessments, "cards", unreadable)
    shown = answer(qapp, monkeypatch)
    status = ui.app.run_window(
        workbench, make_demo=lambda _progress: 0, clock=clock, log_file=tmp_path / "catatan.log"
    )
    assert status == 1
    assert len(shown) == 1


def answer(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Close the message that is left when the application would wait, and note its title."""
    shown: list[str] = []

    def look() -> int:
        (box,) = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox)]
        shown.append(box.text())
        box.accept()
        return 0

    monkeypatch.setattr(ui.app, "_application", lambda: qapp)
    monkeypatch.setattr(qapp, "exec", look)
    return shown


def test_an_unusable_workspace_is_refused_in_words(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = answer(qapp, monkeypatch)
    status = ui.app.refuse(StorageError(StorageProblem.NEWER, Path("ruang-kerja")))
    assert status == 1
    assert shown[0]
