"""The native chart of grades in a recap: a bar for each group, parted by grade."""

from collections.abc import Sequence
from typing import Any

from assessment.domain.recap_table import Table
from assessment.exchange.styles import colours

_BAR = 1.1  # centimetres for a group
_FRAME = 4.5  # for title, axis and legend
_WIDTH = 24
_POINTS = 900  # of figures, in hundredths
_GAP, _FULL = 45, 100  # in per cent of a bar


def add_parts_chart(sheet: Any, table: Table, header: int) -> None:
    """Draw the chart below a table whose titles stand in the row ``header``."""
    from openpyxl.chart import BarChart, Reference

    last = header + len(table.rows)
    chart: Any = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "percentStacked", _FULL, _GAP
    chart.title = table.title
    for place, column in enumerate(table.parts):
        values = Reference(sheet, min_col=column + 1, min_row=header + 1, max_row=last)
        chart.append(_part(values, table, column, place))
    chart.set_categories(Reference(sheet, min_col=1, min_row=header + 1, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first group on top
    chart.y_axis.number_format = "0%"
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.legend.position = "b"
    chart.legend.overlay = chart.title.overlay = False
    chart.width, chart.height = _WIDTH, _FRAME + _BAR * len(table.rows)
    sheet.add_chart(chart, f"A{last + 2}")


def _part(values: Any, table: Table, column: int, place: int) -> Any:
    """One grade in the colours of its level, with an edge that tells neighbours apart."""
    from openpyxl.chart import Series

    level = colours()["level"]["light"]
    shade = round(place * (len(level["fill"]) - 1) / max(1, len(table.parts) - 1))
    part: Any = Series(values, title=table.titles[column])
    part.graphicalProperties.solidFill = level["fill"][shade].removeprefix("#")
    part.graphicalProperties.line.solidFill = level["edge"][shade].removeprefix("#")
    empty = [at for at, row in enumerate(table.rows) if not row[column]]
    part.dLbls = _figures(level["ink"][shade].removeprefix("#"), empty)
    return part


def _figures(ink: str, empty: Sequence[int]) -> Any:
    """The counts in the bars, in an ink that stands out; none where nobody is."""
    from openpyxl.chart.label import DataLabel, DataLabelList
    from openpyxl.chart.text import RichText
    from openpyxl.drawing.text import (
        CharacterProperties,
        Paragraph,
        ParagraphProperties,
        RichTextProperties,
    )

    look = CharacterProperties(sz=_POINTS, b=True, solidFill=ink)
    words = Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)
    hidden = {"showSerName": False, "showCatName": False, "showLegendKey": False,
              "showPercent": False}  # fmt: skip
    return DataLabelList(
        dLbl=[DataLabel(idx=at, showVal=False, **hidden) for at in empty],
        showVal=True,
        txPr=RichText(bodyPr=RichTextProperties(), p=[words]),
        **hidden,
    )
