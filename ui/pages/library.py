"""Bukti: all documents once, what rests on each, and their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from assessment.domain.file_errors import FileRefusedError
from assessment.domain.formatting import size_text
from assessment.domain.passages import first_page
from ui.models.hits import passage_of
from ui.models.library import LibraryRow, row_of
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.card import page_header
from ui.widgets.empty_state import EmptyState
from ui.widgets.library_desk import LibraryDesk
from ui.widgets.library_detail import LibraryDetail
from ui.widgets.library_list import LibraryList
from ui.widgets.text import label
from ui.widgets.viewer import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessment.domain.passages import Hit
    from assessment.domain.records import Citation, Document
    from assessment.domain.steps import Step
    from assessment.services.workbench import Workbench
    from ui.indexing import Indexing
    from ui.tasks import TaskRunner
    from ui.widgets.viewer_source import Marked

_DETAIL = 416


class LibraryPage(QWidget):
    """The chosen document is shown at the right; the viewer can take the whole page."""

    indicator_requested = Signal(int)
    changed = Signal(object)

    def __init__(self, bench: Workbench, tasks: TaskRunner, indexing: Indexing) -> None:
        """Create the page without an assessment."""
        super().__init__()
        self.setObjectName("library_page")
        self.setProperty("helpTopic", "bukti")
        self._bench = bench
        self._indexing = indexing
        self._assessment_id = 0
        self._last_search = ""
        self._sized = False
        self._panel = LibraryList(self._make_empty())
        self._viewer = Viewer(bench.evidence, bench.search, tasks)
        self._detail = LibraryDetail(self._viewer)
        self._desk = LibraryDesk(self._panel, bench, tasks)
        self._arrange()
        self._follow()

    def _make_empty(self) -> EmptyState:
        add = button(self.tr("Tambah dokumen"), "primary", "plus", name="add_first")
        add.clicked.connect(self._add)
        empty = EmptyState(
            "files",
            self.tr("Belum ada dokumen"),
            self.tr("Tambahkan peraturan, laporan, atau tangkapan layar yang membuktikan tingkat."),
            buttons=(add,),
            name="no_documents",
        )
        empty.setAcceptDrops(True)
        empty.dropped.connect(self._add_files)
        return empty

    def _arrange(self) -> None:
        self._total = label(size="small", role="text2")
        self._total.setObjectName("library_total")
        search = button(
            self.tr("Cari di semua dokumen (Ctrl+F)"), icon_name="search", name="search_all"
        )
        search.clicked.connect(self.search)
        add = button(self.tr("Tambah dokumen"), "primary", "plus", name="add_document")
        add.clicked.connect(self._add)
        header = page_header(self.tr("Bukti"), search, add)
        row = header.layout()
        title = header.findChild(QLabel)
        if isinstance(row, QHBoxLayout) and title is not None:
            row.insertWidget(row.indexOf(title) + 1, self._total)
        self._panes = QSplitter(Qt.Orientation.Horizontal)
        self._panes.setHandleWidth(1)
        self._panes.setChildrenCollapsible(False)
        self._panes.addWidget(self._panel)
        self._panes.addWidget(self._detail)
        self._panes.setStretchFactor(0, 1)
        self._panes.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(header)
        column.addWidget(self._panes, 1)

    def _follow(self) -> None:
        panel, detail, desk, viewer = self._panel, self._detail, self._desk, self._viewer
        panel.table.chosen.connect(self._show_row)
        panel.table.open_requested.connect(viewer.pages.setFocus)
        panel.reading.cancelled.connect(self._indexing.cancel)
        self._indexing.progressed.connect(panel.reading.show_progress)
        self._indexing.ended.connect(self._end_reading)
        detail.edit_requested.connect(self._edit)
        detail.open_requested.connect(lambda: self._with_current(desk.open))
        detail.replace_requested.connect(lambda: self._with_current(desk.replace))
        detail.uses.indicator_requested.connect(self.indicator_requested)
        detail.uses.citation_requested.connect(self.show_citation)
        viewer.cite_requested.connect(self._cite)
        viewer.enlarged.connect(lambda on: panel.setVisible(not on))
        desk.stored.connect(self._take)
        desk.taken.connect(panel.choose)
        desk.look_requested.connect(self.show_document)
        shortcut = QShortcut(QKeySequence("F2"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self._edit)

    # What is shown

    def show_assessment(self, assessment_id: int) -> None:
        """Read the documents anew.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        if assessment_id != self._assessment_id:
            self._panel.dismiss()
        self._assessment_id = self._desk.assessment_id = assessment_id
        year = self._bench.worksheet.dossier(assessment_id).assessment.year
        entries = self._bench.library.entries(assessment_id)
        rows = [row_of(entry, year, missing=self._is_missing(entry.document)) for entry in entries]
        size = sum(row.entry.document.size for row in rows)
        words = self.tr("{0} dokumen · {1}").format(len(rows), size_text(size)) if rows else ""
        self._total.setText(words)
        self._panel.show_rows(rows)
        self._detail.setVisible(bool(rows))
        if not rows:
            self._viewer.clear()

    def _is_missing(self, document: Document) -> bool:
        try:
            self._bench.evidence.viewing_path(document)
        except FileRefusedError:
            return True
        return False

    def _show_row(self, row: LibraryRow | None) -> None:
        if row is None:
            return
        self._detail.show_row(row)
        self._viewer.show_document(row.entry.document)

    def _with_current(self, act: Callable[[Document], object]) -> None:
        row = self._panel.table.current()
        if row is not None:
            act(row.entry.document)

    def _add(self) -> None:
        self._desk.add()

    def _add_files(self, paths: list[Path]) -> None:
        self._desk.add_files(paths)

    def _edit(self) -> None:
        self._with_current(self._desk.describe)

    def _cite(self, marked: Marked) -> None:
        document = self._viewer.document
        if document is not None:
            self._desk.cite(document, marked)

    def _take(self, step: Step) -> None:
        self.changed.emit(step)
        self.show_assessment(self._assessment_id)

    def _end_reading(self) -> None:
        self._panel.reading.hide()
        if self._assessment_id and self.isVisible():
            self.show_assessment(self._assessment_id)

    # Going to a place

    def show_document(self, sha256: str, page: int = 0, passage: str = "") -> None:
        """Choose a document and open it at a page, with a passage highlighted."""
        self._panel.choose(sha256)
        row = self._panel.table.current()
        if row is not None and row.entry.document.sha256 == sha256:
            self._viewer.show_document(row.entry.document, page, passage)

    def show_citation(self, citation: Citation) -> None:
        """Open the document at what a citation names."""
        self.show_document(citation.sha256, first_page(citation.page) or 1, citation.quote)

    def replace_with(self, document: Document, path: Path) -> None:
        """Put a newer version in the place of a document."""
        self._desk.replace_with(document, path)

    def search(self) -> None:
        """Let words be found in all documents."""
        from ui.dialogs.search import SearchDialog

        SearchDialog(self._bench.search.find, self._show_hit, self._last_search, self).open()

    def _show_hit(self, hit: Hit, text: str) -> None:
        self._last_search = text
        self.show_document(hit.document.sha256, hit.page, passage_of(hit))
        self._viewer.pages.setFocus()

    # Form

    def showEvent(self, event: QShowEvent) -> None:
        """Give the detail its width the first time."""
        super().showEvent(event)
        if not self._sized:
            self._sized = True
            self._panel.table.setFocus()
            detail = current_theme().scaled(_DETAIL)
            self._panes.setSizes([max(1, self.width() - detail), detail])

    def shutdown(self) -> bool:
        """Let go of files and wait for running work."""
        return self._viewer.shutdown()
