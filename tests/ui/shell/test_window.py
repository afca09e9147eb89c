"""Rail, status bar, keyboard, drops, opening and closing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.answering import ALL, finish_self
from tests.ui.shell.drivers import WindowDriver
from ui.text_keys import TextKeys
from ui.widgets.chip import StateChip
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.rail import Rail

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def keys(qapp: QApplication) -> Iterator[TextKeys]:
    watcher = TextKeys(qapp)
    yield watcher
    qapp.focusChanged.disconnect()
    watcher.deleteLater()


def test_an_empty_workspace_offers_only_what_can_be_done(window: WindowDriver) -> None:
    window.open()
    enabled = {key: window.rail_enabled(key) for key in ("home", "settings", "help")}
    assert all(enabled.values())
    assert not any(window.rail_enabled(key) for key in ("worksheet", "results", "handover"))
    assert window.window.windowTitle() == "SPBE Desktop"
    assert window.shown("start_form")


def test_the_status_bar_shows_the_assessment(city: Assessment, window: WindowDriver) -> None:
    window.open()
    assert window.text("status_institution") == "Kota Nusa Damai · 2024"
    assert window.text("status_filled") == "4/47 terisi"
    assert window.text("status_lowest") == "43 dihitung tingkat 1"
    assert window.text("status_saved") == "Tersimpan 10.00"
    assert window.backup() == "Cadangan terakhir: hari ini 10.00"
    assert not window.shown("status_change")
    assert window.window.windowTitle() == "Kota Nusa Damai 2024 – SPBE Desktop"


def test_an_edit_shows_what_it_did(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    before = window.text("status_index")
    window.window.pages.edited.emit(workbench.worksheet.choose_level(city.id, 33, 5))
    assert window.text("status_filled") == "5/47 terisi"
    assert window.text("status_index") != before
    assert window.find(StateChip, "status_change").text() == "+0,11"
    window.window.pages.edited.emit(workbench.worksheet.set_unit(city.id, 33, "Bapenda"))
    assert not window.shown("status_change")


def test_a_narrow_window_is_compact(city: Assessment, window: WindowDriver) -> None:
    window.open()
    rail = window.find(Rail, "rail")
    wide = rail.width()
    window.window.resize(1093, 614)
    window.qtbot.waitUntil(lambda: not window.shown("status_lowest"))
    window.qtbot.waitUntil(lambda: rail.width() < wide)
    assert window.shown("status_backup")


def test_f1_explains_the_page(city: Assessment, window: WindowDriver) -> None:
    window.open()
    window.rail("settings")
    window.press(Qt.Key.Key_F1)
    assert window.window.pages.currentWidget() is window.window.pages.help


def test_undo_on_another_page_takes_the_last_step_back(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.rail("handover")
    QTest.keyClick(window.window, Qt.Key.Key_Z, CONTROL)
    assert 32 not in workbench.worksheet.dossier(city.id).levels()
    QTest.keyClick(window.window, Qt.Key.Key_Y, CONTROL)
    assert workbench.worksheet.dossier(city.id).levels()[32] == 4
    window.settle()


def test_an_editor_undoes_its_own_text_first(
    keys: TextKeys, workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.rail("settings")
    window.window.activateWindow()
    window.qtbot.waitUntil(window.window.isActiveWindow)
    field = window.find_line("settings_office")
    field.setFocus()
    window.qtbot.keyClicks(field, "Dinas")
    window.press(Qt.Key.Key_Z, CONTROL)
    assert field.text() == ""
    assert workbench.worksheet.dossier(city.id).levels()[32] == 4


def test_the_example_is_made_and_opened(workbench: Workbench, window: WindowDriver) -> None:
    window.open()
    window.click("start_demo")
    window.qtbot.waitUntil(lambda: bool(workbench.assessments.cards()))
    window.settle()
    window.qtbot.waitUntil(lambda: not window.window.findChildren(ProgressPanel, "notice_progress"))


def test_the_status_bar_names_the_stage_that_is_scored(
    city: Assessment, window: WindowDriver, workbench: Workbench
) -> None:
    finish_self(workbench, city.id, dict.fromkeys(ALL, 3))
    opened = window.window
    opened.open_assessment(city.id, 1)
    assert window.text("status_stage") == "Penilaian Mandiri"
    assert window.text("status_index") == "3,00"
    opened.pages.worksheet.choose(2)
    assert window.text("status_stage") == "Penilaian Dokumen"
    assert window.text("status_filled") == "1/47 terisi"
    assert not window.shown("status_change")  # another stage is no change of the index
    opened.pages.worksheet.choose(4)
    assert window.find(StateChip, "status_change").text() == "+0,03"
    window.rail("home")
    opened.pages.home.changed.emit()
    assert window.text("status_stage") == "Penilaian Dokumen"


def test_a_dropped_workbook_goes_to_kirim(
    city: Assessment, window: WindowDriver, tmp_path: Path
) -> None:
    broken = tmp_path / "rekan.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    window.open()
    assert window.drop(broken)
    assert window.window.pages.currentWidget() is window.window.pages.handover
    window.settle()


def test_another_file_is_not_taken(window: WindowDriver, tmp_path: Path) -> None:
    window.open()
    assert not window.drop(tmp_path / "foto.png")


def test_closing_remembers_the_window(workbench: Workbench, window: WindowDriver) -> None:
    window.open()
    window.window.resize(1200, 700)
    window.window.close()
    assert workbench.preferences.load().layout["window"]


def test_closing_stores_what_is_being_typed(workbench: Workbench, window: WindowDriver) -> None:
    window.open()
    window.rail("settings")
    window.qtbot.keyClicks(window.find_line("settings_office"), "Dinas Kominfo")
    window.window.close()
    assert workbench.preferences.load().letterhead.office == "Dinas Kominfo"


def test_closing_waits_where_text_cannot_be_stored(
    workbench: Workbench,
    window: WindowDriver,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    window.open()
    window.rail("settings")
    window.qtbot.keyClicks(window.find_line("settings_office"), "Dinas")

    def full(_preferences: object) -> None:
        raise StorageError(StorageProblem.FULL, tmp_path)

    monkeypatch.setattr(workbench.preferences, "save", full)
    window.window.close()
    assert window.window.isVisible()
    assert window.shown("notice")
    window.click("close_anyway")
    assert not window.window.isVisible()
