"""The library: every document once, what rests on it, and newer versions in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from assessment.domain.dossier import Dossier
from assessment.domain.library import LibraryEntry, Recheck, Replaced, loss_of, uses_of
from assessment.domain.passages import pages_named, pages_with, signs_of
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Citation, Document, DocumentKind
from assessment.domain.steps import Action, Change, NewStep
from assessment.services.evidence import clean_name, drafted
from assessment.services.guess import guess_particulars
from assessment.services.locks import applied
from assessment.services.ports import (
    Begin,
    Clock,
    ContentStore,
    Instruments,
    Reader,
)
from assessment.services.search import Search
from assessment.services.storing import kept_or_gone


class Library:
    """Use cases on the documents of a workspace as a whole."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        store: ContentStore,
        search: Search,
        now: Clock,
    ) -> None:
        """Remember where documents and their text are kept."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._store = store
        self._search = search
        self._now = now

    def entries(self, assessment_id: int) -> tuple[LibraryEntry, ...]:
        """Every document of the workspace by name, with what rests on it in the assessment.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        outline = self._instruments.outline(dossier.assessment.instrument_id)
        names = self._reader.document_names()
        indexed = self._search.counts()
        return tuple(
            LibraryEntry(
                document=document,
                names=(document.name, *names.get(document.sha256, ())),
                indexed=indexed.get(document.sha256, 0),
                uses=uses_of(dossier, document.sha256),
                loss=loss_of(outline, dossier, document.sha256),
            )
            for document in self._reader.documents()
        )

    def replace(
        self, assessment_id: int, sha256: str, path: Path, progress: Progress = SILENT
    ) -> Replaced:
        """Put a newer version in the place of a document, in one step.

        Citations move along as they are; those whose words are not on their page any more come
        back to be checked by a person.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            FileRefusedError: the file cannot be taken.
            StorageError: the store cannot be written; nothing is replaced.
            CancelledError: the person asked to stop; nothing is replaced.
            AnswerLockedError: an answer that rests on it is approved; nothing is replaced.
            StageFinalError: a stage that rests on it is final; nothing is replaced.
        """
        self._reader.dossier(assessment_id)  # refuses what is unknown
        with kept_or_gone(self._store, self._reader) as added:
            stored = self._store.add(path, progress)
            added.append(stored)
            fresh = Document(
                stored.sha256, clean_name(path.name), stored.size, self._now(), pages=stored.pages
            )
            return self._put_in_place(assessment_id, sha256, fresh, progress)

    def _put_in_place(
        self, assessment_id: int, sha256: str, fresh: Document, progress: Progress
    ) -> Replaced:
        known = {document.sha256: document for document in self._reader.documents()}
        old = known[sha256]
        document = known.get(fresh.sha256) or _succeeding(old, guess_particulars(fresh))
        if document.sha256 == sha256:
            return Replaced(None, document, ())
        document = replace(document, text_state=self._search.take_in(document, progress))
        with self._begin() as work:
            before = work.find(Document, document.sha256)
            # Reading the file may have taken long, and people cite meanwhile.
            dossier = self._reader.dossier(assessment_id)
            changes = [] if before == document else [Change(before, document)]
            changes.extend(_moves(dossier, sha256, document.sha256))
            for number, stage in sorted(_attached_at(dossier, sha256)):
                changes.extend(drafted(work, assessment_id, number, stage))
            step = applied(work, NewStep(assessment_id, Action.REPLACE, tuple(changes)))
            work.commit()
        moved = [one for one in dossier.citations if one.sha256 == sha256]
        pages = self._search.pages(document.sha256)
        return Replaced(step, document, tuple(_rechecks(moved, pages)))


def _succeeding(old: Document, fresh: Document) -> Document:
    """What the name of the newer version does not tell, the older one does; dates are its own."""
    numbered = fresh if fresh.number else old
    return replace(
        fresh,
        kind=old.kind if fresh.kind is DocumentKind.OTHER else fresh.kind,
        number=numbered.number,
        year=numbered.year,
        about=old.about,
        issuer=old.issuer,
    )


def _attached_at(dossier: Dossier, sha256: str) -> set[tuple[int, str]]:
    return {
        (entry.indicator, entry.stage) for entry in dossier.attachments if entry.sha256 == sha256
    }


def _moves(dossier: Dossier, old: str, new: str) -> Iterator[Change]:
    """Attachments before the citations that need them; the old ones go last."""
    attached = [entry for entry in dossier.attachments if entry.sha256 == old]
    there = {entry.indicator for entry in dossier.attachments if entry.sha256 == new}
    for entry in attached:
        if entry.indicator not in there:
            yield Change(None, replace(entry, sha256=new))
    for citation in dossier.citations:
        if citation.sha256 == old:
            yield Change(citation, replace(citation, sha256=new))
    for entry in attached:
        yield Change(entry, None)


def _rechecks(citations: Sequence[Citation], pages: Sequence[str]) -> Iterator[Recheck]:
    """The citations whose words do not stand on their page, or run on from it."""
    signs = [signs_of(page) for page in pages]
    for citation in citations:
        found = pages_with(citation.quote, signs)
        if not set(pages_named(citation.page)).intersection(found):
            yield Recheck(citation, found[0] if found else None)
