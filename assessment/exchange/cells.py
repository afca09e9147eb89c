"""What people type into cells, as the values they mean; faults are gathered."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from assessment.domain.file_errors import CellFault, CellProblem, CellsRefusedError
from assessment.domain.formatting import date_text, decimal_text, parse_date, parse_decimal
from assessment.exchange import layout
from assessment.exchange.grid import Read
from assessment.exchange.text import CELL_LIMIT, cell_length
from indicators.outline import Outline

_QUOTES = "\"'“”"
_LAST_DAY = 2_958_465  # the end of 9999, as spreadsheets count days
_NOTHING = frozenset({"", "-", "–", "—"})


def parse_level(text: str, outline: Outline) -> int | None:
    """A level as people type it: ``3``, ``3,0``, ``"3"``; nothing or a dash means unanswered.

    Raises:
        ValueError: it is not a level of the instrument.
    """
    cleaned = text.strip().strip(_QUOTES).strip()
    if cleaned in _NOTHING:
        return None
    number = parse_decimal(cleaned)
    if number is None or number not in outline.levels:
        raise ValueError(text)
    return int(number)


class Cells:
    """Reads cells of one file and remembers every fault."""

    def __init__(self, path: Path, outline: Outline) -> None:
        """Begin without faults."""
        self._path = path
        self._outline = outline
        self._faults: list[CellFault] = []

    def fault(self, read: Read, problem: CellProblem) -> None:
        """Remember that a cell cannot be taken over."""
        self._faults.append(CellFault(read.sheet, read.cell, _shown(read), problem))

    def missing_indicator(self, sheet: str, number: int) -> None:
        """Remember that an indicator has no row."""
        problem = CellProblem.MISSING_INDICATOR
        self._faults.append(CellFault(sheet, layout.NUMBER, str(number), problem))

    def finish(self) -> None:
        """Refuse the file if any cell was faulty.

        Raises:
            CellsRefusedError: with all faults, in the order they were met.
        """
        if self._faults:
            raise CellsRefusedError(self._path, tuple(self._faults))

    def level(self, read: Read) -> int | None:
        """A level; a fault and None when it is not one."""
        if self._is_error(read):
            return None
        try:
            return parse_level(_number_text(read.value), self._outline)
        except ValueError:
            self.fault(read, CellProblem.NOT_A_LEVEL)
            return None

    def indicator(self, read: Read) -> int | None:
        """The number of an indicator; a fault and None when it is not one."""
        number = whole_number(read.value)
        if number is not None and number in self._outline.numbers:
            return number
        self.fault(read, CellProblem.UNKNOWN_INDICATOR)
        return None

    def text(self, read: Read, limit: int = CELL_LIMIT) -> str:
        """A text exactly as it stands there; numbers and dates as people write them."""
        if self._is_error(read):
            return ""
        text = _written(read.value)
        if cell_length(text) > limit:
            self.fault(read, CellProblem.TOO_LONG)
        return text

    def day(self, read: Read) -> date | None:
        """A date; a fault and None when it is not one."""
        if self._is_error(read) or read.value is None:
            return None
        day = _day(read.value)
        if day is None and read.text.strip():
            self.fault(read, CellProblem.NOT_A_DATE)
        return day

    def choice(self, read: Read, words: Mapping[Any, str]) -> Any:
        """What a word of a drop-down stands for; a fault and the first one when none fits."""
        wanted = read.text.strip().casefold()
        for meaning, word in words.items():
            if word.casefold() == wanted:
                return meaning
        self.fault(read, CellProblem.NOT_A_CHOICE)
        return next(iter(words))

    def _is_error(self, read: Read) -> bool:
        if read.kind == "e":
            self.fault(read, CellProblem.ERROR_VALUE)
            return True
        return False


def whole_number(value: object) -> int | None:
    """A whole number from a cell, typed as number or text; None when it is not one."""
    number = parse_decimal(_number_text(value))
    return int(number) if number is not None and number == int(number) else None


def _number_text(value: object) -> str:
    """A number as text, also where a copied format made the library see a date."""
    from openpyxl.utils import datetime as excel

    if isinstance(value, bool):
        return str(value)
    if isinstance(value, datetime | date | time | timedelta):
        to_number: Callable[[Any], Any] = excel.to_excel
        value = to_number(value)
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)):f}"
    return "" if value is None else str(value)


def _written(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return decimal_text(Decimal(repr(value)))
    if isinstance(value, datetime) and value.time() != time():
        return value.isoformat(" ")
    if isinstance(value, date):
        return date_text(value)
    return "" if value is None else str(value)


def _day(value: object) -> date | None:
    from openpyxl.utils.datetime import from_excel

    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case bool():
            return None
        case int() | float() if 0 < value <= _LAST_DAY:
            found = from_excel(value)
            return found.date() if isinstance(found, datetime) else None
        case str():
            return parse_date(value)
        case _:
            return None


def _shown(read: Read) -> str:
    return _written(read.value)[:80]
