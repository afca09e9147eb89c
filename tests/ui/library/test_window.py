from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment
from assessment.domain.records import TextState
from assessment.services.workbench import Workbench
from tests.builders import pdf
from ui.main_window import MainWindow
from ui.pages.library import LibraryPage

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    qtbot: QtBot, workbench: Workbench, clock: Callable[[], datetime], tmp_path: Path
) -> Iterator[MainWindow]:
    shown = MainWindow(
        workbench, make_demo=lambda _progress: 0, clock=clock, log_file=tmp_path / "catatan.log"
    )
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    qtbot.waitUntil(lambda: shown.findChild(QShortcut) is not None)
    yield shown
    shown.close()


def test_search_is_there_on_every_page(qtbot: QtBot, city: Assessment, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    dialog = window.findChild(QDialog, "search")
    assert dialog is not None
    assert dialog.isVisible()
    assert window.pages.currentWidget() is window.pages.library
    dialog.reject()


def test_nothing_can_be_searched_without_an_assessment(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F, CONTROL)
    assert window.findChild(QDialog, "search") is None
    button = window.findChild(QAbstractButton, "rail_library")
    assert button is not None
    assert not button.isEnabled()


def test_an_indicator_leads_to_penilaian(
    qtbot: QtBot, city: Assessment, window: MainWindow
) -> None:
    button = window.findChild(QAbstractButton, "rail_library")
    assert button is not None
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    use = window.findChild(QWidget, "use_12")
    assert use is not None
    qtbot.waitUntil(use.isVisible)
    qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
    assert window.pages.worksheet.indicator == 12


def test_what_is_attached_is_read_by_itself(
    qtbot: QtBot, workbench: Workbench, city: Assessment, window: MainWindow, files: Path
) -> None:
    window.show_page("library")
    page = window.findChild(LibraryPage)
    assert page is not None
    attached = workbench.evidence.attach(city.id, 6, [pdf(files / "baru.pdf", "Peta")])
    window.pages.imported.emit(attached.step)

    def read() -> bool:
        states = {one.name: one.text_state for one in workbench.evidence.documents()}
        return states["baru.pdf"] is TextState.TEXT

    qtbot.waitUntil(read, timeout=20_000)
