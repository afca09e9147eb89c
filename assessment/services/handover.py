"""Exports: written beside the target, reopened, compared, and only then put in place."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assessment.domain.errors import OnlyOfficialError, StorageError, storage_error
from assessment.domain.exchange import ExportKind, Receipt, kinds_of, suffix_of
from assessment.domain.file_errors import FileProblem, FileRefusedError, TargetError
from assessment.domain.handover import Handover
from assessment.domain.progress import SILENT, Progress
from assessment.domain.results import result_of
from assessment.domain.scoring import exact
from assessment.services.assessments import previous_of
from assessment.services.ports import (
    Begin,
    Clock,
    Exporter,
    Instruments,
    PreferencesStore,
    Reader,
)
from assessment.services.results import years_of
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
            result=result_of(
                instrument,
                dossier,
                previous,
                averages=self._instruments.averages(instrument.id),
            ),
            letterhead=self._preferences.load().letterhead,
            now=self._now(),
            years=years_of(self._reader, self._instruments, dossier.assessment),
            settings=self._reader.path_settings(assessment_id),
        )

    def export(
        self,
        assessment_id: int,
        target: Path,
        progress: Progress = SILENT,
        *,
        name: ExportKind | None = None,
    ) -> Receipt:
        """Write a file of the kind its suffix names, verify it, and keep a receipt.

        A PDF is the report and a workbook the working paper, unless another kind is asked for by
        ``name``: the action plan has both suffixes.

        An older file of that name stays as it is until the new one has been verified.

        Raises:
            FileRefusedError: what was asked for has no such suffix.
            TargetError: the target cannot be written; a failed receipt is kept.
            TextTooLongError: a text does not fit the format; a failed receipt is kept.
            ExportMismatchError: the file does not hold what it should; a failed receipt is kept.
            EmptyPlanError: there is no action plan to write; a failed receipt is kept.
            OnlyOfficialError: it would tell of the institution's own work, and there is none; a
                failed receipt is kept.
            CancelledError: the person asked to stop; nothing is left behind.
        """
        kind = _kind_of(target, name)
        return self.hand_over(
            self.handover(assessment_id), target, kind, self._exporter(kind), progress
        )

    def hand_over(
        self,
        handover: Handover,
        target: Path,
        kind: ExportKind,
        exporter: Exporter,
        progress: Progress = SILENT,
    ) -> Receipt:
        """Write something about an assessment with an exporter of one's own; see `export`."""
        assessment = handover.dossier.assessment
        blank = Receipt(
            assessment.id,
            handover.now,
            kind,
            target.absolute(),
            "",
            0,
            "",
            index="" if assessment.part else exact(handover.index_in(kind)),
            revision=handover.dossier.revision,
        )
        try:
            if handover.lacks_own_work(kind):
                raise OnlyOfficialError(assessment.institution, assessment.year)
            receipt = _written(blank, handover, exporter, progress)
        except SpbeError as error:
            self._keep(replace(blank, failure=type(error).__name__))
            raise
        self._keep(receipt)
        return receipt

    def _keep(self, receipt: Receipt) -> None:
        with self._begin() as work:
            work.add_receipt(receipt)
            work.commit()


def _written(blank: Receipt, handover: Handover, exporter: Exporter, progress: Progress) -> Receipt:
    target = blank.path
    draft = target.with_name(f".{target.stem}.sebagian{target.suffix}")
    try:
        progress.step(0, _STEPS, target.name)
        exporter.write(draft, handover, progress)
        progress.step(1, _STEPS, target.name)
        with ThreadPoolExecutor(1) as pool:  # a package may be large: both take their time
            digest = pool.submit(_digest, draft)
            summary = exporter.verify(draft, handover)
        progress.step(2, _STEPS, target.name)
        size = draft.stat().st_size
        receipt = replace(blank, sha256=digest.result(), size=size, summary=summary)
        draft.replace(target)
    except StorageError as error:
        if error.path != draft:
            raise
        raise TargetError.of(error, target) from error
    except OSError as error:
        raise TargetError.of(storage_error(error, target), target) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return receipt


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kind_of(target: Path, name: ExportKind | None) -> ExportKind:
    kinds = {f".{suffix_of(kind)}": kind for kind in kinds_of(name)}
    suffix = target.suffix.lower()
    if suffix in kinds:
        return kinds[suffix]
    if name is None:
        raise FileRefusedError(target, FileProblem.UNSUPPORTED, target.suffix)
    raise FileRefusedError(target, FileProblem.OTHER_SUFFIX, " atau ".join(kinds))
