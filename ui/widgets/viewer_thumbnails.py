"""Small pictures of the pages; a click goes to one."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    QSizeF,
    Qt,
    Signal,
)
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ui.theme import current_theme
from ui.widgets.viewer_source import Marked, PageSource

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WIDTH, _BOX, _ROW = 62, QSize(44, 58), 78
_WISH = "thumbnails"


class Thumbnails(QListView):
    """A column of pages; the current one is framed, marked words are marked here too."""

    page_requested = Signal(int)

    def __init__(self) -> None:
        """Create an empty column."""
        super().__init__()
        self.setObjectName("thumbnails")
        self.setAccessibleName(self.tr("Gambar kecil halaman"))
        self.setFixedWidth(_WIDTH)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._source: PageSource | None = None
        self._images: dict[int, QImage] = {}
        self._broken: set[int] = set()
        self._marks: tuple[Marked, ...] = ()
        self._pages = _Pages(self)
        self.setModel(self._pages)
        self.setItemDelegate(_ThumbnailDelegate(self))
        self.selectionModel().currentChanged.connect(self._ask)

    def show_source(self, source: PageSource | None) -> None:
        """Show the pages of another document."""
        self._source = source
        self._images.clear()
        self._broken.clear()
        self._marks = ()
        self._pages.show(len(source.sizes) if source is not None else 0)
        if source is not None:
            source.rendered.connect(self._take)

    def show_page(self, page: int) -> None:
        """Frame a page and bring it into view."""
        index = self._pages.index(page - 1)
        selection = self.selectionModel()
        with QSignalBlocker(selection):
            self.setCurrentIndex(index)
        self.scrollTo(index)
        self.viewport().update()

    def mark(self, marks: Sequence[Marked]) -> None:
        """Mark words on the small pages."""
        self._marks = tuple(marks)
        self.viewport().update()

    def marks(self, page: int) -> list[Marked]:
        """What is marked on a page."""
        return [marked for marked in self._marks if marked.page == page]

    def image(self, page: int) -> QImage | None:
        """The small picture of a page, once it is there."""
        return self._images.get(page)

    def page_size(self, page: int) -> QSizeF:
        """The size of a page in points."""
        return self._source.sizes[page - 1] if self._source is not None else QSizeF(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the current page in view."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is seen and ask for what is missing of it."""
        super().paintEvent(event)
        if self._source is None:
            return
        first = self.indexAt(self.viewport().rect().topLeft()).row()
        last = first + self.viewport().height() // self.sizeHintForRow(0) + 2 if first >= 0 else -1
        ratio = self.devicePixelRatioF()
        pages = [
            page
            for page in range(first + 1, min(last, len(self._source.sizes)) + 1)
            if page not in self._images and page not in self._broken
        ]
        sizes = {page: _fitted(self.page_size(page)) * ratio for page in pages}
        self._source.wish(_WISH, {page: size.toSize() for page, size in sizes.items()})

    def _take(self, page: int, size: QSize, image: QImage) -> None:
        if self.sender() is not self._source:
            return
        if image.isNull():
            self._broken.add(page)
        elif size.height() <= _BOX.height() * self.devicePixelRatioF() + 1:
            self._images[page] = image
        self.update(self._pages.index(page - 1))

    def _ask(self, index: QModelIndex) -> None:
        if index.isValid():
            self.page_requested.emit(index.row() + 1)


class _Pages(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._count = 0

    def show(self, count: int) -> None:
        self.beginResetModel()
        self._count = count
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        spoken = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        return str(index.row() + 1) if index.isValid() and role in spoken else None


class _ThumbnailDelegate(QStyledItemDelegate):
    def __init__(self, view: Thumbnails) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(_WIDTH, _BOX.height() + 4 + current_theme().scaled(_ROW - _BOX.height() - 4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        view, page, theme = self._view, index.row() + 1, current_theme()
        rect: QRect = option.rect
        current = view.currentIndex().row() == index.row()
        size = view.page_size(page)
        paper = QRectF(0, 0, *_fitted(size).toTuple())
        paper.moveCenter(QRectF(rect.left(), rect.top() + 2, rect.width(), _BOX.height()).center())
        painter.save()
        painter.fillRect(paper, theme.color("paper"))
        image = view.image(page)
        if image is not None:
            painter.drawImage(paper, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        scale = paper.width() / max(size.width(), 1)
        for marked in view.marks(page):
            for area in marked.areas:
                place = QRectF(area.topLeft() * scale + paper.topLeft(), area.size() * scale)
                painter.fillRect(place, theme.color("mark"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setPen(
            QPen(theme.color("accent_text"), 2) if current else QPen(theme.color("line"), 1)
        )
        painter.drawRect(paper)
        painter.setFont(theme.font("tiny", bold=current))
        painter.setPen(theme.color("text" if current else "text2"))
        words = rect.adjusted(0, _BOX.height() + 4, 0, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(words, top, str(page))
        painter.restore()


def _fitted(size: QSizeF) -> QSizeF:
    return size.scaled(QSizeF(_BOX), Qt.AspectRatioMode.KeepAspectRatio)
