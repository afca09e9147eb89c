"""What needs attention in an assessment, each a press away from its cure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel

from assessment.domain.formatting import list_text
from ui.widgets.action_row import ActionRow
from ui.widgets.card import Card
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assessment.domain.checks import Finding

_MOST = 8
# By the values of `FindingKind`: the first picture comes before the checks are imported.
_UNANSWERED = "unanswered"
_UNSUPPORTED = "unsupported"
_SHOWN = {
    _UNANSWERED: ("circle-dashed", "text2"),
    _UNSUPPORTED: ("triangle-alert", "warn"),
    "without_evidence": ("paperclip", "warn"),
    "without_explanation": ("file-pen", "text2"),
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
            self.body.addLayout(_indented(label(about, "small", "text2", wrap=True)))
        self._rows: list[ActionRow] = []
        self._calm = label(self.tr("Tidak ada yang menunggu."), role="text2", wrap=True)
        self.body.addLayout(_indented(self._calm))

    def show_unanswered(self, numbers: Sequence[int]) -> None:
        """Show which indicators have no level; more is known once the answers were read."""
        self._show({_UNANSWERED: [(number, "") for number in numbers]})

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead."""
        found = defaultdict(list)
        for finding in findings:
            found[finding.kind.value].append((finding.indicator, finding.detail))
        self._show(found)

    def _show(self, found: Mapping[str, list[tuple[int, str]]]) -> None:
        while self._rows:
            self._rows.pop().deleteLater()
        for kind, (icon_name, role) in _SHOWN.items():
            if places := found.get(kind):
                self._add(kind, places, icon_name, role)
        self._calm.setVisible(not self._rows)

    def _add(self, kind: str, places: list[tuple[int, str]], icon_name: str, role: str) -> None:
        numbers = tuple(number for number, _detail in places)
        first, about = places[0]
        detail = list_text(numbers, _MOST)
        if kind == _UNSUPPORTED and len(places) == 1:
            chosen, supported = about.split("/")
            detail = self.tr("Indikator {0}: dipilih {1}, didukung {2}").format(
                first, chosen, supported
            )
        elif len(places) == 1:
            detail = self.tr("Indikator {0}").format(first)
        title = self._words(kind).format(len(places))
        row = ActionRow(icon_name, title, detail, role=role, name=f"attention_{kind}")
        row.clicked.connect(lambda: self.indicator_requested.emit(first))
        self._rows.append(row)
        self.body.addWidget(row)

    def _words(self, kind: str) -> str:
        return {
            _UNANSWERED: self.tr("{0} indikator belum diisi"),
            _UNSUPPORTED: self.tr("{0} klaim belum didukung syarat"),
            "without_evidence": self.tr("{0} klaim tanpa bukti"),
            "without_explanation": self.tr("{0} penjelasan belum lengkap"),
        }[kind]


def _indented(words: QLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(8, 0, 8, 4)
    row.addWidget(words)
    return row
