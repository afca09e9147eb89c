"""Brings a part back: a merge of three versions, field by field.

``base`` is what was given out, ``ours`` what is here now, ``theirs`` what comes back. What only
one side changed, or both changed alike, merges by itself; the rest are conflicts for a person.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from assessment.domain.conflicts import (
    TECHNICAL,
    UNDECIDED,
    Authors,
    Conflict,
    Decisions,
    Judge,
    Key,
    Line,
    Three,
    gist,
)
from assessment.domain.differences import blank
from assessment.domain.dossier import Dossier, RecordsByType
from assessment.domain.identity import Record, State
from assessment.domain.merging_evidence import (
    EvidenceMerge,
    Exhibits,
    exhibits_of,
    line_of,
    unified,
    union,
)
from assessment.domain.package import aspects_within
from assessment.domain.plain import Plain, plain_value
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    RecordType,
    StageOutcome,
    StepEffort,
    Waiver,
    key_of,
)
from assessment.domain.steps import Change, Placed
from indicators.outline import Outline

_R = TypeVar("_R", bound=Record)
_Evidence = Mapping[Line, frozenset[Record]]
_Versions = tuple[RecordsByType, RecordsByType, RecordsByType]
_FIELDS_ONLY: tuple[RecordType, ...] = (AspectNote, StageOutcome)
_LISTED: tuple[RecordType, ...] = (Waiver, ActionItem, StepEffort, LevelCap)
# How far an answer has come, where both sides say the same but not that.
_FURTHER = (State.OPEN, State.DRAFT, State.RETURNED, State.HANDED_IN, State.APPROVED)


@dataclass(frozen=True, slots=True)
class Row:
    """One field (or a whole record, when ``field`` is empty) that a merge changes, for reading.

    A record that is not there reads None; ``document`` is the name of the one it is about.
    """

    kind: RecordType
    key: Key
    field: str
    indicator: int | None
    document: str
    before: Plain
    after: Plain


@dataclass(frozen=True, slots=True)
class Merge:
    """What merging changes here; ``same`` counts what both sides had changed alike.

    ``rows`` are the changes field by field. ``conflicts`` are all there are, decided or not; what
    is undecided stays as it is here.
    """

    changes: tuple[Change, ...]
    rows: tuple[Row, ...]
    conflicts: tuple[Conflict, ...]
    same: int


def merge(
    outline: Outline,
    base: Dossier,
    ours: Dossier,
    theirs: Dossier,
    numbers: Collection[int],
    *,
    decisions: Decisions = UNDECIDED,
    authors: Authors | None = None,
) -> Merge:
    """What a part with these indicators changes here; all three carry the same identifier.

    The notes on an aspect belong to the part if all its indicators do, the outcome of a stage
    if the part has all there are. Particulars of the assessment belong to none.

    Args:
        outline: of the instrument.
        base: what was given out.
        ours: what is here, with all documents of the library that ``theirs`` rests on.
        theirs: what comes back.
        numbers: the indicators of the part.
        decisions: what a person chose for the conflicts of an earlier look.
        authors: who changed what, for the conflicts to tell.
    """
    scope = _Scope(outline, frozenset(numbers), theirs)
    versions = scope.of(base), scope.of(ours), scope.of(theirs)
    names = {one.sha256: one.name for side in (theirs, base, ours) for one in side.documents}
    judge = Judge(decisions, authors or Authors(), names)
    merged = _merged(judge, versions, _locked(outline, ours))
    changes = tuple(_changes(versions[1], merged))
    rows = tuple(row for change in changes for row in _rows(change, names))
    return Merge(changes, rows, tuple(judge.conflicts), judge.alike)


class _Scope:
    """Which records belong to the part."""

    def __init__(self, outline: Outline, numbers: frozenset[int], theirs: Dossier) -> None:
        self._numbers = numbers
        self._aspects = aspects_within(outline, numbers)
        self._whole = numbers.issuperset(outline.numbers)
        self._documents = {one.sha256 for one in theirs.attachments if one.indicator in numbers}

    def of(self, dossier: Dossier) -> RecordsByType:
        """The records of the part, by type and key."""
        return {
            kind: {key: one for key, one in records.items() if self._holds(one)}
            for kind, records in dossier.records().items()
        }

    def _holds(self, record: Record) -> bool:
        if isinstance(record, Placed):
            return record.indicator in self._numbers
        match record:
            case Document():
                return record.sha256 in self._documents
            case AspectNote():
                return record.aspect in self._aspects
            case _:
                return self._whole and isinstance(record, StageOutcome)


def _locked(outline: Outline, ours: Dossier) -> frozenset[Line]:
    """The lines that were approved here or whose stage is final."""
    final = [outcome.stage for outcome in ours.outcomes if outcome.final]
    approved = [line_of(one) for one in ours.answers if one.state is State.APPROVED]
    identifier = ours.assessment.id
    return frozenset(approved) | {
        (identifier, number, stage) for stage in final for number in outline.numbers
    }


def _merged(judge: Judge, versions: _Versions, locked: frozenset[Line]) -> RecordsByType:
    """The records of the part after the merge."""
    base, ours, theirs = (exhibits_of(records) for records in versions)
    ours, theirs = unified(base, ours, theirs, locked)
    evidence = EvidenceMerge(judge, (base, ours, theirs), locked).run()
    lines = [one.lines() for one in (base, ours, theirs, evidence)]
    found: RecordsByType = {
        Document: dict(_documents(judge, versions, evidence)),
        Attachment: dict(evidence.attachments),
        Citation: dict(evidence.citations),
        Answer: dict(_answers(judge, versions, locked, lines)),
    }
    for kind in _FIELDS_ONLY:
        found[kind] = dict(_notes(judge, versions, kind))
    for kind in _LISTED:
        found[kind] = dict(_listed(judge, versions, kind))
    return found


def _threes(versions: _Versions, kind: type[_R]) -> Iterator[tuple[Key, Three[_R]]]:
    """Every record of a type in its three versions."""
    sides = [
        {key: one for key, one in records.get(kind, {}).items() if isinstance(one, kind)}
        for records in versions
    ]
    for key in union(*sides):
        base, ours, theirs = (side.get(key) for side in sides)
        yield key, Three(base, ours, theirs)


def _documents(
    judge: Judge, versions: _Versions, evidence: Exhibits
) -> Iterator[tuple[Key, Document]]:
    """Documents never leave the library, and what is said about them counts there."""
    used = {entry.sha256 for entry in evidence.attachments.values()}
    for key, three in _threes(versions, Document):
        if three.ours is not None and three.theirs is not None:
            yield key, judge.merged(three.base, three.ours, three.theirs, locked=False)
        elif three.present.sha256 in used:
            yield key, three.present


def _answers(
    judge: Judge, versions: _Versions, locked: frozenset[Line], evidence: Collection[_Evidence]
) -> Iterator[tuple[Key, Answer]]:
    sides = [
        {line_of(one): one for one in records.get(Answer, {}).values() if isinstance(one, Answer)}
        for records in versions
    ]
    for line in sorted(set().union(*sides, *evidence)):
        base, ours, theirs = (side.get(line) or Answer(*line) for side in sides)
        merged = judge.merged(base, ours, theirs, locked=line in locked)
        contents = [
            (replace(one, state=State.OPEN, review_note=""), at.get(line, frozenset()))
            for one, at in zip((base, ours, theirs, merged), evidence, strict=True)
        ]
        states = Three[Any](base.state, ours.state, theirs.state)
        if contents[0] == contents[1] == contents[2] and base.state in (ours.state, theirs.state):
            state = judge.choose(states, ours, "state", states, locked=line in locked)
        else:
            state = _state(ours, theirs, contents[1:])
        yield line, replace(merged, state=state)


def _state(ours: Answer, theirs: Answer, contents: Sequence[object]) -> State:
    """The state of what was merged: nobody has handed in or approved a mixture."""
    here, there, merged = contents
    if here == there:
        return max(ours.state, theirs.state, key=_FURTHER.index)
    if merged == here:
        return ours.state
    return theirs.state if merged == there else State.DRAFT


def _notes(judge: Judge, versions: _Versions, kind: type[_R]) -> Iterator[tuple[Key, _R]]:
    """What is nothing but its fields: where it is absent, nothing was written."""
    for key, three in _threes(versions, kind):
        base, ours, theirs = (one or blank(three.present) for one in three)
        yield key, judge.merged(base, ours, theirs, locked=False)


def _listed(judge: Judge, versions: _Versions, kind: type[_R]) -> Iterator[tuple[Key, _R]]:
    """What is there or not."""
    for key, three in _threes(versions, kind):
        found = judge.whole(three, locked=False)
        if found is not None:
            yield key, found


def _changes(before: RecordsByType, after: RecordsByType) -> Iterator[Change]:
    """From one to the other, in an order in which everything always stands on something."""
    for kind, records in after.items():
        for key, record in records.items():
            old = before.get(kind, {}).get(key)
            if old is None and kind in (Answer, *_FIELDS_ONLY) and record == blank(record):
                continue
            if old != record:
                yield Change(old, record)
    for kind in (Citation, Attachment, *_LISTED):
        for key, record in before.get(kind, {}).items():
            if key not in after[kind]:
                yield Change(record, None)


def _rows(change: Change, names: Mapping[str, str]) -> Iterator[Row]:
    before, record = change.before, change.record
    indicator = getattr(record, "indicator", None)
    document = names.get(getattr(record, "sha256", ""), "")
    if before is None and isinstance(record, Answer | AspectNote | StageOutcome):
        before = blank(record)
    if before is None or change.after is None:
        lines = gist(change.before, names), gist(change.after, names)
        yield Row(type(record), key_of(record), "", indicator, document, *lines)
        return
    for entry in fields(record):
        old, new = (plain_value(getattr(one, entry.name)) for one in (before, record))
        if old != new and entry.name not in TECHNICAL:
            yield Row(type(record), key_of(record), entry.name, indicator, document, old, new)
