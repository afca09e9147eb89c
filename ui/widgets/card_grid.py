"""Cards beside each other, as many as the width allows."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import current_theme

_GAP = 16
_LEAST = 300
_MOST_COLUMNS = 2


class CardGrid(QWidget):
    """Places cards in one or two columns in reading order."""

    def __init__(self, cards: Sequence[QWidget]) -> None:
        """Take the cards over."""
        super().__init__()
        self._cards = list(cards)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        self._place(_MOST_COLUMNS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards anew where the width demands it."""
        super().resizeEvent(event)
        fitting = (event.size().width() + _GAP) // (current_theme().scaled(_LEAST) + _GAP)
        self._place(max(1, min(fitting, _MOST_COLUMNS)))

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(place, columns))
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
