"""Taking in a folder of evidence: choose it, look where its files belong, attach them all."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from ui.dialogs.folder_preview import FolderPreview
from ui.widgets.export_row import ExportRow
from ui.widgets.row_task import RowTask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assessment.domain.evidence_folder import Survey
    from assessment.services.evidence_intake import EvidenceIntake, TakenIn
    from ui.tasks import TaskRunner


class IntakePanel(QWidget):
    """A row that reads a folder of evidence."""

    changed = Signal(object)

    def __init__(self, intake: EvidenceIntake, tasks: TaskRunner) -> None:
        """Create a row that waits for a folder."""
        super().__init__()
        self._row = ExportRow(
            "folder-open",
            self.tr("Baca folder bukti"),
            self.tr("Berkas bernama 12.b.nama.pdf dilampirkan di indikatornya"),
            self.tr("Pilih folder"),
            name="intake",
        )
        self._intake = intake
        stopped = self.tr("Dibatalkan; tidak ada yang dilampirkan.")
        self._work = RowTask(self._row, tasks, stopped)
        self._assessment_id: int | None = None
        self._names: Mapping[int, str] = {}
        self._row.wait_for_assessment()
        self._row.requested.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._row)

    def show_assessment(self, assessment_id: int, names: Mapping[int, str]) -> None:
        """Attach to an assessment from now on; ``names`` are the indicators' short names."""
        if self._assessment_id is None:
            self._row.set_obstacle("")
            self._row.show_note(self.tr("Tempat setiap berkas ditampilkan dahulu"))
        self._assessment_id = assessment_id
        self._names = names

    def choose(self) -> None:
        """Ask the person for a folder and show where its files belong."""
        title = self.tr("Pilih folder bukti")
        if chosen := QFileDialog.getExistingDirectory(self, title):
            self.preview(Path(chosen))

    def preview(self, folder: Path) -> None:
        """Look through a folder in the background and show where its files belong."""
        number = self._assessment_id
        if number is None:
            return  # the row says why
        self._work.start(
            lambda progress: self._intake.survey(number, folder, progress),
            partial(self._ask, number),
            self.tr("Membaca {0}…").format(folder.name),
        )

    def _ask(self, number: int, survey: Survey) -> None:
        self._work.rest(self.tr("{0} sudah dibaca").format(survey.folder.name))
        dialog = FolderPreview(survey, self._names, self)
        dialog.confirmed.connect(partial(self._attach, number, survey))
        dialog.rejected.connect(partial(self._work.rest, self.tr("Tidak ada yang dilampirkan.")))
        dialog.open()

    def _attach(self, number: int, survey: Survey) -> None:
        self._work.start(
            lambda progress: self._intake.take_in(number, survey.arrivals, progress),
            self._attached,
            self.tr("Melampirkan…"),
        )

    def _attached(self, taken: TakenIn) -> None:
        said = [self.tr("{0} berkas dilampirkan").format(taken.attached)]
        if taken.present:
            said.append(self.tr("{0} sudah ada").format(taken.present))
        unusable = self.tr("{0} tidak dapat dipakai")
        said.extend(unusable.format(error.path.name) for error in taken.refused)
        self._row.show_success(" · ".join(said), can_open=False)
        if taken.step is not None:
            self.changed.emit(taken.step)
