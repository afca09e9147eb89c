"""The review queue as a list: who handed in which indicator, with what level, and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, Qt, Signal

from assessment.domain.findings import Severity
from assessment.domain.formatting import moment_text
from assessment.domain.identity import State
from assessment.domain.levels import supported_level
from assessment.domain.words import STATES
from ui.models.rows import RowModel

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from assessment.domain.dossier import Dossier
    from assessment.domain.findings import Finding
    from assessment.domain.records import Answer
    from assessment.services.workflow import QueueEntry
    from indicators.instrument import Instrument

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One answer on its way; ``passed`` says who did the last thing with it, and when."""

    answer: Answer
    name: str
    level_name: str
    service: bool
    supported: int
    evidence: int
    passed: str
    findings: int

    @property
    def number(self) -> int:
        """The number of the indicator."""
        return self.answer.indicator

    @property
    def state(self) -> State:
        """How far the answer has come."""
        return self.answer.state

    def spoken(self) -> str:
        """Everything in one line, for tooltip, screen reader and searching."""
        level = self.answer.level
        parts = (
            f"{self.number}  {self.name}",
            _tr("belum diisi") if level is None else _tr("tingkat {0}").format(level),
            STATES[self.state],
            self.passed,
            self.findings_words(),
        )
        return ", ".join(part for part in parts if part)

    def findings_words(self) -> str:
        """How many findings the indicator has; empty where there are none."""
        return _tr("{0} temuan").format(self.findings) if self.findings else ""


def queue_rows(
    entries: Sequence[QueueEntry],
    instrument: Instrument,
    dossier: Dossier,
    findings: Mapping[int, int],
    now: datetime,
) -> tuple[QueueRow, ...]:
    """The entries with what is read of them; ``findings`` counts those of each indicator."""
    return tuple(
        _row(entry, instrument, len(dossier.evidence(entry.number)), findings, now)
        for entry in entries
    )


def _row(
    entry: QueueEntry,
    instrument: Instrument,
    evidence: int,
    findings: Mapping[int, int],
    now: datetime,
) -> QueueRow:
    outline, indicator = instrument.outline, instrument.indicator(entry.number)
    level = entry.answer.level
    return QueueRow(
        answer=entry.answer,
        name=indicator.short_name,
        level_name="" if level is None else outline.level_name(entry.number, level),
        service=outline.is_service(entry.number),
        supported=supported_level(indicator, entry.answer.ticks),
        evidence=evidence,
        passed=_passed(entry, now),
        findings=findings.get(entry.number, 0),
    )


def count_findings(findings: Sequence[Finding]) -> Counter[int]:
    """How many findings each indicator has."""
    return Counter(finding.indicator for finding in findings)


def complete(instrument: Instrument, dossier: Dossier, found: Sequence[Finding]) -> tuple[int, ...]:
    """The drafts that can be handed in: answered, and nothing of them blocks."""
    blocked = {finding.indicator for finding in found if finding.severity is Severity.BLOCKS}
    answers = (dossier.answer(number) for number in instrument.outline.numbers)
    return tuple(
        answer.indicator
        for answer in answers
        if answer.state is State.DRAFT
        and answer.level is not None
        and answer.indicator not in blocked
    )


def _passed(entry: QueueEntry, now: datetime) -> str:
    done = _tr("diserahkan") if entry.state is State.HANDED_IN else _tr("dikembalikan")
    when = f"{done} {moment_text(entry.since, now)}" if entry.since else done
    return " · ".join(part for part in (entry.handed_in_by, when) if part)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Queue", text)


class QueueModel(RowModel[QueueRow]):
    """The rows of one state that hold the words that were typed; a row can be ticked."""

    ticked_changed = Signal()

    def __init__(self) -> None:
        """Create an empty queue."""
        super().__init__()
        self._all: tuple[QueueRow, ...] = ()
        self._ticked: frozenset[int] = frozenset()
        self._state = State.HANDED_IN
        self._search = ""

    def show_all(self, rows: Sequence[QueueRow]) -> None:
        """Show other rows; ticks stay where their rows do."""
        self._all = tuple(rows)
        self._narrow()

    def narrow(self, state: State, search: str) -> None:
        """Show only the rows of a state that hold all these words."""
        self._state, self._search = state, search
        self._narrow()

    def count(self, state: State) -> int:
        """How many rows there are of a state."""
        return sum(row.state is state for row in self._all)

    def ticked(self) -> tuple[int, ...]:
        """The indicators that are ticked."""
        return tuple(row.number for row in self.rows if row.number in self._ticked)

    def tick(self, numbers: Collection[int]) -> None:
        """Tick these indicators and no others."""
        self._ticked = frozenset(numbers)
        if self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))
        self.ticked_changed.emit()

    def toggle(self, number: int) -> None:
        """Tick an indicator, or take its tick away."""
        self.tick(self._ticked ^ {number})

    def place_of(self, number: int) -> int:
        """The row of an indicator; -1 where it is not shown."""
        return next((n for n, row in enumerate(self.rows) if row.number == number), -1)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the row, its words, or its tick."""
        if index.isValid() and role == Qt.ItemDataRole.CheckStateRole:
            ticked = self.rows[index.row()].number in self._ticked
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        return super().data(index, role)

    def words(self, row: QueueRow, role: int) -> str | None:
        """Everything about a row in one line."""
        spoken = {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }
        return row.spoken() if role in spoken else None

    def _narrow(self) -> None:
        words = self._search.casefold().split()
        shown = [
            row
            for row in self._all
            if row.state is self._state and all(word in row.spoken().casefold() for word in words)
        ]
        self._ticked &= {row.number for row in shown}
        self.show(shown)
        self.ticked_changed.emit()
