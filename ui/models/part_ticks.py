"""The indicators of an assessment to tick for a colleague, under their aspects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal

from assessment.domain.identity import part_numbers
from ui.models.rows import Index, RowModel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from assessment.domain.dossier import Dossier
    from indicators.instrument import Instrument


@dataclass(frozen=True, slots=True)
class TickRow:
    """An aspect with all its numbers, or one indicator."""

    title: str
    numbers: tuple[int, ...]
    level: int | None = None
    service: bool = False
    unit: str = ""
    evidence: int = 0
    aspect: bool = False


def tick_rows(instrument: Instrument, dossier: Dossier) -> Iterator[TickRow]:
    """Every aspect, each before its indicators; only those of a part where it is one."""
    held = set(part_numbers(dossier.assessment) or instrument.outline.numbers)
    for aspect in instrument.outline.aspects:
        numbers = tuple(number for number in aspect.indicators if number in held)
        if numbers:
            yield TickRow(aspect.name, numbers, aspect=True)
        for number in numbers:
            answer = dossier.answer(number)
            yield TickRow(
                title=instrument.indicator(number).short_name,
                numbers=(number,),
                level=answer.level,
                service=instrument.outline.is_service(number),
                unit=answer.unit,
                evidence=len(dossier.evidence(number)),
            )


class TickModel(RowModel[TickRow]):
    """Rows with a tick each; the tick of an aspect is that of all its indicators."""

    changed = Signal()

    def __init__(self, rows: Collection[TickRow]) -> None:
        """Tick nothing."""
        super().__init__()
        self._ticked: frozenset[int] = frozenset()
        self.show(tuple(rows))

    def chosen(self) -> tuple[int, ...]:
        """Give the numbers of the indicators that are ticked, in order."""
        return tuple(sorted(self._ticked))

    def units(self) -> tuple[str, ...]:
        """Give the units that indicators belong to."""
        return tuple(sorted({row.unit for row in self.rows if row.unit}, key=str.casefold))

    def toggle(self, place: int) -> None:
        """Tick a row, or take its tick away; an aspect that is ticked in part is ticked whole."""
        numbers = frozenset(self.rows[place].numbers)
        self.tick(self._ticked - numbers if numbers <= self._ticked else self._ticked | numbers)

    def tick_unit(self, unit: str) -> None:
        """Tick what belongs to a unit, beside what is ticked already."""
        found = {row.numbers[0] for row in self.rows if row.unit == unit and not row.aspect}
        self.tick(self._ticked | found)

    def tick_all(self) -> None:
        """Tick everything."""
        self.tick(number for row in self.rows for number in row.numbers)

    def tick(self, numbers: Iterable[int]) -> None:
        """Tick these indicators and no others."""
        self._ticked = frozenset(numbers)
        if self.rows:
            role = Qt.ItemDataRole.CheckStateRole
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1), [role])
        self.changed.emit()

    def state(self, row: TickRow) -> Qt.CheckState:
        """Say how much of a row is ticked."""
        count = len(self._ticked.intersection(row.numbers))
        if count == len(row.numbers):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if count else Qt.CheckState.Unchecked

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let rows be ticked."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the tick too."""
        if index.isValid() and role == Qt.ItemDataRole.CheckStateRole:
            return self.state(self.rows[index.row()])
        return super().data(index, role)

    def words(self, row: TickRow, role: int) -> str | None:
        """What is read aloud, and found by typing."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        if row.aspect:
            return _tr("Aspek {0}, {1} indikator").format(row.title, len(row.numbers))
        level = _tr("belum diisi") if row.level is None else _tr("tingkat {0}").format(row.level)
        parts = (f"{row.numbers[0]} {row.title}", level, row.unit)
        return ", ".join(part for part in parts if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("PartTicks", text)
