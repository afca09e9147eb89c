"""Whether a workspace is whole: database, log, evidence, search index."""

from collections.abc import Collection, Iterator

from assessment.domain.diagnosis import Ailment, Checkup, Symptom
from assessment.domain.findings import FileState
from assessment.domain.identity import Assessment
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Document, TextState
from assessment.domain.sentences import describe
from assessment.domain.steps import Action
from assessment.services.ports import ContentStore, Examiner, Instruments, Reader

_BEFORE = 3
"""Database, log and index come before the documents."""


class Diagnosis:
    """The use case of looking a workspace over; it changes nothing."""

    def __init__(
        self, reader: Reader, store: ContentStore, examiner: Examiner, instruments: Instruments
    ) -> None:
        """Remember what is looked at."""
        self._reader = reader
        self._store = store
        self._examiner = examiner
        self._instruments = instruments

    def examine(self, progress: Progress = SILENT) -> Checkup:
        """Look at everything; reads every file.

        Raises:
            StorageError: there is no workspace, or it cannot be read at all.
            CancelledError: the person asked to stop.
        """
        progress.step(0, _BEFORE, "Basis data")
        symptoms = list(self._examiner.database())
        if any(found.ailment is Ailment.DATABASE_DAMAGED for found in symptoms):
            return Checkup(0, 0, 0, 0, tuple(symptoms))  # nothing that is read from it counts
        documents = self._reader.documents()
        total = _BEFORE + len(documents)
        progress.step(1, total, "Riwayat")
        entries, broken = self._examiner.log()
        progress.step(2, total, "Indeks pencarian")
        indexed, faults = self._examiner.index()
        # Without the index nobody knows what was here: then whatever is gone counts as lost.
        awaited = frozenset() if faults else self._named_only().difference(indexed)
        symptoms += (*broken, *self._files(documents, awaited, progress), *faults)
        symptoms.extend(self._packs())
        if not faults:
            symptoms.extend(_unread(documents, {*indexed, *awaited}))
        progress.step(total, total)
        size = sum(document.size for document in documents)
        return Checkup(len(documents), size, entries, len(indexed), tuple(symptoms))

    def _packs(self) -> Iterator[Symptom]:
        """The instruments that a person has added and that cannot be used."""
        for fault in self._instruments.faults():
            words = describe(fault).text.removeprefix(f"{fault.file}: ")
            yield Symptom(Ailment.INSTRUMENT_FAULTY, str(fault.file), words)
        for folder in self._instruments.hidden():
            yield Symptom(Ailment.INSTRUMENT_UNUSED, str(folder), folder.name)

    def _named_only(self) -> frozenset[str]:
        """The hashes of documents that a workbook has named without bringing the files."""
        return frozenset(
            change.after.sha256
            for overview in self._reader.overviews()
            for step in self._reader.steps(overview.assessment.id, actions={Action.IMPORT})
            if not any(_brings_files(change.after) for change in step.changes)
            for change in step.changes
            if isinstance(change.after, Document)
        )

    def _files(
        self, documents: Collection[Document], awaited: Collection[str], progress: Progress
    ) -> Iterator[Symptom]:
        total = _BEFORE + len(documents)
        for done, document in enumerate(documents, start=_BEFORE):
            progress.step(done, total, document.name)
            state = self._store.whole(document)
            if state is not FileState.READABLE:
                ailment = Ailment.FILE_CHANGED
                if state is FileState.MISSING:
                    known = document.sha256 not in awaited
                    ailment = Ailment.FILE_MISSING if known else Ailment.FILE_AWAITED
                yield Symptom(ailment, document.name, str(self._store.path_of(document.sha256)))
        for path in self._store.strays({document.sha256 for document in documents}):
            yield Symptom(Ailment.FILE_STRAY, str(path))


def _brings_files(record: object) -> bool:
    """Whether a record begins an assessment that came in a package, files and all."""
    return isinstance(record, Assessment) and bool(record.origin)


def _unread(documents: Collection[Document], indexed: Collection[str]) -> Iterator[Symptom]:
    for document in documents:
        if document.text_state is TextState.TEXT and document.sha256 not in indexed:
            yield Symptom(Ailment.INDEX_BEHIND, document.name)
