"""Reads a package of which nothing is believed: every byte is checked before any is used."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from assessment.domain.dossier import Dossier
from assessment.domain.errors import storage_error
from assessment.domain.evidence_folder import folder_files
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.identity import part_numbers
from assessment.domain.package import (
    AUTHORS,
    BASE,
    DATA,
    MANIFEST,
    RECEIPT,
    REPORT,
    SIGNATURE,
    WORKBOOK,
    Manifest,
    Package,
    PackagedFile,
    counts_of,
    fingerprint_of,
    told,
)
from assessment.domain.package_checks import faulty_record
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import Progress
from assessment.domain.scoring import exact, score
from assessment.domain.stages import counting_levels
from assessment.exchange.package_authors import authors_from
from assessment.exchange.package_key import PUBLIC_SIZE, SIGNATURE_SIZE, is_signed
from assessment.exchange.package_lock import opened
from assessment.exchange.package_manifest import json_of, manifest_from
from assessment.exchange.package_zip import ArchiveReader
from assessment.exchange.tables import JSON_FORMAT, JSON_VERSION, dossier_from
from assessment.services.package_ports import Unpacker
from indicators.instrument import Instrument

_MOST_MANIFEST = 16 << 20
_MOST_DATA = 256 << 20
_UNIT = 1 << 20  # progress counts in these: bytes would not fit the window's numbers
_IN_PARTS = (BASE, AUTHORS)
_ALWAYS = (RECEIPT, DATA, WORKBOOK, REPORT)


def read_package(
    path: Path, password: str, instrument_of: Callable[[str], Instrument], progress: Progress
) -> Package:
    """All of a package, every byte checked.

    Raises:
        FileRefusedError: there is no such file, or it cannot be read.
        PackageRefusedError: something about it is wrong; says what and where.
        WrongPasswordError: it needs a password, or another one.
        UnknownInstrumentError: its instrument is not here.
    """
    try:
        with opened(path, password) as file:
            archive = ArchiveReader(path, file)
            manifest = _read_manifest(path, archive)
            _check_listing(path, archive, manifest)
            contents = _read_files(path, archive, manifest, progress)
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error
    instrument = instrument_of(manifest.instrument_id)
    dossier = _dossier(path, DATA, contents[DATA], instrument)
    base = _dossier(path, BASE, contents[BASE], instrument) if BASE in contents else None
    _compare(path, manifest, dossier, instrument)
    authors = authors_from(path, contents[AUTHORS]) if AUTHORS in contents else {}
    return Package(path, manifest, dossier, base, password, authors)


def read_records(
    path: Path, password: str, instrument_of: Callable[[str], Instrument]
) -> tuple[Manifest, Dossier]:
    """Manifest and records of a package, signature and hash checked; the evidence stays unread.

    Raises:
        FileRefusedError: there is no such file, or it cannot be read.
        PackageRefusedError: something about it is wrong; says what and where.
        WrongPasswordError: it needs a password, or another one.
        UnknownInstrumentError: its instrument is not here.
    """
    try:
        with opened(path, password) as file:
            archive = ArchiveReader(path, file)
            manifest = _read_manifest(path, archive)
            _check_listing(path, archive, manifest)
            content = archive.read(DATA, _MOST_DATA)
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error
    wanted = {file.name: file.sha256 for file in manifest.files}
    if hashlib.sha256(content).hexdigest() != wanted[DATA]:
        raise PackageRefusedError(path, PackageProblem.DAMAGED, DATA)
    instrument = instrument_of(manifest.instrument_id)
    dossier = _dossier(path, DATA, content, instrument)
    _compare(path, manifest, dossier, instrument)
    return manifest, dossier


def _read_manifest(path: Path, archive: ArchiveReader) -> Manifest:
    content = archive.read(MANIFEST, _MOST_MANIFEST)
    manifest = manifest_from(path, content)
    if SIGNATURE not in archive.entries:
        raise PackageRefusedError(path, PackageProblem.MISSING, SIGNATURE)
    signature = archive.read(SIGNATURE, PUBLIC_SIZE + SIGNATURE_SIZE)
    public = signature[:PUBLIC_SIZE]
    if not is_signed(public, signature[PUBLIC_SIZE:], content):
        raise PackageRefusedError(path, PackageProblem.WRONG_SIGNATURE, SIGNATURE)
    if fingerprint_of(public) != manifest.fingerprint:
        raise PackageRefusedError(path, PackageProblem.WRONG_SIGNATURE, MANIFEST)
    return manifest


def _check_listing(path: Path, archive: ArchiveReader, manifest: Manifest) -> None:
    """The archive holds what the manifest lists, in that order, and nothing else."""
    wanted = [MANIFEST, SIGNATURE, *(file.name for file in manifest.files)]
    for name in (*_ALWAYS, *wanted, *((BASE,) if manifest.part else ())):
        if name not in archive.entries:
            raise PackageRefusedError(path, PackageProblem.MISSING, name)
    for name in archive.entries:
        if name not in wanted or (name in _IN_PARTS and not manifest.part):
            raise PackageRefusedError(path, PackageProblem.UNEXPECTED, name)
    if list(archive.entries) != wanted:
        raise PackageRefusedError(path, PackageProblem.REPACKED, MANIFEST)
    for file in manifest.files:
        if archive.entries[file.name].size != file.size:
            raise PackageRefusedError(path, PackageProblem.WRONG_SIZE, file.name)


def _read_files(
    path: Path, archive: ArchiveReader, manifest: Manifest, progress: Progress
) -> dict[str, bytes]:
    """The records; everything else is only hashed."""
    total = 1 + sum(file.size for file in manifest.files) // _UNIT
    done = 0
    contents = {}
    for file in manifest.files:
        if file.name in (DATA, *_IN_PARTS):
            contents[file.name] = archive.read(file.name, _MOST_DATA)
        digest = hashlib.sha256()
        for chunk in archive.chunks(file.name):
            digest.update(chunk)
            done += len(chunk)
            progress.step(done // _UNIT, total, file.name)
        if digest.hexdigest() != file.sha256:
            raise PackageRefusedError(path, PackageProblem.DAMAGED, file.name)
    progress.step(total, total)
    return contents


def _dossier(path: Path, name: str, content: bytes, instrument: Instrument) -> Dossier:
    data = json_of(path, name, content)
    if data.get("format") != JSON_FORMAT or not isinstance(data.get("revision"), int):
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, name)
    if data.get("version") != JSON_VERSION:
        raise PackageRefusedError(path, PackageProblem.NEWER_FORMAT, str(data.get("version")))
    try:
        dossier = dossier_from(data, 0)
        fault = faulty_record(dossier, instrument.outline)
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, name) from error
    if fault:
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, f"{name}: {fault}")
    return dossier


def _compare(path: Path, manifest: Manifest, dossier: Dossier, instrument: Instrument) -> None:
    """Manifest and records say the same, and the index follows from the levels."""
    assessment = dossier.assessment
    outline = instrument.outline
    counts = counts_of(outline, dossier)
    # Older packages told index and levels of the self assessment, whatever was scored later.
    own = dossier.levels()
    known = [score(outline, levels) for levels in (own, counting_levels(outline, dossier))]
    indices = {exact(standing.index) for standing in (*known, told(outline, dossier)[1])}
    counted = (counts, replace(counts, levels=len(own)))
    files = {file.sha256: file.size for file in manifest.evidence}
    folder = folder_files(dossier, outline.numbers)
    labels = {file.document.sha256: file.labels for file in folder}
    said: tuple[tuple[str, Any, Any], ...] = (
        ("institution", manifest.institution, assessment.institution),
        ("year", manifest.year, assessment.year),
        ("instrument", manifest.instrument_id, assessment.instrument_id),
        ("assessment", manifest.uid, assessment.uid),
        ("part", manifest.part, part_numbers(assessment)),
        ("base_revision", manifest.base_revision, dossier.revision),
        ("counts", manifest.counts in counted, True),
        ("index", manifest.index in indices, True),
        ("files", files, {document.sha256: document.size for document in dossier.documents}),
        ("labels", {file.sha256: file.labels for file in manifest.evidence}, labels),
    )
    for name, there, here in said:
        if there != here:
            raise PackageRefusedError(path, PackageProblem.CONTRADICTION, name)


@contextmanager
def unpacking(path: Path, password: str) -> Iterator[Unpacker]:
    """Opens a package once for taking documents out; each is hashed again on the way.

    Raises:
        FileRefusedError: it cannot be read any more.
        PackageRefusedError: it is not what it was when it was checked.
        WrongPasswordError: the password is another one.
    """
    with opened(path, password) as file:
        archive = ArchiveReader(path, file)

        def unpack(wanted: PackagedFile, target: Path, progress: Progress) -> None:
            _unpack(path, archive, wanted, target, progress)

        yield unpack


def _unpack(
    path: Path, archive: ArchiveReader, wanted: PackagedFile, target: Path, progress: Progress
) -> None:
    if wanted.name not in archive.entries:
        raise PackageRefusedError(path, PackageProblem.MISSING, wanted.name)
    digest = hashlib.sha256()
    done = 0
    try:
        with target.open("xb") as writer:
            for chunk in archive.chunks(wanted.name):
                digest.update(chunk)
                writer.write(chunk)
                done += len(chunk)
                progress.step(done, wanted.size, wanted.name)
    except OSError as error:
        with suppress(OSError):
            target.unlink()
        raise storage_error(error, target) from error
    if digest.hexdigest() != wanted.sha256:
        target.unlink()
        raise PackageRefusedError(path, PackageProblem.DAMAGED, wanted.name)
