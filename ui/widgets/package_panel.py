"""Opening packages: look at them, take them over, or merge a part that comes back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assessment.domain.package_errors import WrongPasswordError
from assessment.domain.sentences import describe
from ui.widgets.buttons import button
from ui.widgets.export_row import ExportRow
from ui.widgets.message import Message
from ui.widgets.row_task import RowTask

if TYPE_CHECKING:
    from assessment.domain.conflicts import Decisions
    from assessment.domain.progress import Progress
    from assessment.domain.steps import Step
    from assessment.services.package import PackagePreview
    from assessment.services.parts import MergePreview
    from assessment.services.workbench import Workbench
    from indicators.errors import SpbeError
    from ui.dialogs.merge_preview import MergeDialog
    from ui.dialogs.package_password import PackagePassword
    from ui.dialogs.package_view import PackageView
    from ui.tasks import TaskRunner


class PackagePanel(QWidget):
    """A row that reads packages, and the way back after a merge."""

    changed = Signal(object)
    opened = Signal(int)

    def __init__(self, bench: Workbench, tasks: TaskRunner) -> None:
        """Create a row that waits for a package."""
        super().__init__()
        self._bench = bench
        self._row = ExportRow(
            "package-open",
            self.tr("Buka paket atau bagian (.spbe)"),
            self.tr("Diperiksa dahulu: setiap berkas, sidik, indeks, dan tanda tangan"),
            self.tr("Buka paket"),
            name="package",
        )
        self._row.show_note(self.tr("Dari instansi untuk dievaluasi, atau dari rekan"))
        self._row.requested.connect(self.choose)
        self._work = RowTask(self._row, tasks, self.tr("Dibatalkan; tidak ada yang diubah."))
        self._merged = Message("ok", name="merged-message")
        self._undo = button(self.tr("Urungkan"), icon_name="undo-2", small=True, name="undo-merge")
        self._undo.clicked.connect(self._take_back)
        self._merged.add_button(self._undo)
        self._last: Step | None = None
        self._asking: PackagePassword | None = None
        self._told = QWidget()
        inner = QVBoxLayout(self._told)
        inner.setContentsMargins(14, 0, 14, 14)
        inner.addWidget(self._merged)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        column.addWidget(self._told)
        self.forget()

    def forget(self) -> None:
        """Offer no way back any more: something else may have been done since."""
        self._last = None
        self._told.hide()

    def choose(self) -> None:
        """Ask the person for a package and look at it."""
        title, pattern = self.tr("Buka paket"), self.tr("Paket SPBE (*.spbe *.zip)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", pattern)
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Check a package in the background, then show what is in it or what it would change."""
        self._read(path, "")

    def _read(self, path: Path, password: str) -> None:
        def work(progress: Progress) -> PackagePreview | MergePreview:
            preview = self._bench.packages.preview(path, password, progress)
            if self._comes_back(preview):
                return self._bench.parts.preview(path, password, progress)
            return preview

        def fail(error: SpbeError) -> bool:
            if isinstance(error, WrongPasswordError):
                self._ask_again(path)
                return True
            self._stop_asking()
            return False

        def show(preview: PackagePreview | MergePreview) -> None:
            self._stop_asking()
            self._show(preview)

        words = self.tr("Memeriksa {0}…").format(path.name)
        self._work.start(work, show, words, failed=fail, stopped=self._stop_asking)

    def _stop_asking(self) -> None:
        asking, self._asking = self._asking, None
        if asking is not None:
            asking.accept()

    def _comes_back(self, preview: PackagePreview) -> bool:
        """Whether it is a part of an assessment that is here."""
        if preview.assessment_id is None or not preview.package.manifest.part:
            return False
        here = self._bench.worksheet.dossier(preview.assessment_id).assessment
        return here.uid == preview.package.manifest.uid

    def _ask_again(self, path: Path) -> None:
        if self._asking is not None:
            self._asking.show_wrong()
            return
        from ui.dialogs.package_password import PackagePassword

        self._asking = PackagePassword(path, self)
        self._asking.given.connect(partial(self._read, path))
        self._asking.rejected.connect(self._give_up)
        self._asking.open()

    def _give_up(self) -> None:
        """Close without a password; one that is being tried counts no more."""
        self._asking = None
        self._work.cancel()
        self._rest(self.tr("Tidak ada yang diambil."))

    def _rest(self, words: str) -> None:
        if not self._work.busy():
            self._work.rest(words)

    def _show(self, preview: PackagePreview | MergePreview) -> None:
        from assessment.services.parts import MergePreview

        if isinstance(preview, MergePreview):
            self._show_merge(preview)
        else:
            self._show_package(preview)

    # A package

    def _show_package(self, preview: PackagePreview) -> None:
        from ui.dialogs.package_view import PackageView

        manifest = preview.package.manifest
        self._work.rest(self.tr("{0} sudah diperiksa").format(preview.package.path.name))
        instrument = self._bench.instruments.instrument(manifest.instrument_id)
        taken = ""
        if preview.assessment_id is not None:
            here = self._bench.worksheet.dossier(preview.assessment_id).assessment
            taken = f"{here.institution} {here.year}"
        dialog = PackageView(instrument, preview, taken, self)
        dialog.trusted.connect(partial(self._trust, dialog, manifest.fingerprint))
        dialog.confirmed.connect(partial(self._take_over, preview))
        dialog.open()

    def _trust(self, dialog: PackageView, fingerprint: str, name: str) -> None:
        self._bench.packages.trust(fingerprint, name)
        dialog.show_trust()

    def _take_over(self, preview: PackagePreview) -> None:
        self._work.start(
            lambda progress: self._bench.packages.take_over(preview, progress),
            self._taken,
            self.tr("Mengambil alih…"),
        )

    def _taken(self, step: Step) -> None:
        self._row.show_success(self.tr("menjadi penilaian baru"), can_open=False)
        self.changed.emit(step)
        self.opened.emit(step.assessment_id)

    # A part that comes back

    def _show_merge(self, preview: MergePreview) -> None:
        from ui.dialogs.merge_preview import MergeDialog

        self._work.rest(self.tr("{0} sudah diperiksa").format(preview.part.path.name))
        handover = self._bench.handover.handover(preview.assessment_id)
        dialog = MergeDialog(preview, handover.result.names, handover.now, self)
        dialog.confirmed.connect(partial(self._merge, dialog, preview))
        dialog.rejected.connect(partial(self._rest, self.tr("Tidak ada yang diubah.")))
        dialog.open()

    def _merge(self, dialog: MergeDialog, preview: MergePreview, decisions: Decisions) -> None:
        def work(progress: Progress) -> Step | None:
            return self._bench.parts.merge(preview, decisions, progress)

        def fail(error: SpbeError) -> bool:
            dialog.show_failure(describe(error))
            return True

        self._work.start(
            work,
            partial(self._note_merge, dialog, preview),
            self.tr("Menggabungkan…"),
            failed=fail,
            stopped=dialog.show,
        )

    def _note_merge(self, dialog: MergeDialog, preview: MergePreview, step: Step | None) -> None:
        dialog.accept()
        name = preview.part.path.name
        if step is None:
            self._row.show_success(
                self.tr("{0}: tidak ada yang berubah").format(name), can_open=False
            )
            return
        self._row.show_success(self.tr("{0} digabungkan").format(name), can_open=False)
        self.changed.emit(step)
        count = len(step.indicators)
        self._merged.set_content(
            "ok",
            self.tr("Bagian digabungkan"),
            self.tr("{0} indikator berubah dalam satu langkah.").format(count),
        )
        self._last = step
        self._told.show()

    def _take_back(self) -> None:
        merged = self._last
        self.forget()
        if merged is None:
            return
        step = self._bench.worksheet.undo(merged.assessment_id)
        if step is not None:
            self._work.rest(self.tr("Penggabungan diurungkan."))
            self.changed.emit(step)
