"""Suggestions in the terms of the use cases."""

from collections.abc import Sequence
from functools import lru_cache

from assessment.documents.article_index import ArticleIndex, index_articles
from assessment.documents.ranking import suggest_from
from assessment.documents.regulation import Passage, read_regulation
from assessment.documents.text import fold
from assessment.domain.passages import Suggestion
from indicators.instrument import Indicator

_LOOK = 24  # signs that tell one passage from the others
_MOST_SKIPPED = 60  # a selection may begin in a heading or in the number of a clause
_STRIDE = 4
_KEPT = 16  # documents; what is attached at one indicator fits


class ArticleSuggester:
    """Ranks articles; see `assessment.services.ports.Suggester`."""

    def __init__(self) -> None:
        """Keep what was read last, for the next indicator asks the same documents."""
        self._index_of = lru_cache(_KEPT)(_index_of)

    def suggest(
        self,
        indicator: Indicator,
        pages: Sequence[str],
        level: int | None,
        condition: int | None,
        top: int,
    ) -> tuple[Suggestion, ...]:
        """The articles of a document that speak to an indicator, best first."""
        index = self._index_of(tuple(pages))
        return suggest_from(indicator, index, level=level, condition=condition, top=top)

    def article_at(self, pages: Sequence[str], page: int, text: str) -> str:
        """The article that words of a page belong to: ``Pasal 41 ayat (2)``; empty if unknown."""
        wanted = _signs(text)
        near = [
            (_signs(passage.text), passage)
            for article in self._index_of(tuple(pages)).articles
            for passage in article.passages
            if page - 1 <= passage.page <= page
        ]
        for start in range(0, max(1, min(len(wanted), _MOST_SKIPPED)), _STRIDE):
            piece = wanted[start : start + _LOOK]
            # The latest that begins on the page is meant: one before may only mention it.
            found = [passage for signs, passage in near if piece and piece in signs]
            if found:
                return _place(found[-1])
        return ""


def _index_of(pages: tuple[str, ...]) -> ArticleIndex:
    return index_articles(read_regulation(pages))


def _place(passage: Passage) -> str:
    parts = (passage.article or passage.annex, passage.clause, passage.letter)
    return " ".join(part for part in parts if part)


def _signs(text: str) -> str:
    """Letters and digits alone: blanks, hyphens and line ends differ."""
    return "".join(sign for sign in fold(text) if sign.isalnum())
