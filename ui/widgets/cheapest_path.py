"""Jalan termurah: the least effort to a grade or an index, and the plan that is made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.errors import OutOfReachError
from assessment.domain.formatting import list_text
from assessment.domain.scoring import score
from assessment.domain.sentences import describe
from ui.models.efforts import EffortModel
from ui.models.path_steps import PathModel, PathStep, path_steps
from ui.theme import current_theme
from ui.widgets.action_plan import ActionPlanPane
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.measuring import Measuring
from ui.widgets.message import Message
from ui.widgets.needs_card import NeedsCard
from ui.widgets.outcome_card import OutcomeCard, side_width
from ui.widgets.path_goal import PathGoal
from ui.widgets.path_table import EffortTable, StepTable
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label

if TYPE_CHECKING:
    from fractions import Fraction

    from assessment.domain.cheapest_path import CheapestPath
    from assessment.domain.planning import PathSetting
    from assessment.domain.progress import Progress
    from assessment.domain.results import Result
    from assessment.domain.steps import Step
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench
    from ui.tasks import Task, TaskRunner
    from ui.widgets.plain_table import PlainTable

_STEPS, _EFFORTS, _PLAN = range(3)
_NEEDS, _LEAST_NEEDS = 196, 140


class CheapestPathTab(QWidget):
    """Steps, what they cost, and the plan at the left; wish and outcome at the right."""

    indicator_requested = Signal(int)
    changed = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, result: Result, now: Clock) -> None:
        """Create the tab with the way to the next better grade."""
        super().__init__()
        self._planning = bench.planning
        self._tasks = tasks
        self._result = result
        self._path: CheapestPath | None = None
        self._task: Task | None = None
        self._order = 0
        number = result.assessment.id
        settings = self._planning.settings(number)
        self._costs = EffortModel(result, self._planning.efforts(number), settings, self)
        self._costs.edited.connect(self._keep)
        self._model = PathModel(self)
        self._steps = StepTable(self._model, self.tr("Langkah termurah lebih dahulu"))
        self._steps.chosen.connect(self._show_needs)
        self._steps.lock_requested.connect(self._costs.toggle_lock)
        self._steps.indicator_requested.connect(self.indicator_requested)
        self._efforts = EffortTable(self._costs, self.tr("Usaha dan batas"))
        self._plan = ActionPlanPane(bench, tasks, result, now)
        self._plan.changed.connect(self.changed)
        self._needs = NeedsCard()
        self._outcome = OutcomeCard(self.tr("Setelah semua langkah"), bench.results, tasks, result)
        self._goal = PathGoal(result, settings.wish)
        self._goal.changed.connect(self._keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(self._make_left(), 1)
        self._side = self._make_side()
        row.addWidget(self._side)
        Measuring(self, self._share)
        self._show_part()
        self._find()

    @property
    def table(self) -> PlainTable:
        """The table that is shown."""
        return (self._steps, self._efforts, self._plan.table)[self._parts.currentIndex()]

    def show_result(self, result: Result) -> None:
        """Show the assessment as it is stored now."""
        self._plan.show_result(result)
        number = result.assessment.id
        settings = self._planning.settings(number)
        self._costs.show_result(result, self._planning.efforts(number), settings)
        self._goal.show_result(result, settings.wish)
        self._result = result
        self._find()

    def _share(self) -> None:
        """Leave the names of indicators room in a small window and in large text."""
        self._side.setFixedWidth(side_width(self.width()))
        self._needs.setMinimumHeight(current_theme().scaled(_LEAST_NEEDS))
        self._needs.setMaximumHeight(current_theme().scaled(_NEEDS))

    def _make_left(self) -> QVBoxLayout:
        self._parts = TabStrip(
            [self.tr("Langkah"), self.tr("Usaha dan batas"), self.tr("Rencana aksi")],
            accessible_name=self.tr("Bagian jalan termurah"),
            name="path-tabs",
        )
        self._parts.currentChanged.connect(self._show_part)
        self._count = label(size="small", role="text2")
        self._count.setObjectName("path-count")
        words = self.tr("Kembalikan bawaan")
        self._reset = button(words, "link", "rotate-ccw", name="reset-efforts")
        self._reset.setToolTip(self.tr("Semua usaha dan batas kembali seperti semula (Ctrl+Z)"))
        self._reset.clicked.connect(self._take_defaults)
        card = Card(padding=8, name="path-card")
        card.head.setContentsMargins(2, 0, 8, 0)
        card.head.addWidget(self._parts, 1)
        card.head.addWidget(self._count)
        card.head.addWidget(self._reset)
        self._stack = QStackedWidget()
        for part in (self._steps, self._efforts, self._plan):
            self._stack.addWidget(part)
        card.body.addWidget(self._stack, 1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(card, 2)
        column.addWidget(self._needs, 1)
        return column

    def _make_side(self) -> QScrollArea:
        self._effort = label(bold=True, wrap=True)
        self._effort.setObjectName("path-effort")
        self._locked = label(size="small", role="text2", wrap=True)
        self._locked.setObjectName("path-locked")
        self._adopt = button(
            self.tr("Jadikan rencana aksi"), "primary", "list-checks", name="adopt-path"
        )
        self._adopt.clicked.connect(self._make_plan)
        for part in (self._goal, self._effort, self._locked, self._adopt):
            self._outcome.body.addWidget(part)
        self._message = Message("info", name="path-message")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._outcome)
        column.addWidget(self._message)
        column.addStretch(1)
        side = QScrollArea()  # a low window has no room for all of it
        side.setWidgetResizable(True)
        side.setFrameShape(QFrame.Shape.NoFrame)
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(content)
        return side

    def _show_part(self) -> None:
        part = self._parts.currentIndex()
        self._stack.setCurrentIndex(part)
        self._count.setVisible(part == _STEPS)
        self._reset.setVisible(part == _EFFORTS)
        self._show_needs(self._steps.step())

    def _keep(self, setting: PathSetting) -> None:
        self._show_kept(self._planning.keep_setting(setting))

    def _take_defaults(self) -> None:
        self._show_kept(self._planning.reset(self._result.assessment.id))

    def _show_kept(self, step: Step | None) -> None:
        """Look for the path with what is stored now."""
        self._costs.show_settings(self._planning.settings(self._result.assessment.id))
        self._find()
        if step is not None:
            self.changed.emit(step)

    def _find(self) -> None:
        """Look for the path away from the interface; only the latest answer is shown."""
        self._order += 1
        if self._task is not None:
            self._task.cancel()
        self._show_limits()
        wanted = self._goal.wanted()
        if wanted is None:
            self._show_nothing()
            return
        planning, order, number = self._planning, self._order, self._result.assessment.id
        efforts, caps = self._costs.efforts(), self._costs.caps(self._goal.highest())

        def work(_progress: Progress) -> tuple[int, Fraction, CheapestPath | OutOfReachError]:
            try:
                return order, wanted, planning.cheapest_path(number, wanted, efforts, caps)
            except OutOfReachError as error:
                return order, wanted, error

        self._task = self._tasks.start(work, on_success=self._take)

    def _take(self, found: tuple[int, Fraction, CheapestPath | OutOfReachError]) -> None:
        order, wanted, path = found
        if order != self._order:
            return
        if isinstance(path, OutOfReachError):
            self._show_nothing()
            sentence = describe(path)
            self._message.set_content("error", sentence.title, sentence.text)
        elif wanted <= self._result.score.index:
            self._show_nothing()
            title = self.tr("Indeks itu sudah tercapai")
            self._message.set_content("ok", title, self.tr("Tidak ada langkah yang perlu."))
        else:
            self._show_path(path)

    def _show_path(self, path: CheapestPath) -> None:
        self._path = path
        levels = {climb.indicator: climb.goal for climb in path.climbs}
        now = dict(zip(self._result.outline.numbers, self._result.score.levels, strict=True))
        self._outcome.show_outcome(self._result, score(self._result.outline, {**now, **levels}))
        self._model.show(path_steps(self._result, path))
        if self._steps.step() is None:
            self._steps.selectRow(0)
        self._show_needs(self._steps.step())
        self._count.setText(self.tr("{0} indikator").format(len(path.climbs)))
        self._effort.setText(self.tr("Usaha seluruhnya: {0}").format(path.effort))
        self._adopt.setEnabled(True)
        self._message.set_content(
            "info",
            self.tr("Nilai penilaian tidak berubah"),
            self.tr("Usaha adalah banyaknya syarat yang masih terbuka, kecuali diubah."),
        )

    def _show_nothing(self) -> None:
        self._path = None
        self._model.show(())
        self._outcome.show_outcome(self._result, self._result.score)
        self._show_needs(None)
        for text in (self._count, self._effort):
            text.setText("")
        self._adopt.setEnabled(False)
        title = self.tr("Tulis indeks yang diinginkan")
        self._message.set_content("info", title, self.tr("Dengan koma, misalnya 2,60."))

    def _show_limits(self) -> None:
        locked = self._costs.locked()
        self._locked.setText(self.tr("Dikunci: {0}").format(list_text(locked)) if locked else "")
        self._locked.setVisible(bool(locked))
        self._reset.setEnabled(self._costs.changed())

    def _show_needs(self, step: PathStep | None) -> None:
        self._needs.setVisible(step is not None and self._parts.currentIndex() == _STEPS)
        if step is None:
            return
        title = self.tr("{0}  {1}: ke tingkat {2}").format(step.number, step.name, step.goal)
        number = self._result.assessment.id
        self._needs.show_needs(title, self._planning.needs(number, step.number, step.goal))

    def _make_plan(self) -> None:
        if self._path is None:
            return
        step = self._planning.adopt(self._result.assessment.id, self._path)
        self._plan.show_result(self._result)
        self._parts.setCurrentIndex(_PLAN)
        title = self.tr("Jalan ini menjadi rencana aksi")
        if step is None:
            title = self.tr("Rencana aksi sudah memuat jalan ini")
        self._message.set_content("ok", title, self.tr("Ctrl+Z membatalkannya."))
        if step is not None:
            self.changed.emit(step)
