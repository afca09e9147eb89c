"""The table of levels in an official result: where it is, its rows, and what they say."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.documents.official_columns import (
    COLUMN,
    LEVEL,
    Cell,
    Levels,
    all_words,
    find_columns,
    levels_in,
    on_page,
    pitch_of,
)
from assessment.documents.page_words import WordPage, row_text
from assessment.documents.text import fold
from assessment.domain.official_result import OfficialRow
from assessment.domain.passages import Box
from indicators.outline import Outline

_HEAD = 60.0  # points that the words of the head of the table may stand apart
_MOST_NUMBERS = 1_500  # in the column of numbers; a table with more is none of these
_MOST_HEADS = 20  # one for each page of the table; a file with more is not read for ever
_ASCENT, _DESCENT, _SIDE = 11.0, 5.0, 8.0
_INTEGER = re.compile(r"(\d{1,3})[.)]?")
_NUMBER_TITLES = {"no", "no.", "nomor"}
_NAME_TITLE = "indikator"


@dataclass(frozen=True, slots=True)
class LevelTable:
    """The rows of the table.

    ``found`` is how many of them were there at all, ``beyond`` how many the instrument lacks.
    """

    rows: tuple[OfficialRow, ...]
    found: int
    beyond: int
    earlier_year: int | None
    column_clear: bool
    rows_clear: bool


def find_table(pages: Sequence[WordPage], outline: Outline, year: int) -> LevelTable | None:
    """The table of a report for a year; None where there is no such table."""
    found = [_read(pages, head, outline, year) for head in _heads(pages)]
    tables = [table for table in found if table is not None]
    return max(tables, key=lambda table: table.found, default=None)


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a table begins: page, line, and the left ends of numbers and names."""

    page: int
    base: float
    numbers: float
    names: float


def _heads(pages: Sequence[WordPage]) -> list[_Head]:
    heads: list[_Head] = []
    for number, page in enumerate(pages):
        words = [(word, fold(word.text)) for row in page.rows for word in row]
        names = [word for word, text in words if text == _NAME_TITLE]
        for title in (word for word, text in words if text in _NUMBER_TITLES):
            near = [
                name
                for name in names
                if abs(name.base - title.base) < _HEAD and name.left > title.left
            ]
            if near:
                heads.append(_Head(number, title.base, title.left, near[0].left))
    return heads[:_MOST_HEADS]


def _read(pages: Sequence[WordPage], head: _Head, outline: Outline, year: int) -> LevelTable | None:
    rising = _numbers(pages, head)
    numbers = {number: cell for number, cell in rising.items() if number in outline.numbers}
    if not numbers:
        return None
    columns = find_columns(pages, (head.page, head.base, head.numbers), numbers)
    if columns is None:
        return None
    chosen, earlier = columns.chosen(year), columns.earlier(year)
    none = Levels({}, clear=False)
    own = none if chosen is None else levels_in(pages, numbers, columns.lefts[chosen])
    before = none if earlier is None else levels_in(pages, numbers, columns.lefts[earlier])
    rows = []
    for indicator in outline.numbers:
        number, level = numbers.get(indicator), own.cells.get(indicator)
        rows.append(
            OfficialRow(
                indicator=indicator,
                level=_level(level, outline),
                printed=level.text if level else "",
                name=_name(pages, numbers, indicator, columns.lefts[0]),
                earlier=_level(before.cells.get(indicator), outline),
                page=number.page + 1 if number else None,
                box=_box(pages, number, columns.lefts[-1]) if number else None,
            )
        )
    earlier_year = None if earlier is None else columns.years[earlier]
    beyond = len(rising) - len(numbers)
    clear = chosen is not None
    return LevelTable(tuple(rows), len(numbers), beyond, earlier_year, clear, own.clear)


def _numbers(pages: Sequence[WordPage], head: _Head) -> dict[int, Cell]:
    """The numbers below the head in the column of numbers: the longest way that rises.

    Of ways of the same length the one is taken that begins last and ends first, so that numbers
    of subtitles and of pages stay out.
    """
    ways: dict[int, _Way] = {}
    place = 0
    for page in range(head.page, len(pages)):
        before = place
        for word in all_words(pages[page]):
            match = _INTEGER.fullmatch(word.text)
            below = page > head.page or word.base < head.base
            inside = match and below and abs(word.left - head.numbers) <= COLUMN
            if match and inside and place < _MOST_NUMBERS:
                value = int(match[1])
                place += 1
                cell = Cell(page, word.left, word.base, word.text)
                _extend(ways, value, _Way(place, ((value, cell),)))
        if place == before:
            break
    longest = max(ways.values(), key=_Way.rank, default=_Way(0, ()))
    return dict(longest.rows)


@dataclass(frozen=True, slots=True)
class _Way:
    """Rows whose numbers rise, and where the first of them was met."""

    begin: int
    rows: tuple[tuple[int, Cell], ...]

    def rank(self) -> tuple[int, int]:
        """More rows first, then those that begin later."""
        return len(self.rows), self.begin


def _extend(ways: dict[int, _Way], value: int, alone: _Way) -> None:
    """Let a number end the best way to a smaller one."""
    lower = (way for number, way in ways.items() if number < value)
    best = max(lower, key=_Way.rank, default=None)
    longer = alone if best is None else _Way(best.begin, (*best.rows, *alone.rows))
    known = ways.get(value)
    if known is None or longer.rank() > known.rank():
        ways[value] = longer


def _level(cell: Cell | None, outline: Outline) -> int | None:
    match = LEVEL.fullmatch(cell.text) if cell else None
    level = int(match[1]) if match else None
    return level if level in outline.levels else None


def _name(pages: Sequence[WordPage], numbers: dict[int, Cell], indicator: int, right: float) -> str:
    """The words beside a number and on the lines below it that have no number."""
    cell = numbers.get(indicator)
    if cell is None:
        return ""
    below = [other.base for _, other in on_page(numbers, cell.page) if other.base < cell.base]
    end = max(below, default=cell.base - pitch_of(numbers))
    words = [
        word
        for word in all_words(pages[cell.page])
        if end + _DESCENT / 2 < word.base <= cell.base + _DESCENT / 2
        and cell.left + _SIDE < word.left < right - COLUMN
        and (word.left - cell.left > COLUMN or not _INTEGER.fullmatch(word.text))
    ]
    return row_text(words)


def _box(pages: Sequence[WordPage], cell: Cell, right: float) -> Box:
    page = pages[cell.page]
    return Box(
        max(cell.left - page.left - _SIDE, 0.0),
        page.top - cell.base - _ASCENT,
        right - page.left + 2 * _SIDE + COLUMN,
        page.top - cell.base + _DESCENT,
    )
