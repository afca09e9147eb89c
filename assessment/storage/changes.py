"""Changes as JSON for the log: the key, what must be there, and the fields that differ."""

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields

from assessment.domain.identity import Record
from assessment.domain.plain import Plain, from_plain, to_plain
from assessment.domain.records import RECORD_TYPES, key_of
from assessment.domain.steps import Change

_TYPES = {kind.__name__: kind for kind in RECORD_TYPES}


def encode_changes(changes: Iterable[Change]) -> str:
    """The changes as one JSON text."""
    entries = []
    for change in changes:
        before, after = _differing(change)
        entries.append({"type": type(change.record).__name__, "before": before, "after": after})
    return json.dumps(entries, ensure_ascii=False, separators=(",", ":"))


def decode_changes(text: str) -> tuple[Change, ...]:
    """The changes that `encode_changes` wrote; fields that did not differ hold their defaults."""
    return tuple(
        Change(_record(entry["type"], entry["before"]), _record(entry["type"], entry["after"]))
        for entry in json.loads(text)
    )


def changed_fields(before: Record, after: Record) -> dict[str, object]:
    """The fields of the second record that differ from the first, as they are."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(after)
        if getattr(after, field.name) != getattr(before, field.name)
    }


def target_of(change: Change) -> tuple[type[Record], tuple[str | int, ...]]:
    """The type and key of the record that a change is about."""
    return type(change.record), key_of(change.record)


def _differing(change: Change) -> tuple[dict[str, Plain] | None, dict[str, Plain] | None]:
    before = None if change.before is None else to_plain(change.before)
    after = None if change.after is None else to_plain(change.after)
    if before is None or after is None:
        return before, after
    needed = {field.name for field in fields(change.record) if field.default is MISSING}
    needed.update(change.record.KEY)
    kept = [name for name in before if name in needed or before[name] != after[name]]
    return {name: before[name] for name in kept}, {name: after[name] for name in kept}


def _record(kind: str, values: dict[str, Plain] | None) -> Record | None:
    return None if values is None else from_plain(_TYPES[kind], values)
