"""The rows of an official result: what was read, and what a person has confirmed."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from assessment.domain.official_result import OfficialRow

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
NUMBER, NAME, READ, LEVEL, STATE = range(5)


class OfficialRowModel(QAbstractTableModel):
    """All rows for a view; the user role gives the row."""

    levels_changed = Signal()

    def __init__(
        self,
        rows: tuple[OfficialRow, ...],
        names: Mapping[int, str],
        doubtful: frozenset[int],
        parent: QObject,
    ) -> None:
        """Create the table; ``doubtful`` are the indicators that a person has to confirm."""
        super().__init__(parent)
        self._rows = rows
        self._names = names
        self._doubtful = doubtful
        self._confirmed: set[int] = set()
        self._levels = {row.indicator: row.level for row in rows if row.level is not None}

    def levels(self) -> dict[int, int]:
        """Give the levels as they are now, by indicator."""
        return dict(self._levels)

    def set_doubtful(self, doubtful: frozenset[int]) -> None:
        """Take other indicators for those that a person has to confirm."""
        if doubtful != self._doubtful:
            self._doubtful = doubtful
            last = self.index(len(self._rows) - 1, STATE)
            self.dataChanged.emit(self.index(0, NUMBER), last)

    def open_rows(self) -> list[int]:
        """Give the rows that nobody has confirmed yet."""
        waiting = self._doubtful - self._confirmed
        return [place for place, row in enumerate(self._rows) if row.indicator in waiting]

    def confirm(self, place: int, level: int | None = None) -> None:
        """Take a level for a row, or what was read; nothing where there is none."""
        number = self._rows[place].indicator
        taken = level if level is not None else self._levels.get(number)
        if taken is None:
            return
        self._levels[number] = taken
        self._confirmed.add(number)
        self.dataChanged.emit(self.index(place, NUMBER), self.index(place, STATE))
        self.levels_changed.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else STATE + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Name the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            titles = ("No", "Indikator", "Terbaca", "Tingkat", "Keadaan")
            return _tr(titles[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a text, or the row."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(row)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return row.name or self._names[row.indicator]
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None

    def waits(self, place: int) -> bool:
        """Say whether a row still has to be confirmed."""
        number = self._rows[place].indicator
        return number in self._doubtful and number not in self._confirmed

    def _words(self, row: OfficialRow) -> tuple[str, ...]:
        number = row.indicator
        if number in self._confirmed:
            corrected = self._levels[number] != row.level
            state = _tr("Diperbaiki") if corrected else _tr("Dipastikan")
        else:
            state = _tr("Pastikan") if number in self._doubtful else _tr("Cocok")
        level = self._levels.get(number)
        return (
            str(number),
            self._names[number],
            row.printed or "–",
            "–" if level is None else str(level),
            state,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("OfficialRows", text)
