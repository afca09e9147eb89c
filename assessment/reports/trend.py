"""The trend: the index of an institution over the years, on the ground of the grades.

Lines end where another instrument begins: its index stands on a scale of its own.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from assessment.domain.charts import Hotspot
from assessment.domain.formatting import index_text
from assessment.domain.identity import OFFICIAL, SELF
from assessment.domain.words import SERIES, average_kind
from assessment.domain.years import Year, Years
from assessment.reports.legend import LINE, arrange
from assessment.reports.palette import Series
from assessment.reports.sheet import Point, Sheet
from assessment.reports.words import year_text

_STROKE = 26  # length of a line in the legend
_MOST_LEGEND = 0.3  # of the height of the sheet
_AXIS = 22  # room for the levels at the left
_WIDEST = 0.24  # of the sheet, for the names of grades
_GAP = 6
_SPARE = 4  # renderers write a little wider than fonts say
_TINT = 0.16  # of the colour of a grade in the ground
_TICK = 7  # half the mark of an average
_LIFT = 8  # between a point and its figure


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where years and indices lie on the sheet; ``slot`` is the room of a calendar year."""

    left: float
    right: float
    top: float
    floor: float
    first: int
    slot: float
    low: int
    unit: float

    def across(self, year: float) -> float:
        """Where the middle of a year lies."""
        return self.left + (year - self.first + 0.5) * self.slot

    def down(self, index: Fraction | float) -> float:
        """Where an index lies."""
        return self.floor - (float(index) - self.low) * self.unit

    def point(self, year: int, index: Fraction) -> Point:
        """Where an index of a year lies."""
        return self.across(year), self.down(index)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Years in a row by one instrument, and the edges of their ground in years."""

    years: tuple[Year, ...]
    start: float
    end: float


def draw_trend(sheet: Sheet, years: Years) -> tuple[Hotspot, ...]:
    """Draw the trend over the whole sheet; gives one place for each year."""
    lines = _series(sheet, years)
    if not lines:
        return ()
    stretches = tuple(_stretches(years))
    most = int(sheet.height * _MOST_LEGEND / LINE)
    legend = arrange(sheet, [name for _, name, _ in lines], _STROKE + 6, most=most)
    top = sheet.height - LINE * (legend[-1].row + 1)
    plot = _plot(sheet, stretches, top)
    for stretch in stretches:
        _draw_ground(sheet, plot, stretch)
    _draw_axis(sheet, plot, stretches)
    for style, _, values in reversed(lines):
        for stretch in stretches:
            points = [
                plot.point(year.number, values[year.number])
                for year in stretch.years
                if year.number in values
            ]
            _draw_line(sheet, style, points)
    _draw_figures(sheet, plot, years)
    for (style, _, _), entry in zip(lines, legend, strict=True):
        _draw_name(sheet, style, (entry.left, top + entry.row * LINE), entry.name)
    return tuple(_spots(sheet, plot, years))


def _stretches(years: Years) -> Iterator[_Stretch]:
    groups = [
        tuple(group) for _, group in groupby(years.entries, key=lambda entry: entry.outline.id)
    ]
    start = groups[0][0].number - 0.5
    for place, group in enumerate(groups):
        last = place == len(groups) - 1
        end = group[-1].number + 0.5
        if not last:
            end = (group[-1].number + groups[place + 1][0].number) / 2
        yield _Stretch(group, start, end)
        start = end


_Values = dict[int, Fraction]


def _series(sheet: Sheet, years: Years) -> list[tuple[Series, str, _Values]]:
    """The lines that there are: own scores, official ones, and averages printed for the year."""
    styles = sheet.palette.series
    found: list[tuple[Series, str, _Values]] = []
    for stage, style in ((SELF, "self"), (OFFICIAL, "official")):
        scores = {year.number: year.score(stage) for year in years.entries}
        values = {number: score.index for number, score in scores.items() if score is not None}
        if values:
            found.append((styles[style], SERIES[stage], values))
    averages = [
        year.average
        for year in years.entries
        if year.average is not None and year.average.year == year.number
    ]
    if averages:
        values = {average.year: Fraction(average.index) for average in averages}
        found.append((styles["average"], average_kind(averages[-1]), values))
    return found


def _plot(sheet: Sheet, stretches: Sequence[_Stretch], bottom: float) -> _Plot:
    size = sheet.palette.sizes["tiny"]
    names = [grade.name for grade in stretches[-1].years[-1].outline.grades]
    widest = max(sheet.width_of(name, size) for name in names)
    right = sheet.width - min(widest + _GAP + _SPARE, sheet.width * _WIDEST)
    outlines = [year.outline for stretch in stretches for year in stretch.years]
    low = min(outline.minimum_level for outline in outlines)
    high = max(outline.maximum_level for outline in outlines)
    first, last = stretches[0].years[0].number, stretches[-1].years[-1].number
    # Above and below the highest and lowest index there is room for its figure.
    top = size + _LIFT + (size + _GAP if len(stretches) > 1 else 0)
    floor = bottom - 2 * size - _LIFT - _GAP
    return _Plot(
        left=_AXIS,
        right=right,
        top=top,
        floor=floor,
        first=first,
        slot=(right - _AXIS) / (last - first + 1),
        low=low,
        unit=max(1.0, (floor - top) / (high - low)),
    )


def _draw_ground(sheet: Sheet, plot: _Plot, stretch: _Stretch) -> None:
    """The grades of one instrument as bands; the last instrument's bear their names."""
    outline = stretch.years[-1].outline
    roles, size = sheet.palette.roles, sheet.palette.sizes["tiny"]
    left, right = plot.across(stretch.start), plot.across(stretch.end)
    grades = list(reversed(outline.grades))
    borders = [plot.down(Fraction(grade.minimum)) for grade in grades]
    borders.append(plot.down(outline.maximum_level))
    for place, grade in enumerate(grades):
        low, high = borders[place], borders[place + 1]
        tint = sheet.palette.spread(place, len(grades)).fill
        corners = [(left, low), (right, low), (right, high), (left, high)]
        sheet.polygon(corners, fill=tint, alpha=_TINT)
        sheet.line([(left, high), (right, high)], roles["grid"], 1)
        is_last = right > plot.right - 1
        if is_last and low - high >= size:
            name = sheet.elide(grade.name, sheet.width - plot.right - _GAP - _SPARE + 1, size)
            sheet.text((plot.right + _GAP, (low + high) / 2 + size * 0.35), name, size=size,
                       role="text2")  # fmt: skip
    sheet.line([(left, borders[0]), (right, borders[0])], roles["line_strong"], 1)


def _draw_axis(sheet: Sheet, plot: _Plot, stretches: Sequence[_Stretch]) -> None:
    """Levels at the left, years below, and where one instrument gives way to the next."""
    roles, size = sheet.palette.roles, sheet.palette.sizes["tiny"]
    high = max(year.outline.maximum_level for stretch in stretches for year in stretch.years)
    every = max(1, math.ceil(size / plot.unit))
    for level in range(plot.low, high + 1, every):
        place = (plot.left - _GAP, plot.down(level) + size * 0.35)
        sheet.text(place, str(level), size=size, role="text2", align="right")
    last = stretches[-1].years[-1].number
    every = math.ceil((sheet.width_of(str(last), size) + 4) / plot.slot)
    for year in range(last, plot.first - 1, -every):
        place = (plot.across(year), plot.floor + 2 * size + _LIFT)
        sheet.text(place, str(year), size=size, role="text2", align="center")
    if len(stretches) == 1:
        return
    for stretch in stretches:
        left, right = plot.across(stretch.start), plot.across(stretch.end)
        title = stretch.years[-1].outline.title.removeprefix("Instrumen ")
        title = sheet.elide(title, right - left - _GAP, size, bold=True)
        sheet.text(((left + right) / 2, size), title, size=size, bold=True, align="center")
        if stretch is not stretches[0]:
            edge = [(left, size + 2), (left, plot.floor + _LIFT)]
            sheet.line(edge, roles["line_strong"], 1.2, dash=(4, 3))


def _draw_line(sheet: Sheet, style: Series, points: Sequence[Point]) -> None:
    if len(points) > 1:
        sheet.line(points, style.color, style.width, dash=style.dash)
    for point in points:
        _draw_mark(sheet, style, point)


def _draw_mark(sheet: Sheet, style: Series, point: Point) -> None:
    """A point of a line; where its series has no marker, a short bar."""
    if style.marker:
        sheet.line([point], style.color, style.width, marker=style.marker)
    else:
        across, down = point
        sheet.line([(across - _TICK, down), (across + _TICK, down)], style.color, 2)


def _draw_figures(sheet: Sheet, plot: _Plot, years: Years) -> None:
    """The own and the official index, the higher one above its point and the lower one below.

    Where they would touch, only every n-th year has them, the last one always.
    """
    size = sheet.palette.sizes["tiny"]
    every = math.ceil((sheet.width_of("0,00", size, bold=True) + 4) / plot.slot)
    last = years.entries[-1].number
    for year in years.entries:
        if (last - year.number) % every:
            continue
        scores = (year.score(SELF), year.score(OFFICIAL))
        values = sorted({score.index for score in scores if score is not None}, reverse=True)
        for value, below in zip(values, (False, True), strict=False):
            across, down = plot.point(year.number, value)
            base = down + _LIFT + size * 0.7 if below else down - _LIFT
            base = _beside_average(plot, year, base, size, below=below)
            text = index_text(value)
            width = sheet.width_of(text, size, bold=True) + 4
            # Lines may pass here.
            sheet.box((across - width / 2, base - size * 0.85), (width, size * 1.05),
                      fill=sheet.palette.roles["surface"])  # fmt: skip
            sheet.text((across, base), text, size=size, bold=True, align="center")


def _beside_average(plot: _Plot, year: Year, base: float, size: float, *, below: bool) -> float:
    """Where a figure stands so that it does not lie on the average of its year."""
    if year.average is None or year.average.year != year.number:
        return base
    mark = plot.down(Fraction(year.average.index))
    if not base - size < mark < base + size * 0.4:
        return base
    return mark + size * 1.1 if below else mark - size * 0.4


def _draw_name(sheet: Sheet, style: Series, corner: Point, name: str) -> None:
    """One name of the legend behind a piece of its line."""
    size = sheet.palette.sizes["small"]
    left, down = corner[0], corner[1] + LINE / 2
    sheet.line([(left, down), (left + _STROKE, down)], style.color, style.width, dash=style.dash)
    _draw_mark(sheet, style, (left + _STROKE / 2, down))
    sheet.text((left + _STROKE + 6, down + size * 0.34), name, size=size, role="text2")


def _spots(sheet: Sheet, plot: _Plot, years: Years) -> Iterator[Hotspot]:
    height = plot.floor - plot.top + 2 * sheet.palette.sizes["tiny"] + _LIFT
    for year in years.entries:
        left = plot.across(year.number - 0.5)
        yield Hotspot(left, plot.top, plot.slot, height, str(year.number), year_text(year))
