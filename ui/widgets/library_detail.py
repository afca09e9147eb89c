"""The right pane of Bukti: one document, what rests on it, and its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from assessment.domain.formatting import date_text
from assessment.domain.records import DocumentStatus
from assessment.domain.words import DOCUMENT_KINDS, DOCUMENT_STATUSES, TEXT_STATES
from ui.icons import icon
from ui.models.library import UNREADABLE
from ui.widgets.buttons import icon_button
from ui.widgets.card import rule
from ui.widgets.chip import StateChip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.library_uses import LibraryUses
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.models.library import LibraryRow
    from ui.widgets.viewer import Viewer

_WIDTH, _LEAST = 416, 340


class LibraryDetail(QFrame):
    """Particulars above, viewer below."""

    edit_requested = Signal()
    open_requested = Signal()
    replace_requested = Signal()

    def __init__(self, viewer: Viewer) -> None:
        """Create an empty pane."""
        super().__init__()
        self.setObjectName("library_detail")
        self.setProperty("frame", "pane")
        self.setMinimumWidth(_LEAST)
        self.uses = LibraryUses()
        self._title = label(size="h3", wrap=True)
        self._title.setObjectName("document_title")
        self._about = label(size="small", role="text2", wrap=True)
        self._about.setObjectName("document_about")
        for text in (self._title, self._about):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._chips_box = QWidget()
        self._chips = FlowLayout(self._chips_box, gap=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_head())
        column.addWidget(rule())
        column.addWidget(self.uses)
        column.addWidget(rule())
        column.addWidget(viewer, 1)

    def _make_head(self) -> QWidget:
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(16, 10, 10, 10)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._title, 1)
        tr = self.tr
        for sign, words, name, signal in (
            ("pencil", tr("Sunting keterangan (F2)"), "edit_particulars", self.edit_requested),
            ("external-link", tr("Buka dengan program lain"), "open_outside", self.open_requested),
        ):
            made = icon_button(sign, words, small=True, framed=False, name=name)
            made.clicked.connect(lambda _on=False, act=signal: act.emit())
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        more = icon_button(
            "ellipsis-vertical", tr("Tindakan lain"), small=True, framed=False, name="more_actions"
        )
        more.clicked.connect(lambda: self._show_menu(more))
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._about)
        column.addWidget(self._chips_box)
        return head

    def _show_menu(self, below: QWidget) -> None:
        menu = QMenu(self)
        menu.setObjectName("document_menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        act = menu.addAction(icon("copy-plus"), self.tr("Ganti dengan versi baru…"))
        act.triggered.connect(self.replace_requested)
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def show_row(self, row: LibraryRow) -> None:
        """Show the particulars of a document."""
        document = row.entry.document
        self._title.setText(row.title)
        issued = date_text(document.issued) if document.issued else ""
        lines = [document.about, " · ".join(part for part in (document.issuer, issued) if part)]
        names = row.entry.names if row.title not in document.name else row.entry.names[1:]
        if names:
            lines.append(self.tr("Berkas: {0}").format(", ".join(names)))
        self._about.setText("\n".join(line for line in lines if line))
        self._about.setVisible(bool(self._about.text()))
        self._chips.clear()
        for kind, words in self._states(row):
            self._chips.addWidget(StateChip(kind, words))
        self.uses.show_entry(row.entry)

    def _states(self, row: LibraryRow) -> list[tuple[str, str]]:
        document = row.entry.document
        chips = [("neutral", DOCUMENT_KINDS[document.kind])]
        validity = row.validity
        if validity.kind:
            chips.append((validity.kind, validity.words))
        elif document.status is DocumentStatus.ENACTED:
            words = validity.words if document.valid_until else self.tr("Berlaku")
            chips.append(("matching", words))
        else:
            chips.append(("neutral", DOCUMENT_STATUSES[document.status]))
        pages = self.tr("{0} hlm.").format(document.pages) if document.pages else ""
        text = TEXT_STATES[document.text_state].lower()
        ill = document.text_state in UNREADABLE
        words = ", ".join(part for part in (pages, text) if part)
        chips.append(("warn" if ill else "neutral", words))
        return chips
