"""Buttons: primary, plain, link, danger, small and icon-only."""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.icons import icon
from ui.theme import current_theme

Kind = Literal["plain", "primary", "link", "danger"]

_ICON_MARGIN = 3

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
        self._worn = current_theme()
        self._kind = kind
        self._small = small
        self.setProperty("kind", kind)
        self.setProperty("small", small)
        # Return presses the button that has the focus; in dialogs Qt would choose one for us.
        self.setAutoDefault(False)

    def set_icon(self, name: str) -> None:
        """Show an icon before the words, none for an empty name."""
        self._icon = name
        self._worn = current_theme()
        if not name:
            self.setIcon(QIcon())
            return
        side = _side(small=self._small)
        # Free pixels beside it: Qt leaves only 4 between icon and words.
        self.setIcon(icon(name, _ICON_ROLES[self._kind], side, margin=_ICON_MARGIN))
        self.setIconSize(QSize(side + 2 * _ICON_MARGIN, side))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and current_theme() is not self._worn:
            self.set_icon(self._icon)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and a gap inside the ring of a filled one."""
        super().paintEvent(event)
        if self.hasFocus() and self._kind == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current_theme().color("surface"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)


class IconButton(QToolButton):
    """Square button that shows only an icon; its words are name and tooltip."""

    def __init__(self, icon_name: str, words: str, *, small: bool, framed: bool) -> None:
        """Create a button 32 px wide, or 24 when small."""
        super().__init__()
        self._icon = icon_name
        self._small = small
        self.setProperty("shape", "small" if small else "square")
        self.setProperty("framed", framed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_words(words)
        self.set_icon(icon_name)

    def set_words(self, words: str) -> None:
        """Say something else to screen readers and in the tooltip."""
        self.setAccessibleName(words)
        self.setToolTip(words)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon = name
        self._worn = current_theme()
        side = _side(small=self._small)
        self.setIcon(icon(name, "text2", side))
        self.setIconSize(QSize(side, side))

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon anew in another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and current_theme() is not self._worn:
            self.set_icon(self._icon)


def button(
    text: str,
    kind: Kind = "plain",
    icon_name: str = "",
    *,
    small: bool = False,
    name: str = "",
) -> Button:
    """Give a push button, perhaps with an icon before its words."""
    made = Button(text, kind, small=small)
    made.setObjectName(name)
    made.set_icon(icon_name)
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
