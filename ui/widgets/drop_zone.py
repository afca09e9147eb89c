"""A place to drop files, or to press and choose them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.icons import paint_icon
from ui.theme import current_theme

_HEIGHT = 36
_ICON = 16


class DropZone(QAbstractButton):
    """Dashed strip; whoever takes the drop tells it to light up."""

    def __init__(self, words: str, *, name: str = "") -> None:
        """Create a strip."""
        super().__init__()
        self.setObjectName(name)
        self.setText(words)
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lit = False

    def light(self, *, on: bool) -> None:
        """Show that a drop would be taken."""
        self._lit = on
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room of icon and words."""
        theme = current_theme()
        words = QFontMetrics(theme.font("small")).horizontalAdvance(self.text())
        return QSize(words + _ICON + 40, theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dashed edge, icon and words in the middle."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._lit or self.underMouse()
        painter.setBrush(theme.color("accent_soft" if lit else "alt"))
        pen = QPen(theme.color("accent_text" if lit else "line_strong"), theme.border)
        pen.setStyle(Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 3] if theme.border > 1 else [1.5, 2])
        if self.hasFocus():
            pen = QPen(theme.color("focus"), 2)
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        font = theme.font("small")
        width = QFontMetrics(font).horizontalAdvance(self.text())
        left = (self.width() - width - _ICON - 8) // 2
        paint_icon(painter, QRect(left, 0, _ICON, self.height()), "download", "text2")
        painter.setFont(font)
        painter.setPen(theme.color("text2"))
        place = QRect(left + _ICON + 8, 0, width + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
