"""What people do with documents on Bukti, from the panes to the use cases and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from assessment.domain.dossier import Evidence
from assessment.domain.file_errors import FileRefusedError
from assessment.domain.passages import first_page
from assessment.domain.records import Attachment, Citation
from assessment.domain.sentences import describe
from assessment.domain.words import document_short_title
from ui.models.indicator_tree import rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessment.domain.library import Recheck, Replaced
    from assessment.domain.progress import Progress
    from assessment.domain.records import Document
    from assessment.domain.steps import Step
    from assessment.services.evidence import Attached
    from assessment.services.workbench import Workbench
    from ui.tasks import Task, TaskRunner
    from ui.widgets.library_list import LibraryList
    from ui.widgets.viewer_source import Marked

_INDICATOR = 2  # the depth of an indicator in the tree


class LibraryDesk(QObject):
    """Adds, describes, replaces, cites, opens; every stored step is passed on."""

    stored = Signal(object)
    taken = Signal(str)
    look_requested = Signal(object, int, str)

    def __init__(self, panel: LibraryList, bench: Workbench, tasks: TaskRunner) -> None:
        """Work for nobody yet."""
        super().__init__(panel)
        self._panel = panel
        self._bench = bench
        self._tasks = tasks
        self._viewing: QTemporaryDir | None = None
        self._task: Task | None = None
        self.assessment_id = 0
        panel.progress.cancelled.connect(self._cancel)

    # Taking in

    def add(self) -> None:
        """Let files be chosen, and the indicator that they prove."""
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._panel, self.tr("Pilih dokumen"), "", self.tr("Semua berkas (*)")
        )
        self.add_files([Path(name) for name in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Let the indicator be chosen that files prove, and take them in."""
        if paths:
            self._ask_indicator(
                lambda number: self._attach(number, paths), self.tr("Bukti untuk indikator")
            )

    def _attach(self, number: int, paths: Sequence[Path]) -> None:
        assessment_id, room = self.assessment_id, self._bench.evidence

        def work(progress: Progress) -> Attached:
            return room.attach(assessment_id, number, paths, progress)

        self._run(self.tr("Menyalin dokumen"), work, self._show_attached)

    def _show_attached(self, attached: Attached) -> None:
        if attached.step is not None:
            self.stored.emit(attached.step)
        for document in (*attached.taken, *attached.present)[:1]:
            self.taken.emit(document.sha256)
        if attached.refused:
            title = self.tr("{0} berkas tidak diambil").format(len(attached.refused))
            lines = [describe(error).text for error in attached.refused]
            self._panel.tell("warn", title, "\n".join(lines))

    def replace(self, document: Document) -> None:
        """Let a newer version be chosen, and put it in the place of the document."""
        name, _filter = QFileDialog.getOpenFileName(
            self._panel, self.tr("Pilih versi baru"), "", self.tr("Semua berkas (*)")
        )
        if name:
            self.replace_with(document, Path(name))

    def replace_with(self, document: Document, path: Path) -> None:
        """Put a newer version in the place of a document while the window goes on."""
        assessment_id, library = self.assessment_id, self._bench.library

        def work(progress: Progress) -> Replaced:
            return library.replace(assessment_id, document.sha256, path, progress)

        self._run(self.tr("Mengganti dokumen"), work, self._show_replaced)

    def _show_replaced(self, replaced: Replaced) -> None:
        if replaced.step is None:
            self._panel.tell("info", self.tr("Isi kedua berkas sama; tidak ada yang diganti"))
            return
        self.stored.emit(replaced.step)
        self.taken.emit(replaced.document.sha256)
        if replaced.recheck:
            from ui.dialogs.replace import RecheckDialog

            RecheckDialog(replaced.recheck, self._look, self._correct, self._panel).show()
        else:
            text = self.tr("Semua kutipan masih di halamannya. Ctrl+Z mengembalikan versi lama.")
            self._panel.tell("ok", self.tr("Dokumen diganti"), text)

    def _look(self, recheck: Recheck) -> None:
        citation = recheck.citation
        page = recheck.found_page or first_page(citation.page)
        sha256 = self._now_in(citation)
        quote = citation.quote if recheck.found_page else ""
        self.look_requested.emit(sha256, page, quote)

    def _now_in(self, citation: Citation) -> str:
        """The document that holds the citation now."""
        stored = self._bench.worksheet.dossier(self.assessment_id).citations
        return next((one.sha256 for one in stored if one.uid == citation.uid), citation.sha256)

    def _correct(self, recheck: Recheck) -> None:
        moved = replace(
            recheck.citation,
            sha256=self._now_in(recheck.citation),
            page=str(recheck.found_page or recheck.citation.page),
        )
        self._pass_on(self._bench.evidence.edit_citation(moved))

    def _run(
        self, title: str, work: Callable[[Progress], object], done: Callable[..., None]
    ) -> None:
        panel = self._panel.progress
        self._panel.dismiss()
        panel.reset(title)

        def show(count: int, total: int, text: str) -> None:
            panel.show_progress(count, total, text)
            panel.show()

        self._task = self._tasks.start(
            work,
            on_success=done,
            on_failure=self._refuse,
            on_cancel=lambda: self._panel.tell("info", self.tr("Dibatalkan")),
            on_progress=show,
        )
        self._task.finished.connect(self._end)

    def _end(self) -> None:
        self._task = None
        self._panel.progress.hide()

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, FileRefusedError):
            sentence = describe(error)
            self._panel.tell("error", sentence.title, sentence.text)
        else:
            self._tasks.failed.emit(error)

    # One document

    def describe(self, document: Document) -> None:
        """Let the particulars be changed."""
        from ui.dialogs.document import DocumentDialog

        def store(changed: Document) -> None:
            self._pass_on(self._bench.evidence.describe(self.assessment_id, changed))

        DocumentDialog(document, store, self._panel).open()

    def open(self, document: Document) -> None:
        """Open a copy with the system's program."""
        if self._viewing is None:
            self._viewing = QTemporaryDir()
        folder, room = Path(self._viewing.path()), self._bench.evidence
        self._tasks.start(
            lambda _progress: room.copy_for_viewing(document, folder),
            on_success=self._show_copy,
            on_failure=self._refuse,
        )

    def _show_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            text = self.tr("Komputer ini tidak mempunyai program untuk {0}.").format(path.name)
            self._panel.tell("warn", self.tr("Dokumen tidak terbuka"), text)

    # Citing

    def cite(self, document: Document, marked: Marked) -> None:
        """Let words that were selected on a page be cited for an indicator."""
        title = self.tr("Rujuk {0} untuk indikator").format(document_short_title(document))
        self._ask_indicator(
            lambda number: self._cite_for(number, document, marked), title, document.sha256
        )

    def _ask_indicator(self, go: Callable[[int], None], title: str, sha256: str = "") -> None:
        """Let an indicator be chosen; those that a document is attached to come first."""
        from ui.dialogs.jump import JumpDialog

        worksheet = self._bench.worksheet
        dossier = worksheet.dossier(self.assessment_id)
        used = {one.indicator for one in dossier.attachments if one.sha256 == sha256}
        rows = [
            row
            for row in rows_of(worksheet.instrument(dossier.assessment), dossier)
            if row.depth == _INDICATOR
        ]
        rows.sort(key=lambda row: row.number not in used)
        JumpDialog(rows, go, self._panel, title=title).open()

    def _cite_for(self, number: int, document: Document, marked: Marked) -> None:
        from ui.dialogs.citation import CitationDialog

        bench, assessment_id = self._bench, self.assessment_id
        dossier = bench.worksheet.dossier(assessment_id)
        instrument = bench.worksheet.instrument(dossier.assessment)
        entries = dossier.evidence(number)
        here = [entry for entry in entries if entry.document.sha256 == document.sha256]
        last = max((entry.attachment.position for entry in entries), default=0)
        fresh = Attachment(assessment_id, number, document.sha256, last + 1)
        entry = here[0] if here else Evidence(fresh, document, ())
        citation = Citation(
            uid="",
            assessment_id=assessment_id,
            indicator=number,
            sha256=document.sha256,
            level=dossier.answer(number).level,
            article=bench.search.article_at(document.sha256, marked.page, marked.text),
            page=str(marked.page),
            quote=marked.text,
        )

        def store(changed: Citation) -> None:
            if not here:
                self._pass_on(bench.evidence.attach_known(assessment_id, number, (document,)).step)
            self._pass_on(bench.evidence.cite(changed))
            told = self.tr("Dirujuk untuk indikator {0}").format(number)
            self._panel.tell("ok", told)

        indicator = instrument.indicator(number)
        CitationDialog(instrument.outline, indicator, entry, citation, store, self._panel).open()

    def _pass_on(self, step: Step | None) -> None:
        if step is not None:
            self.stored.emit(step)
