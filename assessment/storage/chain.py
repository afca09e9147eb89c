"""The chain of the log: whoever changes, removes or adds an entry afterwards breaks it.

Each entry's digest covers the entry itself and the digest of the one before, over the whole
workspace in the order of their numbers. The rule is the same for ever: another one would make
every workspace look tampered with.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

FIELDS = (
    "id", "assessment_id", "at", "who", "kind", "action", "reverts", "touched", "changes",
)  # fmt: skip


def digest(before: str, entry: Mapping[str, Any]) -> str:
    """The digest of an entry that follows the one with the given digest, none at the first."""
    canonical = json.dumps([before, *(entry[name] for name in FIELDS)], separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def first_break(entries: Iterable[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """The first entry, by number, that does not follow from those before it."""
    before = ""
    for entry in entries:
        if entry["digest"] != digest(before, entry):
            return entry
        before = entry["digest"]
    return None
