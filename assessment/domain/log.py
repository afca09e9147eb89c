"""The log in words: one line for each field that somebody changed."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from assessment.domain.formatting import date_text
from assessment.domain.identity import Assessment, Cycle, InstitutionKind, Record, State
from assessment.domain.plain import plain_value
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    DocumentKind,
    DocumentStatus,
    ItemState,
    LevelCap,
    PathWish,
    RecordType,
    StageOutcome,
    StepEffort,
    TextState,
    Waiver,
)
from assessment.domain.steps import Action, Change, Step, StepKind
from assessment.domain.words import (
    ACTIONS,
    CYCLES,
    DOCUMENT_KINDS,
    DOCUMENT_STATUSES,
    FIELDS,
    INSTITUTION_KINDS,
    ITEM_STATES,
    STATES,
    TEXT_STATES,
    stage_name,
)

RECORDS: dict[RecordType, str] = {
    Assessment: "Penilaian",
    Answer: "Jawaban",
    Document: "Dokumen",
    Attachment: "Bukti",
    Citation: "Rujukan",
    AspectNote: "Catatan aspek",
    StageOutcome: "Tahap",
    ActionItem: "Rencana aksi",
    StepEffort: "Usaha langkah",
    LevelCap: "Batas tingkat",
    PathWish: "Tujuan jalan termurah",
    Waiver: "Temuan dikesampingkan",
}
KINDS = {StepKind.UNDO: "Diurungkan", StepKind.REDO: "Diulangi"}
_ENUMS: dict[type[Enum], Mapping[Any, str]] = {
    State: STATES,
    InstitutionKind: INSTITUTION_KINDS,
    ItemState: ITEM_STATES,
    Cycle: CYCLES,
    DocumentKind: DOCUMENT_KINDS,
    DocumentStatus: DOCUMENT_STATUSES,
    TextState: TEXT_STATES,
}
_MORE_FIELDS = {
    "review_note": "Catatan pemeriksa",
    "final": "Final",
    "reason": "Alasan",
    "printed_index": "Indeks tercetak",
    "source": "Sumber",
    "due": "Tenggat",
    "effort": "Usaha",
    "index": "Indeks",
    "highest": "Tingkat tertinggi",
    "note": "Keterangan",
    "text_state": "Keadaan teks",
    "pages": "Jumlah halaman",
    "position": "Urutan",
    "origin": "Asal",
    "part": "Bagian",
    "size": "Ukuran",
    "removed": "Dihapus",
    "stage": "Tahap",
    "detail": "Rincian",
    "aspect": "Aspek",
    "indicator": "Indikator",
    "sha256": "SHA-256",
}

_NUMBERS = frozenset({"index", "printed_index"})  # kept as text, with a decimal point


@dataclass(frozen=True, slots=True)
class LogLine:
    """What became of one field, or of a whole record; ``number`` is that of the entry."""

    number: int
    at: datetime
    who: str
    action: Action
    kind: StepKind
    stage: str
    indicator: int | None
    what: str
    before: str
    after: str

    @property
    def deed(self) -> str:
        """What was done: ``Memilih tingkat``, ``Memilih tingkat (diurungkan)``."""
        again = KINDS.get(self.kind)
        return ACTIONS[self.action] + (f" ({again.lower()})" if again else "")


def log_lines(steps: Iterable[Step]) -> Iterator[LogLine]:
    """The lines of entries, in their order."""
    for step in steps:
        for change in step.changes:
            yield from _lines_of(step, change)


def _lines_of(step: Step, change: Change) -> Iterator[LogLine]:
    for what, before, after in _differences(change):
        yield LogLine(
            number=step.id,
            at=step.at,
            who=step.who,
            action=step.action,
            kind=step.kind,
            stage=getattr(change.record, "stage", ""),
            indicator=getattr(change.record, "indicator", None),
            what=what,
            before=before,
            after=after,
        )


def _differences(change: Change) -> Iterator[tuple[str, str, str]]:
    old, new = change.before, change.after
    name = RECORDS[type(change.record)]
    if isinstance(change.record, Answer):
        # An untouched answer is a blank one: its first words are a change like any other.
        blank = Answer(change.record.assessment_id, change.record.indicator, change.record.stage)
        old, new = old or blank, new or blank
    if old is None or new is None:
        yield name, _summary(old), _summary(new)
        return
    for entry in fields(change.record):
        before, after = getattr(old, entry.name), getattr(new, entry.name)
        if before != after:
            field = field_name(entry.name)
            what = field if isinstance(change.record, Answer) else f"{name}: {field}"
            yield what, _words(before, entry.name), _words(after, entry.name)


def _summary(record: Record | None) -> str:
    """What tells a record apart from others: all that is written in it."""
    if record is None:
        return ""
    parts = []
    for field in fields(record):
        value = getattr(record, field.name)
        plain = field.default is not MISSING and value == field.default
        if field.name not in {"id", "uid", "assessment_id", "indicator", "sha256"} and not plain:
            name, words = field_name(field.name), _words(value, field.name)
            parts.append(words if words.startswith(name) else f"{name} {words}")
    return "; ".join(parts)


def field_name(name: str) -> str:
    """What people call a field."""
    return FIELDS.get(name) or _MORE_FIELDS.get(name, name)


def _words(value: object, name: str) -> str:
    match value:
        case Enum():
            return _ENUMS[type(value)][value]
        case bool():
            return "ya" if value else "tidak"
        case datetime():
            return f"{date_text(value.date())} {value:%H.%M}"
        case date():
            return date_text(value)
        case None:
            return ""
        case _:
            text = str(plain_value(value))
            if name == "stage":
                text = stage_name(text)
            return text.replace(".", ",") if name in _NUMBERS else text
