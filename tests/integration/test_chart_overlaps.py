"""No label of any chart touches another or leaves its sheet, whatever is drawn."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import PathPatch
from matplotlib.text import Text

from assessment.domain.results import Result
from assessment.domain.scoring import NextGrade, score
from assessment.reports.charts import DRAWINGS, Draw
from assessment.reports.palette import palette, series_of
from assessment.reports.radar import Line, draw_lines
from assessment.reports.sheet import Sheet
from assessment.services.ports import ChartKind
from indicators.outline import Grade
from tests.builders import official_instrument
from tests.charts import SIXTY, boxes, faults, mixed, outline_of, result_with

SIZES = {
    ChartKind.RADAR: ((171, 300), (240, 300), (352, 332), (404, 340)),
    ChartKind.BARS: ((480, 140), (760, 210), (1220, 200)),
    ChartKind.GRADES: ((171, 96), (240, 96), (326, 92), (397, 88), (628, 85)),
}
USUAL = ((404, 240), (760, 210), (1220, 340))
"""For charts that are drawn at no other size."""
CLOSE = tuple(
    Grade(name, Decimal(minimum))
    for name, minimum in (
        (SIXTY, "2.62"), ("Baik", "2.61"), ("Cukup", "2.60"), ("Sedang", "1.02"), ("Kurang", "1"),
    )
)  # fmt: skip


def official() -> Result:
    instrument = official_instrument()
    found = result_with(instrument.outline, mixed(instrument.outline))
    return replace(found, names={entry.number: entry.name for entry in instrument.indicators})


def flat(level: int) -> Result:
    outline = official_instrument().outline
    return result_with(outline, dict.fromkeys(outline.numbers, level))


def long(aspects: int, indicators: int, **rest: tuple[Grade, ...]) -> Result:
    outline = outline_of(aspects, indicators, name=SIXTY, **rest)
    return result_with(outline, mixed(outline), name=SIXTY)


@cache
def cases() -> dict[str, Result]:
    usual = official()
    steps = tuple(Grade(f"Predikat {n}", Decimal(5) - Decimal(n) / 6) for n in range(25))
    own = {number: 1 + number % 5 for number in usual.outline.numbers}
    return {
        "usual": usual,
        "all at one": flat(1),
        "all at five": flat(5),
        "unanswered": result_with(usual.outline, {}),
        "own targets": replace(usual, targets=own),
        "94 bars": long(2, 47),
        "1 aspect": long(1, 12),
        "2 aspects": long(2, 3),
        "3 aspects": long(3, 3),
        "20 aspects": long(20, 2),
        "25 aspects": long(25, 1),
        "150 bars": long(6, 25),
        "borders": long(8, 6, grades=CLOSE),
        "long grades": long(
            4, 4, grades=tuple(replace(grade, name=SIXTY) for grade in usual.outline.grades)
        ),
        "24 grades": long(4, 4, grades=steps),
        "next to a grade": replace(usual, score=replace(usual.score, index=Fraction(2599, 1000))),
    }


def _draw(draw: Draw, result: Result, sheet: Sheet) -> None:
    draw(sheet, result)


@pytest.mark.parametrize("kind", DRAWINGS)
def test_no_label_touches_another(kind: ChartKind) -> None:
    draw = DRAWINGS[kind]
    found = {
        (name, size): wrong
        for name, result in cases().items()
        for size in SIZES.get(kind, USUAL)
        if (wrong := faults(partial(_draw, draw, result), size))
    }
    assert not found


@pytest.mark.parametrize("hundredths", [100, 205, 261, 349, 500])
@pytest.mark.parametrize("width", [171, 206, 326])
def test_the_scale_of_grades_is_whole_in_a_narrow_card(width: int, hundredths: int) -> None:
    result, index = official(), Fraction(hundredths, 100)
    at = replace(score(result.outline, dict.fromkeys(result.outline.numbers, 3)), index=index)
    further = next((g for g in result.outline.grades[::-1] if g.minimum > index), None)
    way = NextGrade(further, Fraction(further.minimum) - index) if further else None
    sheet = Sheet(width, 96, palette("light"))
    DRAWINGS[ChartKind.GRADES](sheet, replace(result, score=replace(at, next_grade=way)))
    found = list(boxes(sheet))
    words = " ".join(box.text for box in found)
    assert "Memuaskan" in words
    assert "…" not in words
    outlines = [np.asarray(one.get_path().vertices) for one in sheet.figure.findobj(PathPatch)]
    [marker] = [outline[:3, 0] for outline in outlines if len(outline) == 4]
    left, right, tip = (float(across) for across in marker)
    assert (left + right) / 2 == pytest.approx(tip)
    assert left >= 0
    assert right <= width
    assert not [box.text for box in found if box.top < 20 and left < box.right - 0.5 and
                box.left + 0.5 < right]  # fmt: skip


@pytest.mark.parametrize("size", [(404, 340), (300, 260), (760, 300)])
@pytest.mark.parametrize("name", ["Mandiri 2025", SIXTY])
def test_twelve_series_stand_in_the_radar(size: tuple[int, int], name: str) -> None:
    result = official()
    values = [[Fraction(1 + (place + n) % 5) for n in range(8)] for place in range(12)]
    lines = [
        Line(style, f"{name} {place}", values[place])
        for place, style in enumerate(series_of(palette("light"), 12))
    ]
    assert not faults(lambda sheet: draw_lines(sheet, result, lines), size)


def test_what_is_measured_is_what_is_drawn() -> None:
    sheet = Sheet(404, 340, palette("light"))
    DRAWINGS[ChartKind.RADAR](sheet, official())
    renderer = FigureCanvasAgg(sheet.figure).get_renderer()
    drawn = {text.get_text(): text for text in sheet.figure.findobj(Text)}
    for box in boxes(sheet):
        there = drawn[box.text].get_window_extent(renderer)
        assert -1 < box.right - box.left - there.width < 3, box.text


def test_texts_that_touch_are_found() -> None:
    def draw(sheet: Sheet) -> None:
        for across in (10, 30, 90):
            sheet.text((across, 20), "Kebijakan", size=12)

    assert faults(draw, (120, 40)) == ["Kebijakan leaves the sheet", "Kebijakan touches Kebijakan"]
