"""The manifest as JSON: what is signed, and what a reader believes about the rest."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from assessment.domain.package import (
    FORMAT_VERSION,
    MANIFEST,
    SIGNATURE,
    Counts,
    Manifest,
    PackagedFile,
)
from assessment.domain.package_errors import PackageProblem, PackageRefusedError

_FORMAT = "spbe-desktop/package"
_HEX = frozenset("0123456789abcdef")
_DIGITS = 64
_LONGEST = 32_767


def manifest_bytes(manifest: Manifest) -> bytes:
    """The manifest as it is signed."""
    data = {
        "format": _FORMAT,
        "version": FORMAT_VERSION,
        "created": manifest.created.isoformat(),
        "institution": manifest.institution,
        "year": manifest.year,
        "instrument": manifest.instrument_id,
        "assessment": manifest.uid,
        "stage": manifest.stage,
        "index": manifest.index,
        "counts": asdict(manifest.counts),
        "base_revision": manifest.base_revision,
        "part": list(manifest.part),
        "signer": {"name": manifest.signer, "fingerprint": manifest.fingerprint},
        "files": [asdict(file) for file in manifest.files],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def manifest_from(path: Path, content: bytes) -> Manifest:
    """The manifest in these bytes.

    Raises:
        PackageRefusedError: it is of a newer format, another format, or faulty.
    """
    data = json_of(path, MANIFEST, content)
    if data.get("format") != _FORMAT or not isinstance(data.get("version"), int):
        raise PackageRefusedError(path, PackageProblem.NOT_A_PACKAGE)
    if data["version"] > FORMAT_VERSION:
        raise PackageRefusedError(path, PackageProblem.NEWER_FORMAT, str(data["version"]))
    try:
        manifest = _manifest(data)
    except (ValueError, TypeError, LookupError) as error:
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, MANIFEST) from error
    _check_files(path, manifest.files)
    return manifest


def json_of(path: Path, name: str, content: bytes) -> dict[str, Any]:
    """The JSON object in a file of the package.

    Raises:
        PackageRefusedError: it is not JSON, or no object.
    """
    try:
        data = json.loads(content.decode())
    except (ValueError, RecursionError) as error:
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, name) from error
    if not isinstance(data, dict):
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, name)
    return data


def _manifest(data: dict[str, Any]) -> Manifest:
    counts, signer = data["counts"], data["signer"]
    return Manifest(
        institution=_text(data["institution"]),
        year=_number(data["year"]),
        instrument_id=_text(data["instrument"]),
        uid=_text(data["assessment"]),
        stage=_text(data["stage"]),
        created=datetime.fromisoformat(_text(data["created"])),
        index=_text(data["index"]),
        counts=Counts(
            levels=_number(counts["levels"]),
            documents=_number(counts["documents"]),
            attachments=_number(counts["attachments"]),
            citations=_number(counts["citations"]),
        ),
        base_revision=_number(data["base_revision"]),
        part=tuple(_number(number) for number in data["part"]),
        signer=_text(signer["name"]),
        fingerprint=_text(signer["fingerprint"]),
        files=tuple(_file(entry) for entry in data["files"]),
    )


def _file(entry: dict[str, Any]) -> PackagedFile:
    sha256 = _text(entry["sha256"])
    if len(sha256) != _DIGITS or not _HEX.issuperset(sha256):
        raise ValueError(sha256)
    labels = tuple(_text(label) for label in entry["labels"])
    return PackagedFile(_text(entry["name"]), _number(entry["size"]), sha256, labels)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError(value)
    value.encode()  # half a surrogate pair could not be stored
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 62:
        raise TypeError(value)
    return value


def _check_files(path: Path, files: tuple[PackagedFile, ...]) -> None:
    seen = {MANIFEST, SIGNATURE}  # these two cannot hold their own hash
    for file in files:
        if file.name in seen:
            raise PackageRefusedError(path, PackageProblem.DUPLICATE_NAME, file.name)
        seen.add(file.name)
