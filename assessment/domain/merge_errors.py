"""Why a part is not merged; the sentences are in `assessment.domain.sentences_exchange`."""

from pathlib import Path

from assessment.domain.conflicts import Conflict
from indicators.errors import SpbeError


class PartUnknownError(SpbeError):
    """A part of an assessment that is not here."""

    def __init__(self, path: Path, institution: str, year: int) -> None:
        """Remember the part and the assessment it belongs to."""
        super().__init__(path, institution, year)
        self.path = path
        self.institution = institution
        self.year = year


class UndecidedError(SpbeError):
    """Both sides changed the same, and nobody has decided what counts; nothing is merged."""

    def __init__(self, path: Path, conflicts: tuple[Conflict, ...]) -> None:
        """Remember the part and what waits for a person."""
        super().__init__(path, conflicts)
        self.path = path
        self.conflicts = conflicts


class NoIndicatorsError(SpbeError):
    """A part without any indicator."""
