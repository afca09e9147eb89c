"""The indicators of a package: number, name, level, evidence; nothing can be changed."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.icons import paint_icon
from ui.models.package_contents import ContentModel, ContentRow
from ui.models.rows import Index
from ui.theme import current_theme
from ui.widgets.badge import paint_badge

_ROW = 30
_SIDE = 12
_BADGE = 20


class ContentList(QListView):
    """Shows the indicators; ``current_changed`` carries the row that is read."""

    current_changed = Signal(object)

    def __init__(self, accessible_name: str) -> None:
        """Create an empty list."""
        super().__init__()
        self.setObjectName("package-contents")
        self.setAccessibleName(accessible_name)
        self.contents = ContentModel(self)
        self.setModel(self.contents)
        self.setItemDelegate(_RowPainter(self))
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is read."""
        super().currentChanged(current, previous)
        if isinstance(row := current.data(Qt.ItemDataRole.UserRole), ContentRow):
            self.current_changed.emit(row)

    def changeEvent(self, event: QEvent) -> None:
        """Give rows the height of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()


class _RowPainter(QStyledItemDelegate):
    """Paints level, number, name and how much evidence there is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, current_theme().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ContentRow = index.data(Qt.ItemDataRole.UserRole)
        theme, rect = current_theme(), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = option.state & QStyle.StateFlag.State_Selected
        painter.fillRect(rect, theme.color("sel" if current else "surface"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 4, 4)
        side = theme.scaled(_BADGE)
        middle = rect.center().y() + 0.5
        badge = QRectF(rect.left() + _SIDE, middle - side / 2, side, side)
        paint_badge(painter, badge, row.level, service=row.service)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        right = rect.right() - _SIDE - theme.scaled(20)
        if row.evidence:
            place = QRect(right, rect.top(), theme.scaled(20), rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(len(row.evidence)))
            paint_icon(painter, QRect(right - 18, round(middle) - 7, 14, 14), "paperclip", "text2")
        left = rect.left() + _SIDE + side + 10
        room = theme.scaled(22)
        number = QRect(left, rect.top(), room, rect.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignVCenter, str(row.number))
        painter.setFont(theme.font())
        painter.setPen(theme.color("text"))
        words = QRect(left + room, rect.top(), right - left - room - 28, rect.height())
        mode = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(row.name, mode, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
