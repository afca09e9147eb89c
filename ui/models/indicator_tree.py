"""The tree of domains, aspects and indicators, with everything its rows show."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.dossier import Dossier
from assessment.domain.formatting import index_text
from assessment.domain.identity import State, held_numbers
from assessment.domain.levels import Support, support
from assessment.domain.scoring import AspectScore, DomainScore, score
from assessment.domain.words import STATES
from indicators.instrument import Instrument

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST = 0.75
"""A word opens the names of an aspect when so many of them begin with it."""


class Mark(StrEnum):
    """What may be amiss with an indicator, for filters."""

    WITHOUT_EVIDENCE = "without_evidence"
    BELOW_TARGET = "below_target"
    UNANSWERED = "unanswered"
    UNSUPPORTED = "unsupported"


def mark_words(mark: Mark) -> str:
    """What people call a mark."""
    match mark:
        case Mark.WITHOUT_EVIDENCE:
            return _tr("Tanpa bukti")
        case Mark.BELOW_TARGET:
            return _tr("Di bawah target")
        case Mark.UNANSWERED:
            return _tr("Belum diisi")
        case Mark.UNSUPPORTED:
            return _tr("Belum didukung")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a domain, an aspect (``depth`` 0 and 1) or an indicator (2).

    ``name`` is the whole name, ``title`` what fits; ``spoken`` is for tooltip and screen reader.
    """

    depth: int
    number: int
    title: str
    name: str
    spoken: str
    index: str = ""
    level: int | None = None
    service: bool = False
    state: State = State.OPEN
    evidence: int = 0
    unit: str = ""
    marks: frozenset[Mark] = frozenset()
    words: str = ""

    def fits(self, text: str, marks: frozenset[Mark], unit: str) -> bool:
        """Whether an indicator passes a filter; a number must be its own, words may be part."""
        if not marks <= self.marks or (unit and unit != self.unit):
            return False
        return all(
            str(self.number).startswith(word) if word.isdecimal() else word in self.words
            for word in text.casefold().split()
        )


@cache
def short_titles(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names without the first words that (nearly) all of them share."""
    split = [name.split() for name in names]
    shared: list[str] = []
    while len(names) > 1:
        following = Counter(
            words[len(shared)]
            for words in split
            if words[: len(shared)] == shared and len(words) > len(shared) + 1
        )
        word, count = following.most_common(1)[0] if following else ("", 0)
        if count < _MOST * len(names):
            break
        shared.append(word)
    return tuple(" ".join(_without(words, shared)) for words in split)


def _without(words: list[str], shared: list[str]) -> list[str]:
    same = 0
    while same < min(len(shared), len(words) - 1) and words[same] == shared[same]:
        same += 1
    return words[same:]


def rows_of(instrument: Instrument, dossier: Dossier) -> Iterator[Row]:
    """All rows of an assessment, each domain and aspect before what it holds.

    Where the assessment is a part, only its indicators and what they belong to.
    """
    held = frozenset(held_numbers(dossier.assessment, instrument.outline.numbers))
    for domain in score(instrument.outline, dossier.levels()).domains:
        below = [
            row for entry in domain.aspects for row in _below(instrument, dossier, entry, held)
        ]
        if below:
            numbers = (number for entry in domain.aspects for number in entry.aspect.indicators)
            yield _domain_row(domain, whole=held.issuperset(numbers))
            yield from below


def _below(
    instrument: Instrument, dossier: Dossier, entry: AspectScore, held: frozenset[int]
) -> Iterator[Row]:
    """An aspect and those of its indicators that are held here."""
    numbers = entry.aspect.indicators
    if not held.intersection(numbers):
        return
    yield _aspect_row(entry, whole=held.issuperset(numbers))
    names = tuple(instrument.indicator(number).short_name for number in numbers)
    for number, title in zip(numbers, short_titles(names), strict=True):
        if number in held:
            yield _indicator_row(instrument, dossier, number, title)


def _domain_row(entry: DomainScore, *, whole: bool) -> Row:
    """A domain of which only some indicators are held has no index to show."""
    name, index = entry.domain.name, index_text(entry.index) if whole else ""
    spoken = _tr("Domain {0} {1}").format(entry.domain.number, name) + _spoken(index)
    title = f"{entry.domain.number}  {name}"
    return Row(0, entry.domain.number, title, name, spoken, index)


def _spoken(index: str) -> str:
    return _tr(", indeks {0}").format(index) if index else ""


def _aspect_row(entry: AspectScore, *, whole: bool) -> Row:
    name, index = entry.aspect.name, index_text(entry.index) if whole else ""
    spoken = _tr("Aspek {0} {1}").format(entry.aspect.number, name) + _spoken(index)
    return Row(1, entry.aspect.number, name, name, spoken, index)


def _indicator_row(instrument: Instrument, dossier: Dossier, number: int, title: str) -> Row:
    indicator, answer = instrument.indicator(number), dossier.answer(number)
    evidence = len(dossier.evidence(number))
    standing = support(indicator, answer.level, answer.ticks)
    target = answer.target or instrument.outline.target_level
    marks = frozenset(
        mark
        for mark, applies in (
            (Mark.WITHOUT_EVIDENCE, not evidence),
            (Mark.BELOW_TARGET, answer.level is None or answer.level < target),
            (Mark.UNANSWERED, answer.level is None),
            (Mark.UNSUPPORTED, standing is Support.ABOVE),
        )
        if applies
    )
    level = _tr("belum diisi") if answer.level is None else _tr("tingkat {0}").format(answer.level)
    parts = [f"{number} {indicator.short_name}", level, STATES[answer.state]]
    if standing is Support.ABOVE:
        parts.append(_tr("belum didukung syarat"))
    parts.append(_tr("{0} bukti").format(evidence))
    found = (indicator.name, indicator.short_name, answer.unit, *map(mark_words, marks))
    return Row(
        depth=2,
        number=number,
        title=title,
        name=indicator.short_name,
        spoken=", ".join(parts),
        level=answer.level,
        service=instrument.outline.is_service(number),
        state=answer.state,
        evidence=evidence,
        unit=answer.unit,
        marks=marks,
        words=" ".join(found).casefold(),
    )


def _tr(text: str) -> str:
    return QCoreApplication.translate("IndicatorTree", text)


class IndicatorTreeModel(QAbstractItemModel):
    """The rows as a tree; the user role gives the `Row`."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty tree."""
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}

    def show(self, instrument: Instrument, dossier: Dossier) -> None:
        """Show another assessment, or what changed in this one."""
        rows = tuple(rows_of(instrument, dossier))
        known = [(row.depth, row.number, row.name) for row in self._rows]
        if known == [(row.depth, row.number, row.name) for row in rows]:
            before, self._rows = self._rows, rows
            for place, (old, new) in enumerate(zip(before, rows, strict=True)):
                if old != new:
                    index = self._index_at(place)
                    self.dataChanged.emit(index, index)
            return
        self.beginResetModel()
        self._rows = rows
        self._link()
        self.endResetModel()

    def _link(self) -> None:
        self._parents, self._children = [], {}
        above = [-1, -1, -1]
        for place, row in enumerate(self._rows):
            parent = above[row.depth - 1] if row.depth else -1
            self._parents.append(parent)
            self._children.setdefault(parent, []).append(place)
            above[row.depth] = place

    def indicators(self) -> tuple[Row, ...]:
        """The rows of all indicators in order."""
        return tuple(row for row in self._rows if row.depth == 2)  # noqa: PLR2004 - as in Row

    def index_of(self, number: int) -> QModelIndex:
        """Where an indicator stands; an invalid index where there is none."""
        for place, row in enumerate(self._rows):
            if row.depth == 2 and row.number == number:  # noqa: PLR2004 - as in Row
                return self._index_at(place)
        return QModelIndex()

    def _index_at(self, place: int) -> QModelIndex:
        return self.createIndex(self._children[self._parents[place]].index(place), 0, place)

    def index(self, row: int, column: int, parent: _Index = _ROOT) -> QModelIndex:
        """Where a child of a row stands."""
        children = self._children.get(_place(parent), ())
        if column or not 0 <= row < len(children):
            return QModelIndex()
        return self.createIndex(row, 0, children[row])

    def parent(self, index: _Index) -> QModelIndex:  # type: ignore[override]
        """Where the row above stands (Qt has a second method of that name)."""
        above = self._parents[_place(index)] if index.isValid() else -1
        return self._index_at(above) if above >= 0 else QModelIndex()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """How many rows hang below a row."""
        return len(self._children.get(_place(parent), ()))

    def columnCount(self, _parent: _Index = _ROOT) -> int:
        """One: the delegate paints everything into it."""
        return 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a row shows, says and is."""
        if not index.isValid():
            return None
        row = self._rows[_place(index)]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _:
                return None


def _place(index: _Index) -> int:
    return int(index.internalId()) if index.isValid() else -1
