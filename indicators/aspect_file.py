"""Reads the file of one aspect: the texts of its indicators and their levels."""

from pathlib import Path

from indicators.errors import InstrumentError, Problem
from indicators.instrument import Indicator, Level
from indicators.outline import Aspect, Outline
from indicators.reading import MOST, Table, read_toml


def read_aspect_file(file: Path, aspect: Aspect, outline: Outline) -> list[Indicator]:
    """The indicators of an aspect.

    Raises:
        InstrumentError: an entry is missing, unknown, empty, out of range or out of order.
    """
    root = read_toml(file)
    indicators = [_indicator(table, outline) for table in root.tables("indicator")]
    root.done()
    numbers = tuple(indicator.number for indicator in indicators)
    if numbers != aspect.indicators:
        wanted = f"{aspect.indicators[0]}-{aspect.indicators[-1]}"
        raise InstrumentError(file, "indicator", Problem.OUT_OF_ORDER, wanted)
    return indicators


def _indicator(table: Table, outline: Outline) -> Indicator:
    indicator = Indicator(
        number=table.whole("number", 1, MOST),
        name=table.text("name"),
        short_name=table.text("short_name"),
        question=table.text("question"),
        explanation=table.text("explanation"),
        scope=table.text_or("scope", ""),
        legal_basis=table.texts("legal_basis"),
        keywords=table.texts("keywords"),
        questions=table.texts("questions"),
        typical_owner=table.text_or("typical_owner", ""),
        levels=tuple(_level(entry, outline) for entry in table.tables("level")),
    )
    table.done()
    if [entry.level for entry in indicator.levels] != list(outline.levels):
        raise table.fault("level", Problem.WRONG_COUNT, len(outline.levels))
    return indicator


def _level(table: Table, outline: Outline) -> Level:
    level = Level(
        level=table.whole("level", outline.minimum_level, outline.maximum_level),
        summary=table.text("summary"),
        conditions=table.texts("conditions"),
        evidence=table.texts("evidence", least=1),
        note=table.text_or("note", ""),
    )
    table.done()
    return level
