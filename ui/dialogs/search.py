"""Search in all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.dialogs.foot import dialog_column
from ui.models.hits import HitModel, place_of
from ui.theme import current_theme
from ui.widgets.field import search_field
from ui.widgets.snippet import paint_snippet
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessment.domain.passages import Hit

_Index = QModelIndex | QPersistentModelIndex
_SIZE = QSize(720, 520)
_TYPING_MS = 150
_PAD = 10
_LINES = 2
_MOST = 100
_WALK = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class Find(Protocol):
    """Finds pages."""

    def __call__(self, text: str, *, limit: int) -> Sequence[Hit]:
        """The pages on which everything stands that was typed, the best first."""


class SearchDialog(QDialog):
    """Type, walk with the arrows, Enter opens the page."""

    def __init__(
        self,
        find: Find,
        go: Callable[[Hit, str], None],
        text: str,
        parent: QWidget,
    ) -> None:
        """Create the dialog with what was looked for before."""
        super().__init__(parent)
        self.setObjectName("search")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._find = find
        self._go = go
        self._found_for = ""
        self._hits = HitModel(self)
        self._field = search_field(self.tr('Kata, atau "frasa tepat"'), name="search_text")
        self._field.installEventFilter(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._look)
        self._count = label(size="small", role="text2")
        self._count.setObjectName("search_count")
        self._list = QListView()
        self._dress_list()
        column = dialog_column(self, self.tr("Cari di semua dokumen"), _SIZE.width())
        column.addWidget(self._field)
        column.addWidget(self._count)
        column.addWidget(self._list, 1)
        self.resize(_SIZE)
        self._field.setText(text)
        self._field.selectAll()
        self._look()
        self._field.textChanged.connect(lambda _text: self._typing.start())
        self._field.setFocus()

    def _dress_list(self) -> None:
        self._list.setObjectName("search_hits")
        self._list.setAccessibleName(self.tr("Temuan"))
        self._list.setModel(self._hits)
        self._list.setItemDelegate(_HitDelegate(self._list))
        self._list.setMouseTracking(True)
        self._list.setProperty("frame", "card")
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._choose)
        self._list.activated.connect(self._choose)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list and choose from it while the field keeps the focus."""
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in _WALK:
                QApplication.sendEvent(self._list, event)
                return True
            enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.type() == QEvent.Type.KeyPress and event.key() in enter:
                if self._typing.isActive():
                    self._look()
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        self._typing.stop()
        text = self._field.text().strip()
        hits = self._find(text, limit=_MOST)
        self._found_for = text
        self._hits.show(hits)
        self._list.setCurrentIndex(self._hits.index(0))
        documents = len({hit.document.sha256 for hit in hits})
        words = self.tr("Awal kata cukup; urutan bebas.")
        if hits:
            words = self.tr("{0} halaman dalam {1} dokumen").format(len(hits), documents)
            if len(hits) >= _MOST:
                words = self.tr("{0} halaman yang paling cocok").format(len(hits))
        elif text:
            words = self.tr("Tidak ditemukan dalam dokumen yang sudah dibaca.")
        self._count.setText(words)

    def _choose(self) -> None:
        hit = self._list.currentIndex().data(Qt.ItemDataRole.UserRole)
        if hit is not None:
            self.accept()
            self._go(hit, self._found_for)


class _HitDelegate(QStyledItemDelegate):
    """Paints the place, and below it the words with those that were found highlighted."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        theme = current_theme()
        first = QFontMetrics(theme.font("small", bold=True)).lineSpacing()
        other = QFontMetrics(theme.font()).lineSpacing()
        return QSize(200, first + _LINES * other + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        hit: Hit = index.data(Qt.ItemDataRole.UserRole)
        theme = current_theme()
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("sel"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("alt"))
        place = rect.adjusted(_PAD, _PAD - 2, -_PAD, 0)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.color("accent_text"))
        metrics = painter.fontMetrics()
        where = place_of(hit)
        cut = metrics.elidedText(where, Qt.TextElideMode.ElideMiddle, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignTop, cut)
        below = place.adjusted(0, metrics.lineSpacing() + 1, 0, 0)
        paint_snippet(painter, below, hit.text, hit.marks, lines=_LINES)
        painter.restore()
