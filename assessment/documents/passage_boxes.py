"""Where the words of a passage stand on a page, so that they can be highlighted."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.documents.page_words import signs_on
from assessment.documents.text import fold
from assessment.domain.passages import Box
from assessment.services.pdf_lock import PDFIUM

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

_FINE = 16  # device units for each point: PDFium tells places in whole ones
_ELLIPSIS = "…"


def passage_boxes(path: Path, page: int, text: str) -> tuple[Box, ...]:
    """The places of a passage on a page of a PDF, line by line.

    The passage is found whatever its case, blanks, hyphens and line ends are.

    Args:
        path: the file.
        page: its number, counted from 1.
        text: the passage; an ellipsis at its ends is left out.

    Returns:
        The boxes; none where the file cannot be opened or the words are not on the page.
    """
    import pypdfium2

    if not path.is_file():
        return ()
    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(path) as document:
                if not 1 <= page <= len(document):
                    return ()
                return _boxes(document[page - 1], text)
        except pypdfium2.PdfiumError:
            return ()


def _boxes(page: "PdfPage", text: str) -> tuple[Box, ...]:
    content = page.get_textpage()
    found = find_passage(signs_on(content), text)
    if found is None:
        return ()
    start, end = found
    count = content.count_rects(start, end - start)
    return tuple(_as_shown(page, content.get_rect(number)) for number in range(count))


def find_passage(signs: Sequence[str], text: str) -> tuple[int, int] | None:
    """The first and behind the last of the signs that make up the text; None without."""
    wanted = "".join(map(_kept, text.strip(f" {_ELLIPSIS}")))
    kept = [(number, part) for number, sign in enumerate(signs) for part in _kept(sign)]
    start = "".join(part for _, part in kept).find(wanted)
    if not wanted or start < 0:
        return None
    return kept[start][0], kept[start + len(wanted) - 1][0] + 1


def _kept(sign: str) -> str:
    """What matters for finding: letters and digits, folded."""
    return "".join(part for part in fold(sign) if part.isalnum())


def _as_shown(page: "PdfPage", place: tuple[float, float, float, float]) -> Box:
    """A place in the page's own space as points from the top left of the turned, cropped page."""
    left, bottom, right, top = place
    corners = [_device(page, x, y) for x, y in ((left, bottom), (right, top))]
    xs, ys = zip(*corners, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def _device(page: "PdfPage", x: float, y: float) -> tuple[float, float]:
    from ctypes import byref, c_int

    import pypdfium2.raw as pdfium

    width, height = (round(size * _FINE) for size in page.get_size())
    column, row = c_int(), c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, byref(column), byref(row))
    return column.value / _FINE, row.value / _FINE
