"""The part of a page around one row, with the row marked."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessment.domain.official_result import PagePicture
from assessment.domain.passages import Box
from ui.theme import current_theme

_NOTCH = 120  # what a wheel says for one
_NOTCHES = 5  # for the height of the strip


class PageStrip(QWidget):
    """Shows a page as wide as it is itself, moved so that the marked row stands in the middle.

    Wheel and arrow keys move the page.
    """

    def __init__(self, accessible_name: str, *, name: str) -> None:
        """Create an empty strip."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._image = QImage()
        self._across = 1.0
        self._top = 0.0
        self._moved = False
        self._box: Box | None = None

    def show_row(self, picture: PagePicture, box: Box | None) -> None:
        """Show a page and mark a place on it."""
        self._image = QImage(
            picture.rgba,
            picture.width,
            picture.height,
            4 * picture.width,
            QImage.Format.Format_RGBX8888,
        ).copy()
        self._across = picture.area.right - picture.area.left
        self._box = box
        self._moved = False
        self.update()

    def is_empty(self) -> bool:
        """Say whether no page is shown."""
        return self._image.isNull()

    def sizeHint(self) -> QSize:
        """Wish for the room of a few rows."""
        theme = current_theme()
        return QSize(theme.scaled(420), theme.scaled(300))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the page."""
        self._move(-event.angleDelta().y() / _NOTCH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the page with the arrow keys."""
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in ways:
            self._move(ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def _move(self, notches: float) -> None:
        self._moved = True
        self._top += notches * self.height() / _NOTCHES
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page and the frame of the row."""
        theme = current_theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("alt"))
        if self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = self.width() / self._across
        height = self._image.height() * self.width() / self._image.width()
        if not self._moved:
            middle = (self._box.top + self._box.bottom) / 2 * scale if self._box else 0.0
            self._top = middle - self.height() / 2
        self._top = top = min(max(self._top, 0.0), max(height - self.height(), 0.0))
        painter.drawImage(QRectF(0, -top, self.width(), height), self._image)
        if self._box is not None:
            frame = QRectF(
                self._box.left * scale,
                self._box.top * scale - top,
                (self._box.right - self._box.left) * scale,
                (self._box.bottom - self._box.top) * scale,
            )
            ink = QColor(theme.color("accent"))
            painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine))
            ink.setAlpha(28)
            painter.setBrush(ink)
            painter.drawRoundedRect(frame, 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
