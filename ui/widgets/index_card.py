"""The index of an assessment with its grade, the way to the next one, and the year before."""

from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.formatting import index_text, list_text, signed_text
from assessment.domain.identity import OFFICIAL
from assessment.domain.results import Result
from assessment.domain.scoring import exact
from assessment.domain.words import average_name, previous_name, series_name
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.chart_view import ChartView
from ui.widgets.chip import StateChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.message import Message
from ui.widgets.text import label


class _Held(QWidget):
    """What the index is held against: its name, its index, and the difference."""

    def __init__(self, index_name: str, change_name: str) -> None:
        super().__init__()
        self._name = label(size="small", role="text2")
        self._index = label(bold=True)
        self._index.setObjectName(index_name)
        self._change = StateChip("neutral", " ", small=True)
        self._change.setObjectName(change_name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self._name, self._index, self._change):
            row.addWidget(part)

    def show_index(self, name: str, index: Fraction, change: Fraction, kind: str) -> None:
        """Show an index under its name with the difference to it."""
        self._name.setText(name)
        self._index.setText(index_text(index))
        self._change.set_kind(kind, signed_text(change))


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
        strip.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.body.addWidget(strip)
        self.body.addStretch(1)
        self._rule = rule()
        self.body.addWidget(self._rule)
        self._official = _Held("official-index", "official-change")
        self._previous = _Held("previous-index", "change")
        self._held = QWidget()
        held = FlowLayout(self._held, gap=8)
        held.addWidget(self._official)
        held.addWidget(self._previous)
        self.body.addWidget(self._held)
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
        self._title.setText(self.tr("Indeks SPBE {0}").format(result.assessment.year))
        self._stage.set_kind("neutral", result.stage_name)
        self._index.setText(index_text(score.index))
        self._grade.setText(score.grade.name)
        self._distance.setText(self._distance_text(result))
        self._index.setAccessibleName(
            self.tr("Indeks {0}, predikat {1}").format(index_text(score.index), score.grade.name)
        )
        self._border_note.setText(self._border_text(result))
        self._border_note.setVisible(score.grade != score.grade_rounded)
        self._show_held(result)
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

    def _show_held(self, result: Result) -> None:
        """Show the official result of the year, which is no change, and the year before."""
        index, official, previous = result.score.index, result.official, result.previous
        self._official.setVisible(official is not None)
        if official is not None:
            name = series_name(OFFICIAL, result.assessment.year)
            self._official.show_index(name, official.index, index - official.index, "neutral")
        self._previous.setVisible(previous is not None)
        if previous is not None:
            change = index - previous.score.index
            kind = "neutral" if not change else ("rise" if change > 0 else "fall")
            self._previous.show_index(previous_name(previous), previous.score.index, change, kind)
        self._held.setVisible(official is not None or previous is not None)

    def _show_averages(self, result: Result) -> None:
        averages = [average for average in (result.peers, result.national) if average is not None]
        texts = [f"{average_name(one)}: {index_text(Fraction(one.index))}" for one in averages]
        self._averages.setText(" · ".join(texts).replace(" · Rata-rata", " ·"))
        self._averages.setVisible(bool(texts))
        self._rule.setVisible(bool(texts) or not self._held.isHidden())

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
