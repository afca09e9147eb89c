"""Records as plain values (text, whole numbers, None) and back, for storage and exchange."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from assessment.domain.identity import Record

Plain = str | int | None
_R = TypeVar("_R", bound=Record)


def ticks_to_text(ticks: frozenset[tuple[int, int]]) -> str:
    """Ticks in order, as ``2.1 3.1``."""
    return " ".join(f"{level}.{position}" for level, position in sorted(ticks))


def ticks_from_text(text: str) -> frozenset[tuple[int, int]]:
    """The ticks that `ticks_to_text` wrote."""
    pairs = (entry.split(".") for entry in text.split())
    return frozenset((int(level), int(position)) for level, position in pairs)


# By annotation: the dataclasses name their field types, and these need more than themselves.
_READERS: dict[object, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date | None: lambda value: None if value is None else date.fromisoformat(value),
    frozenset[tuple[int, int]]: ticks_from_text,
    bool: bool,
}


def plain_value(value: object) -> Plain:
    """One field as text, whole number or None; half a letter, which nobody keeps, as ``?``."""
    match value:
        case frozenset():
            return ticks_to_text(value)
        case datetime() | date():
            return value.isoformat()
        case bool():
            return int(value)
        case None | int():
            return value
        case _:
            return str(value).encode(errors="replace").decode()


def to_plain(record: Record) -> dict[str, Plain]:
    """All fields of a record as plain values."""
    return {field.name: plain_value(getattr(record, field.name)) for field in fields(record)}


def from_plain(kind: type[_R], values: Mapping[str, Any]) -> _R:
    """The record of that type with these plain values; fields that are not named keep defaults."""
    key: Any = kind  # mypy takes the records' own hash for that of their type
    return kind(
        **{
            name: values[name] if read is None else read(values[name])
            for name, read in _readers_of(key)
            if name in values
        }
    )


@cache
def _readers_of(kind: type[Record]) -> tuple[tuple[str, Callable[[Any], Any] | None], ...]:
    """Every field of a type with what reads it; None where its plain value is its value."""
    return tuple((field.name, _reader(field.type)) for field in fields(kind))


def _reader(annotation: object) -> Callable[[Any], Any] | None:
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return annotation
    return _READERS.get(annotation)
