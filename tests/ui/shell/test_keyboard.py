"""The keys of the window on Penilaian, and what they show everywhere else."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import WindowDriver
from ui.text_keys import TextKeys

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def opened(qapp: QApplication, city: Assessment, window: WindowDriver) -> Iterator[WindowDriver]:
    """The window on indicator 10 of the city."""
    watcher = TextKeys(qapp)
    window.open()
    window.window.open_assessment(city.id, 10)
    window.window.activateWindow()
    window.qtbot.waitUntil(window.window.isActiveWindow)
    yield window
    qapp.focusChanged.disconnect()
    watcher.deleteLater()


def test_alt_and_a_number_choose_a_level(
    workbench: Workbench, city: Assessment, opened: WindowDriver
) -> None:
    opened.press(Qt.Key.Key_4, ALT)
    assert workbench.worksheet.dossier(city.id).levels()[10] == 4
    assert opened.shown("status_change")
    opened.press(Qt.Key.Key_Z, CONTROL)
    assert workbench.worksheet.dossier(city.id).levels()[10] == 3


def test_levels_are_chosen_while_typing(
    workbench: Workbench, city: Assessment, opened: WindowDriver
) -> None:
    editor = opened.window.pages.worksheet.findChildren(QPlainTextEdit)[0]
    editor.setFocus()
    opened.qtbot.keyClicks(editor, "Peraturan Wali Kota")
    opened.press(Qt.Key.Key_2, ALT)
    answer = workbench.worksheet.dossier(city.id).answer(10)
    assert answer.level == 2
    opened.rail("home")
    assert workbench.worksheet.dossier(city.id).answer(10).fact == "Peraturan Wali Kota"
    opened.settle()


def test_the_arrows_go_from_indicator_to_indicator(opened: WindowDriver) -> None:
    page = opened.window.pages.worksheet
    opened.press(Qt.Key.Key_Down, CONTROL)
    assert page.indicator == 11
    opened.press(Qt.Key.Key_Up, CONTROL)
    assert page.indicator == 10


def test_the_keys_sleep_on_other_pages(
    workbench: Workbench, city: Assessment, opened: WindowDriver
) -> None:
    opened.rail("settings")
    opened.press(Qt.Key.Key_5, ALT)
    assert workbench.worksheet.dossier(city.id).levels()[10] == 3


def test_a_closed_window_opens_where_it_was(opened: WindowDriver, workbench: Workbench) -> None:
    opened.window.close()
    layout = workbench.preferences.load().layout
    assert layout["window"]
    assert any(value.endswith(":10") for value in layout.values())


def test_f1_explains_what_has_the_focus(opened: WindowDriver) -> None:
    pages = opened.window.pages
    pages.worksheet.setProperty("helpTopic", "papan-tik")
    opened.press(Qt.Key.Key_F1)
    assert pages.currentWidget() is pages.help
