"""`Temukan di dokumen`: look for words in the evidence at hand, see the page, cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ui.theme import current_theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import search_field
from ui.widgets.finder_list import CandidateList
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label
from ui.widgets.viewer_document import DocumentView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from assessment.services.workbench import Workbench
    from ui.models.candidates import Candidate
    from ui.tasks import TaskRunner

_TYPING_MS = 250
_NARROW = 300
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Finder(QWidget):
    """Field, what was found, the page of the current passage; suggestions while nothing is typed.

    ``asked`` says that the text in the field is to be looked for, ``stepped`` that a passage
    is about to be shown.
    """

    asked = Signal()
    widen_requested = Signal()
    stepped = Signal()
    cite_requested = Signal()
    open_requested = Signal()

    def __init__(self, bench: Workbench, tasks: TaskRunner) -> None:
        """Create an empty finder."""
        super().__init__()
        self.setObjectName("finder")
        self.setProperty("helpTopic", "bukti")
        self._candidates: tuple[Candidate, ...] = ()
        self._place = -1
        self.view = DocumentView(bench.evidence, lambda: bench.search, tasks)
        self.list = CandidateList()
        self.progress = ProgressPanel(self.tr("Membaca dokumen"), name="finder_progress")
        self.progress.hide()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._arrange()
        self._follow()
        self._show_foot()
        self.show_found((), "", listed=False)

    def _arrange(self) -> None:
        self._hint = label(size="small", role="text2", wrap=True)
        self._hint.setObjectName("finder_hint")
        self._hint.setContentsMargins(12, 0, 12, 8)
        self._unread = label(size="small", role="warn", wrap=True)
        self._unread.setObjectName("finder_unread")
        self._unread.setContentsMargins(12, 0, 12, 6)
        pages = QWidget()
        inner = QVBoxLayout(pages)
        inner.setContentsMargins(4, 0, 0, 0)
        inner.addWidget(self.view)
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setHandleWidth(5)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(self.list)
        self._parts.addWidget(pages)
        self._parts.setSizes([200, 300])
        self._parts.setStretchFactor(0, 2)
        self._parts.setStretchFactor(1, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_search())
        column.addLayout(self._make_count())
        column.addWidget(self.progress)
        column.addWidget(self._hint)
        column.addWidget(self._unread)
        column.addWidget(self._parts, 1)
        column.addLayout(self._make_foot())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the page shortly where there is little room."""
        super().resizeEvent(event)
        self._show_foot()

    def _make_search(self) -> QHBoxLayout:
        self.field = search_field(self.tr("Kata dalam bukti"), name="finder_search")
        self.field.setAccessibleName(self.tr("Temukan di dokumen"))
        words = self.tr("Enter: temuan berikutnya. Shift+Enter: sebelumnya.")
        self.field.setToolTip(words)
        self.field.setAccessibleDescription(words)
        self.field.installEventFilter(self)
        self._find = button(self.tr("Temukan"), name="find")
        row = QHBoxLayout()
        row.setContentsMargins(12, 10, 12, 6)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._find)
        return row

    def _make_count(self) -> QHBoxLayout:
        tr = self.tr
        self._said = ElidedLabel(size="small", role="text2")
        self._said.setObjectName("finder_count")
        self._widen = icon_button(
            "x", tr("Usulan untuk seluruh indikator"), small=True, framed=False, name="widen"
        )
        self._before = icon_button(
            "chevron-left", tr("Temuan sebelumnya"), small=True, framed=False, name="find_previous"
        )
        self._number = label(size="small")
        self._number.setObjectName("finder_place")
        self._after = icon_button(
            "chevron-right", tr("Temuan berikutnya"), small=True, framed=False, name="find_next"
        )
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 6)
        row.setSpacing(2)
        row.addWidget(self._said, 1)
        for part in (self._widen, self._before, self._number, self._after):
            row.addWidget(part)
        return row

    def _make_foot(self) -> QHBoxLayout:
        tr = self.tr
        self._back = icon_button(
            "chevron-left", tr("Halaman sebelumnya"), small=True, framed=False, name="page_back"
        )
        self._page = label(size="small", role="text2")
        self._page.setObjectName("finder_page")
        self._on = icon_button(
            "chevron-right", tr("Halaman berikutnya"), small=True, framed=False, name="page_on"
        )
        self._cite = button(tr("Rujuk kutipan"), "link", "quote", small=True, name="cite_found")
        self._open = icon_button(
            "external-link", tr("Buka di Bukti"), small=True, framed=False, name="open_found"
        )
        row = QHBoxLayout()
        row.setContentsMargins(8, 6, 8, 8)
        row.setSpacing(2)
        row.addWidget(self._back)
        row.addWidget(self._page)
        row.addWidget(self._on)
        row.addStretch(1)
        row.addWidget(self._cite)
        row.addWidget(self._open)
        return row

    def _follow(self) -> None:
        self._typing.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self._find.clicked.connect(self._ask)
        self._widen.clicked.connect(self.widen_requested)
        self._before.clicked.connect(lambda: self.step(-1))
        self._after.clicked.connect(lambda: self.step(1))
        pages = self.view.pages
        self._back.clicked.connect(lambda: pages.go_to(pages.page() - 1))
        self._on.clicked.connect(lambda: pages.go_to(pages.page() + 1))
        pages.page_changed.connect(lambda _page: self._show_foot())
        pages.selection_changed.connect(lambda _marked: self._show_foot())
        self.view.source_changed.connect(lambda _source: self._show_foot())
        self.list.chosen.connect(self.go_to)
        self._cite.clicked.connect(self.cite_requested)
        self._open.clicked.connect(self.open_requested)
        self.list.cite_requested.connect(self._request_citation)
        self.list.open_requested.connect(self.open_requested)

    # Asking

    def text(self) -> str:
        """What is looked for."""
        return " ".join(self.field.text().split())

    def clear(self) -> None:
        """Look for nothing, without asking again."""
        self.field.clear()
        self._typing.stop()

    def _ask(self) -> None:
        self._typing.stop()
        self.asked.emit()

    def _enter(self, way: int) -> None:
        if self._typing.isActive():
            self._ask()
        else:
            self.step(way)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk through what was found by Enter."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            if event.type() == QEvent.Type.KeyPress:
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._enter(-1 if back else 1)
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what was put off while nobody looked."""
        super().showEvent(event)
        self._typing.start()

    # What was found

    def current(self) -> Candidate | None:
        """The passage that is shown."""
        return self._candidates[self._place] if self._place >= 0 else None

    def show_found(self, candidates: Sequence[Candidate], said: str, *, listed: bool) -> None:
        """Show other passages, ``listed`` or only one by one; none of them is current yet."""
        self._candidates = tuple(candidates)
        self._place = -1
        self._said.setText(said)
        self.list.candidates.show(self._candidates if listed else ())
        if self.list.isHidden() == (listed and bool(candidates)):
            self.list.setVisible(self.list.isHidden())
            QTimer.singleShot(0, self, self._bring_back)  # the list took or gave room
        self._show_place()

    def _bring_back(self) -> None:
        marks = self.view.pages.marks()
        self.view.pages.mark(marks, next(iter(marks), None))

    def show_hint(self, hint: str, unread: Sequence[str] = (), *, narrowed: bool = False) -> None:
        """Say what to do where nothing was found, and which documents could not be read."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._unread.setText("\n".join(unread))
        self._unread.setVisible(bool(unread))
        self._widen.setVisible(narrowed)

    def step(self, way: int) -> None:
        """Go to the next passage or the one before; behind the last comes the first."""
        if self._candidates:
            first = 0 if way > 0 else -1
            place = first if self._place < 0 else self._place + way
            self.go_to(place % len(self._candidates))

    def go_to(self, place: int) -> None:
        """Show the page of a passage."""
        self.stepped.emit()
        self._place = place
        candidate = self._candidates[place]
        self.list.choose(place)
        self._show_place()
        self.view.show_document(candidate.document, candidate.page, candidate.passage)
        self._show_foot()

    def leave(self) -> None:
        """Let no passage be the current one; the page stays."""
        self._place = -1
        self.list.clearSelection()
        self._show_place()
        self._show_foot()

    def _show_place(self) -> None:
        count = len(self._candidates)
        self._number.setText(f"{self._place + 1 or '–'}/{count}" if count else "")
        for made in (self._before, self._after):
            made.setVisible(bool(count))

    def _request_citation(self) -> None:
        if self.current() is None:
            self.go_to(max(0, self.list.currentIndex().row()))
        self.cite_requested.emit()

    def _show_foot(self) -> None:
        page, count = self.view.pages.page(), self.view.count()
        words = self.tr("Hlm. {0} dari {1}").format(page, count) if count else ""
        short = f"{page}/{count}" if count else ""
        self._page.setAccessibleName(words)
        self._page.setToolTip(words)
        self._page.setText(short if self.width() < current_theme().scaled(_NARROW) else words)
        self._back.setEnabled(page > 1)
        self._on.setEnabled(page < count)
        selected = self.view.pages.selection() is not None
        self._cite.setEnabled(selected or self.current() is not None)
        self._open.setEnabled(self.view.document is not None)
