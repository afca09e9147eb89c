"""The pages of one document with a passage highlighted, or why they cannot be shown."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from assessment.domain.file_errors import FileProblem, FileRefusedError
from ui.tasks import TaskRunner
from ui.widgets.empty_state import EmptyState
from ui.widgets.text import label
from ui.widgets.viewer_pages import PageView
from ui.widgets.viewer_source import Marked, PageSource

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.passages import Box
    from assessment.domain.progress import Progress
    from assessment.domain.records import Document
    from assessment.services.evidence import EvidenceRoom
    from assessment.services.search import Search

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".svg"))


class DocumentView(QStackedWidget):
    """Opens files as pages; ``source_changed`` comes before pages of another file are shown."""

    source_changed = Signal(object)
    moved = Signal()
    marked = Signal(object)

    def __init__(self, room: EvidenceRoom, search: Callable[[], Search], tasks: TaskRunner) -> None:
        """Create an empty view; failures that nobody expects go to ``tasks``.

        ``search`` is asked for at the first passage: it brings more than showing pages needs.
        """
        super().__init__()
        self._room = room
        self._search = search
        self._document: Document | None = None
        self._passage = 0
        self.source: PageSource | None = None
        # Its own, for a passage should not wait behind an export.
        self._tasks = TaskRunner(self)
        self._tasks.failed.connect(tasks.failed)
        self.pages = PageView()
        self.pages.setAccessibleName(self.tr("Halaman dokumen"))
        self._note = label(size="small", role="warn", wrap=True)
        self._note.setObjectName("viewer_note")
        self._note.setContentsMargins(0, 0, 0, 6)
        self._note.hide()
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._note)
        column.addWidget(self.pages, 1)
        self._problem = QWidget()
        self._problem_column = QVBoxLayout(self._problem)
        self._problem_column.setContentsMargins(4, 8, 4, 8)
        self.addWidget(whole)
        self.addWidget(self._problem)

    @property
    def document(self) -> Document | None:
        """What is shown."""
        return self._document

    def is_readable(self) -> bool:
        """Whether pages are shown, not the reason why there are none."""
        return self.source is not None

    def count(self) -> int:
        """How many pages the document has."""
        return len(self.source.sizes) if self.source is not None else 0

    def clear(self) -> None:
        """Show no document."""
        self._document = None
        self._show_source(None)
        self.setCurrentIndex(0)

    def show_document(self, document: Document, page: int = 0, passage: str = "") -> None:
        """Show a document, at a page and with a passage on it highlighted.

        What cannot be shown is told in the place of the pages.
        """
        known = self._document is not None and self._document.sha256 == document.sha256
        self._document = document
        if not known or self.source is None:
            try:
                source = self._open(document)
            except FileRefusedError as error:
                self._show_source(None)
                self._tell(error)
                return
            self._show_source(source)
        self.setCurrentIndex(0)
        self._go_to_passage(document, page, passage)

    def mark(self, marks: tuple[Marked, ...], current: Marked | None = None) -> None:
        """Highlight words, and go to the current ones."""
        self.pages.mark(marks, current)
        self.marked.emit(marks)

    def shutdown(self) -> bool:
        """Let go of the file and wait for running work."""
        self.clear()
        return self._tasks.shutdown()

    def _open(self, document: Document) -> PageSource:
        path = self._room.viewing_path(document)
        suffix = PurePath(document.name).suffix.lower()
        if suffix == ".pdf":
            from ui.widgets.viewer_pdf import PdfSource

            return PdfSource(path)
        if suffix in _PICTURES:
            from ui.widgets.viewer_picture import PictureSource

            return PictureSource(path)
        texts = self._search().pages(document.sha256)
        if not any(map(str.strip, texts)):
            raise FileRefusedError(path, FileProblem.UNSUPPORTED, suffix)
        from ui.widgets.viewer_text import TextSource

        return TextSource(texts)

    def _show_source(self, source: PageSource | None) -> None:
        old, self.source = self.source, source
        self._passage += 1
        self._note.hide()
        self.source_changed.emit(source)
        self.pages.show_source(source)
        if old is not None:
            old.close()

    def _tell(self, error: FileRefusedError) -> None:
        while (item := self._problem_column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        title, text = self._explain(error.problem)
        self._problem_column.addWidget(EmptyState("file-x", title, text, name="viewer_problem"))
        self.setCurrentIndex(1)

    def _explain(self, problem: FileProblem) -> tuple[str, str]:
        tr = self.tr
        known = {
            FileProblem.MISSING: (
                tr("Berkas hilang"),
                tr("Tambahkan lagi berkas yang sama untuk memulihkannya."),
            ),
            FileProblem.ENCRYPTED: (
                tr("Dokumen bersandi"),
                tr("Simpan salinan tanpa sandi, lalu ganti dokumen ini dengannya."),
            ),
            FileProblem.UNSUPPORTED: (
                tr("Tidak dapat ditampilkan di sini"),
                tr("Bukalah dengan program lain."),
            ),
        }
        damaged = (tr("Berkas rusak"), tr("Ganti dokumen ini dengan salinan yang utuh."))
        return known.get(problem, damaged)

    def _go_to_passage(self, document: Document, page: int, passage: str) -> None:
        count = self.count()
        self._passage += 1
        beyond = page > count
        self._note.setVisible(beyond)
        if beyond:
            words = self.tr("Halaman {0} tidak ada: dokumen ini {1} halaman.")
            self._note.setText(words.format(page, count))
        if page:
            self.moved.emit()
            self.mark(())
            self.pages.go_to(page)
        if not page or beyond or not passage:
            return
        search, asked = self._search(), self._passage

        def work(_progress: Progress) -> tuple[Box, ...]:
            return search.boxes(document, page, passage)

        def show(boxes: tuple[Box, ...]) -> None:
            if self.source is None or self._passage != asked:
                return
            if boxes:
                found = [Marked(page, passage, tuple(_area(box) for box in boxes))]
            else:  # texts have no boxes
                found = list(self.source.find(page, passage))
            stayed = self.pages.page() == page  # whoever turned the page meanwhile is left there
            self.mark(tuple(found), next(iter(found), None) if stayed else None)

        self._tasks.start(work, on_success=show)


def _area(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
