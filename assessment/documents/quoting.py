"""The most telling words of an article, with the places of what made it a suggestion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assessment.documents.article_index import ShortForms, Stems, stems_of
from assessment.documents.regulation import Passage
from assessment.documents.text import Word

_MOST = 300  # signs of a quote
_BEFORE = 60  # signs shown before the first match where the clause is too long
_TELLING = 0.2  # words that weigh less are marked only where nothing else is found


@dataclass(frozen=True, slots=True)
class Interest:
    """What was looked for: phrases and words with their weights."""

    phrases: Mapping[Stems, float]
    terms: Mapping[str, float]
    short_forms: ShortForms


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article, the passage that they begin in and the places of the matches."""

    passage: Passage
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    passage: Passage
    text: str
    found: tuple[Word, ...]
    weight: float


def quote_of(passages: Sequence[Passage], interest: Interest) -> Quote:
    """The clause of an article in which most of the interest meets, shortened."""
    clauses = [
        _clause(tuple(group), interest) for _, group in groupby(passages, lambda one: one.clause)
    ]
    best = max(clauses, key=lambda clause: clause.weight)
    start = _start(best)
    text = _shortened(best.text, start)
    shift = start - (1 if start else 0)
    marks = [
        (word.start - shift, word.end - shift)
        for word in best.found
        if word.start >= start and word.end - shift <= len(text.rstrip("…"))
    ]
    return Quote(best.passage, text, tuple(marks))


def _clause(passages: tuple[Passage, ...], interest: Interest) -> _Clause:
    text = " ".join(map(_with_letter, passages))
    stems = stems_of(text, interest.short_forms)
    terms = {word.text for word in stems}
    found = _matches(stems, interest, _TELLING) or _matches(stems, interest, 0.0)
    weight = sum(interest.terms.get(term, 0.0) for term in terms)
    weight += sum(
        2 * value
        for phrase, value in interest.phrases.items()
        if terms.issuperset(phrase) and _places(stems, phrase)
    )
    return _Clause(passages[0], text, found, weight)


def _with_letter(passage: Passage) -> str:
    if passage.letter is None:
        return passage.text
    return f"{passage.letter.split()[-1]}. {passage.text}"


def _matches(stems: Sequence[Word], interest: Interest, least: float) -> tuple[Word, ...]:
    """Phrases as one mark each, and the telling words outside of them."""
    inside: dict[int, int] = {}
    for phrase in sorted(interest.phrases, key=len, reverse=True):
        for place in _places(stems, phrase):
            if not any(place <= taken < place + len(phrase) for taken in inside):
                inside |= dict.fromkeys(range(place, place + len(phrase)), place + len(phrase))
    found: list[Word] = []
    place = 0
    while place < len(stems):
        end = inside.get(place, place + 1)
        if place in inside or interest.terms.get(stems[place].text, 0.0) > least:
            found.append(Word("", stems[place].start, stems[end - 1].end))
        place = end
    return tuple(found)


def _places(stems: Sequence[Word], phrase: Stems) -> list[int]:
    size = len(phrase)
    return [
        place
        for place, word in enumerate(stems)
        if word.text == phrase[0]
        and tuple(one.text for one in stems[place : place + size]) == phrase
    ]


def _start(clause: _Clause) -> int:
    """Where the quote begins: at the clause, or shortly before the first match far inside."""
    first = clause.found[0].start if clause.found else 0
    if first <= _MOST // 2:
        return 0
    return clause.text.rfind(" ", 0, first - _BEFORE) + 1


def _shortened(text: str, start: int) -> str:
    opening = "…" if start else ""
    if len(text) - start <= _MOST:
        return opening + text[start:]
    end = text.rfind(" ", start, start + _MOST)
    return f"{opening}{text[start : end if end > start else start + _MOST].rstrip(' ,;')}…"
