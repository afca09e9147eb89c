"""Transactions: a step and its log entry are stored together or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.exchange import Receipt
from assessment.domain.identity import Person, Record
from assessment.domain.official import OfficialPart, OfficialText
from assessment.domain.plain import from_plain, plain_value, to_plain
from assessment.domain.ranking import NationalList
from assessment.domain.records import RecordType, TextState
from assessment.domain.scoring import exact
from assessment.domain.steps import Action, Change, NewStep, Step, StepKind, indicators_of
from assessment.services.ports import Clock
from assessment.storage.chain import FIELDS, digest
from assessment.storage.changes import (
    changed_fields,
    decode_changes,
    encode_changes,
    target_of,
)
from assessment.storage.faults import storage_fault
from assessment.storage.rows import (
    ROWS,
    AssessmentRow,
    DocumentNameRow,
    DocumentRow,
    NationalEntryRow,
    NationalListRow,
    OfficialTextRow,
    PersonRow,
    ReceiptRow,
    Row,
    StepRow,
    TrustedKeyRow,
)

_R = TypeVar("_R", bound=Record)
_SAME_TYPING = timedelta(seconds=30)
_TYPING = frozenset({Action.WRITE, Action.JUSTIFY, Action.NOTE_ASPECT, Action.RECOMMEND})
_NEWEST = select(StepRow).order_by(StepRow.id.desc()).limit(1)


class SqlUnitOfWork:
    """One transaction on the workspace's database; see `assessment.services.ports.UnitOfWork`."""

    def __init__(self, session: Session, path: Path, who: str, now: Clock) -> None:
        """Work inside the session, in the name of a person."""
        self._session = session
        self._path = path
        self._who = who
        self._now = now

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Roll back whatever was not committed."""
        self._session.close()

    def find(self, kind: type[_R], *key: str | int) -> _R | None:
        """The stored record with that key, or None.

        Raises:
            StorageError: the database cannot be read.
        """
        row = self._row(kind, key)
        return None if row is None else _record(kind, row)

    def next_assessment_id(self) -> int:
        """An identifier that no assessment has.

        Raises:
            StorageError: the database cannot be read.
        """
        with self._translated():
            highest = self._session.scalar(select(func.max(AssessmentRow.id)))
        return (highest or 0) + 1

    def apply(self, step: NewStep) -> Step:
        """Store the changes of a step together with its log entry.

        The step comes back with whole records, as they are stored now.

        Raises:
            StorageError: the database cannot be written, or a record is not as expected.
        """
        with self._translated():
            changes = tuple(self._apply_change(change) for change in step.changes)
            return self._log(replace(step, changes=changes))

    def add_receipt(self, receipt: Receipt) -> None:
        """Keep a receipt.

        Raises:
            StorageError: the database cannot be written.
        """
        values: dict[str, Any] = {
            entry.name: plain_value(getattr(receipt, entry.name)) for entry in fields(receipt)
        }
        with self._translated():
            self._session.add(ReceiptRow(**values))
            self._session.flush()

    def add_name(self, sha256: str, name: str) -> None:
        """Keep another name of a stored document; a known one is not kept twice.

        Raises:
            StorageError: the database cannot be written, or there is no such document.
        """
        with self._translated():
            self._session.merge(DocumentNameRow(sha256=sha256, name=name))
            self._session.flush()

    def set_text_state(self, sha256: str, state: TextState) -> None:
        """Keep what came of reading a stored document.

        Raises:
            StorageError: the database cannot be written.
        """
        with self._translated():
            row = self._session.get(DocumentRow, sha256)
            if row is not None:
                row.text_state = state.value
                self._session.flush()

    def keep_person(self, person: Person) -> None:
        """Keep a person and what she does here; a known name gets the new role.

        Raises:
            StorageError: the database cannot be written.
        """
        with self._translated():
            self._session.merge(PersonRow(name=person.name, role=person.role.value))
            self._session.flush()

    def trust(self, fingerprint: str, name: str) -> None:
        """Trust a signing key from now on; a known one gets the new name.

        Raises:
            StorageError: the database cannot be written.
        """
        since = self._now().isoformat()
        with self._translated():
            self._session.merge(TrustedKeyRow(fingerprint=fingerprint, name=name, since=since))
            self._session.flush()

    def keep_official(
        self, instrument_id: str, part: OfficialPart, texts: Sequence[OfficialText]
    ) -> None:
        """Keep these official texts instead of those of the same instrument and part.

        Raises:
            StorageError: the database cannot be written.
        """
        same = OfficialTextRow.instrument_id == instrument_id, OfficialTextRow.part == part.value
        with self._translated():
            self._session.execute(delete(OfficialTextRow).where(*same))
            for text in texts:
                values: dict[str, Any] = {
                    entry.name: plain_value(getattr(text, entry.name)) for entry in fields(text)
                }
                self._session.add(OfficialTextRow(**values))
            self._session.flush()

    def keep_national(self, national: NationalList) -> None:
        """Keep a national list instead of that of the same instrument and year.

        Raises:
            StorageError: the database cannot be written.
        """
        instrument_id, year = national.instrument_id, national.year
        self.drop_national(instrument_id, year)
        with self._translated():
            self._session.add(
                NationalListRow(
                    instrument_id=instrument_id,
                    year=year,
                    source=national.source,
                    imported=national.imported.isoformat(),
                )
            )
            self._session.flush()
            self._session.add_all(
                NationalEntryRow(
                    instrument_id=instrument_id,
                    year=year,
                    line=entry.line,
                    institution=entry.institution,
                    kind=entry.kind.value,
                    index=exact(entry.index),
                )
                for entry in national.entries
            )
            self._session.flush()

    def drop_national(self, instrument_id: str, year: int) -> None:
        """Forget a national list; nothing happens where there is none.

        Raises:
            StorageError: the database cannot be written.
        """
        with self._translated():
            for row in (NationalEntryRow, NationalListRow):
                same = row.instrument_id == instrument_id, row.year == year
                self._session.execute(delete(row).where(*same))

    def commit(self) -> None:
        """Make everything permanent.

        Raises:
            StorageError: the disk is full, read-only, or another program holds the database.
        """
        with self._translated():
            self._session.commit()

    def _row(self, kind: RecordType, key: tuple[str | int, ...]) -> Row | None:
        with self._translated():
            return self._session.get(ROWS[kind], key[0] if len(key) == 1 else key)

    def _apply_change(self, change: Change) -> Change:
        kind, key = target_of(change)
        row = self._row(kind, key)
        if (row is None) != (change.before is None):
            raise StorageError(StorageProblem.CONFLICT, self._path, f"{kind.__name__} {key}")
        before = None if row is None else _record(kind, row)
        if change.after is None:
            self._session.delete(row)
            after = None
        elif row is None or change.before is None:
            row = ROWS[kind](**to_plain(change.after))
            self._session.add(row)
            after = change.after
        else:
            for name, value in changed_fields(change.before, change.after).items():
                setattr(row, name, plain_value(value))
            after = _record(kind, row)
        self._session.flush()
        return Change(before, after)

    def _log(self, step: NewStep) -> Step:
        now = self._now()
        newest = self._session.scalars(_NEWEST).first()
        if newest is not None and self._continues(newest, step):
            row, before = newest, self._session.scalars(_NEWEST.offset(1)).first()
            row.changes = encode_changes(_continued(row.changes, step.changes))
        else:
            row, before = self._new_row(step), newest
            row.id = 1 if newest is None else newest.id + 1
            self._session.add(row)
        row.at = now.isoformat()
        row.digest = digest(
            "" if before is None else before.digest, {name: getattr(row, name) for name in FIELDS}
        )
        self._session.flush()
        return Step(
            id=row.id,
            assessment_id=step.assessment_id,
            at=now,
            who=self._who,
            kind=step.kind,
            action=step.action,
            reverts=step.reverts,
            changes=step.changes,
        )

    def _new_row(self, step: NewStep) -> StepRow:
        touched = " ".join(str(number) for number in indicators_of(step.changes))
        return StepRow(
            assessment_id=step.assessment_id,
            at="",
            who=self._who,
            kind=step.kind.value,
            action=step.action.value,
            reverts=step.reverts,
            touched=f" {touched} " if touched else "",
            changes=encode_changes(step.changes),
            digest="",
        )

    def _continues(self, newest: StepRow, step: NewStep) -> bool:
        """Whether the step only goes on typing the text of the newest entry.

        An entry that another one follows, or that has been handed out, is never written again.
        """
        if step.action not in _TYPING or step.kind is not StepKind.DO:
            return False
        same = ("assessment_id", step.assessment_id), ("action", step.action), ("kind", step.kind)
        if any(getattr(newest, name) != value for name, value in same):
            return False
        since = self._now() - datetime.fromisoformat(newest.at)
        if newest.who != self._who or since > _SAME_TYPING:
            return False
        if newest.id <= (self._session.scalar(select(func.max(ReceiptRow.revision))) or 0):
            return False
        return _same_text(decode_changes(newest.changes), step.changes)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise storage_fault(error.orig, self._path) from error


def _record(kind: type[_R], row: Row) -> _R:
    return from_plain(kind, {field.name: getattr(row, field.name) for field in fields(kind)})


def _texts(change: Change) -> dict[str, object]:
    """What a change writes into an existing record; empty where it adds or removes one."""
    if change.before is None or change.after is None:
        return {}
    return changed_fields(change.before, change.after)


def _same_text(earlier: tuple[Change, ...], later: tuple[Change, ...]) -> bool:
    """Whether both write one and the same text of one record, and nothing else."""
    if len(earlier) != 1 or len(later) != 1 or target_of(earlier[0]) != target_of(later[0]):
        return False
    return len(_texts(later[0])) == 1 and _texts(earlier[0]).keys() == _texts(later[0]).keys()


def _continued(logged: str, changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """One change from before the typing began to after its latest stroke."""
    (earlier,), (later,) = decode_changes(logged), changes
    return (Change(earlier.before, replace(earlier.record, **_texts(later))),)
