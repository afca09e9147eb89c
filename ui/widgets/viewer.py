"""The viewer: a document in the window, page by page."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from assessment.domain.errors import FileProblem, FileRefusedError
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import search_field
from ui.widgets.text import label
from ui.widgets.viewer_finder import PageFinder
from ui.widgets.viewer_pages import PageView
from ui.widgets.viewer_source import Marked, PageSource
from ui.widgets.viewer_thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.passages import Box
    from assessment.domain.progress import Progress
    from assessment.domain.records import Document
    from assessment.services.evidence import EvidenceRoom
    from assessment.services.search import Search

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".svg"))
_TYPING_MS = 250
_LEAST = 2  # signs that are worth looking for


class Viewer(QWidget):
    """Pages with thumbnails, zoom and search; words that are selected can be cited."""

    cite_requested = Signal(object)
    enlarged = Signal(bool)

    def __init__(self, room: EvidenceRoom, search: Search, tasks: TaskRunner) -> None:
        """Create an empty viewer; failures that nobody expects go to ``tasks``."""
        super().__init__()
        self.setObjectName("viewer")
        self._room = room
        self._search = search
        self._source: PageSource | None = None
        self._document: Document | None = None
        # Its own, for a passage should not wait behind an export.
        self._tasks = TaskRunner(self)
        self._tasks.failed.connect(tasks.failed)
        self.pages = PageView()
        self.thumbnails = Thumbnails()
        self.finder = PageFinder(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._arrange()
        self._follow()
        self._bind_keys()
        self.clear()

    def _arrange(self) -> None:
        self._note = label(size="small", role="warn", wrap=True)
        self._note.setObjectName("viewer_note")
        self._note.setContentsMargins(0, 0, 0, 6)
        pages = QHBoxLayout()
        pages.setSpacing(4)
        pages.addWidget(self.thumbnails)
        pages.addWidget(self.pages, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addLayout(self._make_head())
        column.addWidget(self._note)
        column.addLayout(pages, 1)
        column.addLayout(self._make_foot())
        self._problem = QWidget()
        self._problem_column = QVBoxLayout(self._problem)
        self._problem_column.setContentsMargins(16, 16, 16, 16)
        self._stack = QStackedWidget()
        self._stack.addWidget(whole)
        self._stack.addWidget(self._problem)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)

    def _make_head(self) -> QHBoxLayout:
        tr = self.tr
        self._field = search_field(tr("Cari dalam dokumen ini"), name="viewer_search")
        self._count = label(size="small", role="text2")
        self._count.setObjectName("viewer_count")
        self._enlarge = icon_button(
            "maximize-2", tr("Perbesar penampil"), small=True, framed=False, name="enlarge"
        )
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        self._hit_buttons = []
        for sign, words, name, act in (
            ("chevron-up", tr("Temuan sebelumnya (Shift+F3)"), "previous_hit", self._hop_back),
            ("chevron-down", tr("Temuan berikutnya (F3)"), "next_hit", self._hop_on),
            ("zoom-out", tr("Perkecil (Ctrl+-)"), "zoom_out", self.pages.zoom_out),
            ("zoom-in", tr("Perbesar (Ctrl++)"), "zoom_in", self.pages.zoom_in),
        ):
            made = icon_button(sign, words, small=True, framed=False, name=name)
            made.clicked.connect(act)
            row.addWidget(made)
            if name.endswith("hit"):
                self._hit_buttons.append(made)
        row.addWidget(self._enlarge)
        return row

    def _make_foot(self) -> QHBoxLayout:
        self._number = QLineEdit()
        self._number.setObjectName("page_number")
        self._number.setAccessibleName(self.tr("Ke halaman (Ctrl+G)"))
        self._number.setToolTip(self._number.accessibleName())
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._total = label(size="small", role="text2")
        self._total.setObjectName("page_total")
        self._cite = button(self.tr("Rujuk kutipan"), "primary", "quote", small=True, name="cite")
        self._cite.setToolTip(self.tr("Pilih kata pada halaman lebih dahulu"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label(self.tr("Hlm."), "small", "text2"))
        row.addWidget(self._number)
        row.addWidget(self._total)
        row.addStretch(1)
        row.addWidget(self._cite)
        return row

    def _follow(self) -> None:
        self.pages.page_changed.connect(self._show_page)
        self.pages.selection_changed.connect(self._show_selection)
        self.thumbnails.page_requested.connect(self.pages.go_to)
        self.finder.changed.connect(self._show_hits)
        self._field.textChanged.connect(lambda _text: self._typing.start())
        self._field.returnPressed.connect(self._enter)
        self._typing.timeout.connect(self._look)
        self._number.returnPressed.connect(self._go)
        self._number.editingFinished.connect(lambda: self._show_page(self.pages.page()))
        self._cite.clicked.connect(self._request_citation)
        self._enlarge.clicked.connect(self._toggle)
        self._large = False

    def _bind_keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl++": self.pages.zoom_in,
            "Ctrl+=": self.pages.zoom_in,
            "Ctrl+-": self.pages.zoom_out,
            "Ctrl+0": self.pages.fit_width,
            "F3": self._hop_on,
            "Shift+F3": self._hop_back,
            "Ctrl+G": self._ask_page,
        }
        for words, act in keys.items():
            shortcut = QShortcut(QKeySequence(words), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    # Documents

    @property
    def document(self) -> Document | None:
        """What is shown."""
        return self._document

    def clear(self) -> None:
        """Show no document."""
        self._document = None
        self._show_source(None)

    def show_document(self, document: Document, page: int = 0, passage: str = "") -> None:
        """Show a document, at a page and with a passage on it highlighted.

        What cannot be shown is told in the place of the pages.
        """
        known = self._document is not None and self._document.sha256 == document.sha256
        if not known or self._source is None:
            self._document = document
            try:
                source = self._open(document)
            except FileRefusedError as error:
                self._show_source(None)
                self._tell(error)
                return
            self._show_source(source)
        self._document = document
        self._stack.setCurrentIndex(0)
        self._go_to_passage(document, page, passage)

    def _open(self, document: Document) -> PageSource:
        path = self._room.viewing_path(document)
        suffix = PurePath(document.name).suffix.lower()
        if suffix == ".pdf":
            from ui.widgets.viewer_pdf import PdfSource

            return PdfSource(path)
        if suffix in _PICTURES:
            from ui.widgets.viewer_picture import PictureSource

            return PictureSource(path)
        texts = self._search.pages(document.sha256)
        if not any(map(str.strip, texts)):
            raise FileRefusedError(path, FileProblem.UNSUPPORTED, suffix)
        from ui.widgets.viewer_text import TextSource

        return TextSource(texts)

    def _show_source(self, source: PageSource | None) -> None:
        old, self._source = self._source, source
        self._field.clear()
        self._typing.stop()
        self.finder.search(None, "", 1)
        self.pages.show_source(source)
        self.thumbnails.show_source(source)
        self.thumbnails.setVisible(source is not None and len(source.sizes) > 1)
        self._note.hide()
        self._measure()
        self._show_page(self.pages.page())
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
        self._stack.setCurrentIndex(1)

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
        count = len(self._source.sizes) if self._source is not None else 0
        beyond = page > count
        self._note.setVisible(beyond)
        if beyond:
            words = self.tr("Halaman {0} tidak ada: dokumen ini {1} halaman.")
            self._note.setText(words.format(page, count))
        if page:
            self._field.clear()
            self.mark(())
            self.pages.go_to(page)
        if not page or beyond or not passage:
            return
        search = self._search

        def work(_progress: Progress) -> tuple[Box, ...]:
            return search.boxes(document, page, passage)

        def show(boxes: tuple[Box, ...]) -> None:
            if self._source is None or self._document != document:
                return
            if boxes:
                found = [Marked(page, passage, tuple(_area(box) for box in boxes))]
            else:  # texts have no boxes
                found = list(self._source.find(page, passage))
            self.mark(tuple(found), next(iter(found), None))

        self._tasks.start(work, on_success=show)

    def mark(self, marks: tuple[Marked, ...], current: Marked | None = None) -> None:
        """Highlight words on pages and thumbnails, and go to the current ones."""
        self.pages.mark(marks, current)
        self.thumbnails.mark(marks)

    # Moving

    def _show_page(self, page: int) -> None:
        count = len(self._source.sizes) if self._source is not None else 0
        self._number.setText(str(page) if page else "")
        self._number.setEnabled(count > 1)
        self._total.setText(self.tr("dari {0}").format(count) if count else "")
        if page:
            self.thumbnails.show_page(page)
        self._show_selection(self.pages.selection())

    def _ask_page(self) -> None:
        self._number.setFocus()
        self._number.selectAll()

    def _go(self) -> None:
        text = self._number.text().strip()
        if text.isdecimal():
            self.pages.go_to(int(text))
        self._show_page(self.pages.page())
        self.pages.setFocus()

    def _toggle(self) -> None:
        self.set_large(on=not self._large)
        self.enlarged.emit(self._large)

    def set_large(self, *, on: bool) -> None:
        """Offer to become small again, or large."""
        self._large = on
        self._enlarge.set_icon("minimize-2" if on else "maximize-2")
        self._enlarge.set_words(
            self.tr("Kembali ke daftar") if on else self.tr("Perbesar penampil")
        )

    # Searching

    def look_for(self, text: str) -> None:
        """Look for a text from the page that is shown on."""
        self._field.setText(text)
        self._look()

    def _enter(self) -> None:
        if self._typing.isActive() or self.finder.text != " ".join(self._field.text().split()):
            self._look()
        else:
            self._hop_on()

    def _look(self) -> None:
        self._typing.stop()
        text = self._field.text().strip()
        wanted = text if len(text) >= _LEAST else ""
        self.finder.search(self._source, wanted, max(1, self.pages.page()))

    def _hop_on(self) -> None:
        self.finder.step(1)

    def _hop_back(self) -> None:
        self.finder.step(-1)

    def _show_hits(self) -> None:
        hits = self.finder.hits
        for made in self._hit_buttons:
            made.setEnabled(bool(hits))
        if not self.finder.text:
            self._count.setText("")
        elif hits:
            going = "…" if self.finder.busy else ""
            self._count.setText(f"{self.finder.place()}/{len(hits)}{going}")
        else:
            self._count.setText("…" if self.finder.busy else self.tr("Tidak ada"))
        self.mark(hits, self.finder.current)

    # Citing

    def _show_selection(self, marked: Marked | None) -> None:
        self._cite.setEnabled(marked is not None)

    def _request_citation(self) -> None:
        marked = self.pages.selection()
        if marked is not None:
            self.cite_requested.emit(marked)

    def changeEvent(self, event: QEvent) -> None:
        """Measure the field of the page number in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        self._number.setFixedWidth(current_theme().scaled(52))

    def shutdown(self) -> bool:
        """Let go of the file and wait for running work."""
        self.clear()
        return self._tasks.shutdown()


def _area(box: Box) -> QRectF:
    return QRectF(box.left, box.top, box.right - box.left, box.bottom - box.top)
