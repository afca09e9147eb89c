"""Buttons: primary, plain, link, danger, small and icon-only."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QToolButton

from ui.icons import icon
from ui.theme import current_theme

Kind = Literal["plain", "primary", "link", "danger"]

_ICON_ROLES = {
    "plain": "text2",
    "primary": "on_accent",
    "link": "accent_text",
    "danger": "error",
}


class Button(QPushButton):
    """Push button whose focus ring also shows on a filled ground."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and a gap inside the ring of a primary one."""
        super().paintEvent(event)
        if self.hasFocus() and self.property("kind") == "primary":
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current_theme().color("surface"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 3, 3)


def button(
    text: str,
    kind: Kind = "plain",
    icon_name: str = "",
    *,
    small: bool = False,
    name: str = "",
) -> Button:
    """Give a push button of a kind, 32 px high or 24 when small."""
    made = Button(text)
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    # Return presses the button that has the focus; in dialogs Qt would choose one for us.
    made.setAutoDefault(False)
    if icon_name:
        side = 16 if small else 18
        made.setIcon(icon(icon_name, _ICON_ROLES[kind]))
        # Wider than high: Qt leaves only 4 px between icon and words.
        made.setIconSize(QSize(side + 6, side))
    return made


def icon_button(
    icon_name: str,
    accessible_name: str,
    *,
    small: bool = False,
    framed: bool = True,
    name: str = "",
) -> QToolButton:
    """Give a square button that shows only an icon; its words are name and tooltip."""
    made = QToolButton()
    made.setObjectName(name)
    side = 16 if small else 18
    made.setIcon(icon(icon_name, "text2"))
    made.setIconSize(QSize(side, side))
    made.setAccessibleName(accessible_name)
    made.setToolTip(accessible_name)
    made.setProperty("shape", "small" if small else "square")
    made.setProperty("framed", framed)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
