"""Suggestions from passages, where nobody asks twice."""

from collections.abc import Sequence

from assessment.documents.article_index import index_articles
from assessment.documents.ranking import suggest_from
from assessment.documents.regulation import Passage
from assessment.domain.passages import Suggestion
from indicators.instrument import Indicator


def suggest(
    indicator: Indicator,
    passages: Sequence[Passage],
    level: int | None = None,
    condition: int | None = None,
    top: int = 10,
) -> tuple[Suggestion, ...]:
    index = index_articles(passages)
    return suggest_from(indicator, index, level=level, condition=condition, top=top)
