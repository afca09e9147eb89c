"""The chosen piece of evidence: what it is, and what is cited from it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.dossier import Evidence
from assessment.domain.formatting import date_text, size_text
from assessment.domain.records import Citation
from assessment.domain.words import DOCUMENT_KINDS, citation_place, document_title
from ui.widgets.buttons import button, icon_button
from ui.widgets.card import rule
from ui.widgets.chip import StateChip
from ui.widgets.evidence_list import in_order
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import label

_MOST_QUOTE = 240


class EvidenceDetail(QScrollArea):
    """Particulars, buttons and citations of one piece."""

    open_requested = Signal()
    cite_requested = Signal()
    edit_requested = Signal()
    detach_requested = Signal()
    citation_edit_requested = Signal(object)
    citation_removal_requested = Signal(object)

    def __init__(self) -> None:
        """Create an empty panel."""
        super().__init__()
        self.setObjectName("evidence_detail")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: Evidence | None = None
        self._title = label(bold=True, wrap=True)
        self._facts = label(size="small", role="text2", wrap=True)
        for text in (self._title, self._facts):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(14, 12, 14, 12)
        self._column.setSpacing(6)
        self._column.addWidget(self._title)
        self._column.addWidget(self._facts)
        self._column.addWidget(self._make_buttons())
        self._column.addSpacing(2)
        self._column.addWidget(rule())
        self._column.addLayout(self._make_heading())
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._column.addLayout(self._rows)
        self._column.addStretch(1)
        self.setWidget(content)
        content.setAutoFillBackground(False)

    def _make_buttons(self) -> QWidget:
        holder = QWidget()
        row = FlowLayout(holder, gap=6)
        tr = self.tr
        for words, sign, signal, name in (
            (tr("Buka"), "external-link", self.open_requested, "open_document"),
            (tr("Sunting"), "pencil", self.edit_requested, "edit_document"),
            (tr("Lepas"), "x", self.detach_requested, "detach"),
        ):
            made = button(words, icon_name=sign, small=True, name=name)
            made.clicked.connect(lambda _on=False, act=signal: act.emit())
            row.addWidget(made)
        return holder

    def _make_heading(self) -> QHBoxLayout:
        cite = button(self.tr("Rujuk"), "link", "quote", small=True, name="cite")
        cite.clicked.connect(self.cite_requested)
        heading = QHBoxLayout()
        heading.addWidget(label(self.tr("Rujukan"), "small", bold=True), 1)
        heading.addWidget(cite)
        return heading

    def show_evidence(self, entry: Evidence) -> None:
        """Show another piece, or what changed in it."""
        if entry == self._shown:
            return
        self._shown = entry
        self._title.setText(document_title(entry.document))
        self._facts.setText("\n".join(self._particulars(entry)))
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for citation in in_order(entry.citations):
            self._rows.addWidget(self._citation_row(citation))
        if not entry.citations:
            hint = self.tr("Belum ada. Rujuk pasal atau halaman yang membuktikan syarat.")
            self._rows.addWidget(label(hint, "small", "text2", wrap=True))

    def _particulars(self, entry: Evidence) -> list[str]:
        document = entry.document
        lines = [document.name]
        if document.issued:
            lines.append(self.tr("Tanggal {0}").format(date_text(document.issued)))
        if document.pages:
            pages = self.tr("{0} halaman").format(document.pages)
        else:
            pages = DOCUMENT_KINDS[document.kind]
        lines.append(f"{pages} · {size_text(document.size)}")
        return lines

    def _citation_row(self, citation: Citation) -> QWidget:
        row = QWidget()
        row.setObjectName("citation_row")
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(_citation_chip(self.tr("Tingkat {0}"), self.tr("umum"), citation))
        head.addStretch(1)
        place = citation_place(citation) or self.tr("tanpa tempat")
        words = self.tr("Ubah rujukan {0}").format(place)
        edit = icon_button("pencil", words, small=True, framed=False, name="edit_citation")
        edit.clicked.connect(lambda: self.citation_edit_requested.emit(citation))
        words = self.tr("Hapus rujukan {0}").format(place)
        remove = icon_button("trash-2", words, small=True, framed=False, name="remove_citation")
        remove.clicked.connect(lambda: self.citation_removal_requested.emit(citation))
        head.addWidget(edit)
        head.addWidget(remove)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(label(place, "small", wrap=True))
        if citation.quote:
            column.addWidget(_quote(citation.quote))
        return row


def _citation_chip(pattern: str, general: str, citation: Citation) -> StateChip:
    words = general
    if citation.level is not None:
        condition = f".{citation.condition}" if citation.condition is not None else ""
        words = pattern.format(f"{citation.level}{condition}")
    return StateChip("neutral", words, small=True)


def _quote(text: str) -> QLabel:
    shown = text if len(text) <= _MOST_QUOTE else text[:_MOST_QUOTE].rstrip() + "…"
    made = label(f"“{shown}”", "small", "text2", wrap=True)
    made.setToolTip(text if shown != text else "")
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
