"""What is stored about an assessment, as frozen records.

Every record type has a ``KEY``: the names of the fields that identify it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from assessment.domain.identity import SELF, Assessment, Record, State

Tick = tuple[int, int]
"""A ticked condition: the level that demands it and its position there, from 1."""


class ItemState(StrEnum):
    """How far one item of the action plan has come."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"


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
    EMPTY = "empty"  # nothing but blanks


@dataclass(frozen=True, slots=True)
class Answer(Record):
    """What is said about one indicator at one stage; absent means untouched.

    ``review_note`` is what the person who sent it back wants changed.
    """

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
    review_note: str = ""


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
    """A document placed at an indicator; the position gives its letter (1 is ``a``).

    ``stage`` is the one in which it came: evaluators add evidence of their own.
    """

    KEY = ("assessment_id", "indicator", "sha256")

    assessment_id: int
    indicator: int
    sha256: str
    position: int
    stage: str = SELF


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
    """Strengths and weaknesses of one aspect in the words of those who assess at a stage."""

    KEY = ("assessment_id", "aspect", "stage")

    assessment_id: int
    aspect: int
    strengths: str = ""
    weaknesses: str = ""
    stage: str = SELF


@dataclass(frozen=True, slots=True)
class StageOutcome(Record):
    """Where a whole stage stands; absent means it is going on.

    A ``final`` stage is read-only; ``reason`` says why it was opened again. ``recommendation``,
    ``printed_index`` (two decimals, decimal point) and ``source`` (SHA-256 of the file) are those
    of an official result.
    """

    KEY = ("assessment_id", "stage")

    assessment_id: int
    stage: str
    final: bool = False
    reason: str = ""
    recommendation: str = ""
    printed_index: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class ActionItem(Record):
    """What is planned to raise one indicator to a level."""

    KEY = ("assessment_id", "indicator")

    assessment_id: int
    indicator: int
    level: int
    unit: str = ""
    due: date | None = None
    state: ItemState = ItemState.PLANNED
    note: str = ""


@dataclass(frozen=True, slots=True)
class StepEffort(Record):
    """What a person reckons one step to cost: from the level below to this one."""

    KEY = ("assessment_id", "indicator", "level")

    assessment_id: int
    indicator: int
    level: int
    effort: int


@dataclass(frozen=True, slots=True)
class LevelCap(Record):
    """The highest level that an indicator may be planned to reach; the present one locks it."""

    KEY = ("assessment_id", "indicator")

    assessment_id: int
    indicator: int
    level: int


@dataclass(frozen=True, slots=True)
class PathWish(Record):
    """What the cheapest path shall lead to.

    ``index`` has a decimal point; empty stands for the next better grade. ``highest`` is the
    highest level for all indicators, None the instrument's own.
    """

    KEY = ("assessment_id",)

    assessment_id: int
    index: str = ""
    highest: int | None = None


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
    StageOutcome,
    ActionItem,
    StepEffort,
    LevelCap,
    PathWish,
    Waiver,
)


def key_of(record: Record) -> tuple[str | int, ...]:
    """The values that identify the record within its type."""
    return tuple(getattr(record, name) for name in record.KEY)
