"""Official results (LHE) in a recap: only those that add up without a person's help."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from assessment.domain.identity import OFFICIAL
from assessment.domain.official_result import OfficialResult, doubts_of
from assessment.domain.progress import SILENT, Progress
from assessment.domain.recap import Expected, Findings, Source, Unreadable, submission_of
from assessment.services.ports import Instruments
from indicators.outline import Outline

_TITLE = "Hasil resmi perlu diperiksa"
_TEXT = (
    "{0} hal tidak cocok antara tingkat dan indeks yang tercetak. Letakkan berkas ini di Beranda,"
    " pastikan baris demi baris, lalu ulangi rekap dengan buku kerja atau paketnya."
)


class ResultReader(Protocol):
    """Reads what an official result says."""

    def read(self, path: Path, outlines: Sequence[Outline], progress: Progress) -> OfficialResult:
        """What the report says; raises `FileRefusedError`."""


class OfficialSubmissions:
    """See `assessment.services.recap.RecapReader`."""

    suffixes = frozenset({".pdf"})

    def __init__(self, reader: ResultReader) -> None:
        """Remember who reads the PDF."""
        self._reader = reader

    def read(self, path: Path, instruments: Instruments) -> Findings:
        """The levels of a result, recomputed; one that does not add up is told, never guessed.

        Raises:
            FileRefusedError: the file cannot be read, or is another document.
        """
        result = self._reader.read(path, instruments.outlines(), SILENT)
        outline = instruments.outline(result.instrument_id)
        doubts = doubts_of(outline, result, result.levels)
        if doubts:
            fault = Unreadable(Source(path), _TITLE, _TEXT.format(len(doubts)))
            return Findings(unreadable=(fault,))
        submission = submission_of(
            outline,
            result.levels,
            Expected(result.institution, result.kind),
            year=result.year,
            stage=OFFICIAL,
            source=Source(path),
        )
        return Findings((submission,))
