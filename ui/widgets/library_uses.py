"""What rests on a document: indicators, citations, and what would fall without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.formatting import index_text
from assessment.domain.words import citation_place
from ui.widgets.buttons import button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.library import LibraryEntry, Loss, Use
    from assessment.domain.records import Citation

_TALLEST = 190


class LibraryUses(QWidget):
    """Numbers lead to the indicators; unfolded, losses in words and the citations follow."""

    indicator_requested = Signal(int)
    citation_requested = Signal(object)

    def __init__(self) -> None:
        """Create an empty band."""
        super().__init__()
        self.setObjectName("library_uses")
        self._count = label(size="small", bold=True)
        self._count.setObjectName("uses_count")
        self._unfold = button("", "link", "chevron-down", small=True, name="unfold_uses")
        self._unfold.setCheckable(True)
        self._unfold.toggled.connect(self._show_more)
        head = QHBoxLayout()
        head.addWidget(self._count, 1)
        head.addWidget(self._unfold)
        self._numbers = QWidget()
        self._flow = FlowLayout(self._numbers, gap=2)
        self._more = QScrollArea()
        self._more.setObjectName("uses_more")
        self._more.setWidgetResizable(True)
        self._more.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._more.setMaximumHeight(_TALLEST)
        self._more.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._numbers)
        column.addWidget(self._more)

    def show_entry(self, entry: LibraryEntry) -> None:
        """Show what rests on another document."""
        loss = entry.loss
        used = len(entry.uses)
        words = self.tr("Dipakai {0} indikator").format(used) if used else self.tr("Belum dipakai")
        self._count.setText(words)
        self._unfold.setText(
            self.tr("tanpa ini {0} → {1}").format(index_text(loss.before), index_text(loss.after))
        )
        self._unfold.setVisible(bool(used))
        self._flow.clear()
        for use in entry.uses:
            self._flow.addWidget(self._number(use))
        self._numbers.setVisible(bool(used))
        self._more.setWidget(self._particulars(entry))
        self._more.setVisible(bool(used) and self._unfold.isChecked())

    def _number(self, use: Use) -> QWidget:
        made = button(str(use.indicator), "link", small=True, name=f"use_{use.indicator}")
        words = self.tr("Buka indikator {0} ({1})").format(use.indicator, use.label)
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda: self.indicator_requested.emit(use.indicator))
        return made

    def _particulars(self, entry: LibraryEntry) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 4, 6, 4)
        column.setSpacing(2)
        heading = self.tr("Apa yang goyah bila dokumen ini dicabut")
        column.addWidget(label(heading, "small", bold=True, wrap=True))
        losses = label(self._loss_words(entry.loss), "small", "text2", wrap=True)
        losses.setObjectName("loss_words")
        column.addWidget(losses)
        citations = [(use, one) for use in entry.uses for one in use.citations]
        if citations:
            column.addSpacing(4)
            column.addWidget(label(self.tr("Rujukan"), "small", bold=True))
        for use, citation in citations:
            column.addWidget(self._citation(use, citation), 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        content.setAutoFillBackground(False)
        return content

    def _loss_words(self, loss: Loss) -> str:
        if not loss.levels:
            return self.tr("Tidak ada: setiap tingkat masih didukung dokumen lain.")
        lines = [
            self.tr("Indeks {0} → {1}").format(index_text(loss.before), index_text(loss.after))
        ]
        lines += [
            self.tr("Indikator {0}: tingkat {1} → {2}").format(*fallen) for fallen in loss.levels
        ]
        return "\n".join(lines)

    def _citation(self, use: Use, citation: Citation) -> QWidget:
        level = self.tr("tingkat {0}").format(citation.level) if citation.level else ""
        place = citation_place(citation) or self.tr("tanpa tempat")
        words = " · ".join(part for part in (use.label, place, level) if part)
        made = button(words, "link", small=True, name="open_citation")
        made.setToolTip(citation.quote or words)
        made.clicked.connect(lambda: self.citation_requested.emit(citation))
        return made

    def _show_more(self, on: bool) -> None:
        self._more.setVisible(on)
        self._unfold.set_icon("chevron-up" if on else "chevron-down")
