"""What a recap left out: missing, double, older and unreadable submissions, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from assessment.domain.recap_table import Table, as_tsv, notes, plain_text
from ui.theme import current_theme

if TYPE_CHECKING:
    from assessment.domain.recap import Recap

_WIDTHS = (96, 210, 96, 56, 200)
_ROW = 28


class RecapNotes(QTableWidget):
    """A row for each; Ctrl+C copies all of them."""

    def __init__(self) -> None:
        """Create an empty table."""
        super().__init__()
        self.setObjectName("recap-notes")
        self.setAccessibleName(self.tr("Yang tidak dihitung, dan sebabnya"))
        self._table: Table | None = None
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_recap(self, recap: Recap) -> int:
        """Show what another recap left out; give how much that is."""
        table = notes(recap)
        self._table = table
        self.setColumnCount(len(table.titles))
        self.setHorizontalHeaderLabels(list(table.titles))
        self.setRowCount(len(table.rows))
        for row, values in enumerate(table.rows):
            for column, value in enumerate(values):
                item = QTableWidgetItem(plain_text(value))
                item.setToolTip(item.text())
                self.setItem(row, column, item)
        self._measure()
        return len(table.rows)

    def copy(self) -> None:
        """Put all rows on the clipboard for spreadsheets."""
        if self._table is not None:
            QGuiApplication.clipboard().setText(as_tsv(self._table))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let reasons wrap anew."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        scaled = current_theme().scaled
        if not self.columnCount():
            return
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, scaled(width))
        self.horizontalHeader().setSectionResizeMode(
            self.columnCount() - 1, QHeaderView.ResizeMode.Stretch
        )
        self.verticalHeader().setMinimumSectionSize(scaled(_ROW))
        self.resizeRowsToContents()
