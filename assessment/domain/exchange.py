"""What comes in from a file, how it differs from what is stored, and the kinds of what goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from assessment.domain.dossier import Dossier
from assessment.domain.plain import Plain
from assessment.domain.records import RecordType
from assessment.domain.steps import Change


class ExportKind(StrEnum):
    """What can be written; the evidence is a folder, everything else one file."""

    WORKBOOK = "xlsx"
    REPORT = "pdf"
    TABLE = "csv"
    DATA = "json"
    PACKAGE = "spbe"
    PART = "part"
    EVIDENCE = "folder"
    MINUTES = "minutes"
    CONSENT = "consent"
    PLAN = "plan"
    PLAN_TABLE = "plan_table"
    SUMMARY = "summary"
    COMPARISON = "comparison"
    LOG = "log"


FILE_KINDS = (
    ExportKind.WORKBOOK,
    ExportKind.REPORT,
    ExportKind.TABLE,
    ExportKind.DATA,
    ExportKind.PACKAGE,
)
"""What its suffix alone names; everything else has to be asked for by name."""

_SUFFIXES = {
    ExportKind.PLAN_TABLE: "xlsx",
    ExportKind.PART: "spbe",
    ExportKind.LOG: "xlsx",
    **{kind: kind.value for kind in FILE_KINDS},
}


def suffix_of(kind: ExportKind) -> str:
    """How the name of a file of that kind ends, without the dot."""
    return _SUFFIXES.get(kind, "pdf")


def kinds_of(name: ExportKind | None) -> tuple[ExportKind, ...]:
    """What is meant by a name, or without one: as many kinds as there are suffixes for it."""
    if name is None:
        return FILE_KINDS
    return (name, ExportKind.PLAN_TABLE) if name is ExportKind.PLAN else (name,)


Place = tuple[RecordType, tuple[str | int, ...], str]
"""A field of a record: its type, its key, the field's name."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says about an assessment; ``base_revision`` is the step it was exported at.

    ``dossier`` carries the assessment's identifier 0; ``places`` gives the sheet and cell
    (``Penilaian!F12``) of every field that the file holds, and only those are compared;
    ``exported`` are the citations that were in the file when it was written.
    """

    path: Path
    dossier: Dossier
    base_revision: int
    places: Mapping[Place, str]
    exported: frozenset[str]


class DifferenceKind(StrEnum):
    """What a difference does to the stored value."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field (or one whole record, when ``field`` is empty) that a file would change.

    ``cautious`` marks what is not taken over unless a person ticks it: an approved answer, a
    removal, or a value that was changed here after the file was exported.
    """

    kind: DifferenceKind
    indicator: int | None
    field: str
    before: Plain
    after: Plain
    place: str
    cautious: bool
    change: Change


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking over a file would do; ``assessment_id`` is None where it would be a new one."""

    incoming: Incoming
    assessment_id: int | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof of an export that was reopened and compared, or of one that failed.

    ``summary`` says what was compared; ``failure`` is empty when it succeeded. ``index`` is the
    unrounded index as shortest decimal or fraction, empty for a part, which has none of its own;
    ``revision`` is the last step that is in it.
    """

    assessment_id: int
    at: datetime
    kind: ExportKind
    path: Path
    sha256: str
    size: int
    summary: str
    failure: str = ""
    index: str = ""
    revision: int = 0
