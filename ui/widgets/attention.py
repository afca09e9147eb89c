"""What needs attention in an assessment, each a press away from its cure."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import Signal

from assessment.domain.checks import Finding, FindingKind
from assessment.domain.formatting import list_text
from ui.widgets.action_row import ActionRow
from ui.widgets.card import Card
from ui.widgets.text import label

_MOST = 8
_SHOWN = {
    FindingKind.UNANSWERED: ("circle-dashed", "text2"),
    FindingKind.UNSUPPORTED: ("triangle-alert", "warn"),
    FindingKind.WITHOUT_EVIDENCE: ("paperclip", "warn"),
    FindingKind.WITHOUT_EXPLANATION: ("file-pen", "text2"),
}


class Attention(Card):
    """Findings by kind, with the indicators they concern."""

    indicator_requested = Signal(int)

    def __init__(self, about: str = "") -> None:
        """Create an empty list about an assessment; its name is shown where there are several."""
        super().__init__(self.tr("Perlu perhatian"), padding=16, name="attention")
        self.body.setContentsMargins(8, 14, 8, 8)
        self.body.setSpacing(0)
        self.head.setContentsMargins(8, 0, 8, 4)
        if about:
            line = label(about, "small", "text2", wrap=True)
            line.setContentsMargins(8, 0, 8, 4)
            self.body.addWidget(line)
        self._rows: list[ActionRow] = []
        self._calm = label(self.tr("Tidak ada yang menunggu."), role="text2", wrap=True)
        self._calm.setContentsMargins(8, 0, 8, 8)
        self.body.addWidget(self._calm)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead."""
        while self._rows:
            self._rows.pop().deleteLater()
        found: dict[FindingKind, list[Finding]] = defaultdict(list)
        for finding in findings:
            found[finding.kind].append(finding)
        for kind, (icon_name, role) in _SHOWN.items():
            if found[kind]:
                self._add(kind, found[kind], icon_name, role)
        self._calm.setVisible(not self._rows)

    def _add(self, kind: FindingKind, findings: list[Finding], icon_name: str, role: str) -> None:
        numbers = tuple(finding.indicator for finding in findings)
        title = self._words(kind).format(len(numbers))
        detail = list_text(numbers, _MOST)
        if kind is FindingKind.UNSUPPORTED and len(findings) == 1:
            chosen, supported = findings[0].detail.split("/")
            detail = self.tr("Indikator {0}: dipilih {1}, didukung {2}").format(
                numbers[0], chosen, supported
            )
        elif len(findings) == 1:
            detail = self.tr("Indikator {0}").format(numbers[0])
        row = ActionRow(icon_name, title, detail, role=role, name=f"attention_{kind.value}")
        row.clicked.connect(lambda: self.indicator_requested.emit(numbers[0]))
        self._rows.append(row)
        self.body.addWidget(row)

    def _words(self, kind: FindingKind) -> str:
        return {
            FindingKind.UNANSWERED: self.tr("{0} indikator belum diisi"),
            FindingKind.UNSUPPORTED: self.tr("{0} klaim belum didukung syarat"),
            FindingKind.WITHOUT_EVIDENCE: self.tr("{0} klaim tanpa bukti"),
            FindingKind.WITHOUT_EXPLANATION: self.tr("{0} penjelasan belum lengkap"),
        }[kind]
