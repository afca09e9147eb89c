"""The right pane of Penilaian: the evidence of the indicator."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.dossier import Evidence
from ui.theme import current_theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import rule
from ui.widgets.chip import StateChip
from ui.widgets.drop_zone import DropZone
from ui.widgets.empty_state import EmptyState
from ui.widgets.evidence_detail import EvidenceDetail
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.finder import Finder
from ui.widgets.message import Message, MessageKind
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label

_TABS = 32
_LOW = 680
_FINDER, _CITATIONS = 0, 1
_CHANGING = {"add_evidence", "pick", "empty_add", "empty_pick", "detach", "cite"} | {
    "edit_citation",
    "remove_citation",
}


class EvidencePane(QFrame):
    """List, drop zone, finder and particulars; the pane takes files that are dropped or pasted."""

    add_requested = Signal()
    pick_requested = Signal()
    files_given = Signal(list)

    def __init__(self, finder: Finder) -> None:
        """Create an empty pane around a finder."""
        super().__init__()
        self.setObjectName("evidence_pane")
        self.setProperty("frame", "pane")
        self.setProperty("helpTopic", "bukti")
        self.setAcceptDrops(True)
        tr = self.tr
        self._count = StateChip("neutral", "0", small=True)
        self.list = EvidenceList()
        self.finder = finder
        self.detail = EvidenceDetail()
        self.progress = ProgressPanel(tr("Menyalin bukti"), name="evidence_progress")
        self._zone = DropZone(tr("Letakkan berkas di sini"), name="drop_zone")
        self._zone.clicked.connect(self.add_requested)
        self._message: Message | None = None
        self._locked = False
        self.list.current_changed.connect(self._show_current)
        self._empty = self._make_empty()
        self._arrange()
        self.end_progress()

    def _make_empty(self) -> EmptyState:
        tr = self.tr
        add = button(tr("Tambah berkas"), "primary", "plus", small=True, name="empty_add")
        add.clicked.connect(self.add_requested)
        pick = button(tr("Pilih dokumen"), small=True, name="empty_pick")
        pick.clicked.connect(self.pick_requested)
        empty = EmptyState(
            "file-plus-2",
            tr("Belum ada bukti untuk indikator ini"),
            tr("Letakkan berkas di sini, atau pilih dari dokumen yang ada."),
            buttons=(add, pick),
            name="no_evidence",
        )
        empty.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        return empty

    def _make_head(self) -> QHBoxLayout:
        words = self.tr("Pilih dari dokumen yang ada")
        pick = icon_button("files", words, small=True, framed=False, name="pick")
        pick.clicked.connect(self.pick_requested)
        add = self._add = button(
            self.tr("Tambah"), icon_name="plus", small=True, name="add_evidence"
        )
        add.setToolTip(self.tr("Tambah berkas bukti (Ctrl+E)"))
        add.clicked.connect(self.add_requested)
        head = QHBoxLayout()
        head.setContentsMargins(15, 12, 10, 12)
        head.setSpacing(6)
        head.addWidget(label(self.tr("Bukti dukung"), "h3"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(pick)
        head.addWidget(add)
        return head

    def _make_tabs(self) -> QWidget:
        titles = (self.tr("Temukan di dokumen"), self.tr("Rujukan"))
        words = self.tr("Isi bukti")
        self._tabs = TabStrip(titles, accessible_name=words, height=_TABS, name="evidence_tabs")
        self._parts = QStackedWidget()
        self._parts.addWidget(self.finder)
        self._parts.addWidget(self.detail)
        self._tabs.currentChanged.connect(self._turn)
        row = QWidget()
        inner = QHBoxLayout(row)
        inner.setContentsMargins(6, 0, 6, 0)
        inner.addWidget(self._tabs)
        inner.addStretch(1)
        return row

    def _turn(self, tab: int) -> None:
        self._show_detail()
        self._parts.setCurrentIndex(tab)

    def show_finder(self) -> None:
        """Turn to the finder."""
        self._tabs.setCurrentIndex(_FINDER)

    def show_citations(self) -> None:
        """Turn to the particulars and citations of the chosen piece."""
        self._tabs.setCurrentIndex(_CITATIONS)

    def _arrange(self) -> None:
        self._note_box = QWidget()
        self._notes = QVBoxLayout(self._note_box)
        self._notes.setContentsMargins(8, 8, 8, 2)
        self._notes.setSpacing(6)
        self._notes.addWidget(self.progress)
        self._full = QWidget()
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 6, 0, 0)
        full.setSpacing(0)
        full.addWidget(self.list)
        zone = QHBoxLayout()
        zone.setContentsMargins(6, 2, 6, 10)
        zone.addWidget(self._zone)
        full.addLayout(zone)
        full.addWidget(self._make_tabs())
        full.addWidget(rule())
        full.addWidget(self._parts, 1)
        self._void = QWidget()
        void = QVBoxLayout(self._void)
        void.setContentsMargins(12, 12, 12, 12)
        void.addWidget(self._empty)
        void.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._make_head())
        column.addWidget(rule())
        column.addWidget(self._note_box)
        column.addWidget(self._full, 1)
        column.addWidget(self._void, 1)

    def show_evidence(self, entries: Sequence[Evidence], current: str = "") -> None:
        """Show other evidence, or what changed in the same."""
        self._count.set_kind("neutral", str(len(entries)))
        self._full.setVisible(bool(entries))
        self._void.setVisible(not entries)
        self.list.show_evidence(entries, current)

    def set_locked(self, *, on: bool) -> None:
        """Forbid or allow to add, cite and take away; reading stays."""
        if on != self._locked:
            self._locked = on
            self._lock_buttons()

    def is_locked(self) -> bool:
        """Whether evidence and citations can only be read."""
        return self._locked

    def _lock_buttons(self) -> None:
        self._zone.setEnabled(not self._locked)
        for made in self.findChildren(QAbstractButton):
            if made.objectName() in _CHANGING:
                made.setEnabled(not self._locked)

    def tell(
        self, kind: MessageKind, title: str, text: str = "", remedy: QPushButton | None = None
    ) -> None:
        """Show a message above the list until it is closed."""
        self.dismiss()
        self._message = Message(kind, title, text, name="evidence_message")
        if remedy is not None:
            self._message.add_button(remedy)
        close = button(self.tr("Tutup"), "link", small=True, name="close_message")
        close.clicked.connect(self.dismiss)
        self._message.add_button(close)
        self._notes.addWidget(self._message)
        self._note_box.show()

    def dismiss(self) -> None:
        """Take the message away."""
        if self._message is not None:
            if self._message.is_worked_on():
                (self.list if self._full.isVisible() else self._add).setFocus()
            self._message.hide()
            self._message.deleteLater()
            self._message = None
        self._note_box.setVisible(self.progress.isVisibleTo(self._note_box))

    def show_progress(self, done: int, total: int, text: str) -> None:
        """Show how far files have been taken in."""
        self.progress.show_progress(done, total, text)
        self.progress.show()
        self._note_box.show()

    def end_progress(self) -> None:
        """Take the progress away."""
        self.progress.hide()
        self._note_box.setVisible(self._message is not None)

    def _show_current(self) -> None:
        entry = self.list.current()
        if entry is not None:
            self._show_detail()
            count = len(entry.citations)
            words = self.tr("Rujukan {0}").format(count) if count else self.tr("Rujukan")
            self._tabs.setTabText(_CITATIONS, words)

    def _show_detail(self) -> None:
        """Show particulars and citations, unless nobody looks at them."""
        entry = self.list.current()
        if entry is not None and self._tabs.currentIndex() == _CITATIONS:
            self.detail.show_evidence(entry)
            if self._locked:
                self._lock_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the page its room in a low window."""
        super().resizeEvent(event)
        low = self.height() < current_theme().scaled(_LOW)
        self.list.set_most(2 if low else 3)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome local files."""
        if paths_of(event.mimeData()) and not self._locked:
            event.acceptProposedAction()
            self._zone.light(on=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Go back to rest."""
        super().dragLeaveEvent(event)
        self._zone.light(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files."""
        event.acceptProposedAction()
        self._zone.light(on=False)
        self.files_given.emit(paths_of(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take copied files."""
        copied = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and (paths := paths_of(copied)):
            self.files_given.emit(paths)
        else:
            super().keyPressEvent(event)


def paths_of(data: QMimeData) -> list[Path]:
    """The local files that are dragged or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
