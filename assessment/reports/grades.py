"""The grade scale: a strip of grades, the index on it, and the way to the next grade."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from assessment.domain.charts import Hotspot
from assessment.domain.formatting import index_text
from assessment.domain.results import Result
from assessment.reports.sheet import Sheet
from assessment.reports.words import missing_text
from indicators.outline import Grade, Outline

_STRIP_TOP = 26
_STRIP = 12
_LEADING = 16
_SEAM = 1  # half the gap between two grades
_SHARES = (1.06, 1.0, 0.94)  # of the width of its grade that a name may take, the first that fits
_APART = 6  # what two names leave between them
_MARK = 6  # half the width of the marker
_Span = tuple[Grade, float, float]
_Name = tuple[float, float, tuple[str, ...]]
"""Left and right edge, lines."""


def draw_grades(sheet: Sheet, result: Result) -> tuple[Hotspot, ...]:
    """Draw the scale over the whole width; gives one place for each grade."""
    outline = result.outline
    spots = tuple(
        Hotspot(
            left, _STRIP_TOP, right - left, sheet.height - _STRIP_TOP, grade.name,
            f"{grade.name}, mulai {index_text(Fraction(grade.minimum))}",
        )
        for grade, left, right in draw_scale(sheet, outline, _STRIP_TOP, result.score.grade)
    )  # fmt: skip
    # At the very edge the marker would be cut in half.
    middle = min(max(place_of(sheet, outline, result.score.index), _MARK), sheet.width - _MARK)
    _draw_marker(sheet, result, middle)
    further = result.score.next_grade
    if further is not None:
        goal = place_of(sheet, outline, Fraction(further.grade.minimum))
        _draw_way(sheet, result, middle, goal)
    return spots


def place_of(sheet: Sheet, outline: Outline, index: Fraction) -> float:
    """Where an index lies between the left and the right edge."""
    low, high = outline.minimum_level, outline.maximum_level
    return float(index - low) * sheet.width / (high - low)


def draw_scale(
    sheet: Sheet, outline: Outline, top: float, reached: Grade | None = None
) -> list[_Span]:
    """Draw the strip of grades, lowest first, with borders and names; gives where each lies."""
    grades = list(reversed(outline.grades))
    lefts = [place_of(sheet, outline, Fraction(grade.minimum)) for grade in grades]
    spans = list(zip(grades, lefts, [*lefts[1:], sheet.width], strict=True))
    for position, (_, left, right) in enumerate(spans):
        colours = sheet.palette.spread(position, len(grades))
        size = (max(1.0, right - left - 2 * _SEAM), _STRIP)
        sheet.box((left + _SEAM, top), size, fill=colours.fill, edge=colours.edge, radius=1)
    for (left, right, lines), grade in zip(
        _placed(sheet, spans, top, reached), grades, strict=True
    ):
        _draw_name(sheet, ((left + right) / 2, top + _STRIP), lines, bold=grade == reached)
    _draw_bounds(sheet, grades[1:], lefts[1:], top + _STRIP + _LEADING - 2)
    return spans


def _placed(sheet: Sheet, spans: Sequence[_Span], top: float, reached: Grade | None) -> list[_Name]:
    """The names under their grades; in turn on two rows where they would be cut on one."""
    size = sheet.palette.sizes["tiny"]
    most = max(1, int((sheet.height - top - _STRIP - size / 4) / _LEADING) - 1)

    def named(share: float) -> list[_Name]:
        return [
            _name(sheet, span, sheet.wrap(
                span[0].name, (span[2] - span[1]) * share, size, bold=span[0] == reached, most=most
            ), reached)
            for span in spans
        ]  # fmt: skip

    names = next((found for found in map(named, _SHARES) if _apart(found)), named(_SHARES[-1]))
    whole = all(
        " ".join(lines) == span[0].name for (*_, lines), span in zip(names, spans, strict=True)
    )
    in_turn = [
        _name(sheet, span, ("",) * (place % 2) + (span[0].name,), reached)
        for place, span in enumerate(spans)
    ]
    if not whole and most > 1 and _apart(in_turn[::2]) and _apart(in_turn[1::2]):
        return in_turn
    return names


def _name(sheet: Sheet, span: _Span, lines: tuple[str, ...], reached: Grade | None) -> _Name:
    """A name in lines under the middle of its grade, as far as the sheet reaches."""
    grade, left, right = span
    size, bold = sheet.palette.sizes["tiny"], grade == reached
    half = max(sheet.width_of(line, size, bold=bold) for line in lines) / 2
    middle = min(max((left + right) / 2, half), sheet.width - half)
    return middle - half, middle + half, lines


def _apart(names: Sequence[_Name]) -> bool:
    return all(one[1] + _APART <= other[0] for one, other in pairwise(names))


def _draw_name(
    sheet: Sheet, place: tuple[float, float], lines: Sequence[str], *, bold: bool
) -> None:
    size, role = sheet.palette.sizes["tiny"], "text" if bold else "text2"
    across, top = place
    for number, line in enumerate(lines, start=1):
        base = top + (number + 1) * _LEADING
        sheet.text((across, base), line, size=size, role=role, bold=bold, align="center")


def _draw_bounds(sheet: Sheet, grades: list[Grade], lefts: list[float], base: float) -> None:
    """The borders in figures; one that would touch the last is left out."""
    size = sheet.palette.sizes["tiny"]
    free = 0.0
    for grade, left in zip(grades, lefts, strict=True):
        text = index_text(Fraction(grade.minimum))
        half = sheet.width_of(text, size) / 2
        if left - half >= free and left + half <= sheet.width:
            sheet.text((left, base), text, size=size, role="text2", align="center")
            free = left + half + 4


def _draw_marker(sheet: Sheet, result: Result, middle: float) -> None:
    tip = _STRIP_TOP - 4
    sheet.polygon(
        [(middle - _MARK, tip - 8), (middle + _MARK, tip - 8), (middle, tip)],
        fill=sheet.palette.roles["text"],
    )
    if result.score.next_grade is None:
        size = sheet.palette.sizes["tiny"]
        sheet.text((middle - _MARK - 4, tip), index_text(result.score.index), size=size, bold=True,
                   align="right")  # fmt: skip


def _draw_way(sheet: Sheet, result: Result, start: float, goal: float) -> None:
    """The dotted way from the index to the next grade, with words beside it."""
    roles, size = sheet.palette.roles, sheet.palette.sizes["tiny"]
    down = _STRIP_TOP - 14
    sheet.line([(goal, down - 4), (goal, _STRIP_TOP + _STRIP)], roles["text"], 1.2)
    if goal - start > _MARK:
        sheet.line([(start + _MARK + 2, down), (goal, down)], roles["text2"], 1.2, dash=(1.5, 1.5))
    after, before = max(goal + 5, start + _MARK + 3), start - _MARK - 5
    rooms = (sheet.width - after, before)
    whole, short = missing_text(result.score), missing_text(result.score, short=True)
    text, side = next(
        (
            (text, side)
            for text in (whole, short)
            for side, room in enumerate(rooms)
            if sheet.width_of(text, size, bold=True) <= room
        ),
        (sheet.elide(short, max(rooms), size, bold=True), rooms.index(max(rooms))),
    )
    base = down + size * 0.34
    if side:
        sheet.text((before, base), text, size=size, bold=True, align="right")
    else:
        sheet.text((after, base), text, size=size, bold=True)
