"""Level badges: square for process, round for service indicators."""

from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Theme, current_theme

BadgeStyle = Literal["filled", "outlined", "chosen"]

_RING = 4
"""How far the ring of a chosen badge stands out of it, in pixels."""


def paint_badge(
    painter: QPainter,
    rect: QRectF,
    level: int | None,
    *,
    service: bool = False,
    style: BadgeStyle = "filled",
) -> None:
    """Paint a level badge as the largest centred square of a rectangle.

    Args:
        painter: Where to paint.
        rect: The badge itself; the ring of ``chosen`` lies 4 px outside.
        level: 1 to 5, or None for an unanswered indicator (dashed, with a dash).
        service: Round instead of square.
        style: ``filled`` is chosen, ``outlined`` is a target or not reached,
            ``chosen`` is filled with a ring.
    """
    theme = current_theme()
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    share = 0.5 if service else 0.22
    fill, ink, pen = _colours(theme, level, style)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if style == "chosen":
        _outline(painter, square.adjusted(-3, -3, 3, 3), share, QPen(theme.color("accent_text"), 2))
    painter.setBrush(fill)
    _outline(painter, square.adjusted(0.5, 0.5, -0.5, -0.5), share, pen)
    font = theme.font(bold=True)
    font.setPixelSize(max(11, round(side * 0.63)))
    painter.setFont(font)
    painter.setPen(ink)
    text = "–" if level is None else str(level)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def _colours(theme: Theme, level: int | None, style: BadgeStyle) -> tuple[QColor, QColor, QPen]:
    if level is None:
        pen = QPen(theme.color("line_strong"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([3, 2])
        return theme.color("surface"), theme.color("text2"), pen
    if style == "outlined":
        return theme.color("surface"), theme.color("text2"), QPen(theme.color("line_strong"), 1)
    colours = theme.level(level)
    return colours.fill, colours.ink, QPen(colours.edge, 1)


def _outline(painter: QPainter, square: QRectF, share: float, pen: QPen) -> None:
    painter.setPen(pen)
    radius = square.width() * share
    painter.drawRoundedRect(square, radius, radius)


class LevelBadge(QWidget):
    """Badge of one level; its accessible name says the number in words."""

    def __init__(
        self,
        level: int | None = None,
        *,
        service: bool = False,
        style: BadgeStyle = "filled",
        size: int = 20,
    ) -> None:
        """Create a badge ``size`` pixels wide at the natural text scale."""
        super().__init__()
        self._service = service
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_level(level, style)

    def set_level(self, level: int | None, style: BadgeStyle = "filled") -> None:
        """Show another level."""
        self._level = level
        self._style: BadgeStyle = style
        self.setAccessibleName(
            self.tr("Belum diisi") if level is None else self.tr("Tingkat {0}").format(level)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the badge room for its ring."""
        side = current_theme().scaled(self._size) + (2 * _RING if self._style == "chosen" else 0)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the badge in the middle."""
        side = current_theme().scaled(self._size)
        square = QRectF(0, 0, side, side)
        square.moveCenter(QPointF(self.rect().center()) + QPointF(0.5, 0.5))
        paint_badge(QPainter(self), square, self._level, service=self._service, style=self._style)
