"""Exports that belong together, folded until somebody wants one of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.card import rule
from ui.widgets.elided import ElidedLabel

_SIDE = 12


class ExportGroup(QWidget):
    """A title that folds and unfolds what stands below it."""

    def __init__(self, title: str, text: str, *, name: str) -> None:
        """Create an empty group; ``text`` says what is in it. Without a title it stays open."""
        super().__init__()
        self.setObjectName(name)
        self._fold = button(title, "link", "chevron-down", name="unfold")
        self._fold.setCheckable(True)
        self._fold.setAccessibleDescription(text)
        self._fold.toggled.connect(self._show)
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 6, 18, 6)
        head.setSpacing(12)
        head.addWidget(self._fold)
        words = ElidedLabel(text, size="small", role="text2")
        head.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._rows = QWidget()
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if title:
            self._rows.hide()
            column.addLayout(head)
            column.addWidget(rule())
        column.addWidget(self._rows)

    def add_row(self, row: QWidget) -> None:
        """Add something below the others."""
        self._column.addWidget(row)
        self._column.addWidget(rule())

    def unfold(self) -> None:
        """Show what is in it."""
        self._fold.setChecked(True)

    def _show(self, on: bool) -> None:
        self._rows.setVisible(on)
        self._fold.set_icon("chevron-up" if on else "chevron-down")
