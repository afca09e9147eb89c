"""Years side by side: the trend, two comparisons in one table, and the habit of judging."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.formatting import list_text, signed_text
from assessment.domain.identity import OFFICIAL
from assessment.domain.words import average_source
from assessment.domain.years import Column, Years, habit_of
from ui.models.years import column_name, comparison, habit_figures
from ui.theme import current_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.chart_view import ChartView
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Choice
from ui.widgets.measuring import Measuring
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

    from assessment.domain.charts import ChartImage
    from assessment.services.results import Results
    from ui.tasks import TaskRunner

_NARROW = 1150
_LEAST_HEIGHT = 380  # of the comparison above trend and habit
_FEWEST = 2  # measures that can be compared


class YearsTab(QWidget):
    """All years of the institution; a press on an indicator leads to it."""

    indicator_requested = Signal(int)
    comparison_requested = Signal()
    file_chosen = Signal(object)

    def __init__(self, results: Results, tasks: TaskRunner) -> None:
        """Create an empty tab; `show_assessment` fills it."""
        super().__init__()
        self._results = results
        self._years = Years()
        self._assessment_id = 0
        self._instrument_id = ""
        self._usual: tuple[str, ...] = ()
        self._chart = ChartView(self._draw, tasks, least=QSize(260, 180), name="chart-trend")
        self._chart.activated.connect(self._compare_with)
        self._choices = tuple(
            Choice(words, name=f"years-{name}")
            for name, words in (
                ("base", self.tr("Yang dibandingkan")),
                ("first", self.tr("Pembanding pertama")),
                ("second", self.tr("Pembanding kedua")),
            )
        )
        for choice in self._choices:
            choice.activated.connect(self._compare)
        self._figures = FigureTable(self.tr("Tahun ke tahun"), row=26, name="years")
        self._habit = FigureTable(self.tr("Kebiasaan menilai diri"), row=26, name="habit")
        for table in (self._figures, self._habit):
            table.indicator_requested.connect(self.indicator_requested)
        self._note = label(size="small", role="text2", wrap=True)
        self._note.setObjectName("years-note")
        self._habit_text = label(size="small", role="text2", wrap=True)
        self._habit_text.setObjectName("habit-text")
        self._import = self._import_button("import-official")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_content())
        self._stack.addWidget(self._make_empty())
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self._stack)
        Measuring(self, self._measure)

    @property
    def table(self) -> FigureTable | None:
        """The comparison; None where there is nothing to compare with."""
        return self._figures if self._stack.currentIndex() == 0 else None

    def show_assessment(self, assessment_id: int) -> None:
        """Show the years of the institution that an assessment is of, as they are stored now.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        before = tuple(choice.currentText() for choice in self._choices)
        same = assessment_id == self._assessment_id and before != self._usual
        kept = before if same else ("", "", "")
        self._assessment_id = assessment_id
        self._years = self._results.years(assessment_id)
        own = (year for year in self._years.entries if year.assessment.id == assessment_id)
        self._instrument_id = next((year.outline.id for year in own), "")
        enough = len(self._years.columns) >= _FEWEST
        self._stack.setCurrentIndex(0 if enough else 1)
        if enough:
            self._offer(kept)
            self._compare()
            self._show_habit()
            self._chart.refresh()

    def _make_content(self) -> QWidget:
        compared = Card(padding=8, name="years-card")
        compared.head.setContentsMargins(8, 8, 8, 0)
        base, first, second = self._choices
        for part in (base, label(self.tr("terhadap")), first, label(self.tr("dan")), second):
            compared.head.addWidget(part)
        compared.head.addStretch(1)
        self._note.setContentsMargins(8, 0, 8, 0)
        compared.body.addWidget(self._figures, 1)
        compared.body.addWidget(self._note)
        self._compared = compared
        self._side = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._side.setSpacing(16)
        self._side.addWidget(self._make_trend(), 1)
        self._side.addWidget(self._make_habit(), 1)
        content = QWidget()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(compared, 2)
        self._row.addLayout(self._side, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        scroll.setWidget(content)
        return scroll

    def _make_trend(self) -> Card:
        trend = Card(name="trend-card")
        trend.head.addWidget(label(self.tr("Indeks per tahun"), "h3"), 1)
        printing = button(
            self.tr("Cetak perbandingan"),
            small=True,
            icon_name="file-down",
            name="print-comparison",
        )
        printing.clicked.connect(self.comparison_requested)
        trend.head.addWidget(printing)
        trend.body.addWidget(self._chart, 1)
        return trend

    def _make_habit(self) -> Card:
        habit = Card(padding=8, name="habit-card")
        habit.head.setContentsMargins(8, 8, 8, 0)
        habit.head.addWidget(label(self.tr("Kebiasaan menilai diri"), "h3"), 1)
        self._habit_text.setContentsMargins(8, 0, 8, 0)
        habit.body.addWidget(self._habit_text)
        offer = QHBoxLayout()
        offer.setContentsMargins(8, 0, 8, 0)
        offer.addWidget(self._import)
        offer.addStretch(1)
        habit.body.addLayout(offer)
        habit.body.addWidget(self._habit, 1)
        habit.body.addStretch(0)
        return habit

    def _make_empty(self) -> QWidget:
        return EmptyState(
            "calendar-clock",
            self.tr("Belum ada pembanding"),
            self.tr(
                "Impor LHE tahun ini atau tahun lalu, atau mulai penilaian tahun lain dari"
                " instansi ini. Semua tahunnya lalu berdampingan di sini."
            ),
            buttons=[self._import_button("import-first")],
            name="no-years",
        )

    def _import_button(self, name: str) -> QPushButton:
        made = button(self.tr("Impor LHE…"), small=True, icon_name="file-input", name=name)
        made.clicked.connect(self._choose_file)
        return made

    def _choose_file(self) -> None:
        title, pattern = self.tr("Impor LHE"), self.tr("Laporan Hasil Evaluasi (*.pdf)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", pattern)
        if chosen:
            self.file_chosen.emit(Path(chosen))

    def _draw(self, width: int, height: int, ratio: float, theme: str) -> ChartImage:
        return self._results.trend(self._years, (width, height), ratio, theme)

    def _offer(self, kept: tuple[str, ...]) -> None:
        """Offer every measure, the latest first; what a person chose stays where it is there."""
        usual = [column_name(column) for column in self._years.usual()]
        usual += [self.tr("tidak ada")] * (len(self._choices) - len(usual))
        self._usual = tuple(usual)
        columns = self._years.columns[::-1]
        for place, choice in enumerate(self._choices):
            choice.clear()
            if place:
                choice.addItem(self.tr("tidak ada"), None)
            for column in columns:
                choice.addItem(column_name(column), column)
            wanted = choice.findText(kept[place]) if kept[place] else -1
            choice.setCurrentIndex(wanted if wanted >= 0 else max(0, choice.findText(usual[place])))

    def _columns(self) -> tuple[Column, ...]:
        chosen = (choice.currentData() for choice in self._choices)
        return tuple(column for column in chosen if isinstance(column, Column))

    def _compare(self) -> None:
        columns = self._columns()
        self._figures.show_figures(comparison(columns, self._instrument_id))
        self._note.setText(" ".join(self._notes(columns)))
        self._note.setVisible(bool(self._note.text()))

    def _notes(self, columns: tuple[Column, ...]) -> list[str]:
        """What cannot be subtracted, where averages come from, and which years are missing."""
        base, *others = columns
        words = self.tr("{0} diukur dengan {1}: disandingkan, tidak dikurangkan.")
        notes = [
            words.format(column_name(column), column.year.outline.title)
            for column in others
            if not column.comparable(base)
        ]
        if any(column.comparable(base) for column in others):
            notes.append(self.tr("Selisih dihitung dari nilai sebelum dibulatkan."))
        if base.year.average is not None:
            notes.append(self.tr("Rata-rata: {0}.").format(average_source(base.year.average)))
        if self._years.locked:
            missing = list_text(tuple(entry.year for entry in self._years.locked))
            notes.append(self.tr("Instrumen tahun {0} tidak dapat dibaca.").format(missing))
        return notes

    def _compare_with(self, key: str) -> None:
        """Compare with the year that was pressed in the trend, its official result if known."""
        second = self._choices[-1]
        columns = [column for column in self._years.columns if column.year.number == int(key)]
        columns.sort(key=lambda column: column.measure.stage != OFFICIAL)
        if columns:
            second.setCurrentIndex(second.findText(column_name(columns[0])))
            self._compare()

    def _show_habit(self) -> None:
        habit = habit_of(self._years)
        figures = None if habit is None else habit_figures(habit)
        self._habit.setVisible(figures is not None and bool(figures.rows))
        self._import.setVisible(habit is None)
        if habit is None or figures is None:
            self._habit_text.setText(
                self.tr(
                    "Belum ada tahun dengan penilaian mandiri dan LHE. Setelah LHE diimpor,"
                    " tampak di mana penilaian mandiri biasanya lebih tinggi."
                )
            )
            return
        self._habit.show_figures(figures)
        words = self.tr("Penilaian mandiri terhadap LHE tahun {0}.")
        texts = [words.format(list_text(habit.years))]
        if habit.index is not None:
            words = self.tr("Indeks mandiri rata-rata {0} terhadap LHE.")
            texts.append(words.format(signed_text(habit.index)))
        if len(habit.years) == 1:
            texts.append(self.tr("Satu tahun belum menunjukkan kebiasaan."))
        if not figures.rows:
            texts.append(self.tr("Tidak ada yang biasanya dinilai lebih tinggi atau lebih rendah."))
        self._habit_text.setText(" ".join(texts))

    def _measure(self) -> None:
        """Let trend and habit stand below the comparison where the window is narrow."""
        theme = current_theme()
        narrow = self.width() < theme.scaled(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(down if narrow else across)
        self._side.setDirection(across if narrow else down)
        self._compared.setMinimumHeight(theme.scaled(_LEAST_HEIGHT) if narrow else 0)
