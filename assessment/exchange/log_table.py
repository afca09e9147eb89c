"""The log as a table for other programs."""

import csv
import io
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from assessment.domain.errors import TextTooLongError
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.log import LogLine
from assessment.domain.words import stage_name
from assessment.exchange.page import height_of, wrapped
from assessment.exchange.text import CELL_LIMIT, cell_length, escaped, guarded, unescaped, unguarded

_SHEET = "Riwayat"
_A4 = "9"
_COLUMNS = (
    ("Langkah", 9.0),
    ("Waktu", 26.0),
    ("Oleh", 24.0),
    ("Indikator", 10.0),
    ("Tahap", 19.0),
    ("Tindakan", 30.0),
    ("Perubahan", 26.0),
    ("Sebelum", 50.0),
    ("Sesudah", 50.0),
)


class LogTables:
    """Writes CSV and workbooks; see `assessment.services.ports.LogWriter`."""

    suffixes = frozenset({".csv", ".xlsx"})

    def write(self, path: Path, lines: Collection[LogLine]) -> None:
        """Write the table.

        Raises:
            TextTooLongError: a cell cannot hold its text.
            OSError: the file cannot be written.
        """
        if path.suffix.lower() == ".csv":
            text = io.StringIO()
            csv.writer(text).writerows([guarded(cell) for cell in row] for row in _rows(lines))
            path.write_bytes(text.getvalue().encode("utf-8-sig", "surrogatepass"))
        else:
            _write_workbook(path, lines)

    def verify(self, path: Path, lines: Collection[LogLine]) -> None:
        """Reopen the table and compare every cell.

        Raises:
            ExportMismatchError: it holds something else; names the line.
        """
        read = _read_csv if path.suffix.lower() == ".csv" else _read_workbook
        found, expected = read(path), list(_rows(lines))
        for line, (here, there) in enumerate(zip(found, expected, strict=False), start=1):
            if here != there:
                raise ExportMismatchError(path, f"{path.name}:{line}")
        if len(found) != len(expected):
            raise ExportMismatchError(path, f"{len(found)} ≠ {len(expected)}")


def _rows(lines: Collection[LogLine]) -> Iterator[list[str]]:
    yield [header for header, _ in _COLUMNS]
    for line in lines:
        yield [
            str(line.number),
            line.at.isoformat(sep=" ", timespec="seconds"),
            line.who,
            "" if line.indicator is None else str(line.indicator),
            stage_name(line.stage),
            line.deed,
            line.what,
            line.before,
            line.after,
        ]


def _write_workbook(path: Path, lines: Collection[LogLine]) -> None:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    rows = [[escaped(text) for text in row] for row in _rows(lines)]
    for number, row in enumerate(rows, start=1):
        longest = max(map(cell_length, row))
        if longest > CELL_LIMIT:
            raise TextTooLongError(f"{_SHEET}!{number}", longest, CELL_LIMIT)
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(_SHEET)
    _set_up_page(sheet)
    for place, (_, width) in enumerate(_COLUMNS):
        sheet.column_dimensions["ABCDEFGHI"[place]].width = width
    bold, folded = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    for number, row in enumerate(rows, start=1):
        tall = max(wrapped(text, width) for text, (_, width) in zip(row, _COLUMNS, strict=True))
        sheet.row_dimensions[number].height = height_of(tall)
        cells = []
        for text in row:
            cell = WriteOnlyCell(sheet)
            cell.value = text
            cell.data_type = "s"  # a text that begins with = stays one
            cell.alignment = folded
            if number == 1:
                cell.font = bold
            cells.append(cell)
        sheet.append(cells)
    content = io.BytesIO()
    workbook.save(content)
    path.write_bytes(content.getbuffer())


def _set_up_page(sheet: Any) -> None:
    """A4 landscape, all columns on one page, the header on each."""
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.right.text = "Halaman &P dari &N"


def _read_csv(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode("utf-8-sig", "surrogatepass")
    reader = csv.reader(io.StringIO(text, newline=""))
    return [[unguarded(cell) for cell in row] for row in reader]


def _read_workbook(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    workbook = load_workbook(path, read_only=True)
    rows = workbook[_SHEET].iter_rows(values_only=True)
    found = [[unescaped(str(value or "")) for value in row] for row in rows]
    workbook.close()
    return found
