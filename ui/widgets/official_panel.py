"""Taking in an official result: choose it, confirm what it says, store it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assessment.domain.sentences import describe
from indicators.errors import SpbeError
from ui.dialogs.official_result import OfficialResultDialog
from ui.widgets.export_row import ExportRow
from ui.widgets.row_task import RowTask

if TYPE_CHECKING:
    from assessment.domain.steps import Step
    from assessment.services.official_result import OfficialPreview, OfficialResultDesk
    from ui.tasks import TaskRunner


class OfficialPanel(QWidget):
    """A row that reads an official result."""

    changed = Signal(object)

    def __init__(self, desk: OfficialResultDesk, tasks: TaskRunner) -> None:
        """Create a row that waits for a report."""
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._row = ExportRow(
            "file-check",
            self.tr("Baca hasil resmi (LHE)"),
            self.tr("Tingkat dihitung ulang dan dicocokkan dengan indeks yang tercetak"),
            self.tr("Pilih berkas"),
            name="official",
        )
        self._row.show_note(self.tr("PDF Laporan Hasil Evaluasi dari Kementerian PANRB"))
        self._row.requested.connect(self.choose)
        self._work = RowTask(self._row, tasks, self.tr("Dibatalkan; tidak ada yang diubah."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)

    def choose(self) -> None:
        """Ask the person for a report and show what it says."""
        title, pattern = self.tr("Baca hasil resmi"), self.tr("Laporan Hasil Evaluasi (*.pdf)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", pattern)
        if chosen:
            self.preview(Path(chosen))

    def preview(self, path: Path) -> None:
        """Read a report in the background and show what it says."""
        self._work.start(
            lambda progress: self._desk.preview(path, progress),
            self._ask,
            self.tr("Membaca {0}…").format(path.name),
        )

    def _ask(self, preview: OfficialPreview) -> None:
        self._work.rest(self.tr("{0} sudah dibaca").format(preview.result.path.name))
        dialog = OfficialResultDialog(preview, self._desk, self._tasks, self)
        dialog.confirmed.connect(partial(self._apply, dialog))
        dialog.year_chosen.connect(partial(self._read_again, dialog))
        dialog.rejected.connect(partial(self._work.rest, self.tr("Tidak ada yang diubah.")))
        dialog.open()

    def _read_again(
        self, dialog: OfficialResultDialog, preview: OfficialPreview, year: int
    ) -> None:
        """Read the report for the year that a person has named, and ask anew."""
        dialog.accept()
        self._work.start(
            lambda progress: self._desk.again(preview, year, progress),
            self._ask,
            self.tr("Membaca {0}…").format(preview.result.path.name),
        )

    def _apply(
        self, dialog: OfficialResultDialog, preview: OfficialPreview, levels: dict[int, int]
    ) -> None:
        self._tasks.start(
            lambda progress: self._desk.apply(preview, levels, progress, confirmed=True),
            on_success=partial(self._applied, dialog, preview),
            on_failure=partial(self._not_applied, dialog),
        )

    def _applied(
        self, dialog: OfficialResultDialog, preview: OfficialPreview, step: Step | None
    ) -> None:
        dialog.accept()
        result = preview.result
        said = (
            self.tr("{0} {1} sudah tercatat sama") if step is None else self.tr("{0} {1} dicatat")
        )
        self._row.show_success(said.format(result.institution, result.year), can_open=False)
        if step is not None:
            self.changed.emit(step)

    def _not_applied(self, dialog: OfficialResultDialog, error: Exception) -> None:
        if isinstance(error, SpbeError):
            dialog.show_failure(describe(error))
        else:
            dialog.reject()
            self._tasks.failed.emit(error)
