"""The action plan as a file: where to, how far it is, and how to open what was made."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from assessment.domain.exchange import ExportKind, suffix_of
from assessment.domain.formatting import size_text
from assessment.domain.sentences import describe
from indicators.errors import SpbeError
from ui.widgets.buttons import Button, button
from ui.widgets.export_kinds import proposed_name, with_suffix
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel

if TYPE_CHECKING:
    from assessment.domain.exchange import Receipt
    from assessment.domain.identity import Assessment
    from assessment.services.workbench import Workbench
    from ui.tasks import Task, TaskRunner


class PlanExport(QWidget):
    """Says what became of the last export; its ``button`` begins one and stands elsewhere."""

    def __init__(self, bench: Workbench, tasks: TaskRunner, assessment: Assessment) -> None:
        """Create it with nothing to say."""
        super().__init__()
        self._desk = bench.handover
        self._folder = bench.root / "exports"
        self._tasks = tasks
        self._assessment = assessment
        words = self.tr("Ekspor rencana")
        self.button: Button = button(words, icon_name="file-down", small=True, name="export-plan")
        self.button.setToolTip(self.tr("Sebagai buku Excel atau PDF untuk ditandatangani"))
        self.button.clicked.connect(self._offer)
        self._progress = ProgressPanel(words, name="plan-progress")
        self._progress.cancelled.connect(self._cancel)
        self._task: Task | None = None
        self._message = Message("ok", name="plan-exported")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 0)
        for part in (self._progress, self._message):
            column.addWidget(part)
            part.hide()
        self.hide()

    def show_assessment(self, assessment: Assessment) -> None:
        """Name files after the assessment as it is now."""
        self._assessment = assessment

    def _offer(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("plan-kinds")
        words = {
            ExportKind.PLAN_TABLE: self.tr("Excel (.xlsx)…"),
            ExportKind.PLAN: self.tr("PDF (A4)…"),
        }
        for kind, text in words.items():
            menu.addAction(text).triggered.connect(partial(self._ask, kind))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _ask(self, kind: ExportKind, *_: object) -> None:
        number = self._assessment.id
        made = (entry.path.parent for entry in self._desk.receipts(number) if not entry.failure)
        folder = next((place for place in made if place.is_dir()), self._folder)
        proposal = folder / proposed_name(kind, self._assessment)
        pattern = self.tr("Berkas (*.{0})").format(suffix_of(kind))
        title = self.tr("Simpan rencana aksi")
        chosen = QFileDialog.getSaveFileName(self, title, str(proposal), pattern)[0]
        if chosen:
            self._start(kind, number, with_suffix(Path(chosen), f".{suffix_of(kind)}"))

    def _start(self, kind: ExportKind, number: int, target: Path) -> None:
        self._show(self._progress)
        self._progress.reset(self.tr("Menulis {0}").format(target.name))
        self.button.setEnabled(False)
        self._task = self._tasks.start(
            lambda progress: self._desk.export(number, target, progress, name=kind),
            on_success=self._succeed,
            on_failure=self._fail,
            on_cancel=self._end,
            on_progress=self._progress.show_progress,
        )

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        self._task = None
        self.button.setEnabled(True)
        self.hide()

    def _succeed(self, receipt: Receipt) -> None:
        self._end()
        self._message.clear_buttons()
        places = (
            (self.tr("Buka"), "open-plan", receipt.path),
            (self.tr("Buka folder"), "open-plan-folder", receipt.path.parent),
        )
        for words, name, path in places:
            remedy = button(words, small=True, name=name)
            remedy.clicked.connect(partial(self._open, path))
            self._message.add_button(remedy)
        title = self.tr("Berhasil: {0}").format(receipt.path.name)
        self._message.set_content("ok", title, f"{receipt.summary} · {size_text(receipt.size)}")
        self._show(self._message)

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, SpbeError):
            self._tasks.failed.emit(error)
            return
        sentence = describe(error)
        self._message.clear_buttons()
        self._message.set_content("error", sentence.title, sentence.text)
        self._show(self._message)

    def _open(self, path: Path, *_: object) -> None:
        if path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return
        self._message.clear_buttons()
        text = self.tr("{0} tidak ada lagi atau tidak ada program untuknya. Buat lagi.")
        title = self.tr("Berkas tidak dapat dibuka")
        self._message.set_content("error", title, text.format(path))

    def _show(self, shown: QWidget) -> None:
        for part in (self._progress, self._message):
            part.setVisible(part is shown)
        self.show()
