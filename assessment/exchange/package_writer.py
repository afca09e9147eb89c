"""Writes a package: everything is made and checked first, then put together in one pass."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from assessment.domain.conflicts import Touches, rebased_touches
from assessment.domain.dossier import Dossier
from assessment.domain.errors import storage_error
from assessment.domain.evidence_folder import FolderFile, folder_files
from assessment.domain.exchange import ExportKind
from assessment.domain.file_errors import ExportMismatchError, FileProblem, FileRefusedError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import part_numbers
from assessment.domain.package import (
    AUTHORS,
    BASE,
    DATA,
    EVIDENCE_FOLDER,
    MANIFEST,
    RECEIPT,
    REPORT,
    SIGNATURE,
    WORKBOOK,
    Manifest,
    PackagedFile,
    counts_of,
    fingerprint_of,
    rebased,
    told,
)
from assessment.domain.package_errors import PackageRefusedError
from assessment.domain.progress import SILENT, Progress
from assessment.domain.receipts import package_receipt
from assessment.domain.results import result_of
from assessment.domain.scoring import exact
from assessment.exchange.package_authors import authors_bytes
from assessment.exchange.package_lock import LockedWriter
from assessment.exchange.package_manifest import manifest_bytes
from assessment.exchange.package_reader import read_package
from assessment.exchange.package_zip import CHUNK, ArchiveWriter
from assessment.services.package_ports import Key
from assessment.services.ports import Exporter

_UNIT = 1 << 20  # progress counts in these: bytes would not fit the window's numbers


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the contents of a package come from."""

    path_of: Callable[[str], Path]
    key: Key
    exporter: Callable[[ExportKind], Exporter]
    person: Callable[[], str]


@dataclass(frozen=True, slots=True)
class PackageExporter:
    """Writes one package; see `assessment.services.ports.Exporter`.

    With a base it is a part, which tells who changed what since where there is something to tell.
    """

    sources: Sources
    base: Dossier | None = None
    password: str = field(default="", repr=False)
    authors: Touches = field(default_factory=dict, hash=False)

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the package.

        Raises:
            FileRefusedError: a stored document is missing, or has another size.
            TextTooLongError: a text does not fit into the workbook.
            ExportMismatchError: workbook or report were reopened and hold something else.
            StorageError: the file cannot be written.
            CancelledError: the person asked to stop.
        """
        evidence = folder_files(handover.dossier, handover.instrument.outline.numbers)
        try:
            with TemporaryDirectory() as folder, path.open("wb") as file:
                made = self._made(Path(folder), handover, progress)
                content = self._manifest(handover, made, evidence)
                locked = LockedWriter(file, self.password) if self.password else None
                archive = ArchiveWriter(locked) if locked else ArchiveWriter(file, file)
                self._put_together(archive, content, made, progress)
                if locked:
                    locked.finish()
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise storage_error(error, path) from error

    def verify(self, path: Path, handover: Handover) -> str:
        """Read the whole package as its receiver will; compare every record and the index.

        Raises:
            FileRefusedError: a stored document is damaged.
            ExportMismatchError: it does not read back, or something differs.
        """
        try:
            found = read_package(path, self.password, lambda _: handover.instrument, SILENT)
        except PackageRefusedError as error:
            self._blame_library(handover, error.detail)
            raise ExportMismatchError(path, f"{error.problem}: {error.detail}") from error
        if found.dossier.records() != _outside(handover.dossier).records():
            raise ExportMismatchError(path, DATA)
        if self.base and (not found.base or found.base.records() != _outside(self.base).records()):
            raise ExportMismatchError(path, BASE)
        if found.authors != rebased_touches(self.authors, 0):
            raise ExportMismatchError(path, AUTHORS)
        counts = found.manifest.counts
        compared = f"{counts.levels} tingkat, {counts.documents} dokumen"
        if found.manifest.part:  # a part has no index of its own
            return f"{compared} dan tanda tangan cocok"
        index = index_text(Fraction(found.manifest.index))
        return f"{compared}, tanda tangan dan indeks {index} cocok"

    def _blame_library(self, handover: Handover, name: str) -> None:
        """Tell a stored document that was damaged before from one that was written wrongly."""
        for file in folder_files(handover.dossier, handover.instrument.outline.numbers):
            sha256 = file.document.sha256
            is_it = name == f"{EVIDENCE_FOLDER}{file.name}"
            if is_it and _packaged(name, self.sources.path_of(sha256)).sha256 != sha256:
                raise FileRefusedError(_bare(name), FileProblem.DAMAGED)

    def _made(self, folder: Path, handover: Handover, progress: Progress) -> dict[str, Path]:
        """Records, workbook and report, each reopened and compared."""
        wanted: list[tuple[str, ExportKind, Handover]] = [(DATA, ExportKind.DATA, handover)]
        if self.base:
            result = result_of(handover.instrument, self.base)
            then = replace(handover, dossier=self.base, result=result)
            wanted.append((BASE, ExportKind.DATA, then))
        wanted.append((WORKBOOK, ExportKind.WORKBOOK, handover))
        wanted.append((REPORT, ExportKind.REPORT, handover))
        made = {}
        for done, (name, kind, content) in enumerate(wanted):
            progress.step(done, len(wanted), name)
            exporter = self.sources.exporter(kind)
            made[name] = folder / name
            exporter.write(made[name], content, SILENT)
            exporter.verify(made[name], content)
        if self.authors:
            made[AUTHORS] = folder / AUTHORS
            made[AUTHORS].write_bytes(authors_bytes(self.authors))
        return made

    def _manifest(
        self, handover: Handover, made: Mapping[str, Path], evidence: Sequence[FolderFile]
    ) -> tuple[Manifest, bytes]:
        """The manifest, and the receipt that it lists."""
        dossier, outline = handover.dossier, handover.instrument.outline
        files = [_packaged(name, path) for name, path in made.items()]
        files += [
            PackagedFile(
                f"{EVIDENCE_FOLDER}{file.name}",
                file.document.size,
                file.document.sha256,
                file.labels,
            )
            for file in evidence
        ]
        stage, standing = told(outline, dossier)
        manifest = Manifest(
            institution=dossier.assessment.institution,
            year=dossier.assessment.year,
            instrument_id=outline.id,
            uid=dossier.assessment.uid,
            stage=stage.id,
            created=handover.now,
            index=exact(standing.index),
            counts=counts_of(outline, dossier),
            base_revision=dossier.revision,
            part=part_numbers(dossier.assessment),
            signer=self.sources.person(),
            fingerprint=fingerprint_of(self.sources.key.public()),
            files=tuple(files),
        )
        receipt = package_receipt(manifest, stage.name).encode()
        listed = PackagedFile(RECEIPT, len(receipt), hashlib.sha256(receipt).hexdigest())
        return replace(manifest, files=(listed, *files)), receipt

    def _put_together(
        self,
        archive: ArchiveWriter,
        content: tuple[Manifest, bytes],
        made: Mapping[str, Path],
        progress: Progress,
    ) -> None:
        manifest, receipt = content
        listing = manifest_bytes(manifest)
        key = self.sources.key
        signature = key.public() + key.sign(listing)
        for name, text in ((MANIFEST, listing), (SIGNATURE, signature), (RECEIPT, receipt)):
            archive.add(name, len(text), partial(_whole, text))
        total = 1 + sum(file.size for file in manifest.files) // _UNIT
        done = 0
        for file in manifest.files[1:]:
            source = made.get(file.name) or self._source(file)
            share = _Share(progress, done, total, file.name)
            archive.add(file.name, file.size, partial(_checked, file, source, share))
            done += file.size
        archive.close()
        progress.step(total, total)

    def _source(self, file: PackagedFile) -> Path:
        path = self.sources.path_of(file.sha256)
        if not path.is_file():
            raise FileRefusedError(_bare(file.name), FileProblem.MISSING)
        return path


def _outside(dossier: Dossier) -> Dossier:
    """A dossier as a package brings it: without what means nothing elsewhere."""
    moved = rebased(dossier, 0)
    return replace(moved, assessment=replace(moved.assessment, removed=False))


def _packaged(name: str, path: Path) -> PackagedFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PackagedFile(name, path.stat().st_size, digest)


@dataclass(frozen=True, slots=True)
class _Share:
    """The part that one file has in the progress of all."""

    progress: Progress
    before: int
    total: int
    name: str

    def step(self, done: int) -> None:
        """Report the bytes that are done of this file."""
        self.progress.step((self.before + done) // _UNIT, self.total, self.name)


def _whole(text: bytes) -> tuple[bytes, ...]:
    return (text,)


def _checked(file: PackagedFile, source: Path, share: _Share) -> Iterator[bytes]:
    """The content of a file, refused at its end where it has not the size that is listed.

    It is hashed when the package is read again; twice would cost a third of the speed.
    """
    size = 0
    with source.open("rb", buffering=0) as reader:
        while chunk := reader.read(CHUNK):
            size += len(chunk)
            share.step(size)
            yield chunk
    if size != file.size:
        raise FileRefusedError(_bare(file.name), FileProblem.DAMAGED)


def _bare(name: str) -> Path:
    return Path(name.removeprefix(EVIDENCE_FOLDER))
