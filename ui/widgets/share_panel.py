"""Giving some indicators to a colleague as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assessment.domain.file_names import safe_file_name
from assessment.domain.formatting import size_text
from ui.widgets.export_kinds import with_suffix
from ui.widgets.export_row import ExportRow
from ui.widgets.row_task import RowTask

if TYPE_CHECKING:
    from assessment.domain.exchange import Receipt
    from assessment.domain.handover import Handover
    from assessment.domain.progress import Progress
    from assessment.services.workbench import Workbench
    from ui.tasks import TaskRunner

_SUFFIX = ".spbe"


class SharePanel(QWidget):
    """A row that writes a part."""

    exported = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, folder: Path) -> None:
        """Create the row; ``folder`` is proposed for files."""
        super().__init__()
        self._bench = bench
        self._folder = folder
        self._handover: Handover | None = None
        self._row = ExportRow(
            "users",
            self.tr("Bagikan sebagian (.spbe)"),
            self.tr("Beberapa indikator dengan buktinya, untuk dikerjakan rekan"),
            self.tr("Pilih indikator"),
            name="share",
        )
        self._row.wait_for_assessment()
        self._row.requested.connect(self.choose)
        self._work = RowTask(self._row, tasks, self.tr("Dibatalkan; tidak ada berkas yang dibuat."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)

    def show_handover(self, handover: Handover, folder: Path) -> None:
        """Give parts of an assessment from now on, proposing a folder."""
        if self._handover is None:
            self._row.set_obstacle("")
            self._row.show_note(self.tr("Bagian yang kembali digabungkan dari baris di bawah"))
        self._handover = handover
        self._folder = folder

    def choose(self) -> None:
        """Let a person choose indicators, then a place."""
        if self._handover is None or self._work.busy():
            return
        from ui.dialogs.share_part import SharePart

        dialog = SharePart(self._handover.instrument, self._handover.dossier, self)
        dialog.confirmed.connect(self._ask_target)
        dialog.open()

    def _ask_target(self, numbers: tuple[int, ...], name: str, password: str) -> None:
        if self._handover is None:
            return
        assessment = self._handover.dossier.assessment
        words = ["Bagian-SPBE", assessment.institution, str(assessment.year)]
        words += ["untuk", name] if name else [f"{len(numbers)} indikator"]
        stem = "-".join(" ".join(words).split())
        proposal = self._folder / safe_file_name(f"{stem}{_SUFFIX}")
        title, pattern = self.tr("Simpan bagian"), self.tr("Paket (*.spbe)")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(proposal), pattern)
        if chosen:
            self._start(assessment.id, numbers, with_suffix(Path(chosen), _SUFFIX), password)

    def _start(
        self, assessment_id: int, numbers: tuple[int, ...], target: Path, password: str
    ) -> None:
        def work(progress: Progress) -> Receipt:
            give = self._bench.parts.give
            return give(assessment_id, numbers, target, password=password, progress=progress)

        self._work.start(work, partial(self._done, numbers), self.tr("Sedang dibuat…"))

    def _done(self, numbers: tuple[int, ...], receipt: Receipt) -> None:
        words = self.tr("{0} · {1} indikator · {2}").format(
            receipt.path.name, len(numbers), size_text(receipt.size)
        )
        self._row.show_success(words, can_open=False)
        self.exported.emit(receipt)
