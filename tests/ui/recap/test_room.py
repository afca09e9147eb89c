"""Rekap in small windows with large text."""

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from tests.ui.recap.drivers import part, table
from ui.models.recap import Column
from ui.pages.recap import RecapPage
from ui.theme import apply_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.recap_notes import RecapNotes
from ui.widgets.recap_side import RecapSide

GROUPS, NOTES = 3, 4


@pytest.mark.parametrize("scale", [1.0, 1.4, 1.5])
def test_a_small_window_with_large_text_stays_readable(
    qtbot: QtBot, qapp: QApplication, shown: RecapPage, scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    shown.setFixedSize(1000, 527)  # what 1093 x 614 leaves beside a rail with large text
    tabs, side = part(shown, QTabBar, "recap-tabs"), part(shown, RecapSide, "recap-side")
    qtbot.waitUntil(lambda: table(shown).left.columnWidth(Column.INSTITUTION) >= 150)
    qtbot.waitUntil(lambda: side.horizontalScrollBar().maximum() == 0)
    for name in ("recap-more", "recap-export", "recap-choose"):
        action = part(shown, QPushButton, name)
        assert action.text() or action.toolTip()
        assert action.geometry().right() < shown.width()
    tabs.setCurrentIndex(GROUPS)
    groups = part(shown, FigureTable, "recap-groups")
    qtbot.waitUntil(lambda: groups.columnWidth(0) >= 136)
    bar = groups.horizontalScrollBar()
    wide = sum(groups.columnWidth(column) for column in range(groups.model().columnCount()))
    qtbot.waitUntil(lambda: bar.maximum() >= wide - groups.viewport().width())
    tabs.setCurrentIndex(NOTES)
    notes = part(shown, RecapNotes, "recap-notes")
    qtbot.waitUntil(lambda: notes.columnWidth(5) >= notes.viewport().width() * 0.3)
    for column in (2, 3):
        assert notes.columnWidth(column) >= notes.sizeHintForColumn(column)
