"""Hasil: the index and how it comes about, compared, and what is to be said of it."""

from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.charts import ChartImage
from assessment.domain.results import Result
from assessment.domain.words import average_name, average_source
from assessment.services.ports import ChartKind, Clock
from assessment.services.workbench import Workbench
from ui.models.arithmetic import arithmetic, closing
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.buttons import button
from ui.widgets.card import Card, page_header
from ui.widgets.chart_view import ChartView
from ui.widgets.cheapest_path import CheapestPathTab
from ui.widgets.evaluation_tab import EvaluationTab
from ui.widgets.index_card import IndexCard
from ui.widgets.plain_table import PlainTable
from ui.widgets.rank_line import RankLine
from ui.widgets.stages_tab import StagesTab
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label
from ui.widgets.what_if import WhatIfTab
from ui.widgets.years_tab import YearsTab

_LEAST_HEIGHT = 654  # with the header of the page 710
_UPPER = 404
_LOWER = 228
_LEAST_LOWER = 196
_NARROW = 1150
_AVERAGES = 4  # the column of the arithmetic from which averages stand
_YEARS, _STAGES, _EVALUATION, _WHAT_IF, _PATH = range(1, 6)


class ResultsPage(QWidget):
    """The result of one assessment: summary, years and stages side by side, what is said."""

    indicator_requested = Signal(int)
    report_requested = Signal()
    comparison_requested = Signal()
    file_chosen = Signal(object)
    national_requested = Signal()
    changed = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, now: Clock) -> None:
        """Create an empty page; `show_assessment` fills it."""
        super().__init__()
        self.setObjectName("results-page")
        self._bench = bench
        self._results = bench.results
        self._tasks = tasks
        self._now = now
        self._result: Result | None = None
        self._stages = StagesTab()
        self._stages.indicator_requested.connect(self.indicator_requested)
        self._made: dict[int, QWidget] = {_STAGES: self._stages}
        self._tabs = self._make_tabs()
        self._copy = button(self.tr("Salin"), icon_name="copy", name="copy-table")
        self._copy.clicked.connect(self._copy_table)
        report = button(self.tr("Cetak laporan"), "primary", "file-down", name="print-report")
        report.clicked.connect(self.report_requested)
        self._body = QStackedWidget()
        for tab in self._made.values():
            self._body.addWidget(tab)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_header(self.tr("Hasil"), self._tabs, self._copy, report))
        column.addWidget(self._body, 1)

    def _make_tabs(self) -> TabStrip:
        tr = self.tr
        titles = (
            tr("Ringkasan"),
            tr("Tahun ke tahun"),
            tr("Antar tahap"),
            tr("Kekuatan dan saran"),
            tr("Bagaimana jika"),
            tr("Jalan termurah"),
        )
        tabs = TabStrip(titles, accessible_name=tr("Bagian hasil"), height=55, name="result-tabs")
        tabs.setUsesScrollButtons(True)
        tabs.currentChanged.connect(self._show_tab)
        return tabs

    def show_assessment(self, assessment_id: int) -> None:
        """Show the result of an assessment as it is stored now.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        result = self._results.result(assessment_id)
        self._stages.show_stages(self._results.stages(assessment_id), result)
        before, self._result = self._result, result
        if before is not None and before.assessment.id != assessment_id:
            self._forget(_WHAT_IF, _PATH)
        for tab in self._made.values():
            match tab:
                case EvaluationTab() | YearsTab():
                    tab.show_assessment(assessment_id)
                case CheapestPathTab():
                    tab.show_result(result)
                case _Summary() | WhatIfTab() if result != before:
                    tab.show_result(result)
        self._show_tab()

    def _forget(self, *numbers: int) -> None:
        """Begin anew with what was tried and wished for another assessment."""
        for number in numbers:
            if (tab := self._made.pop(number, None)) is not None:
                self._body.removeWidget(tab)
                tab.deleteLater()

    def flush(self) -> None:
        """Store what is still being typed.

        Raises:
            StorageError: it cannot be stored.
        """
        for tab in self._made.values():
            if isinstance(tab, EvaluationTab):
                tab.flush()

    def _show_tab(self) -> None:
        number = self._tabs.currentIndex()
        if self._result is None:
            return
        if number not in self._made:
            self._made[number] = self._make(number, self._result)
            self._body.addWidget(self._made[number])
        self._body.setCurrentWidget(self._made[number])
        self._copy.setEnabled(self._table() is not None)

    def _make(self, number: int, result: Result) -> QWidget:
        """Make a tab with much in it, once it is looked at."""
        if number == _EVALUATION:
            notes = EvaluationTab(self._bench)
            notes.changed.connect(self.changed)
            notes.show_assessment(result.assessment.id)
            return notes
        tab: _Summary | YearsTab | WhatIfTab | CheapestPathTab
        if number == _YEARS:
            tab = self._make_years(result.assessment.id)
        elif number == _WHAT_IF:
            tab = WhatIfTab(self._results, self._tasks, result)
        elif number == _PATH:
            tab = CheapestPathTab(self._bench, self._tasks, result, self._now)
            tab.changed.connect(self.changed)
        else:
            tab = _Summary(self._bench, self._tasks, result)
            tab.rank.lists_requested.connect(self.national_requested)
        tab.indicator_requested.connect(self.indicator_requested)
        return tab

    def _make_years(self, assessment_id: int) -> YearsTab:
        tab = YearsTab(self._results, self._tasks)
        tab.comparison_requested.connect(self.comparison_requested)
        tab.file_chosen.connect(self.file_chosen)
        tab.show_assessment(assessment_id)
        return tab

    def refresh_rank(self) -> None:
        """Show the rank in the lists that are kept now."""
        for tab in self._made.values():
            if isinstance(tab, _Summary):
                tab.rank.refresh()

    def _table(self) -> FigureTable | PlainTable | None:
        match self._body.currentWidget():
            case _Summary() | YearsTab() | StagesTab() | WhatIfTab() | CheapestPathTab() as tab:
                return tab.table
            case _:
                return None

    def _copy_table(self) -> None:
        table = self._table()
        if table is not None:
            table.copy()


class _Summary(QScrollArea):
    """Index, radar and arithmetic side by side, the bars of all indicators below."""

    indicator_requested = Signal(int)

    def __init__(self, bench: Workbench, tasks: TaskRunner, result: Result) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._results = bench.results
        self._result = result
        self._charts = {
            ChartKind.GRADES: self._chart(tasks, ChartKind.GRADES, QSize(240, 96)),
            ChartKind.RADAR: self._chart(tasks, ChartKind.RADAR, QSize(240, 300)),
            ChartKind.BARS: self._chart(tasks, ChartKind.BARS, QSize(720, 150)),
        }
        self._charts[ChartKind.BARS].activated.connect(self._open)
        self._index = IndexCard(self._charts[ChartKind.GRADES])
        self._index.indicator_requested.connect(self.indicator_requested)
        self.rank = RankLine(bench.national, result)
        self._index.add_below_grade(self.rank)
        self._radar = Card(self.tr("{0} aspek").format(len(result.outline.aspects)))
        self._radar.body.addWidget(self._charts[ChartKind.RADAR], 1)
        self._source = label(size="small", role="text2", wrap=True)
        self._source.setObjectName("average-source")
        self._radar.body.addWidget(self._source)
        self._radar.body.addWidget(self.rank.source)
        self.table = FigureTable(self.tr("Perhitungan indeks"), name="arithmetic")
        self._closing = label(size="small", role="text2", wrap=True)
        self._closing.setObjectName("closing")
        self._closing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._bars = Card(name="bars-card")
        self._bars_title = label(size="h3")
        self._bars_note = label(size="small", role="text2")
        self._bars_note.setObjectName("bars-note")
        self._lay_out()
        self.show_result(result)

    def _chart(self, tasks: TaskRunner, kind: ChartKind, least: QSize) -> ChartView:
        return ChartView(partial(self._draw, kind), tasks, least=least, name=f"chart-{kind}")

    def _draw(
        self, kind: ChartKind, width: int, height: int, ratio: float, theme: str
    ) -> ChartImage:
        return self._results.chart(kind, self._result, (width, height), ratio, theme)

    def show_result(self, result: Result) -> None:
        """Show another result."""
        self._result = result
        self._index.show_result(result)
        self.rank.show_result(result)
        self.table.show_figures(arithmetic(result))
        self._measure()
        self._closing.setText(closing(result))
        self._source.setVisible(result.peers is not None)
        if result.peers is not None:
            words = self.tr("{0}: {1}")
            self._source.setText(
                words.format(average_name(result.peers), average_source(result.peers))
            )
        self._bars_title.setText(
            self.tr("{0} indikator terhadap target").format(len(result.outline.numbers))
        )
        self._bars_note.setText(self._target_text(result))
        for chart in self._charts.values():
            chart.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the averages to the card of the index where the window is narrow."""
        super().resizeEvent(event)
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Give the cards the room of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _lay_out(self) -> None:
        self._arithmetic = Card(padding=8, name="arithmetic-card")
        self._arithmetic.head.setContentsMargins(8, 8, 8, 0)
        self._arithmetic.head.addWidget(label(self.tr("Perhitungan"), "h3"), 1)
        self._arithmetic.head.addWidget(label(self.tr("tanpa pembulatan antara"), "small", "text2"))
        self._arithmetic.body.addWidget(self.table, 1)
        self._closing.setContentsMargins(8, 0, 8, 10)
        self._arithmetic.body.addWidget(self._closing)
        self._bars.body.addLayout(self._titled_bars(), 1)
        upper = QHBoxLayout()
        upper.setSpacing(16)
        for card, share in ((self._index, 3), (self._radar, 3), (self._arithmetic, 5)):
            upper.addWidget(card, share)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(upper, _UPPER)
        column.addWidget(self._bars, _LOWER)
        self.setWidget(self._content)
        self._measure()

    def _titled_bars(self) -> QGridLayout:
        """The title lies over the chart's first line, which holds only the legend, at the right."""
        title = QHBoxLayout()
        title.setSpacing(20)
        title.addWidget(self._bars_title)
        title.addWidget(self._bars_note)
        title.addStretch(1)
        grid = QGridLayout()
        grid.addWidget(self._charts[ChartKind.BARS], 0, 0)
        grid.addLayout(title, 0, 0, Qt.AlignmentFlag.AlignTop)
        return grid

    def _measure(self) -> None:
        """Least and largest sizes of the design; text needs more room when it is larger."""
        theme = current_theme()
        narrow = self.width() < theme.scaled(_NARROW)
        for column in range(_AVERAGES, self.table.model().columnCount()):
            self.table.setColumnHidden(column, narrow)
        self._index.setMinimumWidth(theme.scaled(280))
        self._index.setMaximumWidth(theme.scaled(360))
        self._radar.setMinimumWidth(theme.scaled(260))
        self._arithmetic.setMinimumWidth(theme.scaled(388))
        self._arithmetic.setMaximumWidth(theme.scaled(424 if narrow else 500))
        self._arithmetic.setMinimumHeight(theme.scaled(_UPPER))
        self._bars.setMinimumHeight(theme.scaled(_LEAST_LOWER))
        self._content.setMinimumHeight(theme.scaled(_LEAST_HEIGHT))

    def _target_text(self, result: Result) -> str:
        reached = len(result.on_target)
        below = len(result.outline.numbers) - reached
        targets = set(result.targets.values())
        if len(targets) == 1:
            return self.tr("{0} mencapai target {1}, {2} di bawahnya").format(
                reached, targets.pop(), below
            )
        return self.tr("{0} mencapai targetnya, {1} di bawahnya").format(reached, below)

    def _open(self, key: str) -> None:
        self.indicator_requested.emit(int(key))
