"""What would make an evaluator reject an assessment."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from assessment.domain.checks_evidence import (
    Quotes,
    age_findings,
    citation_findings,
    draft_findings,
    file_findings,
    named_only,
    quote_findings,
    repeated_passages,
)
from assessment.domain.dossier import Dossier
from assessment.domain.findings import (
    FileState,
    Finding,
    FindingKind,
    Reviewed,
    Severity,
    divided,
)
from assessment.domain.identity import OFFICIAL, held_numbers
from assessment.domain.levels import Support, support, supported_level
from assessment.domain.stages import chosen_levels, counting_stage
from indicators.instrument import Indicator, Instrument

__all__ = ("FileState", "Finding", "FindingKind", "Severity", "findings", "reviewed")


def reviewed(
    instrument: Instrument,
    dossier: Dossier,
    files: Mapping[str, FileState],
    today: date | None = None,
    quotes: Quotes | None = None,
) -> Reviewed:
    """All findings, indicator by indicator, and which of them a person lets stand.

    Args:
        instrument: the instrument of the assessment.
        dossier: the assessment.
        files: how each stored file was found, by SHA-256.
        today: ages count from this day, at the latest from the end of the assessment's year.
        quotes: on which pages the cited words stand, as far as the documents were read.
    """
    found: list[Finding] = []
    held = held_numbers(dossier.assessment, instrument.outline.numbers)
    begun = _is_begun(instrument, dossier)
    for indicator in map(instrument.indicator, held):
        if begun:
            found.extend(_answer_findings(indicator, dossier))
        found.extend(citation_findings(dossier, indicator))
        found.extend(quote_findings(dossier, indicator.number, quotes or {}))
        found.extend(file_findings(dossier, indicator.number, files))
        found.extend(age_findings(dossier, indicator, today))
        found.extend(draft_findings(dossier, indicator))
    found.extend(named_only(dossier, instrument.outline.numbers))
    found.extend(repeated_passages(dossier))
    found.extend(_same_names(dossier))
    found.sort(key=lambda finding: finding.indicator)
    return divided(found, dossier.waivers)


def findings(
    instrument: Instrument,
    dossier: Dossier,
    files: Mapping[str, FileState],
    today: date | None = None,
    quotes: Quotes | None = None,
) -> tuple[Finding, ...]:
    """The findings that are open; see `reviewed`."""
    return reviewed(instrument, dossier, files, today, quotes).open


def _is_begun(instrument: Instrument, dossier: Dossier) -> bool:
    """Whether there is more than an official result: before that nothing waits for an answer."""
    cycle, chosen = dossier.assessment.cycle, chosen_levels(dossier)
    return counting_stage(instrument.outline, cycle, chosen).id != OFFICIAL


def _answer_findings(indicator: Indicator, dossier: Dossier) -> Iterator[Finding]:
    number = indicator.number
    answer = dossier.answer(number)
    if answer.level is None:
        yield Finding(FindingKind.UNANSWERED, number)
        return
    supported = supported_level(indicator, answer.ticks)
    detail = f"{answer.level}/{supported}"
    match support(indicator, answer.level, answer.ticks):
        case Support.ABOVE:
            yield Finding(FindingKind.UNSUPPORTED, number, detail)
        case Support.BELOW:
            yield Finding(FindingKind.UNDERSTATED, number, detail)
        case _:
            pass
    if answer.level > indicator.levels[0].level:
        evidence = dossier.evidence(number)
        if not evidence:
            yield Finding(FindingKind.WITHOUT_EVIDENCE, number, str(answer.level))
        elif not any(entry.citations for entry in evidence):
            yield Finding(FindingKind.WITHOUT_CITATION, number, str(answer.level))
        if not answer.fact.strip() or not answer.analysis.strip():
            yield Finding(FindingKind.WITHOUT_EXPLANATION, number)


def _same_names(dossier: Dossier) -> Iterable[Finding]:
    """Different files of one name at one indicator: people take them for duplicates."""
    for number in sorted({attachment.indicator for attachment in dossier.attachments}):
        names = [entry.document.name.casefold() for entry in dossier.evidence(number)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Finding(FindingKind.SAME_NAME, number, name)
