"""The charts that window and report share, drawn once."""

from collections.abc import Callable

from assessment.domain.charts import ChartImage, Hotspot
from assessment.domain.results import Result
from assessment.domain.years import Years
from assessment.reports.bars import draw_bars
from assessment.reports.grades import draw_grades
from assessment.reports.palette import palette
from assessment.reports.radar import draw_radar
from assessment.reports.sheet import Sheet
from assessment.reports.trend import draw_trend
from assessment.reports.words import bars_text, grades_text, radar_text, trend_text
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
        sheet = _sheet(size, scale, theme)
        return _image(sheet, DRAWINGS[chart](sheet, result), _WORDS[chart](result))

    def draw_trend(
        self, years: Years, size: tuple[int, int], scale: float, theme: str
    ) -> ChartImage:
        """The index over the years in pixels, as `draw` gives charts.

        Raises:
            KeyError: there is no such theme.
        """
        sheet = _sheet(size, scale, theme)
        return _image(sheet, draw_trend(sheet, years), trend_text(years))


def _sheet(size: tuple[int, int], scale: float, theme: str) -> Sheet:
    colours = palette(theme)
    return Sheet(*size, colours, scale=scale, ground=colours.roles["surface"])


def _image(sheet: Sheet, spots: tuple[Hotspot, ...], words: str) -> ChartImage:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(sheet.figure)
    canvas.draw()
    width, height = canvas.get_width_height()
    # The ground is opaque, so that premultiplied and plain colours are the same.
    return ChartImage(width, height, bytes(canvas.buffer_rgba()), spots, words)
