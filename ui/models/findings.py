"""What was found, in words, grouped by how heavy it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.findings import Finding, Severity
from assessment.domain.words import FINDINGS, finding_detail

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


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


class FindingModel(QAbstractListModel):
    """Lines for a view; headings cannot be chosen, the user role gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty list."""
        super().__init__(parent)
        self._lines: tuple[FindingLine, ...] = ()

    def show(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._lines = lines_of(findings)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count headings and findings."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let findings be chosen, headings not."""
        if index.isValid() and self._lines[index.row()].indicator:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the whole text, or the line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{line.title} ({line.count})" if line.count else _whole(line)
            case Qt.ItemDataRole.ToolTipRole:
                return _whole(line)
            case Qt.ItemDataRole.UserRole:
                return line
            case _:
                return None


def _whole(line: FindingLine) -> str:
    return f"{line.title}. {line.detail}" if line.detail else line.title
