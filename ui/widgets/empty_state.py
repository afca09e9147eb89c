"""What to do next where there is nothing yet, and a place to drop files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme import current_theme
from ui.widgets.glyph import Glyph
from ui.widgets.text import label


class EmptyState(QWidget):
    """Dashed panel with icon, title, text, buttons; takes files after ``setAcceptDrops``."""

    dropped = Signal(list)

    def __init__(
        self,
        icon_name: str,
        title: str,
        text: str = "",
        *,
        buttons: Sequence[QPushButton] = (),
        name: str = "",
    ) -> None:
        """Create a panel; after ``setAcceptDrops`` ``dropped`` carries a list of paths."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._hovered = False
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(Glyph(icon_name, "accent_text", 28), 0, Qt.AlignmentFlag.AlignHCenter)
        for words, size, role in ((title, "h3", "text"), (text, "small", "text2")):
            if words:
                line = label(words, size, role, wrap=True)
                line.setAlignment(Qt.AlignmentFlag.AlignCenter)
                column.addWidget(line)
        if buttons:
            row = QHBoxLayout()
            row.setContentsMargins(0, 4, 0, 0)
            row.setSpacing(8)
            row.addStretch(1)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome local files."""
        if _paths(event):
            event.acceptProposedAction()
            self._hover(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        super().dragLeaveEvent(event)
        self._hover(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the dropped files over."""
        event.acceptProposedAction()
        self._hover(on=False)
        self.dropped.emit(_paths(event))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the dashed edge."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("accent_soft" if self._hovered else "surface"))
        role = "accent_text" if self._hovered else "line_strong"
        pen = QPen(theme.color(role), theme.border, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 3] if theme.border > 1 else [1.5, 2])
        painter.setPen(pen)
        inset = theme.border / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)

    def _hover(self, *, on: bool) -> None:
        self._hovered = on
        self.update()


def _paths(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
