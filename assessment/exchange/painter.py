"""Pages become sheets of a workbook."""

import io
from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from assessment.domain.errors import TextTooLongError
from assessment.exchange.layout import column_letter
from assessment.exchange.page import Choice, Formula, Page
from assessment.exchange.styles import STYLES, argb, colours, named_styles
from assessment.exchange.text import CELL_LIMIT, cell_length, escaped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell import Cell
    from openpyxl.formatting.rule import Rule
    from openpyxl.worksheet.worksheet import Worksheet

_FOOTER_NAME = 100  # a footer holds 255 characters in all
_MARGIN = 0.4  # inches
_SURELY_SHORT = CELL_LIMIT // 2  # a character counts as two at most
_QUICK = 1  # compression; more costs more time than it saves bytes
# What people type stands in the form that keeps every character; what the program says stands
# in the short form, which is written and read faster.
_TYPED = frozenset(name for name, style in STYLES.items() if style.unlocked)


class Painter:
    """Paints pages into one new workbook."""

    def __init__(self, title: str, footer: str, now: datetime) -> None:
        """Begin an empty workbook with its styles."""
        from openpyxl import Workbook

        from assessment.exchange.shared_style import SharedStyle, StyledCell

        self._make = StyledCell
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
        self._styles = {name: SharedStyle(style.as_tuple()) for name, style in styles.items()}

    def paint(self, page: Page) -> "Worksheet":
        """Add a sheet that shows the page.

        Raises:
            TextTooLongError: a cell cannot hold its text.
        """
        sheet: Worksheet = self.workbook.create_sheet(page.name)
        styles = self._styles
        rows: list[list[Cell | None]] = [[] for _ in range(page.last_row)]
        for (row, column), (value, style) in page.cells.items():
            if isinstance(value, str):
                text = escaped(value)
                if len(text) > _SURELY_SHORT:
                    _refuse_long(page, row, column, text)
                cell = self._make(sheet, row, column, text)
                # Named outright, or an equals sign would begin a formula.
                cell.data_type = "s" if style in _TYPED else "str"
            else:
                content = value.text if isinstance(value, Formula) else value
                cell = self._make(sheet, row, column, content)
            cell.wear(styles.get(style))
            line = rows[row - 1]
            line.extend([None] * (column - len(line)))
            line[column - 1] = cell
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

    def content(self) -> io.BytesIO:
        """The finished workbook as a file."""
        from openpyxl.writer.excel import ExcelWriter

        file = io.BytesIO()
        archive = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_QUICK)
        ExcelWriter(self.workbook, archive).save()
        return file

    def _shape(self, sheet: "Worksheet", page: Page) -> None:
        for column, width in enumerate(page.widths, start=1):
            sheet.column_dimensions[column_letter(column)].width = width
        _set_heights(sheet, page)
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


def _refuse_long(page: Page, row: int, column: int, text: str) -> None:
    length = cell_length(text)
    if length > CELL_LIMIT:
        place = f"{page.name}!{column_letter(column)}{row}"
        raise TextTooLongError(place, length, CELL_LIMIT)


def _set_heights(sheet: "Worksheet", page: Page) -> None:
    """Set the heights; in a table the one that most rows have becomes that of the sheet."""
    usual = None
    if page.filtered:
        usual, _ = Counter(page.heights.values()).most_common(1)[0]
        sheet.sheet_format.defaultRowHeight = usual
        sheet.sheet_format.customHeight = True
    for row, height in page.heights.items():
        if height != usual:
            sheet.row_dimensions[row].height = height


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
