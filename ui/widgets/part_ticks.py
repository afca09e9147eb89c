"""The list in which a person ticks indicators for a colleague."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.icons import paint_icon
from ui.models.part_ticks import TickModel, TickRow
from ui.models.rows import Index
from ui.theme import current_theme
from ui.widgets.badge import paint_badge
from ui.widgets.check_row import paint_box

_ROW = 30
_BOX = 16
_LEFT = 12
_INDENT = 22
_BADGE = 20
_EVIDENCE = 34


class TickList(QListView):
    """Shows the rows; a click anywhere on one ticks it, and so does Space."""

    def __init__(self, model: TickModel, accessible_name: str) -> None:
        """Create the list."""
        super().__init__()
        self.setObjectName("part-ticks")
        self.setAccessibleName(accessible_name)
        self._ticks = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(_RowPainter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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

    def changeEvent(self, event: QEvent) -> None:
        """Give rows the height of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _RowPainter(QStyledItemDelegate):
    """Paints tick, level, name, unit and evidence; an aspect stands on a band."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, current_theme().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: TickRow = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = current_theme(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(
            rect, theme.color("sel" if current else "alt" if row.aspect else "surface")
        )
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        left = rect.left() + _LEFT + (0 if row.aspect else _INDENT)
        _paint_tick(painter, QPointF(left, rect.center().y() + 0.5), index)
        left += _BOX + 12
        if row.aspect:
            words = rect.adjusted(left - rect.left(), 0, -_LEFT, 0)
            painter.setFont(theme.font(bold=True))
            painter.setPen(theme.color("text"))
            _line(painter, words, row.title)
        else:
            _paint_indicator(painter, rect.adjusted(left - rect.left(), 0, -_LEFT, 0), row)
        painter.restore()


def _paint_tick(painter: QPainter, left: QPointF, index: Index) -> None:
    state = index.data(Qt.ItemDataRole.CheckStateRole)
    box = QRectF(left.x(), left.y() - _BOX / 2, _BOX, _BOX)
    paint_box(painter, box, ticked=state == Qt.CheckState.Checked)
    if state == Qt.CheckState.PartiallyChecked:
        painter.fillRect(box.adjusted(4, 7, -4, -7), current_theme().color("accent"))


def _paint_indicator(painter: QPainter, rect: QRect, row: TickRow) -> None:
    theme = current_theme()
    side = theme.scaled(_BADGE)
    middle = rect.center().y() + 0.5
    badge = QRectF(rect.left(), middle - side / 2, side, side)
    paint_badge(painter, badge, row.level, service=row.service)
    right = rect.right()
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2"))
    right -= theme.scaled(_EVIDENCE)
    if row.evidence:
        paint_icon(painter, QRect(right, round(middle) - 7, 14, 14), "paperclip", "text2")
        place = QRect(right + 18, rect.top(), 80, rect.height())
        painter.drawText(place, _MIDDLE, str(row.evidence))
    if row.unit:
        width = min(painter.fontMetrics().horizontalAdvance(row.unit), rect.width() // 3)
        right -= width + 12
        _line(painter, QRect(right, rect.top(), width + 2, rect.height()), row.unit)
    left = rect.left() + side + 10
    number = str(row.numbers[0])
    room = theme.scaled(22)
    painter.drawText(QRect(left, rect.top(), room, rect.height()), _MIDDLE, number)
    left += room
    painter.setFont(theme.font())
    painter.setPen(theme.color("text"))
    _line(painter, QRect(left, rect.top(), right - left - 10, rect.height()), row.title)


_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _MIDDLE, shown)
