"""Naskah resmi: a person's own PDFs, from which the official wording is read."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.file_errors import FileRefusedError
from assessment.domain.official import OfficialSource
from assessment.domain.progress import Progress
from assessment.domain.sentences import describe
from assessment.services.official import OfficialWording
from ui.tasks import TaskRunner
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label, set_role

_MOST_NAMED = 12


class OfficialCard(Card):
    """One row for each source: what was found in it, a button to choose and one to remove."""

    official_changed = Signal()

    def __init__(self, official: OfficialWording, tasks: TaskRunner) -> None:
        """Create the card with what is kept now."""
        super().__init__(self.tr("Naskah resmi"), name="settings_official")
        self._official = official
        self._tasks = tasks
        words = self.tr(
            "Kriteria dan bukti dukung resmi dibaca dari PDF milik Anda, disimpan hanya di ruang"
            " kerja ini, dan tampil terlipat di bawah setiap tingkat pada Penilaian."
        )
        self.body.addWidget(label(words, role="text2", wrap=True))
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.body.addWidget(self._rows)
        self._shown: dict[tuple[str, str], _SourceRow] = {}
        for source in official.sources():
            row = _SourceRow(source)
            row.chosen.connect(partial(self._read, source))
            row.removed.connect(partial(self._remove, source))
            self._shown[source.instrument_id, source.part] = row
            column.addWidget(row)
        self._progress = ProgressPanel(name="official_progress")
        self._progress.hide()
        self.body.addWidget(self._progress)
        self._refusal = Message("error", name="official_refusal")
        self._refusal.hide()
        self.body.addWidget(self._refusal)

    def _read(self, source: OfficialSource, path: Path) -> None:
        self._rows.setEnabled(False)
        self._refusal.hide()
        self._progress.reset(self.tr("Membaca {0}").format(path.name))

        def work(progress: Progress) -> OfficialSource:
            return self._official.read(source.instrument_id, source.part, path, progress)

        task = self._tasks.start(
            work, on_success=self._show, on_failure=self._refuse, on_progress=self._show_progress
        )
        self._progress.cancelled.connect(task.cancel)
        task.finished.connect(self._end)

    def _remove(self, source: OfficialSource) -> None:
        self._refusal.hide()
        self._official.remove(source.instrument_id, source.part)
        self._show(*self._official.sources())

    def _show(self, *sources: OfficialSource) -> None:
        for source in sources:
            self._shown[source.instrument_id, source.part].show_source(source)
        self.official_changed.emit()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileRefusedError):
            self._tasks.failed.emit(error)
            return
        sentence = describe(error)
        self._refusal.set_content("error", sentence.title, sentence.text)
        self._refusal.show()

    def _show_progress(self, done: int, total: int, _words: str) -> None:
        self._progress.show()
        self._progress.show_progress(done, total)

    def _end(self) -> None:
        self._progress.hide()
        self._rows.setEnabled(True)


class _SourceRow(QWidget):
    """The title of a source, what of it is kept, and what can be done."""

    chosen = Signal(object)
    removed = Signal()

    def __init__(self, source: OfficialSource) -> None:
        super().__init__()
        title = label(source.title, bold=True, wrap=True)
        self._state = label(size="small", role="text2", wrap=True)
        self._state.setObjectName(f"official_{source.part}_state")
        self._choose = button(
            self.tr("Pilih PDF"), icon_name="file-text", name=f"official_{source.part}_choose"
        )
        self._choose.clicked.connect(self._ask)
        self._remove = button(self.tr("Hapus"), "link", name=f"official_{source.part}_remove")
        self._remove.clicked.connect(self.removed)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(title)
        words.addWidget(self._state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._remove)
        row.addWidget(self._choose)
        self._title = source.title
        self.show_source(source)

    def show_source(self, source: OfficialSource) -> None:
        """Show what of the source is kept."""
        self._remove.setVisible(bool(source.file))
        self._choose.setText(self.tr("Ganti PDF") if source.file else self.tr("Pilih PDF"))
        for made in (self._choose, self._remove):
            made.setAccessibleName(f"{made.text()} {self._title}")
        if not source.file:
            self._state.setText(self.tr("Belum ada"))
            set_role(self._state, "text2")
            return
        words = self.tr("{0} indikator × {1} tingkat ditemukan di {2}")
        if source.missing:
            words = self.tr("{3} dari {0} × {1} tingkat ditemukan di {2}. Tidak ada: {4}")
        named = ", ".join(f"{number}.{level}" for number, level in source.missing[:_MOST_NAMED])
        more = "…" if len(source.missing) > _MOST_NAMED else ""
        self._state.setText(
            words.format(
                source.indicators, source.levels, source.file, source.found, f"{named}{more}"
            )
        )
        set_role(self._state, "warn" if source.missing else "ok")

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Pilih PDF {0}").format(self._title))
        dialog.setObjectName("choose_official")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("PDF (*.pdf)")])
        dialog.fileSelected.connect(lambda name: self.chosen.emit(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
