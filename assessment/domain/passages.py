"""Passages of documents: what was read, found, suggested, and where it stands on its page."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assessment.domain.records import Document, TextState

Marks = tuple[tuple[int, int], ...]
"""Places in a text, each from its first sign to behind its last one."""

_PAGES = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")
_LONGEST_RANGE = 1_000
_LEFT_OUT = re.compile(r"…|\.{3,}")
# Signs of a quote that must stand on the page where it begins, and on the one where it ends.
_LEAST_BEFORE, _LEAST_AFTER = 12, 4
_MARGIN = 120  # signs that may stand between: foot, page number, running head


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The text of a document page by page, as its file gives it.

    ``total`` is how many pages the file has; fewer were read where a limit was met.
    """

    state: TextState
    pages: tuple[str, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class PageHit:
    """A page on which all that was searched for stands; ``marks`` lie in the snippet."""

    sha256: str
    page: int
    text: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Hit:
    """A page of a document that answers a search."""

    document: Document
    page: int
    text: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An article that may prove an indicator, with its most telling words.

    ``score`` lies between 0 and 1; ``likely`` says whether it is high enough to be believed.
    ``sha256`` names the document where several were looked through.
    """

    rank: int
    article: str | None
    clause: str | None
    annex: str | None
    page: int
    score: float
    quote: str
    marks: Marks
    likely: bool
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of text on a page as it is shown: points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


def pages_named(page: str) -> tuple[int, ...]:
    """The pages that a citation names, in its order: 24 and 25 for ``24–25``."""
    named: list[int] = []
    for first, last in _PAGES.findall(page):
        start, end = int(first), int(last or first)
        named.extend(range(start, end + 1) if 0 <= end - start < _LONGEST_RANGE else (start, end))
    return tuple(dict.fromkeys(named))


def first_page(page: str) -> int:
    """The first page that a citation names; 0 without one."""
    return next(iter(pages_named(page)), 0)


def signs_of(text: str) -> str:
    """Letters and digits alone: blanks, hyphens, line ends and case differ where words do not."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def pages_with(quote: str, pages: Sequence[str]) -> tuple[int, ...]:
    """The pages, counted from 1, on which a quote stands or from which it runs on.

    Args:
        quote: the words; where some were left out (``…``), each part must be there.
        pages: the signs of the pages, see `signs_of`.
    """
    parts = [part for part in map(signs_of, _LEFT_OUT.split(quote)) if part]
    following = [*pages[1:], ""]
    return tuple(
        number
        for number, (here, after) in enumerate(zip(pages, following, strict=False), start=1)
        if parts and _stands(parts, here, after)
    )


def where_quoted(page: str, quote: str, pages: Sequence[str]) -> tuple[int, ...] | None:
    """The pages on which a quote stands; None where nobody can tell whether it is in its place.

    Args:
        page: what the citation says of its pages.
        quote: the words that are cited.
        pages: the signs of all pages, see `signs_of`; a picture of a page has none.
    """
    named = (number for number in pages_named(page) if 1 <= number <= len(pages))
    if not signs_of(quote) or not any(pages[number - 1] for number in named):
        return None
    return pages_with(quote, pages)


def _stands(parts: Sequence[str], here: str, after: str) -> bool:
    """Whether all parts stand on a page, or the later ones on the page after it."""
    for place, part in enumerate(parts):
        if part not in here:
            later = all(rest in after for rest in parts[place + 1 :])
            return later and (_runs_on(part, here, after) or (place > 0 and part in after))
    return True


def _runs_on(part: str, here: str, after: str) -> bool:
    """Whether a text begins at the foot of a page and ends on the next."""
    least, most = 0, len(part)  # signs of its beginning that stand on the page
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if part[:middle] in here else (least, middle - 1)
    end = here.rfind(part[:least]) + least
    rest = part[least:]
    if least < _LEAST_BEFORE or len(rest) < _LEAST_AFTER or len(here) - end > _MARGIN:
        return False
    return 0 <= after.find(rest) <= _MARGIN
