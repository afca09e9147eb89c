"""What both sides changed, side by side, as a table in which a person decides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from assessment.domain.conflicts import Side
from assessment.domain.formatting import moment_text, time_text
from assessment.domain.merge_words import subject_text, value_text
from ui.models.merged import named_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from assessment.domain.conflicts import Conflict

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PLACE, FIELD, BASE, OURS, THEIRS, DECISION = range(6)


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """A conflict in words; ``ours_by`` and ``theirs_by`` say who wrote it, and when."""

    conflict: Conflict
    place: str
    field: str
    base: str
    ours: str
    theirs: str
    ours_by: str
    theirs_by: str

    @property
    def approved(self) -> bool:
        """Whether ours was approved here, or its stage is final."""
        return self.conflict.approved


def conflict_lines(
    conflicts: Iterable[Conflict], names: Mapping[int, str], now: datetime
) -> tuple[ConflictLine, ...]:
    """Conflicts in words; ``names`` are the indicators' short names."""
    return tuple(_line(one, names, now) for one in conflicts)


def _line(one: Conflict, names: Mapping[int, str], now: datetime) -> ConflictLine:
    base, ours, theirs = (
        value_text(one.kind, one.field, value) for value in (one.base, one.ours, one.theirs)
    )
    return ConflictLine(
        conflict=one,
        place=named_place(one.indicator, one.document, one.key, names),
        field=subject_text(one.kind, one.field, one.key),
        base=base,
        ours=ours,
        theirs=theirs,
        ours_by=_touched(one.ours_by, one.ours_at, now),
        theirs_by=_touched(one.theirs_by, one.theirs_at, now),
    )


def _touched(who: str, at: datetime | None, now: datetime) -> str:
    when = moment_text(at, now) if at else ""
    if at and not when.endswith(time_text(at)):
        when = f"{when} {time_text(at)}"
    return ", ".join(part for part in (who or (_tr("(tanpa nama)") if at else ""), when) if part)


def side_text(side: Side | None) -> str:
    """What a decision is called."""
    match side:
        case Side.OURS:
            return _tr("Di sini")
        case Side.THEIRS:
            return _tr("Dari rekan")
        case _:
            return _tr("Belum")


class ConflictModel(QAbstractTableModel):
    """Lines with a decision each; the user role gives the line."""

    decided = Signal()

    def __init__(self, lines: Sequence[ConflictLine], parent: QObject | None = None) -> None:
        """Decide nothing but that what was approved here stays."""
        super().__init__(parent)
        self._lines = lines
        self._decisions = {line.conflict: Side.OURS for line in lines if line.approved}
        self._titles = (
            _tr("Tempat"), _tr("Isian"), _tr("Semula"), _tr("Di sini"), _tr("Dari rekan"),
            _tr("Yang dipakai"),
        )  # fmt: skip

    def decisions(self) -> dict[Conflict, Side]:
        """Give what was decided so far."""
        return dict(self._decisions)

    def decide(self, rows: Iterable[int], side: Side) -> None:
        """Let a side count in some rows."""
        for row in rows:
            self._decisions[self._lines[row].conflict] = side
        last = self.index(len(self._lines) - 1, DECISION)
        self.dataChanged.emit(self.index(0, 0), last)
        self.decided.emit()

    def decision(self, line: ConflictLine) -> Side | None:
        """Give the side that counts; None while that is open."""
        return self._decisions.get(line.conflict)

    def undecided(self) -> tuple[int, ...]:
        """Give the rows that wait for a person."""
        return tuple(
            row for row, line in enumerate(self._lines) if line.conflict not in self._decisions
        )

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the conflicts."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words of a cell, or the line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return line
            case Qt.ItemDataRole.DisplayRole:
                return " ".join(self._cell(line, index.column()).split())
            case Qt.ItemDataRole.ToolTipRole:
                return self._cell(line, index.column())
            case _:
                return None

    def _cell(self, line: ConflictLine, column: int) -> str:
        cells = (line.place, line.field, line.base, line.ours, line.theirs)
        return cells[column] if column < DECISION else side_text(self.decision(line))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._titles[section]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Conflicts", text)
