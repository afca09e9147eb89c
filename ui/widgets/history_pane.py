"""Riwayat: who did what to the indicator, and taking the newest back."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.steps import Step, StepKind
from ui.models.history import HistoryModel
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.text import label

_ROW = 26


class HistoryPane(QWidget):
    """The steps of an indicator, newest first."""

    undo_requested = Signal()

    def __init__(self) -> None:
        """Create an empty table."""
        super().__init__()
        self._model = HistoryModel(self)
        self._table = QTableView()
        self._table.setObjectName("history")
        self._table.setAccessibleName(self.tr("Riwayat indikator"))
        self._table.setModel(self._model)
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
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 4, 20, 8)
        column.setSpacing(4)
        column.addWidget(self._empty)
        column.addWidget(self._table, 1)
        column.addWidget(self._undo, 0, Qt.AlignmentFlag.AlignRight)

    def show_steps(self, steps: Sequence[Step], indicator: int, revision: int) -> None:
        """Show steps, newest first; only the newest of the whole assessment can be undone here."""
        self._model.show(steps, indicator, datetime.now().astimezone())
        self._empty.setVisible(not steps)
        self._table.setVisible(bool(steps))
        self._undo.setEnabled(
            bool(steps)
            and steps[0].id == revision
            and steps[0].kind in {StepKind.DO, StepKind.REDO}
        )
