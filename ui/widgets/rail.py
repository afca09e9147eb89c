"""The navigation at the left edge of the window."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import paint_icon
from ui.theme import current_theme

_DISABLED = 0.55
_ICON = 22
_MOST = 99


class RailEntry(NamedTuple):
    """One page in the rail; ``at_foot`` places it at the lower end."""

    key: str
    icon: str
    words: str
    at_foot: bool = False


class RailButton(QAbstractButton):
    """Icon over a word; the current page has a bar at its left."""

    def __init__(self, entry: RailEntry) -> None:
        """Create the button of a page."""
        super().__init__()
        self._icon = entry.icon
        self._compact = False
        self._count = 0
        self.setText(entry.words)
        self.setObjectName(f"rail_{entry.key}")
        self.setAccessibleName(entry.words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, words: str) -> None:
        """Show how many things wait on the page; ``words`` say so to screen readers."""
        self._count = count
        self.setAccessibleDescription(words if count else "")
        self.setToolTip(words if count else "")
        self.update()

    def count(self) -> int:
        """Give how many things wait on the page."""
        return self._count

    def set_compact(self, *, on: bool) -> None:
        """Need less room."""
        self._compact = on
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Give the room that the design allows, grown with the text."""
        theme = current_theme()
        width, height = (64, 50) if self._compact else (80, 56)
        return QSize(theme.scaled(width), theme.scaled(height))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, bar, icon, word and focus ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(_DISABLED)
        self._paint_ground(painter)
        role = "accent_text" if self.isChecked() else "text2"
        side = theme.scaled(_ICON)
        line = theme.px("tiny" if self._compact else "small") + 5
        top = (self.height() - side - line - 3) // 2
        paint_icon(painter, QRect((self.width() - side) // 2, top, side, side), self._icon, role)
        painter.setFont(theme.font("tiny" if self._compact else "small", bold=self.isChecked()))
        painter.setPen(theme.color(role))
        words = QRect(0, top + side + 3, self.width(), line)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._count:
            self._paint_count(painter, QPointF(self.width() / 2 + side * 0.7, top + 3))

    def _paint_count(self, painter: QPainter, centre: QPointF) -> None:
        theme = current_theme()
        text = str(self._count) if self._count <= _MOST else f"{_MOST}+"
        painter.setFont(theme.font("tiny", bold=True))
        height = theme.scaled(18)
        width = max(height, painter.fontMetrics().horizontalAdvance(text) + theme.scaled(10))
        box = QRectF(centre.x() - height / 2, centre.y() - height / 2, width, height)
        box.moveTop(max(1, box.top()))  # whole in a low window, too
        painter.setPen(QPen(theme.color("rail"), 1))
        painter.setBrush(theme.color("warn"))
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(theme.color("surface"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = current_theme()
        box = QRectF(self.rect()).adjusted(6, 0, -6, 0)
        pen = QPen(Qt.PenStyle.NoPen)
        if self.hasFocus():
            box = box.adjusted(-2, 1, 2, -1)
            pen = QPen(theme.color("focus"), 2)
        elif self.isChecked() and theme.border > 1:
            pen = QPen(theme.color("accent_text"), 1)
        painter.setPen(pen)
        filled = self.isChecked() or self.underMouse()
        painter.setBrush(
            theme.color("surface" if self.isChecked() else "track")
            if filled and self.isEnabled()
            else Qt.BrushStyle.NoBrush
        )
        painter.drawRoundedRect(box, 8, 8)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_text"))
            bar = QRectF(-3, self.height() / 2 - 16, 6, 32)
            painter.drawRoundedRect(bar, 3, 3)


class Rail(QWidget):
    """All pages one below the other; arrow keys move along them."""

    page_requested = Signal(str)

    def __init__(self, entries: Sequence[RailEntry]) -> None:
        """Create a button for each entry."""
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Halaman"))
        self._keys = [entry.key for entry in entries]
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 1, 10)
        column.setSpacing(4)
        for place, entry in enumerate(entries):
            if entry.at_foot and not entries[place - 1].at_foot:
                column.addStretch(1)
            made = RailButton(entry)
            self._group.addButton(made, place)
            column.addWidget(made)
        self._group.idClicked.connect(lambda place: self.page_requested.emit(self._keys[place]))

    def set_current(self, key: str) -> None:
        """Mark the page that is shown."""
        self._button(key).setChecked(True)

    def set_available(self, keys: Sequence[str], *, on: bool) -> None:
        """Allow or forbid pages."""
        for key in keys:
            self._button(key).setEnabled(on)

    def set_count(self, key: str, count: int) -> None:
        """Show at a page how many findings wait there."""
        made = self._button(key)
        if isinstance(made, RailButton):
            made.set_count(count, self.tr("{0} temuan").format(count))

    def set_compact(self, *, on: bool) -> None:
        """Become narrower for small windows."""
        for made in self._group.buttons():
            if isinstance(made, RailButton):
                made.set_compact(on=on)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line to the page."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)  # to fill a rectangle makes Qt load its gradients first
        painter.setBrush(theme.color("rail"))
        painter.drawRect(self.rect())
        painter.setBrush(theme.color("line"))
        painter.drawRect(self.width() - 1, 0, 1, self.height())

    def _button(self, key: str) -> QAbstractButton:
        return self._group.button(self._keys.index(key))
