"""The rows of an official result as a table in which each is confirmed with one key."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.models.official_result import LEVEL, NAME, NUMBER, READ, STATE, OfficialRowModel
from ui.theme import current_theme
from ui.widgets.table import dress_table

_Index = QModelIndex | QPersistentModelIndex
_ROW = 28
_WIDTHS = {NUMBER: 44, READ: 76, LEVEL: 76, STATE: 108}


class OfficialRows(QTableView):
    """The rows; a digit or Enter confirms the current one."""

    typed = Signal(int)

    def __init__(self, model: OfficialRowModel, accessible_name: str) -> None:
        """Create the table of a model."""
        super().__init__()
        self.setObjectName("official-rows")
        self.setAccessibleName(accessible_name)
        self.setModel(model)
        self.setItemDelegate(_RowDelegate(self))
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = dress_table(self, current_theme().scaled(_ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, current_theme().scaled(width))
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a level, or what was read, for the current row."""
        if event.text().isdecimal():
            self.typed.emit(int(event.text()))
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.typed.emit(0)
        else:
            super().keyPressEvent(event)


class _RowDelegate(QStyledItemDelegate):
    """Marks the rows that wait; the word says it too."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        model = index.model()
        if isinstance(model, OfficialRowModel) and index.column() in {READ, LEVEL, STATE}:
            waits = model.waits(index.row())
            role = "warn" if waits else "ok" if index.column() == STATE else "text"
            ink = current_theme().color(role)
            for part in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(part, ink)
