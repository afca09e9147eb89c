"""What can go wrong with official results and that a person can mend."""

from pathlib import Path

from assessment.domain.official_result import Doubt
from indicators.errors import SpbeError


class LevelsUnconfirmedError(SpbeError):
    """A printed table does not add up, and nobody has confirmed it row by row."""

    def __init__(self, path: Path, doubts: tuple[Doubt, ...], missing: tuple[int, ...]) -> None:
        """Remember the file, what does not add up, and the indicators without a level."""
        super().__init__(path, doubts, missing)
        self.path = path
        self.doubts = doubts
        self.missing = missing
