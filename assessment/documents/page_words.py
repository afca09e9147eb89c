"""The words of a PDF with their places, row by row, for reading tables.

The text that PDFium gives follows the order in which a page was drawn, which in tables is not
the order in which it is read.
"""

import ctypes
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import pi
from pathlib import Path
from typing import Any

from assessment.documents.text import is_page_number
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.progress import Progress
from assessment.services.pdf_lock import PDFIUM

_MOST_PAGES = 1_000
_MOST_SIGNS = 50_000  # of one page
_SAME_LINE = 3.0  # points
_SAMPLE = 8  # signs between two that are asked which way they are written
_FEWEST_HEADS = 3  # fewer repetitions may be chance
_FIRST_HALVES, _SECOND_HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000)
_PARTING = frozenset("\ufffe\x02\u00ad")  # PDFium's signs for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word, and where it begins: points from the left, baseline in points from the foot."""

    left: float
    base: float
    text: str


Row = tuple[PlacedWord, ...]
"""The words on one line across the page, from left to right; never empty."""


@dataclass(frozen=True, slots=True)
class WordPage:
    """All rows of a page from top to bottom; ``left`` and ``top`` are the corner that is shown.

    A page that was written sideways is read as if it were turned upright.
    """

    rows: tuple[Row, ...]
    left: float
    top: float


def row_text(words: Sequence[PlacedWord]) -> str:
    """The words with a blank between them."""
    return " ".join(word.text for word in words)


def read_rows(path: Path, progress: Progress) -> tuple[tuple[Row, ...], ...]:
    """The rows of every page from top to bottom, without page numbers and running heads.

    Raises:
        FileRefusedError: the file is no sound PDF.
        CancelledError: the person asked to stop.
    """
    return without_margins([page.rows for page in read_pages(path, progress)])


def read_pages(path: Path, progress: Progress) -> tuple[WordPage, ...]:
    """Every page as it is, with page numbers and running heads.

    Raises:
        FileRefusedError: the file is no sound PDF.
        CancelledError: the person asked to stop.
    """
    pages = []
    with _opened(path) as document:
        total = min(len(document), _MOST_PAGES)
        for number in range(total):
            progress.step(number, total, path.name)
            with PDFIUM:
                pages.append(_word_page(document[number]))
    return tuple(pages)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import pypdfium2

    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(path)
        try:
            yield document
        finally:
            with PDFIUM:
                document.close()
    except pypdfium2.PdfiumError as error:
        raise FileRefusedError(path, FileProblem.DAMAGED) from error


def upright_turn(page: Any) -> int:
    """How many quarters to the right a page still has to be turned to be read, as it is shown."""
    text = page.get_textpage()
    quarters = _quarters(text)
    text.close()
    return int(-quarters - page.get_rotation() // 90) % 4


def _quarters(text: Any) -> int:
    """How many quarters to the right most of the text is written."""
    from pypdfium2 import raw

    count = min(text.count_chars(), _MOST_SIGNS)
    angles = (raw.FPDFText_GetCharAngle(text, index) for index in range(0, count, _SAMPLE))
    found = Counter(round(angle / (pi / 2)) % 4 for angle in angles if angle >= 0)
    return found.most_common(1)[0][0] if found else 0


def _turned(left: float, base: float, quarters: int) -> tuple[float, float]:
    """A place on a page that was turned to the left by some quarters."""
    for _ in range(quarters):
        left, base = -base, left
    return left, base


def _word_page(page: Any) -> WordPage:
    text = page.get_textpage()
    quarters = _quarters(text)
    left, foot, right, top = page.get_cropbox()
    corners = [_turned(*corner, quarters) for corner in ((left, foot), (right, top))]
    words = _words(text, quarters)
    text.close()
    page.close()
    edge, highest = min(corners)[0], max(base for _, base in corners)
    return WordPage(tuple(_rows(words)), edge, highest)


def _rows(words: Iterable[PlacedWord]) -> list[Row]:
    rows: list[list[PlacedWord]] = []
    for word in sorted(words, key=lambda word: -word.base):
        if not rows or rows[-1][0].base - word.base > _SAME_LINE:
            rows.append([])
        rows[-1].append(word)
    return [tuple(sorted(row, key=lambda word: word.left)) for row in rows]


def signs_on(text: Any, most: int | None = None) -> list[str]:
    """The signs of the text of a page by their places.

    PDFium gives a sign beyond 16 bits in two halves; it stands in the place of the first.
    """
    from pypdfium2 import raw

    count = text.count_chars()
    units = [raw.FPDFText_GetUnicode(text, at) for at in range(min(count, most or count))]
    return [_sign(unit, after) for unit, after in zip(units, [*units, 0][1:], strict=True)]


def _sign(unit: int, after: int) -> str:
    if unit not in _FIRST_HALVES:
        return "" if unit in _SECOND_HALVES else chr(unit)
    far = 0x10000 + (unit - _FIRST_HALVES.start) * len(_SECOND_HALVES)
    return chr(far + after - _SECOND_HALVES.start) if after in _SECOND_HALVES else ""


def _words(text: Any, quarters: int) -> list[PlacedWord]:
    from pypdfium2 import raw

    across, up = ctypes.c_double(), ctypes.c_double()
    words: list[PlacedWord] = []
    begun: tuple[float, float] | None = None
    signs: list[str] = []

    def end() -> None:
        if begun is not None:
            words.append(PlacedWord(*begun, "".join(signs)))
            signs.clear()

    for index, sign in enumerate(signs_on(text, _MOST_SIGNS)):
        if sign.isspace() or sign == "\x00":
            end()
            begun = None
            continue
        raw.FPDFText_GetCharOrigin(text, index, across, up)
        left, base = _turned(across.value, up.value, quarters)
        if begun is None or abs(begun[1] - base) > _SAME_LINE:
            end()
            begun = (left, base)
        signs.append("-" if sign in _PARTING else sign)
    end()
    return words


def without_margins(pages: Sequence[Sequence[Row]]) -> tuple[tuple[Row, ...], ...]:
    """The rows of every page without page numbers and running heads."""
    numbered = [_trimmed(rows, is_page_number) for rows in pages]
    edges = Counter(
        text for rows in numbered if rows for text in {row_text(rows[0]), row_text(rows[-1])}
    )
    heads = {text for text, count in edges.items() if count >= max(_FEWEST_HEADS, len(pages) / 2)}
    again = [
        _trimmed(rows, lambda text: text in heads or is_page_number(text)) for rows in numbered
    ]
    return tuple(tuple(rows) for rows in again)


def _trimmed(rows: Sequence[Row], is_margin: Callable[[str], bool]) -> list[Row]:
    """The rows without those at the head and foot of the page that belong to its margin."""
    start, end = 0, len(rows)
    while start < end and is_margin(row_text(rows[start])):
        start += 1
    while end > start and is_margin(row_text(rows[end - 1])):
        end -= 1
    return list(rows[start:end])
