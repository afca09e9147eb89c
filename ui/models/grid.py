"""A table of rows for a view: words by column, the user role gives the row itself."""

from collections.abc import Collection, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from assessment.domain.formatting import table_text

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


class GridModel(QAbstractTableModel, Generic[T]):
    """Rows under titles; whoever inherits says what stands in a column."""

    def __init__(
        self,
        titles: Sequence[str],
        *,
        right: Collection[int] = (),
        centre: Collection[int] = (),
        parent: QObject | None = None,
    ) -> None:
        """Create an empty table; ``right`` and ``centre`` are columns set that way."""
        super().__init__(parent)
        self.titles = tuple(titles)
        self.rows: tuple[T, ...] = ()
        self._sides = {**dict.fromkeys(right, _RIGHT), **dict.fromkeys(centre, _CENTRE)}

    def show(self, rows: Sequence[T]) -> None:
        """Show other rows; as many as before keep what is chosen."""
        if len(rows) == len(self.rows):
            self.rows = tuple(rows)
            if self.rows:
                last = self.index(len(self.rows) - 1, len(self.titles) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def text(self, row: T, column: int) -> str:
        """What stands in a column of a row."""
        raise NotImplementedError

    def hint(self, row: T, column: int) -> str:
        """What is told of a cell on hovering; the words themselves, as they may be cut."""
        return self.text(row, column)

    def as_tsv(self) -> str:
        """The table as spreadsheets take it from the clipboard."""
        columns = range(len(self.titles))
        return table_text(
            [self.titles, *([self.text(row, n) for n in columns] for row in self.rows)]
        )

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self.titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words, the hint, or the row of a cell."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(row, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self.hint(row, index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._sides.get(index.column(), _LEFT)
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._sides.get(section, _LEFT)
        return None
