"""Full text: read what is attached, find words in it, suggest passages for an indicator."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from assessment.domain.errors import LevelOutOfRangeError, UnknownIndicatorError
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.passages import Box, Hit, Suggestion
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Document, TextState
from assessment.services.ports import (
    Begin,
    ContentStore,
    Instruments,
    PageIndex,
    Reader,
    Suggester,
    TextReader,
)
from indicators.instrument import Indicator, Instrument

_FINE = 1_000  # steps of progress for each document
_PROBLEMS = {
    TextState.ENCRYPTED: FileProblem.ENCRYPTED,
    TextState.IMAGE_ONLY: FileProblem.IMAGE_ONLY,
    TextState.DAMAGED: FileProblem.DAMAGED,
    TextState.NONE: FileProblem.UNSUPPORTED,
    TextState.EMPTY: FileProblem.EMPTY,
}


class Search:
    """Use cases on the text of documents."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        store: ContentStore,
        texts: TextReader,
        index: PageIndex,
        suggester: Suggester,
    ) -> None:
        """Remember where documents lie, who reads them, and where their text is kept."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._store = store
        self._texts = texts
        self._index = index
        self._suggester = suggester

    def index_missing(self, progress: Progress = SILENT) -> int:
        """Read and index every document that is not yet; gives how many were read.

        Raises:
            StorageError: index or database cannot be written; what was read before stays.
            CancelledError: the person asked to stop; what was read before stays.
        """
        return self._read_missing(self._reader.documents(), progress)

    def read_attached(
        self, assessment_id: int, number: int, progress: Progress = SILENT
    ) -> tuple[Document, ...]:
        """Read what is attached at an indicator and was not read yet; gives all of it.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StorageError: index or database cannot be written; what was read before stays.
            CancelledError: the person asked to stop; what was read before stays.
        """
        attached = self._attached(assessment_id, number)
        if self._read_missing(attached, progress):
            return self._attached(assessment_id, number)
        return attached

    def _attached(self, assessment_id: int, number: int) -> tuple[Document, ...]:
        evidence = self._reader.dossier(assessment_id).evidence(number)
        return tuple(entry.document for entry in evidence)

    def _read_missing(self, documents: Sequence[Document], progress: Progress) -> int:
        known = self._index.counts()
        missing = [
            document
            for document in documents
            if document.sha256 not in known or document.text_state is TextState.UNKNOWN
        ]
        read = 0
        for done, document in enumerate(missing):
            share = _Share(progress, done, len(missing))
            share.step(0, 1, document.name)
            try:
                state = self.take_in(document, share)
            except FileRefusedError:
                continue  # it is gone from the store, which the findings say
            with self._begin() as work:
                work.set_text_state(document.sha256, state)
                work.commit()
            read += 1
        progress.step(1, 1)
        return read

    def take_in(self, document: Document, progress: Progress = SILENT) -> TextState:
        """Read a stored file into the index; says what came of it, but does not keep that.

        Raises:
            FileRefusedError: the file is not in the store.
            StorageError: the index cannot be written.
            CancelledError: the person asked to stop; nothing of the file is in the index.
        """
        path = self._store.path_of(document.sha256)
        found = self._texts.read(path, document.name, progress)
        self._index.put(document.sha256, found.pages, self._texts.cleaned(found.pages))
        return found.state

    def find(self, text: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """The pages of all documents on which everything stands that was typed, best first.

        Words are beginnings of words; words between quotation marks stand together.

        Raises:
            StorageError: the index cannot be read.
        """
        documents = {document.sha256: document for document in self._reader.documents()}
        return tuple(
            Hit(documents[hit.sha256], hit.page, hit.text, hit.marks)
            for hit in self._index.find(text, limit)
            if hit.sha256 in documents
        )

    def find_attached(
        self, assessment_id: int, number: int, text: str, *, limit: int = 200
    ) -> tuple[Hit, ...]:
        """The pages of what is attached at an indicator on which everything stands, in order.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StorageError: the index cannot be read.
        """
        documents = {one.sha256: one for one in self._attached(assessment_id, number)}
        order = list(documents)
        found = self._index.find(text, limit, order)
        return tuple(
            Hit(documents[hit.sha256], hit.page, hit.text, hit.marks)
            for hit in sorted(found, key=lambda hit: (order.index(hit.sha256), hit.page))
        )

    def counts(self) -> dict[str, int]:
        """How many pages of each document that was read are in the index."""
        return self._index.counts()

    def pages(self, sha256: str) -> tuple[str, ...]:
        """The text of a document page by page; none where it was not read or has none."""
        return self._index.pages(sha256)

    def boxes(self, document: Document, page: int, text: str) -> tuple[Box, ...]:
        """Where a passage stands on a page of a PDF; empty where it is not found."""
        if PurePath(document.name).suffix.lower() != ".pdf":
            return ()
        return self._texts.boxes(self._store.path_of(document.sha256), page, text)

    def article_at(self, sha256: str, page: int, text: str) -> str:
        """The article that words of a page belong to: ``Pasal 41 ayat (2)``; empty if unknown."""
        return self._suggester.article_at(self._index.pages(sha256), page, text)

    def suggest(
        self,
        assessment_id: int,
        number: int,
        *,
        sha256: str | None = None,
        level: int | None = None,
        condition: int | None = None,
        top: int = 10,
        progress: Progress = SILENT,
    ) -> tuple[Suggestion, ...]:
        """Passages of what is attached at an indicator that may prove it, best first.

        Args:
            assessment_id: the assessment.
            number: the indicator.
            sha256: one attached document; all of them without.
            level: look for what this level demands.
            condition: the position of one condition of the level, counted from 1.
            top: how many at most.
            progress: told of each document; may raise `CancelledError`.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        indicator = _checked(instrument, number, level)
        found: list[Suggestion] = []
        documents = [entry.document for entry in dossier.evidence(number)]
        for done, document in enumerate(documents):
            progress.step(done, len(documents), document.name)
            if sha256 in {None, document.sha256}:
                pages = self._pages_of(document)
                ranked = self._suggester.suggest(indicator, pages, level, condition, top)
                found.extend(replace(one, sha256=document.sha256) for one in ranked)
        found.sort(key=lambda one: -one.score)
        return tuple(replace(one, rank=rank) for rank, one in enumerate(found[:top], start=1))

    def suggest_in(
        self,
        path: Path,
        number: int,
        *,
        level: int | None = None,
        condition: int | None = None,
        top: int = 10,
        progress: Progress = SILENT,
    ) -> tuple[Suggestion, ...]:
        """Passages of a file outside the workspace that may prove an indicator, best first.

        Raises:
            UnknownIndicatorError: the instrument has no such indicator.
            LevelOutOfRangeError: the instrument has no such level.
            FileRefusedError: the file is missing or holds no text that can be read.
        """
        instrument = self._instruments.instrument(self._instruments.ids()[0])
        indicator = _checked(instrument, number, level)
        found = self._texts.read(path, path.name, progress)
        if found.state in _PROBLEMS:
            raise FileRefusedError(path, _PROBLEMS[found.state], path.suffix)
        return self._suggester.suggest(indicator, found.pages, level, condition, top)

    def _pages_of(self, document: Document) -> Sequence[str]:
        if document.sha256 not in self._index.counts():
            try:
                self.take_in(document)
            except FileRefusedError:
                return ()
        return self._index.pages(document.sha256)


@dataclass(frozen=True, slots=True)
class _Share:
    """The progress of one document as a part of the whole."""

    whole: Progress
    before: int
    count: int

    def step(self, done: int, total: int, label: str = "") -> None:
        """Report how far the document has come."""
        self.whole.step(self.before * _FINE + done * _FINE // total, self.count * _FINE, label)


def _checked(instrument: Instrument, number: int, level: int | None) -> Indicator:
    outline = instrument.outline
    if number not in outline.numbers:
        raise UnknownIndicatorError(number, len(instrument.indicators))
    if level is not None and level not in outline.levels:
        raise LevelOutOfRangeError(level, outline.minimum_level, outline.maximum_level)
    return instrument.indicator(number)
