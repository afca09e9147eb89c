"""The way back to where the work was left."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from assessment.domain.formatting import index_text, moment_text
from assessment.domain.identity import OFFICIAL
from assessment.services.assessments import Card as AssessmentEntry
from indicators.outline import Outline
from ui.widgets.badge import LevelBadge
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.text import label

_BADGE = 48


class ContinueCard(Card):
    """The indicator that was edited last, with its level and who edited it when."""

    pressed = Signal()

    def __init__(self, entry: AssessmentEntry, outline: Outline, now: datetime) -> None:
        """Create the card; the name of the indicator follows with `show_name`."""
        super().__init__(padding=20, name="continue_card")
        overview = entry.overview
        number = overview.indicator or outline.numbers[0]
        self._number = number
        level = entry.score.levels[outline.numbers.index(number)]
        badge = LevelBadge(level, service=outline.is_service(number), size=_BADGE)
        self._title = label(self.tr("Indikator {0}").format(number), "h2", wrap=True)
        self._title.setObjectName("continue_title")
        words = QVBoxLayout()
        words.setSpacing(3)
        self._official = entry.counting.id == OFFICIAL  # then nobody has begun to assess
        begun = bool(overview.indicator) and not self._official
        caption = self.tr("Lanjutkan") if begun else self.tr("Mulai dari awal")
        words.addWidget(label(caption, "small", "accent_text", bold=True))
        words.addWidget(self._title)
        history = label(self._history(entry, now), role="text2", wrap=True)
        history.setObjectName("continue_history")
        words.addWidget(history)
        action = button(caption, "primary", "arrow-right", name="continue", icon_after=True)
        action.clicked.connect(self.pressed)
        self.body.setContentsMargins(20, 14, 20, 16)
        self.head.setSpacing(16)
        self.head.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.head.addLayout(words, 1)
        self.head.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_name(self, name: str) -> None:
        """Name the indicator; its texts are read after the first picture."""
        self._title.setText(f"{self._number} · {name}")

    def _history(self, entry: AssessmentEntry, now: datetime) -> str:
        named = f"{entry.assessment.institution} {entry.assessment.year}"
        if self._official:
            score = entry.score
            told = f"{entry.counting.name}: {index_text(score.index)} {score.grade.name}"
            named = f"{named}  ·  {told}"
        edited = entry.overview.edited
        if edited is None:
            return named
        when = moment_text(edited, now)
        who = entry.overview.editor
        past = self.tr("disunting {0} oleh {1}") if who else self.tr("disunting {0}")
        return f"{named}  ·  {past.format(when, who)}"
