"""The versions of the database, oldest first; the last one is what this program writes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from assessment.domain.errors import StorageError, StorageProblem
from assessment.storage.faults import reading

KNOWN = ("0001", "0002", "0003", "0004")
HEAD = KNOWN[-1]


def check_version(database: Path) -> str | None:
    """The schema version of a database file; None when there is none yet.

    Raises:
        StorageError: the file is newer than the program, not a database of this program, or
            cannot be read.
    """
    if not database.exists():
        return None
    version = _stamped_version(database)
    if version is not None and version not in KNOWN:
        raise StorageError(StorageProblem.NEWER, database, version)
    return version


def _stamped_version(database: Path) -> str | None:
    uri = f"{database.absolute().as_uri()}?mode=ro"
    with reading(database), closing(sqlite3.connect(uri, uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if not tables:
            return None  # made, but killed before its first migration was stored
        stamps = (
            connection.execute("SELECT version_num FROM alembic_version").fetchall()
            if "alembic_version" in tables
            else []
        )
    if len(stamps) != 1:
        raise StorageError(StorageProblem.NOT_A_WORKSPACE, database)
    return str(stamps[0][0])
