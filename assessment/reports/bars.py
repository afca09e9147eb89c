"""The bars: the level of every indicator against its target, grouped by domain."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from assessment.domain.charts import Hotspot
from assessment.domain.formatting import index_text
from assessment.domain.results import Result
from assessment.domain.scoring import DomainScore
from assessment.domain.words import previous_name
from assessment.reports.legend import LINE, arrange
from assessment.reports.sheet import Sheet
from assessment.reports.words import UNANSWERED, bar_text, level_of, previous_level

_AXIS = 24  # room for the levels at the left
_GROUP_GAP = 0.6  # between domains, in slots
_BAR = 0.68  # of a slot
_LEGEND = 24  # room for a legend of one row
_MOST_ROWS = 2  # of the legend
_NUMBERS = 16  # row of indicator numbers
_LEADING = 16
_DIGIT = 7  # least slot in which a figure still stands clear
_KEY = 28  # length of a line in the legend


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where bars stand on the sheet: pixels for an indicator and for a level."""

    lefts: dict[int, float]
    slot: float
    top: float
    floor: float
    unit: float

    def height(self, level: int) -> float:
        """Where a level lies."""
        return self.floor - level * self.unit

    def middle(self, number: int) -> float:
        """The middle of an indicator's slot."""
        return self.lefts[number] + self.slot / 2


def draw_bars(sheet: Sheet, result: Result) -> tuple[Hotspot, ...]:
    """Draw the bars over the whole sheet; gives one place for each indicator."""
    names = _group_names(sheet, result)
    rows = _draw_legend(sheet, list(_legend(result)))
    plot = _plot(sheet, result, _LEGEND + (rows - 1) * LINE, max(len(lines) for lines in names))
    _draw_grid(sheet, result, plot)
    for number in result.outline.numbers:
        _draw_bar(sheet, result, plot, number)
    _draw_targets(sheet, result, plot)
    for number in result.outline.numbers:
        _draw_before(sheet, result, plot, number)
        _draw_figure(sheet, result, plot, number)
    _draw_numbers(sheet, result, plot)
    for entry, lines in zip(result.score.domains, names, strict=True):
        _draw_group(sheet, plot, entry, lines)
    return tuple(
        Hotspot(
            plot.lefts[number], plot.top, plot.slot, plot.floor + _NUMBERS - plot.top,
            str(number), bar_text(result, number),
        )
        for number in result.outline.numbers
    )  # fmt: skip


def _slot(sheet: Sheet, result: Result) -> float:
    gaps = _GROUP_GAP * (len(result.outline.domains) - 1)
    return (sheet.width - _AXIS) / (len(result.outline.numbers) + gaps)


def _plot(sheet: Sheet, result: Result, top: float, name_lines: int) -> _Plot:
    slot = _slot(sheet, result)
    lefts: dict[int, float] = {}
    left = float(_AXIS)
    for domain in result.outline.domains:
        for number in domain.indicators:
            lefts[number] = left
            left += slot
        left += slot * _GROUP_GAP
    floor = sheet.height - _NUMBERS - name_lines * _LEADING - 8
    headroom = sheet.palette.sizes["tiny"] + 4
    unit = max(1.0, (floor - top - headroom) / result.outline.maximum_level)
    return _Plot(lefts, slot, top, floor, unit)


def _group_names(sheet: Sheet, result: Result) -> list[tuple[str, ...]]:
    """The lines under each domain: its name with its index, on two lines where it is narrow.

    A domain too narrow for its index wears its number, or nothing.
    """
    size = sheet.palette.sizes["tiny"]
    slot = _slot(sheet, result)
    found: list[tuple[str, ...]] = []
    for entry in result.score.domains:
        room = len(entry.domain.indicators) * slot
        name, value = entry.domain.short_name, index_text(entry.index)
        forms = (
            (f"{name}  {value}",),
            (sheet.elide(name, room, size, bold=True), value),
            (str(entry.domain.number),),
            (),
        )
        found.append(next(lines for lines in forms if _fit(sheet, lines, room)))
    return found


def _fit(sheet: Sheet, lines: tuple[str, ...], room: float) -> bool:
    size = sheet.palette.sizes["tiny"]
    return all(sheet.width_of(line, size, bold=True) <= room for line in lines)


def _draw_grid(sheet: Sheet, result: Result, plot: _Plot) -> None:
    roles, size = sheet.palette.roles, sheet.palette.sizes["tiny"]
    every = max(1, math.ceil(size / plot.unit))
    for level in result.outline.levels:
        down = plot.height(level)
        sheet.line([(_AXIS - 4, down), (sheet.width, down)], roles["grid"], 1)
        if (result.outline.maximum_level - level) % every:
            continue
        sheet.text((_AXIS - 10, down + size * 0.35), str(level), size=size, role="text2",
                   align="right")  # fmt: skip
    sheet.line([(_AXIS - 4, plot.floor), (sheet.width, plot.floor)], roles["grid"], 1)


def _draw_bar(sheet: Sheet, result: Result, plot: _Plot, number: int) -> None:
    level = level_of(result.outline, result.score, number)
    width = plot.slot * _BAR
    left = plot.middle(number) - width / 2
    top = plot.height(level or 1)
    corner, size = (left, top), (width, plot.floor - top)
    if level is None:
        edge = sheet.palette.roles["line_strong"]
        sheet.box(corner, size, edge=edge, width=1, dash=(3, 2), radius=1.5)
        return
    colours = sheet.palette.levels[level - 1]
    sheet.box(corner, size, fill=colours.fill, edge=colours.edge, radius=1.5)


def _draw_figure(sheet: Sheet, result: Result, plot: _Plot, number: int) -> None:
    if plot.slot < _DIGIT:
        return
    level = level_of(result.outline, result.score, number)
    before = previous_level(result, number)
    # Last year's mark may stand just where the figure would.
    top = plot.height(level or 1) - 4
    if before is not None and level is not None and before > level:
        mark = plot.height(before)
        top = mark - 5 if top - sheet.palette.sizes["tiny"] < mark + 2 else top
    text = UNANSWERED if level is None else str(level)
    sheet.text(
        (plot.middle(number), top), text, size=sheet.palette.sizes["tiny"], bold=True,
        align="center",
    )  # fmt: skip


def _draw_targets(sheet: Sheet, result: Result, plot: _Plot) -> None:
    """The line of targets, stepping where an indicator has its own."""
    style = sheet.palette.series["target_line"]
    for target, run in groupby(result.outline.numbers, key=lambda number: result.targets[number]):
        numbers = list(run)
        right = plot.lefts[numbers[-1]] + plot.slot
        after = numbers[-1] + 1
        if after in plot.lefts and result.targets[after] != target:
            right = plot.lefts[after]
        down = plot.height(target)
        sheet.line([(plot.lefts[numbers[0]], down), (right, down)], style.color, style.width,
                   dash=style.dash)  # fmt: skip


def _draw_before(sheet: Sheet, result: Result, plot: _Plot, number: int) -> None:
    before = previous_level(result, number)
    if before is None or before == level_of(result.outline, result.score, number):
        return
    left, right = plot.lefts[number] + 0.5, plot.lefts[number] + plot.slot - 0.5
    down = plot.height(before)
    sheet.line([(left, down), (right, down)], sheet.palette.roles["surface"], 3.6)
    sheet.line([(left, down), (right, down)], sheet.palette.roles["text"], 1.8)


def _draw_numbers(sheet: Sheet, result: Result, plot: _Plot) -> None:
    """The numbers of the indicators; where they would touch, only every n-th of a domain."""
    size = sheet.palette.sizes["tiny"] - (1 if plot.slot < 1.4 * sheet.palette.sizes["tiny"] else 0)
    widest = max(sheet.width_of(str(number), size) for number in result.outline.numbers)
    every = max(1, -int(-(widest + 2) // plot.slot))
    free = 0.0
    for domain in result.outline.domains:
        for number in domain.indicators[::every]:
            middle = plot.middle(number)
            half = sheet.width_of(str(number), size) / 2
            if middle - half >= free and middle + half <= sheet.width:
                place = (middle, plot.floor + _NUMBERS - 3)
                sheet.text(place, str(number), size=size, role="text2", align="center")
                free = middle + half + 1


def _draw_group(sheet: Sheet, plot: _Plot, entry: DomainScore, lines: tuple[str, ...]) -> None:
    numbers = entry.domain.indicators
    left, right = plot.lefts[numbers[0]], plot.lefts[numbers[-1]] + plot.slot
    down = plot.floor + _NUMBERS + 1
    sheet.line([(left, down), (right, down)], sheet.palette.roles["line_strong"], 1)
    for position, line in enumerate(lines, start=1):
        sheet.text(
            ((left + right) / 2, down + position * _LEADING - 3), line,
            size=sheet.palette.sizes["tiny"], bold=True, align="center",
        )  # fmt: skip


def _legend(result: Result) -> Iterator[tuple[str, str]]:
    usual = result.outline.target_level
    own = any(target != usual for target in result.targets.values())
    yield "target", f"Target umum {usual}, bertingkat bila berbeda" if own else f"Target {usual}"
    if result.previous is not None:
        yield "before", f"{previous_name(result.previous)} bila berbeda"
    if result.score.unanswered:
        yield "open", "Belum diisi"


def _draw_legend(sheet: Sheet, legend: Sequence[tuple[str, str]]) -> int:
    """The legend in the upper right corner; gives its rows."""
    size = sheet.palette.sizes["tiny"]
    roles, style = sheet.palette.roles, sheet.palette.series["target_line"]
    places = arrange(
        sheet, [name for _, name in legend], _KEY + 6, most=_MOST_ROWS, size="tiny", align="right"
    )
    for (kind, _), place in zip(legend, places, strict=True):
        down = size * 0.7 + place.row * LINE
        key = [(place.left, down), (place.left + _KEY, down)]
        sheet.text((place.left + _KEY + 6, down + size * 0.34), place.name, size=size, role="text2")
        if kind == "target":
            sheet.line(key, style.color, style.width, dash=style.dash)
        elif kind == "before":
            sheet.line(key, roles["text"], 1.8)
        else:
            corner = (place.left + _KEY - size, down - size / 2)
            sheet.box(corner, (size - 1, size), edge=roles["line_strong"], dash=(3, 2))
    return places[-1].row + 1
