"""Looks an assessment over before it is handed in."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from assessment.domain.checks import reviewed
from assessment.domain.dossier import Dossier
from assessment.domain.findings import FileState, Finding, Reviewed
from assessment.domain.passages import signs_of, where_quoted
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import Document, TextState, Waiver, key_of
from assessment.domain.steps import Action, Change, NewStep, Step
from assessment.services.ports import Begin, Clock, ContentStore, Instruments, PageIndex, Reader

_BY_TEXT = {
    TextState.IMAGE_ONLY: FileState.IMAGE_ONLY,
    TextState.EMPTY: FileState.EMPTY,
    TextState.ENCRYPTED: FileState.ENCRYPTED,
    TextState.DAMAGED: FileState.DAMAGED,
}


class Review:
    """Use cases on findings; only waivers are stored."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        store: ContentStore,
        index: PageIndex,
        now: Clock,
    ) -> None:
        """Remember where answers, files and their text are."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._store = store
        self._index = index
        self._now = now
        # What was found about a quote stays so: documents never change.
        self._quotes: dict[tuple[str, str, str], tuple[int, ...] | None] = {}
        # How each file was found when it was last read whole, and what it looked like then.
        self._seen: dict[str, tuple[tuple[int, int], FileState]] = {}

    def findings(self, assessment_id: int, progress: Progress = SILENT) -> tuple[Finding, ...]:
        """Everything an evaluator would object to; reads every evidence file.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        return self.look_over(assessment_id, progress).open

    def look_over(self, assessment_id: int, progress: Progress = SILENT) -> Reviewed:
        """All findings, those a person lets stand set apart; reads every evidence file.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        files = {}
        for done, document in enumerate(dossier.documents):
            progress.step(done, len(dossier.documents), document.name)
            files[document.sha256] = self._read(document)
        return self._reviewed(dossier, files)

    def glance(self, assessment_id: int) -> Reviewed:
        """The same without reading files again that have not changed since; for counting.

        A file that was never read counts as what its text told when it was indexed.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        files = {entry.sha256: self._glance_at(entry) for entry in dossier.documents}
        return self._reviewed(dossier, files)

    def waive(self, assessment_id: int, findings: Sequence[Finding], reason: str) -> Step | None:
        """Let findings stand, with the reason, in one step; None where nothing was different."""
        cleaned = " ".join(reason.split())
        return self._keep([finding.waiver(assessment_id, cleaned) for finding in findings])

    def unwaive(self, assessment_id: int, findings: Sequence[Finding]) -> Step | None:
        """Take findings up again, in one step; None where none of them was waived."""
        return self._keep([finding.waiver(assessment_id) for finding in findings], remove=True)

    def _keep(self, waivers: Sequence[Waiver], *, remove: bool = False) -> Step | None:
        changes = []
        with self._begin() as work:
            for waiver in waivers:
                before = work.find(Waiver, *key_of(waiver))
                after = None if remove else waiver
                if before != after:
                    changes.append(Change(before, after))
            if not changes:
                return None
            number = waivers[0].assessment_id
            step = work.apply(NewStep(number, Action.WAIVE, tuple(changes)))
            work.commit()
        return step

    def _reviewed(self, dossier: Dossier, files: Mapping[str, FileState]) -> Reviewed:
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        self._look_up(dossier)
        return reviewed(instrument, dossier, files, self._now().date(), self._quotes)

    def _look_up(self, dossier: Dossier) -> None:
        """Find the pages of quotes that were not looked up yet, where their document was read."""
        unknown: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for one in dossier.citations:
            if one.quote and (one.sha256, one.page, one.quote) not in self._quotes:
                unknown[one.sha256].add((one.page, one.quote))
        for sha256, wanted in unknown.items():
            pages = [signs_of(page) for page in self._index.pages(sha256)]
            for page, quote in wanted if pages else ():
                self._quotes[sha256, page, quote] = where_quoted(page, quote, pages)

    def _read(self, document: Document) -> FileState:
        looks = self._looks(document)
        state = self._store.state(document)
        if looks is not None:
            self._seen[document.sha256] = (looks, state)
        return state

    def _glance_at(self, document: Document) -> FileState:
        looks = self._looks(document)
        if looks is None:
            return FileState.MISSING
        seen = self._seen.get(document.sha256)
        if seen is not None and seen[0] == looks:
            return seen[1]
        size, _ = looks
        if size != document.size:
            return FileState.CHANGED if size else FileState.EMPTY
        return _BY_TEXT.get(document.text_state, FileState.READABLE)

    def _looks(self, document: Document) -> tuple[int, int] | None:
        """Size and time of change of a stored file; None where it cannot be found."""
        try:
            found = self._store.path_of(document.sha256).stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns
