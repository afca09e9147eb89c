"""Lines of a document as they are meant: without running heads, catchwords and hyphens.

The full-text index and the reading of regulations share what is here.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|\*\s+|[-•]\s+(?!\d+\s*-))+|\*+")
_INVISIBLE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b-\u200f\ufffd\ufffe\uffff]")
# PDFium gives a word parted at the end of a line as one, with a sign of its own between.
_PARTED = re.compile(r"(\S{1,40})[\ufffe\x02\u00ad](\S{1,40})")
_PARTING = re.compile(r"[\ufffe\x02\u00ad]")
_BLANK = re.compile(r"\s+")
_PAGE_NUMBER = re.compile(
    r"(?:hal(?:aman|\.)?|page)?\s*[-–—|~]*\s*\d{1,4}\s*(?:(?:/|dari)\s*\d{1,4}\s*)?[-–—|~]*",
    re.IGNORECASE,
)
_CATCHWORD = re.compile(r"(?:\S+\s+){0,4}\S*?\s*(?:\.\s?){2,}|(?:\S+\s+){0,4}\S*\s*…")
_MOST_OF_A_CATCHWORD = 60
_MOST_OF_A_NUMBER = 30
_MOST_DIGITS = 4
# One letter may be misread: a number alone follows.
_AWAITS_NUMBER = re.compile(r"P\s?a\s?s\s?a\s?[l1I|]|.asal|p.sal|pa.al|pas.l|pasa.", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_HYPHEN_SPLIT = re.compile(r"[^\W\d_][-\u00ad\u2010]$")
_WORD = re.compile(r"[^\W_]+")
_LAST_SIGNS = 3
_EDGE = 2  # running heads and feet stand in the first and last lines of a page
_ENOUGH_PAGES = 0.25  # left and right pages may differ, chapters too
_FEWEST_HEADS = 3  # fewer repetitions may be chance
_LONGEST_HEAD = 90
_LONGEST_WORD = 40
# Headings, list items, and what goes on in small letters: ``perundang-undangan.`` ends many pages.
_OF_THE_TEXT = re.compile(
    r"(?i:(?:pasal|bab|bagian|paragraf)\b|\W*\(?\w{1,2}[.)])"
    r"|(?!hal)[a-z]+(?:-[a-z]+)*[.,;:]?(?: |$)"
)
_DOUBLED = 4  # letters that tell the second half of ``sebaik-baiknya``


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and the page that it stands on, counted from 1."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it stands in the text that it was read from."""

    text: str
    start: int
    end: int


def fold(text: str) -> str:
    """Small letters without diacritics, as words are compared and searched."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).casefold()


def words(text: str) -> Iterator[Word]:
    """All words of a text, folded, with their places."""
    for match in _WORD.finditer(text):
        found = match.group()
        yield Word(found.lower() if found.isascii() else fold(found), match.start(), match.end())


def clean_lines(pages: Sequence[str]) -> tuple[Line, ...]:
    """All lines that say something, in order; the hyphens at their ends are still there."""
    raw = [[line for entry in page.splitlines() if (line := _plain(entry))] for page in pages]
    heads = _running_heads(raw)
    kept: list[Line] = []
    for number, lines in enumerate(raw, start=1):
        edges = _edges(lines)
        for place, line in enumerate(lines):
            awaited = kept and awaits_number(kept[-1].text) and _is_number(line)
            running = (edges.get(place), _without_digits(line)) in heads
            if awaited or not (_is_margin(line) or running):
                kept.append(Line(number, line))
    return tuple(kept)


def join_lines(lines: Iterable[str]) -> str:
    """Lines as one text; a word parted by a hyphen at the end of a line is whole again."""
    parts: list[str] = []
    for line in lines:
        if parts and _HYPHEN_SPLIT.search(parts[-1][-_LAST_SIGNS:]) and line[:1].isalpha():
            parts[-1] = _mended(parts[-1], line)
        elif line:
            parts.append(line)
    return " ".join(parts)


def is_catchword(line: str) -> bool:
    """Whether the line only says what the next page begins with (``Bagian ...``)."""
    short = len(line) <= _MOST_OF_A_CATCHWORD and line.endswith((".", "…"))
    return short and _CATCHWORD.fullmatch(line) is not None


def is_page_number(line: str) -> bool:
    """Whether the line is the number of its page (``- 24 -``)."""
    return len(line) <= _MOST_OF_A_NUMBER and _PAGE_NUMBER.fullmatch(line) is not None


def awaits_number(line: str) -> bool:
    """Whether the line is the word ``Pasal`` alone, parted from its number."""
    return _AWAITS_NUMBER.fullmatch(line) is not None


def _is_number(line: str) -> bool:
    return line.isalnum() and len(line) <= _MOST_DIGITS


def _is_margin(line: str) -> bool:
    return is_page_number(line) or is_catchword(line)


def _plain(line: str) -> str:
    if _PARTING.search(line):
        line = _PARTED.sub(lambda match: _mended(f"{match[1]}-", match[2]), line)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub(" ", line))
    return _BLANK.sub(" ", _MARKUP.sub("", text)).strip()


def _without_digits(line: str) -> str:
    return _DIGITS.sub("#", line)


def _running_heads(pages: Sequence[Sequence[str]]) -> frozenset[tuple[bool | None, str]]:
    """Lines at the same edge of many pages, whatever number they carry; a heading is none."""
    found: Counter[tuple[bool | None, str]] = Counter()
    for lines in pages:
        edges = _edges(lines).items()
        found.update(
            {(top, _without_digits(lines[at])) for at, top in edges if _may_run(lines[at])}
        )
    enough = max(_FEWEST_HEADS, len(pages) * _ENOUGH_PAGES)
    return frozenset(edge for edge, count in found.items() if count >= enough)


def _edges(lines: Sequence[str]) -> dict[int, bool]:
    """The places of the first and last lines of a page, and whether they are at the top."""
    bottom = len(lines) - _EDGE
    return {at: at < _EDGE for at in range(len(lines)) if at < _EDGE or at >= bottom}


def _may_run(line: str) -> bool:
    return len(line) <= _LONGEST_HEAD and not _OF_THE_TEXT.match(line)


def _mended(text: str, line: str) -> str:
    """Join a parted word; one that Indonesian writes twice keeps its hyphen."""
    last = text[:-1].rpartition(" ")[2][-_LONGEST_WORD:].lower()
    twice = line[:_DOUBLED].lower() in last
    if twice or line[0].isupper() or len(last) == 1:
        return f"{text[:-1]}-{line}"
    return f"{text[:-1]}{line}"
