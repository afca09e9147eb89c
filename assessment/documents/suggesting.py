"""Suggestions in the terms of the use cases."""

from collections.abc import Sequence

from assessment.documents.ranking import THRESHOLD, suggest
from assessment.documents.regulation import read_regulation
from assessment.domain.passages import Suggestion
from indicators.model import Indicator


class ArticleSuggester:
    """Ranks articles; see `assessment.services.ports.Suggester`."""

    def suggest(
        self,
        indicator: Indicator,
        pages: Sequence[str],
        level: int | None,
        condition: int | None,
        top: int,
    ) -> tuple[Suggestion, ...]:
        """The articles of a document that speak to an indicator, best first."""
        found = suggest(
            indicator, read_regulation(pages), level=level, condition=condition, top=top
        )
        return tuple(
            Suggestion(
                rank=one.rank,
                article=one.article,
                clause=one.clause,
                annex=one.annex,
                page=one.page,
                score=one.score,
                quote=one.quote,
                marks=one.marks,
                likely=one.score >= THRESHOLD,
            )
            for one in found
        )
