"""The native charts of Ringkasan: a radar of the aspects, bars of the indicators."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from assessment.exchange.layout import stage_words
from assessment.exchange.summary import Places

if TYPE_CHECKING:
    from openpyxl.chart import BarChart, RadarChart, Reference
    from openpyxl.worksheet.worksheet import Worksheet

_LINE = 28_575  # 2.25 pt in EMU


def add_charts(sheet: "Worksheet", places: Places, palette: Mapping[str, str]) -> None:
    """Draw both charts below the tables, as wide as these."""
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor

    chart: Any
    for chart, first, last in (
        (_radar(sheet, places, palette), places.radar, places.bars),
        (_bars(sheet, places, palette), places.bars, places.after_charts),
    ):
        begin = AnchorMarker(col=0, row=first - 1)
        end = AnchorMarker(col=places.final + 1, row=last - 2)
        chart.anchor = TwoCellAnchor(_from=begin, to=end)
        sheet.add_chart(chart)


def _radar(sheet: "Worksheet", places: Places, palette: Mapping[str, str]) -> "RadarChart":
    from openpyxl.chart import RadarChart, Reference

    outline = places.outline
    chart = RadarChart()
    chart.type = "marker"
    chart.title = "Indeks per aspek"
    last = places.aspects + len(outline.aspects) - 1
    for column, title, colour in (
        (places.final, "Akhir", "warn"),
        (places.final - len(outline.stages), stage_words(outline)[0], "accent_text"),
    ):
        values = Reference(sheet, min_col=column, min_row=places.aspects, max_row=last)
        chart.append(_series(values, title, palette[colour]))
    names = Reference(sheet, min_col=places.final + 1, min_row=places.aspects, max_row=last)
    chart.set_categories(names)
    _finish(chart, outline.maximum_level)
    return chart


def _bars(sheet: "Worksheet", places: Places, palette: Mapping[str, str]) -> "BarChart":
    from openpyxl.chart import BarChart, LineChart, Reference

    outline = places.outline
    last = places.base + len(outline.numbers) - 1

    def column(position: int) -> Reference:
        return Reference(sheet, min_col=position, min_row=places.base, max_row=last)

    chart, targets = BarChart(), LineChart()
    chart.title = "Tingkat akhir dan target tiap indikator"
    chart.gapWidth = 40
    levels = _series(column(places.final), "Tingkat akhir", palette["accent"])
    levels.graphicalProperties.solidFill = palette["accent"].removeprefix("#")
    chart.append(levels)
    chart.set_categories(column(1))
    target = _series(column(places.final + 1), "Target", palette["warn"])
    target.marker.symbol = "none"
    target.graphicalProperties.line.dashStyle = "dash"
    targets.append(target)
    _finish(chart, outline.maximum_level)
    chart += targets
    return chart


def _series(values: "Reference", title: str, colour: str) -> Any:
    from openpyxl.chart import Series
    from openpyxl.chart.marker import Marker

    series: Any = Series(values, title=title)
    colour = colour.removeprefix("#")
    series.graphicalProperties.line.solidFill = colour
    series.graphicalProperties.line.width = _LINE
    series.marker = Marker(symbol="circle", size=6)
    series.marker.graphicalProperties.solidFill = colour
    series.marker.graphicalProperties.line.solidFill = colour
    series.smooth = False
    return series


def _finish(chart: Any, maximum: int) -> None:
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, maximum
    chart.y_axis.majorUnit = 1
    chart.y_axis.number_format = "0"
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.legend.position = "b"
    chart.legend.overlay = chart.title.overlay = False
