"""Writes and reads packages for the use cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assessment.domain.conflicts import UNTOLD
from assessment.exchange.package_reader import read_package, unpacking
from assessment.exchange.package_writer import PackageExporter, Sources

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from assessment.domain.conflicts import Touches
    from assessment.domain.dossier import Dossier
    from assessment.domain.package import Package
    from assessment.domain.progress import Progress
    from assessment.services.package_ports import Unpacker
    from assessment.services.ports import Instruments


class Parcels:
    """See `assessment.services.package_ports.PackageFiles`."""

    def __init__(self, sources: Sources) -> None:
        """Remember where contents come from."""
        self._sources = sources

    def exporter(
        self, *, password: str = "", base: Dossier | None = None, authors: Touches = UNTOLD
    ) -> PackageExporter:
        """What writes a package; with a base it is a part, and tells who changed what since."""
        return PackageExporter(self._sources, base, password, authors)

    def read(
        self, path: Path, password: str, instruments: Instruments, progress: Progress
    ) -> Package:
        """All of a package, every byte checked; raises what `read_package` raises."""
        return read_package(path, password, instruments.instrument, progress)

    def unpack(self, path: Path, password: str) -> AbstractContextManager[Unpacker]:
        """Opens a package once for taking documents out; raises what `unpacking` raises."""
        return unpacking(path, password)
