"""Everything that can go wrong and that a person, or the data, can mend.

The classes carry fields; their sentences are in `assessment.domain.sentences`. What is wrong
with files is in `assessment.domain.file_errors`.
"""

import errno
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from assessment.domain.identity import State
from indicators.errors import SpbeError


class LevelOutOfRangeError(SpbeError):
    """A maturity level lies outside the instrument's range."""

    def __init__(self, value: object, minimum: int, maximum: int) -> None:
        """Remember the offending value and the range."""
        super().__init__(value, minimum, maximum)
        self.value = value
        self.minimum = minimum
        self.maximum = maximum


class UnknownIndicatorError(SpbeError):
    """The instrument has no indicator with that number."""

    def __init__(self, number: object, count: int) -> None:
        """Remember the number and how many indicators there are."""
        super().__init__(number, count)
        self.number = number
        self.count = count


class UnknownConditionError(SpbeError):
    """The indicator has no such condition."""

    def __init__(self, indicator: int, level: int, position: int) -> None:
        """Remember the condition that was named."""
        super().__init__(indicator, level, position)
        self.indicator = indicator
        self.level = level
        self.position = position


class OutOfReachError(SpbeError):
    """No set of the steps that are allowed leads to the wished index."""

    def __init__(self, wanted: Fraction, highest: Fraction) -> None:
        """Remember the wish and the highest index that can be reached."""
        super().__init__(wanted, highest)
        self.wanted = wanted
        self.highest = highest


class UnknownAssessmentError(SpbeError):
    """The workspace has no such assessment."""

    def __init__(self, assessment_id: int) -> None:
        """Remember the identifier."""
        super().__init__(assessment_id)
        self.assessment_id = assessment_id


class AssessmentExistsError(SpbeError):
    """The institution already has an assessment for that year."""

    def __init__(self, institution: str, year: int) -> None:
        """Remember which one."""
        super().__init__(institution, year)
        self.institution = institution
        self.year = year


class InstitutionNameError(SpbeError):
    """The name of the institution is empty or too long."""

    def __init__(self, name: str) -> None:
        """Remember the name."""
        super().__init__(name)
        self.name = name


class YearOutOfRangeError(SpbeError):
    """The year cannot be assessed with the instrument."""

    def __init__(self, year: int, first: int, last: int) -> None:
        """Remember the year and the possible range."""
        super().__init__(year, first, last)
        self.year = year
        self.first = first
        self.last = last


class AnswerLockedError(SpbeError):
    """An approved answer, its evidence or its citations cannot be changed."""

    def __init__(self, number: int, state: State) -> None:
        """Remember the indicator and the state that locks it."""
        super().__init__(number, state)
        self.number = number
        self.state = state


class NotHandedInError(SpbeError):
    """An answer cannot be approved or sent back, for nobody has handed it in."""

    def __init__(self, number: int, state: State) -> None:
        """Remember the indicator and the state of its answer."""
        super().__init__(number, state)
        self.number = number
        self.state = state


class NoteMissingError(SpbeError):
    """An answer is sent back without a word on what to change."""


class StageFinalError(SpbeError):
    """A stage is final and can only be read."""

    def __init__(self, stage: str) -> None:
        """Remember the stage."""
        super().__init__(stage)
        self.stage = stage


class StageIncompleteError(SpbeError):
    """A stage cannot become final yet, or one that comes before it is not."""

    def __init__(self, stage: str, numbers: tuple[int, ...]) -> None:
        """Remember the stage and its indicators that are not ready; none where only it is open."""
        super().__init__(stage, numbers)
        self.stage = stage
        self.numbers = numbers


class ReasonMissingError(SpbeError):
    """A final stage is opened again without a reason."""

    def __init__(self, stage: str) -> None:
        """Remember the stage."""
        super().__init__(stage)
        self.stage = stage


class OnlyOfficialError(SpbeError):
    """What was asked for tells of an institution's own work, and there is only its result."""

    def __init__(self, institution: str, year: int) -> None:
        """Remember whose result it is, and of which year."""
        super().__init__(institution, year)
        self.institution = institution
        self.year = year


class EmptyPlanError(SpbeError):
    """There is no action plan that could be written."""


class TextTooLongError(SpbeError):
    """A text is longer than the file format can hold."""

    def __init__(self, place: str, length: int, limit: int) -> None:
        """Remember where the text stands and both lengths, in characters."""
        super().__init__(place, length, limit)
        self.place = place
        self.length = length
        self.limit = limit


class StorageProblem(StrEnum):
    """What the environment did to us."""

    BUSY = "busy"
    READ_ONLY = "read_only"
    FULL = "full"
    CORRUPT = "corrupt"
    NEWER = "newer"
    NOT_A_WORKSPACE = "not_a_workspace"
    CONFLICT = "conflict"
    UNREADABLE = "unreadable"


class StorageError(SpbeError):
    """The environment broke reading or writing; says how and where."""

    def __init__(self, problem: StorageProblem, path: Path, detail: str = "") -> None:
        """Remember the kind of trouble and the file or folder."""
        super().__init__(problem, path, detail)
        self.problem = problem
        self.path = path
        self.detail = detail


_BY_NUMBER = {
    errno.ENOSPC: StorageProblem.FULL,
    errno.EDQUOT: StorageProblem.FULL,
    errno.EACCES: StorageProblem.READ_ONLY,
    errno.EPERM: StorageProblem.READ_ONLY,
    errno.EROFS: StorageProblem.READ_ONLY,
    errno.EBUSY: StorageProblem.BUSY,
    errno.ETXTBSY: StorageProblem.BUSY,
}


def storage_error(error: OSError, path: Path) -> StorageError:
    """What an error of the operating system means for the file or folder at hand."""
    problem = _BY_NUMBER.get(error.errno or 0, StorageProblem.UNREADABLE)
    return StorageError(problem, path, error.strerror or "")
