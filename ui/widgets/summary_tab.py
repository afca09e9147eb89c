"""Ringkasan: index, radar, the arithmetic and the bars of all indicators on one page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.words import average_name, average_source
from assessment.services.ports import ChartKind
from ui.models.arithmetic import arithmetic, closing
from ui.theme import current_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.card import Card
from ui.widgets.chart_view import ChartView
from ui.widgets.index_card import IndexCard
from ui.widgets.measuring import Measuring
from ui.widgets.rank_line import RankLine
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.charts import ChartImage
    from assessment.domain.results import Result
    from assessment.services.workbench import Workbench
    from ui.tasks import TaskRunner

_LEAST_HEIGHT = 654  # with the header of the page 710
_UPPER = 404
_LOWER = 228
_LEAST_LOWER = 196
_NARROW = 1150
_ANY = 16777215  # the width Qt gives what has no largest one


class SummaryTab(QScrollArea):
    """Index, radar and arithmetic side by side, the bars of all indicators below.

    In a narrow window the arithmetic stands below index and radar.
    """

    indicator_requested = Signal(int)

    def __init__(self, bench: Workbench, tasks: TaskRunner, result: Result) -> None:
        """Create the tab with a result."""
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        self._results = bench.results
        self._result = result
        self._charts = {
            ChartKind.GRADES: self._chart(tasks, ChartKind.GRADES, QSize(240, 104)),
            ChartKind.RADAR: self._chart(tasks, ChartKind.RADAR, QSize(240, 300)),
            ChartKind.BARS: self._chart(tasks, ChartKind.BARS, QSize(720, 150)),
        }
        self._charts[ChartKind.BARS].activated.connect(self._open)
        self._index = IndexCard(self._charts[ChartKind.GRADES])
        self._index.indicator_requested.connect(self.indicator_requested)
        self.rank = RankLine(bench.national, result)
        self._index.add_below_grade(self.rank)
        self._radar = Card(name="radar-card")
        self._radar_title = label(size="h3")
        self._radar_title.setObjectName("radar-title")
        self._radar.head.addWidget(self._radar_title, 1)
        self._radar.body.addWidget(self._charts[ChartKind.RADAR], 1)
        self._radar.body.addWidget(self.rank.source)
        self._source = label(size="small", role="text2", wrap=True)
        self._source.setObjectName("average-source")
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
        Measuring(self, self._measure)

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
        self._radar_title.setText(self.tr("{0} aspek").format(len(result.outline.aspects)))
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

    def _lay_out(self) -> None:
        self._bars.body.addLayout(self._titled_bars(), 1)
        self._arithmetic = self._make_arithmetic()
        self._upper = QHBoxLayout()
        self._upper.setSpacing(16)
        for card, share in ((self._index, 3), (self._radar, 3), (self._arithmetic, 5)):
            self._upper.addWidget(card, share)
        self._content = QWidget()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(16, 16, 16, 16)
        self._column.setSpacing(16)
        self._column.addLayout(self._upper, _UPPER)
        self._column.addWidget(self._bars, _LOWER)
        self.setWidget(self._content)
        self._measure()

    def _make_arithmetic(self) -> Card:
        """The table, what it comes to, and where the averages in it are from."""
        card = Card(padding=8, name="arithmetic-card")
        card.head.setContentsMargins(8, 8, 8, 0)
        card.head.addWidget(label(self.tr("Perhitungan"), "h3"), 1)
        card.head.addWidget(label(self.tr("tanpa pembulatan antara"), "small", "text2"))
        card.body.addWidget(self.table, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 0, 8, 6)
        foot.setSpacing(2)
        for part in (self._closing, self._source):
            foot.addWidget(part)
        card.body.addLayout(foot)
        return card

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
        """Least and largest sizes of the design; large text and narrow windows need others."""
        theme = current_theme()
        narrow = self.width() < theme.scaled(_NARROW)
        below = self._column.indexOf(self._arithmetic) >= 0
        if narrow and not below:
            self._upper.removeWidget(self._arithmetic)
            self._column.insertWidget(1, self._arithmetic)
        elif below and not narrow:
            self._column.removeWidget(self._arithmetic)
            self._upper.addWidget(self._arithmetic, 5)
        self._index.setMinimumWidth(theme.scaled(280 if narrow else 352))
        self._index.setMaximumWidth(_ANY if narrow else theme.scaled(360))
        self._radar.setMinimumWidth(theme.scaled(260))
        wide = min(max(self.table.width_wanted() + 18, theme.scaled(424)), theme.scaled(560))
        self._arithmetic.setMaximumWidth(_ANY if narrow else wide)
        self.table.setMinimumHeight(
            self.table.horizontalHeader().height() + self.table.verticalHeader().length()
        )
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
