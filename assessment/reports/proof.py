"""Rereads what was written, and compares a report with what it should hold."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.reports.words import CONTENTS, level_of
from assessment.services.pdf_lock import PDFIUM

_ROW = re.compile(r"Indikator (\d+) · (?:Tingkat (\d+)|Belum diisi)")
_DEPTH = 2  # of indicators in the outline
_STRIP = 14  # height of the line in which an indicator says its level


@contextmanager
def reopened(path: Path) -> Iterator[Any]:
    """Open a PDF that was written, as a `pypdfium2.PdfDocument`; nobody else calls PDFium then.

    Raises:
        ExportMismatchError: it cannot be opened.
    """
    import pypdfium2

    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(path) as document:
                yield document
        except pypdfium2.PdfiumError as error:
            raise ExportMismatchError(path, f"berkas tidak dapat dibuka: {error}") from error


def page_texts(document: Any) -> list[str]:
    """The text of every page."""
    return [page.get_textpage().get_text_bounded() for page in document]


def text_of(path: Path) -> str:
    """All text of a PDF.

    Raises:
        ExportMismatchError: it cannot be opened.
    """
    with reopened(path) as document:
        return " ".join(page_texts(document))


def signs(text: str) -> str:
    """Plain letters and digits alone: lines break where they must, fonts may lack other signs."""
    return "".join(sign for sign in text if sign.isalnum() and sign.isascii())


def prove(path: Path, handover: Handover) -> str:
    """Say what matched.

    Raises:
        ExportMismatchError: the file cannot be opened or differs; names the first difference.
    """
    with reopened(path) as document:
        return _compare(path, document, handover)


def _compare(path: Path, document: Any, handover: Handover) -> str:
    for difference in _differences(document, handover):
        raise ExportMismatchError(path, difference)
    count = len(handover.instrument.outline.numbers)
    index = index_text(handover.result.score.index)
    return f"{len(document)} halaman, {count} tingkat dan indeks {index} cocok"


def _differences(document: Any, handover: Handover) -> Iterator[str]:
    pages = page_texts(document)
    # A very long letterhead takes more than one page.
    cover = next((place for place, text in enumerate(pages) if CONTENTS in text), len(pages))
    index = index_text(handover.result.score.index)
    if index not in " ".join(pages[:cover]).split():
        yield f"indeks {index} tidak ada pada sampul"
    yield from _rows(document, handover)
    for place, text in enumerate(pages[cover:], start=cover + 1):
        if f"{place} dari {len(pages)}" not in text:
            yield f"halaman {place} tidak bernomor"
    yield from fonts_left_out(document)


def _rows(document: Any, handover: Handover) -> Iterator[str]:
    """Every level, read where the outline says that its indicator stands."""
    found: dict[int, str | None] = {}
    for entry in document.get_toc():
        if entry.level == _DEPTH:
            line = _line_at(document, entry.get_dest())
            found.update((int(row[1]), row[2]) for row in _ROW.finditer(line))
    for number in handover.instrument.outline.numbers:
        level = level_of(handover.instrument.outline, handover.result.score, number)
        wanted = None if level is None else str(level)
        if number not in found:
            yield f"indikator {number} tidak ada"
        elif found[number] != wanted:
            yield f"indikator {number}: tingkat {found[number] or '–'}, seharusnya {wanted or '–'}"


def _line_at(document: Any, place: Any) -> str:
    _, (left, top, _) = place.get_view()
    text = document[place.get_index()].get_textpage()
    return str(text.get_text_bounded(left=left, bottom=top - _STRIP, right=None, top=top + 2))


def fonts_left_out(document: Any) -> Iterator[str]:
    """Every text is set in a font that the file brings along."""
    import pypdfium2.raw as pdfium

    for place, page in enumerate(document, start=1):
        for part in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            if not pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(part)):
                yield f"huruf pada halaman {place} tidak disertakan"
