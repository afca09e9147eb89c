"""Periksa: what an evaluator would object to, and what waits for approval."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.findings import Cure, Severity
from assessment.domain.formatting import time_text
from ui.dialogs.waive import WaiveDialog
from ui.models.review import ReviewRow, open_rows, waived_rows
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.card import Card, page_header, rule
from ui.widgets.chip import FilterChip, StateChip
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import search_field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.queue_desk import QueueDesk
from ui.widgets.review_list import ReviewList
from ui.widgets.review_queue import ReviewQueue
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.findings import Reviewed
    from assessment.domain.progress import Progress
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench
    from ui.tasks import Task, TaskRunner

_SIDE = 18
_QUEUE, _QUEUE_LEAST = 488, 380
_FINDINGS_LEAST = 420
_LEAST_HEIGHT = 440


class ReviewPage(QWidget):
    """All findings of one assessment, and beside them its review queue."""

    indicator_requested = Signal(int)
    document_requested = Signal(str, int)
    citation_requested = Signal(int, str)
    counted = Signal(int)
    changed = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, now: Clock) -> None:
        """Create an empty page."""
        super().__init__()
        self.setObjectName("review-page")
        self._review = bench.review
        self._worksheet = bench.worksheet
        self._tasks = tasks
        self._now = now
        self._assessment_id = 0  # none yet; rows exist only once there is one
        self._names: dict[int, str] = {}
        self._rows: tuple[ReviewRow, ...] = ()
        self._running: Task | None = None
        self._round = 0
        self._looked_over = False
        self._list = ReviewList()
        self._list.cure_requested.connect(self._cure)
        self._list.waive_requested.connect(self._ask_reason)
        self._list.unwaive_requested.connect(self._unwaive)
        self._chips: dict[Severity | None, FilterChip] = {}
        self._queue = ReviewQueue()
        self._queue.indicator_requested.connect(self.indicator_requested)
        self._desk = QueueDesk(self._queue, bench, now)
        self._desk.changed.connect(self._follow)
        self._desk.completed.connect(self._offer_hand_in)
        self._desk.closable.connect(self._offer_closing)
        self._make_head()
        self._lay_out()

    def show_assessment(self, assessment_id: int) -> None:
        """Look an assessment over; files are only read whole at the first time.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        if assessment_id != self._assessment_id:
            dossier = self._worksheet.dossier(assessment_id)
            instrument = self._worksheet.instrument(dossier.assessment)
            self._names = {entry.number: entry.short_name for entry in instrument.indicators}
            self._assessment_id = assessment_id
            self._looked_over = False
            self._list.forget()
            self._stack.setCurrentWidget(self._waiting)
        self._desk.show_assessment(assessment_id)
        self._look(thoroughly=not self._looked_over)

    def check(self) -> None:
        """Read every file again."""
        self._look(thoroughly=True)

    def _look(self, *, thoroughly: bool) -> None:
        number = self._assessment_id
        if not number:
            return
        if self._running is not None:
            self._running.cancel()
        self._round += 1

        def work(progress: Progress) -> Reviewed:
            if thoroughly:
                return self._review.look_over(number, progress)
            return self._review.glance(number)

        self._running = self._tasks.start(
            work,
            on_success=partial(self._take, self._round, thoroughly),
            on_failure=partial(self._fail, self._round),
            on_cancel=partial(self._stop, self._round),
            on_progress=partial(self._show_progress, self._round),
        )

    def _take(self, number: int, thoroughly: bool, reviewed: Reviewed) -> None:
        if number != self._round:
            return
        self._end()
        if thoroughly:
            self._looked_over = True
        self._when.setText(self.tr("Diperiksa {0}").format(time_text(self._now())))
        self._rows = open_rows(reviewed, self._names)
        waived = waived_rows(reviewed, self._names)
        self._list.show_rows(self._rows, waived)
        self._show_counts()
        empty = not self._rows and not waived
        self._stack.setCurrentWidget(self._calm if empty else self._findings)
        self._desk.show_findings(reviewed.open)
        self.counted.emit(len(self._rows))

    def _show_counts(self) -> None:
        self._count.set_kind("neutral", str(len(self._rows)))
        words = {
            None: self.tr("Semua {0}"),
            Severity.BLOCKS: self.tr("Menghalangi {0}"),
            Severity.WARNS: self.tr("Melemahkan {0}"),
            Severity.INFORMS: self.tr("Catatan {0}"),
        }
        for severity, chip in self._chips.items():
            found = [row for row in self._rows if severity in (None, row.severity)]
            chip.setText(words[severity].format(len(found)))
            chip.updateGeometry()
            chip.setEnabled(bool(found) or severity is None)
            if severity is not None and not found and chip.isChecked():
                self._choose(None)
        self._copy.setEnabled(bool(self._rows))

    def _fail(self, number: int, error: Exception) -> None:
        self._stop(number)
        self._tasks.failed.emit(error)

    def _stop(self, number: int) -> None:
        if number == self._round:
            self._end()
            self._when.setText(self.tr("Pemeriksaan belum selesai"))

    def _end(self) -> None:
        self._running = None
        self._progress.hide()
        self._again.setEnabled(True)

    def _show_progress(self, number: int, done: int, total: int, text: str) -> None:
        if number != self._round:
            return
        if self._progress.isHidden():
            self._progress.reset(self.tr("Memeriksa berkas bukti"))
            self._progress.show()
            self._again.setEnabled(False)
        self._progress.show_progress(done, total, text)

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()

    # What a person does

    def _cure(self, row: ReviewRow) -> None:
        self._list.leave_at(row)
        first = row.findings[0]
        if row.at_document:
            self.document_requested.emit(first.sha256, first.page)
        elif first.cure is Cure.EDIT_CITATION:
            self.citation_requested.emit(first.indicator, first.sha256)
        else:
            self.indicator_requested.emit(first.indicator)

    def _ask_reason(self, row: ReviewRow) -> None:
        dialog = WaiveDialog(row, self)
        dialog.confirmed.connect(partial(self._waive, self._assessment_id, row))
        dialog.open()

    def _waive(self, number: int, row: ReviewRow, reason: str) -> None:
        self._list.leave_at(row)
        self._follow(self._review.waive(number, row.findings, reason))

    def _unwaive(self, row: ReviewRow) -> None:
        self._list.leave_at(row)
        self._follow(self._review.unwaive(self._assessment_id, row.findings))

    def _follow(self, step: object) -> None:
        if step is not None:
            self.changed.emit(step)
        self._look(thoroughly=False)

    def _copy_list(self) -> None:
        lines = [f"{row.text()}" for row in self._list.rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _choose(self, severity: Severity | None) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key is severity)
        self._filter()

    def _filter(self) -> None:
        chosen = next((key for key, chip in self._chips.items() if chip.isChecked()), None)
        self._list.filter(chosen, self._search.text())

    def _offer_hand_in(self, count: int) -> None:
        self._hand_in.setText(self.tr("Ajukan {0} yang lengkap").format(count))
        self._hand_in.setVisible(bool(count))

    def _offer_closing(self, stage: str) -> None:
        self._close.setToolTip(self.tr("Tetapkan {0} sebagai final").format(stage))
        self._close.setVisible(bool(stage))

    # How it is laid out

    def _make_head(self) -> None:
        tr = self.tr
        self._when = label(size="small", role="text2")
        self._when.setObjectName("review_when")
        self._again = button(tr("Periksa ulang"), icon_name="rotate-ccw", name="review_again")
        self._again.clicked.connect(self.check)
        self._copy = button(tr("Salin daftar"), icon_name="copy", name="review_copy")
        self._copy.clicked.connect(self._copy_list)
        self._copy.setEnabled(False)
        self._hand_in = button("", icon_name="send", name="review_hand_in")
        self._hand_in.setToolTip(tr("Ajukan semua draf yang terisi dan tanpa temuan penghalang"))
        self._hand_in.clicked.connect(self._desk.hand_in)
        self._hand_in.hide()
        self._close = button(tr("Tetapkan final"), icon_name="lock", name="review_close")
        self._close.clicked.connect(self._desk.close_stage)
        self._close.hide()
        self._count = StateChip("neutral", "0", small=True)
        self._search = search_field(tr("Cari temuan"), name="review_search")
        self._search.textChanged.connect(self._filter)
        for severity in (None, *Severity):
            chip = FilterChip("", name=f"review_{severity or 'all'}")
            chip.setChecked(severity is None)
            chip.clicked.connect(partial(self._choose, severity))
            self._chips[severity] = chip
        self._progress = ProgressPanel(tr("Memeriksa berkas bukti"), name="review_progress")
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()

    def _lay_out(self) -> None:
        self._findings = self._card()
        self._calm = EmptyState(
            "circle-check",
            self.tr("Tidak ada temuan"),
            self.tr("Tidak ada yang perlu diperbaiki pada isian, bukti, dan rujukan."),
            name="review_calm",
        )
        self._waiting = QWidget()
        self._stack = QStackedWidget()
        for part in (self._waiting, self._findings, self._calm):
            self._stack.addWidget(part)
        found = QVBoxLayout()
        found.setSpacing(12)
        found.addWidget(self._progress)
        found.addWidget(self._stack, 1)
        self._content = QWidget()
        row = _Beside(self._content)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(found, 1)
        row.addWidget(self._queue, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        actions = (self._when, self._hand_in, self._close, self._again, self._copy)
        column.addWidget(page_header(self.tr("Periksa"), *actions))
        column.addWidget(scroll, 1)
        self._show_counts()
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        """Give the cards the room of the new font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        scaled = current_theme().scaled
        self._queue.setMinimumWidth(_QUEUE_LEAST)
        self._queue.setMaximumWidth(scaled(_QUEUE))
        self._stack.setMinimumWidth(_FINDINGS_LEAST)
        self._content.setMinimumHeight(scaled(_LEAST_HEIGHT))

    def _card(self) -> Card:
        card = Card(padding=0, name="findings-card")
        card.body.setSpacing(0)
        card.body.setContentsMargins(1, 0, 1, 8)
        card.head.setContentsMargins(_SIDE, 12, 14, 12)
        card.head.setSpacing(10)
        card.head.addWidget(label(self.tr("Temuan"), "h3"))
        card.head.addWidget(self._count)
        chips = QWidget()
        flow = FlowLayout(chips)
        for chip in self._chips.values():
            flow.addWidget(chip)
        card.head.addWidget(chips, 1, Qt.AlignmentFlag.AlignVCenter)
        self._search.setMaximumWidth(150)
        card.head.addWidget(self._search)
        card.body.addWidget(rule())
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setObjectName("findings_area")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the row that has the focus
        scroll.setWidget(self._list)
        card.body.addWidget(scroll, 1)
        return card


class _Beside(QHBoxLayout):
    """Lets both cards shrink to their least height, where they scroll inside themselves."""

    def hasHeightForWidth(self) -> bool:
        return False
