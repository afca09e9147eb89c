"""Reads the workspace with plain, read-only SQLite.

Reading needs no SQLAlchemy, so that the window can show what is stored at once (SQLAlchemy takes
longer to import than everything else together). The statements are portable SQL.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from assessment.domain.errors import UnknownAssessmentError
from assessment.domain.identity import Assessment, Overview, Person, Role
from assessment.domain.plain import from_plain
from assessment.storage.faults import reading

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

    from assessment.domain.dossier import Dossier
    from assessment.domain.exchange import Receipt
    from assessment.domain.official import OfficialText
    from assessment.domain.planning import PathSettings
    from assessment.domain.ranking import NationalList
    from assessment.domain.records import Document
    from assessment.domain.steps import Action, Step

_BEGIN = "begin"  # StepKind.BEGIN, without importing all about steps


class SqliteReader:
    """Reads a workspace; see `assessment.services.ports.Reader`. Safe from any thread."""

    def __init__(self, database: Path) -> None:
        """Remember the file; a missing one, or one without tables yet, reads as empty."""
        self._database = database
        self._filled = False

    def _stands(self) -> bool:
        """Whether there are tables: another thread may be just making them.

        Raises:
            StorageError: the file cannot be read.
        """
        if not self._filled and self._database.exists():
            with self._open() as connection:
                known = "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
                self._filled = connection.execute(known).fetchone() is not None
        return self._filled and self._database.exists()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One connection and one snapshot for everything that is read inside.

        Raises:
            StorageError: the file cannot be read.
        """
        with reading(self._database):
            uri = f"{self._database.absolute().as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
                connection.row_factory = sqlite3.Row
                connection.execute("PRAGMA busy_timeout=5000")
                connection.execute("BEGIN")
                yield connection

    def overviews(self) -> tuple[Overview, ...]:
        """All assessments that are not removed, last edited first.

        Raises:
            StorageError: the file cannot be read.
        """
        if not self._stands():
            return ()
        with self._open() as connection:
            rows = connection.execute("SELECT * FROM assessment WHERE removed = 0").fetchall()
            found = [_overview(connection, from_plain(Assessment, dict(row))) for row in rows]
        return tuple(
            sorted(
                found,
                key=lambda entry: (entry.edited or entry.assessment.created, entry.assessment.id),
                reverse=True,
            )
        )

    def dossier(self, assessment_id: int) -> Dossier:
        """Everything about one assessment.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StorageError: the file cannot be read.
        """
        from assessment.storage.contents import read_dossier

        if not self._stands():
            raise UnknownAssessmentError(assessment_id)
        with self._open() as connection:
            return read_dossier(connection, assessment_id)

    def steps(
        self, assessment_id: int, indicator: int | None = None, actions: Collection[Action] = ()
    ) -> tuple[Step, ...]:
        """The log of an assessment or an indicator, newest first; only of some actions if named.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.log import read_steps

        with self._open() as connection:
            return read_steps(connection, assessment_id, indicator, actions)

    def next_undo(self, assessment_id: int) -> Step | None:
        """The step that undo would take back.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.log import read_next_undo

        with self._open() as connection:
            return read_next_undo(connection, assessment_id)

    def next_redo(self, assessment_id: int) -> Step | None:
        """The step that redo would do again.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.log import read_next_redo

        with self._open() as connection:
            return read_next_redo(connection, assessment_id)

    def documents(self) -> tuple[Document, ...]:
        """All documents of the workspace, by name.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.contents import read_documents

        if not self._stands():
            return ()
        with self._open() as connection:
            return read_documents(connection)

    def document_names(self) -> dict[str, tuple[str, ...]]:
        """Further names of documents, by SHA-256.

        Raises:
            StorageError: the file cannot be read.
        """
        if not self._stands():
            return {}
        names: dict[str, tuple[str, ...]] = {}
        with self._open() as connection:
            rows = connection.execute("SELECT sha256, name FROM document_name ORDER BY name")
            for sha256, name in rows:
                names[sha256] = (*names.get(sha256, ()), name)
        return names

    def receipts(self, assessment_id: int) -> tuple[Receipt, ...]:
        """All receipts of an assessment, newest first.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.log import read_receipts

        with self._open() as connection:
            return read_receipts(connection, assessment_id)

    def people(self) -> tuple[Person, ...]:
        """Who works in this workspace, by name.

        Raises:
            StorageError: the file cannot be read.
        """
        if not self._stands():
            return ()
        with self._open() as connection:
            rows = connection.execute("SELECT name, role FROM person ORDER BY name")
            return tuple(Person(name, Role(role)) for name, role in rows)

    def trusted(self) -> dict[str, str]:
        """The signing keys that are trusted here: names of their owners by fingerprint.

        Raises:
            StorageError: the file cannot be read.
        """
        if not self._stands():
            return {}
        with self._open() as connection:
            rows = connection.execute("SELECT fingerprint, name FROM trusted_key ORDER BY name")
            return dict(tuple(row) for row in rows)

    def official_texts(self, instrument_id: str) -> tuple[OfficialText, ...]:
        """The official wording of an instrument, in the order of its levels.

        Raises:
            StorageError: the file cannot be read.
        """
        if not self._stands():
            return ()
        with self._open() as connection:
            rows = connection.execute(
                "SELECT * FROM official_text WHERE instrument_id = ?"
                " ORDER BY indicator, level, part",
                (instrument_id,),
            )
            return tuple(_official(row) for row in rows)

    def path_settings(self, assessment_id: int) -> PathSettings:
        """What a person has set for the cheapest path of an assessment.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.contents import read_path_settings

        with self._open() as connection:
            return read_path_settings(connection, assessment_id)

    def national_lists(self) -> tuple[NationalList, ...]:
        """All national lists, the latest year first.

        Raises:
            StorageError: the file cannot be read.
        """
        from assessment.storage.contents import read_national_lists

        if not self._stands():
            return ()
        with self._open() as connection:
            return read_national_lists(connection)


def _official(row: sqlite3.Row) -> OfficialText:
    from assessment.domain.official import OfficialPart, OfficialText

    return OfficialText(**{**dict(row), "part": OfficialPart(row["part"])})


def _overview(connection: sqlite3.Connection, assessment: Assessment) -> Overview:
    chosen: dict[str, dict[int, int]] = {}
    for stage, indicator, level in connection.execute(
        "SELECT stage, indicator, level FROM answer WHERE assessment_id = ? AND level IS NOT NULL",
        (assessment.id,),
    ):
        chosen.setdefault(stage, {})[indicator] = level
    final = connection.execute(
        "SELECT stage FROM stage_outcome WHERE assessment_id = ? AND final", (assessment.id,)
    )
    last = connection.execute(
        "SELECT at, who, touched FROM step WHERE assessment_id = ? ORDER BY id DESC LIMIT 1",
        (assessment.id,),
    ).fetchone()
    touched = connection.execute(
        "SELECT touched FROM step WHERE assessment_id = ? AND touched <> '' AND kind <> ?"
        " ORDER BY id DESC LIMIT 1",
        (assessment.id, _BEGIN),
    ).fetchone()
    return Overview(
        assessment=assessment,
        chosen=chosen,
        edited=None if last is None else datetime.fromisoformat(last["at"]),
        editor="" if last is None else last["who"],
        indicator=None if touched is None else int(touched["touched"].split()[0]),
        final=frozenset(row["stage"] for row in final),
    )
