"""Taking over a workbook: preview every difference, then store what a person ticked."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from assessment.domain.differences import blank, changes_for, differences, rebased
from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Difference, Incoming, Preview
from assessment.domain.identity import SELF, Assessment, Record, State
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Answer, Citation, Document
from assessment.domain.steps import Action, Change, NewStep, Step, StepKind
from assessment.services.assessments import new_uid
from assessment.services.locks import applied
from assessment.services.ports import Begin, Clock, Instruments, Reader, UnitOfWork, WorkbookReader


class Takeover:
    """Use cases on what comes in."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        workbooks: WorkbookReader,
        now: Clock,
    ) -> None:
        """Remember who reads and where things are stored."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._workbooks = workbooks
        self._now = now

    def preview(self, path: Path, progress: Progress = SILENT) -> Preview:
        """What taking over the file would change; nothing is stored.

        Raises:
            FileRefusedError: there is no such file, or it cannot be read.
            WorkbookRefusedError: it is not a workbook of this program, or not for this version.
            CellsRefusedError: it holds cells that cannot be taken over.
        """
        incoming = self._workbooks.read(path, self._instruments, progress)
        stored_id = self._match(incoming.dossier.assessment)
        if stored_id is None:
            return Preview(incoming, None, ())
        stored = self._reader.dossier(stored_id)
        incoming = rebased(incoming, stored_id)
        later = [step for step in self._reader.steps(stored_id) if step.id > incoming.base_revision]
        return Preview(incoming, stored_id, differences(stored, incoming, later))

    def apply(self, preview: Preview, chosen: Collection[Difference]) -> Step | None:
        """Store the chosen differences in one step; None when there is nothing to store.

        Where the assessment is not here yet, the whole file becomes a new one. An approved answer
        whose evidence is changed becomes a draft, like one that is changed itself.

        Raises:
            StageFinalError: one of them would change a final stage; nothing is taken over.
        """
        if preview.assessment_id is None:
            return self._take_whole(preview.incoming)
        with self._begin() as work:
            work.find(Assessment, preview.assessment_id)  # from here on no other window writes
            stored = self._reader.dossier(preview.assessment_id)
            changes = self._missing_only(changes_for(stored, preview.incoming, chosen))
            if not changes:
                return None
            changes = (*changes, *_no_longer_approved(stored, changes))
            step = applied(work, NewStep(preview.assessment_id, Action.IMPORT, changes))
            work.commit()
        return step

    def _match(self, wanted: Assessment) -> int | None:
        overviews = [overview.assessment for overview in self._reader.overviews()]
        for assessment in overviews:
            if assessment.uid == wanted.uid:
                return assessment.id
        for assessment in overviews:
            named = assessment.institution.casefold() == wanted.institution.casefold()
            if named and assessment.year == wanted.year:
                return assessment.id
        return None

    def _take_whole(self, incoming: Incoming) -> Step:
        with self._begin() as work:
            number = work.next_assessment_id()
            dossier = rebased(incoming, number).dossier
            # One that was removed here keeps its identifiers, for undo brings it back.
            removed = [work.find(Assessment, other) for other in range(1, number)]
            taken = {"", *(other.uid for other in removed if other)}
            uid = dossier.assessment.uid
            records: tuple[Record, ...] = (
                replace(
                    dossier.assessment,
                    uid=new_uid() if uid in taken else uid,
                    created=self._now(),
                ),
                *(
                    replace(answer, state=State.DRAFT)
                    for answer in dossier.answers
                    if answer != blank(answer)
                ),
                *dossier.documents,
                *dossier.attachments,
                *(freshly_named(work, citation) for citation in dossier.citations),
                *(note for note in dossier.aspect_notes if note != blank(note)),
            )
            changes = self._missing_only(Change(None, record) for record in records)
            step = work.apply(NewStep(number, Action.IMPORT, changes, StepKind.BEGIN))
            work.commit()
        return step

    def _missing_only(self, changes: Iterable[Change]) -> tuple[Change, ...]:
        """The changes without additions of documents that the library holds already."""
        known = {document.sha256 for document in self._reader.documents()}
        return tuple(
            change
            for change in changes
            if change.before is not None
            or not isinstance(change.after, Document)
            or change.after.sha256 not in known
        )


def _no_longer_approved(stored: Dossier, changes: Iterable[Change]) -> Iterator[Change]:
    """Answers that were approved with other evidence than they have after the changes."""
    records = [change.record for change in changes]
    edited = {
        record.indicator
        for record in records
        if isinstance(record, Answer) and record.stage == SELF
    }
    proven = {record.indicator for record in records if isinstance(record, Citation)}
    for number in sorted(proven - edited):
        answer = stored.answer(number)
        if answer.state in {State.APPROVED, State.HANDED_IN}:
            yield Change(answer, replace(answer, state=State.DRAFT))


def freshly_named(work: UnitOfWork, citation: Citation) -> Citation:
    """The citation, under an identifier that no other one has here."""
    taken = work.find(Citation, citation.uid) is not None
    return replace(citation, uid=new_uid()) if taken else citation
