"""Whether records from elsewhere can be what they say: nothing of them is believed."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, fields
from typing import Any, get_type_hints

from assessment.domain.dossier import Dossier
from assessment.domain.identity import OFFICIAL, Assessment, Record, part_numbers
from assessment.domain.records import (
    RECORD_TYPES,
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    Tick,
    key_of,
)
from indicators.outline import Outline

_SHA256 = re.compile("[0-9a-f]{64}")
_INDEX = re.compile(r"(-?[0-9]{1,100}(\.[0-9]{1,100})?)?")
_MOST = 1 << 62  # what every database can hold
_YEARS = range(1900, 2201)
_MOST_CONDITIONS = 100


def faulty_record(dossier: Dossier, outline: Outline) -> str:
    """The type and key of the first record that cannot be; empty where all can."""
    records = list(_records(dossier))
    bounds = _Bounds.of(dossier, outline)
    for record in records:
        if not _is_typed(record) or not bounds.hold(record):
            return _named(record)
    seen = set()
    for record in records:
        place = (type(record), key_of(record))
        if place in seen:
            return _named(record)
        seen.add(place)
    return ""


def _named(record: Record) -> str:
    return " ".join((type(record).__name__, *(str(part) for part in key_of(record)[-2:])))


def _records(dossier: Dossier) -> Iterator[Record]:
    yield dossier.assessment
    yield from dossier.documents
    yield from dossier.attachments
    yield from dossier.answers
    yield from dossier.citations
    yield from dossier.aspect_notes
    yield from dossier.waivers
    yield from dossier.outcomes
    yield from dossier.action_items
    yield from dossier.step_efforts
    yield from dossier.level_caps
    yield from dossier.path_wishes


def _types(kind: type[Record]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in fields(kind)}


_TYPES = {kind: _types(kind) for kind in RECORD_TYPES}


def _is_typed(record: Record) -> bool:
    """Whether every field is of its type and can be stored."""
    for name, kind in _TYPES[type(record)].items():
        value = getattr(record, name)
        if kind == frozenset[Tick]:
            continue  # checked against the conditions
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            return False
        if isinstance(value, int) and not -_MOST < value < _MOST:
            return False
        if isinstance(value, str) and not _is_text(value):
            return False
    return True


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False  # half a surrogate pair
    return True


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What records may refer to."""

    outline: Outline
    stages: Container[str]
    documents: Container[str]
    attached: Container[tuple[int, str]]

    @classmethod
    def of(cls, dossier: Dossier, outline: Outline) -> "_Bounds":
        return cls(
            outline,
            {*(stage.id for stage in outline.stages), OFFICIAL},
            {document.sha256 for document in dossier.documents},
            {(entry.indicator, entry.sha256) for entry in dossier.attachments},
        )

    def hold(self, record: Record) -> bool:
        """Whether the record refers to what is there."""
        match record:
            case Assessment():
                held = self._holds_assessment(record)
            case Document():
                held = bool(_SHA256.fullmatch(record.sha256)) and record.size > 0
            case Attachment():
                known = record.sha256 in self.documents and record.stage in self.stages
                held = known and record.position > 0 and self._is_indicator(record.indicator)
            case Citation():
                held = self._holds_citation(record)
            case AspectNote():
                aspects = {aspect.number for aspect in self.outline.aspects}
                held = record.aspect in aspects and record.stage in self.stages
            case _:
                held = self._holds_judgement(record)
        return held

    def _is_indicator(self, number: int) -> bool:
        return number in self.outline.numbers

    def _is_level(self, level: int | None) -> bool:
        return level is None or level in self.outline.levels

    def _holds_assessment(self, record: Assessment) -> bool:
        if not record.institution.strip() or record.year not in _YEARS:
            return False
        try:
            return all(self._is_indicator(number) for number in part_numbers(record))
        except ValueError:
            return False

    def _holds_citation(self, record: Citation) -> bool:
        attached = (record.indicator, record.sha256) in self.attached
        return attached and bool(record.uid) and self._is_level(record.level)

    def _holds_judgement(self, record: Record) -> bool:
        match record:
            case Answer():
                return self._holds_answer(record)
            case ActionItem() | StepEffort() | LevelCap():
                return self._is_indicator(record.indicator) and self._is_level(record.level)
            case PathWish():
                return self._is_level(record.highest) and bool(_INDEX.fullmatch(record.index))
            case StageOutcome():
                return record.stage in self.stages
            case _:
                return True  # a waiver names a finding, and one that is none has no effect

    def _holds_answer(self, record: Answer) -> bool:
        if not self._is_indicator(record.indicator) or not self._is_level(record.level):
            return False
        if record.stage not in self.stages or not self._is_level(record.target):
            return False
        return all(
            level in self.outline.levels and 0 < position < _MOST_CONDITIONS
            for level, position in record.ticks
        )
