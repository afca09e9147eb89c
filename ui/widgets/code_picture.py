"""A QR code, painted in whole pixels so that every telephone reads it, in every theme."""

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import current_theme


class CodePicture(QWidget):
    """Shows a code that came as SVG, black on white with the margin it needs."""

    def __init__(self, code: bytes, spoken: str, side: int) -> None:
        """Show a code about ``side`` pixels wide; ``spoken`` is for screen readers."""
        super().__init__()
        self.setObjectName("receipt-code")
        self.setAccessibleName(spoken)
        self._picture = QSvgRenderer(QByteArray(code), self)
        self._modules = max(1, self._picture.viewBox().width())
        self._module = max(1, round(side / self._modules))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the square of the code."""
        side = self._module * self._modules
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the code, each module as many whole pixels as fit on this screen."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color("paper"))
        ratio = self.devicePixelRatioF()
        side = int(self._module * ratio) / ratio * self._modules
        self._picture.render(painter, QRectF(0, 0, side, side))
