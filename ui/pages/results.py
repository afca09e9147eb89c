"""Hasil: the index and how it comes about, compared, and what is to be said of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assessment.domain.results import Result
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from ui.tasks import TaskRunner
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.buttons import button
from ui.widgets.card import page_header
from ui.widgets.cheapest_path import CheapestPathTab
from ui.widgets.evaluation_tab import EvaluationTab
from ui.widgets.page_actions import PageActions
from ui.widgets.plain_table import PlainTable
from ui.widgets.stages_tab import StagesTab
from ui.widgets.summary_tab import SummaryTab
from ui.widgets.tabs import TabStrip
from ui.widgets.what_if import WhatIfTab
from ui.widgets.years_tab import YearsTab

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
        header = page_header(self.tr("Hasil"), self._tabs, self._copy, report)
        self._actions = PageActions(self, header, self._copy, report)
        column.addWidget(header)
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
                case SummaryTab() | WhatIfTab() if result != before:
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
        tab: SummaryTab | YearsTab | WhatIfTab | CheapestPathTab
        if number == _YEARS:
            tab = self._make_years(result.assessment.id)
        elif number == _WHAT_IF:
            tab = WhatIfTab(self._results, self._tasks, result)
        elif number == _PATH:
            tab = CheapestPathTab(self._bench, self._tasks, result, self._now)
            tab.changed.connect(self.changed)
        else:
            tab = SummaryTab(self._bench, self._tasks, result)
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
            if isinstance(tab, SummaryTab):
                tab.rank.refresh()

    def _table(self) -> FigureTable | PlainTable | None:
        match self._body.currentWidget():
            case SummaryTab() | YearsTab() | StagesTab() | WhatIfTab() | CheapestPathTab() as tab:
                return tab.table
            case _:
                return None

    def _copy_table(self) -> None:
        table = self._table()
        if table is not None:
            table.copy()
