"""The list in which a person ticks indicators for a colleague."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

from ui.models.part_ticks import TickModel, TickRow
from ui.models.rows import Index
from ui.theme import current_theme
from ui.widgets.check_row import paint_box
from ui.widgets.indicator_rows import (
    RowList,
    RowPainter,
    paint_evidence,
    paint_level,
    paint_line,
    paint_name,
)

_BOX = 16
_INDENT = 22


class TickList(RowList):
    """Shows the rows; a click anywhere on one ticks it, and so does Space."""

    def __init__(self, model: TickModel, accessible_name: str) -> None:
        """Create the list."""
        super().__init__(accessible_name, "part-ticks")
        self._ticks = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(RowPainter(self, _paint_row, _ground))
        self.setCurrentIndex(model.index(0))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the row under the mouse."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._ticks.toggle(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick the current row with Space."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._ticks.toggle(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


def _ground(index: Index) -> str:
    """An aspect stands on a band."""
    return "alt" if index.data(Qt.ItemDataRole.UserRole).aspect else "surface"


def _paint_row(painter: QPainter, rect: QRect, index: Index) -> None:
    """Paint tick, level, name, unit and evidence."""
    row: TickRow = index.data(Qt.ItemDataRole.UserRole)
    left = 0 if row.aspect else _INDENT
    _paint_tick(painter, QPointF(rect.left() + left, rect.center().y() + 0.5), index)
    room = rect.adjusted(left + _BOX + 12, 0, 0, 0)
    if row.aspect:
        painter.setFont(current_theme().font(bold=True))
        painter.setPen(current_theme().color("text"))
        paint_line(painter, room, row.title)
        return
    room = paint_level(painter, room, row.level, service=row.service)
    room = paint_evidence(painter, room, row.evidence)
    room = _paint_unit(painter, room, row.unit)
    paint_name(painter, room, row.numbers[0], row.title)


def _paint_tick(painter: QPainter, left: QPointF, index: Index) -> None:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    box = QRectF(left.x(), left.y() - _BOX / 2, _BOX, _BOX)
    paint_box(painter, box, ticked=state == Qt.CheckState.Checked)
    if state == Qt.CheckState.PartiallyChecked:
        painter.fillRect(box.adjusted(4, 7, -4, -7), current_theme().color("accent"))


def _paint_unit(painter: QPainter, rect: QRect, unit: str) -> QRect:
    """Paint the unit at the right, in a third of the room at the most; gives what is left."""
    if not unit:
        return rect
    theme = current_theme()
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2"))
    width = min(painter.fontMetrics().horizontalAdvance(unit) + 2, rect.width() // 3)
    paint_line(painter, rect.adjusted(rect.width() - width, 0, 0, 0), unit)
    return rect.adjusted(0, 0, -width - 12, 0)
