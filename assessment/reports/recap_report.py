"""A recap on paper: grades by kind, the ranking of each round, and what was left out."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from assessment.domain.errors import ExportMismatchError
from assessment.domain.formatting import date_text, index_text, signed_text
from assessment.domain.recap import Entry, Recap, Round
from assessment.domain.recap_table import Table, grades, notes, plain_text
from assessment.domain.words import INSTITUTION_KINDS
from assessment.services.pdf_lock import PDFIUM
from indicators.model import Outline

_MARGIN = 40
_NARROW = 46
_KIND = 70


class RecapReport:
    """Writes the report across A4; see `assessment.services.recap.RecapWriter`."""

    def write(self, path: Path, recap: Recap, now: datetime) -> None:
        """Write the PDF.

        Raises:
            OSError: the file cannot be written.
        """
        from reportlab.lib.pagesizes import A4, landscape

        title = f"Rekap indeks SPBE, {date_text(now.date())}"
        build(path, title, landscape(A4), list(_story(recap, title, landscape(A4)[0])))

    def verify(self, path: Path, recap: Recap) -> None:
        """Reread the PDF: every institution and its index stand in it.

        Raises:
            ExportMismatchError: it cannot be opened, or an institution is missing in it.
        """
        text = signs(text_of(path))
        for shown in recap.rounds:
            for entry in shown.entries:
                if signs(entry.submission.institution) not in text:
                    raise ExportMismatchError(path, entry.submission.institution)


def build(path: Path, title: str, size: tuple[float, float], story: list[Any]) -> None:
    """Write a PDF with a foot that names it and numbers its pages."""
    from reportlab.platypus import SimpleDocTemplate

    from assessment.reports.fonts import REGULAR, register_fonts, shortened
    from assessment.reports.styles import color

    register_fonts()

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(color("text2"))
        room = size[0] - 2 * _MARGIN - 80
        canvas.drawString(_MARGIN, 24, shortened(title, REGULAR, 8, room))
        canvas.drawRightString(size[0] - _MARGIN, 24, f"Halaman {canvas.getPageNumber()}")

    document = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=_MARGIN - 6,
        rightMargin=_MARGIN - 6,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=title,
        author="SPBE Desktop",
        lang="id-ID",
        initialFontName=REGULAR,
    )
    document.build(story, onFirstPage=foot, onLaterPages=foot)


def text_of(path: Path) -> str:
    """All text of a PDF.

    Raises:
        ExportMismatchError: it cannot be opened.
    """
    import pypdfium2

    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(path) as document:
                pages = [page.get_textpage().get_text_bounded() for page in document]
        except pypdfium2.PdfiumError as error:
            raise ExportMismatchError(path, f"berkas tidak dapat dibuka: {error}") from error
    return " ".join(pages)


def signs(text: str) -> str:
    """Letters and digits alone: lines break where they must."""
    return "".join(sign for sign in text if sign.isalnum() and sign.isascii())


def _story(recap: Recap, title: str, width: float) -> Iterator[Any]:
    from reportlab.platypus import PageBreak

    from assessment.reports.fonts import register_fonts
    from assessment.reports.styles import paragraph, styles

    register_fonts()
    look = styles()
    room = width - 2 * _MARGIN
    yield paragraph(title, look.h1)
    yield paragraph(f"Sumber: {recap.files} berkas di folder {recap.folder.name}.", look.body)
    for shown in recap.rounds:
        yield paragraph(f"{shown.year}, {shown.outline.regulation}", look.h2)
        yield _plain(grades(shown), room, 110)
        yield paragraph("Peringkat", look.h3)
        yield _ranking(shown, room)
        yield PageBreak()
    left_out = notes(recap)
    if left_out.rows:
        yield paragraph(left_out.title, look.h2)
        yield _plain(left_out, room, 70)


def _plain(table: Table, room: float, first: float) -> Any:
    from assessment.reports.styles import grid, paragraph, styles

    look = styles()
    rows: list[Any] = [[paragraph(title, look.head) for title in table.titles]]
    rows += [[paragraph(plain_text(cell), look.cell) for cell in row] for row in table.rows]
    if table.titles[-1] == "Keterangan":
        widths = [first, 130, 70, 40, 130]
        widths.append(room - sum(widths))
    else:
        widths = [first, *[(room - first) / (len(table.titles) - 1)] * (len(table.titles) - 1)]
    return grid(rows, widths)


def _ranking(shown: Round, room: float) -> Any:
    from assessment.reports.styles import grid, paragraph, styles

    look = styles()
    names = _headings(shown.outline)
    heads = ("", "Instansi", "Jenis", "Indeks", "Perubahan", "Predikat", *names)
    rows: list[Any] = [[paragraph(head, look.head) for head in heads]]
    rows += [
        [paragraph(text, look.cell) for text in _cells(entry, len(names))]
        for entry in shown.entries
    ]
    widths: list[float] = [24, 0, _KIND, 38, 48, 62, *[_NARROW] * len(names)]
    widths[1] = room - sum(widths)
    return grid(rows, widths)


def _headings(outline: Outline) -> tuple[str, ...]:
    return tuple(domain.short_name for domain in outline.domains)


def _cells(entry: Entry, most: int) -> tuple[str, ...]:
    given = entry.submission
    return (
        str(entry.rank),
        given.institution,
        INSTITUTION_KINDS[given.kind],
        index_text(given.index),
        "" if entry.change is None else signed_text(entry.change),
        given.grade,
        *((index_text(value) for value in given.domains) if given.domains else ("",) * most),
    )
