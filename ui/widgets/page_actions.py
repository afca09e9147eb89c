"""The actions in the header of a page, which give way to its tabs where there is little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.measuring import Measuring

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton, QWidget

_ANY = 16777215  # the width Qt gives what has no largest one


class PageActions:
    """Buttons with icons; the first of them loses its words first."""

    def __init__(self, page: QWidget, header: QWidget, *parts: QPushButton) -> None:
        """Watch over the header of a page."""
        self._page = page
        self._header = header
        self._words = {part: part.text() for part in parts}
        for part, words in self._words.items():
            part.setAccessibleName(words)
        self._measuring = Measuring(page, self.fit)

    def fit(self) -> None:
        """Let actions keep only their icons while the header is wider than its page."""
        for part, words in self._words.items():
            part.setText(words)
            part.setToolTip("")
            part.setMaximumWidth(_ANY)
        for part, words in self._words.items():
            if self._header.sizeHint().width() <= self._page.width():
                return
            part.setText("")
            part.setToolTip(words)
            part.setMaximumWidth(part.sizeHint().height())  # Qt would leave room for words
