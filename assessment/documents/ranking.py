"""Suggests the articles of a document that may prove an indicator. The person decides.

BM25 over articles, with the headings above them, for the phrases and words of the instrument:
the name of the indicator first, its keywords by how much of the name they share. There are two
weights, a half and a quarter; doubling or halving one hardly moves the order, which
`tests/bench/test_suggest_quality.py` measures on regulations that had no part in the choice.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assessment.documents.article_index import HALF, QUARTER, ArticleIndex, Stems
from assessment.documents.quoting import Interest, quote_of
from assessment.documents.stemming import stem
from assessment.documents.text import words
from assessment.domain.passages import Suggestion
from indicators.instrument import Indicator

__all__ = ("THRESHOLD", "Suggestion", "suggest_from")

THRESHOLD = 0.5  # below, the document most likely says nothing about the indicator
_MIDDLE = 1.5  # the sum, in words that stand in one article only, that makes half a score
# How an indicator is looked at, not what it is about.
_VIEW = re.compile(
    r"^(?:(?:kebijakan(?: internal)?|penerapan|pelaksanaan|penggunaan|keterpaduan|inovasi)\s+)+",
    re.IGNORECASE,
)
# Words that name kinds of things say half of what others do; these two say nothing at all.
_KINDS = frozenset(
    stem(word)
    for word in ("manajemen", "layanan", "sistem", "tik", "internal", "kebijakan", "tingkat",
                 "penerapan", "pelaksanaan", "penggunaan", "inovasi")
)  # fmt: skip
_EMPTY = frozenset(("spbe", "dan"))
_OF_A_KIND = HALF
_ASIDE = QUARTER  # a keyword that shares no word with the name
_WORD = HALF  # a word alone, beside a phrase
_CONDITION = QUARTER  # a word of the chosen condition
_HEADING = 2  # one occurrence in the heading counts as so many in the body
_SATURATION, _LENGTH = 1.2, HALF  # k1 and b of BM25
_NAMELESS = HALF  # what is left of the score where no word of the name occurs


@dataclass(frozen=True, slots=True)
class _Query:
    name: frozenset[str]
    phrases: dict[Stems, float]
    terms: dict[str, float]


def suggest_from(
    indicator: Indicator,
    index: ArticleIndex,
    *,
    level: int | None = None,
    condition: int | None = None,
    top: int = 10,
) -> tuple[Suggestion, ...]:
    """The likeliest articles of an indexed document, best first.

    Args:
        indicator: what is to be proven.
        index: the document.
        level: look for what this level demands.
        condition: the position of one condition of the level, counted from 1.
        top: how many at most.
    """
    query = _query(indicator, index, level, condition)
    scores = _scores(query, index)
    best = sorted(scores, key=lambda number: (-scores[number], number))[:top]
    terms = {
        term: weight * index.rarity(len(index.postings.get(term, ()))) / index.rarity(0)
        for term, weight in query.terms.items()
    }
    interest = Interest(query.phrases, terms, index.short_forms)
    return tuple(
        _suggestion(rank, index, number, scores[number], interest)
        for rank, number in enumerate(best, start=1)
    )


def _suggestion(
    rank: int, index: ArticleIndex, number: int, score: float, interest: Interest
) -> Suggestion:
    quote = quote_of(index.articles[number].passages, interest)
    believed = score / (score + _MIDDLE * index.rarity(1))
    return Suggestion(
        rank=rank,
        article=quote.passage.article,
        clause=quote.passage.clause,
        annex=quote.passage.annex,
        page=quote.passage.page,
        score=believed,
        quote=quote.text,
        marks=quote.marks,
        likely=believed >= THRESHOLD,
    )


def _query(
    indicator: Indicator, index: ArticleIndex, level: int | None, condition: int | None
) -> _Query:
    name = index.stems(_VIEW.sub("", indicator.short_name))
    core = frozenset(name)
    whole = sum(map(_weight, core)) or 1.0
    terms = {term: _weight(term) for term in core}
    phrases: dict[Stems, float] = {}
    for keyword in filter(None, (name, *map(index.stems, indicator.keywords))):
        shared = sum(_weight(term) for term in core.intersection(keyword)) / whole
        if len(keyword) > 1:
            phrases[keyword] = _ASIDE + (1 - _ASIDE) * shared
        for term in keyword:
            terms.setdefault(term, _ASIDE * _weight(term))
    for text in _conditions(indicator, level, condition):
        for word in words(text):
            terms.setdefault(stem(word.text), _CONDITION * _weight(stem(word.text)))
    return _Query(core, phrases, terms)


def _conditions(indicator: Indicator, level: int | None, condition: int | None) -> Iterator[str]:
    if level is None:
        return
    wanted = indicator.level(level).conditions
    yield from wanted if condition is None else wanted[condition - 1 : condition]


def _weight(term: str) -> float:
    if term in _EMPTY:
        return 0.0
    return _OF_A_KIND if term in _KINDS else 1.0


def _scores(query: _Query, index: ArticleIndex) -> dict[int, float]:
    """BM25 of every article in which anything occurs."""
    weighted = [*query.phrases.items()]
    weighted += [((term,), _WORD * weight) for term, weight in query.terms.items() if weight]
    lengths = [len(article.body) for article in index.articles]
    average = sum(lengths) / max(len(lengths), 1) or 1.0
    scores: dict[int, float] = {}
    for phrase, weight in weighted:
        found = index.occurrences(phrase)
        rarity = weight * index.rarity(len(found))
        for number, (body, heading) in found.items():
            often = body + _HEADING * heading
            # Long articles name much in passing; a short one is no better for being short.
            length = max(1.0, lengths[number] / average)
            slack = _SATURATION * (1 - _LENGTH + _LENGTH * length)
            gain = rarity * often * (_SATURATION + 1) / (often + slack)
            scores[number] = scores.get(number, 0.0) + gain
    return {number: score * _faith(query, index, number) for number, score in scores.items()}


def _faith(query: _Query, index: ArticleIndex, number: int) -> float:
    """How far an article is to be believed: by its kind and the words of the name it has."""
    article = index.articles[number]
    present = sum(
        _weight(term)
        for term in query.name
        if number in index.postings.get(term, ()) or number in index.headed.get(term, ())
    )
    share = present / (sum(map(_weight, query.name)) or 1.0)
    return article.worth * (_NAMELESS + (1 - _NAMELESS) * share)
