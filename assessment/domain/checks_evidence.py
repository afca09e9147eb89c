"""Findings on evidence: passages, pages, age, drafts, and files that are only named."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from assessment.domain.dossier import Dossier, Evidence
from assessment.domain.findings import FileState, Finding, FindingKind
from assessment.domain.formatting import date_text
from assessment.domain.passages import first_page, pages_named
from assessment.domain.records import Citation, Document, DocumentKind, DocumentStatus
from indicators.instrument import Indicator

MOST_PLACES = 3
"""How many levels of indicators one passage may prove before it looks like a stopgap.

An article proves the norm (level 2), often its scope (level 3), now and then the same for a
neighbouring indicator. Every level asks for something that the levels below do not, so the words
that are cited for a fourth one hardly say it.
"""

Quotes = Mapping[tuple[str, str, str], tuple[int, ...] | None]
"""On which pages quotes stand, by SHA-256, page and words; None where nobody can tell."""

_YEARS = 2  # Pedoman Menteri PANRB 3/2024: a review counts while it is less than two years old
_REVIEW = re.compile(r"reviu|review|evaluasi", re.IGNORECASE)
_REVIEWS = frozenset({DocumentKind.REPORT, DocumentKind.MINUTES})
_DRAFT = re.compile(r"\b(rancangan|draf|draft|ranper\w*|raperda|raperwal\w*|raperbup|rapergub)\b")
_SUFFIXES = "pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|png|jpe?g|gif|bmp|tiff?|zip|mp4"
_FILE = re.compile(rf"[^\s\"'“”(){{}}\[\],;:]+\.(?:{_SUFFIXES})\b", re.IGNORECASE)
_LABEL = re.compile(r"(?<![\w.,/-])(\d{1,2})\.([a-z])(?!\w)")
_LONGEST = 60

_FILE_FINDINGS = {
    FileState.MISSING: FindingKind.FILE_MISSING,
    FileState.CHANGED: FindingKind.FILE_CHANGED,
    FileState.EMPTY: FindingKind.FILE_EMPTY,
    FileState.DAMAGED: FindingKind.FILE_DAMAGED,
    FileState.ENCRYPTED: FindingKind.FILE_ENCRYPTED,
    FileState.IMAGE_ONLY: FindingKind.IMAGE_ONLY,
}


def file_findings(
    dossier: Dossier, number: int, files: Mapping[str, FileState]
) -> Iterator[Finding]:
    """Files of an indicator that nobody can read; one that nobody looked at counts as missing."""
    for entry in dossier.evidence(number):
        state = files.get(entry.document.sha256, FileState.MISSING)
        if state in _FILE_FINDINGS:
            yield _about(_FILE_FINDINGS[state], entry)


def citation_findings(dossier: Dossier, indicator: Indicator) -> Iterator[Finding]:
    """Conditions of the claim that no passage proves, and pages that do not exist."""
    number = indicator.number
    answer = dossier.answer(number)
    evidence = dossier.evidence(number)
    citations = [citation for entry in evidence for citation in entry.citations]
    if answer.level is not None and citations:
        for level, condition in _unproven(indicator, answer.level, citations):
            if (level, condition) in answer.ticks:  # what is not ticked is unsupported anyway
                detail = f"{level}.{condition}"
                yield Finding(FindingKind.CONDITION_WITHOUT_CITATION, number, detail)
    for entry in evidence:
        pages = entry.document.pages
        for page in sorted({page for citation in entry.citations for page in _pages(citation)}):
            if pages is not None and not 1 <= page <= pages:
                detail = f"hlm. {page} dari {pages}"
                yield _about(FindingKind.PAGE_OUT_OF_RANGE, entry, detail, page=pages)


def _unproven(
    indicator: Indicator, claim: int, citations: Sequence[Citation]
) -> Iterator[tuple[int, int]]:
    """The lowest level is everybody's, so only what lies above it has to be proven.

    A citation without a level speaks for the claimed one, without a condition for the whole level.
    """
    cited = {(citation.level or claim, citation.condition) for citation in citations}
    for level in indicator.levels[1:]:
        if level.level <= claim and (level.level, None) not in cited:
            for condition in range(1, len(level.conditions) + 1):
                if (level.level, condition) not in cited:
                    yield level.level, condition


def _pages(citation: Citation) -> list[int]:
    return [int(page) for page in re.findall(r"\d+", citation.page)]


def quote_findings(dossier: Dossier, number: int, quotes: Quotes) -> Iterator[Finding]:
    """Passages whose words are not on the page that is named, and where they are."""
    for entry in dossier.evidence(number):
        for citation in entry.citations:
            found = quotes.get((citation.sha256, citation.page, citation.quote))
            if found is None or set(pages_named(citation.page)).intersection(found):
                continue
            where = f"ada di hlm. {found[0]}" if found else "tidak ada di dokumen ini"
            quote = _shortened(" ".join(citation.quote.split()))
            detail = f"hlm. {citation.page}: “{quote}” {where}"
            page = found[0] if found else first_page(citation.page)
            yield _about(FindingKind.QUOTE_NOT_ON_PAGE, entry, detail, page=page)


def age_findings(dossier: Dossier, indicator: Indicator, today: date | None) -> Iterator[Finding]:
    """Documents from after the year, and reviews that were too old on the assessment's day.

    That day is the last of its year, or today where that is earlier.
    """
    last = date(dossier.assessment.year, 12, 31)
    day = min(today, last) if today is not None else last
    oldest = _years_before(day, _YEARS)
    claim = dossier.answer(indicator.number).level
    for entry in dossier.evidence(indicator.number):
        issued = entry.document.issued
        if issued is not None and issued > last:
            yield _about(FindingKind.DATE_OUT_OF_RANGE, entry, date_text(issued))
        made = _made(entry.document)
        if made is not None and made < oldest and _proves_review(indicator, claim, entry):
            since = date_text(issued) if issued is not None else str(made.year)
            yield _about(FindingKind.OLD_REVIEW, entry, since)


def _years_before(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)


def _made(document: Document) -> date | None:
    """The day of a document; where only its year is known, the last one that it can be."""
    if document.issued is not None or document.year is None:
        return document.issued
    return date(document.year, 12, 31)


def _proves_review(indicator: Indicator, claim: int | None, entry: Evidence) -> bool:
    return entry.document.kind in _REVIEWS and any(
        _REVIEW.search(condition)
        for citation in entry.citations
        for condition in _conditions(indicator, claim, citation)
    )


def _conditions(indicator: Indicator, claim: int | None, citation: Citation) -> Sequence[str]:
    wanted = citation.level or claim
    found = next((level.conditions for level in indicator.levels if level.level == wanted), ())
    if citation.condition is None:
        return found
    return found[citation.condition - 1 : citation.condition]


def draft_findings(dossier: Dossier, indicator: Indicator) -> Iterator[Finding]:
    """Drafts that are to prove more than the lowest level; all that they prove is an intention."""
    lowest = indicator.levels[0].level
    claim = dossier.answer(indicator.number).level
    if claim is None or claim == lowest:
        return
    for entry in dossier.evidence(indicator.number):
        levels = [citation.level or claim for citation in entry.citations] or [claim]
        if max(levels) > lowest and is_draft(entry.document):
            yield _about(FindingKind.DRAFT, entry)


def is_draft(document: Document) -> bool:
    """Whether a document is a draft by its status or, where that is unknown, by its name."""
    if document.status is not DocumentStatus.UNKNOWN:
        return document.status is DocumentStatus.DRAFT
    words = re.sub(r"[\W_]+", " ", f"{PurePath(document.name).stem} {document.about}".casefold())
    return _DRAFT.search(words) is not None


def repeated_passages(dossier: Dossier) -> Iterator[Finding]:
    """The same words of a document cited for more levels than they can prove."""
    cited: dict[tuple[str, str], list[Citation]] = defaultdict(list)
    for citation in dossier.citations:
        if words := " ".join(citation.quote.casefold().split()):
            cited[citation.sha256, words].append(citation)
    for citations in cited.values():
        first = citations[0]
        if len({(citation.indicator, citation.level) for citation in citations}) > MOST_PLACES:
            quote = _shortened(" ".join(first.quote.split()))
            page = next(iter(_pages(first)), 0)
            for number in sorted({citation.indicator for citation in citations}):
                kind = FindingKind.SAME_PASSAGE
                yield Finding(kind, number, f"“{quote}”", first.sha256, page)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def named_only(dossier: Dossier, numbers: Sequence[int]) -> Iterator[Finding]:
    """Evidence that explanations name and that is attached nowhere.

    ``numbers`` are those of all indicators: ``3.a`` is evidence, ``95.a`` something else.
    """
    labels = {entry.label for number in numbers for entry in dossier.evidence(number)}
    names = [document.name.casefold() for document in _documents(dossier)]
    for number in numbers:
        answer = dossier.answer(number)
        text = f"{answer.fact}\n{answer.analysis}"
        for named in dict.fromkeys(_FILE.findall(text)):
            label = _LABEL.match(named)
            known = label is not None and label[0] in labels
            if not known and not any(name.endswith(named.casefold()) for name in names):
                yield Finding(FindingKind.NOT_ATTACHED, number, named)
        for found in dict.fromkeys(_LABEL.findall(_FILE.sub(" ", text))):
            named = ".".join(found)
            if named not in labels and int(found[0]) in numbers:
                yield Finding(FindingKind.NOT_ATTACHED, number, named)


def _documents(dossier: Dossier) -> Iterator[Document]:
    used = {attachment.sha256 for attachment in dossier.attachments}
    return (document for document in dossier.documents if document.sha256 in used)


def _about(kind: FindingKind, entry: Evidence, detail: str = "", *, page: int = 0) -> Finding:
    named = f"{entry.label} {entry.document.name}"
    whole = f"{named}, {detail}" if detail else named
    return Finding(kind, entry.attachment.indicator, whole, entry.document.sha256, page)
