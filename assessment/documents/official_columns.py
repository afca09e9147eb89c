"""The columns of levels in an official result, and which level belongs to which row.

Text layers of these reports let numbers, names and levels of one row drift apart. Where numbers
and levels take turns down a page, each level belongs to the number that it follows, or goes before.
Else the drift is looked for with which most rows have a level: where two that are far apart fit
equally well, none is taken. A level at the edge of its page that is missing means that all of them
may belong elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assessment.documents.page_words import PlacedWord, WordPage
from assessment.documents.text import fold

COLUMN = 14.0  # points that words of one column may begin apart: short ones stand in the middle
LEVEL = re.compile(r"(\d)(?:[.,]0+)?")
_HEAD = 60.0  # points that the words of the head of the table may stand apart
_TITLE = 45.0  # points that a title may begin left or right of its column
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
_DRIFT = 0.8  # of the height of a row that a level may stand away from its number
_SAME = 0.4  # of it, that a level may stand away from where the others of its page do
_UNLIKE = 0.5  # of it, that two drifts are apart
_SLACK = 2.5  # points that a level may stand beyond its number where they take turns
_BESIDE = 5.0  # points that a mark begins beside the levels of its column
_LINE = 22.0  # points, where a page has one row only
_MOST = 3  # cells for each row; more are no table
_YEAR = re.compile(r"20\d\d")
_OTHERS = {"target", "bobot", "mandiri", "selisih"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column: its words on one line."""

    page: int
    left: float
    base: float
    text: str


Numbers = Mapping[int, Cell]
"""Where the number of each indicator stands, in order."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of levels begin, from left to right, and their years."""

    lefts: tuple[float, ...]
    years: tuple[int | None, ...]

    def chosen(self, year: int) -> int | None:
        """The column of a year; an only one needs no name. None where nobody can tell."""
        if self.years.count(year) == 1:
            return self.years.index(year)
        return 0 if self.years == (None,) else None

    def earlier(self, year: int) -> int | None:
        """The column of the latest year before."""
        before = [known for known in self.years if known is not None and known < year]
        return self.years.index(max(before)) if before else None


def all_words(page: WordPage) -> list[PlacedWord]:
    """All words of a page from top to bottom."""
    return [word for row in page.rows for word in row]


def on_page(numbers: Numbers, page: int) -> list[tuple[int, Cell]]:
    """The rows of a page."""
    return [(number, cell) for number, cell in numbers.items() if cell.page == page]


def pitch_of(numbers: Numbers) -> float:
    """How high a row is: the usual way from one number to the next."""
    steps = [
        above.base - below.base
        for above, below in pairwise(numbers.values())
        if above.page == below.page
    ]
    return median(steps) if steps else _LINE


def find_columns(
    pages: Sequence[WordPage], head: tuple[int, float, float], numbers: Numbers
) -> Columns | None:
    """The columns right of the names that hold a level in at least half of the rows.

    Args:
        pages: the report.
        head: page, line and left end of the title of the numbers.
        numbers: where the rows are.
    """
    page, base, left = head
    inside = [word for shown in _pages(numbers) for word in _between(pages[shown], shown, numbers)]
    figures = [word for word in inside if _FIGURE.fullmatch(word.text)]
    columns = [
        (median(word.left for word in place), sum(_is_level(word.text) for word in place))
        for place in _places(word for word in figures if word.left > left + 2 * COLUMN)
        if len(place) * 2 >= len(numbers)
    ]
    lefts = [column for column, _ in columns]
    first = numbers[min(numbers)]
    titles = [
        word
        for word in all_words(pages[page])
        if first.base < word.base < base + _HEAD and first.page == page
    ]
    above = {column: _titles_of(column, lefts, titles) for column in lefts}
    kept = [
        column
        for column, levels in columns
        if levels * 2 >= len(numbers) and not _OTHERS & {fold(word) for word in above[column]}
    ]
    return Columns(tuple(kept), tuple(_year(above[column]) for column in kept)) if kept else None


def _is_level(text: str) -> bool:
    return LEVEL.fullmatch(text) is not None


def _places(words: Iterable[PlacedWord]) -> list[list[PlacedWord]]:
    """Words that begin below each other."""
    places: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: word.left):
        if not places or word.left - places[-1][0].left > COLUMN:
            places.append([])
        places[-1].append(word)
    return places


def _titles_of(
    column: float, columns: Sequence[float], titles: Sequence[PlacedWord]
) -> tuple[str, ...]:
    """The words above a column that no other column is nearer to, nearest first."""
    near = [
        (abs(word.left - column), word.text)
        for word in titles
        if abs(word.left - column) <= _TITLE
        and min(columns, key=lambda other: abs(other - word.left)) == column
    ]
    return tuple(text for _, text in sorted(near))


def _year(titles: Sequence[str]) -> int | None:
    return next((int(word) for word in titles if _YEAR.fullmatch(word)), None)


def _pages(numbers: Numbers) -> list[int]:
    return sorted({cell.page for cell in numbers.values()})


def _between(page: WordPage, number: int, numbers: Numbers) -> list[PlacedWord]:
    """The words of a page between its first and its last row."""
    bases = [cell.base for _, cell in on_page(numbers, number)]
    reach = _DRIFT * pitch_of(numbers)
    return [
        word for word in all_words(page) if min(bases) - reach <= word.base <= max(bases) + reach
    ]


@dataclass(frozen=True, slots=True)
class Levels:
    """What stands in a column, by indicator.

    ``clear`` says that no row can have slipped: those at the edges of pages have their level, and
    nothing else stands in the column.
    """

    cells: Mapping[int, Cell]
    clear: bool


def levels_in(pages: Sequence[WordPage], numbers: Numbers, left: float) -> Levels:
    """What stands in the column that begins there."""
    pitch = pitch_of(numbers)
    sheets = _alike([_sheet(pages, numbers, page, left) for page in _pages(numbers)])
    found: dict[int, Cell] = {}
    turns = _turns(sheets)
    drift = None if turns else _drift(sheets, pitch)
    for sheet in sheets:
        if turns:
            found.update(_in_turn(sheet, turns))
        elif drift is not None:
            found.update(_in_order(sheet, drift, pitch) or _near(sheet, drift))
    edges = [number for sheet in sheets for number, _ in (sheet.rows[0], sheet.rows[-1])]
    crowded = any(" " in cell.text for cell in found.values())
    return Levels(found, not crowded and all(number in found for number in edges))


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The rows of one page, how much room each has, and what stands in the column."""

    rows: tuple[tuple[int, Cell], ...]
    rooms: tuple[float, ...]
    cells: tuple[Cell, ...]

    def bands(self, turn: int) -> Iterator[tuple[int, list[Cell]]]:
        """What stands between each number and the next one below, or above for a turn of 1."""
        rows = self.rows[::-turn]
        for place, ((number, row), room) in enumerate(zip(rows, self.rooms[::-turn], strict=True)):
            least = -_SLACK
            most = turn * (rows[place + 1][1].base - row.base) if rows[place + 1 :] else room
            inside = (least <= turn * (cell.base - row.base) < most - _SLACK for cell in self.cells)
            yield number, [cell for cell, fits in zip(self.cells, inside, strict=True) if fits]


def _sheet(pages: Sequence[WordPage], numbers: Numbers, page: int, left: float) -> _Sheet:
    rows = on_page(numbers, page)
    pitch = pitch_of(numbers)
    head = rows[0][1].base  # higher up, only a level is none of the titles
    cells = [
        Cell(page, word.left, word.base, _said(word, left))
        for word in _between(pages[page], page, numbers)
        if abs(word.left - left) <= COLUMN
        and (_is_level(word.text) or word.base <= head + _SAME * pitch)
    ]
    cells.sort(key=lambda cell: -cell.base)
    steps = [above.base - below.base for (_, above), (_, below) in pairwise(rows)] or [pitch]
    around = zip([steps[0], *steps], [*steps, steps[-1]], strict=True)
    rooms = [min(pair) for pair in around][: len(rows)]
    most = _MOST * len(rows) + _MOST
    return _Sheet(tuple(rows), tuple(rooms), tuple(cells) if len(cells) <= most else ())


def _alike(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The pages with what is written otherwise than most levels, an index perhaps, as no level."""
    cells = [cell for sheet in sheets for cell in sheet.cells if _is_level(cell.text)]
    ends = Counter(cell.text[1:] for cell in cells).most_common(1)
    return [
        replace(
            sheet,
            cells=tuple(
                replace(cell, text=f"({cell.text})")
                if _is_level(cell.text) and cell.text[1:] != ends[0][0]
                else cell
                for cell in sheet.cells
            ),
        )
        for sheet in sheets
    ]


def _said(word: PlacedWord, left: float) -> str:
    """A word of the column; one that begins beside the others, a footnote mark, is no level."""
    return word.text if abs(word.left - left) <= _BESIDE else f"({word.text})"


def _turns(sheets: Sequence[_Sheet]) -> int:
    """1 where each level stands above its number, -1 where below, 0 where nobody can tell.

    Pages on which every number has its one level decide; they must agree.
    """
    whole: list[set[int]] = []
    for sheet in sheets:
        fitting = {
            turn
            for turn in (1, -1)
            if len(sheet.cells) == len(sheet.rows)
            and all(len(cells) == 1 for _, cells in sheet.bands(turn))
        }
        if fitting:
            whole.append(fitting)
    common = set.intersection(*whole) if whole else set()
    return common.pop() if len(common) == 1 else 0


def _in_turn(sheet: _Sheet, turn: int) -> Iterator[tuple[int, Cell]]:
    for number, cells in sheet.bands(turn):
        if cells:
            yield number, _joined(cells)


def _joined(cells: Sequence[Cell]) -> Cell:
    """The cell of a row; several are given as one that is no level."""
    first = cells[0]
    return Cell(first.page, first.left, first.base, " ".join(cell.text for cell in cells))


def _drift(sheets: Sequence[_Sheet], pitch: float) -> float | None:
    """How far levels stand above their numbers; None where nobody can tell."""
    reach = round(_DRIFT * pitch)
    counts = {
        drift: sum(_is_level(cell.text) for sheet in sheets for _, cell in _near(sheet, drift))
        for drift in range(-reach, reach + 1)
    }
    most = max(counts.values())
    best = [drift for drift, count in counts.items() if count == most]
    return median(best) if max(best) - min(best) <= 2 * _SAME * pitch + 2 else None


def _in_order(sheet: _Sheet, drift: float, pitch: float) -> list[tuple[int, Cell]]:
    """Row by row, where there are as many cells, all about as far from their numbers."""
    if len(sheet.rows) != len(sheet.cells):
        return []
    pairs = list(zip(sheet.rows, sheet.cells, strict=True))
    offsets = [cell.base - row.base for (_, row), cell in pairs]
    usual = median(offsets)
    steady = all(
        abs(offset - usual) <= _UNLIKE * room
        for offset, room in zip(offsets, sheet.rooms, strict=True)
    )
    if not steady or abs(usual - drift) > _UNLIKE * pitch:
        return []
    return [(number, cell) for (number, _), cell in pairs]


def _near(sheet: _Sheet, drift: float) -> Iterator[tuple[int, Cell]]:
    """The cell that stands where a drift puts each row."""
    for (number, row), room in zip(sheet.rows, sheet.rooms, strict=True):
        reach = _SAME * room
        near = [cell for cell in sheet.cells if abs(cell.base - row.base - drift) <= reach]
        if near:
            yield number, _joined(near)
