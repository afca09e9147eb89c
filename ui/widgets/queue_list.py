"""The list of the review queue: one answer a row, ticked with Space, opened with Enter."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.models.queue import QueueModel, QueueRow
from ui.theme import current_theme
from ui.widgets.badge import paint_badge
from ui.widgets.check_row import paint_box
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.indicator_rows import RowList
from ui.widgets.state_dot import paint_state_dot

_Index = QModelIndex | QPersistentModelIndex
_ROW = 54
_EDGE = 6
_BOX = 16
_BOX_LEFT = 12
_BADGE_LEFT = 40
_BADGE = 24
_WORDS_LEFT = 76
_DOT = 14


class QueueList(RowList):
    """Shows the queue; the current row is the one whose answer is read below."""

    current_changed = Signal()
    open_requested = Signal()

    def __init__(self, accessible_name: str) -> None:
        """Create an empty list."""
        super().__init__(accessible_name, "queue")
        self.setMouseTracking(True)
        self.queue = QueueModel()
        self.queue.setParent(self)
        self.setModel(self.queue)
        self.setItemDelegate(_RowPainter(self))
        self.doubleClicked.connect(lambda _index: self.open_requested.emit())

    def current(self) -> QueueRow | None:
        """The row whose answer is read."""
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, QueueRow) else None

    def choose(self, place: int) -> None:
        """Make a row the current one; the last where there are fewer."""
        place = min(place, len(self.queue.rows) - 1)
        self.setCurrentIndex(self.queue.index(place) if place >= 0 else QModelIndex())
        self.current_changed.emit()

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which answer is to be read."""
        super().currentChanged(current, previous)
        self.current_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space, open with Enter, tick all with Ctrl+A."""
        row = self.current()
        if row is not None and event.key() == Qt.Key.Key_Space:
            self.queue.toggle(row.number)
        elif row is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.open_requested.emit()
        elif (
            event.key() == Qt.Key.Key_A and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.queue.tick([shown.number for shown in self.queue.rows])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick with a press on the box, without leaving the row that is read."""
        index = self.indexAt(event.position().toPoint())
        row = index.data(Qt.ItemDataRole.UserRole)
        left = event.position().x() < current_theme().scaled(_BADGE_LEFT)
        if isinstance(row, QueueRow) and left:
            self.queue.toggle(row.number)
        else:
            super().mousePressEvent(event)


class _RowPainter(QStyledItemDelegate):
    """Paints tick box, level, name, who and when, findings, state."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, current_theme().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: QueueRow = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = current_theme(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_ground(painter, option)
        middle = rect.center().y() + 0.5
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        box = QRectF(theme.scaled(_BOX_LEFT), middle - _BOX / 2, _BOX, _BOX)
        paint_box(painter, box, ticked=ticked)
        side = theme.scaled(_BADGE)
        badge = QRectF(theme.scaled(_BADGE_LEFT), middle - side / 2, side, side)
        paint_badge(painter, badge, row.answer.level, service=row.service)
        right = _paint_right(painter, rect, row)
        left = theme.scaled(_WORDS_LEFT)
        words = QRect(left, rect.top() + 6, right - left - 8, rect.height() // 2 - 4)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_name(painter, words, row, bold=chosen)
        words.moveTop(rect.center().y() + 1)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        _line(painter, words, row.passed)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    theme = current_theme()
    painter.fillRect(option.rect, theme.color("surface"))
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if not (chosen or option.state & QStyle.StateFlag.State_MouseOver):
        return
    ground = QRectF(option.rect).adjusted(_EDGE, 1, -_EDGE, -1)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("sel" if chosen else "alt"))
    focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
    if focused or (chosen and theme.border > 1):
        painter.setPen(QPen(theme.color("focus" if focused else "line_strong"), 2))
        ground.adjust(1, 1, -1, -1)
    painter.drawRoundedRect(ground, 6, 6)


def _paint_name(painter: QPainter, place: QRect, row: QueueRow, *, bold: bool) -> None:
    theme = current_theme()
    painter.setFont(theme.font())
    painter.setPen(theme.color("text2"))
    number = str(row.number)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, number)
    width = painter.fontMetrics().horizontalAdvance(number) + 7
    painter.setFont(theme.font(bold=bold))
    painter.setPen(theme.color("text"))
    _line(painter, place.adjusted(width, 0, 0, 0), row.name)


def _paint_right(painter: QPainter, rect: QRect, row: QueueRow) -> int:
    """Paint state and findings; the words end where they begin."""
    theme = current_theme()
    side = theme.scaled(_DOT)
    left = rect.right() - _EDGE - 14 - side
    middle = rect.center().y() + 0.5
    paint_state_dot(painter, QRectF(left, middle - side / 2, side, side), row.state.value)
    if words := row.findings_words():
        high = theme.scaled(20)
        width = chip_width(words, "warn", high)
        left -= width + 10
        paint_chip(painter, QRect(left, round(middle - high / 2), width, high), words, "warn")
    return left


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
