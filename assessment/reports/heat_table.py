"""A table with a heat map, drawn row by row: six hundred rows of fifty cells in a moment.

Tables of paragraphs would take half a minute for as many cells. Rows keep their order in the
text of the file, so that a reader can check them whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any, Literal

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from assessment.domain.formatting import index_text
from assessment.domain.recap_table import heat_level
from assessment.reports.fonts import BOLD, REGULAR, shortened, wrapped
from assessment.reports.palette import PRINT, palette
from assessment.reports.styles import color

Kind = Literal["left", "right", "heat"]
Heat = Fraction | int | None
_PAD = 2.5
_LEADING = 9.5
_SIZE = 8
_HEAD = 7.5
_BAND = 13


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, which stands upright where there is no room, and its width.

    A title of the heat map is also shown whole where it is ``upright``.
    """

    title: str
    width: float
    kind: Kind = "left"
    upright: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """Words over some columns."""

    first: int
    last: int
    words: Sequence[str]
    """From long to short: the first that fits is shown."""


@dataclass(frozen=True, slots=True)
class Row:
    """The lines of the text columns and the values of the heat map."""

    texts: tuple[tuple[str, ...], ...]
    values: tuple[Heat, ...]

    @property
    def text(self) -> str:
        """Everything in the order in which it stands on the page."""
        lines = (line for lines in self.texts for line in lines)
        return " ".join((*lines, *(value_text(value) for value in self.values)))


def value_text(value: Heat) -> str:
    """A cell of the heat map in figures, an en dash where nothing is known."""
    match value:
        case None:
            return "–"
        case int():
            return str(value)
        case _:
            return index_text(value)


def row_of(columns: Sequence[Column], texts: Sequence[str], values: Sequence[Heat], *,
           most: int = 3) -> Row:  # fmt: skip
    """A row whose texts are broken into at most ``most`` lines; the last one may be cut."""
    broken = []
    for column, text in zip(columns, texts, strict=False):
        face, room = BOLD if column.bold else REGULAR, column.width - 2 * _PAD
        lines = wrapped(text, face, _SIZE, room) if most > 1 else (text,)
        if len(lines) > most or most == 1:
            lines = (*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), face, _SIZE, room))
        broken.append(lines)
    return Row(tuple(broken), tuple(values))


class HeatTable(Flowable):
    """Rows under heads that are repeated on every page."""

    def __init__(
        self, columns: Sequence[Column], rows: Sequence[Row], bands: Sequence[Band] = ()
    ) -> None:
        """Remember what to draw."""
        super().__init__()
        self._columns, self._rows, self._bands = columns, rows, bands
        self._heights = [_height(row) for row in rows]
        self._head = _head_height(columns) + (_BAND if bands else 0)
        self.width = sum(column.width for column in columns)
        self.height = self._head + sum(self._heights)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """The size of all rows."""
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """As many rows as fit, and the others under the same heads."""
        room, count = height - self._head, 0
        while count < len(self._rows) and room >= self._heights[count]:
            room -= self._heights[count]
            count += 1
        if not count:
            return []
        parts = (self._rows[:count], self._rows[count:])
        return [HeatTable(self._columns, rows, self._bands) for rows in parts if rows]

    def draw(self) -> None:
        """Draw heads and rows."""
        canvas = self.canv
        canvas.saveState()
        top = self.height
        self._draw_bands(canvas, top)
        top -= self._head
        self._draw_heads(canvas, top)
        for row, height in zip(self._rows, self._heights, strict=True):
            top -= height
            self._draw_row(canvas, row, top, height)
        canvas.restoreState()

    def _draw_bands(self, canvas: Any, top: float) -> None:
        lefts = _lefts(self._columns)
        canvas.setFont(BOLD, _HEAD)
        for band in self._bands:
            left = lefts[band.first]
            right = lefts[band.last] + self._columns[band.last].width - 1
            words = _fitting(band.words, right - left)
            canvas.setFillColor(color("text2"))
            canvas.drawCentredString((left + right) / 2, top - 9, words)
            canvas.setStrokeColor(color("line_strong"))
            canvas.setLineWidth(0.6)
            canvas.line(left, top - _BAND + 1, right, top - _BAND + 1)

    def _draw_heads(self, canvas: Any, base: float) -> None:
        canvas.setFillColor(color("text2"))
        canvas.setFont(BOLD, _HEAD)
        for left, column in zip(_lefts(self._columns), self._columns, strict=True):
            middle = left + column.width / 2
            if column.upright:
                _draw_upright(canvas, column, middle, base)
            elif column.kind == "heat":
                canvas.drawCentredString(middle, base + 3, column.title)
            elif column.kind == "right":
                canvas.drawRightString(left + column.width - _PAD, base + 3, column.title)
            else:
                canvas.drawString(left + _PAD, base + 3, column.title)
        canvas.setStrokeColor(color("line_strong"))
        canvas.setLineWidth(0.8)
        canvas.line(0, base, self.width, base)

    def _draw_row(self, canvas: Any, row: Row, base: float, height: float) -> None:
        ink = color("text")
        lefts = _lefts(self._columns)
        first = base + height - _LEADING + 1.2
        for left, column, lines in zip(lefts, self._columns, row.texts, strict=False):
            canvas.setFont(BOLD if column.bold else REGULAR, _SIZE)
            canvas.setFillColor(ink)
            for place, line in enumerate(lines):
                down = first - place * _LEADING
                if column.kind == "right":
                    canvas.drawRightString(left + column.width - _PAD, down, line)
                else:
                    canvas.drawString(left + _PAD, down, line)
        start = len(row.texts)
        canvas.setFont(REGULAR, _SIZE)
        for left, column, value in zip(
            lefts[start:], self._columns[start:], row.values, strict=True
        ):
            _draw_cell(canvas, (left, base, column.width, height), value)
        canvas.setStrokeColor(color("line"))
        canvas.setLineWidth(0.3)
        canvas.line(0, base, lefts[start] if row.values else self.width, base)


def _draw_cell(canvas: Any, area: tuple[float, float, float, float], value: Heat) -> None:
    left, base, width, height = area
    if value is None:
        canvas.setFillColor(color("text2"))
    else:
        fill, ink = _level_colours()[heat_level(value) - 1]
        canvas.setFillColor(fill)
        canvas.rect(left, base, width - 0.5, height - 0.5, stroke=0, fill=1)
        canvas.setFillColor(ink)
    canvas.drawCentredString(left + width / 2, base + height / 2 - _SIZE * 0.34, value_text(value))


@cache
def _level_colours() -> tuple[tuple[Color, Color], ...]:
    """Fill and ink of every level."""
    levels = palette(PRINT).levels
    return tuple((HexColor(level.fill), HexColor(level.ink)) for level in levels)


def _draw_upright(canvas: Any, column: Column, middle: float, base: float) -> None:
    lines = _upright_lines(column)
    canvas.saveState()
    canvas.translate(middle, base + 4)
    canvas.rotate(90)
    for place, line in enumerate(lines):
        canvas.drawString(0, (len(lines) / 2 - 1 - place) * _LEADING * 0.9 + 2, line)
    canvas.restoreState()


_UPRIGHT = 66  # the longest line that stands upright


def _upright_lines(column: Column) -> tuple[str, ...]:
    most = max(1, int(column.width / (_LEADING * 0.9)))
    lines = wrapped(column.title, BOLD, _HEAD, _UPRIGHT)
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], shortened(" ".join(lines[most - 1 :]), BOLD, _HEAD, _UPRIGHT))


def _head_height(columns: Sequence[Column]) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    widths = [
        stringWidth(line, BOLD, _HEAD)
        for column in columns
        if column.upright
        for line in _upright_lines(column)
    ]
    return float(max(widths, default=6.0)) + 8


def _fitting(forms: Sequence[str], width: float) -> str:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return next((form for form in forms if stringWidth(form, BOLD, _HEAD) <= width), "")


def _height(row: Row) -> float:
    return max(len(lines) for lines in row.texts) * _LEADING + 2.2


def _lefts(columns: Sequence[Column]) -> list[float]:
    lefts = [0.0]
    for column in columns[:-1]:
        lefts.append(lefts[-1] + column.width)
    return lefts
