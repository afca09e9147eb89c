"""What a recap left out: missing, double, older and unreadable submissions, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from assessment.domain.recap_table import Table, as_tsv, notes, plain_text
from ui.theme import current_theme
from ui.widgets.measuring import Measuring

if TYPE_CHECKING:
    from assessment.domain.recap import Recap

_WIDTHS = {0: 96, 1: 240, 4: 200}  # what, who, file
_NEVER_CUT = (2, 3)  # kind and year
_SPARE = 8
_REASON = 0.32  # of the width, for the last column
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
        Measuring(self.viewport(), self._measure)

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

    def _measure(self) -> None:
        """Let reasons wrap anew; they keep their share where there is little room."""
        if not self.columnCount():
            return
        scaled, header, whole = current_theme().scaled, self.horizontalHeader(), self.viewport()
        widths = {
            column: max(self.sizeHintForColumn(column), header.sectionSizeHint(column)) + _SPARE
            for column in _NEVER_CUT
        }
        room = whole.width() * (1 - _REASON) - sum(widths.values())
        share = min(1.0, room / scaled(sum(_WIDTHS.values())))
        widths |= {column: round(scaled(width) * share) for column, width in _WIDTHS.items()}
        widths[self.columnCount() - 1] = whole.width() - sum(widths.values())
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self.verticalHeader().setMinimumSectionSize(scaled(_ROW))
        self.resizeRowsToContents()
        for row in range(self.rowCount()):  # what stands in several lines would touch the next
            self.setRowHeight(row, self.rowHeight(row) + _SPARE)
