"""Lucide icons, tinted by colour role."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPixmap

from ui.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon

_FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"


def icon(name: str, role: str = "text3", size: int = 18) -> QIcon:
    """Give an icon in the colours of the theme in use, for menus; a disabled one is ``text3``.

    It is a picture: after a theme switch it must be asked for anew. (A QIconEngine written in
    Python would follow by itself, but the garbage collector can free the engine before its icon,
    and the process dies.)

    Args:
        name: Lucide's name, a file in ``resources/icons``.
        role: Colour role.
        size: Side in logical pixels.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    from PySide6.QtGui import QIcon  # knows 151 names of icons, and no first picture needs one

    made = QIcon()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    for mode, worn in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "text3")):
        picture = QPixmap(_render(name, current_theme().color(worn).name(), round(size * ratio)))
        picture.setDevicePixelRatio(ratio)
        made.addPixmap(picture, mode)
    return made


def paint_icon(painter: QPainter, rect: QRect, name: str, role: str = "text3") -> None:
    """Paint an icon as the largest centred square of a rectangle.

    Raises:
        FileNotFoundError: There is no such icon.
    """
    side = min(rect.width(), rect.height())
    ratio = painter.device().devicePixelRatio()
    picture = _render(name, current_theme().color(role).name(), round(side * ratio))
    square = QRect(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.drawPixmap(square, picture)


@lru_cache(maxsize=512)
def _render(name: str, colour: str, side: int) -> QPixmap:
    picture = _shape(name, side).copy()
    painter = QPainter(picture)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.setPen(Qt.PenStyle.NoPen)  # to fill a rectangle makes Qt load its gradients first
    painter.setBrush(QColor(colour))
    painter.drawRect(picture.rect())
    painter.end()
    return picture


@lru_cache(maxsize=512)
def _shape(name: str, side: int) -> QPixmap:
    """The icon in black: one file has several colours on the screen."""
    # QtSvg costs a few milliseconds to load, so only when the first icon is painted.
    from PySide6.QtSvg import QSvgRenderer

    file = _FOLDER / f"{name}.svg"
    if not file.is_file():
        raise FileNotFoundError(file)
    drawing = QSvgRenderer(str(file))
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
