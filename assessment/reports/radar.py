"""The radar: one spoke for each aspect, beside the year before and the average of the kind."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from assessment.domain.charts import Hotspot
from assessment.domain.formatting import index_text
from assessment.domain.identity import OFFICIAL
from assessment.domain.results import Result
from assessment.domain.scoring import Score
from assessment.domain.words import average_name, previous_name, series_name
from assessment.reports.legend import LINE, Entry, arrange
from assessment.reports.palette import Series
from assessment.reports.sheet import Align, Point, Sheet
from assessment.reports.words import aspect_text

_MOST_LEGEND = 0.4  # of the height of the sheet
_STROKE = 36  # length of a line in the legend
_GAP = 7  # between the web and its labels
_NAME_LINES = (2, 1, 0, -1)  # of a label, the first that lets no label touch another
_CENTRED = 0.1  # sine below which a spoke counts as upright
_TRIANGLE = 3  # corners from which there is an area
_WIDEST = 0.25  # of the sheet, for one label
_MOST_WIDE = 0.32  # of a narrow sheet, so that whole words fit
_WORD = 80  # pixels that hold most words
_LEADING = 1.2


@dataclass(frozen=True, slots=True)
class _Label:
    """The lines at the end of one spoke, the last one bold, and where the spoke points."""

    across: float
    down: float
    lines: tuple[str, ...]
    width: float
    height: float

    @property
    def align(self) -> Align:
        if abs(self.across) < _CENTRED:
            return "center"
        return "left" if self.across > 0 else "right"


@dataclass(frozen=True, slots=True)
class _Web:
    """Where the radar stands on the sheet; ``low`` is the value in its middle."""

    labels: tuple[_Label, ...]
    middle: Point
    unit: float
    low: int
    high: int

    def corners(self, values: Sequence[Fraction | int]) -> list[Point]:
        """Where values lie on their spokes."""
        return [
            (
                self.middle[0] + label.across * float(value - self.low) * self.unit,
                self.middle[1] + label.down * float(value - self.low) * self.unit,
            )
            for label, value in zip(self.labels, values, strict=True)
        ]

    def level(self, value: int) -> list[Point]:
        """The ring of one level."""
        return self.corners([value] * len(self.labels))


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the radar: how it is drawn, its name, and a value for each aspect."""

    style: Series
    name: str
    values: Sequence[Fraction]


def draw_radar(sheet: Sheet, result: Result) -> tuple[Hotspot, ...]:
    """Draw the radar of a result over the whole sheet; gives one place for each aspect."""
    return draw_lines(sheet, result, tuple(_lines(sheet, result)))


def draw_lines(sheet: Sheet, result: Result, lines: Sequence[Line]) -> tuple[Hotspot, ...]:
    """Draw the aspects of a result with these lines, the first of them on top."""
    most = int(sheet.height * _MOST_LEGEND / LINE)
    legend = arrange(sheet, [line.name for line in lines], _STROKE + 6, most=most)
    rows = legend[-1].row + 1
    web = _web(sheet, result, sheet.height - LINE * rows - _GAP)
    _draw_web(sheet, web)
    for line in reversed(lines):
        _draw_series(sheet, line.style, web.corners(line.values))
    for line, entry in zip(lines, legend, strict=True):
        _draw_name(sheet, line.style, entry, sheet.height - LINE * rows)
    spots = []
    for position, (label, rim) in enumerate(zip(web.labels, web.level(web.high), strict=True)):
        left, top = _draw_label(sheet, label, rim)
        key = str(result.score.aspects[position].aspect.number)
        text = aspect_text(result, position)
        spots.append(Hotspot(left, top, label.width, label.height, key, text))
    return tuple(spots)


def _lines(sheet: Sheet, result: Result) -> Iterator[Line]:
    """The score itself, what it is held against, and the average of the kind."""
    styles, year = sheet.palette.series, result.assessment.year
    yield Line(styles["self"], series_name(result.stage, year), _indices(result.score))
    if result.official is not None:
        name = series_name(OFFICIAL, year)
        yield Line(styles["official"], name, _indices(result.official))
    if result.previous is not None:
        alone = result.official is None and result.previous.stage == OFFICIAL
        style = styles["official" if alone else "last_year"]
        yield Line(style, previous_name(result.previous), _indices(result.previous.score))
    if result.peers is not None:
        average = [Fraction(value) for value in result.peers.aspects]
        yield Line(styles["average"], average_name(result.peers), average)


def _indices(score: Score) -> list[Fraction]:
    return [entry.index for entry in score.aspects]


def _web(sheet: Sheet, result: Result, bottom: float) -> _Web:
    """The web with as much of the names at its rim as has room."""
    webs = (_web_with(sheet, result, bottom, lines) for lines in _NAME_LINES)
    found = next(webs)
    for web in webs:
        if not _crowded(found):
            break
        found = web
    return found


def _web_with(sheet: Sheet, result: Result, bottom: float, name_lines: int) -> _Web:
    labels = _labels(sheet, result.score, name_lines)
    outline = result.outline
    low = outline.minimum_level - 1
    above = max((label.height * -label.down for label in labels if label.down < 0), default=0)
    below = max((label.height * label.down for label in labels if label.down > 0), default=0)
    # A label is pushed outwards by half its height, and reaches as far again.
    top = above + _GAP + 4
    upright = (bottom - below - _GAP - top) / 2
    sideways = [
        (sheet.width / 2 - label.width - _GAP) / abs(label.across)
        for label in labels
        if abs(label.across) >= _CENTRED
    ]
    radius = max(1.0, min([upright, *sideways]))
    middle = (sheet.width / 2, (top + bottom - below - _GAP) / 2)
    high = outline.maximum_level
    return _Web(labels, middle, radius / (high - low), low, high)


def _crowded(web: _Web) -> bool:
    """Whether a label touches another."""
    spans = []
    for label, rim in zip(web.labels, web.level(web.high), strict=True):
        left, top = _corner(label, rim)
        spans.append((left, top, left + label.width, top + label.height))
    return any(
        min(one[2], other[2]) > max(one[0], other[0])
        and min(one[3], other[3]) > max(one[1], other[1])
        for one, other in combinations(spans, 2)
    )


def _labels(sheet: Sheet, score: Score, name_lines: int) -> tuple[_Label, ...]:
    """A label for each spoke: name and value, number and value, or the number alone."""
    size = sheet.palette.sizes["tiny"]
    widest = min(max(sheet.width * _WIDEST, _WORD), sheet.width * _MOST_WIDE)
    labels = []
    for position, entry in enumerate(score.aspects):
        value, number = index_text(entry.index), entry.aspect.number
        lines: tuple[str, ...] = (f"{number}: {value}" if name_lines == 0 else str(number),)
        if name_lines > 0:
            lines = (*sheet.wrap(entry.aspect.short_name, widest, size, most=name_lines), value)
        angle = 2 * math.pi * position / len(score.aspects)
        width = max(sheet.width_of(line, size, bold=line is lines[-1]) for line in lines)
        height = len(lines) * size * _LEADING
        labels.append(_Label(math.sin(angle), -math.cos(angle), lines, width, height))
    return tuple(labels)


def _draw_web(sheet: Sheet, web: _Web) -> None:
    roles = sheet.palette.roles
    tick = sheet.palette.sizes["tiny"] - 1
    for corner in web.level(web.high):
        sheet.line([web.middle, corner], roles["grid"], 1)
    for value in range(web.low + 1, web.high + 1):
        edge = roles["line_strong" if value == web.high else "grid"]
        ring = web.level(value)
        sheet.line([*ring, ring[0]], edge, 1)
    every = max(1, math.ceil(tick / web.unit))
    for value in range(web.high, web.low, -every):
        across, down = web.level(value)[0]
        sheet.text(
            (across - 4, down + tick * 0.75), str(value), size=tick, role="text3", align="right"
        )


def _draw_series(sheet: Sheet, style: Series, corners: list[Point]) -> None:
    if style.fill and len(corners) >= _TRIANGLE:
        sheet.polygon(corners, fill=style.color, alpha=style.fill)
    closed = [*corners, corners[0]]
    sheet.line(closed, style.color, style.width, dash=style.dash)
    for corner in corners:
        sheet.line([corner], style.color, style.width, marker=style.marker)


def _corner(label: _Label, rim: Point) -> Point:
    """The upper left corner of a label outside the rim."""
    across = rim[0] + label.across * _GAP
    top = rim[1] + label.down * (label.height / 2 + _GAP) - label.height / 2
    left = {"left": 0.0, "center": label.width / 2, "right": label.width}[label.align]
    return across - left, top


def _draw_label(sheet: Sheet, label: _Label, rim: Point) -> Point:
    """Write a label; gives the upper left corner of its place."""
    size = sheet.palette.sizes["tiny"]
    left, top = _corner(label, rim)
    across = left + {"left": 0.0, "center": label.width / 2, "right": label.width}[label.align]
    for position, line in enumerate(label.lines, start=1):
        sheet.text(
            (across, top + position * size * _LEADING - size * 0.3),
            line,
            size=size,
            bold=position == len(label.lines),
            align=label.align,
        )
    return left, top


def _draw_name(sheet: Sheet, style: Series, entry: Entry, top: float) -> None:
    """Draw one name of the legend behind a piece of its line."""
    size = sheet.palette.sizes["small"]
    left, down = entry.left, top + entry.row * LINE + LINE / 2
    sheet.line([(left, down), (left + _STROKE, down)], style.color, style.width, dash=style.dash)
    sheet.line([(left + _STROKE / 2, down)], style.color, style.width, marker=style.marker)
    sheet.text((left + _STROKE + 6, down + size * 0.34), entry.name, size=size, role="text2")
