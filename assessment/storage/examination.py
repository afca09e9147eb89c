"""Looks a workspace's databases over without changing them."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from assessment.domain.diagnosis import Ailment, Symptom
from assessment.domain.errors import StorageError, StorageProblem
from assessment.storage.chain import first_break
from assessment.storage.faults import reading
from assessment.storage.workspace import Workspace

_MOST = 20  # messages of one kind; more of them say nothing more


class DatabaseExaminer:
    """See `assessment.services.ports.Examiner`."""

    def __init__(self, workspace: Workspace) -> None:
        """Remember what is looked over."""
        self._workspace = workspace

    def database(self) -> tuple[Symptom, ...]:
        """What SQLite finds wrong with the file, and rows whose parents are gone.

        Raises:
            StorageError: there is no workspace, or the file cannot be read for another reason
                than damage.
        """
        path = self._workspace.database
        if not path.exists():
            raise StorageError(StorageProblem.NOT_A_WORKSPACE, self._workspace.root)
        try:
            with _opened(path) as connection:
                return tuple(_database_symptoms(connection, path))
        except StorageError as error:
            if error.problem is not StorageProblem.CORRUPT:
                raise
            return (Symptom(Ailment.DATABASE_DAMAGED, str(path), error.detail),)

    def log(self) -> tuple[int, tuple[Symptom, ...]]:
        """How many entries the log has, and where its chain breaks.

        Raises:
            StorageError: the file cannot be read.
        """
        with _opened(self._workspace.database) as connection:
            count, last = connection.execute(
                "SELECT count(*), coalesce(max(id), 0) FROM step"
            ).fetchone()
            (handed_out,) = connection.execute(
                "SELECT coalesce(max(revision), 0) FROM receipt"
            ).fetchone()
            rows = connection.execute("SELECT * FROM step ORDER BY id")
            broken = first_break(map(dict, rows))
        symptoms = [] if broken is None else [_broken(broken)]
        if handed_out > last:
            symptoms.append(Symptom(Ailment.LOG_CUT, str(handed_out), str(last)))
        return count, tuple(symptoms)

    def index(self) -> tuple[frozenset[str], tuple[Symptom, ...]]:
        """The documents that can be searched, and what is wrong with the index."""
        path = self._workspace.search
        if not path.exists():
            return frozenset(), ()
        try:
            with _opened(path) as connection:
                faults = _integrity(connection)
                known = connection.execute("SELECT sha256 FROM document")
                found = frozenset(sha256 for (sha256,) in known)
        except StorageError as error:
            return frozenset(), (Symptom(Ailment.INDEX_DAMAGED, str(path), error.detail),)
        return found, tuple(Symptom(Ailment.INDEX_DAMAGED, str(path), words) for words in faults)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    with reading(path), closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA busy_timeout=5000")
        yield connection


def _integrity(connection: sqlite3.Connection) -> list[str]:
    found = [str(words) for (words,) in connection.execute(f"PRAGMA integrity_check({_MOST})")]
    return [] if found == ["ok"] else found


def _database_symptoms(connection: sqlite3.Connection, path: Path) -> Iterator[Symptom]:
    for words in _integrity(connection):
        yield Symptom(Ailment.DATABASE_DAMAGED, str(path), words)
    for table, row, parent, _key in connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield Symptom(Ailment.ROW_ORPHANED, table, f"baris {row} tanpa {parent}")


def _broken(entry: Mapping[str, Any]) -> Symptom:
    at = None
    with suppress(ValueError):  # whoever changed it may have written anything
        at = datetime.fromisoformat(str(entry["at"]))
    return Symptom(Ailment.LOG_BROKEN, str(entry["id"]), at=at, who=str(entry["who"]))
