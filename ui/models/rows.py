"""A list of rows for a view."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowModel(QAbstractListModel, Generic[T]):
    """The user role gives the row itself; whoever inherits gives it words."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty list."""
        super().__init__(parent)
        self.rows: tuple[T, ...] = ()

    def show(self, rows: Sequence[T]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row, or its words for a role."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        return row if role == Qt.ItemDataRole.UserRole else self.words(row, role)

    def words(self, _row: T, _role: int) -> str | None:
        """What a row says in a role; None where it says nothing."""
        return None
