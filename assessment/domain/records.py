"""What is stored about an assessment, as frozen records.

Every record type has a ``KEY``: the names of the fields that identify it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

Tick = tuple[int, int]
"""A ticked condition: the level that demands it and its position there, from 1."""

SELF = "self"
"""The stage in which an institution assesses itself."""


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


class DocumentKind(StrEnum):
    """What sort of document proves a condition."""

    REGULATION = "regulation"
    DECREE = "decree"
    CIRCULAR = "circular"
    PROCEDURE = "procedure"
    PLAN = "plan"
    REPORT = "report"
    MINUTES = "minutes"
    SCREENSHOT = "screenshot"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """Whether a document is in force; a draft proves no more than an intention."""

    UNKNOWN = ""
    DRAFT = "draft"
    ENACTED = "enacted"


class TextState(StrEnum):
    """What came of reading the text of a document."""

    UNKNOWN = "unknown"  # not read yet
    TEXT = "text"
    IMAGE_ONLY = "image_only"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NONE = "none"  # a kind of file that holds no pages of text


@dataclass(frozen=True, slots=True)
class Record:
    """What all records share: ``KEY`` names the fields that identify one."""

    KEY: ClassVar[tuple[str, ...]] = ()


@dataclass(frozen=True, slots=True)
class Assessment(Record):
    """One institution, one year, one instrument."""

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


@dataclass(frozen=True, slots=True)
class Answer(Record):
    """What is said about one indicator at one stage; absent means untouched."""

    KEY = ("assessment_id", "indicator", "stage")

    assessment_id: int
    indicator: int
    stage: str = SELF
    level: int | None = None
    ticks: frozenset[Tick] = frozenset()
    fact: str = ""
    analysis: str = ""
    justification: str = ""
    target: int | None = None
    unit: str = ""
    notes: str = ""
    state: State = State.OPEN


@dataclass(frozen=True, slots=True)
class Document(Record):
    """A file in the content store, known by its SHA-256, with what a citation needs to name."""

    KEY = ("sha256",)

    sha256: str
    name: str
    size: int
    added: datetime
    kind: DocumentKind = DocumentKind.OTHER
    number: str = ""
    year: int | None = None
    about: str = ""
    issued: date | None = None
    issuer: str = ""
    pages: int | None = None
    status: DocumentStatus = DocumentStatus.UNKNOWN
    valid_until: date | None = None
    text_state: TextState = TextState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Attachment(Record):
    """A document placed at an indicator; the position gives its letter (1 is ``a``)."""

    KEY = ("assessment_id", "indicator", "sha256")

    assessment_id: int
    indicator: int
    sha256: str
    position: int


@dataclass(frozen=True, slots=True)
class Citation(Record):
    """The passage of an attached document that proves something.

    ``level`` and ``condition`` say what it proves; ``condition`` counts from 1 inside the level.
    """

    KEY = ("uid",)

    uid: str
    assessment_id: int
    indicator: int
    sha256: str
    level: int | None = None
    condition: int | None = None
    article: str = ""
    page: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class AspectNote(Record):
    """Strengths and weaknesses of one aspect in the words of the assessors."""

    KEY = ("assessment_id", "aspect")

    assessment_id: int
    aspect: int
    strengths: str = ""
    weaknesses: str = ""


@dataclass(frozen=True, slots=True)
class Waiver(Record):
    """A finding that a person lets stand, with the reason."""

    KEY = ("assessment_id", "kind", "indicator", "detail")

    assessment_id: int
    kind: str
    indicator: int
    detail: str = ""
    reason: str = ""


RecordType = type[Record]
RECORD_TYPES: tuple[RecordType, ...] = (
    Assessment,
    Answer,
    Document,
    Attachment,
    Citation,
    AspectNote,
    Waiver,
)


def key_of(record: Record) -> tuple[str | int, ...]:
    """The values that identify the record within its type."""
    return tuple(getattr(record, name) for name in record.KEY)
