"""What people do with evidence, from the pane to the use cases and back."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from assessment.domain.file_errors import FileRefusedError
from assessment.domain.identity import SELF
from assessment.domain.records import Citation
from assessment.domain.stages import final_stages
from assessment.domain.words import document_short_title
from ui.widgets.buttons import button
from ui.widgets.finder_desk import FinderDesk

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessment.domain.dossier import Dossier, Evidence
    from assessment.domain.evidence_folder import Survey
    from assessment.domain.progress import Progress
    from assessment.domain.records import Document
    from assessment.domain.sentences import Sentence
    from assessment.domain.steps import Step
    from assessment.services.evidence import Attached
    from assessment.services.evidence_intake import TakenIn
    from assessment.services.workbench import Workbench
    from indicators.errors import SpbeError
    from indicators.instrument import Instrument
    from ui.models.stages import StageView
    from ui.tasks import TaskRunner
    from ui.widgets.evidence_pane import EvidencePane

T = TypeVar("T")

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class _Place:
    """The indicator that is worked on."""

    instrument: Instrument
    dossier: Dossier
    number: int


class EvidenceDesk(QObject):
    """Takes files in, cites, describes, opens and removes; every stored step is passed on."""

    stored = Signal(object)
    undo_requested = Signal()

    def __init__(self, pane: EvidencePane, bench: Workbench, tasks: TaskRunner) -> None:
        """Follow what is pressed in the pane."""
        super().__init__(pane)
        self._pane = pane
        self._bench = bench
        self._room = bench.evidence
        self._tasks = tasks
        self._place: _Place | None = None
        self._stage = SELF
        self._chosen: dict[tuple[int, int], str] = {}
        self._viewing: QTemporaryDir | None = None
        self._remedied = 0
        self.finder = FinderDesk(pane.finder, bench, tasks)
        self.finder.cite_requested.connect(self._cite)
        pane.add_requested.connect(self.add)
        pane.pick_requested.connect(self.pick)
        pane.files_given.connect(self.add_files)
        pane.list.current_changed.connect(self._remember)
        for part in (pane.list, pane.detail):
            part.open_requested.connect(self.open)
            part.cite_requested.connect(self.cite)
            part.edit_requested.connect(self.describe)
            part.detach_requested.connect(self.detach)
        pane.detail.citation_edit_requested.connect(self._cite)
        pane.detail.citation_removal_requested.connect(self._remove_citation)

    def set_stage(self, view: StageView) -> None:
        """Add from now on to this stage, unless it is locked."""
        self._stage = view.id
        self._pane.set_locked(on=view.locked)

    def _refuses(self, entry: Evidence | None = None) -> bool:
        """Say so where nothing can be changed; drops and keys come past the buttons.

        What came at a stage that is final stays as it was handed over, also for evaluators.
        """
        if self._pane.is_locked():
            words = self.tr("Bukti dan rujukan indikator ini hanya dapat dibaca.")
            self._pane.tell("info", self.tr("Lembar terkunci"), words)
            return True
        place = self._place
        if not entry or not place or entry.attachment.stage not in final_stages(place.dossier):
            return False
        self._pane.tell(
            "info",
            self.tr("Bukti dari tahap yang sudah final"),
            self.tr("Hanya dapat dibaca. Sebutkan pasal dan halamannya dalam Justifikasi."),
        )
        return True

    def show_evidence(self, instrument: Instrument, dossier: Dossier, number: int) -> None:
        """Show the evidence of an indicator."""
        moved = self._place is None or self._key() != (dossier.assessment.id, number)
        self._place = _Place(instrument, dossier, number)
        if moved or dossier.revision != self._remedied:
            self._pane.dismiss()
        self.finder.show_evidence(instrument.indicator(number), dossier)
        self._pane.show_evidence(dossier.evidence(number), self._chosen.get(self._key(), ""))

    def _key(self) -> tuple[int, int]:
        place = self._place
        return (place.dossier.assessment.id, place.number) if place else (0, 0)

    def _remember(self) -> None:
        entry = self._pane.list.current()
        if entry is not None:
            self._chosen[self._key()] = entry.document.sha256
            self.finder.show_entry(entry)

    def _entry(self, sha256: str) -> Evidence | None:
        entries = self._place.dossier.evidence(self._place.number) if self._place else ()
        return next((entry for entry in entries if entry.document.sha256 == sha256), None)

    def show_citation(self, uid: str) -> None:
        """Show the page of a citation, with its words highlighted."""
        citations = self._place.dossier.citations if self._place else ()
        citation = next((one for one in citations if one.uid == uid), None)
        entry = self._entry(citation.sha256) if citation else None
        if citation is not None and entry is not None:
            self._pane.list.choose(citation.sha256)
            self._pane.show_finder()
            self.finder.show_entry(entry, citation)

    def show_citations_of(self, sha256: str) -> None:
        """Show what is cited from a piece, to be corrected."""
        self._pane.list.choose(sha256)
        self._pane.show_citations()

    def find_for(self, level: int, condition: int) -> None:
        """Suggest passages for a condition."""
        self._pane.show_finder()
        self.finder.look_for(level, condition)

    # Taking in

    def add(self) -> None:
        """Let files be chosen and take them in."""
        if self._refuses():
            return
        chosen, _filter = QFileDialog.getOpenFileNames(
            self._pane, self.tr("Pilih berkas bukti"), "", self.tr("Semua berkas (*)")
        )
        self.add_files([Path(name) for name in chosen])

    def add_files(self, paths: Sequence[Path]) -> None:
        """Take files and folders in while the window goes on."""
        if self._place is None or not paths or self._refuses():
            return
        folders = [path for path in paths if path.is_dir()]
        files = [path for path in paths if path not in folders]
        if folders:
            self._look_through(folders, files)
        else:
            self._attach(self._key(), files)

    def _attach(self, key: tuple[int, int], paths: Sequence[Path]) -> None:
        stage = self._stage
        self._run(
            self.tr("Menyalin bukti"),
            lambda progress: self._room.attach(*key, paths, progress, stage=stage),
            lambda attached: self._show_outcome(key[1], attached),
        )

    def _run(self, title: str, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        panel = self._pane.progress
        panel.reset(title)
        task = self._tasks.start(
            work,
            on_success=done,
            on_cancel=lambda: self._pane.tell(
                "info", self.tr("Dibatalkan"), self.tr("Tidak ada berkas yang ditambahkan.")
            ),
            on_progress=self._pane.show_progress,
        )
        panel.cancelled.connect(task.cancel)
        task.finished.connect(self._pane.end_progress)

    def _look_through(self, folders: Sequence[Path], files: Sequence[Path]) -> None:
        """Files that are named for an indicator belong there, others to the one at hand."""
        key = self._key()

        def survey(progress: Progress) -> list[Survey]:
            intake = self._bench.evidence_intake
            return [intake.survey(key[0], folder, progress) for folder in folders]

        self._run(self.tr("Membaca folder"), survey, partial(self._sort, key, files))

    def _sort(self, key: tuple[int, int], files: Sequence[Path], surveys: Sequence[Survey]) -> None:
        named = [survey for survey in surveys if survey.arrivals]
        others = [entry.path for one in surveys if not one.arrivals for entry in one.refusals]
        if files or others:
            self._attach(key, [*files, *others])
        elif not named:
            self._pane.tell("info", self.tr("Tidak ada berkas di dalam folder itu"))
        for survey in named:
            self._preview(key[0], survey)

    def _preview(self, assessment_id: int, survey: Survey) -> None:
        if self._place is None:
            return
        from ui.dialogs.folder_preview import FolderPreview

        indicators = self._place.instrument.indicators
        names = {entry.number: entry.short_name for entry in indicators}
        dialog = FolderPreview(survey, names, self._pane)
        dialog.confirmed.connect(partial(self._take_in, assessment_id, survey))
        dialog.open()

    def _take_in(self, assessment_id: int, survey: Survey) -> None:
        self._run(
            self.tr("Melampirkan folder"),
            lambda progress: self._bench.evidence_intake.take_in(
                assessment_id, survey.arrivals, progress
            ),
            self._show_taken,
        )

    def _show_taken(self, taken: TakenIn) -> None:
        lines = [_sentence(error).text for error in taken.refused[:_MOST_NAMED]]
        if taken.step is None:
            self._pane.tell("info", self.tr("Semua berkas itu sudah terlampir"), "\n".join(lines))
            return
        self.stored.emit(taken.step)
        words = self.tr("{0} berkas dilampirkan di {1} indikator")
        title = words.format(taken.attached, len(taken.step.indicators))
        self._offer_undo(taken.step, title, "\n".join(lines))

    def pick(self) -> None:
        """Let documents that are stored already be placed here too."""
        if self._place is None or self._refuses():
            return
        from ui.dialogs.pick_document import PickDocumentDialog

        (assessment_id, number), stage = self._key(), self._stage
        present = {entry.document.sha256 for entry in self._place.dossier.evidence(number)}

        def store(documents: Sequence[Document]) -> None:
            attached = self._room.attach_known(assessment_id, number, documents, stage=stage)
            self._show_outcome(number, attached)

        PickDocumentDialog(self._room.documents(), present, store, self._pane).open()

    def _show_outcome(self, number: int, attached: Attached) -> None:
        if attached.step is not None:
            if attached.taken:
                self._chosen[attached.step.assessment_id, number] = attached.taken[0].sha256
            self.stored.emit(attached.step)
        lines = [_sentence(error).text for error in attached.refused[:_MOST_NAMED]]
        more = len(attached.refused) - _MOST_NAMED
        if more > 0:
            lines.append(self.tr("{0} berkas lain juga tidak diambil.").format(more))
        lines += [
            self.tr("Isinya sama dengan {0}, yang sudah ada di sini.").format(document.name)
            for document in attached.present
        ]
        if lines:
            where = "" if number == self._key()[1] else self.tr("Indikator {0}: ").format(number)
            count = len(attached.refused) + len(attached.present)
            title = where + self.tr("{0} berkas tidak ditambahkan").format(count)
            self._pane.tell("warn" if attached.refused else "info", title, "\n".join(lines))

    # Working on a piece

    def cite(self) -> None:
        """Cite a passage of the chosen document for the chosen level."""
        entry = self._pane.list.current()
        if self._place is None or entry is None:
            return
        assessment_id, number = self._key()
        level = self._place.dossier.answer(number).level
        self._cite(Citation("", assessment_id, number, entry.document.sha256, level))

    def _cite(self, citation: Citation) -> None:
        entry = self._entry(citation.sha256)
        if self._place is None or entry is None or self._refuses(entry):
            return
        from ui.dialogs.citation import CitationDialog

        def store(changed: Citation) -> None:
            if changed.uid:
                self._pass_on(self._room.edit_citation(changed))
                return
            step = self._room.cite(changed)
            self._pass_on(step)
            self._offer_undo(step, self.tr("Kutipan dirujuk"))

        instrument = self._place.instrument
        indicator = instrument.indicator(self._place.number)
        CitationDialog(instrument.outline, indicator, entry, citation, store, self._pane).open()

    def _remove_citation(self, citation: Citation) -> None:
        if self._refuses(self._entry(citation.sha256)):
            return
        step = self._room.remove_citation(citation.uid)
        self._pass_on(step)
        self._offer_undo(step, self.tr("Rujukan dihapus"))

    def describe(self) -> None:
        """Let the particulars of the chosen document be changed."""
        entry = self._pane.list.current()
        if entry is None:
            return
        from ui.dialogs.document import DocumentDialog

        assessment_id, _number = self._key()

        def store(changed: Document) -> None:
            self._pass_on(self._room.describe(assessment_id, changed))

        DocumentDialog(entry.document, store, self._pane).open()

    def detach(self) -> None:
        """Take the chosen document away from the indicator, and offer to bring it back."""
        entry = self._pane.list.current()
        if entry is None or self._refuses(entry):
            return
        step = self._room.detach(*self._key(), entry.document.sha256)
        self._pass_on(step)
        title = document_short_title(entry.document)
        self._offer_undo(step, self.tr("{0} {1} dilepas").format(entry.label, title))

    def open(self) -> None:
        """Open a copy of the chosen document with the system's program."""
        entry = self._pane.list.current()
        if entry is None:
            return
        if self._viewing is None:
            self._viewing = QTemporaryDir()
        folder = Path(self._viewing.path())
        self._tasks.start(
            lambda _progress: self._room.copy_for_viewing(entry.document, folder),
            on_success=self._show_copy,
            on_failure=self._refuse,
        )

    def _show_copy(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._pane.tell(
                "warn",
                self.tr("Dokumen tidak terbuka"),
                self.tr("Komputer ini tidak mempunyai program untuk {0}.").format(path.name),
            )

    def _refuse(self, error: Exception) -> None:
        if isinstance(error, FileRefusedError):
            sentence = _sentence(error)
            self._pane.tell("error", sentence.title, sentence.text)
        else:
            self._tasks.failed.emit(error)

    def _pass_on(self, step: Step | None) -> None:
        if step is not None:
            self.stored.emit(step)

    def _offer_undo(self, step: Step | None, title: str, text: str = "") -> None:
        if step is None:
            return
        self._remedied = step.id
        undo = button(self.tr("Urungkan"), small=True, name="undo_removal")
        undo.clicked.connect(self.undo_requested)
        self._pane.tell("info", title, text, undo)


def _sentence(error: SpbeError) -> Sentence:
    """The words of a failure; until there is one, nobody needs all of them."""
    from assessment.domain.sentences import describe

    return describe(error)
