"""Shows a chart that is drawn elsewhere and names the places in it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from assessment.domain.charts import ChartImage, Hotspot
from assessment.domain.progress import Progress
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.text import label

Render = Callable[[int, int, float, str], ChartImage]
"""Draws at a width and height in logical pixels, a device pixel ratio, and in a theme."""

_SETTLE_MS = 120
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


@dataclass(frozen=True, slots=True)
class _Order:
    width: int
    height: int
    ratio: float
    theme: str
    text_scale: float


class ChartView(QWidget):
    """Chart as a picture; hover or arrow keys name a place, click or Enter opens it."""

    activated = Signal(str)
    rendered = Signal()

    def __init__(
        self, render: Render, runner: TaskRunner, *, least: QSize | None = None, name: str = ""
    ) -> None:
        """Create an empty view; it asks for its picture when it is first shown.

        Args:
            render: Draws the chart; called on the runner's thread.
            runner: Where it is drawn; long work there delays the picture.
            least: Smallest size at which the chart can be read.
            name: Object name.
        """
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._least = least if least is not None else QSize(160, 120)
        self._measure()
        self._render = render
        self._runner = runner
        self._image: ChartImage | None = None
        self._pixels = QImage()
        self._current = -1
        self._wanted: _Order | None = None
        self._waiting = label(self.tr("Menggambar…"), "small", "text2")
        self._waiting.setParent(self)
        # Dragging a window edge asks for hundreds of pictures; one is drawn when it rests.
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._order)

    def refresh(self, render: Render | None = None) -> None:
        """Draw anew, because the figures changed; optionally in another way."""
        if render is not None:
            self._render = render
        self._wanted = None
        if self.isVisible():
            self._settle.start()

    def image(self) -> ChartImage | None:
        """Give the picture that is shown, None before the first."""
        return self._image

    def current(self) -> Hotspot | None:
        """Give the place that is named now."""
        if self._image is None or self._current < 0:
            return None
        return self._image.hotspots[self._current]

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the first picture."""
        super().showEvent(event)
        self._order()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size when it rests."""
        super().resizeEvent(event)
        self._waiting.move(self.rect().center() - self._waiting.rect().center())
        self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Ask for a picture in the new colours."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange}:
            self._measure()
            self._settle.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Name the place under the pointer."""
        super().mouseMoveEvent(event)
        place = self._place_at(event.position().toPoint())
        if place != self._current:
            self._point_at(place)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the place when the pointer leaves."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._point_at(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the place under the pointer."""
        super().mousePressEvent(event)
        self._point_at(self._place_at(event.position().toPoint()))
        self._activate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the places with the arrow keys, open one with Enter."""
        spots = self._image.hotspots if self._image is not None else ()
        step = _STEPS.get(Qt.Key(event.key()))
        if spots and step is not None:
            start = self._current if self._current >= 0 else (-1 if step > 0 else 0)
            self._point_at((start + step) % len(spots))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self._activate()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, the named place and the ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._pixels.isNull():
            painter.drawImage(QPoint(0, 0), self._pixels)
        spot = self.current()
        if spot is not None:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(spot.x, spot.y, spot.width, spot.height), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _measure(self) -> None:
        """Grow in height with the texts; the width is that of the page."""
        self.setMinimumSize(self._least.width(), current_theme().scaled(self._least.height()))

    def _order(self) -> None:
        theme, scale = current_theme(), current_theme().scale
        # Larger texts are a smaller chart, drawn larger.
        width, height = round(self.width() / scale), round(self.height() / scale)
        order = _Order(width, height, self.devicePixelRatio(), theme.name, scale)
        if not self.isVisible() or order == self._wanted:
            return
        self._wanted = order
        render = self._render

        def draw(progress: Progress) -> ChartImage:
            progress.step(0, 1)
            ratio = order.ratio * order.text_scale
            return render(order.width, order.height, ratio, order.theme)

        def take(image: ChartImage) -> None:
            # An answer to an older question would flash the wrong size or theme.
            if order is self._wanted:
                self._take(image, order)

        self._runner.start(draw, on_success=take)

    def _take(self, image: ChartImage, order: _Order) -> None:
        self._waiting.hide()
        spots = tuple(_enlarged(spot, order.text_scale) for spot in image.hotspots)
        self._image = replace(image, hotspots=spots)
        self._current = -1
        self._pixels = QImage(
            image.rgba,
            image.width,
            image.height,
            4 * image.width,
            QImage.Format.Format_RGBA8888_Premultiplied,
        ).copy()
        self._pixels.setDevicePixelRatio(order.ratio)
        self.setAccessibleName(image.alt_text)
        self.update()
        self.rendered.emit()

    def _place_at(self, point: QPoint) -> int:
        spots = self._image.hotspots if self._image is not None else ()
        for place, spot in enumerate(spots):
            if QRectF(spot.x, spot.y, spot.width, spot.height).contains(point.toPointF()):
                return place
        return -1

    def _point_at(self, place: int) -> None:
        self._current = place
        spot = self.current()
        self.setAccessibleDescription(spot.text if spot is not None else "")
        if spot is None:
            QToolTip.hideText()
        else:
            below = QPoint(round(spot.x), round(spot.y + spot.height))
            QToolTip.showText(self.mapToGlobal(below), spot.text, self)
            QAccessible.updateAccessibility(
                QAccessibleEvent(self, QAccessible.Event.DescriptionChanged)
            )
        self.update()

    def _activate(self) -> None:
        spot = self.current()
        if spot is not None:
            self.activated.emit(spot.key)


def _enlarged(spot: Hotspot, scale: float) -> Hotspot:
    """The place where it lies once the chart is drawn larger."""
    x, y, width, height = (side * scale for side in (spot.x, spot.y, spot.width, spot.height))
    return Hotspot(x, y, width, height, spot.key, spot.text)
