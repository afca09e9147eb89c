"""Puts a backup into place: checked first, and what was there is kept."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from assessment.domain.errors import StorageError, StorageProblem, storage_error
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.progress import Progress
from assessment.storage.backup import copy_database
from assessment.storage.faults import reading, storage_fault
from assessment.storage.instrument_files import MOST_BYTES, is_instrument_file, put_instruments
from assessment.storage.schema import check_version
from assessment.storage.workspace import Workspace

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

_CHUNK = 1 << 20
_HASH = 64  # letters of a SHA-256
_STAGED, _UNUSED = "instrumen", "tidak-dipakai"


def restore(workspace: Workspace, source: Path, aside: Path, progress: Progress) -> Path | None:
    """Put a backup (``.zip``, or a copy of the database) into place.

    The evidence only grows: files have the names of their contents, so whatever the database that
    is set aside rests on stays there. It is kept at ``aside``; None where there was none. Added
    instruments come into place with it; others of the same name are kept beside it.

    Raises:
        FileRefusedError: the file is not a whole backup; nothing is changed.
        StorageError: it is of a newer program, another program is writing, or there is no room.
        CancelledError: the person asked to stop; the database is as it was.
    """
    if not source.is_file():
        problem = FileProblem.FOLDER if source.is_dir() else FileProblem.MISSING
        raise FileRefusedError(source, problem)
    workspace.create()
    try:
        with TemporaryDirectory(prefix=".pulih-", dir=workspace.root) as folder:
            draft = Path(folder) / workspace.database.name
            _unpack(workspace, source, draft, progress)
            _check(source, draft)
            kept = _set_aside(workspace.database, aside)
            others = aside.with_suffix("")
            put_instruments(workspace, draft.parent / _STAGED, others)
            try:
                _replace(workspace.database, draft)
            except StorageError:
                put_instruments(workspace, others, draft.parent / _UNUSED)
                shutil.rmtree(others, ignore_errors=True)
                raise
    except OSError as error:
        raise storage_error(error, workspace.root) from error
    return kept


def _unpack(workspace: Workspace, source: Path, draft: Path, progress: Progress) -> None:
    import zipfile

    if not zipfile.is_zipfile(source):
        # A program that is open, or was killed, has its last steps in the file beside it. That one
        # goes first: what moves into the database meanwhile is then in both.
        for suffix in ("-wal", ""):
            if (part := source.with_name(f"{source.name}{suffix}")).exists():
                shutil.copyfile(part, draft.with_name(f"{draft.name}{suffix}"))
        return
    with _damage_named(source), zipfile.ZipFile(source) as archive:
        entries = archive.infolist()
        for done, entry in enumerate(entries):
            progress.step(done, len(entries), entry.filename)
            _take(workspace, source, draft, archive, entry)
    progress.step(len(entries), len(entries))


@contextmanager
def _damage_named(source: Path) -> Iterator[None]:
    import zipfile
    import zlib

    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileRefusedError(source, FileProblem.DAMAGED) from error


def _take(
    workspace: Workspace, source: Path, draft: Path, archive: "ZipFile", entry: "ZipInfo"
) -> None:
    """Unpack one entry, under the name that its content gives it, whatever it is called."""
    folder, _, sha256 = entry.filename.rpartition("/")
    if entry.filename == workspace.database.name:
        _copy(archive, entry, draft)
    elif entry.filename == workspace.key.name:
        _take_key(workspace, archive, entry, draft.with_name("kunci"))
    elif is_instrument_file(entry.filename) and entry.file_size <= MOST_BYTES:
        staged = draft.parent / _STAGED / entry.filename
        staged.parent.mkdir(parents=True, exist_ok=True)
        _copy(archive, entry, staged)
    elif folder == f"evidence/{sha256[:2]}" and len(sha256) == _HASH:
        fresh = draft.with_name("bukti")
        if _copy(archive, entry, fresh) != sha256:
            raise FileRefusedError(source, FileProblem.DAMAGED, entry.filename)
        target = workspace.evidence / sha256[:2] / sha256
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            target.chmod(0o644)  # else Windows keeps it
        fresh.chmod(0o444)
        fresh.replace(target)
    else:
        raise FileRefusedError(source, FileProblem.UNSUPPORTED, entry.filename)


def _take_key(workspace: Workspace, archive: "ZipFile", entry: "ZipInfo", fresh: Path) -> None:
    """A workspace signs on with its own key; one that has none yet gets that of the backup."""
    fresh.touch(0o600)
    _copy(archive, entry, fresh)
    if not workspace.key.exists():
        fresh.replace(workspace.key)


def _copy(archive: "ZipFile", entry: "ZipInfo", target: Path) -> str:
    digest = hashlib.sha256()
    with archive.open(entry) as reader, target.open("wb") as writer:
        while chunk := reader.read(_CHUNK):
            digest.update(chunk)
            writer.write(chunk)
    return digest.hexdigest()


def _check(source: Path, draft: Path) -> None:
    """Refuse what is no database of this program, or not a whole one."""
    try:
        if check_version(draft) is None:
            raise FileRefusedError(source, FileProblem.DAMAGED)
        with reading(draft), closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except StorageError as error:
        if error.problem in {StorageProblem.NEWER, StorageProblem.FULL}:
            raise StorageError(error.problem, source, error.detail) from error
        raise FileRefusedError(source, FileProblem.DAMAGED, error.detail) from error
    if verdict != "ok":
        raise FileRefusedError(source, FileProblem.DAMAGED, verdict)


def _set_aside(database: Path, aside: Path) -> Path | None:
    """A copy of the database; a damaged one is moved away as it is."""
    if not database.exists():
        return None
    try:
        copy_database(database, aside)
    except StorageError as error:
        if error.problem is not StorageProblem.CORRUPT:
            raise
        for suffix in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                database.with_name(f"{database.name}{suffix}").replace(f"{aside}{suffix}")
    return aside


def _replace(database: Path, draft: Path) -> None:
    """Write the draft over the database in one transaction, so that no moment lies between."""
    with closing(sqlite3.connect(draft)) as old, closing(sqlite3.connect(database)) as live:
        try:
            live.execute("PRAGMA busy_timeout=5000")
            live.execute("PRAGMA synchronous=FULL")
            live.execute("BEGIN IMMEDIATE")  # the copy would wait for ever
            live.rollback()
            old.backup(live)
        except sqlite3.Error as error:
            raise storage_fault(error, database) from error
