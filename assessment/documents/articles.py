"""Which of the lines that look like headings of articles are headings.

Articles are numbered without gaps, so the headings are the chain of candidates whose numbers
rise with the fewest leaps. References, misread numbers and repetitions fall out of it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assessment.documents.headings import (
    ArticleLine,
    article_line,
    clause_line,
    goes_on,
    is_open,
    refers,
    roman_article,
)
from assessment.documents.text import Line

_CERTAIN, _INLINE, _DOUBTFUL = 1.0, 0.6, 0.3
_LEAP = 0.25  # what each missing number costs
_MOST_LEAP = 1.5  # pages may be missing, but one stray number may not end the chain
_NEAR = round(_MOST_LEAP / _LEAP)


@dataclass(frozen=True, slots=True)
class _Candidate:
    index: int
    line: ArticleLine
    weight: float


@dataclass(frozen=True, slots=True)
class _Link:
    score: float
    candidate: int
    number: int
    suffix: str
    before: "_Link | None"


def find_articles(lines: Sequence[Line], *, amending: bool) -> dict[int, str]:
    """The label of the article (``Pasal 10A``) by the index of the line that heads it."""
    romans = {}
    if amending:
        labels = ((index, roman_article(line.text)) for index, line in enumerate(lines))
        romans = {index: label for index, label in labels if label}
    candidates = [
        candidate
        for index in range(len(lines))
        if index not in romans and (candidate := _candidate(lines, index))
    ]
    chain = _chain(candidates, leap=0.0 if amending else _LEAP)
    found = {
        candidates[link.candidate].index: f"Pasal {link.number}{link.suffix}" for link in chain
    }
    return found | (romans if amending else _misread(candidates, chain))


def _candidate(lines: Sequence[Line], index: int) -> _Candidate | None:
    line = article_line(lines[index].text)
    if line is None:
        return None
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    closes = is_open(before) and _closes_sentence(lines[index].text, after)
    weight = 0.0 if closes else _weight(line, before, after)
    return _Candidate(index, line, weight) if weight else None


def _closes_sentence(text: str, after: str) -> bool:
    """Whether the line is the end of a sentence: by its point, or as a later clause follows."""
    clause = clause_line(after)
    return text.endswith((".", ";", ",")) or (clause is not None and clause[0] > 1)


def _weight(line: ArticleLine, before: str, after: str) -> float:
    interrupted = is_open(before)
    carried_on = goes_on(after)
    if line.rest:
        starts = line.rest[0] == "(" or line.rest[0].isupper()
        return _INLINE if starts and not interrupted and not refers(line.rest) else 0.0
    following = article_line(after)
    if (interrupted and carried_on) or (following and following.readings == line.readings):
        return 0.0
    return _DOUBTFUL if interrupted or carried_on else _CERTAIN


class _Links:
    """The heaviest chain that ends in each number, and in any number below one."""

    def __init__(self, leap: float) -> None:
        self._leap = leap
        self._by_number: dict[int, dict[str, _Link]] = {}
        # Rising numbers with rising scores: what a leap of any width may start from.
        self._rising: list[_Link] = []

    def extend(self, place: int, weight: float, reading: tuple[int, str]) -> _Link:
        """The heaviest chain that ends in this candidate, read in this way."""
        number, suffix = reading
        before, top = None, -self._cost(number - 1) / 2
        for link in self._lower(reading):
            score = link.score - self._cost(_missing(link, reading))
            if score > top:
                before, top = link, score
        return _Link(top + weight, place, number, suffix, before)

    def keep(self, link: _Link) -> None:
        """Remember the chain where none that ends in its number is heavier."""
        held = self._by_number.setdefault(link.number, {})
        if link.suffix not in held or held[link.suffix].score < link.score:
            held[link.suffix] = link
            self._raise(link)

    def heaviest(self) -> _Link | None:
        """The heaviest chain of all."""
        return self._rising[-1] if self._rising else None

    def _cost(self, missing: int) -> float:
        return min(_MOST_LEAP, self._leap * missing)

    def _lower(self, reading: tuple[int, str]) -> Iterator[_Link]:
        for number in range(max(1, reading[0] - _NEAR), reading[0] + 1):
            for suffix, link in self._by_number.get(number, {}).items():
                if (number, suffix) < reading:
                    yield link
        if place := bisect_left(self._rising, reading, key=_place):
            yield self._rising[place - 1]

    def _raise(self, link: _Link) -> None:
        start = end = bisect_left(self._rising, _place(link), key=_place)
        if start and self._rising[start - 1].score >= link.score:
            return
        while end < len(self._rising) and self._rising[end].score <= link.score:
            end += 1
        self._rising[start:end] = [link]


def _place(link: _Link) -> tuple[int, str]:
    return link.number, link.suffix


def _chain(candidates: Sequence[_Candidate], leap: float) -> list[_Link]:
    links = _Links(leap)
    for place, candidate in enumerate(candidates):
        for link in [
            links.extend(place, candidate.weight, reading) for reading in candidate.line.readings
        ]:
            links.keep(link)
    chain: list[_Link] = []
    last = links.heaviest()
    while last is not None:
        chain.append(last)
        last = last.before
    return chain[::-1]


def _missing(link: _Link, reading: tuple[int, str]) -> int:
    number, suffix = reading
    if number > link.number:
        return number - link.number - 1 + (ord(suffix) - ord("A") + 1 if suffix else 0)
    return ord(suffix) - ord(link.suffix or "@") - 1


def _misread(candidates: Sequence[_Candidate], chain: Sequence[_Link]) -> dict[int, str]:
    """Headings whose number is unreadable, where exactly as many numbers are missing."""
    found: dict[int, str] = {}
    for lower, upper in pairwise(chain):
        between = [
            candidate.index
            for candidate in candidates[lower.candidate + 1 : upper.candidate]
            if candidate.weight == _CERTAIN
        ]
        missing = range(lower.number + 1, upper.number)
        if between and len(between) == len(missing):
            found |= {
                index: f"Pasal {number}" for index, number in zip(between, missing, strict=True)
            }
    return found
