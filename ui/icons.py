"""Lucide icons, tinted by colour role."""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap

from ui.theme import current_theme

_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"


def icon(name: str, role: str = "text3", size: int = 18, *, margin: int = 0) -> QIcon:
    """Give an icon in the colours of the theme in use; a disabled one is ``text3``.

    It is a picture: after a theme switch it must be asked for anew, as the buttons and
    fields of the kit do. (A QIconEngine written in Python would follow by itself, but the
    garbage collector can free the engine before its icon, and the process dies.)

    Args:
        name: Lucide's name, a file in ``resources/icons``.
        role: Colour role.
        size: Height in logical pixels.
        margin: Free pixels left and right.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    made = QIcon()
    made.addPixmap(_pixmap(name, role, size, margin), QIcon.Mode.Normal)
    made.addPixmap(_pixmap(name, "text3", size, margin), QIcon.Mode.Disabled)
    return made


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


def _pixmap(name: str, role: str, size: int, margin: int) -> QPixmap:
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    pixmap = QPixmap(QSize(size + 2 * margin, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    image = _render(name, current_theme().color(role).name(), round(size * ratio))
    painter = QPainter(pixmap)
    painter.drawImage(QRect(margin, 0, size, size), image)
    painter.end()
    return pixmap


@lru_cache(maxsize=512)
def _render(name: str, colour: str, side: int) -> QImage:
    shape = _shape(name, side)
    image = QImage(shape.size(), shape.format())
    image.fill(QColor(colour))
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(image.rect(), shape)
    painter.end()
    return image


@lru_cache(maxsize=512)
def _shape(name: str, side: int) -> QImage:
    """The icon in black; one file has several colours on the screen."""
    # QtSvg costs a few milliseconds to load, so only when the first icon is painted.
    from PySide6.QtSvg import QSvgRenderer

    svg = (
        (_FOLDER / f"{name}.svg").read_bytes().replace(b'stroke-width="2"', b'stroke-width="1.75"')
    )
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(svg).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image
