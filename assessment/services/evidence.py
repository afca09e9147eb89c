"""Evidence: take files in, say what they are, cite passages, remove, look at."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.domain.dossier import Dossier
from assessment.domain.errors import UnknownIndicatorError
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.identity import SELF, Assessment, State
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Answer, Attachment, Citation, Document
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.assessments import new_uid
from assessment.services.guess import guess_particulars
from assessment.services.locks import applied
from assessment.services.ports import (
    Begin,
    Clock,
    ContentStore,
    Instruments,
    Reader,
    UnitOfWork,
)
from assessment.services.storing import kept_or_gone

_UNSHOWN = frozenset(("Cc", "Cf", "Cs"))  # among them the ones that turn the direction of writing


@dataclass(frozen=True, slots=True)
class Attached:
    """What became of the files that were given: taken, already there, or refused."""

    step: Step | None
    taken: tuple[Document, ...]
    present: tuple[Document, ...]
    refused: tuple[FileRefusedError, ...]


class EvidenceRoom:
    """Use cases on documents and citations; every change is stored before it returns."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        store: ContentStore,
        now: Clock,
    ) -> None:
        """Remember where files and records are kept."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._store = store
        self._now = now

    def documents(self) -> tuple[Document, ...]:
        """All documents of the workspace, by name."""
        return self._reader.documents()

    def attach(
        self,
        assessment_id: int,
        number: int,
        paths: Sequence[Path],
        progress: Progress = SILENT,
        *,
        stage: str = SELF,
    ) -> Attached:
        """Copy files into the store and place them at an indicator, all in one step.

        A file that is in the store already is not stored again. Files that cannot be taken are
        reported beside the others.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            StorageError: the store cannot be written; nothing is attached.
            CancelledError: the person asked to stop; nothing is attached or left in the store.
            AnswerLockedError: the answer is approved; nothing is attached.
            StageFinalError: the stage is final; nothing is attached.
        """
        found: list[Document] = []
        refused: list[FileRefusedError] = []
        self._dossier(assessment_id, number)
        with kept_or_gone(self._store, self._reader) as added:
            for done, path in enumerate(paths):
                progress.step(done, len(paths), path.name)
                try:
                    stored = self._store.add(path, progress)
                except FileRefusedError as error:
                    refused.append(error)
                    continue
                added.append(stored)
                name, now = clean_name(path.name), self._now()
                document = Document(stored.sha256, name, stored.size, now, pages=stored.pages)
                found.append(guess_particulars(document))
            progress.step(len(paths), len(paths))
            return self._place(assessment_id, number, found, tuple(refused), stage)

    def attach_known(
        self,
        assessment_id: int,
        number: int,
        documents: Sequence[Document],
        *,
        stage: str = SELF,
    ) -> Attached:
        """Place documents that are in the store already at an indicator.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage is final.
        """
        return self._place(assessment_id, number, documents, (), stage)

    def describe(self, assessment_id: int, changed: Document) -> Step | None:
        """Store what a document is (kind, number, year, about, date); None if nothing changed."""
        with self._begin() as work:
            before = work.find(Document, changed.sha256)
            if before is None:
                return None
            # The text may have been read while a person wrote.
            after = replace(changed, text_state=before.text_state)
            if before == after:
                return None
            step = applied(work, NewStep(assessment_id, Action.DESCRIBE, (Change(before, after),)))
            work.commit()
        return step

    def cite(self, citation: Citation) -> Step:
        """Store a new citation of an attached document; its ``uid`` is given here.

        Raises:
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage in which the document came is final.
        """
        with self._begin() as work:
            added = replace(citation, uid=new_uid())
            place = _place_of(work, added)
            changes = (Change(None, added), *drafted(work, *place))
            step = applied(work, NewStep(added.assessment_id, Action.CITE, changes))
            work.commit()
        return step

    def edit_citation(self, changed: Citation) -> Step | None:
        """Store new particulars of a citation; None when nothing changed.

        Raises:
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage in which the document came is final.
        """
        with self._begin() as work:
            before = work.find(Citation, changed.uid)
            if before is None or before == changed:
                return None
            changes = (Change(before, changed), *_withdrawn(work, *_place_of(work, before)))
            step = applied(work, NewStep(changed.assessment_id, Action.EDIT_CITATION, changes))
            work.commit()
        return step

    def remove_citation(self, uid: str) -> Step | None:
        """Remove a citation; None when it is gone already.

        Raises:
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage in which the document came is final.
        """
        with self._begin() as work:
            before = work.find(Citation, uid)
            if before is None:
                return None
            changes = (Change(before, None), *_withdrawn(work, *_place_of(work, before)))
            step = applied(work, NewStep(before.assessment_id, Action.REMOVE_CITATION, changes))
            work.commit()
        return step

    def detach(self, assessment_id: int, number: int, sha256: str) -> Step | None:
        """Take a document and its citations away from an indicator; the file stays stored.

        Raises:
            AnswerLockedError: the answer is approved.
            StageFinalError: the stage in which the document came is final.
        """
        with self._begin() as work:
            work.find(Assessment, assessment_id)  # from here on no other window cites
            for entry in self._reader.dossier(assessment_id).evidence(number):
                if entry.document.sha256 == sha256:
                    changes = (
                        *(Change(citation, None) for citation in entry.citations),
                        Change(entry.attachment, None),
                        *_withdrawn(work, assessment_id, number, entry.attachment.stage),
                    )
                    step = applied(work, NewStep(assessment_id, Action.DETACH, changes))
                    work.commit()
                    return step
        return None

    def copy_for_viewing(self, document: Document, folder: Path) -> Path:
        """A copy of a document under its own name, so that nobody edits the stored one.

        Raises:
            FileRefusedError: the stored file is missing or damaged.
        """
        return self._store.copy_out(document, folder)

    def viewing_path(self, document: Document) -> Path:
        """The stored file itself, for reading only.

        Raises:
            FileRefusedError: the stored file is missing.
        """
        path = self._store.path_of(document.sha256)
        if not path.is_file():
            raise FileRefusedError(Path(document.name), FileProblem.MISSING)
        return path

    def _dossier(self, assessment_id: int, number: int) -> Dossier:
        dossier = self._reader.dossier(assessment_id)
        numbers = self._instruments.outline(dossier.assessment.instrument_id).numbers
        if number not in numbers:
            raise UnknownIndicatorError(number, len(numbers))
        return dossier

    def _place(
        self,
        assessment_id: int,
        number: int,
        documents: Sequence[Document],
        refused: tuple[FileRefusedError, ...],
        stage: str,
    ) -> Attached:
        changes: list[Change] = []
        taken: dict[str, Document] = {}
        present: list[Document] = []
        renamed: list[tuple[str, str]] = []
        with self._begin() as work:
            work.find(Assessment, assessment_id)  # from here on no other window gives letters
            entries = self._dossier(assessment_id, number).evidence(number)
            here = {entry.document.sha256: entry.document for entry in entries}
            position = max((entry.attachment.position for entry in entries), default=0)
            for document in documents:
                known = here.get(document.sha256) or taken.get(document.sha256)
                stored = known or work.find(Document, document.sha256)
                if stored is not None and stored.name != document.name:
                    renamed.append((document.sha256, document.name))
                if known is not None:
                    present.append(known)
                    continue
                if stored is None:
                    changes.append(Change(None, document))
                position += 1
                attachment = Attachment(assessment_id, number, document.sha256, position, stage)
                changes.append(Change(None, attachment))
                taken[document.sha256] = stored or document
            step = None
            if changes:
                changes.extend(drafted(work, assessment_id, number, stage))
                step = applied(work, NewStep(assessment_id, Action.ATTACH, tuple(changes)))
            for sha256, name in renamed:
                work.add_name(sha256, name)
            work.commit()
        return Attached(step, tuple(taken.values()), tuple(present), refused)


def clean_name(name: str) -> str:
    """A file name that can be shown: without path parts, control signs and broken letters."""
    return "".join(
        "-" if sign in "/\\" or unicodedata.category(sign) in _UNSHOWN else sign for sign in name
    )


def drafted(
    work: UnitOfWork, assessment_id: int, number: int, stage: str = SELF
) -> tuple[Change, ...]:
    """Evidence is work on the answer, so an open answer becomes a draft with it."""
    before = work.find(Answer, assessment_id, number, stage)
    if before is not None and before.state is State.DRAFT:
        return ()
    after = replace(before or Answer(assessment_id, number, stage), state=State.DRAFT)
    return (Change(before, after),)


def _withdrawn(work: UnitOfWork, assessment_id: int, number: int, stage: str) -> tuple[Change, ...]:
    """Whoever approves must see what was handed in, so a change of it makes a draft of it."""
    before = work.find(Answer, assessment_id, number, stage)
    if before is None or before.state is not State.HANDED_IN:
        return ()
    return drafted(work, assessment_id, number, stage)


def _place_of(work: UnitOfWork, citation: Citation) -> tuple[int, int, str]:
    """The answer that a citation speaks for: at the stage in which its document came."""
    number = citation.indicator
    attachment = work.find(Attachment, citation.assessment_id, number, citation.sha256)
    return citation.assessment_id, number, SELF if attachment is None else attachment.stage
