"""Pages become sheets of a workbook."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from assessment.domain.errors import TextTooLongError
from assessment.exchange.layout import column_letter
from assessment.exchange.page import Choice, Formula, Page
from assessment.exchange.styles import argb, colours, named_styles
from assessment.exchange.text import CELL_LIMIT, cell_length, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.formatting.rule import Rule
    from openpyxl.worksheet.worksheet import Worksheet

_FOOTER_NAME = 100  # a footer holds 255 characters in all
_MARGIN = 0.4  # inches
_ESCAPE_LENGTH = 7  # characters that one may become


class Painter:
    """Paints pages into one new workbook."""

    def __init__(self, title: str, footer: str, now: datetime) -> None:
        """Begin an empty workbook with its styles."""
        from openpyxl import Workbook
        from openpyxl.cell import Cell

        self._make = Cell
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        properties = self.workbook.properties
        properties.title, properties.creator = title, "SPBE Desktop"
        properties.created = properties.modified = now.replace(tzinfo=None)
        self._footer = footer[:_FOOTER_NAME].replace("&", "&&")
        tokens = colours()
        self.palette: Mapping[str, str] = tokens["palette"]["light"]
        self._levels: Mapping[str, Sequence[str]] = tokens["level"]["light"]
        styles = named_styles(self.palette)
        for style in styles.values():
            self.workbook.add_named_style(style)
        self._styles = {name: style.as_tuple() for name, style in styles.items()}

    def paint(self, page: Page) -> "Worksheet":
        """Add a sheet that shows the page.

        Raises:
            TextTooLongError: a cell cannot hold its text.
        """
        _check_lengths(page)
        sheet: Worksheet = self.workbook.create_sheet(page.name)
        columns = page.last_column
        rows: list[list[Cell | None]] = [[None] * columns for _ in range(page.last_row)]
        for (row, column), (value, style) in page.cells.items():
            if isinstance(value, str):
                cell = self._make(sheet, row, column, escaped(value), self._styles.get(style))
                cell.data_type = "s"  # else an equals sign would begin a formula
            else:
                content = value.text if isinstance(value, Formula) else value
                cell = self._make(sheet, row, column, content, self._styles.get(style))
            rows[row - 1][column - 1] = cell
        for line in rows:
            sheet.append(line)
        self._shape(sheet, page)
        if page.header_row:
            _set_header(sheet, page)
        if page.hidden:
            sheet.sheet_state = "hidden"
        else:
            self._set_up_print(sheet, page)
        return sheet

    def _shape(self, sheet: "Worksheet", page: Page) -> None:
        for column, width in enumerate(page.widths, start=1):
            sheet.column_dimensions[column_letter(column)].width = width
        for row, height in page.heights.items():
            sheet.row_dimensions[row].height = height
        for area in page.merged:
            sheet.merge_cells(area)
        for choice in page.choices:
            _add_choice(sheet, choice)
        for rule in self._level_rules() if page.level_areas else ():
            sheet.conditional_formatting.add(" ".join(page.level_areas), rule)
        if page.protected:
            sheet.protection.sheet = True
            sheet.protection.formatColumns = sheet.protection.formatRows = False

    def _level_rules(self) -> "list[Rule]":
        from openpyxl.formatting.rule import Rule
        from openpyxl.styles import Font, PatternFill
        from openpyxl.styles.differential import DifferentialStyle

        return [
            Rule(
                type="cellIs",
                operator="equal",
                formula=[str(level)],
                dxf=DifferentialStyle(
                    font=Font(color=argb(ink)), fill=PatternFill("solid", bgColor=argb(fill))
                ),
            )
            for level, (fill, ink) in enumerate(
                zip(self._levels["fill"], self._levels["ink"], strict=True), start=1
            )
        ]

    def _set_up_print(self, sheet: Any, page: Page) -> None:
        from openpyxl.worksheet.pagebreak import Break

        sheet.sheet_view.showGridLines = False
        setup = sheet.page_setup
        setup.paperSize = sheet.PAPERSIZE_A4
        setup.orientation = "landscape" if page.landscape else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = margins.top = _MARGIN
        margins.bottom = 2 * _MARGIN
        footer = sheet.oddFooter
        footer.left.text = self._footer
        footer.center.text = page.name
        footer.right.text = "Halaman &P dari &N"
        for part in (footer.left, footer.center, footer.right):
            part.size = 8
        for row in page.breaks:
            sheet.row_breaks.append(Break(id=row))


def _check_lengths(page: Page) -> None:
    for (row, column), (value, _) in page.cells.items():
        if isinstance(value, str) and len(value) > CELL_LIMIT // _ESCAPE_LENGTH:
            length = cell_length(escaped(value))
            if length > CELL_LIMIT:
                place = f"{page.name}!{column_letter(column)}{row}"
                raise TextTooLongError(place, length, CELL_LIMIT)


def _set_header(sheet: "Worksheet", page: Page) -> None:
    """Keep the header in sight and print it on every page."""
    row = page.header_row
    sheet.freeze_panes = f"{column_letter(page.frozen_columns + 1)}{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"
    if page.filtered:
        sheet.auto_filter.ref = f"A{row}:{column_letter(len(page.widths))}{page.last_row}"


def _add_choice(sheet: "Worksheet", choice: Choice) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    options = ",".join(choice.options)
    validation = DataValidation(
        type="list",
        formula1=f'"{options}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Isian tidak sesuai",
        error=choice.hint,
    )
    validation.add(choice.area)
    sheet.add_data_validation(validation)
