"""The viewer: a document in the window, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.theme import current_theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.field import search_field
from ui.widgets.text import label
from ui.widgets.viewer_document import DocumentView
from ui.widgets.viewer_finder import PageFinder
from ui.widgets.viewer_thumbnails import Thumbnails

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.records import Document
    from assessment.services.evidence import EvidenceRoom
    from assessment.services.search import Search
    from ui.tasks import TaskRunner
    from ui.widgets.viewer_pages import PageView
    from ui.widgets.viewer_source import Marked, PageSource

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
        self._view = DocumentView(room, lambda: search, tasks)
        self.thumbnails = Thumbnails()
        self.finder = PageFinder(self)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._arrange()
        self._follow()
        self._bind_keys()
        self.clear()

    @property
    def pages(self) -> PageView:
        """The pages, one below the other."""
        return self._view.pages

    def _arrange(self) -> None:
        self._head = _row_of(self._make_head())
        self._foot = _row_of(self._make_foot())
        pages = QHBoxLayout()
        pages.setSpacing(4)
        pages.addWidget(self.thumbnails)
        pages.addWidget(self._view, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addLayout(pages, 1)
        column.addWidget(self._foot)

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
        self._view.source_changed.connect(self._leave)
        self._view.moved.connect(self._field.clear)
        self._view.marked.connect(self.thumbnails.mark)
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
        return self._view.document

    def clear(self) -> None:
        """Show no document."""
        self._view.clear()
        self._show_standing()

    def show_document(self, document: Document, page: int = 0, passage: str = "") -> None:
        """Show a document, at a page and with a passage on it highlighted.

        What cannot be shown is told in the place of the pages.
        """
        self._view.show_document(document, page, passage)
        self._show_standing()

    def _leave(self, source: PageSource | None) -> None:
        """Forget what was looked for in the document before."""
        self._field.clear()
        self._typing.stop()
        self.finder.search(None, "", 1)
        self.thumbnails.show_source(source)

    def _show_standing(self) -> None:
        whole = self._view.is_readable() or self._view.document is None
        self._head.setVisible(whole)
        self._foot.setVisible(whole)
        self.thumbnails.setVisible(self._view.count() > 1)
        self._measure()
        self._show_page(self.pages.page())

    def mark(self, marks: tuple[Marked, ...], current: Marked | None = None) -> None:
        """Highlight words on pages and thumbnails, and go to the current ones."""
        self._view.mark(marks, current)

    # Moving

    def _show_page(self, page: int) -> None:
        count = self._view.count()
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
        self.finder.search(self._view.source, wanted, max(1, self.pages.page()))

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
        return self._view.shutdown()


def _row_of(layout: QHBoxLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    row = QWidget()
    row.setLayout(layout)
    return row
