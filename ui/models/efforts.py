"""What every step is reckoned to cost and how high an indicator may go, for a person to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from assessment.domain.records import LevelCap, StepEffort
from ui.models.grid import GridModel, Index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.cheapest_path import Efforts
    from assessment.domain.planning import PathSettings
    from assessment.domain.results import Result

INDICATOR, NOW, FIRST_STEP = range(3)
MOST_EFFORT = 999


@dataclass(frozen=True, slots=True)
class EffortRow:
    """One indicator: its efforts by level (those above it), and the highest level allowed."""

    number: int
    name: str
    service: bool
    now: int | None
    start: int
    efforts: Mapping[int, int]
    cap: int

    @property
    def locked(self) -> bool:
        """Whether it may not be raised, although it could be."""
        return bool(self.efforts) and self.cap == self.start


class EffortModel(GridModel[EffortRow]):
    """All indicators with an effort for each level above the present one.

    What a person writes is told by ``edited`` as a record; it stands here once it is stored.
    """

    edited = Signal(object)

    def __init__(
        self,
        result: Result,
        defaults: Efforts,
        settings: PathSettings,
        parent: QObject | None = None,
    ) -> None:
        """Create a table of what steps cost and how high they may go."""
        self.levels = tuple(result.outline.levels)[1:]
        self.cap_column = FIRST_STEP + len(self.levels)
        self.lock_column = self.cap_column + 1
        raises = (_tr("ke {0}").format(level) for level in self.levels)
        titles = (_tr("Indikator"), _tr("Kini"), *raises, _tr("Batas"), "")
        centre = range(NOW, self.lock_column)
        super().__init__(titles, centre=centre, parent=parent)
        self.show_result(result, defaults, settings)

    def show_result(self, result: Result, defaults: Efforts, settings: PathSettings) -> None:
        """Show present levels, defaults, and what a person has set instead."""
        self._result = result
        self._defaults = defaults
        self.show_settings(settings)

    def show_settings(self, settings: PathSettings) -> None:
        """Show what a person has set."""
        self._efforts = {(one.indicator, one.level): one.effort for one in settings.efforts}
        self._caps = {one.indicator: one.level for one in settings.caps}
        self._refresh()

    def efforts(self) -> dict[tuple[int, int], int]:
        """What every step costs: (indicator, level)."""
        return {**self._defaults, **self._efforts}

    def caps(self, highest: int) -> dict[int, int]:
        """The highest level allowed for every indicator, and for all together."""
        return {row.number: min(row.cap, highest) for row in self.rows}

    def locked(self) -> tuple[int, ...]:
        """The indicators that may not be raised."""
        return tuple(row.number for row in self.rows if row.locked)

    def changed(self) -> bool:
        """Whether a person has set anything."""
        return bool(self._efforts or self._caps)

    def toggle_lock(self, number: int) -> None:
        """Lock an indicator at its level, or open it again."""
        row = next(row for row in self.rows if row.number == number)
        if row.efforts:
            self._set_cap(row, self._result.outline.maximum_level if row.locked else row.start)

    def level_at(self, column: int) -> int | None:
        """The level to which a column's step leads."""
        place = column - FIRST_STEP
        return self.levels[place] if 0 <= place < len(self.levels) else None

    def limits(self, index: Index) -> tuple[int, int]:
        """The least and the greatest number that fits a cell."""
        if index.column() == self.cap_column:
            return self.rows[index.row()].start, self._result.outline.maximum_level
        return 0, MOST_EFFORT

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let efforts of steps to come and the highest level be edited."""
        flags = super().flags(index)
        row = self.rows[index.row()]
        step = self.level_at(index.column()) in row.efforts
        if step or (index.column() == self.cap_column and row.efforts):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the number to edit, besides what any table gives."""
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            row = self.rows[index.row()]
            if index.column() == self.cap_column:
                return row.cap
            return row.efforts.get(self.level_at(index.column()) or 0)
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a whole number within its limits."""
        editable = index.isValid() and self.flags(index) & Qt.ItemFlag.ItemIsEditable
        if not editable or role != Qt.ItemDataRole.EditRole or not isinstance(value, int):
            return False
        least, most = self.limits(index)
        if not least <= value <= most:
            return False
        row, level = self.rows[index.row()], self.level_at(index.column())
        if level is None:
            self._set_cap(row, value)
        elif value != row.efforts[level]:
            number = self._result.assessment.id
            self.edited.emit(StepEffort(number, row.number, level, value))
        return True

    def text(self, row: EffortRow, column: int) -> str:
        """What stands in a column; a dash where there is no step."""
        if column == INDICATOR:
            return f"{row.number}  {row.name}"
        if column == NOW:
            return "–" if row.now is None else str(row.now)
        if column == self.cap_column:
            return (_tr("dikunci") if row.locked else str(row.cap)) if row.efforts else "–"
        level = self.level_at(column)
        return str(row.efforts.get(level, "–")) if level is not None else ""

    def hint(self, row: EffortRow, column: int) -> str:
        """Say what a press on the lock does."""
        if column == self.lock_column and row.efforts:
            return _tr("Buka kunci (L)") if row.locked else _tr("Kunci indikator ini (L)")
        return self.text(row, column)

    def _set_cap(self, row: EffortRow, cap: int) -> None:
        if cap != row.cap:
            self.edited.emit(LevelCap(self._result.assessment.id, row.number, cap))

    def _refresh(self) -> None:
        outline, efforts = self._result.outline, self.efforts()
        rows = []
        for number, now in zip(outline.numbers, self._result.score.levels, strict=True):
            start = now or outline.minimum_level
            steps = {level: efforts[number, level] for level in self.levels if level > start}
            cap = max(start, self._caps.get(number, outline.maximum_level))
            name, service = self._result.names[number], outline.is_service(number)
            rows.append(EffortRow(number, name, service, now, start, steps, cap))
        self.show(rows)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Efforts", text)
