"""An icon standing alone as a widget."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import current_theme


class Glyph(QWidget):
    """Icon beside text; it means nothing on its own and carries no name."""

    def __init__(self, icon_name: str, role: str = "text3", size: int = 18) -> None:
        """Create an icon ``size`` pixels wide at the natural text scale."""
        super().__init__()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_icon(icon_name, role)

    def set_icon(self, icon_name: str, role: str) -> None:
        """Show another icon or another role."""
        self._icon = icon_name
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        """Give the size at the person's text scale."""
        side = current_theme().scaled(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        paint_icon(QPainter(self), self.rect(), self._icon, self._role)
