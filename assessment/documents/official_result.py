"""Reads official results (LHE): the ministry's PDF with the levels and indices of one year."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assessment.documents.extraction import pdf_pages
from assessment.documents.official_figures import (
    find_cycle,
    find_figures,
    find_year,
    kind_of,
    spelled,
)
from assessment.documents.official_table import LevelTable, find_table
from assessment.documents.official_words import aspect_texts, recommendation
from assessment.documents.page_words import (
    Row,
    WordPage,
    read_pages,
    row_text,
    upright_turn,
    without_margins,
)
from assessment.documents.text import fold
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.official_result import OfficialResult, PagePicture, doubts_of
from assessment.domain.passages import Box
from assessment.domain.progress import Progress
from assessment.services.pdf_lock import PDFIUM
from indicators.outline import Outline

_TITLE = "Laporan Hasil Evaluasi SPBE"
_SIGNS = ("hasil evaluasi", "hasil pemantauan")
_SUBJECT = ("spbe", "sistem pemerintahan berbasis elektronik")
_SHARE = 0.5  # of the rows; a file with fewer is another document
_MOST_PIXELS = 6_000_000


class OfficialResultReader:
    """Reads official results; see `assessment.services.ports.OfficialResults`."""

    def read(
        self, path: Path, outlines: Sequence[Outline], progress: Progress, year: int | None = None
    ) -> OfficialResult:
        """What a report says, by the instrument whose table it has.

        Args:
            path: the report.
            outlines: the instruments that it may belong to.
            progress: told of the pages.
            year: that of the report, where a person has said it.

        Raises:
            FileRefusedError: the file cannot be read, or is another document.
            CancelledError: the person asked to stop.
        """
        pdf_pages(path, progress)  # before this process opens it: the file may be hostile
        return read_report(path, outlines, progress, year)

    def picture(self, path: Path, page: int, area: Box | None, width: int) -> PagePicture:
        """A page, or the part of it between the top and the foot of an area, that wide in pixels.

        Raises:
            FileRefusedError: the file is gone, is no sound PDF, or has no such page.
        """
        return page_picture(path, page, area, width)


def read_report(
    path: Path, outlines: Sequence[Outline], progress: Progress, year: int | None = None
) -> OfficialResult:
    """What a file says that is known to be a sound PDF with text.

    Of several instruments with such a table the one is taken whose weights give what is printed.

    Raises:
        FileRefusedError: it is another document.
        CancelledError: the person asked to stop.
    """
    pages = read_pages(path, progress)
    rows = [row for page in without_margins([page.rows for page in pages]) for row in page]
    text = " ".join(row_text(row) for row in rows)
    folded = fold(text)
    spoken = any(sign in folded for sign in _SIGNS) and any(one in folded for one in _SUBJECT)
    found, titled = (year, True) if year is not None else find_year(rows)
    if found is None or not spoken:
        raise FileRefusedError(path, FileProblem.OTHER_DOCUMENT, _TITLE)
    report = _Report(path, pages, rows, text, found, titled)
    read: list[tuple[int, int, bool, OfficialResult]] = []
    for outline in outlines:
        table = find_table(pages, outline, found) if found >= outline.valid_years[0] else None
        if table is not None and table.found >= _SHARE * (len(outline.numbers) + table.beyond):
            result = report.by(outline, table)
            astray = len(outline.numbers) - table.found + table.beyond
            doubts = len(doubts_of(outline, result, result.levels))
            read.append((astray, doubts, found > outline.valid_years[1], result))
    if not read:
        raise FileRefusedError(path, FileProblem.OTHER_DOCUMENT, _TITLE)
    return min(read, key=lambda entry: entry[:3])[3]


@dataclass(frozen=True, slots=True)
class _Report:
    """The words of a report, and the year that it is about."""

    path: Path
    pages: Sequence[WordPage]
    rows: Sequence[Row]
    text: str
    year: int
    titled: bool

    def by(self, outline: Outline, table: LevelTable) -> OfficialResult:
        """What it says by an instrument."""
        figures = find_figures(self.pages, outline, self.year)
        institution = spelled(figures.institution, self.text)
        kind, plain = kind_of(institution)
        return OfficialResult(
            path=self.path,
            instrument_id=outline.id,
            institution=institution,
            kind=kind,
            cycle=find_cycle(self.rows),
            year=self.year,
            earlier_year=table.earlier_year,
            headline=figures.headline,
            index=figures.index,
            grade=figures.grade,
            domains=figures.domains,
            aspects=figures.aspects,
            texts=aspect_texts(self.rows, outline),
            recommendation=recommendation(self.rows),
            rows=table.rows,
            column_clear=table.column_clear,
            rows_clear=table.rows_clear,
            year_clear=self.titled,
            kind_clear=plain,
            figures_page=figures.page,
        )


def page_picture(path: Path, page: int, area: Box | None, width: int) -> PagePicture:
    """Paint a page or a part of it; see `OfficialResultReader.picture`."""
    import pypdfium2

    if not path.is_file():
        raise FileRefusedError(path, FileProblem.MISSING)
    try:
        with PDFIUM, pypdfium2.PdfDocument(path) as document:
            if not 1 <= page <= len(document):
                raise FileRefusedError(path, FileProblem.DAMAGED)
            sheet = document[page - 1]
            turn = upright_turn(sheet)
            across, high = sheet.get_size()[:: -1 if turn % 2 else 1]
            whole = Box(0, 0, across, high)
            shown = (
                whole
                if area is None
                else replace(whole, top=max(area.top, 0.0), bottom=min(area.bottom, high))
            )
            scale = min(width / across, (_MOST_PIXELS / (across * high)) ** 0.5)
            crop = (0, high - shown.bottom, 0, shown.top)
            bitmap = sheet.render(
                scale=scale, rotation=90 * turn, crop=crop, rev_byteorder=True, prefer_bgrx=True
            )
            size = (bitmap.width, bitmap.height)
            pixels = bytes(bitmap.buffer)
    except pypdfium2.PdfiumError as error:
        raise FileRefusedError(path, FileProblem.DAMAGED) from error
    return PagePicture(page, shown, *size, pixels)
