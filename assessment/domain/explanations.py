"""Drafts of FAKTA and ANALISIS from ticks and citations (Pedoman Menteri PANRB 3/2024 Bab III).

The program writes in its own words; the person edits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assessment.domain.dossier import Evidence
from assessment.domain.levels import supported_level, ticked
from assessment.domain.records import Answer, Citation, Tick
from assessment.domain.words import citation_place, document_title
from indicators.instrument import Indicator
from indicators.outline import Outline


@dataclass(frozen=True, slots=True)
class Draft:
    """Proposed facts and analysis of one indicator, in the program's words if ``composed``."""

    fact: str
    analysis: str
    composed: bool = True


def compose(
    outline: Outline, indicator: Indicator, answer: Answer, evidence: Sequence[Evidence]
) -> Draft:
    """The explanation of the chosen level, or of the supported one while none is chosen."""
    level = answer.level or supported_level(indicator, answer.ticks)
    return Draft(
        fact=_facts(outline, indicator, level, evidence),
        analysis=_analysis(outline, indicator, answer, level, _grounds(evidence)),
    )


def _facts(outline: Outline, indicator: Indicator, level: int, evidence: Sequence[Evidence]) -> str:
    phrase = outline.domain_of(indicator.number).fact_phrase
    sentences = []
    for entry in evidence:
        title = document_title(entry.document)
        cited = [
            citation for citation in entry.citations if citation.level is None
            or citation.level <= level
        ]  # fmt: skip
        start = f"{phrase} {title}" if phrase else title
        if cited:
            places = "; ".join(_passage(citation) for citation in cited)
            sentences.append(f"{start}{', ' if places else ''}{places} ({entry.label}).")
        elif not entry.citations:
            sentences.append(f"{start} ({entry.label}).")
    return "\n".join(sentences)


def _passage(citation: Citation) -> str:
    quote = " ".join(citation.quote.split())
    place = citation_place(citation)
    if not quote:
        return place
    return f"{place}: “{quote}”" if place else f"“{quote}”"


def _grounds(evidence: Sequence[Evidence]) -> dict[Tick, str]:
    """Which passages speak for a condition: `` (1.a, Pasal 4; 1.b, hlm. 7)``."""
    found: dict[Tick, list[str]] = {}
    for entry in evidence:
        for citation in entry.citations:
            if citation.level is not None and citation.condition is not None:
                place = citation_place(replace(citation, page="") if citation.article else citation)
                named = f"{entry.label}, {place}" if place else entry.label
                found.setdefault((citation.level, citation.condition), []).append(named)
    return {tick: f" ({'; '.join(dict.fromkeys(named))})" for tick, named in found.items()}


def _analysis(
    outline: Outline, indicator: Indicator, answer: Answer, level: int, grounds: dict[Tick, str]
) -> str:
    sentences = []
    for entry in indicator.levels:
        if entry.level > level or not entry.conditions:
            continue
        met = ticked(indicator, entry.level, answer.ticks)
        name = f"tingkat {entry.level} ({outline.level_name(indicator.number, entry.level)})"
        if met == len(entry.conditions):
            named = "; ".join(
                _uncapitalised(text) + grounds.get((entry.level, position), "")
                for position, text in enumerate(entry.conditions, start=1)
            )
            sentences.append(f"Syarat {name} terpenuhi: {named}.")
        else:
            sentences.append(f"Syarat {name} baru terpenuhi {met} dari {len(entry.conditions)}.")
    if not sentences:
        sentences.append(f"{indicator.level(level).summary}")
    if level < outline.maximum_level:
        above = indicator.level(level + 1)
        missing = [
            _uncapitalised(text)
            for position, text in enumerate(above.conditions, start=1)
            if (above.level, position) not in answer.ticks
        ]
        if missing:
            sentences.append(f"Tingkat {above.level} belum tercapai: {'; '.join(missing)}.")
    return "\n".join(sentences)


def _uncapitalised(text: str) -> str:
    cleaned = text.rstrip(". ")
    first_word = cleaned.split(" ", 1)[0]
    return cleaned if first_word.isupper() else cleaned[:1].lower() + cleaned[1:]
