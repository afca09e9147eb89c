from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPlainTextEdit, QScrollArea, QWidget

from assessment.domain.errors import StorageError, StorageProblem
from tests.builders import small_instrument
from tests.ui.worksheet.drivers import Desk
from ui.widgets.badge import LevelBadge
from ui.widgets.boundary import SupportLine
from ui.widgets.chip import StateChip
from ui.widgets.level_head import LevelFold, LevelRadio
from ui.widgets.level_mark import LevelMark
from ui.widgets.level_stack import LevelStack
from ui.widgets.tabs import TabStrip


def words(desk: Desk, name: str) -> str:
    return desk.part(QLabel, name).text()


def ticks_shown(desk: Desk, level: int) -> list[bool]:
    card = desk.part(LevelStack, "levels").card(level)
    return [row.isChecked() for row in card.conditions()]


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def test_the_page_shows_where_the_answer_stands(desk: Desk) -> None:
    assert words(desk, "indicator_title") == "Kebijakan Internal Tim Koordinasi SPBE"
    assert words(desk, "chosen_level") == "3 Terdefinisi"
    assert words(desk, "supported_level") == "3"
    assert desk.part(StateChip, "verdict").text() == "Sesuai"
    assert desk.part(LevelMark, "target").level() == 3
    assert desk.part(LevelMark, "last_year").level() == 2
    line = desk.part(SupportLine, "support_line")
    assert line.text() == "Syarat yang dicentang mendukung sampai tingkat 3"
    opened = [desk.part(LevelFold, f"fold_{level}").isChecked() for level in range(1, 6)]
    assert opened == [False, False, True, True, False]


def test_a_click_chooses_a_level_and_keeps_the_scroll_position(desk: Desk) -> None:
    bar = desk.part(QScrollArea, "levels_area").verticalScrollBar()
    bar.setValue(40)
    desk.click("choose_4")
    assert desk.answer().level == 4
    assert desk.part(StateChip, "verdict").text() == "Belum didukung"
    assert desk.part(LevelFold, "fold_4").words().chip == ("unsupported", "Dipilih, belum didukung")
    assert desk.part(LevelRadio, "choose_4").isChecked()
    assert not desk.part(LevelRadio, "choose_3").isChecked()
    assert bar.value() == 40
    assert [step.indicators for step in desk.steps] == [(10,)]
    desk.settled()


def test_choosing_below_says_so(desk: Desk) -> None:
    desk.page.choose(1)
    assert desk.part(StateChip, "verdict").text() == "Di bawah dukungan"


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_level_that_is_not_there_changes_nothing(desk: Desk, level: int) -> None:
    desk.page.choose(level)
    assert desk.answer().level == 3
    assert not desk.steps


def test_ticks_move_the_boundary(desk: Desk) -> None:
    desk.click("fold_2")
    desk.click("tick_level_2_1")
    assert desk.part(SupportLine, "support_line").text().endswith("tingkat 1")
    assert desk.part(StateChip, "verdict").text() == "Belum didukung"
    assert ticks_shown(desk, 2) == [False, True]
    desk.click("tick_level_2_1")
    assert desk.part(StateChip, "verdict").text() == "Sesuai"
    desk.settled()


def test_the_chosen_radio_offers_to_be_cleared(desk: Desk) -> None:
    desk.click("choose_3")
    menu = desk.part(QMenu, "clearing")
    entry(menu, "Kosongkan").trigger()
    menu.close()
    assert desk.answer().level is None
    assert words(desk, "chosen_level") == "belum diisi"
    assert not desk.part(StateChip, "verdict").isVisible()
    desk.settled()


def test_a_context_menu_on_another_radio_offers_nothing(desk: Desk) -> None:
    radio = desk.part(LevelRadio, "choose_2")
    middle = radio.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, radio.mapToGlobal(middle))
    QApplication.sendEvent(radio, event)
    assert desk.page.findChild(QMenu, "clearing") is None


def test_arrows_walk_and_enter_chooses(desk: Desk) -> None:
    radio = desk.part(LevelRadio, "choose_3")
    radio.setFocus()
    desk.qtbot.keyClick(radio, Qt.Key.Key_Down)
    below = desk.part(LevelRadio, "choose_4")
    assert below.hasFocus()
    assert desk.answer().level == 3
    desk.qtbot.keyClick(below, Qt.Key.Key_Return)
    assert desk.answer().level == 4
    desk.part(LevelRadio, "choose_1").setFocus()
    desk.qtbot.keyClick(desk.part(LevelRadio, "choose_1"), Qt.Key.Key_Up)
    assert desk.part(LevelRadio, "choose_1").hasFocus()


def test_cards_and_hints_unfold_by_keyboard(desk: Desk) -> None:
    fold = desk.part(LevelFold, "fold_5")
    desk.qtbot.keyClick(fold, Qt.Key.Key_Return)
    assert desk.part(QWidget, "tick_level_5_1").isVisible()
    hints = desk.part(QWidget, "level_5_hints")
    folded = hints.heightForWidth(500)
    desk.qtbot.keyClick(hints, Qt.Key.Key_Space)
    assert hints.heightForWidth(500) > folded
    desk.qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert not desk.part(QWidget, "tick_level_5_1").isVisible()


def test_the_target_is_chosen_from_the_band(desk: Desk) -> None:
    desk.click("target")
    entry(desk.part(QMenu, "targets"), "5 Optimum").trigger()
    assert desk.answer().target == 5
    assert desk.part(LevelMark, "target").level() == 5
    desk.click("target")
    menus = desk.page.findChildren(QMenu, "targets")
    entry(menus[-1], "Ikuti instrumen (3)").trigger()
    assert desk.answer().target is None


def test_a_failing_choice_shows_what_is_stored(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise StorageError(StorageProblem.FULL, tmp_path)

    monkeypatch.setattr(desk.bench.worksheet, "choose_level", fail)
    monkeypatch.setattr(desk.bench.worksheet, "set_tick", fail)
    with desk.qtbot.captureExceptions() as caught:
        desk.click("choose_5")
        desk.click("tick_level_3_1")
    assert [kind for kind, _error, _trace in caught] == [StorageError, StorageError]
    assert desk.part(LevelRadio, "choose_3").isChecked()
    assert not desk.part(LevelRadio, "choose_5").isChecked()
    assert ticks_shown(desk, 3) == [True]


def test_the_description_unfolds_between_band_and_cards(desk: Desk) -> None:
    desk.click("more")
    description = desk.part(QWidget, "description")
    assert description.isVisible()
    texts = [label.text() for label in description.findChildren(QLabel)]
    indicator = desk.bench.worksheet.instrument(desk.city).indicator(10)
    assert indicator.explanation in texts
    assert indicator.name in texts
    desk.page.next_indicator()
    texts = [label.text() for label in description.findChildren(QLabel) if label.isVisible()]
    assert indicator.explanation not in texts
    desk.click("more")
    assert not description.isVisible()


def test_as_many_cards_as_the_instrument_has_levels(desk: Desk) -> None:
    stack = desk.part(LevelStack, "levels")
    small = small_instrument()
    number = small.outline.numbers[0]
    answer = desk.answer(number)
    stack.show_answer(small.outline, small.indicator(number), answer, ())
    radios = [radio for radio in stack.findChildren(LevelRadio) if radio.isVisible()]
    assert len(radios) == len(small.outline.levels) == 4


def test_the_badge_of_last_year_is_named(desk: Desk) -> None:
    desk.part(TabStrip, "dock_tabs").setCurrentIndex(2)
    (badge,) = desk.part(QWidget, "dock").findChildren(LevelBadge)
    assert badge.accessibleName() == "Tingkat 2"


def test_editors_take_plain_text_only(desk: Desk) -> None:
    from PySide6.QtCore import QMimeData

    edit = desk.part(QPlainTextEdit, "fact")
    data = QMimeData()
    data.setHtml("<b>tebal</b>")
    data.setText("polos")
    edit.insertFromMimeData(data)
    assert edit.toPlainText() == "polos"
    desk.page.flush()
    assert desk.answer().fact == "polos"
