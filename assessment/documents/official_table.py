"""The table of levels in an official result: numbers, names and levels by where they stand.

Text layers of these reports let numbers, names and levels of one row drift apart, so each column
is read for itself. Numbers and levels belong together by their order where both are complete and
none is farther away than its row is high; else only those that stand on one line do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from assessment.documents.page_words import PlacedWord, WordPage, row_text
from assessment.documents.text import fold
from assessment.domain.official_result import OfficialRow
from assessment.domain.passages import Box
from indicators.model import Outline

_COLUMN = 14.0  # points that words of one column may begin apart: short ones stand in the middle
_HEAD = 60.0  # points that the words of the head of the table may stand apart
_DRIFT = 0.8  # of the height of a row that a level may stand away from its number
_SAME = 0.4  # of it, where the order alone does not tell
_ASCENT, _DESCENT, _SIDE = 11.0, 5.0, 8.0
_INTEGER = re.compile(r"(\d{1,3})\.?")
_LEVEL = re.compile(r"(\d)(?:[.,]0+)?")
_YEAR = re.compile(r"20\d\d")
_NUMBER_TITLES = {"no", "no.", "nomor"}
_NAME_TITLE = "indikator"


@dataclass(frozen=True, slots=True)
class LevelTable:
    """The rows of the table; ``found`` is how many of them were there at all."""

    rows: tuple[OfficialRow, ...]
    found: int
    earlier_year: int | None
    column_clear: bool


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a column: its words on one line."""

    page: int
    left: float
    base: float
    text: str


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns of levels begin, from left to right, and their years."""

    lefts: tuple[float, ...]
    years: tuple[int | None, ...]

    def chosen(self, year: int) -> int | None:
        """The column of a year; an only one needs no name. None where nobody can tell."""
        if year in self.years:
            return self.years.index(year)
        return 0 if self.years == (None,) else None

    def earlier(self, year: int) -> int | None:
        """The column of the latest year before."""
        before = [known for known in self.years if known is not None and known < year]
        return self.years.index(max(before)) if before else None


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
    heads = []
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
    return heads


def _read(pages: Sequence[WordPage], head: _Head, outline: Outline, year: int) -> LevelTable | None:
    numbers = _numbers(pages, head, outline)
    if not numbers:
        return None
    columns = _columns(pages, head, numbers)
    if columns is None:
        return None
    chosen, earlier = columns.chosen(year), columns.earlier(year)
    levels = {} if chosen is None else _levels(pages, numbers, columns, chosen)
    before = {} if earlier is None else _levels(pages, numbers, columns, earlier)
    rows = []
    for indicator in outline.numbers:
        number, level = numbers.get(indicator), levels.get(indicator)
        rows.append(
            OfficialRow(
                indicator=indicator,
                level=_level(level, outline),
                printed=level.text if level else "",
                name=_name(pages, numbers, indicator, columns.lefts[0]),
                earlier=_level(before.get(indicator), outline),
                page=number.page + 1 if number else None,
                box=_box(pages, number, columns.lefts[-1]) if number else None,
            )
        )
    earlier_year = None if earlier is None else columns.years[earlier]
    return LevelTable(tuple(rows), len(numbers), earlier_year, chosen is not None)


def _numbers(pages: Sequence[WordPage], head: _Head, outline: Outline) -> dict[int, _Cell]:
    """The numbers below the head in the column of numbers, as far as they rise."""
    found: dict[int, _Cell] = {}
    known, last = set(outline.numbers), 0
    for page in range(head.page, len(pages)):
        before = len(found)
        for word in _words(pages[page]):
            match = _INTEGER.fullmatch(word.text)
            below = page > head.page or word.base < head.base
            if match is None or not below or abs(word.left - head.numbers) > _COLUMN:
                continue
            value = int(match[1])
            if value in known and value > last:
                found[value] = _Cell(page, word.left, word.base, word.text)
                last = value
        if len(found) == before or last == max(known):
            break
    return found


def _words(page: WordPage) -> list[PlacedWord]:
    """All words of a page from top to bottom."""
    return [word for row in page.rows for word in row]


def _columns(pages: Sequence[WordPage], head: _Head, numbers: dict[int, _Cell]) -> _Columns | None:
    """The columns right of the names that hold a level in at least half of the rows."""
    places: list[list[float]] = []
    inside = [word for page in _pages(numbers) for word in _between(pages[page], page, numbers)]
    lefts = (word.left for word in inside if _LEVEL.fullmatch(word.text))
    for left in sorted(left for left in lefts if left > head.numbers + 2 * _COLUMN):
        if not places or left - places[-1][0] > _COLUMN:
            places.append([])
        places[-1].append(left)
    columns = [median(place) for place in places if len(place) * 2 >= len(numbers)]
    if not columns:
        return None
    first = numbers[min(numbers)]
    title = [
        word
        for word in _words(pages[head.page])
        if first.base < word.base < head.base + _HEAD and first.page == head.page
    ]
    return _Columns(tuple(columns), tuple(_year_above(left, columns, title) for left in columns))


def _year_above(left: float, columns: Sequence[float], title: Iterable[PlacedWord]) -> int | None:
    """The year in the head of a column: the one that no other column is nearer to."""
    years = [
        (abs(word.left - left), int(word.text))
        for word in title
        if _YEAR.fullmatch(word.text)
        and word.left > columns[0] - 2 * _COLUMN
        and min(columns, key=lambda other: abs(other - word.left)) == left
    ]
    return min(years)[1] if years else None


def _pages(numbers: dict[int, _Cell]) -> list[int]:
    return sorted({cell.page for cell in numbers.values()})


def _on(numbers: dict[int, _Cell], page: int) -> list[tuple[int, _Cell]]:
    return [(number, cell) for number, cell in numbers.items() if cell.page == page]


def _pitch(numbers: dict[int, _Cell]) -> float:
    """How high a row is: the usual way from one number to the next."""
    steps = [
        above.base - below.base
        for above, below in pairwise(numbers.values())
        if above.page == below.page
    ]
    return median(steps) if steps else 2 * _ASCENT


def _between(page: WordPage, number: int, numbers: dict[int, _Cell]) -> list[PlacedWord]:
    """The words of a page between its first and its last row."""
    bases = [cell.base for _, cell in _on(numbers, number)]
    reach = _DRIFT * _pitch(numbers)
    return [word for word in _words(page) if min(bases) - reach <= word.base <= max(bases) + reach]


def _levels(
    pages: Sequence[WordPage], numbers: dict[int, _Cell], columns: _Columns, column: int
) -> dict[int, _Cell]:
    """What stands in a column, by indicator."""
    left = columns.lefts[column]
    found: dict[int, _Cell] = {}
    pitch = _pitch(numbers)
    for page in _pages(numbers):
        rows = _on(numbers, page)
        head = rows[0][1].base  # higher up, only a level is none of the titles
        cells = [
            _Cell(page, word.left, word.base, word.text)
            for word in _between(pages[page], page, numbers)
            if abs(word.left - left) <= _COLUMN
            and (_LEVEL.fullmatch(word.text) or word.base <= head + _SAME * pitch)
        ]
        cells.sort(key=lambda cell: -cell.base)
        in_order = list(zip(rows, cells, strict=False))
        near = all(abs(row[1].base - cell.base) <= _DRIFT * pitch for row, cell in in_order)
        if len(rows) != len(cells) or not near:
            in_order = [
                (row, cell)
                for row in rows
                for cell in cells
                if abs(row[1].base - cell.base) <= _SAME * pitch
            ]
        if len({number for (number, _), _ in in_order}) == len(in_order):
            found |= {number: cell for (number, _), cell in in_order}
    return found


def _level(cell: _Cell | None, outline: Outline) -> int | None:
    match = _LEVEL.fullmatch(cell.text) if cell else None
    level = int(match[1]) if match else None
    return level if level in outline.levels else None


def _name(
    pages: Sequence[WordPage], numbers: dict[int, _Cell], indicator: int, right: float
) -> str:
    """The words beside a number and on the lines below it that have no number."""
    cell = numbers.get(indicator)
    if cell is None:
        return ""
    below = [other.base for _, other in _on(numbers, cell.page) if other.base < cell.base]
    end = max(below, default=cell.base - _pitch(numbers))
    words = [
        word
        for word in _words(pages[cell.page])
        if end + _DESCENT / 2 < word.base <= cell.base + _DESCENT / 2
        and cell.left + _SIDE < word.left < right - _COLUMN
        and (word.left - cell.left > _COLUMN or not _INTEGER.fullmatch(word.text))
    ]
    return row_text(words)


def _box(pages: Sequence[WordPage], cell: _Cell, right: float) -> Box:
    page = pages[cell.page]
    return Box(
        max(cell.left - page.left - _SIDE, 0.0),
        page.top - cell.base - _ASCENT,
        right - page.left + 2 * _SIDE + _COLUMN,
        page.top - cell.base + _DESCENT,
    )
