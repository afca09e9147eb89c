"""The action plan as a table in which a person writes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from assessment.domain.formatting import parse_date, short_date_text
from assessment.domain.planning import overdue
from assessment.domain.records import ActionItem, ItemState
from assessment.domain.words import ITEM_STATES
from ui.models.grid import GridModel, Index

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from assessment.domain.results import Result

INDICATOR, NOW, GOAL, UNIT, DUE, STATE, NOTE = range(7)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One item with what it speaks of."""

    item: ActionItem
    name: str
    service: bool
    now: int | None
    overdue: bool


def plan_rows(items: Iterable[ActionItem], result: Result, today: date) -> tuple[PlanRow, ...]:
    """Items with names and present levels."""
    outline = result.outline
    levels = dict(zip(outline.numbers, result.score.levels, strict=True))
    return tuple(
        PlanRow(
            item,
            result.names[item.indicator],
            outline.is_service(item.indicator),
            levels[item.indicator],
            overdue(item, today),
        )
        for item in items
    )


class PlanModel(GridModel[PlanRow]):
    """Unit, due date, state and note can be written; the table itself stores nothing."""

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty plan."""
        titles = (
            _tr("Indikator"),
            _tr("Kini"),
            _tr("Jadi"),
            _tr("Unit kerja"),
            _tr("Tenggat"),
            _tr("Keadaan"),
            _tr("Catatan"),
        )
        super().__init__(titles, centre=(NOW, GOAL), parent=parent)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let everything from the unit on be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() >= UNIT else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what is edited, besides what any table gives."""
        if index.isValid() and role == Qt.ItemDataRole.EditRole:
            item = self.rows[index.row()].item
            if index.column() == STATE:
                return item.state
            if index.column() == DUE:
                return f"{item.due:%d-%m-%Y}" if item.due else ""
            return self.text(self.rows[index.row()], index.column())
        return super().data(index, role)

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tell of the changed item, or of a date that is none."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or index.column() < UNIT:
            return False
        item = self.rows[index.row()].item
        text = str(value).strip()
        match index.column():
            case column if column == UNIT:
                changed = replace(item, unit=text)
            case column if column == NOTE:
                changed = replace(item, note=text)
            case column if column == STATE:
                changed = replace(item, state=ItemState(text))
            case _:
                due = parse_date(text)
                if text and due is None:
                    self.refused.emit(text)
                    return False
                changed = replace(item, due=due)
        if changed != item:
            self.edited.emit(changed)
        return True

    def text(self, row: PlanRow, column: int) -> str:
        """What stands in a column."""
        item = row.item
        return (
            f"{item.indicator}  {row.name}",
            "–" if row.now is None else str(row.now),
            str(item.level),
            item.unit,
            short_date_text(item.due) if item.due else "",
            ITEM_STATES[item.state],
            item.note,
        )[column]

    def hint(self, row: PlanRow, column: int) -> str:
        """Say that a date has passed."""
        if column == DUE and row.overdue:
            return _tr("Terlambat: {0}").format(self.text(row, column))
        return self.text(row, column)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ActionPlan", text)
