"""Riwayat: who did what to the indicator, taking the newest back, and the way to all of it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.steps import Step, StepKind
from ui.models.history import HistoryModel
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.text import label

_Index = QModelIndex | QPersistentModelIndex
_ROW = 26
_GAP = 16
_WHO = 1


class _Roomy(QStyledItemDelegate):
    """Leaves room between the columns; a long name does not push away what was done."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        size = super().sizeHint(option, index) + QSize(_GAP, 0)
        if index.column() == _WHO:
            size.setWidth(min(size.width(), self._table.width() // 4))
        return size


class HistoryPane(QWidget):
    """The steps of an indicator, newest first."""

    undo_requested = Signal()
    log_requested = Signal(int)

    def __init__(self) -> None:
        """Create an empty table."""
        super().__init__()
        self._model = HistoryModel(self)
        self._table = QTableView()
        self._table.setObjectName("history")
        self._table.setAccessibleName(self.tr("Riwayat indikator"))
        self._table.setModel(self._model)
        self._table.setItemDelegate(_Roomy(self._table))
        self._table.setShowGrid(False)
        self._table.setWordWrap(False)
        self._table.setTabKeyNavigation(False)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._table.verticalHeader().hide()
        self._table.verticalHeader().setDefaultSectionSize(current_theme().scaled(_ROW))
        header = self._table.horizontalHeader()
        header.hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self._empty = label(self.tr("Belum ada perubahan pada indikator ini."), role="text2")
        self._undo = button(
            self.tr("Urungkan yang terbaru"), icon_name="undo-2", small=True, name="undo_newest"
        )
        self._undo.clicked.connect(self.undo_requested)
        self._indicator = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 4, 20, 4)
        row.setSpacing(12)
        row.addWidget(self._empty, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._table, 1)
        row.addLayout(self._buttons())

    def _buttons(self) -> QVBoxLayout:
        whole = button(
            self.tr("Riwayat lengkap"), icon_name="history", small=True, name="whole_log"
        )
        whole.clicked.connect(lambda: self.log_requested.emit(self._indicator))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(self._undo)
        column.addWidget(whole)
        column.addStretch(1)
        return column

    def show_steps(self, steps: Sequence[Step], indicator: int, revision: int) -> None:
        """Show steps, newest first; only the newest of the whole assessment can be undone here."""
        self._indicator = indicator
        self._model.show(steps, indicator, datetime.now().astimezone())
        self._empty.setVisible(not steps)
        self._table.setVisible(bool(steps))
        self._undo.setEnabled(
            bool(steps)
            and steps[0].id == revision
            and steps[0].kind in {StepKind.DO, StepKind.REDO}
        )
