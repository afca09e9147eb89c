"""Taking over a workbook: choose or drop it, look at the differences, or read why not."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.exchange import Difference, Preview
from assessment.domain.file_errors import CellsRefusedError
from assessment.domain.sentences import Sentence, cell_fault, describe
from assessment.domain.steps import Step
from assessment.services.handover import HandoverDesk
from assessment.services.takeover import Takeover
from indicators.errors import SpbeError
from ui.dialogs.import_preview import ImportPreview
from ui.dropped import NATIONAL, OFFICIAL, PACKAGE
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.empty_state import EmptyState
from ui.widgets.export_row import ExportRow
from ui.widgets.message import Message
from ui.widgets.row_task import RowTask

_PACKAGES = {PACKAGE, ".zip"}  # what some mail programs make of it


class ImportPanel(QWidget):
    """A row that reads a workbook, a place to drop one, and the reasons when one is refused."""

    changed = Signal(object)
    refused = Signal()
    folder_given = Signal(object)
    package_given = Signal(object)
    official_given = Signal(object)
    list_given = Signal(object)

    def __init__(self, takeover: Takeover, desk: HandoverDesk, tasks: TaskRunner) -> None:
        """Create a panel that waits for a workbook."""
        super().__init__()
        self._takeover = takeover
        self._desk = desk
        self._tasks = tasks
        self._row = ExportRow(
            "file-input",
            self.tr("Baca buku kerja"),
            self.tr("Perbedaan ditampilkan dahulu; tidak ada yang ditimpa diam-diam"),
            self.tr("Pilih berkas"),
            name="import",
        )
        self._row.show_note(self.tr("Dari Excel atau LibreOffice, juga yang dikembalikan rekan"))
        self._row.requested.connect(self.choose)
        self._work = RowTask(self._row, tasks, self.tr("Dibatalkan; tidak ada yang diubah."))
        self._drop = EmptyState(
            "download",
            self.tr("Letakkan paket, buku kerja, hasil resmi, atau folder bukti di sini"),
            name="import-drop",
        )
        self._drop.setAcceptDrops(True)
        self._drop.dropped.connect(self.preview_first)
        self._others = Message("info", name="other-files")
        self._others.hide()
        self.refusal = _Refusal()
        self.refusal.again.connect(self.choose)
        self.refusal.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._row)
        inner = QVBoxLayout()
        inner.setContentsMargins(14, 0, 14, 14)
        inner.setSpacing(8)
        inner.addWidget(self._others)
        inner.addWidget(self._drop, 1)
        inner.addWidget(self.refusal, 1)
        column.addLayout(inner, 1)

    def choose(self) -> None:
        """Ask the person for a workbook and show what it would change."""
        path = self.ask_source()
        if path is not None:
            self.preview(path)

    def ask_source(self) -> Path | None:
        """Ask the person for a file; None when she does not want one."""
        title, pattern = self.tr("Baca buku kerja"), self.tr("Buku kerja (*.xlsx)")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", pattern)
        return Path(chosen) if chosen else None

    def preview_first(self, paths: Sequence[Path]) -> None:
        """Read the first of the files, and name those that have to be given again."""
        first, *others = paths
        self._others.setVisible(bool(others))
        names = ", ".join(path.name for path in others)
        self._others.set_content(
            "info",
            self.tr("Satu per satu: {0} dibuka dahulu").format(first.name),
            self.tr("Letakkan sesudahnya: {0}").format(names),
        )
        self.preview(first)

    def preview(self, path: Path) -> None:
        """Read a workbook in the background and show what it would change.

        What is not for this row is handed on by the signals named after it.
        """
        if path.suffix.lower() == NATIONAL and path.is_file():
            self.list_given.emit(path)
            return
        if path.suffix.lower() in _PACKAGES and path.is_file():
            self.package_given.emit(path)
            return
        if path.suffix.lower() == OFFICIAL:
            self.official_given.emit(path)
            return
        if path.is_dir():
            self.folder_given.emit(path)
            return
        if not self._work.busy():
            self._show_refusal(shown=False)
        self._work.start(
            lambda progress: self._takeover.preview(path, progress),
            self._ask,
            self.tr("Membaca {0}…").format(path.name),
            failed=self._refuse,
        )

    def _ask(self, preview: Preview) -> None:
        self._work.rest(self.tr("{0} sudah dibaca").format(preview.incoming.path.name))
        number = preview.assessment_id
        names = {} if number is None else self._desk.handover(number).result.names
        dialog = ImportPreview(preview, names, self)
        dialog.confirmed.connect(partial(self._apply, dialog, preview))
        dialog.rejected.connect(partial(self._work.rest, self.tr("Tidak ada yang diubah.")))
        dialog.open()

    def _apply(
        self, dialog: ImportPreview, preview: Preview, chosen: tuple[Difference, ...]
    ) -> None:
        self._tasks.start(
            lambda _progress: self._takeover.apply(preview, chosen),
            on_success=partial(self._applied, dialog, preview, len(chosen)),
            on_failure=partial(self._not_applied, dialog),
        )

    def _applied(
        self, dialog: ImportPreview, preview: Preview, count: int, step: Step | None
    ) -> None:
        dialog.accept()
        if preview.assessment_id is None:
            said = self.tr("{0} menjadi penilaian baru")
        else:
            said = self.tr("{1} perubahan dari {0} diterapkan")
        self._row.show_success(said.format(preview.incoming.path.name, count), can_open=False)
        if step is not None:
            self.changed.emit(step)

    def _not_applied(self, dialog: ImportPreview, error: Exception) -> None:
        if isinstance(error, SpbeError):
            dialog.show_failure(describe(error))
        else:
            dialog.reject()
            self._tasks.failed.emit(error)

    def _refuse(self, error: SpbeError) -> bool:
        """Give the reasons below the row, which say everything."""
        faults = error.faults if isinstance(error, CellsRefusedError) else ()
        sentence = describe(error)
        if isinstance(error, CellsRefusedError):
            text = self.tr("Perbaiki di {0}, lalu baca lagi. Tidak ada yang diubah.")
            sentence = Sentence(sentence.title, text.format(error.path.name))
        self.refusal.tell(sentence, tuple(cell_fault(fault) for fault in faults))
        self._show_refusal(shown=True)
        self.refused.emit()
        return True

    def _show_refusal(self, *, shown: bool) -> None:
        self.refusal.setVisible(shown)
        self._drop.setVisible(not shown)


class _Refusal(QWidget):
    """Why a workbook was refused, with every faulty cell to copy."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._message = Message("error", name="refusal")
        again = button(self.tr("Pilih berkas lain"), small=True, name="choose-again")
        again.clicked.connect(self.again)
        self._copy = button(self.tr("Salin daftar"), "link", small=True, name="copy-faults")
        self._copy.clicked.connect(self._copy_faults)
        self._message.add_button(again)
        self._message.add_button(self._copy)
        self._faults = QPlainTextEdit()
        self._faults.setObjectName("faults")
        self._faults.setAccessibleName(self.tr("Sel yang tidak dapat dibaca"))
        self._faults.setReadOnly(True)
        self._faults.setTabChangesFocus(True)
        self._faults.setMinimumHeight(current_theme().scaled(60))
        self._faults.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._message)
        column.addWidget(self._faults, 100)
        column.addStretch(1)

    def tell(self, sentence: Sentence, faults: tuple[str, ...]) -> None:
        self._message.set_content("error", sentence.title, sentence.text)
        self._faults.setPlainText("\n".join(faults))
        self._faults.setVisible(bool(faults))
        self._copy.setVisible(bool(faults))

    def _copy_faults(self) -> None:
        QGuiApplication.clipboard().setText(self._faults.toPlainText())
