"""Verified copies: the database through SQLite's own backup, all other files by their hashes."""

import hashlib
import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from assessment.domain.errors import StorageError, StorageProblem, storage_error
from assessment.domain.progress import Progress
from assessment.services.ports import Clock
from assessment.storage.faults import reading
from assessment.storage.instrument_files import instrument_files
from assessment.storage.workspace import Workspace

_STAMP = "%Y%m%d-%H%M%S"
_CHUNK = 1 << 20
_KEPT = 14  # daily copies; they are small, and a fortnight is longer than a holiday


def copy_database(source: Path, target: Path) -> None:
    """Copy a database while it may be in use, check the copy, and put it in place.

    Raises:
        StorageError: source or target cannot be used, or the copy is not sound.
    """
    draft = target.with_name(f"{target.name}.sebagian")
    try:
        draft.unlink(missing_ok=True)
        _copy_checked(source, draft)
        draft.replace(target)
    except StorageError as error:
        # The draft is new: what is damaged or held by others is what is copied.
        theirs = error.problem in {StorageProblem.CORRUPT, StorageProblem.BUSY}
        raise StorageError(error.problem, source if theirs else target, error.detail) from error
    except OSError as error:
        raise storage_error(error, target) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _copy_checked(source: Path, draft: Path) -> None:
    with (
        reading(draft),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(draft)) as new,
    ):
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")
        (verdict,) = new.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise StorageError(StorageProblem.CORRUPT, draft, verdict)


class WorkspaceBackups:
    """Backups of one workspace; see `assessment.services.ports.Backups`."""

    def __init__(self, workspace: Workspace, now: Clock) -> None:
        """Remember what is to be copied."""
        self._workspace = workspace
        self._now = now

    def make(self, target: Path | None, progress: Progress) -> Path:
        """A zip of database, evidence and added instruments, reopened and compared.

        Only then it is put in place.

        Raises:
            StorageError: nothing to copy, no room, or an evidence file is damaged.
            CancelledError: the person asked to stop; nothing is left behind.
        """
        stamp = f"{self._now():{_STAMP}}"
        target = target or self._workspace.backups / f"cadangan-{stamp}.zip"
        draft = target.with_name(f".{target.name}.sebagian")
        database = target.with_name(f".{target.name}.sqlite3")
        try:
            self._copy(database)
            known = self._pack(draft, database, progress)
            self._verify(draft, known)
            draft.replace(target)
        except OSError as error:
            raise storage_error(error, target) from error
        finally:
            for path in (draft, database):
                with suppress(OSError):
                    path.unlink(missing_ok=True)
        return target

    def daily(self) -> Path | None:
        """A copy of the database if there is none of today; None when there is.

        Raises:
            StorageError: the copy cannot be made.
        """
        if not self._workspace.database.exists():
            return None
        today = f"{self._now():%Y%m%d}"
        kept = sorted(self._workspace.backups.glob("harian-*.sqlite3"))
        if any(path.name.startswith(f"harian-{today}") for path in kept):
            return None
        target = self._workspace.backups / f"harian-{self._now():{_STAMP}}.sqlite3"
        self._copy(target)
        try:
            for path in kept[: max(0, len(kept) + 1 - _KEPT)]:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise storage_error(error, self._workspace.backups) from error
        return target

    def latest(self) -> datetime | None:
        """When the newest backup was made, by the names of the files."""
        stamps = []
        for path in self._workspace.backups.glob("*-*-*.*"):
            kind, _, stamp = path.stem.partition("-")
            if kind in ("harian", "cadangan"):
                with suppress(ValueError):  # renamed by a person, or left by a power cut
                    stamps.append(datetime.strptime(stamp, _STAMP).astimezone())
        return max(stamps, default=None)

    def restore(self, source: Path, progress: Progress) -> Path | None:
        """Put a backup into place; gives where the database that was there is kept.

        Raises:
            FileRefusedError: the file is not a whole backup; nothing is changed.
            StorageError: it is of a newer program, another program is writing, or there is no
                room; the database is as it was.
            CancelledError: the person asked to stop; the database is as it was.
        """
        from assessment.storage.restoring import restore

        stamp = f"{self._now():{_STAMP}}"
        aside = self._workspace.backups / f"sebelum-pulih-{stamp}.sqlite3"
        return restore(self._workspace, source, aside, progress)

    def _copy(self, target: Path) -> None:
        if not self._workspace.database.exists():
            raise StorageError(StorageProblem.NOT_A_WORKSPACE, self._workspace.root)
        self._workspace.create()
        copy_database(self._workspace.database, target)

    def _pack(self, draft: Path, database: Path, progress: Progress) -> dict[str, str]:
        """Write the archive; gives the hashes of what has no hash for a name."""
        import zipfile  # brings every compressor along; too heavy for the start

        root = self._workspace.root
        files = sorted(path for path in self._workspace.evidence.glob("??/*") if path.is_file())
        named = {self._workspace.database.name: database} | {
            path.relative_to(root).as_posix(): path for path in instrument_files(self._workspace)
        }
        if self._workspace.key.exists():
            named[self._workspace.key.name] = self._workspace.key
        with draft.open("wb") as file:
            with zipfile.ZipFile(file, "w", strict_timestamps=False) as archive:
                for name, path in named.items():
                    archive.write(path, name, zipfile.ZIP_DEFLATED)
                for done, path in enumerate(files):
                    progress.step(done, len(files), path.name)
                    archive.write(path, path.relative_to(root).as_posix())
            file.flush()
            os.fsync(file.fileno())  # what is called a backup outlives a power cut
        progress.step(len(files), len(files))
        return {name: _digest_of(path) for name, path in named.items()}

    def _verify(self, draft: Path, known: Mapping[str, str]) -> None:
        """The archive must hold everything as it is, and evidence that is what its name says."""
        import zipfile

        with zipfile.ZipFile(draft) as archive:
            for name in archive.namelist():
                with archive.open(name) as file:
                    found = _digest(file)
                if not known.get(name, name).endswith(found):
                    raise StorageError(StorageProblem.CORRUPT, self._workspace.root / name, name)


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return _digest(file)


def _digest(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
