"""The list of passages that are suggested."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.models.candidates import Candidate, CandidateModel, likeliness
from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.snippet import paint_snippet

_PAD, _SIDE = 6, 12
_CHIP = 18
_Index = QModelIndex | QPersistentModelIndex


class CandidateList(QListView):
    """A click shows the page, Enter cites, a double click opens the document."""

    chosen = Signal(int)
    cite_requested = Signal()
    open_requested = Signal()

    def __init__(self) -> None:
        """Create an empty list."""
        super().__init__()
        self.setObjectName("candidates")
        self.setAccessibleName(self.tr("Usulan kutipan"))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.candidates = CandidateModel(self)
        self.setModel(self.candidates)
        self.setItemDelegate(_Painter(self))
        self.doubleClicked.connect(self.open_requested)
        self.clicked.connect(lambda index: self.chosen.emit(index.row()))

    def choose(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.candidates.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cite the current row; walking shows pages."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.cite_requested.emit()
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        row = self.currentIndex().row()
        if row not in {-1, before}:
            self.chosen.emit(row)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the current row."""
        row = self.currentIndex().row()
        if row < 0:
            return
        self.chosen.emit(row)
        menu = QMenu(self)
        menu.setObjectName("candidate_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Rujuk kutipan…")).triggered.connect(self.cite_requested)
        menu.addAction(self.tr("Buka di Bukti")).triggered.connect(self.open_requested)
        menu.popup(event.globalPos())


class _Painter(QStyledItemDelegate):
    """Paints the place and how likely it is over two lines of the quote."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        line = QFontMetrics(current_theme().font("small")).lineSpacing()
        return QSize(160, 3 * line + 2 * _PAD + 3)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        candidate: Candidate = index.data(Qt.ItemDataRole.UserRole)
        theme = current_theme()
        rect: QRect = option.rect
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("sel" if chosen else "alt"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        place = rect.adjusted(_SIDE, _PAD, -_SIDE, -_PAD)
        words, kind = likeliness(candidate), "ok" if candidate.likely else "neutral"
        high = theme.scaled(_CHIP)
        width = chip_width(words, kind, high)
        paint_chip(painter, QRect(place.right() - width, place.top() - 1, width, high), words, kind)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.color("accent_text"))
        room = place.adjusted(0, 0, -width - 6, 0)
        cut = painter.fontMetrics().elidedText(
            candidate.place, Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, cut)
        below = place.adjusted(0, painter.fontMetrics().lineSpacing() + 3, 0, 0)
        painter.setClipRect(rect)
        paint_snippet(painter, below, candidate.quote, candidate.marks, size="small")
        painter.restore()
