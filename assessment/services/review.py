"""Looks an assessment over before it is handed in."""

from assessment.domain.checks import Finding, findings
from assessment.domain.progress import SILENT, Progress
from assessment.services.ports import ContentStore, Instruments, Reader


class Review:
    """Use cases on findings; nothing is stored."""

    def __init__(self, reader: Reader, instruments: Instruments, store: ContentStore) -> None:
        """Remember where answers and files are."""
        self._reader = reader
        self._instruments = instruments
        self._store = store

    def findings(self, assessment_id: int, progress: Progress = SILENT) -> tuple[Finding, ...]:
        """Everything an evaluator would object to; reads every evidence file.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        instrument = self._instruments.instrument(dossier.assessment.instrument_id)
        files = {}
        for done, document in enumerate(dossier.documents):
            progress.step(done, len(dossier.documents), document.name)
            files[document.sha256] = self._store.state(document)
        return findings(instrument, dossier, files)
