"""Lucide icons, tinted by colour role."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import rtoml
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPainterPath, QPen, QPixmap

from ui.theme import current_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QIcon

# Outlines made from the drawings beside them: Qt's reader of SVG would take 4 ms of every start.
_OUTLINES = Path(__file__).resolve().parents[1] / "resources" / "icons" / "outlines.toml"
_GRID = 24  # units that an icon is drawn on
_STROKE = 1.75


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
        KeyError: There is no such icon.
    """
    from PySide6.QtGui import QIcon  # knows 151 names of icons, and no first picture needs one

    _outline(name)  # an unknown one is refused before a painter begins
    made = QIcon()
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    for mode, worn in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "text3")):
        picture = QPixmap(round(size * ratio), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        paint_icon(painter, QRect(0, 0, size, size), name, worn)
        painter.end()
        made.addPixmap(picture, mode)
    return made


def paint_icon(painter: QPainter, rect: QRect, name: str, role: str = "text3") -> None:
    """Paint an icon as the largest centred square of a rectangle.

    Raises:
        KeyError: There is no such icon.
    """
    outline = _outline(name)
    side = min(rect.width(), rect.height())
    square = QRect(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(square.topLeft())
    painter.scale(side / _GRID, side / _GRID)
    cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    colour = current_theme().color(role)
    painter.strokePath(outline, QPen(colour, _STROKE, Qt.PenStyle.SolidLine, cap, join))
    painter.restore()


@cache
def _outlines() -> dict[str, str]:
    return rtoml.load(_OUTLINES)


@cache
def _outline(name: str) -> QPainterPath:
    path = QPainterPath()
    words = iter(_outlines()[name].split())
    for word in words:
        match word:
            case "M":
                path.moveTo(*_numbers(words, 2))
            case "L":
                path.lineTo(*_numbers(words, 2))
            case "C":
                path.cubicTo(*_numbers(words, 6))
            case _:
                path.closeSubpath()
    return path


def _numbers(words: Iterator[str], count: int) -> tuple[float, ...]:
    return tuple(float(next(words)) for _ in range(count))
