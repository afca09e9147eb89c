"""What was found, in words, grouped by how heavy it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt

from assessment.domain.findings import Finding, Severity
from assessment.domain.words import FINDINGS, finding_detail
from ui.models.rows import Index, RowModel


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A heading (``indicator`` 0) or a finding."""

    severity: Severity
    title: str
    detail: str = ""
    indicator: int = 0
    count: int = 0


def lines_of(findings: Sequence[Finding]) -> tuple[FindingLine, ...]:
    """Headings and findings, the heaviest first."""
    return tuple(_lines(findings))


def _lines(findings: Sequence[Finding]) -> Iterator[FindingLine]:
    headings = {
        Severity.BLOCKS: _tr("Menghalangi penyerahan"),
        Severity.WARNS: _tr("Melemahkan nilai"),
        Severity.INFORMS: _tr("Catatan"),
    }
    for severity, heading in headings.items():
        found = [finding for finding in findings if finding.severity is severity]
        if found:
            yield FindingLine(severity, heading, count=len(found))
        for finding in found:
            title = f"{finding.indicator} · {FINDINGS[finding.kind]}"
            yield FindingLine(severity, title, finding_detail(finding), finding.indicator)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


class FindingModel(RowModel[FindingLine]):
    """Lines for a view; headings cannot be chosen, the user role gives the line."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let findings be chosen, headings not."""
        if index.isValid() and self.rows[index.row()].indicator:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def words(self, row: FindingLine, role: int) -> str | None:
        """Give the whole text."""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{row.title} ({row.count})" if row.count else _whole(row)
            case Qt.ItemDataRole.ToolTipRole:
                return _whole(row)
            case _:
                return None


def _whole(line: FindingLine) -> str:
    return f"{line.title}. {line.detail}" if line.detail else line.title
