"""The index of an assessment with its grade, the way to the next one, and the year before."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.formatting import index_text, list_text, signed_text
from assessment.domain.identity import SELF
from assessment.domain.results import Previous, Result
from assessment.domain.scoring import exact
from assessment.domain.words import average_name, previous_name
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.chart_view import ChartView
from ui.widgets.chip import StateChip
from ui.widgets.message import Message
from ui.widgets.text import label

_STRIP = 104


class IndexCard(Card):
    """Index, grade, distance, the scale of grades, last year and what is unanswered."""

    indicator_requested = Signal(int)

    def __init__(self, strip: ChartView) -> None:
        """Create a card round the scale of grades; `show_result` fills it."""
        super().__init__(name="index-card")
        self._first_unanswered = 0
        self._title = label(size="h3", wrap=True)
        self._stage = StateChip("neutral", " ")
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self._stage, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._make_index())
        self._border_note = label(size="small", role="warn", wrap=True)
        self._border_note.setObjectName("border-note")
        self.body.addWidget(self._border_note)
        strip.setFixedHeight(_STRIP)
        self.body.addWidget(strip)
        self.body.addStretch(1)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self._previous = self._make_previous()
        self.body.addWidget(self._previous)
        self._averages = label(size="small", role="text2", wrap=True)
        self._averages.setObjectName("averages")
        self.body.addWidget(self._averages)
        self._unanswered = Message("info", name="unanswered")
        fill = button(self.tr("Isi sekarang"), small=True, name="fill-now")
        fill.clicked.connect(self._fill)
        self._unanswered.add_button(fill)
        self.body.addWidget(self._unanswered)

    def show_result(self, result: Result) -> None:
        """Show a result."""
        score = result.score
        stage = next(stage for stage in result.outline.stages if stage.id == SELF)
        self._title.setText(self.tr("Indeks SPBE {0}").format(result.assessment.year))
        self._stage.set_kind("neutral", stage.name)
        self._index.setText(index_text(score.index))
        self._grade.setText(score.grade.name)
        self._distance.setText(self._distance_text(result))
        self._index.setAccessibleName(
            self.tr("Indeks {0}, predikat {1}").format(index_text(score.index), score.grade.name)
        )
        self._border_note.setText(self._border_text(result))
        self._border_note.setVisible(score.grade != score.grade_rounded)
        self._show_previous(result.previous, score.index)
        self._show_averages(result)
        self._show_unanswered(result)

    def _make_index(self) -> QHBoxLayout:
        self._index = label(size="display")
        self._index.setObjectName("index")
        self._grade = label(size="h1", wrap=True)
        self._grade.setObjectName("grade")
        self._distance = label(size="small", role="text2", wrap=True)
        self._distance.setObjectName("distance")
        self._words = words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(self._grade)
        words.addWidget(self._distance)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self._index)
        row.addLayout(words, 1)
        return row

    def _make_previous(self) -> QWidget:
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._year_before = label(size="small", role="text2")
        self._index_before = label(bold=True)
        self._index_before.setObjectName("previous-index")
        self._change = StateChip("neutral", " ", small=True)
        self._change.setObjectName("change")
        row.addWidget(self._year_before)
        row.addWidget(self._index_before)
        row.addWidget(self._change)
        row.addStretch(1)
        return part

    def add_below_grade(self, part: QWidget) -> None:
        """Put something below the grade and what is missing to the next one."""
        self._words.insertWidget(self._words.indexOf(self._distance) + 1, part)

    def _distance_text(self, result: Result) -> str:
        following = result.score.next_grade
        if following is None:
            return self.tr("Predikat tertinggi")
        least = index_text(Fraction(following.grade.minimum))
        if following.missing < Fraction(1, 200):
            missing = self.tr("Kurang dari 0,01 lagi")
        else:
            missing = self.tr("{0} lagi").format(index_text(following.missing))
        return self.tr("{0} ke {1} ({2})").format(missing, following.grade.name, least)

    def _border_text(self, result: Result) -> str:
        score = result.score
        return self.tr(
            "Bila dibulatkan dahulu, {0} berpredikat {1}. Predikat ditentukan dari nilai sebelum "
            "dibulatkan, {2}."
        ).format(
            index_text(score.index), score.grade_rounded.name, exact(score.index).replace(".", ",")
        )

    def _show_previous(self, previous: Previous | None, index: Fraction) -> None:
        self._previous.setVisible(previous is not None)
        if previous is None:
            return
        self._year_before.setText(previous_name(previous))
        self._index_before.setText(index_text(previous.score.index))
        change = index - previous.score.index
        kind = "neutral" if not change else ("rise" if change > 0 else "fall")
        self._change.set_kind(kind, signed_text(change))

    def _show_averages(self, result: Result) -> None:
        averages = [average for average in (result.peers, result.national) if average is not None]
        texts = [f"{average_name(one)}: {index_text(Fraction(one.index))}" for one in averages]
        self._averages.setText(" · ".join(texts).replace(" · Rata-rata", " ·"))
        self._averages.setVisible(bool(texts))
        self._rule.setVisible(bool(texts) or result.previous is not None)

    def _show_unanswered(self, result: Result) -> None:
        unanswered = result.score.unanswered
        self._unanswered.setVisible(bool(unanswered))
        self._first_unanswered = unanswered[0] if unanswered else 0
        self._unanswered.set_content(
            "info",
            self.tr("{0} indikator belum diisi").format(len(unanswered)),
            self.tr("Dihitung tingkat {0}: {1}.").format(
                result.outline.minimum_level, list_text(unanswered)
            ),
        )

    def _fill(self) -> None:
        self.indicator_requested.emit(self._first_unanswered)
