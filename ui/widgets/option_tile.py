"""Radio tiles for a choice among a few."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from ui.theme import current_theme

_INDENT = 34
_DISC = 14


def paint_radio(painter: QPainter, disc: QRectF, *, chosen: bool) -> None:
    """Paint the round mark of a choice, also for painters of other widgets."""
    theme = current_theme()
    painter.setPen(QPen(theme.color("accent_text" if chosen else "line_strong"), 1.5))
    painter.setBrush(theme.color("surface"))
    painter.drawEllipse(disc.adjusted(0.75, 0.75, -0.75, -0.75))
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_text"))
        inset = disc.width() * 0.28
        painter.drawEllipse(disc.adjusted(inset, inset, -inset, -inset))


class OptionTile(QRadioButton):
    """One choice as a tile 36 px high."""

    def __init__(self, text: str) -> None:
        """Create a tile that is not chosen."""
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Give room for the words in semi-bold."""
        theme = current_theme()
        words = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.text())
        return QSize(words + _INDENT + 12, theme.scaled(36))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on the tile."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint tile, mark and words."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2 if chosen or self.hasFocus() else theme.border
        role = "accent_text" if chosen else "line_control"
        painter.setPen(QPen(theme.color("focus" if self.hasFocus() else role), width))
        painter.setBrush(theme.color("accent_soft" if chosen else "surface"))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        disc = QRectF(12, (self.height() - _DISC) / 2, _DISC, _DISC)
        paint_radio(painter, disc, chosen=chosen)
        painter.setFont(theme.font(bold=chosen))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        place = self.rect().adjusted(_INDENT, 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())


class TileGroup(QWidget):
    """Tiles of which one is chosen; arrow keys move along them."""

    changed = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        *,
        columns: int = 3,
        accessible_name: str = "",
        name: str = "",
    ) -> None:
        """Create a tile for each key and its words; the objects are named after the keys."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._keys = [key for key, _words in options]
        self._group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, (key, words) in enumerate(options):
            tile = OptionTile(words)
            tile.setObjectName(key)
            self._group.addButton(tile, place)
            grid.addWidget(tile, *divmod(place, columns))
        self._group.idToggled.connect(self._tell)

    def selected(self) -> str:
        """Give the key of the chosen tile, empty before one is chosen."""
        place = self._group.checkedId()
        return self._keys[place] if place >= 0 else ""

    def select(self, key: str) -> None:
        """Choose a tile.

        Raises:
            ValueError: There is no tile of that key.
        """
        self._group.button(self._keys.index(key)).setChecked(True)

    def _tell(self, place: int, checked: bool) -> None:
        if checked:
            self.changed.emit(self._keys[place])
