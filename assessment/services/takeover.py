"""Taking over a workbook: preview every difference, then store what a person ticked."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from assessment.domain.differences import changes_for, differences, rebased
from assessment.domain.exchange import Difference, Incoming, Preview
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Assessment, Record
from assessment.domain.steps import Action, Change, NewStep, Step, StepKind
from assessment.services.ports import Begin, Clock, Instruments, Reader, WorkbookReader


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

        Where the assessment is not here yet, the whole file becomes a new one.
        """
        if preview.assessment_id is None:
            return self._take_whole(preview.incoming)
        stored = self._reader.dossier(preview.assessment_id)
        changes = changes_for(stored, preview.incoming, chosen)
        if not changes:
            return None
        with self._begin() as work:
            step = work.apply(NewStep(preview.assessment_id, Action.IMPORT, changes))
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
            assessment = replace(
                dossier.assessment,
                uid=dossier.assessment.uid or uuid4().hex,
                created=self._now(),
            )
            known = {document.sha256 for document in self._reader.documents()}
            documents = [entry for entry in dossier.documents if entry.sha256 not in known]
            records: tuple[Record, ...] = (
                assessment,
                *dossier.answers,
                *documents,
                *dossier.attachments,
                *dossier.citations,
                *dossier.aspect_notes,
            )
            changes = tuple(Change(None, record) for record in records)
            step = work.apply(NewStep(number, Action.IMPORT, changes, StepKind.BEGIN))
            work.commit()
        return step
