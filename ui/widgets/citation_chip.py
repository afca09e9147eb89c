"""A citation as a chip that leads to its evidence."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip

_HEIGHT = 24
_WORDS_LEFT = 40
"""Room for the paperclip and the rounded ends."""


class CitationChip(QAbstractButton):
    """Label of the evidence, document, place; a press shows the evidence."""

    def __init__(self, text: str, *, name: str = "") -> None:
        """Create a chip."""
        super().__init__()
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(text)

    def sizeHint(self) -> QSize:
        """Give the room of paperclip and words."""
        high = current_theme().scaled(_HEIGHT)
        return QSize(chip_width(self.text(), "citation", high), high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(theme.font("small"))
        room = self.width() - _WORDS_LEFT if self.width() < self.sizeHint().width() else 1 << 16
        # What tells citations of one document apart stands at the end.
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)
        paint_chip(painter, self.rect(), shown, "citation")
        if self.hasFocus():
            rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
