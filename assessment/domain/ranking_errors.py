"""Why a file is not taken as a national list."""

from pathlib import Path

from assessment.domain.recap import Unreadable
from indicators.errors import SpbeError


class NotANationalListError(SpbeError):
    """A table lacks the columns of a national list, or none of its lines gives a result."""

    def __init__(self, path: Path, column: str, doubts: tuple[Unreadable, ...] = ()) -> None:
        """Remember the file, the first column that is missing, and why lines were left out."""
        super().__init__(path, column, doubts)
        self.path = path
        self.column = column
        self.doubts = doubts
