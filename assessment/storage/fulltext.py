"""The full-text index: every page of every document, found by words and phrases (FTS5).

It lies in a file of its own, because all of it follows from the evidence: backups stay small, and
a damaged index is thrown away and built again. What it holds is known by the hash of the content,
so it never grows old.
"""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from assessment.domain.errors import storage_error
from assessment.domain.passages import PageHit
from assessment.storage.faults import storage_fault
from assessment.storage.snippets import expression, snippet, terms_of

_VERSION = 1
_TABLES = (
    "document (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE)",
    "page (id INTEGER PRIMARY KEY, document INTEGER NOT NULL, number INTEGER NOT NULL, raw BLOB)",
)
_INDEX = "text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'"
# Ranking costs a look at each page, so the common words, which tell nothing, are ranked among the
# pages that came last; whatever stands on fewer pages is ranked whole.
_RANKED = 1_000
_FIND = """
    SELECT sha256, number, text FROM (
        SELECT id, score FROM (
            SELECT rowid AS id, bm25(running) AS score FROM running
            WHERE running MATCH :words AND (:within IS NULL OR rowid IN (
                SELECT page.id FROM page JOIN document ON document.id = page.document
                WHERE sha256 IN (SELECT value FROM json_each(:within))
            )) ORDER BY rowid DESC LIMIT :ranked
        ) ORDER BY score, id LIMIT :most
    ) AS best
    JOIN page ON page.id = best.id JOIN document ON document.id = page.document
    JOIN running ON running.rowid = best.id ORDER BY best.score, best.id
"""
_PRIMARY = 0xFF  # extended codes keep the primary one in their lowest byte
_UNUSABLE = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


class FullText:
    """The index in one file; see `assessment.services.ports.PageIndex`. Safe from any thread."""

    def __init__(self, path: Path) -> None:
        """Remember the file; it is made when the first pages come."""
        self._path = path

    def counts(self) -> dict[str, int]:
        """How many pages of each document are here; a document without text has none.

        Raises:
            StorageError: the index cannot be read.
        """
        if not self._path.exists():
            return {}
        with self._open() as connection:
            return dict(
                connection.execute(
                    "SELECT sha256, count(page.id) FROM document"
                    " LEFT JOIN page ON page.document = document.id GROUP BY document.id"
                )
            )

    def put(self, sha256: str, pages: Sequence[str], running: Sequence[str]) -> None:
        """Keep the pages of a document: as they are, and as the running text to be searched.

        Raises:
            StorageError: the index cannot be written; nothing of the document is kept then.
        """
        with self._open() as connection, _transaction(connection):
            if connection.execute("SELECT 1 FROM document WHERE sha256 = ?", (sha256,)).fetchone():
                return
            document = connection.execute("INSERT INTO document (sha256) VALUES (?)", (sha256,))
            (first,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM page").fetchone()
            connection.executemany(
                "INSERT INTO page (id, document, number, raw) VALUES (?, ?, ?, ?)",
                (
                    (first + place, document.lastrowid, place + 1, zlib.compress(page.encode()))
                    for place, page in enumerate(pages)
                ),
            )
            connection.executemany(
                "INSERT INTO running (rowid, text) VALUES (?, ?)", enumerate(running, start=first)
            )

    def pages(self, sha256: str) -> tuple[str, ...]:
        """The pages of a document as they were read; none where it is not here.

        Raises:
            StorageError: the index cannot be read.
        """
        if not self._path.exists():
            return ()
        with self._open() as connection:
            rows = connection.execute(
                "SELECT raw FROM page JOIN document ON document.id = page.document"
                " WHERE sha256 = ? ORDER BY number",
                (sha256,),
            )
            return tuple(zlib.decompress(raw).decode() for (raw,) in rows)

    def find(
        self, text: str, limit: int, within: Collection[str] | None = None
    ) -> tuple[PageHit, ...]:
        """The pages on which everything stands that was typed, the best first.

        Words are beginnings of words; words between quotation marks stand together. Case,
        diacritics and punctuation do not matter. ``within`` are the hashes of the documents that
        are searched; all without.

        Raises:
            StorageError: the index cannot be read.
        """
        terms = terms_of(text)
        if not terms or not self._path.exists():
            return ()
        with self._open() as connection:
            asked = {
                "words": expression(terms),
                "within": None if within is None else json.dumps(sorted(within)),
                "ranked": _RANKED,
                "most": limit,
            }
            rows = connection.execute(_FIND, asked).fetchall()
        return tuple(
            PageHit(sha256, number, *snippet(found, terms)) for sha256, number, found in rows
        )

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(self._connect()) as connection:
                yield connection
        except sqlite3.Error as error:
            if _is_unusable(error):
                self._throw_away()  # the next one who asks finds an empty index
            raise storage_fault(error, self._path) from error

    def _connect(self) -> sqlite3.Connection:
        """A connection to an index of this version, made anew where the file is no such thing."""
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            if _prepare(connection):
                return connection
        except sqlite3.Error as error:
            connection.close()
            if not _is_unusable(error):
                raise
        connection.close()
        self._throw_away()
        connection = sqlite3.connect(self._path, isolation_level=None)
        try:
            _prepare(connection)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _throw_away(self) -> None:
        try:
            for suffix in ("", "-wal", "-shm"):
                self._path.with_name(f"{self._path.name}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, self._path) from error


def _is_unusable(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY in _UNUSABLE


def _prepare(connection: sqlite3.Connection) -> bool:
    """Make the tables in an empty file; whether the file is then of this version."""
    connection.execute("PRAGMA busy_timeout=5000")
    connection.execute("PRAGMA journal_mode=WAL")
    # What a power cut takes away here is read from the evidence again.
    connection.execute("PRAGMA synchronous=NORMAL")
    if _version(connection) == 0:
        with _transaction(connection):
            if _version(connection) == 0:  # nobody else was quicker
                for table in _TABLES:
                    connection.execute(f"CREATE TABLE {table}")
                connection.execute("CREATE INDEX page_of_document ON page (document, number)")
                connection.execute(f"CREATE VIRTUAL TABLE running USING fts5({_INDEX})")
                connection.execute(f"PRAGMA user_version = {_VERSION}")
    return _version(connection) == _VERSION


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # commits, or rolls back after a fault
        yield
