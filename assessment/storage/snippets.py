"""What a person typed into a search, as FTS5 is asked for it and as it is marked in a text."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.domain.passages import Marks

_PARTS = re.compile(r'"([^"]*)"?|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"(?<=\w{5})nya$")  # ``kebijakannya`` finds ``kebijakan``
_SHORTEST_PREFIX = 2  # a single letter begins too many words
_MOST_TERMS = 16
_BEFORE, _SHOWN = 6, 30  # words of a snippet: those before the first mark, and all


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand together, folded; with ``open`` the last one may go on."""

    words: tuple[str, ...]
    open: bool

    def places(self, words: Sequence[str]) -> list[int]:
        """Where the term stands among folded words."""
        first = self.words[0]
        return [
            place
            for place, word in enumerate(words)
            if word.startswith(first) and self._fits(words, place)
        ]

    def _fits(self, words: Sequence[str], place: int) -> bool:
        *firsts, last = self.words
        end = place + len(firsts)
        if end >= len(words) or list(words[place:end]) != firsts:
            return False
        return words[end].startswith(last) if self.open else words[end] == last


def terms_of(text: str) -> tuple[Term, ...]:
    """The terms of a typed text: single words, and phrases between quotation marks."""
    return tuple(_terms(unicodedata.normalize("NFC", text)))[:_MOST_TERMS]


def _terms(text: str) -> Iterator[Term]:
    for quoted, bare in _PARTS.findall(text):
        words = [_folded(word) for word in _WORD.findall(quoted or bare)]
        if words and bare:
            words[-1] = _POSSESSIVE.sub("", words[-1])
            yield Term(tuple(words), len(words[-1]) >= _SHORTEST_PREFIX)
        elif words:
            yield Term(tuple(words), open=False)


def expression(terms: Sequence[Term]) -> str:
    """What FTS5 is asked: nothing but words between quotation marks, so it is never a fault."""
    return " ".join(f'"{" ".join(term.words)}"{"*" * term.open}' for term in terms)


def snippet(text: str, terms: Sequence[Term]) -> tuple[str, Marks]:
    """The part of a text in which most of the terms meet, with their places in it."""
    places = [match.span() for match in _WORD.finditer(text)]
    words = [_folded(text[start:end]) for start, end in places]
    found = sorted(
        (place, place + len(term.words), number)
        for number, term in enumerate(terms)
        for place in term.places(words)
    )
    first = _best_start(found)
    begin, end = max(0, first - _BEFORE), min(len(places), first - _BEFORE + _SHOWN)
    if begin >= end:
        return "", ()
    start = places[begin][0] if begin else 0
    stop = places[end - 1][1] if end < len(places) else len(text)
    before, after = "…" * (begin > 0), "…" * (end < len(places))
    shift = len(before) - start
    inside = [(one, last) for one, last, _ in found if begin <= one and last <= end]
    marks = [(places[one][0] + shift, places[last - 1][1] + shift) for one, last in inside]
    return f"{before}{text[start:stop]}{after}", tuple(_apart(marks))


def _best_start(found: Sequence[tuple[int, int, int]]) -> int:
    """The first place from which on a snippet holds the most different terms."""
    starts = [start for start, _, _ in found]
    best, most = 0, 0
    for place, start in enumerate(starts):
        end = bisect_left(starts, start + _SHOWN - _BEFORE)
        met = len({number for _, _, number in found[place:end]})
        if met > most:
            best, most = start, met
    return best


def _apart(marks: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = -1
    for mark in marks:
        if mark[0] > end:
            end = mark[1]
            yield mark


def _folded(word: str) -> str:
    """A word as the tokenizer of the index folds it."""
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))
