"""Which institution assesses itself in which year, who works on it, and how far it has come.

This is all that the list of assessments needs; the other records are in
`assessment.domain.records`.
"""

from dataclasses import Field, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

SELF = "self"
"""The stage in which an institution assesses itself."""

OFFICIAL = "official"
"""Not a stage of an instrument: the printed result of the evaluation (LHE)."""

OFFICIAL_NAME = "Hasil Resmi"
"""What people call it in the place of a stage."""


class InstitutionKind(StrEnum):
    """What an institution is (PermenPANRB 59/2020 addresses all of them)."""

    MINISTRY = "ministry"
    AGENCY = "agency"
    OTHER = "other"
    PROVINCE = "province"
    REGENCY = "regency"
    CITY = "city"


class Cycle(StrEnum):
    """Monitoring (self and document stages) or evaluation (all stages)."""

    MONITORING = "monitoring"
    EVALUATION = "evaluation"


class State(StrEnum):
    """How far the answer to one indicator has come."""

    OPEN = "open"
    DRAFT = "draft"
    HANDED_IN = "handed_in"
    RETURNED = "returned"
    APPROVED = "approved"


class Role(StrEnum):
    """What a person does in an assessment (PermenPANRB 59/2020; bookkeeping, not a lock)."""

    MEMBER = "member"
    ENTRY = "entry"
    RESPONSIBLE = "responsible"
    COORDINATOR = "coordinator"
    EVALUATOR = "evaluator"


class Record:
    """What all records, each a dataclass, share: ``KEY`` names the fields that identify one."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    KEY: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Assessment(Record):
    """One institution, one year, one instrument.

    ``origin`` is the fingerprint of the key that signed the package or part it came with, empty
    where it was begun here; ``part`` holds the numbers of the indicators it is limited to,
    between spaces, empty for all.
    """

    KEY = ("id",)

    id: int
    uid: str
    instrument_id: str
    institution: str
    kind: InstitutionKind
    year: int
    created: datetime
    cycle: Cycle = Cycle.EVALUATION
    coordinator: str = ""
    responsible: str = ""
    team: str = ""
    recommendation: str = ""
    removed: bool = False
    origin: str = ""
    part: str = ""


def part_numbers(assessment: Assessment) -> tuple[int, ...]:
    """The numbers of the indicators that an assessment is limited to; empty for all."""
    return tuple(int(number) for number in assessment.part.split())


def held_numbers(assessment: Assessment, every: tuple[int, ...]) -> tuple[int, ...]:
    """Those of an instrument's indicators that an assessment holds: all, or its part of them."""
    return part_numbers(assessment) or every


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who works in this workspace."""

    name: str
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class Overview:
    """One assessment in the list: its levels by stage, its last edit, and its final stages."""

    assessment: Assessment
    chosen: dict[str, dict[int, int]]
    edited: datetime | None
    editor: str
    indicator: int | None
    final: frozenset[str] = frozenset()
