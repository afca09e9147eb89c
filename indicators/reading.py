"""Strict reading of TOML tables: every key is taken once, with its type, or refused by name."""

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import rtoml

from indicators.errors import InstrumentError, Problem

_T = TypeVar("_T")

MOST = 9999
"""Numbers of indicators, aspects and years end here."""


def read_toml(file: Path) -> "Table":
    """The whole file as a table.

    Raises:
        InstrumentError: the file is missing, unreadable, or not TOML.
    """
    try:
        entries = rtoml.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InstrumentError(file, "", Problem.UNREADABLE, error.strerror or "") from error
    except (rtoml.TomlParsingError, UnicodeDecodeError) as error:
        raise InstrumentError(file, "", Problem.NOT_TOML, str(error)) from error
    return Table(file, "", entries)


class Table:
    """One TOML table that is emptied as it is read.

    Whatever is missing, or not what it is read as, raises an `InstrumentError` that names the key.
    """

    def __init__(self, file: Path, entry: str, entries: dict[str, Any]) -> None:
        """Remember where the entries come from."""
        self.file = file
        self.entry = entry
        self._rest = dict(entries)

    def fault(self, key: str, problem: Problem, detail: object = "") -> InstrumentError:
        """The error for one key of this table."""
        place = f"{self.entry}.{key}" if self.entry and key else self.entry or key
        return InstrumentError(self.file, place, problem, str(detail))

    def _take(self, key: str, kind: type[_T]) -> _T:
        if key not in self._rest:
            raise self.fault(key, Problem.MISSING)
        value = self._rest.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(key, Problem.WRONG_TYPE, value)
        return value

    def has(self, key: str) -> bool:
        """Whether an optional key is still there."""
        return key in self._rest

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self._take(key, str)
        if not value.strip():
            raise self.fault(key, Problem.EMPTY)
        return value

    def text_or(self, key: str, default: str) -> str:
        """An optional text; when it is there it is not empty."""
        return self.text(key) if self.has(key) else default

    def texts(self, key: str, *, least: int = 0) -> tuple[str, ...]:
        """A list of texts, none of them empty."""
        values = self._take(key, list)
        for position, value in enumerate(values, start=1):
            if not isinstance(value, str):
                raise self.fault(f"{key}[{position}]", Problem.WRONG_TYPE, value)
            if not value.strip():
                raise self.fault(f"{key}[{position}]", Problem.EMPTY)
        if len(values) < least:
            raise self.fault(key, Problem.WRONG_COUNT, least)
        return tuple(values)

    def whole(self, key: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        value = self._take(key, int)
        if not least <= value <= most:
            raise self.fault(key, Problem.OUT_OF_RANGE, value)
        return value

    def pair(self, key: str, most: int) -> tuple[int, int]:
        """First and last of a range of whole numbers from 1 to a bound."""
        values = self._take(key, list)
        match values:
            case [int(first), int(last)] if 1 <= first <= last <= most:
                return first, last
            case _:
                raise self.fault(key, Problem.OUT_OF_RANGE, values)

    def decimal(self, key: str) -> Decimal:
        """An exact, positive decimal, written as text so that nothing is lost."""
        text = self.text(key)
        try:
            value = Decimal(text)
        except InvalidOperation as error:
            raise self.fault(key, Problem.WRONG_TYPE, text) from error
        if not value.is_finite() or value <= 0:
            raise self.fault(key, Problem.OUT_OF_RANGE, text)
        return value

    def flag(self, key: str) -> bool:
        """A switch that is off when it is not named."""
        return self._take(key, bool) if self.has(key) else False

    def tables(self, key: str) -> list["Table"]:
        """The tables of a non-empty list, each named by its number or its position."""
        values = self._take(key, list)
        if not values:
            raise self.fault(key, Problem.EMPTY)
        found = []
        for position, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.fault(f"{key}[{position}]", Problem.WRONG_TYPE, value)
            named = (value.get(name) for name in ("number", "level"))
            name = next((number for number in named if isinstance(number, int)), position)
            place = f"{self.entry}.{key}[{name}]" if self.entry else f"{key}[{name}]"
            found.append(Table(self.file, place, value))
        return found

    def named_tables(self, key: str) -> dict[str, "Table"]:
        """The tables below a key, by their own names."""
        values = self._take(key, dict)
        if not values:
            raise self.fault(key, Problem.EMPTY)
        found = {}
        for name, value in values.items():
            if not isinstance(value, dict):
                raise self.fault(f"{key}.{name}", Problem.WRONG_TYPE, value)
            found[name] = Table(self.file, f"{key}.{name}", value)
        return found

    def done(self) -> None:
        """Refuse whatever nobody asked for.

        Raises:
            InstrumentError: a key is left over.
        """
        for key in self._rest:
            raise self.fault(key, Problem.UNKNOWN)
