"""What SQLite's own error codes mean for a person."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assessment.domain.errors import StorageError, StorageProblem

_PRIMARY = 0xFF  # extended codes keep the primary one in their lowest byte
_PROBLEMS = {
    sqlite3.SQLITE_BUSY: StorageProblem.BUSY,
    sqlite3.SQLITE_LOCKED: StorageProblem.BUSY,
    sqlite3.SQLITE_READONLY: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_PERM: StorageProblem.READ_ONLY,
    sqlite3.SQLITE_FULL: StorageProblem.FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: StorageProblem.FULL,  # even readers share a file of 32 KB
    sqlite3.SQLITE_CORRUPT: StorageProblem.CORRUPT,
    sqlite3.SQLITE_NOTADB: StorageProblem.CORRUPT,
    sqlite3.SQLITE_CONSTRAINT: StorageProblem.CONFLICT,
}


def storage_fault(error: BaseException | None, path: Path) -> StorageError:
    """The named error for whatever SQLite raised."""
    code = getattr(error, "sqlite_errorcode", 0)
    known = _PROBLEMS.get(code) or _PROBLEMS.get(code & _PRIMARY)
    return StorageError(known or StorageProblem.UNREADABLE, path, str(error))


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what plain sqlite3 raises into a `StorageError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise storage_fault(error, path) from error
