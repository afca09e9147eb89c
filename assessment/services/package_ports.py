"""What the use cases on packages need from files and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from assessment.domain.conflicts import UNTOLD

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from assessment.domain.conflicts import Touches
    from assessment.domain.dossier import Dossier
    from assessment.domain.package import Package, PackagedFile
    from assessment.domain.progress import Progress
    from assessment.services.ports import Exporter, Instruments


class Key(Protocol):
    """Signs what leaves the workspace."""

    def public(self) -> bytes:
        """The public half; raises `StorageError`."""

    def sign(self, content: bytes) -> bytes:
        """The signature of some content; raises `StorageError`."""


class Unpacker(Protocol):
    """Takes documents out of one package."""

    def __call__(self, file: PackagedFile, target: Path, progress: Progress, /) -> None:
        """Write a document into a new file; raises `PackageRefusedError` or `StorageError`."""


class PackageFiles(Protocol):
    """Writes packages, and reads those of others."""

    def exporter(
        self, *, password: str = "", base: Dossier | None = None, authors: Touches = UNTOLD
    ) -> Exporter:
        """What writes a package; with a base it is a part, and tells who changed what since."""

    def read(
        self, path: Path, password: str, instruments: Instruments, progress: Progress
    ) -> Package:
        """All of a package, every byte checked.

        Raises `FileRefusedError`, `PackageRefusedError`, `WrongPasswordError`, or what the
        instrument raises.
        """

    def unpack(self, path: Path, password: str) -> AbstractContextManager[Unpacker]:
        """Opens a package once for taking documents out."""
