import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QSplitter,
    QToolButton,
    QWidget,
)

from assessment.domain.errors import UnknownAssessmentError
from tests.ui.worksheet.drivers import INSTRUMENT, Desk, inside
from ui.pages.worksheet import WorksheetPage
from ui.tasks import TaskRunner
from ui.widgets.buttons import IconButton
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.indicator_tree import IndicatorTree
from ui.widgets.message import Message


def tree(desk: Desk) -> IndicatorTree:
    return desk.part(IndicatorTree, "indicator_tree")


def shown(desk: Desk) -> list[int]:
    view = tree(desk)
    found = []
    for row in view.rows.indicators():
        index = view.rows.index_of(row.number)
        hidden = [
            view.isRowHidden(at.row(), at.parent())
            for at in (index, index.parent(), index.parent().parent())
        ]
        if not any(hidden):
            found.append(row.number)
    return found


def test_the_tree_marks_what_is_open(desk: Desk) -> None:
    row = tree(desk).currentIndex().data(Qt.ItemDataRole.UserRole)
    assert row.number == 10
    desk.page.next_indicator()
    row = tree(desk).currentIndex().data(Qt.ItemDataRole.UserRole)
    assert row.number == desk.page.indicator == 11
    assert not desk.steps


def test_a_click_in_the_tree_opens_an_indicator(desk: Desk) -> None:
    view = tree(desk)
    index = view.rows.index_of(6)
    place = view.visualRect(index).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.page.indicator == 6
    assert desk.part(QLabel, "indicator_title").text().endswith("Layanan Jaringan Intra")


def test_a_click_or_enter_on_a_domain_folds_it(desk: Desk) -> None:
    view = tree(desk)
    domain = view.rows.index(0, 0)
    place = view.visualRect(domain).center()
    desk.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not view.isExpanded(domain)
    desk.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert view.isExpanded(domain)
    assert desk.page.indicator == 10


def test_the_first_and_last_indicator_are_the_end(desk: Desk) -> None:
    desk.page.open(desk.city.id, 1)
    assert not desk.part(IconButton, "previous").isEnabled()
    desk.page.previous_indicator()
    assert desk.page.indicator == 1
    desk.page.open(desk.city.id, 47)
    assert not desk.part(IconButton, "next").isEnabled()
    desk.page.next_indicator()
    assert desk.page.indicator == 47


def test_search_narrows_the_tree(desk: Desk) -> None:
    search = desk.part(QLineEdit, "indicator_search")
    desk.qtbot.keyClicks(search, "pusat data")
    assert shown(desk) == [5, 16]
    search.clear()
    desk.qtbot.keyClicks(search, "bagian hukum")
    assert shown(desk) == [1]
    assert desk.page.indicator == 10


def test_a_search_without_result_offers_everything_again(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.part(QLineEdit, "indicator_search"), "zzz")
    assert shown(desk) == []
    assert not tree(desk).isVisible()
    desk.click("show_all")
    assert len(shown(desk)) == 47
    assert tree(desk).isVisible()


def test_chips_count_and_filter(desk: Desk) -> None:
    chip = desk.part(QCheckBox, "without_evidence")
    assert chip.text() == "Tanpa bukti 46"
    desk.click("without_evidence")
    assert 10 not in shown(desk)
    assert len(shown(desk)) == 46
    desk.click("without_evidence")
    desk.click("below_target")
    assert desk.part(QCheckBox, "below_target").text() == "Di bawah target 45"
    assert 32 not in shown(desk)


def test_more_filters_stand_in_the_menu(desk: Desk) -> None:
    menu = desk.part(QToolButton, "filters").menu()
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions()}
    entries["Belum didukung 2"].trigger()
    assert shown(desk) == [6, 32]
    assert desk.part(QCheckBox, "unsupported").isVisible()
    desk.click("unsupported")
    menu.aboutToShow.emit()
    {action.text(): action for action in menu.actions()}["Bagian Hukum"].trigger()
    assert shown(desk) == [1]
    desk.click("unit_chip")
    assert len(shown(desk)) == 47


def test_jump_by_number_or_words(desk: Desk) -> None:
    desk.page.jump()
    dialog = desk.dialog("jump")
    search = inside(dialog, QLineEdit, "jump_search")
    desk.qtbot.keyClicks(search, "4")
    assert inside(dialog, QListWidget, "jump_list").currentItem().text().startswith("4 ")
    search.clear()
    desk.qtbot.keyClicks(search, "audit")
    desk.qtbot.keyClick(search, Qt.Key.Key_Down)
    desk.qtbot.keyClick(search, Qt.Key.Key_Return)
    assert desk.page.indicator == 29


def test_jump_stays_open_where_nothing_fits(desk: Desk) -> None:
    desk.page.jump()
    dialog = desk.dialog("jump")
    search = inside(dialog, QLineEdit, "jump_search")
    desk.qtbot.keyClicks(search, "zzz")
    desk.qtbot.keyClick(search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert desk.page.indicator == 10
    dialog.close()


def test_undo_and_redo_go_where_it_was_and_say_what(desk: Desk) -> None:
    desk.page.choose(4)
    desk.page.open(desk.city.id, 32)
    desk.page.undo()
    assert desk.page.indicator == 10
    assert desk.answer().level == 3
    note = desk.part(Message, "sheet_note")
    assert note.title() == "Indikator 10: Diurungkan: Tingkat 4 → 3"
    desk.page.redo()
    assert desk.answer().level == 4
    assert [step.kind.value for step in desk.steps] == ["do", "undo", "redo"]
    desk.settled()


def test_nothing_left_to_redo_is_said(desk: Desk) -> None:
    desk.page.redo()
    assert desk.part(Message, "sheet_note").title() == "Tidak ada lagi yang dapat diulangi"
    desk.click("close_note")
    assert not any(note.isVisible() for note in desk.page.findChildren(Message, "sheet_note"))
    assert not desk.steps


def test_an_unknown_assessment_leaves_the_page_as_it_is(desk: Desk) -> None:
    with pytest.raises(UnknownAssessmentError):
        desk.page.open(99)
    assert desk.page.assessment_id == desk.city.id
    assert desk.page.indicator == 10


def test_an_indicator_that_is_not_there_opens_the_first(desk: Desk) -> None:
    desk.page.open(desk.city.id, 99)
    assert desk.page.indicator == 1


def test_widths_and_place_are_remembered(desk: Desk) -> None:
    panes = desk.part(QSplitter, "panes")
    panes.setSizes([290, 680, 316])
    desk.page.open(desk.city.id, 17)
    state = desk.page.layout_state()
    assert state["worksheet.panes"] == "290,316"
    page = WorksheetPage(desk.bench, TaskRunner(), state)
    desk.qtbot.addWidget(page)
    page.resize(1286, 736)
    page.open(desk.city.id)
    page.show()
    assert page.indicator == 17
    assert inside(page, QSplitter, "panes").sizes() == panes.sizes()
    assert page.shutdown()


def test_the_compact_form_folds_the_dock(desk: Desk) -> None:
    desk.page.resize(1029, 582)
    dock = desk.part(QWidget, "dock")
    assert not desk.part(QWidget, "fact").isVisible()
    assert dock.height() <= 40
    assert not desk.part(QWidget, "target").isVisible()
    desk.click("fold_dock")
    assert desk.part(QWidget, "fact").isVisible()
    desk.page.resize(1286, 736)
    assert desk.part(QWidget, "target").isVisible()
    assert desk.part(QWidget, "fact").isVisible()


def test_a_very_narrow_page_has_the_evidence_in_a_drawer(desk: Desk) -> None:
    desk.page.resize(900, 582)
    pane = desk.part(QWidget, "evidence_pane")
    assert not pane.isVisible()
    desk.click("drawer")
    assert pane.isVisible()
    assert not tree(desk).isVisible()
    desk.click("drawer")
    assert tree(desk).isVisible()


def test_another_assessment_replaces_everything(desk: Desk) -> None:
    from assessment.domain.identity import InstitutionKind

    other = desk.bench.assessments.start(
        "Kabupaten Jauh", InstitutionKind.REGENCY, 2024, instrument_id=INSTRUMENT
    )
    desk.page.choose(5)
    desk.page.open(other.id)
    assert desk.page.indicator == 1
    assert desk.page.dossier is not None
    assert desk.page.dossier.assessment == other
    assert desk.part(QCheckBox, "without_evidence").text() == "Tanpa bukti 47"


def test_another_indicator_shows_its_own_evidence(desk: Desk) -> None:
    desk.page.next_indicator()
    assert desk.part(QWidget, "no_evidence").isVisible()
    desk.page.previous_indicator()
    assert desk.part(EvidenceList, "evidence_list").entries.rowCount() == 2


def test_from_a_condition_to_another_indicator_the_focus_stays_at_the_level(desk: Desk) -> None:
    desk.part(QWidget, "tick_level_3_1").setFocus()
    desk.page.next_indicator()
    assert desk.page.focusWidget() is desk.part(QWidget, "choose_3")


def test_next_walks_among_what_the_filter_shows(desk: Desk) -> None:
    field = desk.part(QLineEdit, "indicator_search")
    desk.qtbot.keyClicks(field, "pusat data")
    desk.page.next_indicator()
    assert desk.page.indicator == 16
    desk.page.next_indicator()
    assert desk.page.indicator == 16
    desk.page.previous_indicator()
    assert desk.page.indicator == 5


def test_enter_in_the_filter_opens_the_first_that_fits(desk: Desk) -> None:
    field = desk.part(QLineEdit, "indicator_search")
    field.setFocus()
    desk.qtbot.keyClicks(field, "35")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.page.indicator == 35
    assert tree(desk).hasFocus()
    field.setText("zzz")
    desk.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert desk.page.indicator == 35


def test_a_long_unit_leaves_its_chip_in_the_pane(desk: Desk) -> None:
    name = "Bidang Pengelolaan Informasi Publik dan Persandian " * 4
    desk.bench.worksheet.set_unit(desk.city.id, 10, name)
    desk.page.open(desk.city.id, 10)
    menu = desk.part(QToolButton, "filters").menu()
    menu.aboutToShow.emit()
    next(one for one in menu.actions() if one.text() == name.strip()).trigger()
    chip = desk.part(QCheckBox, "unit_chip")
    assert chip.sizeHint().width() < 248
    assert chip.accessibleName() == name.strip()
    assert shown(desk) == [10]
