"""What will be handed in and what is still wrong with it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessment.domain.checks import Finding, Severity
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL, SELF
from assessment.services.review import Review
from ui.tasks import Task, TaskRunner
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.checklist import Checklist
from ui.widgets.elided import ElidedLabel
from ui.widgets.finding_list import FindingList
from ui.widgets.message import Message, MessageKind
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

_SIDE = 18


class ContentsCard(Card):
    """The checklist, all findings, and whether something blocks."""

    indicator_requested = Signal(int)

    def __init__(self, review: Review, tasks: TaskRunner) -> None:
        """Create an empty card."""
        super().__init__(padding=0, name="contents-card")
        self._review = review
        self._tasks = tasks
        self._handover: Handover | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._checking: Task | None = None
        self._round = 0
        self._stage = ElidedLabel(size="small", role="text2")
        self._stage.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._checklist = Checklist()
        self._checklist.indicator_requested.connect(self.indicator_requested)
        self._list = FindingList(self.tr("Temuan"))
        self._list.indicator_requested.connect(self.indicator_requested)
        self._verdict = Message("info", name="verdict")
        self._verdict.hide()
        self._first = button(self.tr("Buka yang pertama"), small=True, name="open-first")
        self._first.clicked.connect(self._open_first)
        self._again = button(self.tr("Periksa ulang"), small=True, name="check-again")
        self._again.clicked.connect(self.check)
        self._verdict.add_button(self._first)
        self._verdict.add_button(self._again)
        self._progress = ProgressPanel(self.tr("Memeriksa berkas bukti"), name="check-progress")
        self._progress.cancelled.connect(self._cancel)
        self._progress.hide()
        self._lay_out()

    def show_handover(self, handover: Handover) -> None:
        """Show the figures of an assessment; findings of another one are forgotten."""
        before = self._handover
        if before is None or before.dossier.assessment.id != handover.dossier.assessment.id:
            self._findings = None
            self._list.show_findings(())
            self._verdict.hide()
        self._handover = handover
        year = handover.dossier.assessment.year
        self._stage.setText(f"{handover.result.stage_name} {year}")
        self._checklist.show_handover(handover, self._findings)

    def check(self) -> None:
        """Look the assessment over; reading every evidence file takes its time."""
        if self._handover is None:
            return
        self._cancel()
        self._round += 1
        number = self._handover.dossier.assessment.id
        self._checking = self._tasks.start(
            lambda progress: self._review.findings(number, progress),
            on_success=partial(self._take, self._round),
            on_failure=partial(self._give_up, self._round),
            on_cancel=partial(self._stop, self._round),
            on_progress=partial(self._show_progress, self._round),
        )

    def _lay_out(self) -> None:
        self.body.setSpacing(0)
        self.head.setContentsMargins(_SIDE, 14, _SIDE, 14)
        self.head.addWidget(label(self.tr("Yang diserahkan"), "h3"))
        self.head.addWidget(self._stage, 1)
        self.body.addWidget(rule())
        self.body.addWidget(self._checklist)
        self.body.addWidget(self._list, 1)
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(14, 8, 14, 14)
        column.addWidget(self._progress)
        column.addWidget(self._verdict)
        self.body.addWidget(foot)

    def _take(self, number: int, findings: tuple[Finding, ...]) -> None:
        if number != self._round or self._handover is None:
            return
        self._end()
        self._findings = findings
        self._list.show_findings(findings)
        self._checklist.show_handover(self._handover, findings)
        blocking = sum(entry.severity is Severity.BLOCKS for entry in findings)
        self._first.setVisible(bool(blocking))
        self._again.hide()
        self._verdict.set_content(*self._judge(self._handover, blocking))
        self._verdict.show()

    def _judge(self, handover: Handover, blocking: int) -> tuple[MessageKind, str, str]:
        """Whether it can be handed in."""
        if handover.result.stage == OFFICIAL:
            words = self.tr(
                "Belum ada penilaian mandiri yang dapat diserahkan."
                " Laporan dan ringkasan hasil resmi dapat dibuat di kanan."
            )
            return "info", self.tr("Hanya hasil resmi"), words
        if handover.dossier.assessment.part:
            words = self.tr(
                "Buat Paket (.spbe) di kanan, lalu kirim kepada yang membagikannya."
                " Temuan yang menghalangi: {0}."
            )
            title = self.tr("Bagian untuk dikembalikan")
            return "info" if blocking else "ok", title, words.format(blocking)
        if handover.dossier.outcome(SELF).final:
            words = self.tr(
                "Isiannya hanya dibaca. Temuan yang menghalangi di atas: {0}."
                " Ekspor di kanan memuat semua tahap."
            )
            return "info", self.tr("Penilaian Mandiri sudah final"), words.format(blocking)
        if blocking:
            words = self.tr(
                "{0} temuan menghalangi. Ekspor di kanan tetap dapat dibuat sebagai draf."
            )
            return "warn", self.tr("Belum dapat diserahkan"), words.format(blocking)
        return "ok", self.tr("Siap diserahkan"), self.tr("Tidak ada temuan yang menghalangi.")

    def _give_up(self, number: int, error: Exception) -> None:
        self._stop(number)
        self._tasks.failed.emit(error)

    def _stop(self, number: int) -> None:
        if number != self._round:
            return
        self._end()
        self._first.hide()
        self._again.show()
        self._verdict.set_content(
            "info",
            self.tr("Pemeriksaan belum selesai"),
            self.tr("Temuan yang tampil mungkin belum lengkap."),
        )
        self._verdict.show()

    def _end(self) -> None:
        self._checking = None
        self._progress.hide()

    def _show_progress(self, number: int, done: int, total: int, text: str) -> None:
        if number != self._round:
            return
        if self._progress.isHidden():
            self._progress.reset(self.tr("Memeriksa berkas bukti"))
            self._verdict.hide()
            self._progress.show()
        self._progress.show_progress(done, total, text)

    def _cancel(self) -> None:
        if self._checking is not None:
            self._checking.cancel()

    def _open_first(self) -> None:
        first = next(entry for entry in self._findings or () if entry.severity is Severity.BLOCKS)
        self.indicator_requested.emit(first.indicator)
