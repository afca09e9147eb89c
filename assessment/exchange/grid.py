"""Opens workbooks of any origin safely and hands out their cells as plain values."""

import warnings
import zlib
from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from assessment.domain.file_errors import (
    FileProblem,
    FileRefusedError,
    WorkbookProblem,
    WorkbookRefusedError,
)
from assessment.exchange.layout import column_letter, header_key
from assessment.exchange.text import unescaped

if TYPE_CHECKING:
    from openpyxl import Workbook

_MOST_BYTES = 300 * 1024 * 1024  # unpacked; the largest real workbook has some 20 MB
_MOST_ROWS, _MOST_COLUMNS = 100_000, 300
_HEADER_SEARCH = 30
# What the library raises on files that are not what they claim to be.
BROKEN = (
    BadZipFile, zlib.error, EOFError, ParseError, KeyError, IndexError, ValueError, TypeError,
    AttributeError, NotImplementedError, OverflowError, RuntimeError, AssertionError,
)  # fmt: skip

_FILE_PROBLEMS: dict[type[OSError], FileProblem] = {
    FileNotFoundError: FileProblem.MISSING,
    NotADirectoryError: FileProblem.MISSING,
    IsADirectoryError: FileProblem.FOLDER,
}


@dataclass(frozen=True, slots=True)
class Read:
    """A cell that holds something: where it stands, its value, the library's type letter."""

    sheet: str
    row: int
    column: int
    value: Any
    kind: str

    @property
    def cell(self) -> str:
        """The cell's name, as ``F12``."""
        return f"{column_letter(self.column)}{self.row}"

    @property
    def text(self) -> str:
        """The value as text, for messages and headers."""
        return "" if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that hold something, row by row."""

    name: str
    rows: tuple[tuple[Read, ...], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number and its cells by header; absent ones are empty."""

    sheet: str
    number: int
    cells: dict[str, Read]
    columns: dict[str, int]

    def holds_any(self, headers: Iterable[str]) -> bool:
        """Whether anything stands under one of the headers."""
        return any(header_key(header) in self.cells for header in headers)

    def cell(self, header: str) -> Read:
        """The cell under a header, empty or not."""
        key = header_key(header)
        return self.cells.get(key) or Read(self.sheet, self.number, self.columns[key], None, "n")


def read_sheets(path: Path, wanted: Collection[str], *, formulas: bool = False) -> dict[str, Sheet]:
    """The wanted sheets that the workbook has, by their usual name.

    Args:
        path: the workbook.
        wanted: names of sheets; case and white space do not matter.
        formulas: whether to read formulas instead of the results they had when last saved.

    Raises:
        FileRefusedError: there is no such file, or it cannot be read.
        WorkbookRefusedError: it is not a workbook, or damaged.
    """
    check_archive(path)
    names = {header_key(name): name for name in wanted}
    try:
        # The library warns of parts of the file that do not concern us.
        with (
            warnings.catch_warnings(action="ignore"),
            closing(_open(path, formulas=formulas)) as book,
        ):
            return {
                names[header_key(sheet.title)]: _sheet(sheet)
                for sheet in book.worksheets
                if header_key(sheet.title) in names
            }
    except BROKEN as error:
        raise WorkbookRefusedError(path, WorkbookProblem.DAMAGED) from error
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error


def check_archive(path: Path) -> None:
    """Refuse what is no zip file before the library sees it, and what unpacks to a flood."""
    try:
        with path.open("rb") as file:
            begin = file.read(2)
    except OSError as error:
        problem = _FILE_PROBLEMS.get(type(error), FileProblem.UNREADABLE)
        raise FileRefusedError(path, problem, error.strerror or "") from error
    if not begin:
        raise FileRefusedError(path, FileProblem.EMPTY)
    if begin != b"PK":
        raise WorkbookRefusedError(path, WorkbookProblem.NOT_OURS)
    try:
        with ZipFile(path) as archive:
            entries = {entry.filename: entry.file_size for entry in archive.infolist()}
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise WorkbookRefusedError(path, WorkbookProblem.DAMAGED) from error
    if sum(entries.values()) > _MOST_BYTES:
        raise WorkbookRefusedError(path, WorkbookProblem.DAMAGED)
    if "[Content_Types].xml" not in entries:
        raise WorkbookRefusedError(path, WorkbookProblem.NOT_OURS)


def _open(path: Path, *, formulas: bool) -> "Workbook":
    from openpyxl import load_workbook

    return load_workbook(path, read_only=True, data_only=not formulas, keep_links=False)


def _sheet(sheet: Any) -> Sheet:
    sheet.reset_dimensions()  # files claim sizes that are not theirs
    name = sheet.title
    rows = []
    for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS):
        cells = tuple(
            Read(name, cell.row, cell.column, _plain(cell.value), cell.data_type)
            for cell in row
            if cell.value is not None and cell.value != ""
        )
        if cells:
            rows.append(cells)
    return Sheet(name, tuple(rows))


def _plain(value: object) -> object:
    return unescaped(value) if isinstance(value, str) else value


def table(sheet: Sheet, headers: Collection[str], path: Path) -> list[Row]:
    """The rows below the first row that holds all these headers.

    Raises:
        WorkbookRefusedError: a column is missing; names the first one.
    """
    wanted = [header_key(header) for header in headers]
    fewest: list[str] = list(headers)
    for at, row in enumerate(sheet.rows[:_HEADER_SEARCH]):
        columns: dict[str, int] = {}
        for cell in row:
            columns.setdefault(header_key(cell.text), cell.column)
        missing = [name for name, key in zip(headers, wanted, strict=True) if key not in columns]
        if not missing:
            return _rows(sheet, at + 1, columns)
        fewest = min(fewest, missing, key=len)
    raise WorkbookRefusedError(path, WorkbookProblem.COLUMN_MISSING, f"{sheet.name}: {fewest[0]}")


def _rows(sheet: Sheet, first: int, columns: dict[str, int]) -> list[Row]:
    names = {column: key for key, column in columns.items()}
    return [
        Row(
            sheet.name,
            cells[0].row,
            {names[cell.column]: cell for cell in cells if cell.column in names},
            columns,
        )
        for cells in sheet.rows[first:]
    ]
