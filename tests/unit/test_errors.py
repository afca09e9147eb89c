"""Errors carry their fields, and the system's own errors get a name."""

import errno
from pathlib import Path

import pytest

from assessment.domain.errors import (
    AssessmentExistsError,
    InstitutionNameError,
    StorageProblem,
    TextTooLongError,
    UnknownAssessmentError,
    UnknownConditionError,
    YearOutOfRangeError,
    storage_error,
)
from assessment.domain.file_errors import (
    CellFault,
    CellProblem,
    CellsRefusedError,
    ExportMismatchError,
    FileProblem,
    FileRefusedError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from indicators.errors import SpbeError

PATH = Path("kertas-kerja.xlsx")


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, StorageProblem.FULL),
        (errno.EDQUOT, StorageProblem.FULL),
        (errno.EACCES, StorageProblem.READ_ONLY),
        (errno.EROFS, StorageProblem.READ_ONLY),
        (errno.EBUSY, StorageProblem.BUSY),
        (errno.EIO, StorageProblem.UNREADABLE),
    ],
)
def test_errors_of_the_system_are_named(number: int, problem: StorageProblem) -> None:
    error = storage_error(OSError(number, "sebab"), PATH)
    assert (error.problem, error.path, error.detail) == (problem, PATH, "sebab")


def test_an_error_without_number_is_named_too() -> None:
    error = storage_error(OSError("sebab"), PATH)
    assert (error.problem, error.detail) == (StorageProblem.UNREADABLE, "")


FAULT = CellFault("Penilaian", "F12", "tiga", CellProblem.NOT_A_LEVEL)


@pytest.mark.parametrize(
    ("error", "fields"),
    [
        (FileRefusedError(PATH, FileProblem.EMPTY), {"path": PATH, "detail": ""}),
        (WorkbookRefusedError(PATH, WorkbookProblem.DAMAGED, "x"), {"detail": "x"}),
        (CellsRefusedError(PATH, (FAULT,)), {"faults": (FAULT,)}),
        (ExportMismatchError(PATH, "F12"), {"difference": "F12"}),
        (TextTooLongError("Fakta 3", 40_000, 32_767), {"length": 40_000, "limit": 32_767}),
        (UnknownConditionError(1, 2, 3), {"indicator": 1, "level": 2, "position": 3}),
        (UnknownAssessmentError(7), {"assessment_id": 7}),
        (AssessmentExistsError("Kota", 2025), {"institution": "Kota", "year": 2025}),
        (InstitutionNameError(""), {"name": ""}),
        (YearOutOfRangeError(1999, 2021, 2026), {"year": 1999, "first": 2021, "last": 2026}),
    ],
)
def test_errors_carry_what_a_sentence_needs(error: SpbeError, fields: dict[str, object]) -> None:
    assert {name: getattr(error, name) for name in fields} == fields
    assert error.args
