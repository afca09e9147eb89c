"""What can be wrong with files that a person gives or asks for.

Like the other errors they carry fields; their sentences are in `assessment.domain.sentences`.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assessment.domain.errors import StorageError
from indicators.errors import SpbeError


class FileProblem(StrEnum):
    """Why a file that was given cannot be taken."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    FOLDER = "folder"
    UNSUPPORTED = "unsupported"
    OTHER_SUFFIX = "other_suffix"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    IMAGE_ONLY = "image_only"
    OTHER_DOCUMENT = "other_document"


class FileRefusedError(SpbeError):
    """A file cannot be used; says why."""

    def __init__(self, path: Path, problem: FileProblem, detail: str = "") -> None:
        """Remember the file and the reason."""
        super().__init__(path, problem, detail)
        self.path = path
        self.problem = problem
        self.detail = detail


class LogoRefusedError(FileRefusedError):
    """The logo of the letterhead cannot be printed; says why."""


class WorkbookProblem(StrEnum):
    """Why a workbook as a whole cannot be read."""

    DAMAGED = "damaged"
    NOT_OURS = "not_ours"
    SHEET_MISSING = "sheet_missing"
    COLUMN_MISSING = "column_missing"
    OTHER_INSTRUMENT = "other_instrument"
    NEWER_FORMAT = "newer_format"


class WorkbookRefusedError(SpbeError):
    """A workbook as a whole cannot be read."""

    def __init__(self, path: Path, problem: WorkbookProblem, detail: str = "") -> None:
        """Remember the file, the reason, and the sheet, column, instrument or version."""
        super().__init__(path, problem, detail)
        self.path = path
        self.problem = problem
        self.detail = detail


class CellProblem(StrEnum):
    """What is wrong with one cell."""

    NOT_A_LEVEL = "not_a_level"
    UNKNOWN_INDICATOR = "unknown_indicator"
    DUPLICATE_INDICATOR = "duplicate_indicator"
    MISSING_INDICATOR = "missing_indicator"
    NOT_A_CONDITION = "not_a_condition"
    UNKNOWN_DOCUMENT = "unknown_document"
    ERROR_VALUE = "error_value"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NOT_A_CHOICE = "not_a_choice"


@dataclass(frozen=True, slots=True)
class CellFault:
    """One faulty cell; for CSV the sheet is the file name and the cell a line."""

    sheet: str
    cell: str
    value: str
    problem: CellProblem


class CellsRefusedError(SpbeError):
    """A file holds cells that cannot be taken over."""

    def __init__(self, path: Path, faults: tuple[CellFault, ...]) -> None:
        """Remember every faulty cell."""
        super().__init__(path, faults)
        self.path = path
        self.faults = faults


class ExportMismatchError(SpbeError):
    """An exported file was reopened and does not hold what it should."""

    def __init__(self, path: Path, difference: str) -> None:
        """Remember the file and the first difference."""
        super().__init__(path, difference)
        self.path = path
        self.difference = difference


class TargetError(StorageError):
    """What was to be written somewhere could not be; all that is stored is safe."""

    @classmethod
    def of(cls, error: StorageError, target: Path) -> "TargetError":
        """The same trouble, said of the file that a person asked for."""
        return cls(error.problem, target, error.detail)
