from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QWidget

from tests.builders import pdf
from tests.ui.tabbing import tab_chain
from tests.ui.worksheet.drivers import Desk
from ui.theme import apply_theme
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.tabs import TabStrip


def test_tab_walks_in_reading_order(desk: Desk) -> None:
    desk.click("fold_5")
    desk.part(TabStrip, "dock_tabs").setCurrentIndex(1)
    desk.qtbot.waitUntil(desk.part(QWidget, "page_on").isEnabled)
    chain = tab_chain(desk.part(QWidget, "indicator_search"))
    wanted = [
        "indicator_search", "without_evidence", "filters", "indicator_tree", "previous", "next",
        "target", "more", "choose_1", "fold_1", "choose_3", "fold_3", "tick_level_3_1",
        "level_3_hints", "citation_chip", "choose_4", "tick_level_4_1", "choose_5",
        "tick_level_5_1", "dock_tabs", "notes", "unit", "add_evidence", "evidence_list",
        "drop_zone", "evidence_tabs", "finder_search", "find", "pages", "page_on", "open_found",
    ]  # fmt: skip
    places = [chain.index(name) for name in wanted]
    assert places == sorted(places)


def test_everything_that_takes_the_focus_has_a_name(desk: Desk) -> None:
    for index in range(4):
        desk.part(TabStrip, "dock_tabs").setCurrentIndex(index)
        for widget in desk.page.findChildren(QWidget):
            if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget


def test_everything_is_high_enough_to_hit(desk: Desk) -> None:
    for button in desk.page.findChildren(QAbstractButton):
        # Qt's own arrows of scrolling tabs and the eraser inside a field are no targets of ours.
        if button.isVisible() and button.objectName():
            assert button.height() >= 24, button.objectName()


def test_nothing_is_cut_sideways_with_larger_text(desk: Desk, qapp: QApplication) -> None:
    before = desk.part(EvidenceList, "evidence_list").height()
    apply_theme(qapp, "dark", 1.4)
    assert desk.part(EvidenceList, "evidence_list").height() > before
    for area in desk.page.findChildren(QAbstractScrollArea):
        bar = area.horizontalScrollBar()
        assert bar.maximum() == 0 or not area.isVisible(), area


def test_a_message_that_goes_leaves_the_focus_beside_it(desk: Desk) -> None:
    pieces = desk.part(EvidenceList, "evidence_list")
    pieces.setFocus()
    desk.qtbot.keyClick(pieces, Qt.Key.Key_Delete)
    desk.part(QAbstractButton, "undo_removal").setFocus()
    desk.qtbot.keyClick(desk.part(QAbstractButton, "undo_removal"), Qt.Key.Key_Space)
    assert len(desk.stored().evidence(10)) == 2
    assert pieces.hasFocus()
    desk.part(QAbstractButton, "close_note").setFocus()
    desk.qtbot.keyClick(desk.part(QAbstractButton, "close_note"), Qt.Key.Key_Space)
    assert desk.part(TabStrip, "dock_tabs").hasFocus()


def test_dialogs_grow_with_a_long_file_name(desk: Desk, qapp: QApplication, tmp_path: Path) -> None:
    apply_theme(qapp, "dark", 1.4)
    paper = pdf(tmp_path / f"Laporan_{'x' * 190}.pdf", "Laporan")
    desk.page.open(desk.city.id, 11)
    desk.bench.evidence.attach(desk.city.id, 11, [paper])
    desk.page.open(desk.city.id, 11)
    pieces = desk.part(EvidenceList, "evidence_list")
    pieces.setFocus()
    desk.qtbot.keyClick(pieces, Qt.Key.Key_F2)
    desk.click("cite")
    for name in ("document", "citation"):
        dialog = desk.dialog(name)
        layout = dialog.layout()
        assert layout is not None
        assert dialog.height() >= layout.totalHeightForWidth(dialog.width())
        assert dialog.screen().availableGeometry().contains(dialog.geometry())
