"""Beranda once there are assessments: go on, all of them, and what to do beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.identity import held_numbers
from ui.theme import current_theme
from ui.widgets.action_row import ActionRow
from ui.widgets.assessment_card import AssessmentCard, NextYearTile
from ui.widgets.attention import Attention
from ui.widgets.card import Card
from ui.widgets.card_grid import CardGrid
from ui.widgets.continue_card import ContinueCard
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QResizeEvent

    from assessment.domain.checks import Finding
    from assessment.services.assessments import Card as AssessmentEntry
    from indicators.outline import Outline

_SIDE = 328
_SIDE_NARROW = 288
_NARROW = 1100


class HomeList(QWidget):
    """Two columns: the assessments, and what can be begun or waits."""

    opened = Signal(int, int)
    identity_requested = Signal(int)
    next_year_requested = Signal(int)
    removal_requested = Signal(int)
    file_requested = Signal()
    demo_requested = Signal()

    def __init__(
        self,
        entries: Sequence[AssessmentEntry],
        outlines: Sequence[Outline],
        next_year: tuple[int, int] | None,
        now: datetime,
    ) -> None:
        """Create everything for these assessments, last edited first.

        Args:
            entries: the assessments.
            outlines: the instrument of each of them.
            next_year: the assessment and the year that the tile offers to start from it.
            now: what counts as today.
        """
        super().__init__()
        self._first = entries[0]
        self._continue = ContinueCard(entries[0], outlines[0], now)
        latest = self._first.overview.indicator or 0
        self._continue.pressed.connect(lambda: self.opened.emit(self._first.assessment.id, latest))
        named = f"{self._first.assessment.institution} {self._first.assessment.year}"
        self._attention = Attention(named if len(entries) > 1 else "")
        self._attention.indicator_requested.connect(
            lambda number: self.opened.emit(self._first.assessment.id, number)
        )
        held = held_numbers(self._first.assessment, outlines[0].numbers)
        unanswered = self._first.score.unanswered
        self._attention.show_unanswered([number for number in unanswered if number in held])
        cards: list[QWidget] = [
            self._card(entry, outline, now)
            for entry, outline in zip(entries, outlines, strict=True)
        ]
        if next_year is not None:
            cards.append(self._tile(*next_year, entries))
        self._arrange(cards)

    def _arrange(self, cards: list[QWidget]) -> None:
        main = QVBoxLayout()
        main.setSpacing(12)
        main.addWidget(self._continue)
        heading = QHBoxLayout()
        heading.addWidget(label(self.tr("Penilaian"), "h3"), 1)
        heading.addWidget(label(self.tr("Semua tersimpan di komputer ini"), "small", "text2"))
        main.addLayout(heading)
        main.addWidget(CardGrid(cards))
        main.addStretch(1)
        self._side = QWidget()
        self._side.setFixedWidth(_SIDE)  # from the start: else everything is laid out twice
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        side.addWidget(self._beginnings())
        side.addWidget(self._attention)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 20, 24, 20)
        row.setSpacing(24)
        row.addLayout(main, 1)
        row.addWidget(self._side)

    def show_closer_look(self, findings: Sequence[Finding], name: str) -> None:
        """Show what reading the whole assessment has found, and the name of its indicator."""
        self._attention.show_findings(findings)
        self._continue.show_name(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards more room in a narrow window."""
        super().resizeEvent(event)
        narrow = event.size().width() < current_theme().scaled(_NARROW)
        self._side.setFixedWidth(_SIDE_NARROW if narrow else _SIDE)

    def _card(self, entry: AssessmentEntry, outline: Outline, now: datetime) -> AssessmentCard:
        card = AssessmentCard(entry, outline, now)
        number = entry.assessment.id
        card.clicked.connect(lambda: self.opened.emit(number, 0))
        card.identity_requested.connect(lambda: self.identity_requested.emit(number))
        card.next_year_requested.connect(lambda: self.next_year_requested.emit(number))
        card.removal_requested.connect(lambda: self.removal_requested.emit(number))
        return card

    def _tile(self, source_id: int, year: int, entries: Sequence[AssessmentEntry]) -> NextYearTile:
        source = next(e.assessment for e in entries if e.assessment.id == source_id)
        tile = NextYearTile(
            self.tr("Mulai {0} dari {1}").format(year, source.year),
            self.tr("Tingkat, penjelasan, dan rujukan ikut disalin sebagai draf."),
        )
        tile.clicked.connect(lambda: self.next_year_requested.emit(source_id))
        return tile

    def _beginnings(self) -> Card:
        card = Card(self.tr("Mulai"))
        card.body.setContentsMargins(8, 14, 8, 8)
        card.body.setSpacing(0)
        card.head.setContentsMargins(8, 0, 8, 2)
        workbook = ActionRow(
            "file-spreadsheet",
            self.tr("Buka paket atau buku kerja"),
            self.tr("Dari rekan atau instansi: .spbe, .xlsx"),
            leads_on=True,
            name="open_workbook",
        )
        workbook.clicked.connect(self.file_requested)
        demo = ActionRow(
            "flask-conical",
            self.tr("Contoh"),
            self.tr("Kota contoh dengan bukti lengkap"),
            leads_on=True,
            name="open_demo",
        )
        demo.clicked.connect(self.demo_requested)
        card.body.addWidget(workbook)
        card.body.addWidget(demo)
        return card
