"""The tables of the cheapest path: its steps, and what steps cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QSpinBox, QStyleOptionViewItem, QWidget

from ui.icons import paint_icon
from ui.models import efforts, path_steps
from ui.theme import current_theme
from ui.widgets.plain_table import CellPainter, PlainTable, paint_level, paint_words

if TYPE_CHECKING:
    from ui.models.efforts import EffortModel, EffortRow
    from ui.models.grid import Index
    from ui.models.path_steps import PathModel, PathStep

_LOCK, _GLYPH, _TRACK, _VALUE, _EFFORT = 40, 16, 6, 48, 46
_STEP_WIDTHS = {
    path_steps.NOW: 52,
    path_steps.GOAL: 52,
    path_steps.GAIN: 68,
    path_steps.EFFORT: 68,
    path_steps.INDEX: 200,
    path_steps.LOCK: _LOCK,
}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class StepTable(PlainTable):
    """The steps; Enter opens the indicator, L or a press on the lock locks it."""

    chosen = Signal(object)
    lock_requested = Signal(int)
    indicator_requested = Signal(int)

    def __init__(self, model: PathModel, accessible_name: str) -> None:
        """Create a table of steps."""
        super().__init__(
            model, accessible_name, _STEP_WIDTHS, give_way=path_steps.INDEX, name="path-steps"
        )
        self._steps = model
        self.setItemDelegate(_StepPainter(self))
        self.clicked.connect(self._press)
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit(self.step()))

    def step(self) -> PathStep | None:
        """The step that is chosen."""
        row = self.currentIndex().row()
        return self._steps.rows[row] if row >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lock or open the indicator of the current row."""
        step = self.step()
        if step is not None and event.key() == Qt.Key.Key_L:
            self.lock_requested.emit(step.number)
        elif step is not None and event.key() in _ENTER:
            self.indicator_requested.emit(step.number)
        else:
            super().keyPressEvent(event)

    def _press(self, index: Index) -> None:
        if index.column() == path_steps.LOCK:
            self.lock_requested.emit(self._steps.rows[index.row()].number)


class _StepPainter(CellPainter):
    """Levels as badges, the index after a step as a bar with its number."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        step: PathStep = index.data(Qt.ItemDataRole.UserRole)
        match index.column():
            case path_steps.NOW:
                paint_level(painter, rect, step.now, service=step.service)
            case path_steps.GOAL:
                paint_level(painter, rect, step.goal, service=step.service)
            case path_steps.INDEX:
                last = index.row() == index.model().rowCount() - 1
                _paint_bar(painter, rect, step.share, "ok" if last else "accent_text")
                rect.setLeft(rect.right() - current_theme().scaled(_VALUE))
                paint_words(painter, rect, index, bold=last)
            case path_steps.LOCK:
                _paint_lock(painter, rect, "lock-open", "text3")
            case _:
                paint_words(painter, rect, index)


class EffortTable(PlainTable):
    """Numbers are typed; L or a press on the lock locks and opens."""

    def __init__(self, model: EffortModel, accessible_name: str) -> None:
        """Create a table of all indicators."""
        widths = dict.fromkeys(range(efforts.FIRST_STEP, model.cap_column), _EFFORT)
        widths |= {efforts.NOW: 52, model.cap_column: 72, model.lock_column: _LOCK}
        super().__init__(
            model, accessible_name, widths, row=28, give_way=efforts.NOW, name="path-efforts"
        )
        self._efforts = model
        self.setItemDelegate(_EffortPainter(model, self))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )
        self.clicked.connect(self._press)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lock or open the indicator of the current row."""
        index = self.currentIndex()
        if index.isValid() and event.key() == Qt.Key.Key_L:
            self._efforts.toggle_lock(self._efforts.rows[index.row()].number)
        else:
            super().keyPressEvent(event)

    def _press(self, index: Index) -> None:
        if index.column() == self._efforts.lock_column:
            self._efforts.toggle_lock(self._efforts.rows[index.row()].number)


class _EffortPainter(CellPainter):
    """Locks as icons; numbers are edited within their limits."""

    def __init__(self, model: EffortModel, parent: EffortTable) -> None:
        super().__init__(parent)
        self._model = model

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QSpinBox(parent)
        editor.setRange(*self._model.limits(index))
        editor.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        editor.setAlignment(Qt.AlignmentFlag.AlignCenter)
        editor.setFrame(False)
        return editor

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row: EffortRow = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == efforts.NOW:
            paint_level(painter, rect, row.now, service=row.service)
        elif index.column() != self._model.lock_column:
            paint_words(painter, rect, index, "text2" if row.locked else "text")
        elif row.efforts:
            _paint_lock(
                painter, rect, *(("lock", "text") if row.locked else ("lock-open", "text3"))
            )


def _paint_lock(painter: QPainter, rect: QRect, name: str, role: str) -> None:
    side = current_theme().scaled(_GLYPH)
    place = QRect(0, 0, side, side)
    place.moveCenter(rect.center())
    paint_icon(painter, place, name, role)


def _paint_bar(painter: QPainter, rect: QRect, share: float, role: str) -> None:
    theme = current_theme()
    track = QRectF(rect.adjusted(0, 0, -theme.scaled(_VALUE) - 8, 0))
    track.setTop(track.center().y() - _TRACK / 2 + 0.5)
    track.setHeight(_TRACK)
    filled = QRectF(track)
    filled.setWidth(max(_TRACK, track.width() * share))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for place, ground in ((track, "track"), (filled, role)):
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(place, _TRACK / 2, _TRACK / 2)
    painter.restore()
