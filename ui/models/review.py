"""Findings as a person works them off: what has one cure stands in one row."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from assessment.domain.findings import (
    DOCUMENT_CURES,
    Cure,
    Finding,
    FindingKind,
    Reviewed,
    Severity,
    Waived,
)
from assessment.domain.formatting import list_text
from assessment.domain.words import CURES, FINDINGS, finding_detail

T = TypeVar("T")
Key = tuple[Hashable, ...]

_BY_KIND = frozenset(
    {
        FindingKind.UNANSWERED,
        FindingKind.WITHOUT_EVIDENCE,
        FindingKind.WITHOUT_CITATION,
        FindingKind.WITHOUT_EXPLANATION,
    }
)
_EACH_ALONE = frozenset({FindingKind.PAGE_OUT_OF_RANGE, FindingKind.QUOTE_NOT_ON_PAGE})
_BY_INDICATOR = frozenset({FindingKind.CONDITION_WITHOUT_CITATION, FindingKind.NOT_ATTACHED})


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """Findings of one kind with one cure; ``reason`` says why a person lets them stand."""

    key: Key
    findings: tuple[Finding, ...]
    title: str
    detail: str
    where: str
    action: str
    reason: str = ""

    @property
    def kind(self) -> FindingKind:
        """What was found."""
        return self.findings[0].kind

    @property
    def severity(self) -> Severity:
        """How heavy it is."""
        return self.findings[0].severity

    @property
    def at_document(self) -> bool:
        """Whether the cure is found at the document, not at the indicator."""
        return bool(self.findings[0].sha256) and self.findings[0].cure in DOCUMENT_CURES

    def text(self) -> str:
        """Everything in one line, for the clipboard and for searching."""
        parts = (self.title, self.where, self.detail, self.reason)
        return " · ".join(part for part in parts if part)


def open_rows(reviewed: Reviewed, names: Mapping[int, str]) -> tuple[ReviewRow, ...]:
    """The open findings, the heaviest first; ``names`` are the indicators' short names."""
    rows = [_row(found, names) for found in _gathered(reviewed.open, _key)]
    order = list(Severity)
    return tuple(sorted(rows, key=lambda row: order.index(row.severity)))


def waived_rows(reviewed: Reviewed, names: Mapping[int, str]) -> tuple[ReviewRow, ...]:
    """The findings that a person lets stand."""

    def key(waived: Waived) -> Key:
        return ("waived", *_key(waived.finding), waived.reason)

    return tuple(
        _row([entry.finding for entry in found], names, key(found[0]), found[0].reason)
        for found in _gathered(reviewed.waived, key)
    )


def count_open(reviewed: Reviewed) -> int:
    """How many rows are open."""
    return len({_key(finding) for finding in reviewed.open})


def _gathered(entries: Sequence[T], key: Callable[[T], Key]) -> list[list[T]]:
    groups: dict[Key, list[T]] = {}
    for entry in entries:
        groups.setdefault(key(entry), []).append(entry)
    return list(groups.values())


def _key(finding: Finding) -> Key:
    if finding.kind in _BY_KIND:
        return (finding.kind,)
    if finding.kind in _BY_INDICATOR:
        return (finding.kind, finding.indicator)
    if finding.sha256 and finding.kind not in _EACH_ALONE:
        quote = finding.detail if finding.kind is FindingKind.SAME_PASSAGE else ""
        return (finding.kind, finding.sha256, quote)
    return (finding.kind, finding.indicator, finding.detail)


def _row(
    findings: Sequence[Finding],
    names: Mapping[int, str],
    key: Key | None = None,
    reason: str = "",
) -> ReviewRow:
    first = findings[0]
    numbers = tuple(dict.fromkeys(finding.indicator for finding in findings))
    if len(numbers) == 1:
        where = f"{first.indicator}  {names.get(first.indicator, '')}".rstrip()
        action = CURES[first.cure]
    else:
        where = _tr("Indikator {0}").format(list_text(numbers))
        action = _action(first.cure)
    return ReviewRow(
        key=key or _key(first),
        findings=tuple(findings),
        title=_title(first, len(numbers)),
        detail=_detail(findings),
        where=where,
        action=action,
        reason=reason,
    )


def _title(first: Finding, count: int) -> str:
    if count == 1 or first.kind not in _BY_KIND:
        return FINDINGS[first.kind]
    several = {
        FindingKind.UNANSWERED: _tr("{0} indikator belum diisi"),
        FindingKind.WITHOUT_EVIDENCE: _tr("{0} indikator tanpa bukti dukung"),
        FindingKind.WITHOUT_CITATION: _tr("{0} indikator dengan bukti tanpa rujukan"),
        FindingKind.WITHOUT_EXPLANATION: _tr("{0} indikator dengan Fakta atau Analisis kosong"),
    }
    return several[first.kind].format(count)


def _detail(findings: Sequence[Finding]) -> str:
    first = findings[0]
    if first.kind in _BY_KIND:
        return finding_detail(first) if len(findings) == 1 else ""
    if first.kind is FindingKind.CONDITION_WITHOUT_CITATION:
        return "; ".join(_conditions(findings))
    if first.kind in _BY_INDICATOR:
        return ", ".join(finding_detail(finding) for finding in findings)
    return finding_detail(first)


def _conditions(findings: Sequence[Finding]) -> Iterator[str]:
    """The conditions level by level: ``Tingkat 3 syarat 2, 3, 4``."""
    levels: dict[str, list[str]] = {}
    for finding in findings:
        level, condition = finding.detail.split(".")
        levels.setdefault(level, []).append(condition)
    for level, conditions in levels.items():
        yield _tr("Tingkat {0} syarat {1}").format(level, ", ".join(conditions))


def _action(cure: Cure) -> str:
    """What the button of several indicators says: it leads to the first one."""
    if cure in DOCUMENT_CURES:
        return CURES[cure]
    return _tr("Isi pertama") if cure is Cure.ANSWER else _tr("Buka pertama")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)
