"""The line between the last supported level and the next."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import current_theme

_LEAD = 40
_ICON = 16


class SupportLine(QWidget):
    """Green line with words."""

    def __init__(self, text: str = "", *, name: str = "") -> None:
        """Create a line."""
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Give the words on the line."""
        return self._text

    def sizeHint(self) -> QSize:
        """Give the room of the words and a piece of line on both sides."""
        return QSize(self._words_width() + 2 * _LEAD + _ICON + 12, current_theme().scaled(24))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return QSize(self._words_width() + _ICON + 12, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint line, arrow and words."""
        theme = current_theme()
        painter = QPainter(self)
        middle = self.height() // 2
        # Where it is narrow the line gives way, never the words.
        spare = self.width() - self._words_width() - _ICON - 12
        lead = max(0, min(_LEAD, spare // 2))
        painter.setPen(QPen(theme.color("ok"), 2))
        painter.drawLine(0, middle, max(0, lead - 4), middle)
        arrow = QRect(lead, middle - _ICON // 2, _ICON, _ICON)
        paint_icon(painter, arrow, "arrow-up-to-line", "ok")
        painter.setFont(theme.font("small", bold=True))
        words = QRect(lead + _ICON + 4, 0, self._words_width() + 2, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._text)
        painter.drawLine(words.right() + 4, middle, self.width(), middle)

    def _words_width(self) -> int:
        font = current_theme().font("small", bold=True)
        return QFontMetrics(font).horizontalAdvance(self._text)
