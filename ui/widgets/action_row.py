"""A row of a side column: icon, title, a line of detail; a press does it."""

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen

from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.assessment_card import Pressable

_PAD = 8
_ICON = 20
_GAP = 12
_CHEVRON = 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class _Line(NamedTuple):
    """Words in a text size, at a text scale: all that their height depends on."""

    words: str
    role: str
    size: str
    body_px: int
    bold: bool = False


class ActionRow(Pressable):
    """Icon at the left, title over detail; a chevron where it leads to another page."""

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str,
        *,
        role: str = "accent_text",
        leads_on: bool = False,
        name: str = "",
    ) -> None:
        """Create a row; the title is semi-bold when it leads on."""
        super().__init__()
        self._icon = icon_name
        self._role = role
        self._detail = text
        self._leads_on = leads_on
        self.setText(title)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def detail(self) -> str:
        """Give the line under the title."""
        return self._detail

    def heightForWidth(self, width: int) -> int:
        """Give the height of all lines."""
        room = self._room(width)
        return 2 * _PAD + 1 + sum(_high(line, room) for line in self._lines())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon, words and chevron."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus():
            pen = QPen(theme.color("focus"), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
            painter.setPen(pen)
            painter.setBrush(theme.color("alt"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        side = theme.scaled(_ICON)
        paint_icon(painter, QRect(_PAD, _PAD, side, side), self._icon, self._role)
        room = self._room(self.width())
        left = _PAD + side + _GAP
        top = _PAD
        for line in self._lines():
            high = _high(line, room)
            painter.setFont(theme.font(line.size, bold=line.bold))
            painter.setPen(theme.color(line.role))
            painter.drawText(QRect(left, top, room, high), _WRAP, line.words)
            top += high + 1
        if self._leads_on:
            place = QRect(self.width() - _PAD - _CHEVRON, 0, _CHEVRON, self.height())
            paint_icon(painter, place, "chevron-right", "text2")

    def _lines(self) -> tuple[_Line, _Line]:
        body = current_theme().body_px
        return (
            _Line(self.text(), "text", "body", body, bold=self._leads_on),
            _Line(self._detail, "text2", "small", body),
        )

    def _room(self, width: int) -> int:
        taken = 2 * _PAD + current_theme().scaled(_ICON) + _GAP
        return max(width - taken - (_CHEVRON + _GAP if self._leads_on else 0), 60)


@lru_cache(maxsize=256)  # layouts ask again and again
def _high(line: _Line, room: int) -> int:
    font = current_theme().font(line.size, bold=line.bold)
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 1 << 16), _WRAP, line.words).height()
