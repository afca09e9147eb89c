"""What one step of the path demands: open conditions, and the evidence to look for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea

from ui.theme import current_theme
from ui.widgets.card import Card
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QLabel

    from assessment.domain.planning import Need


class NeedsCard(Card):
    """Two columns that scroll together."""

    def __init__(self) -> None:
        """Create an empty card."""
        super().__init__(name="needs")
        self._title = label(size="h3", wrap=True)
        self._title.setObjectName("needs-title")
        self.head.addWidget(self._title, 1)
        columns = QFrame()
        columns.setProperty("frame", "pane")
        row = QHBoxLayout(columns)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(24)
        self._conditions = self._column(row, "needs-conditions")
        self._evidence = self._column(row, "needs-evidence")
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Syarat dan bukti"))
        area.setWidget(columns)
        area.setObjectName("needs-area")
        area.installEventFilter(self)
        self.body.addWidget(area, 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the ring of the texts anew when the focus comes or goes."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and a ring round the texts while keys scroll them."""
        super().paintEvent(event)
        if self._area.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(current_theme().color("focus"), 2))
            painter.drawRoundedRect(self._area.geometry().adjusted(-4, -4, 4, 4), 4, 4)

    def show_needs(self, title: str, needs: Sequence[Need]) -> None:
        """Show what the steps of one indicator demand."""
        self._title.setText(title)
        opened = self._text(self.tr("Syarat yang masih terbuka"), needs, lambda n: n.conditions)
        self._conditions.setText(opened)
        wanted = self._text(self.tr("Bukti yang dicari"), needs, lambda n: n.evidence)
        self._evidence.setText(wanted)

    def _text(
        self, title: str, needs: Sequence[Need], part: Callable[[Need], tuple[str, ...]]
    ) -> str:
        lines = []
        for need in needs:
            lines.append(self.tr("{0}, tingkat {1}").format(title, need.level))
            lines += [f"•  {text}" for text in part(need)] or [self.tr("•  tidak ada")]
            lines.append("")
        return "\n".join(lines).strip()

    def _column(self, row: QHBoxLayout, name: str) -> QLabel:
        text = label(size="small", wrap=True)
        text.setObjectName(name)
        text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(text, 1)
        return text
