"""What a merge takes over by itself, as a table: where, which field, before, after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.merge_words import place_text, subject_text, value_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.conflicts import Key
    from assessment.domain.merging import Row

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PLACE, WHAT, BEFORE, AFTER = range(4)


def named_place(indicator: int | None, document: str, key: Key, names: Mapping[int, str]) -> str:
    """Where something is, with the short name of the indicator instead of the word."""
    place = place_text(indicator, document, key)
    if indicator is None:
        return place
    rest = place.removeprefix(f"Indikator {indicator}")
    return f"{indicator}  {names.get(indicator, '')}".rstrip() + rest


class MergedModel(QAbstractTableModel):
    """The rows of a merge in words."""

    def __init__(
        self, rows: Sequence[Row], names: Mapping[int, str], parent: QObject | None = None
    ) -> None:
        """Show rows; ``names`` are the indicators' short names."""
        super().__init__(parent)
        self._rows = rows
        self._names = names
        self._titles = (_tr("Tempat"), _tr("Isian"), _tr("Di sini"), _tr("Menjadi"))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell on one line; the tooltip holds them as they are."""
        if not index.isValid():
            return None
        text = self._cell(self._rows[index.row()], index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(text.split())
            case Qt.ItemDataRole.ToolTipRole:
                return text
            case _:
                return None

    def _cell(self, row: Row, column: int) -> str:
        match column:
            case _ if column == PLACE:
                return named_place(row.indicator, row.document, row.key, self._names)
            case _ if column == WHAT:
                return subject_text(row.kind, row.field, row.key)
            case _:
                value = row.before if column == BEFORE else row.after
                return value_text(row.kind, row.field, value)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Merged", text)
