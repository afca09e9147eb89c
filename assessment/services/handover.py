"""Exports: written beside the target, reopened, compared, and only then put in place."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assessment.domain.errors import FileProblem, FileRefusedError, storage_error
from assessment.domain.exchange import FILE_KINDS, ExportKind, Handover, Receipt
from assessment.domain.progress import SILENT, Progress
from assessment.domain.results import result_of
from assessment.services.assessments import previous_of
from assessment.services.ports import (
    Begin,
    Clock,
    Exporter,
    Instruments,
    PreferencesStore,
    Reader,
)
from indicators.errors import SpbeError

_STEPS = 3


class HandoverDesk:
    """Use cases on what leaves the machine."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        preferences: PreferencesStore,
        exporter: Callable[[ExportKind], Exporter],
        now: Clock,
    ) -> None:
        """Remember who writes what."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._preferences = preferences
        self._exporter = exporter
        self._now = now

    def receipts(self, assessment_id: int) -> tuple[Receipt, ...]:
        """All receipts of an assessment, newest first."""
        return self._reader.receipts(assessment_id)

    def handover(self, assessment_id: int) -> Handover:
        """Everything an exporter needs about the assessment as it is now.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        previous = previous_of(self._reader, dossier.assessment)
        return Handover(
            instrument=instrument,
            dossier=dossier,
            result=result_of(instrument, dossier, previous),
            letterhead=self._preferences.load().letterhead,
            now=self._now(),
        )

    def export(self, assessment_id: int, target: Path, progress: Progress = SILENT) -> Receipt:
        """Write a file of the kind its suffix names, verify it, and keep a receipt.

        An older file of that name stays as it is until the new one has been verified.

        Raises:
            FileRefusedError: no kind of export has that suffix.
            StorageError: the target cannot be written; a failed receipt is kept.
            TextTooLongError: a text does not fit the format; a failed receipt is kept.
            ExportMismatchError: the file does not hold what it should; a failed receipt is kept.
            CancelledError: the person asked to stop; nothing is left behind.
        """
        kind = _kind_of(target)
        handover = self.handover(assessment_id)
        blank = Receipt(assessment_id, handover.now, kind, target.absolute(), "", 0, "")
        try:
            receipt = self._write(blank, handover, progress)
        except SpbeError as error:
            self._keep(replace(blank, failure=type(error).__name__))
            raise
        self._keep(receipt)
        return receipt

    def _write(self, blank: Receipt, handover: Handover, progress: Progress) -> Receipt:
        exporter = self._exporter(blank.kind)
        target = blank.path
        draft = target.with_name(f".{target.stem}.sebagian{target.suffix}")
        try:
            progress.step(0, _STEPS, target.name)
            exporter.write(draft, handover, progress)
            progress.step(1, _STEPS, target.name)
            summary = exporter.verify(draft, handover)
            progress.step(2, _STEPS, target.name)
            content = draft.read_bytes()
            draft.replace(target)
        except OSError as error:
            raise storage_error(error, target) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        digest = hashlib.sha256(content).hexdigest()
        return replace(blank, sha256=digest, size=len(content), summary=summary)

    def _keep(self, receipt: Receipt) -> None:
        with self._begin() as work:
            work.add_receipt(receipt)
            work.commit()


def _kind_of(target: Path) -> ExportKind:
    suffix = target.suffix.lower().removeprefix(".")
    if suffix not in FILE_KINDS:
        raise FileRefusedError(target, FileProblem.UNSUPPORTED, target.suffix)
    return ExportKind(suffix)
