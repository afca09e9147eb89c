"""A folder of evidence on its way in: names say where the files belong."""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment.domain.dossier import Dossier
from assessment.domain.evidence_folder import (
    OWN_NAMES,
    Arrival,
    PlacementProblem,
    Refusal,
    Survey,
    placed,
)
from assessment.domain.file_errors import FileRefusedError
from assessment.domain.identity import Assessment
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Attachment, Document
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.evidence import clean_name, drafted
from assessment.services.guess import guess_particulars
from assessment.services.locks import applied
from assessment.services.ports import Begin, Clock, ContentStore, Instruments, Reader, UnitOfWork
from assessment.services.storing import kept_or_gone

_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the files of a folder: attached, there already, or refused."""

    step: Step | None
    attached: int
    present: int
    refused: tuple[FileRefusedError, ...]


class EvidenceIntake:
    """Attaches the files of a folder to the indicators that their names say."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        store: ContentStore,
        suffixes: Collection[str],
        now: Clock,
    ) -> None:
        """Remember where files go; ``suffixes`` are those of files that can prove something."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._store = store
        self._suffixes = suffixes
        self._now = now

    def survey(self, assessment_id: int, folder: Path, progress: Progress = SILENT) -> Survey:
        """Which files of a folder, at any depth, would be attached where; nothing is stored.

        Hidden files, those of the system, and the index that this program wrote are passed over.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            CancelledError: the person asked to stop.
        """
        assessment = self._reader.dossier(assessment_id).assessment
        numbers = self._instruments.outline(assessment.instrument_id).numbers
        arrivals: list[Arrival] = []
        refusals: list[Refusal] = []
        for done, path in enumerate(_files(folder)):
            progress.step(done, done + 1, path.name)
            verdict = self._judge(path, numbers)
            if isinstance(verdict, Arrival):
                arrivals.append(verdict)
            else:
                refusals.append(verdict)
        arrivals.sort(key=lambda entry: (entry.place.indicator, entry.place.position, entry.path))
        return Survey(folder, tuple(arrivals), tuple(refusals))

    def take_in(
        self, assessment_id: int, arrivals: Sequence[Arrival], progress: Progress = SILENT
    ) -> TakenIn:
        """Attach files, all in one step; each gets the letter of its name where that is free.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StorageError: the store cannot be written; nothing is attached.
            CancelledError: the person asked to stop; nothing is attached.
            AnswerLockedError: one of the answers is approved; nothing is attached.
            StageFinalError: the self assessment is final; nothing is attached.
        """
        taken: list[tuple[Arrival, Document]] = []
        refused: list[FileRefusedError] = []
        with kept_or_gone(self._store, self._reader) as added:
            for done, arrival in enumerate(arrivals):
                share = _Share(progress, done, len(arrivals))
                share.step(0, 0, arrival.path.name)
                try:
                    stored = self._store.add(arrival.path, share)
                except FileRefusedError as error:
                    refused.append(error)
                    continue
                added.append(stored)
                name, now = clean_name(arrival.place.name), self._now()
                document = Document(stored.sha256, name, stored.size, now, pages=stored.pages)
                taken.append((arrival, guess_particulars(document)))
            progress.step(len(arrivals), len(arrivals))
            step, attached = self._place(assessment_id, taken)
        return TakenIn(step, attached, len(taken) - attached, tuple(refused))

    def _judge(self, path: Path, numbers: Collection[int]) -> Arrival | Refusal:
        place = placed(path.name)
        if place is None:
            return Refusal(path, PlacementProblem.NO_LABEL)
        if place.indicator not in numbers:
            return Refusal(path, PlacementProblem.UNKNOWN_INDICATOR)
        if path.suffix.lower() not in self._suffixes:
            return Refusal(path, PlacementProblem.UNSUPPORTED)
        try:
            size = path.stat().st_size
        except OSError:
            return Refusal(path, PlacementProblem.UNREADABLE)
        return Arrival(path, place) if size else Refusal(path, PlacementProblem.EMPTY)

    def _place(
        self, assessment_id: int, taken: Sequence[tuple[Arrival, Document]]
    ) -> tuple[Step | None, int]:
        with self._begin() as work:
            work.find(Assessment, assessment_id)  # from here on no other window gives letters
            dossier = self._reader.dossier(assessment_id)
            changes = list(_placements(work, dossier, taken))
            attached = [
                change.record for change in changes if isinstance(change.record, Attachment)
            ]
            if not attached:
                return None, 0
            for number in sorted({entry.indicator for entry in attached}):
                changes.extend(drafted(work, assessment_id, number))
            step = applied(work, NewStep(assessment_id, Action.ATTACH, tuple(changes)))
            work.commit()
        return step, len(attached)


def _placements(
    work: UnitOfWork, dossier: Dossier, taken: Sequence[tuple[Arrival, Document]]
) -> Iterator[Change]:
    """Documents that are new, and attachments where the content is not attached already."""
    new: set[str] = set()
    here = {(entry.indicator, entry.sha256) for entry in dossier.attachments}
    used = {(entry.indicator, entry.position) for entry in dossier.attachments}
    for arrival, document in taken:
        number, position = arrival.place.indicator, arrival.place.position
        if (number, document.sha256) in here:
            continue
        if (number, position) in used:
            position = 1 + max(place for indicator, place in used if indicator == number)
        here.add((number, document.sha256))
        used.add((number, position))
        if document.sha256 not in new and work.find(Document, document.sha256) is None:
            yield Change(None, document)
        new.add(document.sha256)
        yield Change(None, Attachment(dossier.assessment.id, number, document.sha256, position))


def _files(folder: Path) -> Iterator[Path]:
    """The files of a folder in the order of their names; links are not followed."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            passed_over = name in OWN_NAMES or name.lower() in _SYSTEM_FILES
            if not passed_over and not name.startswith(".") and not path.is_symlink():
                yield path


class _Share:
    """Reports files that are done, and lets a large one be cancelled in between."""

    def __init__(self, progress: Progress, done: int, total: int) -> None:
        self._progress = progress
        self._place = (done, total)

    def step(self, _done: int, _total: int, label: str = "") -> None:
        self._progress.step(*self._place, label)
