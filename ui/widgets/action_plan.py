"""The action plan: who does what by when, written in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.words import ITEM_STATES
from ui.icons import paint_icon
from ui.models import action_plan
from ui.models.action_plan import PlanModel, PlanRow, plan_rows
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Choice
from ui.widgets.message import Message
from ui.widgets.plain_table import CellPainter, PlainTable, paint_level, paint_words
from ui.widgets.plan_export import PlanExport
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPainter

    from assessment.domain.records import ActionItem
    from assessment.domain.results import Result
    from assessment.domain.steps import Step
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench
    from ui.models.grid import Index
    from ui.tasks import TaskRunner

_WIDTHS = {
    action_plan.NOW: 52,
    action_plan.GOAL: 52,
    action_plan.DUE: 128,
    action_plan.STATE: 128,
}
_GLYPH = 16


class ActionPlanPane(QWidget):
    """The plan of an assessment; every edit stores itself and can be undone."""

    changed = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, result: Result, now: Clock) -> None:
        """Create the pane with what is stored."""
        super().__init__()
        self._planning = bench.planning
        self._now = now
        self._export = PlanExport(bench, tasks, result.assessment)
        self._model = PlanModel(self)
        self._model.edited.connect(self._keep)
        self._model.refused.connect(self._refuse)
        self.table = PlanTable(self._model, self.tr("Rencana aksi"))
        self.table.drop_requested.connect(self._drop)
        self._message = Message("error", name="plan-message")
        self._message.hide()
        self._empty = EmptyState(
            "list-checks",
            self.tr("Belum ada rencana aksi"),
            self.tr("Susun jalan termurah, lalu tekan Jadikan rencana aksi."),
            name="no-plan",
        )
        self._summary = label(size="small", role="text2")
        self._summary.setObjectName("plan-summary")
        self._remove = button(
            self.tr("Keluarkan"), icon_name="trash-2", small=True, name="drop-item"
        )
        self._remove.setToolTip(self.tr("Keluarkan dari rencana (Hapus)"))
        self._remove.clicked.connect(self._drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._message, self._export, self._empty):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addLayout(self._foot())
        self.show_result(result)

    def show_result(self, result: Result) -> None:
        """Show the plan as it is stored now."""
        self._result = result
        self._export.show_assessment(result.assessment)
        items = self._planning.plan(result.assessment.id)
        rows = plan_rows(items, result, self._now().date())
        self._model.show(rows)
        late = sum(row.overdue for row in rows)
        words = self.tr("{0} butir").format(len(rows))
        self._summary.setText(self.tr("{0}, {1} terlambat").format(words, late) if late else words)
        for part in (self.table, self._summary, self._export.button, self._remove):
            part.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._message.hide()

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self._summary, 1)
        row.addWidget(self._export.button)
        row.addWidget(self._remove)
        return row

    def _keep(self, item: ActionItem) -> None:
        self._tell(self._planning.keep(item))

    def _drop(self) -> None:
        row = self.table.row()
        if row is not None:
            item = row.item
            self._tell(self._planning.drop(item.assessment_id, (item.indicator,)))

    def _tell(self, step: Step | None) -> None:
        self.show_result(self._result)
        if step is not None:
            self.changed.emit(step)

    def _refuse(self, text: str) -> None:
        self._message.set_content(
            "error",
            self.tr("“{0}” bukan tanggal").format(text),
            self.tr("Tenggat sebelumnya tetap. Tulis misalnya 31-12-2025 atau 31 Des 2025."),
        )
        self._message.show()


class PlanTable(PlainTable):
    """Cells are written in place; Delete takes an item off the plan."""

    drop_requested = Signal()

    def __init__(self, model: PlanModel, accessible_name: str) -> None:
        """Create the table of a plan."""
        super().__init__(
            model, accessible_name, _WIDTHS, row=34, give_way=action_plan.NOW, name="action-plan"
        )
        self._plan = model
        self.setItemDelegate(_PlanPainter(self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked
            | triggers.SelectedClicked
            | triggers.EditKeyPressed
            | triggers.AnyKeyPressed
        )

    def row(self) -> PlanRow | None:
        """The item that is chosen."""
        place = self.currentIndex().row()
        return self._plan.rows[place] if place >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the current item off the plan."""
        if event.key() == Qt.Key.Key_Delete:
            self.drop_requested.emit()
        else:
            super().keyPressEvent(event)


class _PlanPainter(CellPainter):
    """Levels as badges, what is late in the colour of errors and with a clock."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        if index.column() != action_plan.STATE:
            line = QLineEdit(parent)
            line.setFrame(False)
            return line
        choice = Choice(self.tr("Keadaan"))
        choice.setParent(parent)
        for state, words in ITEM_STATES.items():
            choice.addItem(words, state)
        choice.activated.connect(lambda _place: self.commitData.emit(choice))
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Choice):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit):
            editor.setText(value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, Choice):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row: PlanRow = index.data(Qt.ItemDataRole.UserRole)
        match index.column():
            case action_plan.NOW:
                paint_level(painter, rect, row.now, service=row.service)
            case action_plan.GOAL:
                paint_level(painter, rect, row.item.level, service=row.service)
            case action_plan.DUE if row.overdue:
                side = current_theme().scaled(_GLYPH)
                paint_icon(
                    painter,
                    QRect(rect.left(), rect.top(), side, rect.height()),
                    "clock-alert",
                    "error",
                )
                paint_words(painter, rect.adjusted(side + 6, 0, 0, 0), index, "error", bold=True)
            case _:
                paint_words(painter, rect, index)
