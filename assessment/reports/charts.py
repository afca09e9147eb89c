"""The charts that window and report share, drawn once."""

from collections.abc import Callable

from assessment.domain.charts import ChartImage, Hotspot
from assessment.domain.results import Result
from assessment.reports.bars import draw_bars
from assessment.reports.grades import draw_grades
from assessment.reports.palette import palette
from assessment.reports.radar import draw_radar
from assessment.reports.sheet import Sheet
from assessment.reports.words import bars_text, grades_text, radar_text
from assessment.services.ports import ChartKind

Draw = Callable[[Sheet, Result], tuple[Hotspot, ...]]

DRAWINGS: dict[ChartKind, Draw] = {
    ChartKind.RADAR: draw_radar,
    ChartKind.BARS: draw_bars,
    ChartKind.GRADES: draw_grades,
}
_WORDS: dict[ChartKind, Callable[[Result], str]] = {
    ChartKind.RADAR: radar_text,
    ChartKind.BARS: bars_text,
    ChartKind.GRADES: grades_text,
}


class ChartPainter:
    """Draws charts as pictures; may be used from any thread."""

    def draw(
        self, chart: ChartKind, result: Result, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """The chart in pixels; ``size`` is logical, ``scale`` device pixels for each of them.

        Raises:
            KeyError: there is no such theme.
        """
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        colours = palette(theme)
        ground = colours.roles["surface"]
        sheet = Sheet(*size, colours, scale=scale, ground=ground)
        spots = DRAWINGS[chart](sheet, result)
        canvas = FigureCanvasAgg(sheet.figure)
        canvas.draw()
        width, height = canvas.get_width_height()
        # The ground is opaque, so that premultiplied and plain colours are the same.
        return ChartImage(width, height, bytes(canvas.buffer_rgba()), spots, _WORDS[chart](result))
