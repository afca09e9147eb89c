"""What would make an evaluator reject an assessment: a first set of findings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessment.domain.dossier import Dossier, Evidence
from assessment.domain.levels import Support, support, supported_level
from indicators.model import Indicator, Instrument


class FileState(StrEnum):
    """How a stored evidence file is found when it is looked at."""

    READABLE = "readable"
    MISSING = "missing"
    CHANGED = "changed"
    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    IMAGE_ONLY = "image_only"


class FindingKind(StrEnum):
    """What was found."""

    UNANSWERED = "unanswered"
    UNSUPPORTED = "unsupported"
    UNDERSTATED = "understated"
    WITHOUT_EVIDENCE = "without_evidence"
    WITHOUT_CITATION = "without_citation"
    WITHOUT_EXPLANATION = "without_explanation"
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    FILE_EMPTY = "file_empty"
    FILE_DAMAGED = "file_damaged"
    FILE_ENCRYPTED = "file_encrypted"
    IMAGE_ONLY = "image_only"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    SAME_NAME = "same_name"


class Severity(StrEnum):
    """Whether a finding blocks handing in, should be looked at, or only informs."""

    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


SEVERITIES = {
    FindingKind.UNANSWERED: Severity.BLOCKS,
    FindingKind.UNSUPPORTED: Severity.BLOCKS,
    FindingKind.UNDERSTATED: Severity.INFORMS,
    FindingKind.WITHOUT_EVIDENCE: Severity.BLOCKS,
    FindingKind.WITHOUT_CITATION: Severity.WARNS,
    FindingKind.WITHOUT_EXPLANATION: Severity.WARNS,
    FindingKind.FILE_MISSING: Severity.BLOCKS,
    FindingKind.FILE_CHANGED: Severity.BLOCKS,
    FindingKind.FILE_EMPTY: Severity.BLOCKS,
    FindingKind.FILE_DAMAGED: Severity.BLOCKS,
    FindingKind.FILE_ENCRYPTED: Severity.WARNS,
    FindingKind.IMAGE_ONLY: Severity.WARNS,
    FindingKind.DATE_OUT_OF_RANGE: Severity.WARNS,
    FindingKind.SAME_NAME: Severity.WARNS,
}

_FILE_FINDINGS = {
    FileState.MISSING: FindingKind.FILE_MISSING,
    FileState.CHANGED: FindingKind.FILE_CHANGED,
    FileState.EMPTY: FindingKind.FILE_EMPTY,
    FileState.DAMAGED: FindingKind.FILE_DAMAGED,
    FileState.ENCRYPTED: FindingKind.FILE_ENCRYPTED,
    FileState.IMAGE_ONLY: FindingKind.IMAGE_ONLY,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what, where, and the words that make it concrete."""

    kind: FindingKind
    indicator: int
    detail: str = ""

    @property
    def severity(self) -> Severity:
        """How heavy the finding is."""
        return SEVERITIES[self.kind]


def findings(
    instrument: Instrument, dossier: Dossier, files: Mapping[str, FileState]
) -> tuple[Finding, ...]:
    """All findings, indicator by indicator.

    Args:
        instrument: the instrument of the assessment.
        dossier: the assessment.
        files: how each stored file was found, by SHA-256.
    """
    found: list[Finding] = []
    for indicator in instrument.indicators:
        found.extend(_answer_findings(indicator, dossier))
        for evidence in dossier.evidence(indicator.number):
            found.extend(_evidence_findings(evidence, dossier.assessment.year, files))
    found.extend(_same_names(dossier))
    return tuple(found)


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


def _evidence_findings(
    evidence: Evidence, year: int, files: Mapping[str, FileState]
) -> Iterator[Finding]:
    number = evidence.attachment.indicator
    named = f"{evidence.label} {evidence.document.name}"
    state = files.get(evidence.document.sha256, FileState.MISSING)
    if state in _FILE_FINDINGS:
        yield Finding(_FILE_FINDINGS[state], number, named)
    issued = evidence.document.issued
    if issued is not None and issued > date(year, 12, 31):
        yield Finding(FindingKind.DATE_OUT_OF_RANGE, number, f"{named} ({issued.isoformat()})")


def _same_names(dossier: Dossier) -> Iterable[Finding]:
    """Different files of one name at one indicator: people take them for duplicates."""
    for number in sorted({attachment.indicator for attachment in dossier.attachments}):
        names = [entry.document.name.casefold() for entry in dossier.evidence(number)]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Finding(FindingKind.SAME_NAME, number, name)
