"""Writes a recap as workbook, table or data, and reads it back to prove it."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.domain.errors import TextTooLongError
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.recap import Entry, Expected, Recap, Round, Submission, grade_counts
from assessment.domain.recap_table import (
    COUNTED,
    Table,
    Value,
    plain_text,
    ranking,
    source_text,
    tables,
)
from assessment.domain.scoring import exact, half_up
from assessment.exchange.layout import column_letter
from assessment.exchange.recap_chart import add_parts_chart
from assessment.exchange.styles import FAMILY, argb, colours
from assessment.exchange.text import CELL_LIMIT, cell_length, escaped, guarded, unescaped, unguarded

if TYPE_CHECKING:
    from openpyxl.styles.differential import DifferentialStyle

_HEADER = 3  # the row of the titles
_LONGEST_TITLE = 31
_WIDTHS = {
    "Peringkat": 9, "Instansi": 44, "Indikator": 44, "Wilayah": 26, "Tahap": 19, "Predikat": 13,
    "Jauh dari median": 22, "Tanggal": 12, "Berkas": 40, "Keterangan": 90,
}  # fmt: skip
_A3, _A4 = 8, 9  # as the file format counts paper
_USUAL, _LEVEL = 11, 4.5
_DIGITS = 12
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))


class RecapWorkbook:
    """A sheet for each ranking and for the grades, one for what was left out."""

    def write(self, path: Path, recap: Recap, now: datetime) -> None:
        """Write the workbook.

        Raises:
            TextTooLongError: a text does not fit into a cell; nothing is written.
            OSError: the file cannot be written.
        """
        from openpyxl import Workbook

        named = list(_named(recap))
        for _, table in named:
            _refuse_long(table)
        book = Workbook(write_only=True)
        book.properties.title, book.properties.creator = "Rekap SPBE", "SPBE Desktop"
        book.properties.created = book.properties.modified = now.replace(tzinfo=None)
        for name, table in named:
            _paint(book.create_sheet(name), table, source_text(recap, now.date()))
        content = io.BytesIO()
        book.save(content)
        path.write_bytes(content.getbuffer())

    def verify(self, path: Path, recap: Recap) -> None:
        """Reopen the workbook and compare every cell.

        Raises:
            ExportMismatchError: a cell holds something else; names its row.
        """
        from openpyxl import load_workbook

        book = load_workbook(path, read_only=True)
        try:
            for name, table in _named(recap):
                found = book[name].iter_rows(min_row=_HEADER, values_only=True)
                _compare(path, name, [tuple(_read(cell) for cell in row) for row in found], table)
        finally:
            book.close()


def _named(recap: Recap) -> Iterator[tuple[str, Table]]:
    """The tables under names that a sheet may have, each once."""
    seen: set[str] = set()
    for table in tables(recap):
        name = table.name.translate(_FORBIDDEN)[:_LONGEST_TITLE]
        while name.casefold() in seen:
            name = f"{name[: _LONGEST_TITLE - 2]} {len(seen)}"
        seen.add(name.casefold())
        yield name, table


def _refuse_long(table: Table) -> None:
    for number, row in enumerate(table.rows, start=_HEADER + 1):
        for place, value in enumerate(row, start=1):
            if isinstance(value, str) and cell_length(value) > CELL_LIMIT:
                cell = f"{table.name}!{column_letter(place)}{number}"
                raise TextTooLongError(cell, cell_length(value), CELL_LIMIT)


def _paint(sheet: Any, table: Table, source: str) -> None:
    _set_up(sheet, table)
    make = _Cells(sheet)
    sheet.append([make.text(table.title, "title")])
    sheet.append([make.text(source, "note")])
    sheet.append([make.text(title, "head") for title in table.titles])
    for row in table.rows:
        sheet.append([make.value(value) for value in row])
    last = _HEADER + max(1, len(table.rows))
    sheet.auto_filter.ref = f"A{_HEADER}:{column_letter(len(table.titles))}{last}"
    palette = colours()["level"]["light"]
    for columns in (table.indices, table.levels):
        if columns:
            first, end = column_letter(columns[0] + 1), column_letter(columns[-1] + 1)
            _heat(sheet, f"{first}{_HEADER + 1}:{end}{last}", f"{first}{_HEADER + 1}", palette)
    if table.parts:
        add_parts_chart(sheet, table, _HEADER)


def _set_up(sheet: Any, table: Table) -> None:
    """Frozen head, widths, and a page that holds all columns."""
    frozen = "C" if table.indices or table.levels else "A"
    sheet.freeze_panes = f"{frozen}{_HEADER + 1}"
    for place, title in enumerate(table.titles):
        width = _LEVEL if place in table.levels else _WIDTHS.get(title, _USUAL)
        if table.parts:  # here institutions are counted, not named
            width = _USUAL if place else _WIDTHS["Instansi"]
        sheet.column_dimensions[column_letter(place + 1)].width = width
    sheet.row_dimensions[_HEADER].height = 45
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3 if table.indices else _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_HEADER}:{_HEADER}"
    sheet.oddFooter.center.text = "Halaman &P dari &N"


class _Cells:
    """Makes cells in a few looks."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        palette = colours()["palette"]["light"]
        self._sheet = sheet
        self._make = WriteOnlyCell
        self._fonts = {
            "title": Font(name=FAMILY, size=14, bold=True, color=argb(palette["accent_text"])),
            "note": Font(name=FAMILY, size=9, color=argb(palette["text2"])),
            "head": Font(name=FAMILY, size=9, bold=True, color=argb(palette["on_accent"])),
            "": Font(name=FAMILY, size=10),
        }
        self._ground = PatternFill("solid", fgColor=argb(palette["accent"]))
        self._head = Alignment(horizontal="center", vertical="center", wrap_text=True)
        self._centre = Alignment(horizontal="center")

    def text(self, text: str, look: str = "") -> Any:
        cell = self._make(self._sheet)
        cell.value = escaped(text)
        cell.data_type = "s"  # a text that begins with = stays one
        cell.font = self._fonts[look]
        if look == "head":
            cell.fill, cell.alignment = self._ground, self._head
        return cell

    def value(self, value: Value) -> Any:
        if isinstance(value, str):
            return self.text(value) if value else None
        if value is None:
            return None
        content: Any = _number(value) if isinstance(value, Fraction) else value
        cell = self._make(self._sheet, content)
        cell.font, cell.alignment = self._fonts[""], self._centre
        if isinstance(value, Fraction):
            cell.number_format = "0.00"
        elif isinstance(value, date):
            cell.number_format = "dd-mm-yyyy"
        return cell


def _heat(sheet: Any, area: str, first: str, palette: Any) -> None:
    """Colour indices and levels by the level they round to; empty cells keep their ground."""
    from openpyxl.formatting.rule import Rule

    for level, (fill, ink) in enumerate(zip(palette["fill"], palette["ink"], strict=True), start=1):
        rule = Rule(type="expression", dxf=_look(fill, ink), stopIfTrue=True)
        rule.formula = [f'AND({first}<>"",ROUND({first},0)={level})']
        sheet.conditional_formatting.add(area, rule)


def _look(fill: str, ink: str) -> "DifferentialStyle":
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle

    return DifferentialStyle(
        font=Font(color=argb(ink)), fill=PatternFill("solid", bgColor=argb(fill))
    )


def _read(cell: object) -> object:
    match cell:
        case str():
            return unescaped(cell)
        case datetime():
            return cell.date()
        case _:
            return cell


def _compare(path: Path, name: str, found: list[tuple[object, ...]], table: Table) -> None:
    wanted = [table.titles, *(tuple(_written(value) for value in row) for row in table.rows)]
    width = len(table.titles)
    padded = [(*row, *(None,) * (width - len(row))) for row in found]
    for place, (there, here) in enumerate(zip(padded, wanted, strict=False)):
        if there != here:
            raise ExportMismatchError(path, f"{name}: {_HEADER + place}")
    if len(padded) != len(wanted):
        raise ExportMismatchError(path, f"{name}: {len(padded)} ≠ {len(wanted)}")


def _written(value: Value) -> object:
    return _number(value) if isinstance(value, Fraction) else (None if value == "" else value)


def _number(value: Fraction) -> float:
    """The value with as many digits as the file format keeps."""
    return float(round(value, _DIGITS))


class RecapCsv:
    """One table: all rounds below each other, then what was left out; Excel reads it."""

    def write(self, path: Path, recap: Recap, now: datetime) -> None:  # noqa: ARG002
        """Write the table.

        Raises:
            OSError: the file cannot be written.
        """
        text = io.StringIO()
        rows = ([guarded(cell) for cell in row] for row in _csv_rows(recap))
        csv.writer(text).writerows(rows)
        path.write_bytes(text.getvalue().encode("utf-8-sig", "surrogatepass"))

    def verify(self, path: Path, recap: Recap) -> None:
        """Reopen the table and compare every cell.

        Raises:
            ExportMismatchError: a line holds something else.
        """
        text = path.read_bytes().decode("utf-8-sig", "surrogatepass")
        read = csv.reader(io.StringIO(text, newline=""))
        found = [[unguarded(cell) for cell in row] for row in read]
        if found != list(_csv_rows(recap)):
            raise ExportMismatchError(path, path.name)


def _csv_rows(recap: Recap) -> Iterator[list[str]]:
    """Each round has titles of its own, for instruments differ in what they ask."""
    for shown in recap.rounds:
        table = ranking(shown)
        yield ["Hal", "Tahun", "Instrumen", *table.titles]
        for row in table.rows:
            head = [COUNTED, str(shown.year), shown.outline.id]
            yield [*head, *(plain_text(value) for value in row)]
    left_out = tables(recap)[-1]
    yield list(left_out.titles)
    yield from ([plain_text(value) for value in row] for row in left_out.rows)


class RecapJson:
    """Everything under stable English keys."""

    def write(self, path: Path, recap: Recap, now: datetime) -> None:
        """Write the data.

        Raises:
            OSError: the file cannot be written.
        """
        data = {"format": "spbe-desktop/recap", "version": 1, "made": now.isoformat()}
        text = json.dumps(data | recap_data(recap), ensure_ascii=False, indent=1)
        path.write_bytes(f"{text}\n".encode("utf-8", "surrogatepass"))

    def verify(self, path: Path, recap: Recap) -> None:
        """Reopen the data and compare.

        Raises:
            ExportMismatchError: something differs.
        """
        found = json.loads(path.read_bytes().decode("utf-8", "surrogatepass"))
        wanted = recap_data(recap)
        for name, value in wanted.items():
            if found.get(name) != value:
                raise ExportMismatchError(path, name)


def recap_data(recap: Recap) -> dict[str, Any]:
    """A recap under stable English keys; indices are texts with two decimals and exact."""
    return {
        "files": recap.files,
        "rounds": [_round_data(shown) for shown in recap.rounds],
        "superseded": [
            {
                **_submission_data(double.submission),
                "counted": double.counted.source.text,
                "identical": double.identical,
            }
            for double in recap.superseded
        ],
        "unreadable": [
            {"source": fault.source.text, "title": fault.title, "reason": fault.reason}
            for fault in recap.unreadable
        ],
    }


def _round_data(shown: Round) -> dict[str, Any]:
    return {
        "instrument": shown.outline.id,
        "year": shown.year,
        "grades": grade_counts(shown.outline, shown.entries),
        "institutions": [_entry_data(entry) for entry in shown.entries],
        "missing": [_expected_data(gone) for gone in shown.missing],
    }


def _expected_data(gone: Expected) -> dict[str, Any]:
    kind = gone.kind.value if gone.kind else None
    return {"institution": gone.institution, "kind": kind, "region": gone.region}


def _entry_data(entry: Entry) -> dict[str, Any]:
    return {
        "rank": entry.rank,
        **_submission_data(entry.submission),
        "change": None if entry.change is None else exact(entry.change),
        "outliers": [outlier.indicator for outlier in entry.outliers],
    }


def _submission_data(given: Submission) -> dict[str, Any]:
    return {
        "institution": given.institution,
        "kind": given.kind.value,
        "region": given.region,
        "year": given.year,
        "instrument": given.instrument_id,
        "stage": given.stage,
        "index": str(half_up(given.index)),
        "exact": exact(given.index),
        "grade": given.grade,
        "domains": [str(half_up(value)) for value in given.domains],
        "aspects": [str(half_up(value)) for value in given.aspects],
        "levels": list(given.levels),
        "source": given.source.text,
        "date": given.made.isoformat() if given.made else None,
    }
