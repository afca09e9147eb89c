"""What can be found wrong with an assessment: kinds, weights, cures."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assessment.domain.records import Waiver


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
    CONDITION_WITHOUT_CITATION = "condition_without_citation"
    WITHOUT_EXPLANATION = "without_explanation"
    FILE_MISSING = "file_missing"
    FILE_CHANGED = "file_changed"
    FILE_EMPTY = "file_empty"
    FILE_DAMAGED = "file_damaged"
    FILE_ENCRYPTED = "file_encrypted"
    IMAGE_ONLY = "image_only"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    SAME_NAME = "same_name"
    PAGE_OUT_OF_RANGE = "page_out_of_range"
    QUOTE_NOT_ON_PAGE = "quote_not_on_page"
    OLD_REVIEW = "old_review"
    DRAFT = "draft"
    SAME_PASSAGE = "same_passage"
    NOT_ATTACHED = "not_attached"


class Severity(StrEnum):
    """Whether a finding blocks handing in, should be looked at, or only informs."""

    BLOCKS = "blocks"
    WARNS = "warns"
    INFORMS = "informs"


class Cure(StrEnum):
    """What a person does about a finding."""

    ANSWER = "answer"
    OPEN_INDICATOR = "open_indicator"
    ATTACH = "attach"
    CITE = "cite"
    EDIT_CITATION = "edit_citation"
    EXPLAIN = "explain"
    OPEN_DOCUMENT = "open_document"
    EDIT_DOCUMENT = "edit_document"
    REPLACE_DOCUMENT = "replace_document"


_Weight = tuple[Severity, Cure]
_KINDS: dict[FindingKind, _Weight] = {
    FindingKind.UNANSWERED: (Severity.BLOCKS, Cure.ANSWER),
    FindingKind.UNSUPPORTED: (Severity.BLOCKS, Cure.OPEN_INDICATOR),
    FindingKind.UNDERSTATED: (Severity.INFORMS, Cure.OPEN_INDICATOR),
    FindingKind.WITHOUT_EVIDENCE: (Severity.BLOCKS, Cure.ATTACH),
    FindingKind.WITHOUT_CITATION: (Severity.WARNS, Cure.CITE),
    FindingKind.CONDITION_WITHOUT_CITATION: (Severity.WARNS, Cure.CITE),
    FindingKind.WITHOUT_EXPLANATION: (Severity.WARNS, Cure.EXPLAIN),
    FindingKind.FILE_MISSING: (Severity.BLOCKS, Cure.REPLACE_DOCUMENT),
    FindingKind.FILE_CHANGED: (Severity.BLOCKS, Cure.REPLACE_DOCUMENT),
    FindingKind.FILE_EMPTY: (Severity.BLOCKS, Cure.REPLACE_DOCUMENT),
    FindingKind.FILE_DAMAGED: (Severity.BLOCKS, Cure.REPLACE_DOCUMENT),
    FindingKind.FILE_ENCRYPTED: (Severity.WARNS, Cure.REPLACE_DOCUMENT),
    FindingKind.IMAGE_ONLY: (Severity.WARNS, Cure.OPEN_DOCUMENT),
    FindingKind.DATE_OUT_OF_RANGE: (Severity.WARNS, Cure.EDIT_DOCUMENT),
    FindingKind.SAME_NAME: (Severity.WARNS, Cure.OPEN_INDICATOR),
    FindingKind.PAGE_OUT_OF_RANGE: (Severity.WARNS, Cure.EDIT_CITATION),
    FindingKind.QUOTE_NOT_ON_PAGE: (Severity.WARNS, Cure.EDIT_CITATION),
    FindingKind.OLD_REVIEW: (Severity.WARNS, Cure.OPEN_DOCUMENT),
    FindingKind.DRAFT: (Severity.WARNS, Cure.EDIT_DOCUMENT),
    FindingKind.SAME_PASSAGE: (Severity.WARNS, Cure.OPEN_DOCUMENT),
    FindingKind.NOT_ATTACHED: (Severity.WARNS, Cure.ATTACH),
}
SEVERITIES = {kind: severity for kind, (severity, _) in _KINDS.items()}
CURES = {kind: cure for kind, (_, cure) in _KINDS.items()}
DOCUMENT_CURES = frozenset({Cure.OPEN_DOCUMENT, Cure.EDIT_DOCUMENT, Cure.REPLACE_DOCUMENT})
"""Cures that are found at the document, not at the indicator."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: what, where, and the words that make it concrete.

    ``sha256`` and ``page`` (from 1, or 0) name the document that it concerns.
    """

    kind: FindingKind
    indicator: int
    detail: str = ""
    sha256: str = ""
    page: int = 0

    @property
    def severity(self) -> Severity:
        """How heavy the finding is."""
        return SEVERITIES[self.kind]

    @property
    def cure(self) -> Cure:
        """What a person does about it."""
        return CURES[self.kind]

    def waiver(self, assessment_id: int, reason: str = "") -> Waiver:
        """The record that lets this finding stand."""
        return Waiver(assessment_id, self.kind.value, self.indicator, self.detail, reason)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that a person lets stand, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Reviewed:
    """All findings: those that are open, and those that a person lets stand."""

    open: tuple[Finding, ...]
    waived: tuple[Waived, ...] = ()


def divided(findings: Iterable[Finding], waivers: Iterable[Waiver]) -> Reviewed:
    """The findings with those set apart that were waived."""
    reasons = {(entry.kind, entry.indicator, entry.detail): entry.reason for entry in waivers}
    still_open = []
    waived = []
    for finding in findings:
        key = (finding.kind.value, finding.indicator, finding.detail)
        if key in reasons:
            waived.append(Waived(finding, reasons[key]))
        else:
            still_open.append(finding)
    return Reviewed(tuple(still_open), tuple(waived))
