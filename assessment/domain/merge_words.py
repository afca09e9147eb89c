"""What people call what a merge changes and what they have to decide."""

from datetime import datetime

from assessment.domain.conflicts import Conflict, Key, Side
from assessment.domain.dossier import letter
from assessment.domain.formatting import short_date_text, time_text
from assessment.domain.identity import SELF
from assessment.domain.merging import Row
from assessment.domain.plain import Plain
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
)
from assessment.domain.words import (
    DOCUMENT_KINDS,
    DOCUMENT_STATUSES,
    FIELDS,
    ITEM_STATES,
    STAGES,
    STATES,
    stage_name,
)

_LATER = frozenset(STAGES) - {SELF}
_LONGEST = 60  # letters of a value in a line; the window shows it whole

SIDES = {Side.OURS: "Di sini", Side.THEIRS: "Di bagian"}
RECORDS: dict[RecordType, str] = {
    Answer: "Jawaban",
    Document: "Dokumen",
    Attachment: "Bukti dukung",
    Citation: "Rujukan",
    AspectNote: "Catatan aspek",
    StageOutcome: "Tahap",
    Waiver: "Temuan yang dibiarkan",
    ActionItem: "Rencana aksi",
    LevelCap: "Batas tingkat",
}
MERGE_FIELDS = {
    **FIELDS,
    "stage": "Tahap",
    "sha256": "Dokumen",
    "position": "Huruf",
    "reason": "Alasan",
    "due": "Tenggat",
    "note": "Catatan",
    "final": "Final",
    "printed_index": "Indeks tercetak",
    "source": "Sumber",
}
"""Fields by name, as far as a merge shows them; a whole record goes by its type."""
_NAMES = {
    (Answer, "state"): {key.value: name for key, name in STATES.items()},
    (Document, "kind"): {key.value: name for key, name in DOCUMENT_KINDS.items()},
    (Document, "status"): {key.value: name for key, name in DOCUMENT_STATUSES.items()},
    (ActionItem, "state"): {key.value: name for key, name in ITEM_STATES.items()},
}


def subject_text(kind: RecordType, field: str, key: Key) -> str:
    """What a field of a record is called, or the whole record."""
    if kind is StepEffort:
        return f"Usaha ke tingkat {key[-1]}"
    return MERGE_FIELDS[field] if field else RECORDS[kind]


def value_text(kind: RecordType, field: str, value: Plain) -> str:
    """A value as people read it."""
    if value is None and not field:
        return "(tidak ada)"
    if value in {None, ""}:
        return "(kosong)"
    if (kind, field) == (Attachment, "position"):
        return letter(int(str(value)))
    return _NAMES.get((kind, field), {}).get(str(value), str(value))


def conflict_text(conflict: Conflict) -> str:
    """A conflict in a line: where, and both sides with author and time."""
    kind, field = conflict.kind, conflict.field
    sides = (
        (Side.OURS, conflict.ours, conflict.ours_by, conflict.ours_at),
        (Side.THEIRS, conflict.theirs, conflict.theirs_by, conflict.theirs_at),
    )
    told = "; ".join(
        f"{SIDES[side].lower()} {_short(value_text(kind, field, value))}{_touch_text(who, at)}"
        for side, value, who, at in sides
    )
    place = place_text(conflict.indicator, conflict.document, conflict.key)
    return f"{place}, {subject_text(kind, field, conflict.key)}: {told}"


def row_text(row: Row) -> str:
    """What a merge changes, in a line."""
    before, after = (
        _short(value_text(row.kind, row.field, value)) for value in (row.before, row.after)
    )
    place = place_text(row.indicator, row.document, row.key)
    return f"{place}, {subject_text(row.kind, row.field, row.key)}: {before} → {after}"


def place_text(indicator: int | None, document: str, key: Key) -> str:
    """Where something is that has this indicator or document, or else this key."""
    if indicator is not None:
        stage = f" ({stage_name(str(key[-1]))})" if key[-1] in _LATER else ""
        return f"Indikator {indicator}{stage}{document and f', {document}'}"
    match key:
        case (_, int(aspect), str(stage)):
            return f"Aspek {aspect}, {stage_name(stage)}"
        case (_, str(stage)):
            return stage_name(stage)
        case _:
            return document


def _short(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:_LONGEST]}…" if len(line) > _LONGEST else line


def _touch_text(who: str, at: datetime | None) -> str:
    moment = f"{short_date_text(at)} {time_text(at)}" if at else ""
    told = ", ".join(part for part in (who, moment) if part)
    return told and f" ({told})"
