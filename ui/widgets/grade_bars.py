"""How many institutions have each grade."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import current_theme

_ROW, _NAME, _COUNT, _BAR = 25, 88, 36, 14


class GradeBars(QWidget):
    """A bar for each grade, best grade first, in the colours of levels; counts stand beside."""

    def __init__(self) -> None:
        """Create bars without grades."""
        super().__init__()
        self.setObjectName("grade-bars")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._counts: Mapping[str, int] = {}

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many have each grade."""
        self._counts = counts
        said = ", ".join(f"{name} {count}" for name, count in counts.items())
        self.setAccessibleName(self.tr("Predikat: {0}").format(said))
        self._measure()
        self.update()

    def counts(self) -> Mapping[str, int]:
        """Give what is shown."""
        return self._counts

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint names, bars and counts."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, name, count = (theme.scaled(length) for length in (_ROW, _NAME, _COUNT))
        room = self.width() - name - count
        most = max(self._counts.values(), default=0)
        for place, (grade, amount) in enumerate(self._counts.items()):
            top = place * row
            painter.setPen(theme.color("text"))
            painter.setFont(theme.font("small"))
            painter.drawText(QRectF(0, top, name, row), _LEFT, grade)
            painter.setFont(theme.font("small", bold=True))
            painter.drawText(QRectF(self.width() - count, top, count, row), _RIGHT, str(amount))
            if amount:
                level = theme.level(max(1, 5 - place))
                painter.setPen(QPen(level.edge, 1))
                painter.setBrush(level.fill)
                width = max(6.0, room * amount / most)
                painter.drawRoundedRect(QRectF(name, top + (row - _BAR) / 2, width, _BAR), 3, 3)

    def _measure(self) -> None:
        self.setFixedHeight(current_theme().scaled(_ROW) * max(1, len(self._counts)))


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
