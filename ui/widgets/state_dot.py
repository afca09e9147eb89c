"""The five state shapes: ring, half disc, and discs with an arrow or a tick."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.theme import current_theme

_STROKES: dict[str, tuple[tuple[tuple[float, float], ...], ...]] = {
    "handed_in": (((0.5, 0.74), (0.5, 0.28)), ((0.29, 0.48), (0.5, 0.27), (0.71, 0.48))),
    "returned": (
        ((0.46, 0.28), (0.26, 0.46), (0.46, 0.64)),
        ((0.28, 0.46), (0.6, 0.46), (0.7, 0.56), (0.7, 0.7)),
    ),
    "approved": (((0.29, 0.52), (0.45, 0.67), (0.72, 0.36)),),
}
"""White lines on the disc of a state, in parts of its width."""


def paint_state_dot(painter: QPainter, rect: QRectF, state: str) -> None:
    """Paint the shape of a state as the largest centred square of a rectangle.

    Args:
        painter: Where to paint.
        rect: 12 to 14 px wide.
        state: ``open``, ``draft``, ``handed_in``, ``returned`` or ``approved``.

    Raises:
        KeyError: There is no such state.
    """
    theme = current_theme()
    colour = theme.color(theme.state(state).role)
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(rect.center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state in _STROKES:
        _disc(painter, square, state, colour)
    else:
        _ring(painter, square, colour, half=state == "draft")
    painter.restore()


def _ring(painter: QPainter, square: QRectF, colour: QColor, *, half: bool) -> None:
    inner = square.adjusted(1.4, 1.4, -1.4, -1.4)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(inner)
    if half:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPie(inner, 90 * 16, 180 * 16)


def _disc(painter: QPainter, square: QRectF, state: str, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(square.adjusted(0.5, 0.5, -0.5, -0.5))
    pen = QPen(current_theme().color("surface"), max(1.4, square.width() * 0.11))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _STROKES[state]:
        points = [
            QPointF(square.x() + x * square.width(), square.y() + y * square.height())
            for x, y in stroke
        ]
        painter.drawPolyline(QPolygonF(points))
