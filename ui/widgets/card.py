"""Cards and page headers: the frames everything stands in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.text import label

_HEADER_HEIGHT = 55  # and a line below


class Card(QFrame):
    """Rounded frame with an optional head and a body."""

    def __init__(self, title: str = "", *, padding: int = 16, name: str = "") -> None:
        """Create a card; ``head`` exists for actions beside the title, ``body`` for the rest."""
        super().__init__()
        self.setObjectName(name)
        self.setProperty("frame", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(padding, padding, padding, padding)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        if title:
            self.setAccessibleName(title)
            self.head.addWidget(label(title, "h3"), 1)
        self.body.addLayout(self.head)


def page_header(title: str, *actions: QWidget) -> QFrame:
    """Give the 56 px strip on top of a page: title left, tabs and actions right."""
    header = QFrame()
    header.setProperty("frame", "header")
    row = QHBoxLayout(header)
    row.addStrut(_HEADER_HEIGHT)  # what is taller in large text is not squeezed to it
    row.setContentsMargins(24, 0, 24, 0)
    row.setSpacing(12)
    row.addWidget(label(title, "h2"))
    row.addStretch(1)
    for action in actions:
        row.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
    return header


def rule() -> QFrame:
    """Give a horizontal line of one pixel."""
    line = QFrame()
    line.setProperty("frame", "rule")
    line.setFixedHeight(1)
    return line
