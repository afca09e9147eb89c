"""Jump to an indicator by its number or by words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QListWidget, QListWidgetItem, QWidget

from ui.dialogs.foot import dialog_column
from ui.models.indicator_tree import Row
from ui.widgets.field import search_field
from ui.widgets.text import label

_WIDTH = 520
_HEIGHT = 300
_WALK = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class JumpDialog(QDialog):
    """Type, walk with the arrows, Enter goes there."""

    def __init__(
        self,
        rows: Sequence[Row],
        go: Callable[[int], None],
        parent: QWidget,
        *,
        title: str = "",
    ) -> None:
        """Create the dialog over all indicators."""
        super().__init__(parent)
        self.setObjectName("jump")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._rows = rows
        self._go = go
        self._search = search_field(self.tr("Nomor, kata, atau unit kerja"), name="jump_search")
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._list = QListWidget()
        self._list.setObjectName("jump_list")
        self._list.setAccessibleName(self.tr("Indikator"))
        self._list.setMinimumHeight(_HEIGHT)
        self._list.setSpacing(3)
        self._list.setProperty("frame", "card")
        for row in rows:
            QListWidgetItem(f"{row.number}   {row.name}", self._list)
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        self._nothing = label(self.tr("Tidak ada indikator yang cocok."), role="text2")
        column = dialog_column(self, title or self.tr("Lompat ke indikator"), _WIDTH)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addWidget(self._nothing)
        self._narrow("")
        self._search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list and choose from it while the search keeps the focus."""
        if watched is self._search and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in _WALK:
                QApplication.sendEvent(self._list, event)
                return True
            enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if event.type() == QEvent.Type.KeyPress and event.key() in enter:
                self._choose()
                return True
        return super().eventFilter(watched, event)

    def _narrow(self, text: str) -> None:
        first: int | None = None
        for place, row in enumerate(self._rows):
            fits = row.fits(text, frozenset(), "")
            self._list.item(place).setHidden(not fits)
            # A typed number means that indicator, not the first one that begins with it.
            if fits and (first is None or text.strip() == str(row.number)):
                first = place
        self._list.setCurrentRow(-1 if first is None else first)
        self._nothing.setVisible(first is None)

    def _choose(self) -> None:
        place = self._list.currentRow()
        if place >= 0:
            self.accept()
            self._go(self._rows[place].number)
