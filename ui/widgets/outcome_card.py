"""What an index would become: now, then, its grade, and where it lies on the scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from assessment.domain.formatting import index_text, signed_text
from assessment.domain.words import rounded_text
from assessment.services.ports import ChartKind
from ui.theme import current_theme
from ui.widgets.card import Card
from ui.widgets.chart_view import ChartView
from ui.widgets.chip import StateChip
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.charts import ChartImage
    from assessment.domain.results import Result
    from assessment.domain.scoring import Score
    from assessment.services.results import Results
    from ui.tasks import TaskRunner

_STRIP = 104
_SIDE, _LEAST_SIDE = 376, 300


def side_width(whole: int) -> int:
    """The width of the column with this card on a tab: that of the design, less in a small one."""
    scaled = current_theme().scaled
    return min(scaled(_SIDE), max(scaled(_LEAST_SIDE), whole * 36 // 100))


class OutcomeCard(Card):
    """Names of the labels: ``index-now``, ``index-then``, ``grade-then``, ``index-change``."""

    def __init__(self, title: str, results: Results, tasks: TaskRunner, result: Result) -> None:
        """Create a card on which nothing differs from a result yet."""
        super().__init__(title, name="outcome")
        self._results = results
        self._shown = result
        self._now = label(size="h1", role="text2", bold=False)
        self._then = label(size="display")
        self._grade = label(size="h2", wrap=True)
        self._change = StateChip("neutral", " ", small=True)
        for part, part_name in (
            (self._now, "index-now"),
            (self._then, "index-then"),
            (self._grade, "grade-then"),
            (self._change, "index-change"),
        ):
            part.setObjectName(part_name)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._now)
        row.addWidget(Glyph("arrow-right", "text2"))
        row.addWidget(self._then)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._grade)
        words.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.body.addLayout(row)
        self._rounded = label(size="small", role="warn", wrap=True)
        self._rounded.setObjectName("rounded-then")
        self.body.addWidget(self._rounded)
        self._strip = ChartView(self._draw, tasks, least=QSize(240, _STRIP), name="chart-outcome")
        self._strip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(self._strip)
        self.show_outcome(result, result.score)

    def show_outcome(self, result: Result, score: Score) -> None:
        """Show a score beside that of a result."""
        shown = replace(result, score=score)
        change = score.index - result.score.index
        self._now.setText(index_text(result.score.index))
        self._then.setText(index_text(score.index))
        self._then.setAccessibleName(
            self.tr("Indeks menjadi {0}, predikat {1}").format(
                index_text(score.index), score.grade.name
            )
        )
        self._grade.setText(score.grade.name)
        rounded = rounded_text(score)
        self._rounded.setText(f"{rounded[:1].upper()}{rounded[1:]}")
        self._rounded.setVisible(bool(rounded))
        kind = "neutral" if not change else ("rise" if change > 0 else "fall")
        self._change.set_kind(kind, signed_text(change))
        if shown != self._shown:
            self._shown = shown
            self._strip.refresh()

    def _draw(self, width: int, height: int, ratio: float, theme: str) -> ChartImage:
        return self._results.chart(ChartKind.GRADES, self._shown, (width, height), ratio, theme)
