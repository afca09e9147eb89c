"""Reads the structure of a regulation: which article, clause and letter a passage stands in.

It needs nothing but the text of the pages, and takes any text: where there are no articles, the
passages have none.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from assessment.documents.articles import find_articles
from assessment.documents.headings import (
    Heading,
    annex_line,
    article_line,
    clause_line,
    counted_line,
    dictum_line,
    heading_line,
    is_closing,
    is_decision,
    is_open,
    letter_line,
    section_line,
)
from assessment.documents.text import Line, awaits_number, clean_lines, join_lines

_DICTUM = "Diktum"
ELUCIDATION = "Penjelasan"
_AMENDS = re.compile(
    r"sehingga\s+berbunyi|diubah\s+sebagai\s+berikut|disisipkan\s+\d", re.IGNORECASE
)
_DEFINES = re.compile(r"yang\s+dimaksud(?:kan)?\s+dengan\W*$", re.IGNORECASE)
_LONG_LINE = 2_000  # a page without line breaks
_UNBROKEN = re.compile(
    r"(?<=[.;:A-Z])\s(?=Pasal\s\d+\s(?:\(1\)|[A-Z]))|(?<=[.;:])\s(?=\(\d+\)\s)"
    r"|\s(?=BAB\s[IVXLC]+\s)"
)
_ARTICLE_AND_CLAUSE = re.compile(
    r"(P\s?a\s?s\s?a\s?l\s*[\dlO]{1,4}[A-Z]?)\s+(\([1lI]\).*)", re.IGNORECASE
)
_MOST_TITLE_LINES = 4
_MOST_OF_A_TITLE = 160
_MOST_SKIPPED = 2  # a clause whose number was misread may be missing
_PASSAGE = 1_200  # signs after which running text outside of articles is parted


@dataclass(frozen=True, slots=True)
class Passage:
    """A clause or letter of an article, or a stretch of text outside of articles.

    ``headings`` are those of chapter, part and paragraph, outermost first. ``annex`` names the
    annex with its section (``Lampiran II Bab II huruf A``); in an elucidation ``article`` is the
    article that is explained.
    """

    article: str | None
    clause: str | None
    letter: str | None
    headings: tuple[Heading, ...]
    annex: str | None
    page: int
    text: str


def read_regulation(pages: Sequence[str]) -> tuple[Passage, ...]:
    """All passages of a document in order; the first page is page 1."""
    lines = _whole_lines(clean_lines([_broken_up(page) for page in pages]))
    passages: list[Passage] = []
    amends = False
    for annex, part in _parts(lines):
        # An elucidation heads its articles as the regulation does.
        amends = amends or (annex is None and any(_AMENDS.search(line.text) for line in part))
        passages.extend(_Reading(annex, part, amends=amends).passages())
    return tuple(passages)


def _broken_up(page: str) -> str:
    return "\n".join(
        _UNBROKEN.sub("\n", line) if len(line) > _LONG_LINE else line for line in page.split("\n")
    )


def _whole_lines(lines: Sequence[Line]) -> list[Line]:
    """Join ``Pasal`` with the number on its own line; part a heading from its first clause."""
    whole: list[Line] = []
    for line in lines:
        if whole and awaits_number(whole[-1].text) and article_line(f"Pasal {line.text}"):
            whole[-1] = replace(whole[-1], text=f"Pasal {line.text}")
        elif match := _ARTICLE_AND_CLAUSE.fullmatch(line.text):
            whole += [replace(line, text=match[1]), replace(line, text=match[2])]
        else:
            whole.append(line)
    return whole


def _parts(lines: Sequence[Line]) -> Iterator[tuple[str | None, Sequence[Line]]]:
    """The body and each annex."""
    starts: list[tuple[int, str | None]] = [(0, None)]
    for index, line in enumerate(lines):
        following = lines[index + 1].text if index + 1 < len(lines) else ""
        label = annex_line(line.text, following)
        if label and not (index and is_open(lines[index - 1].text)):
            starts.append((index, label))
    ends = [*(start for start, _ in starts[1:]), len(lines)]
    for (start, label), end in zip(starts, ends, strict=True):
        yield label, lines[start:end]


@dataclass(slots=True)
class _Reading:
    """Walks through the lines of one part and keeps where it is."""

    annex: str | None
    lines: Sequence[Line]
    amends: bool
    article: str | None = None
    clause: int = 0
    letter: str = ""
    counted: int = 0
    section: str = ""
    levels: list[Heading | None] = field(default_factory=lambda: [None, None, None])
    depth: int = 0
    title_lines: int = 0
    held: list[Line] = field(default_factory=list)

    def passages(self) -> Iterator[Passage]:
        """All passages of the part."""
        articles = self._articles()
        for index, line in enumerate(self.lines):
            begin = self._beginning(index, articles)
            if begin or self._is_full(line):
                yield from self._close()
            if begin:
                begin()
            elif heading := self._longer_title(index, articles):
                self.levels[self.depth] = heading
                self.title_lines -= 1
            else:
                self.held.append(line)
        yield from self._close()

    def _articles(self) -> dict[int, str]:
        if self.annex not in {None, ELUCIDATION}:
            return {}
        decided = (at for at, line in enumerate(self.lines) if is_decision(line.text))
        begin = next(decided, 0)
        found = find_articles(self.lines[begin:], amending=self.amends)
        return {begin + at: label for at, label in found.items()}

    def _is_full(self, line: Line) -> bool:
        if not self.held or self.article:
            return False
        size = sum(len(held.text) for held in self.held)
        return line.page != self.held[-1].page or size > _PASSAGE

    def _close(self) -> Iterator[Passage]:
        text = join_lines([line.text for line in self.held])
        if text:
            yield Passage(
                article=self.article,
                clause=f"ayat ({self.clause})" if self.clause else None,
                letter=self._letter_label(),
                headings=tuple(level for level in self.levels if level),
                annex=self._annex_label(),
                page=self.held[0].page,
                text=text,
            )
        self.held = []

    def _letter_label(self) -> str | None:
        if self.letter:
            return f"huruf {self.letter}"
        return f"angka {self.counted}" if self.counted else None

    def _annex_label(self) -> str | None:
        if self.annex is None or self.article:
            return self.annex
        chapter = self.levels[0].label.replace("BAB", "Bab") if self.levels[0] else ""
        section = f"huruf {self.section}" if self.section else ""
        return " ".join(part for part in (self.annex, chapter, section) if part)

    def _beginning(self, index: int, articles: dict[int, str]) -> Callable[[], None] | None:
        """What begins with the line: how to go there, or None where the line goes on."""
        line = self.lines[index]
        if index in articles:
            return partial(self._enter_article, articles[index], line)
        if index and is_open(self.lines[index - 1].text):
            return None
        if found := heading_line(line.text):
            return partial(self._enter_heading, *found)
        return self._inside_article(line) if self.article else self._outside_article(line)

    def _inside_article(self, line: Line) -> Callable[[], None] | None:
        if self.annex is None and is_closing(line.text):
            return partial(self._leave, line)
        if self.article and self.article.startswith(_DICTUM) and (found := dictum_line(line.text)):
            return partial(self._enter_dictum, found[0], replace(line, text=found[1]))
        clause, letter, counted = (
            clause_line(line.text), letter_line(line.text), counted_line(line.text),
        )  # fmt: skip
        if clause and self.clause < clause[0] <= self.clause + _MOST_SKIPPED:
            return partial(self._enter, replace(line, text=clause[1]), clause=clause[0])
        if letter and letter[0] == (chr(ord(self.letter) + 1) if self.letter else "a"):
            kept = {"clause": self.clause, "counted": self.counted}
            return partial(self._enter, replace(line, text=letter[1]), letter=letter[0], **kept)
        if counted and counted[0] == self.counted + 1 and (self.counted or self._defines()):
            return partial(self._enter, replace(line, text=counted[1]), counted=counted[0])
        return None

    def _outside_article(self, line: Line) -> Callable[[], None] | None:
        if self.annex is None and (dictum := dictum_line(line.text)):
            return partial(self._enter_dictum, dictum[0], replace(line, text=dictum[1]))
        found = section_line(line.text) if self.annex else None
        if found and found[0] == (chr(ord(self.section) + 1) if self.section else "A"):
            return partial(self._enter_section, *found)
        return None

    def _defines(self) -> bool:
        return _DEFINES.search(join_lines([line.text for line in self.held[-2:]])) is not None

    def _enter(self, line: Line, clause: int = 0, letter: str = "", counted: int = 0) -> None:
        self.clause, self.letter, self.counted = clause, letter, counted
        self.held = [line] if line.text else []

    def _enter_article(self, label: str, line: Line) -> None:
        heading = article_line(line.text)
        self.article, self.title_lines = label, 0
        self._enter(replace(line, text=heading.rest if heading else ""))

    def _enter_dictum(self, label: str, line: Line) -> None:
        self.article, self.title_lines = label, 0
        self._enter(line)

    def _enter_heading(self, depth: int, heading: Heading) -> None:
        self.article, self.depth, self.title_lines = None, depth, _MOST_TITLE_LINES
        self.levels[depth:] = [heading, *[None] * (len(self.levels) - depth - 1)]
        self.section = "" if depth == 0 else self.section
        self._enter(Line(0, ""))

    def _enter_section(self, letter: str, title: str) -> None:
        self.section, self.title_lines = letter, 0
        self.levels[1:] = [Heading(f"huruf {letter}", title), None]

    def _leave(self, line: Line) -> None:
        self.article, self.levels = None, [None, None, None]
        self._enter(line)

    def _longer_title(self, index: int, articles: dict[int, str]) -> Heading | None:
        """The heading above with the line as part of its title, where it belongs to that."""
        heading, text = self.levels[self.depth], self.lines[index].text
        if heading is None or not self.title_lines or self.held:
            return None
        title = join_lines((heading.title, text))
        ahead = range(index + 1, index + _MOST_TITLE_LINES)
        belongs = not heading.title or text.isupper() or any(place in articles for place in ahead)
        return replace(heading, title=title) if belongs and len(title) <= _MOST_OF_A_TITLE else None
