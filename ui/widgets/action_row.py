"""A row of a side column: icon, title, a line of detail; a press does it."""

from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen

from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.assessment_card import Pressable

_PAD = 8
_ICON = 20
_GAP = 12
_CHEVRON = 16
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


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
        lines = sum(_high(font.toString(), words, room) for font, _role, words in self._lines())
        return 2 * _PAD + 1 + lines

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
        for font, role, words in self._lines():
            high = _high(font.toString(), words, room)
            painter.setFont(font)
            painter.setPen(theme.color(role))
            painter.drawText(QRect(left, top, room, high), _WRAP, words)
            top += high + 1
        if self._leads_on:
            place = QRect(self.width() - _PAD - _CHEVRON, 0, _CHEVRON, self.height())
            paint_icon(painter, place, "chevron-right", "text2")

    def _lines(self) -> tuple[tuple[QFont, str, str], ...]:
        theme = current_theme()
        return (
            (theme.font(bold=self._leads_on), "text", self.text()),
            (theme.font("small"), "text2", self._detail),
        )

    def _room(self, width: int) -> int:
        taken = 2 * _PAD + current_theme().scaled(_ICON) + _GAP
        return max(width - taken - (_CHEVRON + _GAP if self._leads_on else 0), 60)


@lru_cache(maxsize=256)  # layouts ask again and again
def _high(font_key: str, words: str, room: int) -> int:
    font = QFont()
    font.fromString(font_key)
    return QFontMetrics(font).boundingRect(QRect(0, 0, room, 1 << 16), _WRAP, words).height()
