"""The workspace folder: where everything of one person or team lies."""

from pathlib import Path
from typing import NamedTuple

from assessment.domain.errors import StorageError, StorageProblem, storage_error


class Workspace(NamedTuple):
    """The paths inside a workspace folder."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file with everything but the evidence."""
        return self.root / "workspace.sqlite3"

    @property
    def search(self) -> Path:
        """The full-text index; it follows from the evidence and may be deleted at any time."""
        return self.root / "search.sqlite3"

    @property
    def evidence(self) -> Path:
        """Evidence files by SHA-256."""
        return self.root / "evidence"

    @property
    def key(self) -> Path:
        """The private key that signs what leaves this workspace."""
        return self.root / "kunci-tanda-tangan.pem"

    @property
    def backups(self) -> Path:
        """Verified copies."""
        return self.root / "backups"

    @property
    def exports(self) -> Path:
        """Where exports go unless a person chooses another place."""
        return self.root / "exports"

    @property
    def instruments(self) -> Path:
        """Instruments that a person has added."""
        return self.root / "instruments"

    def create(self) -> None:
        """Make the folders that are missing.

        Raises:
            StorageError: the folder cannot be made or is a file.
        """
        if self.root.exists() and not self.root.is_dir():
            raise StorageError(StorageProblem.NOT_A_WORKSPACE, self.root)
        try:
            for folder in (self.evidence, self.backups, self.exports, self.instruments):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, self.root) from error
