"""A sheet as plain data, before any library sees it: what stands where and how it looks."""

import math
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from assessment.exchange.layout import column_letter

_HIGHEST = 409.0  # points, the most that a row can have
_PADDING = 4.0


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, with the equals sign."""

    text: str


Value = str | int | Decimal | date | Formula | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A drop-down over a range of cells; ``hint`` says what may be chosen."""

    area: str
    options: tuple[str, ...]
    hint: str


@dataclass(slots=True)
class Page:
    """One sheet while it is put together."""

    name: str
    widths: tuple[float, ...]
    landscape: bool = True
    protected: bool = False
    hidden: bool = False
    header_row: int = 0
    frozen_columns: int = 0
    filtered: bool = False
    cells: dict[tuple[int, int], tuple[Value, str]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    level_areas: list[str] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def put(self, row: int, column: int, value: Value, style: str = "") -> None:
        """Place a value; an empty one is still drawn in its style."""
        self.cells[row, column] = (value, style)

    def title(self, text: str, subtitle: Value, hint: str = "") -> None:
        """Put the three lines that every sheet begins with."""
        for row, (value, style) in enumerate(
            ((text, "title"), (subtitle, "subtitle"), (hint, "hint")), start=1
        ):
            self.put(row, 1, value, style)
        self.heights.update({1: 26.0, 2: 17.0, 3: 16.0})

    @property
    def last_row(self) -> int:
        """The last row with a cell."""
        return max((row for row, _ in self.cells), default=0)

    def area(self, column: int, first: int, last: int) -> str:
        """The cells of one column, as ``F5:F51``."""
        letter = column_letter(column)
        return f"{letter}{first}:{letter}{last}"

    def fit_heights(self, rows: range, line: float = 13.5, least: float = 18.0) -> None:
        """Give rows the height that their wrapped text needs, as far as a row can grow.

        Not every program does this by itself when it opens a file.
        """
        lines = dict.fromkeys(rows, 1)
        for (row, column), (value, _) in self.cells.items():
            if isinstance(value, str) and row in lines:
                width = self.widths[column - 1]
                if len(value) >= width or "\n" in value:
                    lines[row] = max(lines[row], wrapped(value, width))
        for row, count in lines.items():
            self.heights[row] = max(least, height_of(count, line))


def height_of(lines: int, line: float = 13.5) -> float:
    """The height of a row with so many lines of text, as far as a row can grow."""
    return min(_HIGHEST, lines * line + _PADDING)


def wrapped(text: str, width: float) -> int:
    """The lines that a text takes in a column of that width."""
    return sum(max(1, math.ceil(len(part) / width)) for part in text.split("\n"))
