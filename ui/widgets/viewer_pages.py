"""The pages of a document one below the other: scroll, zoom, mark, select."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from ui.theme import current_theme
from ui.widgets.viewer_source import Marked, PageSource, bounded

_GAP = 12
_LEAST_ZOOM, _MOST_ZOOM = 0.1, 5.0
_MOST_FITTING = 1.6
_STEP = 1.2
_CACHE = 128 << 20  # bytes of pictures that are kept
_ROOM_ABOVE = 0.25  # of the view, over a passage that is gone to
_WISH = "pages"


class PageView(QAbstractScrollArea):
    """Paints what is seen of a document; words are selected with the mouse."""

    page_changed = Signal(int)
    selection_changed = Signal(object)
    zoomed = Signal()

    def __init__(self) -> None:
        """Create an empty view."""
        super().__init__()
        self.setObjectName("pages")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        # A bar that came and went would change the width that pages are fitted to.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(40)
        self._source: PageSource | None = None
        self._images: OrderedDict[int, tuple[QSize, QImage]] = OrderedDict()
        self._broken: set[int] = set()
        self._tops: list[float] = [0.0]
        self._zoom = 1.0
        self._fits = True
        self._block: tuple[float, float] | None = None
        self._page = 0
        self._marks: tuple[Marked, ...] = ()
        self._current: Marked | None = None
        self._selected: Marked | None = None
        self._anchor: tuple[int, QPointF] | None = None
        self.verticalScrollBar().valueChanged.connect(self._look_where)

    # What is shown

    def show_source(self, source: PageSource | None) -> None:
        """Show another document from its first page, as wide as the view."""
        self._source = source
        self._images.clear()
        self._broken.clear()
        self._marks, self._current = (), None
        self._page = 0
        self._select(None)
        if source is not None:
            source.rendered.connect(self._take)
        self._block = source.text_block() if source is not None else None
        self._fits = True
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self._look_where()

    def page(self) -> int:
        """The page that most of the view shows, counted from 1; 0 without a document."""
        return self._page

    def go_to(self, page: int) -> None:
        """Show a page from its top; one beyond the end is the last."""
        if self._sizes():
            number = min(max(page, 1), len(self._sizes()))
            self.verticalScrollBar().setValue(round(self._tops[number - 1] - _GAP / 2))
            self._look_where()

    def marks(self) -> tuple[Marked, ...]:
        """What is highlighted now."""
        return self._marks

    def mark(self, marks: Sequence[Marked], current: Marked | None = None) -> None:
        """Highlight words; go to the current ones, which are framed among several."""
        self._marks = tuple(marks)
        self._current = current
        self.viewport().update()
        if current is None or not current.areas:
            return
        place = self._on_view(current.page, current.areas[0])
        seen = QRectF(self.viewport().rect()).adjusted(0, _GAP, 0, -_GAP)
        bar, side = self.verticalScrollBar(), self.horizontalScrollBar()
        if place.top() < seen.top() or place.bottom() > seen.bottom():
            bar.setValue(round(bar.value() + place.top() - seen.height() * _ROOM_ABOVE))
        if place.left() < seen.left() or place.right() > seen.right():
            side.setValue(round(side.value() + place.left() - seen.width() * _ROOM_ABOVE))

    def selection(self) -> Marked | None:
        """The words that are selected."""
        return self._selected

    def select_page(self) -> None:
        """Select all words of the page."""
        if self._source is not None and self._page:
            self._select(self._source.everything(self._page))

    # Zoom

    def zoom(self) -> float:
        """How many pixels a point of the page takes."""
        return self._zoom

    def zoom_in(self) -> None:
        """Show it larger."""
        self._zoom_to(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """Show it smaller."""
        self._zoom_to(self._zoom / _STEP)

    def fit_width(self) -> None:
        """Let the widest page fill the view, now and when the view changes."""
        self._fits = True
        self._lay_out()
        self.zoomed.emit()

    def _fitting(self) -> float:
        """The zoom at which a page is as wide as the view; in a narrow one, its text."""
        widest = max((size.width() for size in self._sizes()), default=1.0)
        room = max(1, self.viewport().width() - 2 * _GAP)
        whole = room / max(widest, 1.0)
        if whole < 1 and self._block is not None:
            left, right = self._block
            return min(1.0, max(whole, room / (right - left + 2 * _GAP)))
        return min(whole, _MOST_FITTING)

    def _zoom_to(self, zoom: float) -> None:
        wanted = min(max(zoom, _LEAST_ZOOM), _MOST_ZOOM)
        if not self._sizes() or wanted == self._zoom:
            return
        bar = self.verticalScrollBar()
        middle = bar.value() + self.viewport().height() / 2
        place = max(0, bisect_right(self._tops, middle) - 1)
        share = (middle - self._tops[place]) / self._zoom
        self._zoom, self._fits = wanted, False
        self._broken.clear()
        self._measure()
        bar.setValue(round(self._tops[place] + share * wanted - self.viewport().height() / 2))
        self.viewport().update()
        self.zoomed.emit()

    # Measures

    def _sizes(self) -> tuple[QSizeF, ...]:
        return self._source.sizes if self._source is not None else ()

    def _lay_out(self) -> None:
        if self._fits and self._sizes():
            self._zoom = min(max(self._fitting(), _LEAST_ZOOM), _MOST_ZOOM)
        self._measure()
        self.viewport().update()

    def _measure(self) -> None:
        heights = (size.height() * self._zoom + _GAP for size in self._sizes())
        self._tops = list(accumulate(heights, initial=float(_GAP)))
        view = self.viewport().size()
        widest = max((size.width() for size in self._sizes()), default=0.0) * self._zoom
        tall, wide = self.verticalScrollBar(), self.horizontalScrollBar()
        tall.setRange(0, max(0, round(self._tops[-1]) - view.height()))
        tall.setPageStep(view.height())
        wide.setRange(0, max(0, round(widest + 2 * _GAP) - view.width()))
        wide.setPageStep(view.width())
        policy = Qt.ScrollBarPolicy
        self.setHorizontalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if self._fits else policy.ScrollBarAsNeeded
        )
        if self._fits and self._block is not None:
            middle = sum(self._block) / 2 * self._zoom + _GAP
            wide.setValue(round(middle - view.width() / 2))

    def _seen(self) -> Iterator[int]:
        """The numbers of the pages that the view shows."""
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        for place in range(first, len(self._sizes())):
            if self._tops[place] > top + self.viewport().height():
                return
            yield place + 1

    def _rect(self, page: int) -> QRectF:
        """Where a page lies on the view."""
        size = self._sizes()[page - 1] * self._zoom
        spare = max(_GAP, (self.viewport().width() - size.width()) / 2)
        left = spare - self.horizontalScrollBar().value()
        top = self._tops[page - 1] - self.verticalScrollBar().value()
        return QRectF(round(left), round(top), round(size.width()), round(size.height()))

    def _on_view(self, page: int, area: QRectF) -> QRectF:
        corner = self._rect(page).topLeft()
        return QRectF(area.topLeft() * self._zoom + corner, area.size() * self._zoom)

    def _on_page(self, place: QPointF, page: int) -> QPointF:
        return (place - self._rect(page).topLeft()) / self._zoom

    def _page_at(self, place: QPointF) -> int | None:
        return next((page for page in self._seen() if self._rect(page).contains(place)), None)

    def _look_where(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        page = min(bisect_right(self._tops, middle), len(self._sizes()))
        page = max(page, 1) if self._sizes() else 0
        if page != self._page:
            self._page = page
            self.setAccessibleName(self.tr("Halaman {0} dari {1}").format(page, len(self._sizes())))
            self.page_changed.emit(page)

    # Pictures

    def _wish(self) -> None:
        """Ask for the pages that are seen, then for their neighbours."""
        if self._source is None:
            return
        seen = list(self._seen())
        near = [page for page in (seen[-1] + 1, seen[0] - 1) if page >= 1] if seen else []
        wishes = {}
        for page in [*seen, *near]:
            if page <= len(self._sizes()) and page not in self._broken:
                size = self._pixels(page)
                if self._images.get(page, (None,))[0] != size:
                    wishes[page] = size
        self._source.wish(_WISH, wishes)

    def _pixels(self, page: int) -> QSize:
        size = self._sizes()[page - 1] * self._zoom * self.devicePixelRatioF()
        return bounded(size.toSize().expandedTo(QSize(1, 1)))

    def _take(self, page: int, size: QSize, image: QImage) -> None:
        if self._source is None or self.sender() is not self._source:
            return
        wanted = size == self._pixels(page)
        if image.isNull():
            self._broken.add(page)
        elif wanted or page not in self._images:  # a small picture is better than none
            self._images[page] = (size, image)
            self._images.move_to_end(page)
            self._forget()
        self.viewport().update()

    def _forget(self) -> None:
        while len(self._images) > 1 and _bytes(self._images) > _CACHE:
            self._images.popitem(last=False)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are seen: paper in every theme, never inverted."""
        theme = current_theme()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("bg"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in self._seen():
            rect = self._rect(page)
            painter.fillRect(rect, theme.color("paper"))
            self._paint_page(painter, page, rect)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        self._wish()

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        if page in self._images:
            painter.drawImage(rect, self._images[page][1])
        elif page in self._broken:
            painter.setPen(current_theme().color("on_paper"))
            words = self.tr("Halaman ini tidak dapat digambar.")
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for marked in (*self._marks, *filter(None, (self._selected,))):
            for area in marked.areas if marked.page == page else ():
                place = self._on_view(page, area).adjusted(-1, -1, 1, 1)
                painter.fillRect(place, current_theme().color("mark"))
                if marked is self._current and len(self._marks) > 1:
                    painter.setPen(QPen(current_theme().color("on_paper"), 1))
                    painter.drawRect(place)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the page in view and, if it fitted, let it fit again."""
        super().resizeEvent(event)
        page = self._page
        share = 0.0
        if page and page < len(self._tops):
            share = (self.verticalScrollBar().value() - self._tops[page - 1]) / self._zoom
        self._lay_out()
        if page and page < len(self._tops):
            self.verticalScrollBar().setValue(round(self._tops[page - 1] + share * self._zoom))
        self._look_where()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Paint anew: the pages lie on a moving ground."""
        self.viewport().update()

    # Selecting

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._select(None)
        page = self._page_at(event.position())
        self._anchor = None if page is None else (page, self._on_page(event.position(), page))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select up to here, on the page where it began."""
        if self._anchor is None or self._source is None:
            return
        page, start = self._anchor
        here = self._on_page(event.position(), page)
        marked = self._source.select(page, start, here)
        if marked is not None:
            self._select(marked)
        elif self._selected is None:
            self._anchor = (page, here)  # it began beside the words
        self._scroll_along(event.position().toPoint())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """End selecting."""
        self._anchor = None

    def _scroll_along(self, place: QPoint) -> None:
        view: QRect = self.viewport().rect()
        bar = self.verticalScrollBar()
        over = min(0, place.y() - view.top()) + max(0, place.y() - view.bottom())
        bar.setValue(bar.value() + over)

    def _select(self, marked: Marked | None) -> None:
        if marked != self._selected:
            self._selected = marked
            self.viewport().update()
            self.selection_changed.emit(marked)

    # Keys and wheel

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, select all of the page, go to the ends."""
        ends = {Qt.Key.Key_Home: 1, Qt.Key.Key_End: len(self._sizes())}
        if event.matches(QKeySequence.StandardKey.Copy) and self._selected is not None:
            QGuiApplication.clipboard().setText(self._selected.text)
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_page()
        elif event.key() in ends:
            self.go_to(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom while Ctrl is held, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
        else:
            super().wheelEvent(event)


def _bytes(images: OrderedDict[int, tuple[QSize, QImage]]) -> int:
    return sum(image.sizeInBytes() for _size, image in images.values())
