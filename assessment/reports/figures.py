"""Charts, badges and rules as parts of a page."""

from collections.abc import Callable

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from assessment.domain.results import Result
from assessment.domain.years import Years
from assessment.reports.canvas import draw_figure
from assessment.reports.charts import DRAWINGS
from assessment.reports.fonts import BOLD
from assessment.reports.palette import PRINT, palette
from assessment.reports.sheet import Sheet
from assessment.reports.styles import color
from assessment.reports.trend import draw_trend
from assessment.reports.words import level_text
from assessment.services.ports import ChartKind


class Drawing(Flowable):
    """Something drawn on a sheet, as vectors; ``scale`` is how many points a pixel measures."""

    def __init__(
        self, draw: Callable[[Sheet], object], size: tuple[float, float], scale: float
    ) -> None:
        """Remember who draws, and the size in points."""
        super().__init__()
        self.width, self.height = size
        self._drawn_by = draw
        self._scale = scale

    def draw(self) -> None:
        """Draw it."""
        sheet = Sheet(self.width / self._scale, self.height / self._scale, palette(PRINT))
        self._drawn_by(sheet)
        draw_figure(self.canv, sheet.figure, self._scale)


class Chart(Drawing):
    """A chart of a result."""

    def __init__(
        self, kind: ChartKind, result: Result, size: tuple[float, float], scale: float
    ) -> None:
        """Remember what to draw."""
        super().__init__(lambda sheet: DRAWINGS[kind](sheet, result), size, scale)


class Trend(Drawing):
    """The index over the years."""

    def __init__(self, years: Years, size: tuple[float, float], scale: float) -> None:
        """Remember what to draw."""
        super().__init__(lambda sheet: draw_trend(sheet, years), size, scale)


class Rule(Flowable):
    """A horizontal bar."""

    def __init__(self, width: float, thickness: float, role: str) -> None:
        """Remember its shape."""
        super().__init__()
        self.width, self.height = width, thickness
        self._role = role

    def draw(self) -> None:
        """Draw it."""
        self.canv.setFillColor(color(self._role))
        self.canv.rect(0, 0, self.width, self.height, stroke=0, fill=1)


def draw_badge(flowable: Flowable, level: int | None, size: float, *, service: bool) -> None:
    """Draw a level at the flowable's origin: square for processes, round for services."""
    canvas = flowable.canv
    canvas.saveState()
    canvas.setLineWidth(0.8)
    if level is None:
        canvas.setStrokeColor(color("line_strong"))
        canvas.setDash(2, 1.5)
        canvas.setFillColor(color("surface"))
        ink = color("text2")
    else:
        colours = palette(PRINT).levels[level - 1]
        canvas.setStrokeColor(HexColor(colours.edge))
        canvas.setFillColor(HexColor(colours.fill))
        ink = HexColor(colours.ink)
    radius = size * (0.5 if service else 0.22)
    canvas.roundRect(0, 0, size, size, radius, stroke=1, fill=1)
    canvas.setFillColor(ink)
    canvas.setFont(BOLD, size * 0.6)
    canvas.drawCentredString(size / 2, size * 0.29, level_text(level))
    canvas.restoreState()
