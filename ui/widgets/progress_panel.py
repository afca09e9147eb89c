"""How far long work has come, and the way to stop it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.elided import ElidedLabel
from ui.widgets.text import label

_BAR = 6
_FINE = 1_000
"""So many steps are bytes or the like, which nobody counts."""


class Bar(QWidget):
    """Thin bar that fills with a fraction."""

    def __init__(self, accessible_name: str = "") -> None:
        """Create an empty bar."""
        super().__init__()
        self._fraction = 0.0
        self._name = accessible_name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_fraction(0)

    def set_fraction(self, fraction: float) -> None:
        """Fill the bar from 0 to 1."""
        self._fraction = min(max(fraction, 0.0), 1.0)
        self.setAccessibleName(f"{self._name} {round(self._fraction * 100)}%".strip())
        self.update()

    def fraction(self) -> float:
        """Give how far the bar is filled."""
        return self._fraction

    def sizeHint(self) -> QSize:
        """Wish for 80 by 6 pixels."""
        return QSize(80, _BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint track and filling."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        track = QRectF(0, (self.height() - _BAR) / 2, self.width(), _BAR)
        painter.setBrush(theme.color("track"))
        painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)
        if self._fraction > 0:
            track.setWidth(max(_BAR, self.width() * self._fraction))
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(track, _BAR / 2, _BAR / 2)


class ProgressPanel(Card):
    """Title, count, bar, what is being done, and a button that stops it."""

    cancelled = Signal()

    def __init__(self, title: str = "", *, name: str = "") -> None:
        """Create a panel at the very beginning of the work."""
        super().__init__(padding=12, name=name)
        self._title = label(bold=True)
        self._count = label(size="small", role="text2")
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self._count)
        self._bar = Bar()
        self.cancel_button = button(self.tr("Batal"), icon_name="x", small=True, name="cancel")
        self.cancel_button.clicked.connect(self._cancel)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._bar, 1)
        row.addWidget(self.cancel_button)
        self.body.addLayout(row)
        self._detail = ElidedLabel(size="small", role="text2", mode=Qt.TextElideMode.ElideMiddle)
        self.body.addWidget(self._detail)
        self.body.setSpacing(6)
        self.reset(title)

    def reset(self, title: str) -> None:
        """Begin anew with another title."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._count.clear()
        self._detail.setText("")
        self._bar.set_fraction(0)
        self.cancel_button.setEnabled(True)

    def show_progress(self, done: int, total: int, text: str = "") -> None:
        """Show that ``done`` of ``total`` steps are behind us, and what comes now."""
        self._bar.set_fraction(done / total if total else 0)
        counted = self.tr("{0} dari {1}").format(done, total) if total else ""
        self._count.setText(f"{round(self.fraction() * 100)}%" if total >= _FINE else counted)
        self._detail.setText(text)

    def fraction(self) -> float:
        """Give how far the work has come, 0 to 1."""
        return self._bar.fraction()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self._detail.setText(self.tr("Membatalkan…"))
        self.cancelled.emit()
