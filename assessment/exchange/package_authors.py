"""Who changed what in a part since it was given out, so that conflicts tell who wrote what."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from assessment.domain.conflicts import Key, Touch, Touches
from assessment.domain.exchange import Place
from assessment.domain.package import AUTHORS
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.records import RecordType
from assessment.exchange.package_manifest import json_of
from assessment.exchange.tables import LISTS

_FORMAT = "spbe-desktop/authors"
_VERSION = 1
_LOCAL = "assessment_id"  # means nothing outside the workspace


def authors_bytes(touches: Touches) -> bytes:
    """The authors as a file of the package."""
    names = {kind: name for name, kind in LISTS}
    entries = [
        {
            "of": names[kind],
            "key": [part for of, part in zip(kind.KEY, key, strict=True) if of != _LOCAL],
            "field": field,
            "who": touch.who,
            "at": touch.at and touch.at.isoformat(),
        }
        for (kind, key, field), touch in touches.items()
    ]
    data = {"format": _FORMAT, "version": _VERSION, "authors": entries}
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def authors_from(path: Path, content: bytes) -> Touches:
    """The authors in these bytes, of an assessment with the identifier 0.

    Raises:
        PackageRefusedError: it is of a newer format, or faulty.
    """
    data = json_of(path, AUTHORS, content)
    if data.get("format") != _FORMAT or not isinstance(data.get("version"), int):
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, AUTHORS)
    if data["version"] > _VERSION:
        raise PackageRefusedError(path, PackageProblem.NEWER_FORMAT, str(data["version"]))
    try:
        return dict(_touches(data["authors"]))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise PackageRefusedError(path, PackageProblem.BAD_DATA, AUTHORS) from error


def _touches(entries: list[dict[str, Any]]) -> Iterator[tuple[Place, Touch]]:
    kinds = dict(LISTS)
    for entry in entries:
        kind, field, who, at = kinds[entry["of"]], entry["field"], entry["who"], entry["at"]
        if not isinstance(field, str) or not isinstance(who, str):
            raise TypeError(entry)
        who.encode()  # half a surrogate pair could not be shown
        moment = None if at is None else datetime.fromisoformat(at)
        yield (kind, _key(kind, entry["key"]), field), Touch(who, moment)


def _key(kind: RecordType, parts: list[str | int]) -> Key:
    names = [name for name in kind.KEY if name != _LOCAL]
    given = dict(zip(names, parts, strict=True))
    if not all(isinstance(part, str | int) for part in parts):
        raise TypeError(parts)
    return tuple(given.get(name, 0) for name in kind.KEY)
