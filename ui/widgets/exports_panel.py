"""Everything that can be made from an assessment, each with its last outcome."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assessment.domain.exchange import FILE_KINDS, ExportKind, Receipt, kinds_of, suffix_of
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.formatting import moment_text, size_text
from assessment.domain.handover import Handover
from assessment.domain.identity import part_numbers
from assessment.domain.progress import Progress
from assessment.domain.sentences import describe
from assessment.services.workbench import Workbench
from indicators.errors import SpbeError
from ui.tasks import Task, TaskRunner
from ui.widgets.export_group import ExportGroup
from ui.widgets.export_kinds import (
    ExportEntry,
    ExportFamily,
    export_families,
    proposed_name,
    with_suffix,
)
from ui.widgets.export_row import ExportRow
from ui.widgets.part_choice import PartChoice
from ui.widgets.receipts import failure_words

Export = Callable[[int, Path, Progress], Receipt]


class ExportsPanel(QWidget):
    """A row for each kind of export; they are made one after the other in the background."""

    exported = Signal(object)
    package_opened = Signal(object)

    def __init__(
        self,
        bench: Workbench,
        tasks: TaskRunner,
        folder: Path,
        part_size: str = "",
    ) -> None:
        """Create rows for things that were never made; ``folder`` is proposed the first time.

        ``part_size`` is what was remembered of the size of parts.
        """
        super().__init__()
        self._bench = bench
        self._tasks = tasks
        self._folder = self._last_folder = folder
        self._handover: Handover | None = None
        self._latest: dict[ExportKind, Receipt] = {}
        self._running: dict[ExportKind, Task] = {}
        self._rows: dict[ExportKind, ExportRow] = {}
        self._groups: dict[ExportKind, ExportGroup] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for family in export_families():
            self._add_family(family, column)
        self._part_size = PartChoice(part_size)
        self._rows[ExportKind.EVIDENCE].add_option(self._part_size)

    def part_size(self) -> str:
        """The size of the parts of an evidence folder, to remember."""
        return str(self._part_size.size_chosen())

    def show_handover(self, handover: Handover, receipts: Sequence[Receipt]) -> None:
        """Show how each export of an assessment went last; receipts are newest first."""
        self._handover = handover
        self._latest = {_row_of(receipt): receipt for receipt in reversed(receipts)}
        done = [receipt.path.parent for receipt in receipts if not receipt.failure]
        self._last_folder = next((folder for folder in done if folder.is_dir()), self._folder)
        for kind, row in self._rows.items():
            if kind not in self._running:
                self._show_latest(kind, row)

    def start(self, kind: ExportKind) -> None:
        """Ask where to, then make the file in the background."""
        if self._handover is None or kind in self._running:
            return
        self._groups[kind].unfold()
        if self._missing(kind, self._handover):
            return  # its row says why
        if kind is ExportKind.PACKAGE:
            from ui.dialogs.package_export import PackageExport

            handover = self._handover
            dialog = PackageExport(handover.instrument.outline, handover.dossier, self)
            dialog.confirmed.connect(partial(self._ask_and_start, kind))
            dialog.open()
            return
        self._ask_and_start(kind)

    def folder(self) -> Path:
        """The folder that is proposed for the next file."""
        return self._last_folder

    def open(self, receipt: Receipt) -> None:
        """Open a file that was made, with the program the system has for it."""
        path, kind = receipt.path, _row_of(receipt)
        if kind is ExportKind.PACKAGE and path.exists():
            self.package_opened.emit(path)
        elif path.exists() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            return
        elif kind not in self._rows:  # made elsewhere
            self._tasks.failed.emit(FileRefusedError(path, FileProblem.MISSING))
        else:
            self._groups[kind].unfold()
            text = self.tr("{0} tidak ada lagi atau tidak ada program untuknya. Buat lagi.")
            self._rows[kind].show_failure(self.tr("berkas tidak dapat dibuka"), text.format(path))

    def ask_target(self, kind: ExportKind, proposal: Path) -> Path | None:
        """Ask the person for a file; None when she does not want one."""
        title = self.tr("Simpan {0}").format(self._rows[kind].accessibleName())
        if kind is ExportKind.EVIDENCE:
            place = QFileDialog.getExistingDirectory(self, title, str(proposal.parent))
            return Path(place) / proposal.name if place else None
        pattern = self.tr("Berkas (*.{0})").format(suffix_of(kind))
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(proposal), pattern)
        return with_suffix(Path(chosen), f".{suffix_of(kind)}") if chosen else None

    def _add_family(self, family: ExportFamily, column: QVBoxLayout) -> None:
        group = ExportGroup(family.title, family.text, name=f"group-{family.name}")
        for entry in family.entries:
            row = self._make_row(entry)
            self._rows[entry.kind] = row
            self._groups[entry.kind] = group
            group.add_row(row)
        column.addWidget(group)

    def _make_row(self, entry: ExportEntry) -> ExportRow:
        kind = entry.kind
        name = f"export-{kind}"
        row = ExportRow(entry.icon, entry.title, entry.text, self.tr("Buat"), name=name)
        row.requested.connect(partial(self.start, kind))
        row.cancelled.connect(partial(self._cancel, kind))
        row.opened.connect(partial(self._open_latest, kind))
        row.wait_for_assessment()
        return row

    def _proposal(self, kind: ExportKind, handover: Handover) -> Path:
        assessment = handover.dossier.assessment
        part = kind is ExportKind.PACKAGE and part_numbers(assessment)
        stem = "Bagian-SPBE" if part else ""
        return self._last_folder / proposed_name(kind, assessment, stem)

    def _missing(self, kind: ExportKind, handover: Handover) -> str:
        """What has to be there first; empty where nothing is missing."""
        if handover.lacks_own_work(kind):
            return self.tr("Baru ada hasil resmi; isi Penilaian Mandiri di Penilaian dahulu")
        if handover.lacks_index(kind):
            return self.tr("Bagian tidak mempunyai indeks sendiri; kembalikan sebagai paket")
        if kind is ExportKind.EVIDENCE and not handover.dossier.attachments:
            return self.tr("Belum ada bukti yang dilampirkan")
        if kind in kinds_of(ExportKind.PLAN) and not handover.dossier.action_items:
            return self.tr("Belum ada rencana aksi; susun di Hasil, Jalan termurah")
        return ""

    def _ask_and_start(self, kind: ExportKind, password: str = "") -> None:
        if self._handover is None:
            return
        target = self.ask_target(kind, self._proposal(kind, self._handover))
        if target is not None:
            number = self._handover.dossier.assessment.id
            self._start(kind, number, target, self._export(kind, password))

    def _export(self, kind: ExportKind, password: str) -> Export:
        bench = self._bench
        match kind:
            case ExportKind.EVIDENCE:
                size = self._part_size.size_chosen()
                return partial(bench.evidence_folder.export, part_size=size)
            case ExportKind.PACKAGE:
                return lambda number, target, progress: bench.packages.export(
                    number, target, password=password, progress=progress
                )
            case _ if kind in FILE_KINDS:
                return bench.handover.export
            case _:
                return partial(bench.handover.export, name=kind)

    def _start(self, kind: ExportKind, assessment_id: int, target: Path, export: Export) -> None:
        waits = bool(self._running)
        self._running[kind] = self._tasks.start(
            lambda progress: export(assessment_id, target, progress),
            on_success=partial(self._succeed, kind),
            on_failure=partial(self._fail, kind, target),
            on_cancel=partial(self._stop, kind),
            on_progress=partial(self._progress, kind),
        )
        words = self.tr("Menunggu giliran…") if waits else self.tr("Sedang dibuat…")
        self._rows[kind].show_progress(0, 0, words)

    def _cancel(self, kind: ExportKind) -> None:
        if kind in self._running:
            self._running[kind].cancel()

    def _progress(self, kind: ExportKind, done: int, total: int, text: str) -> None:
        match kind:
            case ExportKind.EVIDENCE:
                words = self.tr("{0} dari {1} berkas").format(done, total)
            case ExportKind.PACKAGE:
                words = text
            case _:
                words = self.tr("{0} dari {1}").format(done, total)
        self._rows[kind].show_progress(done, total, words)

    def _succeed(self, kind: ExportKind, receipt: Receipt) -> None:
        del self._running[kind]
        self._latest[kind] = receipt
        self._show_latest(kind, self._rows[kind])
        self._announce_next()
        self.exported.emit(receipt)

    def _stop(self, kind: ExportKind) -> None:
        del self._running[kind]
        self._show_latest(kind, self._rows[kind])
        self._announce_next()

    def _fail(self, kind: ExportKind, target: Path, error: Exception) -> None:
        del self._running[kind]
        self._announce_next()
        if not isinstance(error, SpbeError):
            self._show_latest(kind, self._rows[kind])
            self._tasks.failed.emit(error)
            return
        sentence = describe(error)
        text = sentence.text
        if target.exists():
            old = self.tr("Folder lama") if target.is_dir() else self.tr("Berkas lama")
            text = self.tr("{0} {1} {2} tetap utuh.").format(text, old, target.name)
        self._rows[kind].show_failure(sentence.title, text)

    def _announce_next(self) -> None:
        following = next(iter(self._running), None)
        if following is not None:
            self._rows[following].show_progress(0, 0, self.tr("Sedang dibuat…"))

    def _open_latest(self, kind: ExportKind) -> None:
        self.open(self._latest[kind])

    def _show_latest(self, kind: ExportKind, row: ExportRow) -> None:
        if self._handover is None:
            return
        receipt, missing = self._latest.get(kind), self._missing(kind, self._handover)
        row.set_obstacle(missing)
        if missing and (receipt is None or receipt.failure):
            row.show_note(missing)
            return
        if receipt is None:
            row.show_never()
            return
        when = moment_text(receipt.at, self._handover.now)
        if receipt.failure:
            row.show_failure(
                f"{failure_words(receipt.failure)}, {when}",
                self.tr("Berkas lama, bila ada, tetap utuh. Buat lagi untuk melihat rinciannya."),
            )
            return
        facts = (receipt.summary, size_text(receipt.size), when)
        row.show_success(" · ".join(facts), again=self.tr("Buat lagi"))


def _row_of(receipt: Receipt) -> ExportKind:
    """The row that makes what the receipt is of; a part is made like a package."""
    return ExportKind.PACKAGE if receipt.kind is ExportKind.PART else receipt.kind
