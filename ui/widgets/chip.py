"""Chips: a state with its shape, a count, a filter."""

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.state_dot import paint_state_dot

_GLYPH = 14
_GAP = 6


class _Look(NamedTuple):
    ground: str
    ink: str
    icon: str = ""
    state: bool = False
    outlined: bool = False


_LOOKS = {
    "open": _Look("surface", "text2", state=True, outlined=True),
    "draft": _Look("track", "text2", state=True),
    "handed_in": _Look("accent_soft", "accent_text", state=True),
    "returned": _Look("warn_soft", "warn", state=True),
    "approved": _Look("ok_soft", "ok", state=True),
    "matching": _Look("ok_soft", "ok", "check"),
    "unsupported": _Look("warn_soft", "warn", "triangle-alert"),
    "below": _Look("accent_soft", "accent_text", "arrow-down"),
    "chosen": _Look("accent_soft", "accent_text", "check"),
    "citation": _Look("track", "text2", "paperclip"),
    "rise": _Look("ok_soft", "ok", "trending-up"),
    "fall": _Look("warn_soft", "warn", "trending-down"),
    "neutral": _Look("track", "text2"),
    "info": _Look("accent_soft", "accent_text"),
    "ok": _Look("ok_soft", "ok"),
    "warn": _Look("warn_soft", "warn"),
    "error": _Look("error_soft", "error"),
}


def paint_chip(painter: QPainter, rect: QRect, text: str, kind: str) -> None:
    """Paint a chip of a kind that fills a rectangle; its words are never cut.

    Raises:
        KeyError: There is no such kind.
    """
    look = _LOOKS[kind]
    theme = current_theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(_edge(look))
    painter.setBrush(theme.color(look.ground))
    half = rect.height() / 2
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), half, half)
    left = rect.left() + _padding(look, rect.height())
    if look.icon or look.state:
        side = theme.scaled(_GLYPH)
        glyph = QRect(QPoint(left, rect.center().y() - side // 2 + 1), QSize(side, side))
        if look.state:
            paint_state_dot(painter, QRectF(glyph), kind)
        else:
            paint_icon(painter, glyph, look.icon, look.ink)
        left += side + _GAP
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color(look.ink))
    words = rect.adjusted(left - rect.left(), 0, 0, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
    painter.restore()


def chip_width(text: str, kind: str, height: int = 24) -> int:
    """Measure the chip of a kind, for delegates.

    Raises:
        KeyError: There is no such kind.
    """
    look = _LOOKS[kind]
    theme = current_theme()
    words = QFontMetrics(theme.font("small")).horizontalAdvance(text)
    glyph = theme.scaled(_GLYPH) + _GAP if look.icon or look.state else 0
    width = 2 * _padding(look, height) + glyph + words + 1
    return max(width, height)


def _edge(look: _Look) -> QPen:
    theme = current_theme()
    if theme.name == "contrast":
        return QPen(theme.color(look.ink), 1)
    if look.outlined:
        return QPen(theme.color("line_control"), 1)
    return QPen(Qt.PenStyle.NoPen)


def _padding(look: _Look, height: int) -> int:
    return height // 3 if look.icon or look.state else round(height * 0.42)


class StateChip(QWidget):
    """Chip that shows a state, a judgement or a short fact; it cannot be pressed."""

    def __init__(self, kind: str = "open", text: str = "", *, small: bool = False) -> None:
        """Create a chip; without a text a state of an answer names itself."""
        super().__init__()
        self._height = 20 if small else 24
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_kind(kind, text)

    def set_kind(self, kind: str, text: str = "") -> None:
        """Show another kind.

        Raises:
            KeyError: There is no such kind, or it has no words of its own.
        """
        own = {
            "matching": self.tr("Sesuai"),
            "unsupported": self.tr("Belum didukung"),
            "below": self.tr("Di bawah dukungan"),
            "chosen": self.tr("Dipilih"),
        }
        if not text:
            text = own[kind] if kind in own else current_theme().state(kind).words
        self._kind = kind
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def kind(self) -> str:
        """Say which kind is shown."""
        return self._kind

    def text(self) -> str:
        """Give the words on the chip."""
        return self._text

    def sizeHint(self) -> QSize:
        """Give the room of glyph and words."""
        height = current_theme().scaled(self._height)
        return QSize(chip_width(self._text, self._kind, height), height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        paint_chip(QPainter(self), self.rect(), self._text, self._kind)


class FilterChip(QCheckBox):
    """Chip that switches a filter on and off."""

    def __init__(self, text: str, *, name: str = "") -> None:
        """Create a chip that is off."""
        super().__init__(text)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give the room of the words in semi-bold, so that nothing moves when switched."""
        theme = current_theme()
        words = QFontMetrics(theme.font("small", bold=True)).horizontalAdvance(self.text())
        return QSize(words + 22, theme.scaled(24))

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the chip."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, words and ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = "accent_text" if on else "line_control"
        pen = QPen(theme.color(edge), 1)
        if self.hasFocus():
            rect = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            pen = QPen(theme.color("focus"), 2)
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft" if on else "track"))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
        painter.setFont(theme.font("small", bold=on))
        ink = "accent_text" if on else "text2"
        painter.setPen(theme.color(ink if self.isEnabled() else "text3"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
