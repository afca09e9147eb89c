"""Periksa ruang kerja: looks everything over and says what was found."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessment.domain.diagnosis import Checkup, remedy
from assessment.domain.formatting import size_text
from assessment.services.diagnosis import Diagnosis
from ui.tasks import TaskRunner
from ui.widgets.buttons import button
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel

_MOST = 8  # the command line names all of them


class WorkspaceCheck(QWidget):
    """Progress and outcome; ``button`` starts it and may stand elsewhere."""

    def __init__(self, diagnosis: Diagnosis, tasks: TaskRunner) -> None:
        """Create an empty panel."""
        super().__init__()
        self._diagnosis = diagnosis
        self._tasks = tasks
        self.button = button(
            self.tr("Periksa ruang kerja"), icon_name="shield-check", name="settings_check"
        )
        self.button.clicked.connect(self._start)
        self._progress = ProgressPanel(name="check_progress")
        self._outcome = Message("ok", name="check_outcome")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._progress, self._outcome):
            column.addWidget(part)
            part.hide()

    def _start(self) -> None:
        self.button.setEnabled(False)
        self._outcome.hide()
        self._progress.reset(self.tr("Memeriksa ruang kerja"))
        task = self._tasks.start(
            self._diagnosis.examine, on_success=self._show, on_progress=self._show_progress
        )
        self._progress.cancelled.connect(task.cancel)
        task.finished.connect(self._end)

    def _show_progress(self, done: int, total: int, words: str) -> None:
        self._progress.show()
        self._progress.show_progress(done, total, words)

    def _show(self, checkup: Checkup) -> None:
        looked_at = self.tr("{0} dokumen ({1}) dan {2} langkah riwayat diperiksa.").format(
            checkup.documents, size_text(checkup.size), checkup.entries
        )
        found = [remedy(symptom) for symptom in checkup.symptoms]
        lines = [f"{words.title}: {words.text}" for words in found[:_MOST]]
        if len(found) > _MOST:
            lines.append(self.tr("… dan {0} lainnya.").format(len(found) - _MOST))
        if not checkup.healthy:
            self._outcome.set_content("error", self.tr("Ruang kerja bermasalah"), "\n".join(lines))
        else:
            title = self.tr("Ruang kerja utuh")
            self._outcome.set_content(
                "info" if found else "ok", title, "\n".join((looked_at, *lines))
            )
        self._outcome.show()

    def _end(self) -> None:
        self._progress.hide()
        self.button.setEnabled(True)
