"""Lucide icons, tinted by palette role while they are painted."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from ui.theme import current_theme

_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"


def icon(name: str, role: str = "text3") -> QIcon:
    """Give an icon that takes its colour from the theme each time it is painted.

    Args:
        name: Lucide's name, a file in ``resources/icons``.
        role: Colour role; a disabled icon is always ``text3``.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    _source(name)
    return QIcon(_Engine(name, role))


def paint_icon(painter: QPainter, rect: QRect, name: str, role: str = "text3") -> None:
    """Paint an icon as the largest centred square of a rectangle.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    side = min(rect.width(), rect.height())
    ratio = painter.device().devicePixelRatio()
    image = _render(name, current_theme().color(role).name(), round(side * ratio))
    square = QRect(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.drawImage(square, image)


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        role = "text3" if mode == QIcon.Mode.Disabled else self._role
        paint_icon(painter, rect, self._name, role)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _render(name: str, colour: str, side: int) -> QImage:
    # QtSvg costs a few milliseconds to load, so only when the first icon is painted.
    from PySide6.QtSvg import QSvgRenderer

    svg = _source(name).replace("currentColor", colour)
    svg = svg.replace('stroke-width="2"', 'stroke-width="1.75"')
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(svg.encode()).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image
