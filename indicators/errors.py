"""The root of every error a person can mend, and what can be wrong with an instrument."""

from enum import StrEnum
from pathlib import Path


class SpbeError(Exception):
    """A failure the program expects; it carries fields, the sentences live elsewhere."""


class Problem(StrEnum):
    """What is wrong with an entry of an instrument file."""

    UNREADABLE = "unreadable"
    NOT_TOML = "not_toml"
    MISSING = "missing"
    UNKNOWN = "unknown"
    WRONG_TYPE = "wrong_type"
    EMPTY = "empty"
    OUT_OF_RANGE = "out_of_range"
    WRONG_COUNT = "wrong_count"
    WRONG_SUM = "wrong_sum"
    OUT_OF_ORDER = "out_of_order"
    NOT_DEFINED = "not_defined"


class InstrumentError(SpbeError):
    """An instrument file cannot be used; names the file and the entry."""

    def __init__(self, file: Path, entry: str, problem: Problem, detail: str = "") -> None:
        """Remember the place, the kind of fault, and the offending or expected value."""
        super().__init__(file, entry, problem, detail)
        self.file = file
        self.entry = entry
        self.problem = problem
        self.detail = detail


class UnknownInstrumentError(SpbeError):
    """No instrument has that identifier."""

    def __init__(self, instrument_id: str) -> None:
        """Remember the identifier that was asked for."""
        super().__init__(instrument_id)
        self.instrument_id = instrument_id
