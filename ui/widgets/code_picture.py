"""A QR code, painted in whole pixels so that every telephone reads it, in every theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import current_theme


class CodePicture(QWidget):
    """Shows a code that came as SVG, black on white with the margin it needs."""

    def __init__(self, code: bytes, spoken: str, side: int) -> None:
        """Show a code at most ``side`` pixels wide; ``spoken`` is for screen readers."""
        super().__init__()
        self.setObjectName("receipt-code")
        self.setAccessibleName(spoken)
        self._picture = QSvgRenderer(QByteArray(code), self)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the square of the code."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint white ground and the code, each module as many whole pixels as fit."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().color("paper"))
        painter.drawRoundedRect(self.rect(), 6, 6)
        ratio = self.devicePixelRatioF()
        modules = self._picture.viewBox().width()
        module = max(1, int(self._side * ratio // modules)) / ratio
        whole = QRectF(0, 0, module * modules, module * modules)
        left = int((self._side - whole.width()) / 2 * ratio) / ratio
        self._picture.render(painter, whole.translated(left, left))
