"""Printed averages of all institutions of a kind, to hold a result against."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from indicators.errors import Problem
from indicators.outline import Outline
from indicators.reading import Table, read_toml

NATIONAL = "national"
"""The kind under which the average of all institutions is filed."""

_FIRST_YEAR, _LAST_YEAR = 2000, 2100


@dataclass(frozen=True, slots=True)
class Average:
    """The printed average of one kind of institution in one year, with two decimals."""

    year: int
    kind: str
    source: str
    index: Decimal
    domains: tuple[Decimal, ...]
    aspects: tuple[Decimal, ...]


def load_averages(folder: Path, outline: Outline) -> tuple[Average, ...]:
    """All averages measured with an instrument, by year; none where no file tells of any.

    Raises:
        InstrumentError: the file is unreadable, or does not fit the instrument.
    """
    file = folder / f"{outline.id}.toml"
    if not file.exists():
        return ()
    table = read_toml(file)
    if table.text("instrument") != outline.id:
        raise table.fault("instrument", Problem.NOT_DEFINED, outline.id)
    found = tuple(_average(entry, outline) for entry in table.tables("average"))
    table.done()
    return tuple(sorted(found, key=lambda average: (average.year, average.kind)))


def average_of(averages: tuple[Average, ...], year: int, kind: str) -> Average | None:
    """The latest average of a kind up to a year; None where none is known."""
    fitting = [entry for entry in averages if entry.kind == kind and entry.year <= year]
    return max(fitting, key=lambda entry: entry.year, default=None)


def _average(table: Table, outline: Outline) -> Average:
    made = Average(
        year=table.whole("year", _FIRST_YEAR, _LAST_YEAR),
        kind=table.text("kind"),
        source=table.text("source"),
        index=table.decimal("index"),
        domains=_values(table, "domains", len(outline.domains)),
        aspects=_values(table, "aspects", len(outline.aspects)),
    )
    table.done()
    for value in (made.index, *made.domains, *made.aspects):
        if value.is_nan() or not outline.minimum_level <= value <= outline.maximum_level:
            raise table.fault("", Problem.OUT_OF_RANGE, value)
    return made


def _values(table: Table, key: str, count: int) -> tuple[Decimal, ...]:
    texts = table.texts(key)
    if len(texts) != count:
        raise table.fault(key, Problem.WRONG_COUNT, count)
    try:
        return tuple(Decimal(text) for text in texts)
    except InvalidOperation as error:
        raise table.fault(key, Problem.WRONG_TYPE, texts) from error
