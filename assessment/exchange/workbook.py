"""The workbook: the working paper that people fill in without this program."""

import gc
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from assessment.domain.errors import storage_error
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import SELF
from assessment.domain.progress import Progress
from assessment.domain.scoring import score
from assessment.exchange import layout
from assessment.exchange.grid import Read, Sheet, read_sheets
from assessment.exchange.guide import guide_page
from assessment.exchange.layout import FIRST_ROW, SheetName, column_letter
from assessment.exchange.origin import origin_page
from assessment.exchange.page import Formula, Page, Value
from assessment.exchange.sheets import (
    answers_page,
    aspects_page,
    criteria_page,
    evidence_page,
    identity_page,
)
from assessment.exchange.summary import Places, summary_page


class WorkbookExporter:
    """Writes the workbook anew each time; a person's file is never edited in place."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        """Write the workbook.

        Raises:
            TextTooLongError: a text does not fit into a cell; nothing is written.
            StorageError: the file cannot be written.
            CancelledError: the person asked to stop; nothing is written.
        """
        with _collector_paused():
            content = _painted(handover, progress)
        try:
            path.write_bytes(content.getbuffer())
        except OSError as error:
            raise storage_error(error, path) from error

    def verify(self, path: Path, handover: Handover) -> str:
        """Reopen the workbook, compare every cell and compute the index again from its levels.

        Raises:
            ExportMismatchError: a cell holds something else; names the first one.
        """
        sheets = compare(path, _pages(handover))
        outline = handover.instrument.outline
        levels = _levels(handover, sheets[SheetName.ANSWERS])
        again = score(outline, levels)
        if again != score(outline, handover.dossier.levels()):
            raise ExportMismatchError(path, f"{SheetName.SUMMARY}: {index_text(again.index)}")
        return f"{again.answered} tingkat dan indeks {index_text(again.index)} cocok"


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Spare the garbage collector walking over ten thousand cells that are all in use."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _painted(handover: Handover, progress: Progress) -> io.BytesIO:
    """The file's content."""
    from assessment.exchange.charts import add_charts
    from assessment.exchange.painter import Painter

    pages = _pages(handover)
    assessment = handover.dossier.assessment
    footer = f"{assessment.institution} {assessment.year}"
    painter = Painter(f"Kertas Kerja SPBE {footer}", footer, handover.now)
    for done, page in enumerate(pages):
        progress.step(done, len(pages) + 1, page.name)
        sheet = painter.paint(page)
        if page.name == SheetName.SUMMARY:
            add_charts(sheet, Places(handover.instrument.outline), painter.palette)
    progress.step(len(pages), len(pages) + 1)
    return painter.content()


def _pages(handover: Handover) -> list[Page]:
    pages = [
        guide_page(handover),
        identity_page(handover),
        summary_page(handover),
        answers_page(handover),
        evidence_page(handover),
        aspects_page(handover),
        criteria_page(handover),
    ]
    return [*pages, origin_page(handover, pages)]


def compare(path: Path, pages: Sequence[Page]) -> dict[str, Sheet]:
    """Reread a workbook and compare each sheet with the page it was painted from.

    Returns:
        The sheets that were read, by name.

    Raises:
        ExportMismatchError: a cell differs, is missing or too many; names the first one.
    """
    sheets = read_sheets(path, [page.name for page in pages], formulas=True)
    for page in pages:
        if page.name not in sheets:
            raise ExportMismatchError(path, page.name)
        _compare_cells(path, page, sheets[page.name])
    return sheets


def _compare_cells(path: Path, page: Page, sheet: Sheet) -> None:
    expected = {
        (f"{column_letter(column)}{row}", value)
        for (row, column), (value, _) in page.cells.items()
        if value not in (None, "")
    }
    found = {(read.cell, _value(read)) for row in sheet.rows for read in row}
    if expected != found:
        cell, _ = min(expected ^ found, key=lambda entry: entry[0])
        raise ExportMismatchError(path, f"{page.name}!{cell}")


def _value(read: Read) -> Value:
    """What was read, as it is planned."""
    match read.kind, read.value:
        case "f", str() as text:
            return Formula(text)
        case _, float() as number:
            return Decimal(repr(number))
        case _, datetime() as moment:
            return moment.date()
        case _, (int() | str() | date() | Decimal() | None) as value:
            return value
        case _, other:
            return str(other)


def _levels(handover: Handover, sheet: Sheet) -> dict[int, int | None]:
    """The levels of the self assessment as they stand in the file."""
    outline = handover.instrument.outline
    position = layout.answer_position(outline, "level", SELF)
    return {
        int(row[0].value): next((read.value for read in row if read.column == position), None)
        for row in sheet.rows
        if row[0].row >= FIRST_ROW
    }
