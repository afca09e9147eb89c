"""Buttons: primary, plain, link, danger, small and icon-only."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.text import restyle

Kind = Literal["plain", "primary", "link", "danger"]

_ICON_EDGE = 3  # free pixels at its outer side; `theme.py` adds up the room of an icon
_ICON_GAP = 7

_ICON_ROLES = {
    "plain": "text2",
    "primary": "on_accent",
    "link": "accent_text",
    "danger": "error",
}


class Button(QPushButton):
    """Push button of a kind; its icon and its focus ring follow the theme."""

    def __init__(self, text: str, kind: Kind = "plain", *, small: bool = False) -> None:
        """Create a button without icon, 32 px high or 24 when small."""
        super().__init__(text)
        self._icon = ""
        self._after = False
        self._kind = kind
        self._small = small
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        # Return presses the button that has the focus; in dialogs Qt would choose one for us.
        self.setAutoDefault(False)

    def set_icon(self, name: str, *, after: bool = False) -> None:
        """Show an icon before the words or after them, none for an empty name."""
        self._icon = name
        self._after = after
        self.setProperty("room", ("after" if after else "before") if name else "")
        restyle(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button with its icon, and a gap inside the ring of a filled one."""
        super().paintEvent(event)
        if not (self._icon or (self.hasFocus() and self._kind == "primary")):
            return
        painter = QPainter(self)
        if self._icon:
            role = _ICON_ROLES[self._kind] if self.isEnabled() else "text3"
            paint_icon(painter, self._icon_place(), self._icon, role)
        if self.hasFocus() and self._kind == "primary":
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(current_theme().color("surface"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)

    def _icon_place(self) -> QRect:
        """Where the icon stands: icon and words are in the middle together.

        The style sheet keeps the words clear of it, by ``room``.
        """
        side = _side(small=self._small)
        aside = self.fontMetrics().horizontalAdvance(self.text()) + _ICON_GAP - _ICON_EDGE
        left = (self.width() - side + (aside if self._after else -aside)) // 2
        return QRect(left, (self.height() - side) // 2, side, side)


class IconButton(QToolButton):
    """Square button that shows only an icon; its words are name and tooltip."""

    def __init__(self, icon_name: str, words: str, *, small: bool, framed: bool) -> None:
        """Create a button 32 px wide, or 24 when small."""
        super().__init__()
        self._icon = icon_name
        self._small = small
        self.setIconSize(QSize(_side(small=small), _side(small=small)))
        self.setProperty("shape", "small" if small else "square")
        self.setProperty("framed", framed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Say something else to screen readers and in the tooltip."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its icon."""
        super().paintEvent(event)
        side = _side(small=self._small)
        place = QRect(0, 0, side, side)
        place.moveCenter(self.rect().center())
        paint_icon(QPainter(self), place, self._icon, "text2" if self.isEnabled() else "text3")


def button(
    text: str,
    kind: Kind = "plain",
    icon_name: str = "",
    *,
    small: bool = False,
    name: str = "",
    icon_after: bool = False,
) -> Button:
    """Give a push button, perhaps with an icon before or after its words."""
    made = Button(text, kind, small=small)
    made.setObjectName(name)
    made.set_icon(icon_name, after=icon_after)
    return made


def icon_button(
    icon_name: str,
    words: str,
    *,
    small: bool = False,
    framed: bool = True,
    name: str = "",
) -> IconButton:
    """Give a square button that shows only an icon."""
    made = IconButton(icon_name, words, small=small, framed=framed)
    made.setObjectName(name)
    return made


def _side(*, small: bool) -> int:
    return 16 if small else 18
