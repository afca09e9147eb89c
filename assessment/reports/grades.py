"""The grade scale: a strip of grades, the index on it, and the way to the next grade."""

from fractions import Fraction

from assessment.domain.charts import Hotspot
from assessment.domain.formatting import index_text
from assessment.domain.results import Result
from assessment.reports.sheet import Sheet
from assessment.reports.words import missing_text
from indicators.model import Grade

_STRIP_TOP = 26
_STRIP = 12
_LEADING = 16
_SEAM = 1  # half the gap between two grades
_OVERHANG = 1.06  # how wide a name may be beside its grade
_MARK = 6  # half the width of the marker


def draw_grades(sheet: Sheet, result: Result) -> tuple[Hotspot, ...]:
    """Draw the scale over the whole width; gives one place for each grade."""
    outline = result.outline
    low = outline.minimum_level
    unit = sheet.width / (outline.maximum_level - low)
    grades = list(reversed(outline.grades))
    lefts = [float(grade.minimum - low) * unit for grade in grades]
    spots = []
    for position, (grade, left) in enumerate(zip(grades, lefts, strict=True)):
        right = lefts[position + 1] if position + 1 < len(lefts) else sheet.width
        _draw_grade(sheet, result, position, (left, right))
        said = f"{grade.name}, mulai {index_text(Fraction(grade.minimum))}"
        spots.append(
            Hotspot(left, _STRIP_TOP, right - left, sheet.height - _STRIP_TOP, grade.name, said)
        )
    _draw_bounds(sheet, grades[1:], lefts[1:])
    _draw_marker(sheet, result, float(result.score.index - low) * unit)
    further = result.score.next_grade
    if further is not None:
        goal = float(Fraction(further.grade.minimum) - low) * unit
        _draw_way(sheet, result, float(result.score.index - low) * unit, goal)
    return tuple(spots)


def _draw_grade(sheet: Sheet, result: Result, position: int, span: tuple[float, float]) -> None:
    grade = result.outline.grades[-1 - position]
    colours = sheet.palette.spread(position, len(result.outline.grades))
    left, right = span[0] + _SEAM, span[1] - _SEAM
    sheet.box(
        (left, _STRIP_TOP), (max(1.0, right - left), _STRIP), fill=colours.fill,
        edge=colours.edge, radius=1,
    )  # fmt: skip
    size = sheet.palette.sizes["tiny"]
    reached = grade == result.score.grade
    most = max(1, int((sheet.height - _STRIP_TOP - _STRIP - size / 4) / _LEADING) - 1)
    lines = sheet.wrap(grade.name, (right - left) * _OVERHANG, size, bold=reached, most=most)
    for number, line in enumerate(lines, start=1):
        half = sheet.width_of(line, size, bold=reached) / 2
        middle = min(max((left + right) / 2, half), sheet.width - half)
        place = (middle, _STRIP_TOP + _STRIP + (number + 1) * _LEADING)
        role = "text" if reached else "text2"
        sheet.text(place, line, size=size, role=role, bold=reached, align="center")


def _draw_bounds(sheet: Sheet, grades: list[Grade], lefts: list[float]) -> None:
    """The borders in figures; one that would touch the last is left out."""
    size = sheet.palette.sizes["tiny"]
    free = 0.0
    for grade, left in zip(grades, lefts, strict=True):
        text = index_text(Fraction(grade.minimum))
        half = sheet.width_of(text, size) / 2
        if left - half >= free and left + half <= sheet.width:
            place = (left, _STRIP_TOP + _STRIP + _LEADING - 2)
            sheet.text(place, text, size=size, role="text2", align="center")
            free = left + half + 4


def _draw_marker(sheet: Sheet, result: Result, across: float) -> None:
    tip = _STRIP_TOP - 4
    middle = min(max(across, _MARK), sheet.width - _MARK)
    sheet.polygon(
        [(middle - _MARK, tip - 8), (middle + _MARK, tip - 8), (across, tip)],
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
    text = missing_text(result.score)
    width = sheet.width_of(text, size, bold=True)
    base = down + size * 0.34
    if goal + 5 + width <= sheet.width:
        sheet.text((goal + 5, base), text, size=size, bold=True)
    else:
        sheet.text((max(width, start - _MARK - 5), base), text, size=size, bold=True, align="right")
