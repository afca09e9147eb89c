"""The charts of a recap: grades, indices, averages and groups, readable without colour."""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction

from assessment.domain.formatting import index_text
from assessment.domain.recap import Averages, Round, averages, grade_counts
from assessment.domain.recap_table import Group, heat_level
from assessment.reports.grades import draw_scale, place_of
from assessment.reports.legend import LINE, arrange
from assessment.reports.palette import LevelColours
from assessment.reports.sheet import Sheet
from assessment.reports.spans import Span
from indicators.outline import Outline

Draw = Callable[[Sheet, Round], object]

_NAME = 0.4  # of the sheet, at most, for names at the left
_BAR = 0.62  # of a row
_GAP = 8
_SCALE = 66  # height of the strip of grades with its names
_STEP = Fraction(1, 10)  # of indices that share a bar
_INDEX = 66  # width of a column of figures
_COUNT = 52


def draw_grade_counts(sheet: Sheet, shown: Round) -> None:
    """A bar for each grade, best first: how many institutions, and which share of all."""
    counts = grade_counts(shown.outline, shown.entries)
    size, roles = sheet.palette.sizes["small"], sheet.palette.roles
    names = _names(sheet, list(counts))
    left = max(sheet.width_of(name, size) for name in names) + _GAP
    share = sheet.width_of("100,0 %", size) + _GAP
    figure = sheet.width_of(str(len(shown.entries)), size, bold=True) + _GAP
    room = sheet.width - left - share - figure
    row, most = sheet.height / len(counts), max(1, *counts.values())
    for place, (name, count) in enumerate(zip(names, counts.values(), strict=True)):
        middle = (place + 0.5) * row
        base = middle + size * 0.34
        sheet.text((0, base), name, size=size)
        colours = sheet.palette.spread(len(counts) - 1 - place, len(counts))
        width = room * count / most
        if count:
            _box(sheet, (left, middle - row * _BAR / 2), (width, row * _BAR), colours)
        sheet.text((left + width + _GAP, base), str(count), size=size, bold=True)
        sheet.text((sheet.width, base), _share(count, len(shown.entries)), size=size,
                   role="text2", align="right")  # fmt: skip
    sheet.line([(left, 0), (left, sheet.height)], roles["line_strong"], 1)


def _share(count: int, total: int) -> str:
    thousandths = int(Fraction(count * 1000, max(1, total)) + Fraction(1, 2))
    return f"{thousandths // 10},{thousandths % 10} %"


def draw_indices(sheet: Sheet, shown: Round) -> None:
    """How many institutions lie in each tenth of the index, with mean and median."""
    outline = shown.outline
    means = averages(shown.entries)
    if means is None:
        return
    size, roles = sheet.palette.sizes["tiny"], sheet.palette.roles
    floor, top = sheet.height - _SCALE, LINE + size + 6
    _draw_middles(sheet, outline, means, floor)
    counts = Counter(_bin(outline, entry.submission.index) for entry in shown.entries)
    unit = (floor - top) / max(counts.values())
    width = sheet.width / _bins(outline)
    for place, count in sorted(counts.items()):
        left, height = place * width, count * unit
        colours = _grade_colours(sheet, outline, outline.minimum_level + _STEP * place + _STEP / 2)
        _box(sheet, (left + 0.5, floor - height), (width - 1, height), colours)
        half = sheet.width_of(str(count), size, bold=True) / 2
        if 2 * half + 1 <= width:
            corner = (left + width / 2 - half, floor - height - size)
            sheet.box(corner, (2 * half, size - 1), fill=roles["surface"], radius=0)
            sheet.text((left + width / 2, floor - height - 3), str(count), size=size, bold=True,
                       align="center")  # fmt: skip
    draw_scale(sheet, outline, floor + 1)


def _draw_middles(sheet: Sheet, outline: Outline, means: Averages, floor: float) -> None:
    """Mean and median as lines behind the bars, with their names above."""
    size, ink = sheet.palette.sizes["tiny"], sheet.palette.roles["text"]
    lines = (("Rata-rata", means.index, ()), ("Median", means.middle, (5.0, 3.0)))
    names = [f"{name} {index_text(value)}" for name, value, _ in lines]
    places = arrange(sheet, names, 34, most=1, size="tiny", align="right")
    for entry, (_, value, dash) in zip(places, lines, strict=True):
        key = [(entry.left, size * 0.5), (entry.left + 28, size * 0.5)]
        sheet.line(key, ink, 1.8, dash=dash)
        sheet.text((entry.left + 34, size * 0.84), entry.name, size=size, role="text2")
        across = place_of(sheet, outline, value)
        sheet.line([(across, LINE), (across, floor)], ink, 1.8, dash=dash)


def _bins(outline: Outline) -> int:
    return int((outline.maximum_level - outline.minimum_level) / _STEP)


def _bin(outline: Outline, index: Fraction) -> int:
    """The tenth that an index lies in; the best one belongs to the last."""
    return min(int((index - outline.minimum_level) / _STEP), _bins(outline) - 1)


def _grade_colours(sheet: Sheet, outline: Outline, index: Fraction) -> LevelColours:
    grades = list(reversed(outline.grades))
    place = sum(index >= Fraction(grade.minimum) for grade in grades) - 1
    return sheet.palette.spread(max(0, place), len(grades))


def draw_means(sheet: Sheet, shown: Round) -> None:
    """The averages of domains, each with its aspects, as bars from the lowest level."""
    outline = shown.outline
    rows = mean_rows(shown)
    size = sheet.palette.sizes["small"]
    names = _names(sheet, [("" if main else "   ") + name for name, _, main in rows])
    left = max((sheet.width_of(name, size, bold=True) for name in names), default=0) + _GAP
    figure = sheet.width_of("0,00", size, bold=True) + _GAP
    row, low = (sheet.height - LINE) / max(1, len(rows)), outline.minimum_level
    unit = _axis(sheet, outline, left, 0, figure)
    for place, (name, (_, value, main)) in enumerate(zip(names, rows, strict=True)):
        middle = (place + 0.5) * row
        base = middle + size * 0.34
        sheet.text((sheet.width_of("   ", size) * (not main), base), name.strip(), size=size,
                   bold=main)  # fmt: skip
        width = max(1.0, float(value - low) * unit)
        colours = sheet.palette.levels[heat_level(value) - 1]
        height = row * (_BAR if main else _BAR * 0.7)
        _box(sheet, (left, middle - height / 2), (width, height), colours)
        sheet.text((left + width + 4, base), index_text(value), size=size, bold=main)


def mean_rows(shown: Round) -> list[tuple[str, Fraction, bool]]:
    """Domains (marked) and their aspects with their averages; empty where none are known."""
    means = averages(shown.entries)
    if means is None or not means.domains:
        return []
    aspects = iter(means.aspects)
    found = []
    for domain, value in zip(shown.outline.domains, means.domains, strict=True):
        found.append((domain.short_name, value, True))
        own = [(aspect.short_name, next(aspects), False) for aspect in domain.aspects
               if means.aspects]  # fmt: skip
        found += own if len(own) > 1 else []
    return found


def draw_spans(sheet: Sheet, outline: Outline, spans: Sequence[Span]) -> None:
    """Own values as dots on the middle half of a group, whose median is a tick."""
    size, roles = sheet.palette.sizes["small"], sheet.palette.roles
    own = sheet.palette.series["self"]
    names = _names(sheet, [span.name for span in spans])
    left = max((sheet.width_of(name, size) for name in names), default=0) + _GAP
    top, floor = float(LINE), sheet.height - LINE
    row, unit = (floor - top) / max(1, len(spans)), _axis(sheet, outline, left, top, _GAP)

    def across(value: Fraction) -> float:
        return left + float(value - outline.minimum_level) * unit

    for place, (name, span) in enumerate(zip(names, spans, strict=True)):
        middle = top + (place + 0.5) * row
        sheet.text((0, middle + size * 0.34), name, size=size)
        corner, area = (across(span.low), middle - row * 0.2), across(span.high) - across(span.low)
        sheet.box(corner, (max(2.0, area), row * 0.4), fill=roles["track"],
                  edge=roles["line_strong"])  # fmt: skip
        tick = [
            (across(span.middle), middle - row * 0.36),
            (across(span.middle), middle + row * 0.36),
        ]
        sheet.line(tick, roles["text"], 2)
        sheet.line([(across(span.own), middle)], own.color, own.width, marker=own.marker)
    _draw_marks(sheet)


def _draw_marks(sheet: Sheet) -> None:
    """What dot, tick and band stand for."""
    size, roles = sheet.palette.sizes["tiny"], sheet.palette.roles
    own, middle = sheet.palette.series["self"], 6.0
    places = arrange(sheet, ("Nilai sendiri", "Median", "Separuh di tengah"), 24, most=1,
                     size="tiny", align="right")  # fmt: skip
    for number, place in enumerate(places):
        sheet.text((place.left + 24, middle + size * 0.34), place.name, size=size, role="text2")
        if number == 0:
            sheet.line([(place.left + 12, middle)], own.color, own.width, marker=own.marker)
        elif number == 1:
            tick = [(place.left + 14, middle - 6), (place.left + 14, middle + 6)]
            sheet.line(tick, roles["text"], 2)
        else:
            sheet.box((place.left, middle - 4), (20, 8), fill=roles["track"],
                      edge=roles["line_strong"])  # fmt: skip


def _axis(sheet: Sheet, outline: Outline, left: float, top: float, right: float) -> float:
    """Draw a line and a figure for every level; gives the pixels of a level."""
    size, roles = sheet.palette.sizes["tiny"], sheet.palette.roles
    low = outline.minimum_level
    unit = (sheet.width - left - right) / (outline.maximum_level - low)
    for level in outline.levels:
        across = left + (level - low) * unit
        sheet.line([(across, top), (across, sheet.height - LINE)], roles["grid"], 1)
        sheet.text((across, sheet.height - 5), str(level), size=size, role="text2", align="center")
    return unit


def draw_groups(sheet: Sheet, outline: Outline, groups: Sequence[Group]) -> None:
    """A bar for each group, parted by grade, worst at the left; its size and its averages."""
    size, roles = sheet.palette.sizes["small"], sheet.palette.roles
    top = _draw_key(sheet, outline) + LINE
    names = _names(sheet, [group.name for group in groups])
    left = max((sheet.width_of(name, size) for name in names), default=0) + _COUNT + _GAP
    right = sheet.width - 2 * _INDEX
    heads = ((left - _GAP, "Instansi"), (sheet.width - _INDEX, "Rata-rata"),
             (sheet.width, "Median"))  # fmt: skip
    tiny = sheet.palette.sizes["tiny"]
    for across, words in heads:
        sheet.text((across, top - 6), words, size=tiny, role="text2", align="right")
    row = (sheet.height - top) / max(1, len(groups))
    for place, (name, group) in enumerate(zip(names, groups, strict=True)):
        middle = top + (place + 0.5) * row
        base = middle + size * 0.34
        means = averages(group.entries)
        sheet.line([(0, middle - row / 2), (sheet.width, middle - row / 2)], roles["grid"], 1)
        sheet.text((0, base), name, size=size)
        sheet.text((left - _GAP, base), str(len(group.entries)), size=size, align="right")
        if means is None:
            continue
        counts = list(reversed(grade_counts(outline, group.entries).values()))
        _draw_parts(sheet, counts, (left, middle - row * _BAR / 2), (right - left, row * _BAR))
        for across, value in ((sheet.width - _INDEX, means.index), (sheet.width, means.middle)):
            sheet.text((across, base), index_text(value), size=size, bold=True, align="right")


def _draw_key(sheet: Sheet, outline: Outline) -> float:
    """The names of the grades, worst first; gives where they end."""
    grades = list(reversed(outline.grades))
    size = sheet.palette.sizes["tiny"]
    places = arrange(sheet, [grade.name for grade in grades], 18, most=3, size="tiny", align="left")
    for position, place in enumerate(places):
        top = place.row * LINE
        _box(sheet, (place.left, top), (12, 12), sheet.palette.spread(position, len(grades)))
        sheet.text((place.left + 18, top + 10), place.name, size=size, role="text2")
    return (places[-1].row + 1) * LINE


def _draw_parts(
    sheet: Sheet, counts: Sequence[int], corner: tuple[float, float], area: tuple[float, float]
) -> None:
    """One bar parted by counts; a part wide enough wears its figure."""
    left, size = corner[0], sheet.palette.sizes["tiny"]
    for position, count in enumerate(counts):
        width = area[0] * count / max(1, sum(counts))
        colours = sheet.palette.spread(position, len(counts))
        if count:
            _box(sheet, (left, corner[1]), (max(1.0, width - 1), area[1]), colours)
        if count and sheet.width_of(str(count), size, bold=True) + 4 <= width:
            place = (left + width / 2, corner[1] + area[1] / 2 + size * 0.34)
            sheet.text(place, str(count), size=size, role=colours.ink, bold=True, align="center")
        left += width


def _box(
    sheet: Sheet, corner: tuple[float, float], area: tuple[float, float], colours: LevelColours
) -> None:
    sheet.box(corner, area, fill=colours.fill, edge=colours.edge, radius=1)


def _names(sheet: Sheet, names: Sequence[str]) -> list[str]:
    """Names as far as they have room at the left."""
    size = sheet.palette.sizes["small"]
    return [sheet.elide(name, sheet.width * _NAME, size, bold=True) for name in names]
