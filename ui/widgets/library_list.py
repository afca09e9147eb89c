"""The left side of Bukti: filters, the table, what is being read, messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.words import DOCUMENT_KINDS
from ui.models.library import kinds_of
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.card import rule
from ui.widgets.chip import FilterChip
from ui.widgets.elided import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import search_field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.library_table import LibraryTable
from ui.widgets.message import Message, MessageKind
from ui.widgets.progress_panel import Bar, ProgressPanel
from ui.widgets.tab_order import walk_through

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.domain.records import DocumentKind
    from ui.models.library import LibraryRow

_MOST_KINDS = 3
_ALL, _ILL = "all", "ill"
_FILTER_WIDTH = 190


class LibraryList(QFrame):
    """Chips narrow by kind, the field by words."""

    def __init__(self, empty: EmptyState) -> None:
        """Create an empty list; ``empty`` is shown while there are no documents."""
        super().__init__()
        self.setObjectName("library_list")
        self.setProperty("frame", "pane")
        self.table = LibraryTable()
        self.progress = ProgressPanel(name="library_progress")
        self.progress.hide()
        self.reading = ReadingStrip()
        self._message: Message | None = None
        self._chosen = _ALL
        self._kinds: list[DocumentKind] = []
        self._group: QButtonGroup | None = None
        self._offered: tuple[object, ...] = ()
        self._words = search_field(self.tr("Saring daftar"), name="library_filter")
        self._words.setFixedWidth(_FILTER_WIDTH)
        self._words.textChanged.connect(lambda _text: self._narrow())
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=6)
        self._nothing = EmptyState(
            "search", self.tr("Tidak ada dokumen yang cocok"), name="nothing_fits"
        )
        self._stack = QStackedWidget()
        for part in (self.table, self._nothing):
            self._stack.addWidget(part)
        self._whole = QWidget()
        self._empty = empty
        self._arrange()

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 12, 8)
        head.setSpacing(12)
        head.addWidget(self._chips, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._words)
        whole = QVBoxLayout(self._whole)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(rule())
        whole.addWidget(self._stack, 1)
        self._notes = QVBoxLayout()
        self._notes.setContentsMargins(12, 0, 12, 0)
        self._notes.addWidget(self.progress)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._notes)
        column.addWidget(self._whole, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self.reading)

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show other documents; filters stay."""
        self._whole.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._show_chips(rows)
        self.table.show_rows(rows)
        self._look()

    def _show_chips(self, rows: Sequence[LibraryRow]) -> None:
        filters = tuple(self._filters(rows))
        if (self._chosen, *filters) == self._offered:
            return  # whoever stands on a chip stays there
        self._offered = (self._chosen, *filters)
        self._flow.clear()
        group = QButtonGroup(self)
        for key, words in filters:
            chip = FilterChip(words, name=f"filter_{key}")
            chip.setChecked(key == self._chosen)
            chip.clicked.connect(lambda _on=False, chosen=key: self._choose(chosen))
            group.addButton(chip)
            self._flow.addWidget(chip)
        if self._group is not None:
            self._group.deleteLater()
        self._group = group
        walk_through(self._chips, *group.buttons())

    def _filters(self, rows: Sequence[LibraryRow]) -> Iterator[tuple[str, str]]:
        yield _ALL, self.tr("Semua {0}").format(len(rows))
        for kind, count in kinds_of(rows).most_common(_MOST_KINDS):
            yield kind, f"{DOCUMENT_KINDS[kind]} {count}"
        ill = sum(row.ill for row in rows)
        if ill:
            yield _ILL, self.tr("Perlu tindakan {0}").format(ill)

    def _choose(self, key: str) -> None:
        self._offered = (key, *self._offered[1:])
        self._chosen = key
        self._narrow()

    def _narrow(self) -> None:
        kinds = [kind for kind in DOCUMENT_KINDS if kind == self._chosen]
        self.table.narrow(self._words.text(), kinds, ill=self._chosen == _ILL)
        self._look()

    def _look(self) -> None:
        shown = self.table.documents.rowCount() or not self.table.documents.rows()
        self._stack.setCurrentWidget(self.table if shown else self._nothing)

    def choose(self, sha256: str) -> None:
        """Choose a document, and drop the filters that hide it."""
        if not self.table.choose(sha256):
            self._words.clear()
            self._chosen = _ALL
            self._show_chips(self.table.documents.rows())
            self._narrow()
            self.table.choose(sha256)

    def tell(self, kind: MessageKind, title: str, text: str = "") -> None:
        """Show a message above the table until it is closed."""
        self.dismiss()
        self._message = Message(kind, title, text, name="library_message")
        close = button(self.tr("Tutup"), "link", small=True, name="close_message")
        close.clicked.connect(self.dismiss)
        self._message.add_button(close)
        self._notes.addWidget(self._message)
        self._notes.setContentsMargins(12, 10, 12, 4)

    def dismiss(self) -> None:
        """Take the message away."""
        if self._message is not None:
            if self._message.is_worked_on():
                self.table.setFocus()
            self._message.hide()
            self._message.deleteLater()
            self._message = None
        self._notes.setContentsMargins(12, 0, 12, 0)


class ReadingStrip(QWidget):
    """Quiet progress of reading texts at the foot of the list."""

    cancelled = Signal()

    def __init__(self) -> None:
        """Create a strip that is hidden until something is read."""
        super().__init__()
        self.setObjectName("reading")
        self._bar = Bar(self.tr("Membaca teks"))
        self._words = ElidedLabel(size="small", role="text2", mode=Qt.TextElideMode.ElideMiddle)
        self._words.setObjectName("reading_words")
        cancel = button(self.tr("Batal"), "link", small=True, name="cancel_reading")
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 8, 4)
        row.setSpacing(10)
        row.addWidget(self._words, 2)
        row.addWidget(self._bar, 1)
        row.addWidget(cancel)
        self.setFixedHeight(current_theme().scaled(34))
        self.hide()

    def show_progress(self, done: int, total: int, name: str) -> None:
        """Show how far the reading has come."""
        self._words.setText(self.tr("Membaca teks dokumen: {0}").format(name))
        self._bar.set_fraction(done / total if total else 0)
        self.show()
