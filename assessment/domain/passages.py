"""Passages of documents: what was read, found, suggested, and where it stands on its page."""

from dataclasses import dataclass

from assessment.domain.records import Document, TextState

Marks = tuple[tuple[int, int], ...]
"""Places in a text, each from its first sign to behind its last one."""


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
