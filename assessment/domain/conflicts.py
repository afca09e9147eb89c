"""Three versions of one thing: what merges by itself, and what a person has to decide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from assessment.domain.differences import citation_text
from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Place
from assessment.domain.identity import Assessment, Record
from assessment.domain.plain import Plain, plain_value
from assessment.domain.records import (
    ActionItem,
    Answer,
    Attachment,
    Citation,
    Document,
    LevelCap,
    RecordType,
    StepEffort,
    Waiver,
    key_of,
)
from assessment.domain.steps import Change, Step

_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")
Key = tuple[str | int, ...]
Line = tuple[int, int, str]
"""The key of an answer: it stands for all that is said and proven at an indicator and stage."""

# What follows from the rest once that is decided, or from what was read here.
_APART: Mapping[RecordType, str] = {
    Answer: "state",
    Attachment: "position",
    Document: "text_state",
}
# Of the file itself, or how it was called where it was first seen: nobody has to weigh them.
TECHNICAL = frozenset({"name", "size", "added", "pages"})


class Side(StrEnum):
    """Whose version a person chooses."""

    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Touch:
    """Who last changed something, and when; nobody where the log does not tell."""

    who: str = ""
    at: datetime | None = None


_NOBODY = Touch()
Touches = Mapping[Place, Touch]
UNTOLD: Touches = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Authors:
    """Who changed what on both sides; ``sender`` stands for what their log does not tell."""

    ours: Touches = field(default_factory=dict)
    theirs: Touches = field(default_factory=dict)
    sender: Touch = _NOBODY


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field (or a whole record, when ``field`` is empty) that a person has to decide.

    A record that is not there reads None. ``document`` is the name of the one that it is about,
    where it is about one. ``approved``: it was approved here, or its stage is
    final, so that even what only they changed waits for a person; our side is the default.
    """

    kind: RecordType
    key: Key
    field: str
    indicator: int | None
    document: str
    base: Plain
    ours: Plain
    theirs: Plain
    ours_by: str
    ours_at: datetime | None
    theirs_by: str
    theirs_at: datetime | None
    approved: bool


Decisions = Mapping[Conflict, Side]
UNDECIDED: Decisions = MappingProxyType({})


class Three(NamedTuple, Generic[_T]):
    """One thing as it was given out, as it is here, and as it comes back.

    A record, a value of a field, a set of records: they are only compared and handed on.
    """

    base: _T | None
    ours: _T | None
    theirs: _T | None

    @property
    def present(self) -> _T:
        """One that is there, ours if it is."""
        return next(one for one in (self.ours, self.theirs, self.base) if one is not None)


def touches_of(steps: Iterable[Step]) -> dict[Place, Touch]:
    """Who last changed each field, and under an empty field each record; newest step first."""
    found: dict[Place, Touch] = {}
    for step in steps:
        for change in step.changes:
            kind, key = type(change.record), key_of(change.record)
            for name in ("", *_differing(change)):
                found.setdefault((kind, key, name), Touch(step.who, step.at))
    return found


def touches_within(touches: Touches, *dossiers: Dossier) -> dict[Place, Touch]:
    """Those of records that one of the dossiers holds, without the assessment itself."""
    held = {
        (kind, key)
        for dossier in dossiers
        for kind, records in dossier.records().items()
        if kind is not Assessment
        for key in records
    }
    return {place: touch for place, touch in touches.items() if place[:2] in held}


def rebased_touches(touches: Touches, assessment_id: int) -> dict[Place, Touch]:
    """The same touches of an assessment under another identifier."""
    return {
        (kind, _moved(kind, key, assessment_id), name): touch
        for (kind, key, name), touch in touches.items()
    }


def _moved(kind: RecordType, key: Key, assessment_id: int) -> Key:
    named = zip(kind.KEY, key, strict=True)
    return tuple(assessment_id if name == "assessment_id" else value for name, value in named)


def _differing(change: Change) -> Iterator[str]:
    for entry in fields(change.record):
        old, new = (getattr(record, entry.name, None) for record in (change.before, change.after))
        if old != new:
            yield entry.name


def _touch(touches: Touches, place: Place, otherwise: Touch) -> Touch:
    kind, key, _ = place
    return touches.get(place) or touches.get((kind, key, "")) or otherwise


@dataclass
class Judge:
    """Chooses between versions and remembers what it could not choose.

    ``names`` are those of the documents, by SHA-256; ``alike`` counts what both sides changed in
    the same way.
    """

    decisions: Decisions
    authors: Authors
    names: Mapping[str, str]
    conflicts: list[Conflict] = field(default_factory=list)
    alike: int = 0

    def choose(
        self, three: Three[Any], about: Record, name: str, shown: Three[Any], *, locked: bool
    ) -> Any:
        """The version that counts; an undecided one is ours.

        Args:
            three: the versions, compared with each other.
            about: a version of the record that has the field.
            name: the field; empty for the whole record.
            shown: the versions as people read them.
            locked: whether ours was approved.
        """
        base, ours, theirs = three
        if ours == theirs:
            self.alike += ours != base
            return ours
        if theirs == base:
            return ours
        if ours == base and not locked:
            return theirs
        conflict = self._conflict(about, name, shown, locked=locked)
        self.conflicts.append(conflict)
        return theirs if self.decisions.get(conflict) is Side.THEIRS else ours

    def whole(self, three: Three[_R], *, locked: bool) -> _R | None:
        """The record that counts where a side may lack it."""
        if three.ours is not None and three.theirs is not None:
            return self.merged(three.base, three.ours, three.theirs, locked=locked)
        shown = Three(*(gist(one, self.names) for one in three))
        found: _R | None = self.choose(three, three.present, "", shown, locked=locked)
        return found

    def merged(self, base: _R | None, ours: _R, theirs: _R, *, locked: bool) -> _R:
        """The record merged field by field."""
        values: dict[str, Any] = {}
        for entry in fields(ours):
            name = entry.name
            if name in ours.KEY or name == _APART.get(type(ours)):
                continue
            # Where nothing was given out, whatever differs from an empty field is a change.
            initial = None if entry.default is MISSING else entry.default
            old = initial if base is None else getattr(base, name)
            three = old, getattr(ours, name), getattr(theirs, name)
            values[name] = self._field(three, ours, name, locked=locked)
        return replace(ours, **values)

    def _field(self, three: tuple[Any, Any, Any], about: Record, name: str, *, locked: bool) -> Any:
        base, ours, theirs = three
        if isinstance(ours, frozenset):
            # Tick by tick; two sides cannot change one tick differently.
            three = ours, ours, (ours | (theirs - base)) - (base - theirs)
        elif isinstance(about, Document) and name in TECHNICAL and base not in (ours, theirs):
            return min(ours, theirs, key=str)
        versions = Three(*three)
        return self.choose(versions, about, name, versions, locked=locked)

    def _conflict(self, about: Record, name: str, shown: Three[Any], *, locked: bool) -> Conflict:
        place = type(about), key_of(about), name
        here = _touch(self.authors.ours, place, _NOBODY)
        there = _touch(self.authors.theirs, place, self.authors.sender)
        base, ours, theirs = (plain_value(value) for value in shown)
        return Conflict(
            kind=place[0],
            key=place[1],
            field=name,
            indicator=getattr(about, "indicator", None),
            document=self.names.get(getattr(about, "sha256", ""), ""),
            base=base,
            ours=ours,
            theirs=theirs,
            ours_by=here.who,
            ours_at=here.at,
            theirs_by=there.who,
            theirs_at=there.at,
            approved=locked,
        )


def gist(record: Record | None, names: Mapping[str, str]) -> str | None:
    """A whole record in a line; ``names`` are those of the documents, by SHA-256."""
    match record:
        case Citation():
            return citation_text(record)
        case Waiver():
            return record.reason
        case ActionItem():
            return ", ".join(part for part in (str(record.level), record.unit, record.note) if part)
        case StepEffort(effort=number) | LevelCap(level=number):
            return str(number)
        case Attachment() | Document():
            return names[record.sha256]
        case _:
            return None
