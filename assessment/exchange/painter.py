"""Pages become sheets of a workbook."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from assessment.exchange.layout import column_letter
from assessment.exchange.page import Choice, Formula, Page
from assessment.exchange.styles import argb, colours, named_styles
from assessment.exchange.text import escaped

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.worksheet.worksheet import Worksheet

_FOOTER_NAME = 100  # a footer holds 255 characters in all
_MARGIN = 0.4  # inches


class Painter:
    """Paints pages into one new workbook."""

    def __init__(self, title: str, footer: str, now: datetime) -> None:
        """Begin an empty workbook with its styles."""
        from openpyxl import Workbook

        self.workbook: Workbook = Workbook()
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
        """Add a sheet that shows the page."""
        sheet: Worksheet = self.workbook.create_sheet(page.name)
        make = self._cell_maker(sheet)
        cells, columns = page.cells, range(1, max((c for _, c in page.cells), default=0) + 1)
        for row in range(1, page.last_row + 1):
            sheet.append(
                [
                    None if (entry := cells.get((row, column))) is None
                    else make(row, column, *entry)
                    for column in columns
                ]
            )  # fmt: skip
        self._shape(sheet, page)
        if page.hidden:
            sheet.sheet_state = "hidden"
        else:
            self._set_up_print(sheet, page)
        return sheet

    def _cell_maker(self, sheet: "Worksheet") -> Callable[[int, int, Any, str], "Cell"]:
        from openpyxl.cell import Cell

        styles, name = self._styles, sheet.title

        def make(row: int, column: int, value: object, style: str) -> "Cell":
            looks = styles[style]
            match value:
                case str():
                    text = escaped(value, f"{name}!{column_letter(column)}{row}")
                    cell = Cell(sheet, row, column, text, looks)
                    cell.data_type = "s"  # else an equals sign would begin a formula
                case Formula(text):
                    cell = Cell(sheet, row, column, text, looks)
                case _:
                    cell = Cell(sheet, row, column, value, looks)
            return cell

        return make

    def _shape(self, sheet: "Worksheet", page: Page) -> None:
        for column, width in enumerate(page.widths, start=1):
            sheet.column_dimensions[column_letter(column)].width = width
        for row, height in page.heights.items():
            sheet.row_dimensions[row].height = height
        for area in page.merged:
            sheet.merge_cells(area)
        for choice in page.choices:
            _add_choice(sheet, choice)
        for area in page.level_areas:
            for rule in self._level_rules():
                sheet.conditional_formatting.add(area, rule)
        if page.header_row:
            corner = f"{column_letter(page.frozen_columns + 1)}{page.header_row + 1}"
            sheet.freeze_panes = corner
            sheet.print_title_rows = f"{page.header_row}:{page.header_row}"
        if page.filtered:
            last = column_letter(len(page.widths))
            sheet.auto_filter.ref = f"A{page.header_row}:{last}{page.last_row}"
        if page.protected:
            sheet.protection.sheet = True
            sheet.protection.formatColumns = sheet.protection.formatRows = False

    def _level_rules(self) -> "list[CellIsRule]":
        from openpyxl.formatting.rule import CellIsRule
        from openpyxl.styles import Font, PatternFill

        return [
            CellIsRule(
                operator="equal",
                formula=[str(level)],
                font=Font(color=argb(ink)),
                fill=PatternFill("solid", bgColor=argb(fill)),
            )
            for level, (fill, ink) in enumerate(
                zip(self._levels["fill"], self._levels["ink"], strict=True), start=1
            )
        ]

    def _set_up_print(self, sheet: "Worksheet", page: Page) -> None:
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
