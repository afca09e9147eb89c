"""Lists of indicators that are read or ticked: level, number, name, how much evidence."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.icons import paint_icon
from ui.models.rows import Index
from ui.theme import current_theme
from ui.widgets.badge import paint_badge

_ROW = 30
_SIDE = 12
_BADGE = 20
_NUMBER = 22
_EVIDENCE = 34
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class RowList(QListView):
    """Rows of one height that grow with the text; nothing is edited in place."""

    def __init__(self, accessible_name: str, name: str) -> None:
        """Create a list that waits for its model and its delegate."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def changeEvent(self, event: QEvent) -> None:
        """Give rows the height of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class RowPainter(QStyledItemDelegate):
    """Paints ground and focus, then lets what stands in a row be painted."""

    def __init__(
        self,
        parent: RowList,
        paint_row: Callable[[QPainter, QRect, Index], None],
        ground: Callable[[Index], str] = lambda _index: "surface",
    ) -> None:
        """Paint for a list; ``ground`` names the colour below a row that is not chosen."""
        super().__init__(parent)
        self._paint_row = paint_row
        self._ground = ground

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give every row the same height."""
        return QSize(0, current_theme().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the row."""
        theme, rect = current_theme(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, theme.color("sel" if current else self._ground(index)))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        self._paint_row(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), index)
        painter.restore()


def paint_level(painter: QPainter, rect: QRect, level: int | None, *, service: bool) -> QRect:
    """Paint a level at the left; gives the room that is left."""
    side = current_theme().scaled(_BADGE)
    badge = QRectF(rect.left(), rect.center().y() + 0.5 - side / 2, side, side)
    paint_badge(painter, badge, level, service=service)
    return rect.adjusted(side + 10, 0, 0, 0)


def paint_evidence(painter: QPainter, rect: QRect, count: int) -> QRect:
    """Paint how much evidence there is at the right; gives the room that is left."""
    theme = current_theme()
    left = rect.right() - theme.scaled(_EVIDENCE)
    if count:
        paint_icon(painter, QRect(left, rect.center().y() - 7, 14, 14), "paperclip", "text2")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        painter.drawText(QRect(left + 18, rect.top(), 80, rect.height()), _MIDDLE, str(count))
    return rect.adjusted(0, 0, left - rect.right() - 10, 0)


def paint_name(painter: QPainter, rect: QRect, number: int, name: str) -> None:
    """Paint number and name of an indicator."""
    theme = current_theme()
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2"))
    room = theme.scaled(_NUMBER)
    painter.drawText(QRect(rect.left(), rect.top(), room, rect.height()), _MIDDLE, str(number))
    painter.setFont(theme.font())
    painter.setPen(theme.color("text"))
    paint_line(painter, rect.adjusted(room, 0, 0, 0), name)


def paint_line(painter: QPainter, rect: QRect, text: str) -> None:
    """Paint a line in the font and colour of the painter, cut where there is no room."""
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, _MIDDLE, shown)
