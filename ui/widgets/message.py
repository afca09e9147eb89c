"""Panels that say what happened, what is safe and what to do."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.text import label, restyle

MessageKind = Literal["info", "warn", "error", "ok"]

_ICONS = {
    "info": ("info", "accent_text"),
    "warn": ("triangle-alert", "warn"),
    "error": ("circle-x", "error"),
    "ok": ("circle-check", "ok"),
}


class Message(QFrame):
    """Coloured panel with icon, title, text and buttons; read out when it appears."""

    def __init__(
        self, kind: MessageKind = "info", title: str = "", text: str = "", *, name: str = ""
    ) -> None:
        """Create a panel without buttons."""
        super().__init__()
        self.setObjectName(name)
        self._glyph = Glyph("info", "accent_text", 20)
        self._title = label(bold=True, wrap=True)
        self._text = label(size="small", role="text2", wrap=True)
        self._buttons = FlowLayout(gap=8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        words.addLayout(self._buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(12)
        row.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.set_content(kind, title, text)

    def set_content(self, kind: MessageKind, title: str, text: str = "") -> None:
        """Say something else; the buttons stay."""
        self._kind = kind
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._glyph.set_icon(*_ICONS[kind])
        self.setProperty("frame", kind)
        self.setAccessibleName(f"{title}. {text}" if text else title)
        restyle(self)
        if self.isVisible():
            self._announce()

    def set_icon(self, name: str) -> None:
        """Show another icon than that of the kind, in its colour."""
        self._glyph.set_icon(name, _ICONS[self._kind][1])

    def kind(self) -> MessageKind:
        """Say which kind of message is shown."""
        return self._kind

    def title(self) -> str:
        """Give the title."""
        return self._title.text()

    def text(self) -> str:
        """Give the text under the title."""
        return self._text.text()

    def add_button(self, button: QPushButton) -> None:
        """Add a remedy below the text."""
        self._buttons.addWidget(button)

    def is_worked_on(self) -> bool:
        """Say whether one of the remedies has the focus, which is lost with the panel."""
        return any(part.hasFocus() for part in self.findChildren(QPushButton))

    def clear_buttons(self) -> None:
        """Take all remedies away."""
        self._buttons.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers what appeared."""
        super().showEvent(event)
        self._announce()

    def _announce(self) -> None:
        if self.accessibleName():
            spoken = QAccessibleAnnouncementEvent(self, self.accessibleName())
            QAccessible.updateAccessibility(spoken)
