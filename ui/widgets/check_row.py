"""A tick box whose words wrap."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from ui.theme import current_theme

_BOX = 16
_INDENT = 28
_LEAST = 24
_WIDEST = 560
_WORDS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TICK = (QPointF(4, 8.3), QPointF(6.8, 11), QPointF(12, 5.3))


class CheckRow(QCheckBox):
    """Tick box at least 24 px high; a click anywhere on box or words ticks it."""

    def __init__(self, text: str, *, name: str = "", room: int = 0) -> None:
        """Create a box that is not ticked, perhaps with free room at its right."""
        super().__init__()
        self._words = text
        self._room = room
        self.setObjectName(name)
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def words(self) -> str:
        """Give the words beside the box; an ampersand in them is an ampersand."""
        return self._words

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines at a width."""
        words = QFontMetrics(current_theme().font()).boundingRect(
            QRect(0, 0, max(width - _INDENT - self._room, 1), 1 << 16), _WORDS, self._words
        )
        return max(_LEAST, words.height() + 4)

    def sizeHint(self) -> QSize:
        """Wish for one line, up to a readable width."""
        words = QFontMetrics(current_theme().font()).horizontalAdvance(self._words)
        width = min(words + 2, _WIDEST) + _INDENT + self._room
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Need the box and a word or two."""
        return QSize(_INDENT + 80, _LEAST)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the row."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint box, ring and words."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = theme.font()
        line = QFontMetrics(font).height()
        top = max(2, (_LEAST - line) // 2)
        box = QRectF(4, top + (line - _BOX) / 2, _BOX, _BOX)
        self._paint_box(painter, box)
        painter.setFont(font)
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        place = self.rect().adjusted(_INDENT, top, -self._room, 4)
        painter.drawText(place, int(_WORDS), self._words)

    def _paint_box(self, painter: QPainter, box: QRectF) -> None:
        paint_box(painter, box, ticked=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            painter.setPen(QPen(current_theme().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6)


def paint_box(painter: QPainter, box: QRectF, *, ticked: bool, enabled: bool = True) -> None:
    """Paint a tick box of 16 pixels, for rows and delegates."""
    theme = current_theme()
    ground, edge = ("accent", "accent") if ticked else ("surface", "line_strong")
    if not enabled:
        ground, edge = "track", "line"
    painter.setPen(QPen(theme.color(edge), 1.2))
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if ticked:
        pen = QPen(theme.color("on_accent" if enabled else "text3"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([box.topLeft() + point for point in _TICK]))
