"""Rekap: many institutions side by side, from the files that they sent."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.models.recap import Depth
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.card import page_header
from ui.widgets.chip import FilterChip
from ui.widgets.empty_state import EmptyState
from ui.widgets.measuring import Measuring
from ui.widgets.message import Message, MessageKind
from ui.widgets.page_actions import PageActions
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.recap_groups import RecapGroups
from ui.widgets.recap_notes import RecapNotes
from ui.widgets.recap_side import RecapSide
from ui.widgets.recap_table import RecapTable
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from assessment.domain.progress import Progress
    from assessment.domain.recap import Entry, Recap, Round
    from assessment.services.recap import Recaps
    from ui.models.recap import Wanted
    from ui.tasks import Task, TaskRunner

_GROUPS = len(Depth)
_NOTES = _GROUPS + 1
_CAPTION = 1080  # the least width of a page with a caption in its header
_SUFFIXES = (".xlsx", ".spbe", ".pdf", ".csv")


class RecapPage(QWidget):
    """A folder is read into a table; nothing of it is stored."""

    def __init__(self, recaps: Recaps, tasks: TaskRunner) -> None:
        """Create the page with its empty state."""
        super().__init__()
        self.setObjectName("recap-page")
        self.setAcceptDrops(True)
        self._recaps = recaps
        self._tasks = tasks
        self._recap: Recap | None = None
        self._shown: Round | None = None
        self._names: Mapping[int, str] = {}
        self._task: Task | None = None
        self._table = RecapTable()
        self._groups = RecapGroups()
        self._side = RecapSide()
        self._notes = RecapNotes()
        self._progress = ProgressPanel(name="recap-progress")
        self._progress.hide()
        self._progress.cancelled.connect(self._cancel)
        self._told = Message("ok", name="recap-told")
        self._told.hide()
        self._body = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header())
        for strip in (self._progress, self._told):
            column.addWidget(strip)
        column.addWidget(self._body, 1)
        self._body.addWidget(self._empty())
        self._body.addWidget(self._desk())
        self._body.addWidget(self._notes)
        self._follow()
        self._show_actions(on=False)

    def read(self, sources: Sequence[Path]) -> None:
        """Read folders and files and show what they submit."""

        def work(progress: Progress) -> Recap:
            return self._recaps.read(sources, progress)

        self._start(self.tr("Membaca berkas instansi"), work, self._show_recap)

    def _header(self) -> QFrame:
        tr = self.tr
        self._caption = label("", "small", "text2")
        self._caption.setObjectName("recap-caption")
        self._tabs = TabStrip(
            [tr("Domain"), tr("Aspek"), tr("Indikator"), tr("Kelompok"), tr("Catatan")],
            accessible_name=tr("Isi rekap"),
            height=55,
            name="recap-tabs",
        )
        self._tabs.setCurrentIndex(Depth.ASPECTS)
        self._dense = FilterChip(tr("Padat"), name="recap-dense")
        self._dense.setChecked(True)
        self._more = button(tr("Lainnya"), icon_name="ellipsis", name="recap-more")
        self._export = button(tr("Ekspor"), icon_name="download", name="recap-export")
        self._choose = button(tr("Pilih folder"), "primary", "folder-open", name="recap-choose")
        self._tabs.setUsesScrollButtons(True)
        actions = (self._more, self._export, self._choose)
        header = page_header(tr("Rekap"), self._caption, self._tabs, self._dense, *actions)
        Measuring(self, self._share)
        self._actions = PageActions(self, header, *actions)
        return header

    def _empty(self) -> QWidget:
        choose = button(self.tr("Pilih folder"), "primary", "folder-open", name="recap-first")
        choose.clicked.connect(self._choose_folder)
        self._nothing = EmptyState(
            "layout-grid",
            self.tr("Bandingkan banyak instansi"),
            self.tr(
                "Pilih atau seret folder berisi buku kerja .xlsx, paket .spbe, hasil resmi .pdf, "
                "atau daftar .csv. Berkas hanya dibaca; tidak ada yang diubah."
            ),
            buttons=(choose,),
            name="recap-empty",
        )
        self._nothing.setAcceptDrops(True)
        self._nothing.dropped.connect(self.read)
        frame = QWidget()
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self._nothing)
        return frame

    def _desk(self) -> QWidget:
        desk = QFrame()
        desk.setProperty("frame", "pane")
        row = QHBoxLayout(desk)
        row.setContentsMargins(8, 4, 0, 4)
        row.setSpacing(8)
        self._main = QStackedWidget()
        self._main.addWidget(self._table)
        self._main.addWidget(self._groups)
        row.addWidget(self._main, 1)
        row.addWidget(self._side)
        return desk

    def _follow(self) -> None:
        self._tabs.currentChanged.connect(self._show_tab)
        self._dense.toggled.connect(lambda on: self._table.set_dense(on=on))
        self._more.clicked.connect(self._offer_more)
        self._export.clicked.connect(self._export_recap)
        self._choose.clicked.connect(self._choose_folder)
        self._table.chosen.connect(self._side.show_entry)
        self._table.opened.connect(self._open_entry)
        self._side.open_requested.connect(self._open_current)
        self._side.round_chosen.connect(self._show_round)
        self._side.narrowed.connect(self._narrow)

    # What is shown

    def _show_recap(self, recap: Recap) -> None:
        self._recap = recap
        count = self._notes.show_recap(recap)
        words = self.tr("Catatan {0}") if count else self.tr("Catatan")
        self._tabs.setTabText(_NOTES, words.format(count))
        self._side.show_recap(recap)
        self._show_actions(on=bool(recap.rounds))
        if recap.rounds:
            self._told.hide()
            self._show_round(0)
        else:
            self._shown = None
            self._tabs.setCurrentIndex(_NOTES)
            title = self.tr("Tidak ada yang dapat direkap")
            text = self.tr("{0} berkas dibaca; sebabnya ada pada setiap baris di bawah.")
            self._tell("warn", title, text.format(recap.files))
        self._show_tab()

    def _show_round(self, place: int) -> None:
        if self._recap is None or not 0 <= place < len(self._recap.rounds):
            return
        shown = self._recap.rounds[place]
        self._shown = shown
        self._names = shown.names
        outline = shown.outline
        counts = (len(outline.domains), len(outline.aspects), len(outline.numbers))
        words = (self.tr("{0} domain"), self.tr("{0} aspek"), self.tr("{0} indikator"))
        for tab, (count, text) in enumerate(zip(counts, words, strict=True)):
            self._tabs.setTabText(tab, text.format(count))
        self._actions.fit()
        caption = self.tr("{0} · {1} instansi")
        self._caption.setText(caption.format(shown.year, len(shown.entries)))
        self._table.show_round(shown, self._names)
        self._side.show_round(shown)

    def _narrow(self, wanted: Wanted) -> None:
        self._table.narrow(wanted)
        self._side.show_entries(self._table.rows.entries())
        self._show_groups()

    def _show_groups(self) -> None:
        if self._shown is not None and self._tabs.currentIndex() == _GROUPS:
            self._groups.show_entries(self._shown, self._table.rows.entries())

    def _show_tab(self) -> None:
        tab = self._tabs.currentIndex()
        if self._recap is None:
            self._body.setCurrentIndex(0)
        elif tab == _NOTES or self._shown is None:
            self._body.setCurrentIndex(2)
        else:
            self._main.setCurrentIndex(int(tab == _GROUPS))
            self._show_groups()
            if tab < _GROUPS:
                self._table.deepen(Depth(tab))
            self._body.setCurrentIndex(1)

    def _show_actions(self, *, on: bool) -> None:
        for part in (self._tabs, self._dense, self._more, self._export):
            part.setVisible(on or (part is self._tabs and self._recap is not None))
        self._choose.setVisible(self._recap is not None)
        self._actions.fit()

    def _open_current(self) -> None:
        entry = self._table.current()
        if entry is not None:
            self._open_entry(entry)

    def _open_entry(self, entry: Entry) -> None:
        from ui.dialogs.institution import InstitutionDialog

        if self._shown is not None:
            InstitutionDialog(self._shown, entry, self._names, self).open()

    def _copy_table(self) -> None:
        if self._body.currentIndex() == _BODY_NOTES:
            self._notes.copy()
        elif self._main.currentWidget() is self._groups:
            self._groups.copy()
        else:
            self._table.copy()

    # What is read and written

    def _choose_folder(self) -> None:
        title = self.tr("Pilih folder berkas instansi")
        if chosen := QFileDialog.getExistingDirectory(self, title):
            self.read([Path(chosen)])

    def _export_recap(self) -> None:
        recap = self._recap
        if recap is None:
            return
        title = self.tr("Ekspor rekap")
        pattern = "Excel (*.xlsx);;CSV (*.csv);;JSON (*.json);;PDF (*.pdf)"
        proposal = recap.folder / f"{self.tr('Rekap SPBE')}.xlsx"
        chosen, kind = QFileDialog.getSaveFileName(self, title, str(proposal), pattern)
        if not chosen:
            return
        target = Path(chosen)
        if not target.suffix:
            target = target.with_suffix(kind[kind.index("*") + 1 : -1])

        def work(_progress: Progress) -> Path:
            self._recaps.export(recap, target)
            return target

        self._start(self.tr("Menulis rekap"), work, self._tell_file)

    def _offer_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(self.tr("Salin tabel untuk Excel"))
        copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        copy.triggered.connect(self._copy_table)
        reports = menu.addAction(self.tr("Laporan indeks untuk semua…"))
        reports.triggered.connect(partial(self._make_each, benchmark=False))
        sheets = menu.addAction(self.tr("Lembar pembanding untuk semua…"))
        sheets.triggered.connect(partial(self._make_each, benchmark=True))
        order = menu.addMenu(self.tr("Urutkan menurut"))
        for column, words in self._table.rows.headings():
            order.addAction(words).triggered.connect(partial(self._sort, column))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _sort(self, column: int, *_: object) -> None:
        self._table.sort(column)

    def _make_each(self, *_: object, benchmark: bool) -> None:
        shown, entries = self._shown, self._table.rows.entries()
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Pilih folder hasil"))
        if shown is None or not chosen:
            return
        folder = Path(chosen)

        def work(progress: Progress) -> tuple[Path, ...]:
            if benchmark:
                return self._recaps.benchmarks(shown, entries, folder, progress)
            return self._recaps.reports(entries, folder, progress)

        title = self.tr("Membuat lembar pembanding") if benchmark else self.tr("Membuat laporan")
        self._start(title, work, partial(self._tell_files, folder))

    def _start(
        self, title: str, work: Callable[[Progress], object], done: Callable[..., None]
    ) -> None:
        """Do one long thing; a new one waits until the one before is done."""
        if self._task is not None:
            return
        self._told.hide()
        self._progress.reset(title)
        self._progress.show()
        self._choose.setEnabled(False)
        self._task = self._tasks.start(
            work,
            on_success=done,
            on_cancel=self._tell_cancelled,
            on_progress=self._progress.show_progress,
        )
        self._task.finished.connect(self._finish)

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _finish(self) -> None:
        self._task = None
        self._progress.hide()
        self._choose.setEnabled(True)

    def _tell_cancelled(self) -> None:
        text = self.tr("Yang sudah selesai tetap ada; tidak ada berkas yang diubah.")
        self._tell("info", self.tr("Dihentikan"), text)

    def _tell_file(self, target: Path) -> None:
        text = self.tr("Dibuka ulang dan setiap isinya cocok: {0}").format(target)
        self._tell("ok", self.tr("Berhasil"), text)

    def _tell_files(self, folder: Path, made: tuple[Path, ...]) -> None:
        text = self.tr("{0} berkas di {1}").format(len(made), folder)
        self._tell("ok", self.tr("Berhasil"), text)

    def _tell(self, kind: MessageKind, title: str, text: str) -> None:
        self._told.set_content(kind, title, text)
        self._told.show()

    def _share(self) -> None:
        """Leave the caption out where the tabs need its room; the table needs that of the side."""
        self._caption.setVisible(self.width() >= current_theme().scaled(_CAPTION))
        self._side.share(self.width())

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome folders and files of the kinds that are read."""
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        self.read(_dropped(event))


_BODY_NOTES = 2


def _dropped(event: QDropEvent) -> list[Path]:
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths if path.is_dir() or path.suffix.lower() in _SUFFIXES]
