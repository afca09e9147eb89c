"""Levels that are only tried, beside those of an assessment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from assessment.domain.cheapest_path import shares
from assessment.domain.formatting import signed_text
from assessment.domain.scoring import score
from ui.models.grid import GridModel

if TYPE_CHECKING:
    from fractions import Fraction

    from assessment.domain.results import Result
    from assessment.domain.scoring import Score

INDICATOR, NOW, FIRST_LEVEL = range(3)


@dataclass(frozen=True, slots=True)
class TriedLevel:
    """One indicator: its level now (None: unanswered), the level tried, and what that gains."""

    number: int
    name: str
    now: int | None
    tried: int | None
    gain: Fraction
    service: bool

    @property
    def changed(self) -> bool:
        """Whether another level is tried."""
        return self.tried != self.now


class WhatIfModel(GridModel[TriedLevel]):
    """All indicators with a column for each level; nothing is stored."""

    tried = Signal()

    def __init__(self, result: Result, parent: QObject | None = None) -> None:
        """Create a table of the levels of a result; none is tried yet."""
        self.levels = tuple(result.outline.levels)
        self.gain_column = FIRST_LEVEL + len(self.levels)
        titles = (_tr("Indikator"), _tr("Kini"), *map(str, self.levels), _tr("Indeks"))
        centre = range(NOW, self.gain_column)
        super().__init__(titles, right=(self.gain_column,), centre=centre, parent=parent)
        self._tried: dict[int, int] = {}
        self.show_result(result)

    def show_result(self, result: Result) -> None:
        """Show the assessment as it is now; what it has reached is no longer tried."""
        self._result = result
        now = dict(zip(result.outline.numbers, result.score.levels, strict=True))
        self._tried = {n: level for n, level in self._tried.items() if level != now[n]}
        self._refresh()

    def level_at(self, column: int) -> int | None:
        """The level that a column stands for."""
        place = column - FIRST_LEVEL
        return self.levels[place] if 0 <= place < len(self.levels) else None

    def try_level(self, row: int, level: int) -> None:
        """Try a level for the indicator in a row; what the instrument does not have is left."""
        entry = self.rows[row]
        if level not in self.levels or level == entry.tried:
            return
        self._tried[entry.number] = level
        if level == entry.now:
            del self._tried[entry.number]
        self._refresh()

    def step(self, row: int, by: int) -> None:
        """Raise or lower the level that is tried in a row."""
        self.try_level(row, (self.rows[row].tried or self.levels[0]) + by)

    def reset(self, row: int | None = None) -> None:
        """Try nothing any more, in one row or in all."""
        if row is None:
            self._tried.clear()
        else:
            self._tried.pop(self.rows[row].number, None)
        self._refresh()

    def changed_count(self) -> int:
        """How many indicators have another level than now."""
        return len(self._tried)

    def score(self) -> Score:
        """The score with everything that is tried."""
        return score(self._result.outline, {row.number: row.tried for row in self.rows})

    def text(self, row: TriedLevel, column: int) -> str:
        """What stands in a column: of the levels only the one that is tried."""
        if column == INDICATOR:
            return f"{row.number}  {row.name}"
        if column == NOW:
            return "–" if row.now is None else str(row.now)
        if column == self.gain_column:
            return signed_text(row.gain) if row.changed else ""
        level = self.level_at(column)
        return str(level) if level == row.tried else ""

    def hint(self, row: TriedLevel, column: int) -> str:
        """Name a level, or what stands in the cell."""
        level = self.level_at(column)
        if level is None:
            return self.text(row, column)
        name = self._result.outline.level_name(row.number, level)
        return _tr("Coba tingkat {0} {1}").format(level, name)

    def _refresh(self) -> None:
        result = self._result
        worth = shares(result.outline)
        lowest = self.levels[0]
        rows = []
        for number, now in zip(result.outline.numbers, result.score.levels, strict=True):
            tried = self._tried.get(number, now)
            gain = worth[number] * ((tried or lowest) - (now or lowest))
            name, service = result.names[number], result.outline.is_service(number)
            rows.append(TriedLevel(number, name, now, tried, gain, service))
        self.show(rows)
        self.tried.emit()


def _tr(text: str) -> str:
    return QCoreApplication.translate("WhatIf", text)
