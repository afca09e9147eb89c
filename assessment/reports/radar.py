"""The radar: one spoke for each aspect, this year beside the year before."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.domain.charts import Hotspot
from assessment.domain.formatting import index_text
from assessment.domain.results import Result
from assessment.domain.scoring import AspectScore
from assessment.reports.palette import Series
from assessment.reports.sheet import Align, Point, Sheet
from assessment.reports.words import aspect_text, series_name

_LEGEND = 24
_GAP = 7
_MOST_STACKED = 12  # with more aspects, name and value share a line
_MOST_NAMED = 24  # with more still, only the number of the aspect stands there
_TICK = 11
_STROKE = 28


@dataclass(frozen=True, slots=True)
class _Label:
    """The lines at the end of one spoke; the last one is bold."""

    across: float
    down: float
    lines: tuple[str, ...]
    width: float
    height: float

    @property
    def align(self) -> Align:
        if abs(self.across) < 0.1:  # noqa: PLR2004
            return "center"
        return "left" if self.across > 0 else "right"


def draw_radar(sheet: Sheet, result: Result) -> tuple[Hotspot, ...]:
    """Draw the radar over the whole sheet; gives one place for each aspect."""
    aspects = result.score.aspects
    labels = _labels(sheet, aspects)
    radius, middle = _fit(sheet, labels)
    outline = result.outline
    low = outline.minimum_level - 1
    unit = radius / (outline.maximum_level - low)

    def points(values: Sequence[Fraction | int]) -> list[Point]:
        return [
            (
                middle[0] + label.across * float(value - low) * unit,
                middle[1] + label.down * float(value - low) * unit,
            )
            for label, value in zip(labels, values, strict=True)
        ]

    _draw_web(sheet, result, middle, points)
    series = sheet.palette.series
    mine = points([entry.index for entry in aspects])
    if len(mine) > 2:  # noqa: PLR2004
        sheet.polygon(mine, fill=series["self"].color, alpha=series["self"].fill)
    lines = [(series["self"], series_name(result.assessment.year), mine)]
    if result.previous is not None:
        before = points([entry.index for entry in result.previous.score.aspects])
        name = series_name(result.previous.assessment.year)
        lines.append((series["last_year"], name, before))
    for style, _, corners in reversed(lines):
        _draw_line(sheet, style, [*corners, corners[0]])
    _draw_legend(sheet, [(style, name) for style, name, _ in lines])
    rim = points([outline.maximum_level] * len(aspects))
    return tuple(
        _draw_label(sheet, label, corner, str(entry.aspect.number), aspect_text(result, position))
        for position, (label, corner, entry) in enumerate(zip(labels, rim, aspects, strict=True))
    )
