"""What rests on a document: indicators, citations, and what would fall without it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.formatting import index_text
from assessment.domain.words import citation_place
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.tab_order import walk_through
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.library import LibraryEntry, Loss, Use
    from assessment.domain.records import Citation

_TALLEST = 190


class _Number(QAbstractButton):
    """An indicator by its number, as narrow as that."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__()
        self.setObjectName(f"use_{number}")
        self.setText(str(number))
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Take the room of the number, and enough to be hit."""
        theme = current_theme()
        words = QFontMetrics(theme.font("small", bold=True)).horizontalAdvance(self.text())
        return QSize(max(theme.scaled(24), words + 8), theme.scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number, on a ground while it is pointed at, and the ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_touch(self, painter)
        painter.setFont(theme.font("small", bold=True))
        painter.setPen(theme.color("accent_text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())


class _Citation(QAbstractButton):
    """A citation on one line; the tooltip gives its words."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setObjectName("open_citation")
        self.setText(words)
        self.setAccessibleName(words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """Take a line."""
        return QSize(80, current_theme().scaled(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words as far as there is room."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_touch(self, painter)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("accent_text"))
        place = self.rect().adjusted(2, 0, -2, 0)
        elided = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.text(), elided, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


def _paint_touch(target: QAbstractButton, painter: QPainter) -> None:
    """Paint the ground of what is pointed at, and the ring of what has the focus."""
    theme = current_theme()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent_soft"))
    if target.underMouse():
        painter.drawRoundedRect(QRectF(target.rect()), 4, 4)
    if target.hasFocus():
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(target.rect()).adjusted(1, 1, -1, -1), 4, 4)


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
        head.setContentsMargins(4, 0, 0, 0)
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
        column.setContentsMargins(12, 6, 10, 6)
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
        numbers = [self._number(use) for use in entry.uses]
        for made in numbers:
            self._flow.addWidget(made)
        walk_through(self._numbers, *numbers)
        self._numbers.setVisible(bool(used))
        content = self._particulars(entry)
        self._more.setWidget(content)
        content.setAutoFillBackground(False)  # the area has just made it opaque
        walk_through(self._more, content)
        self._more.setVisible(bool(used) and self._unfold.isChecked())

    def _number(self, use: Use) -> QWidget:
        words = self.tr("Buka indikator {0} ({1})").format(use.indicator, use.label)
        made = _Number(use.indicator, words)
        made.clicked.connect(lambda: self.indicator_requested.emit(use.indicator))
        return made

    def _particulars(self, entry: LibraryEntry) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(4, 4, 6, 4)
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
            column.addWidget(self._citation(use, citation))
        column.addStretch(1)
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
        made = _Citation(words)
        made.setToolTip(citation.quote or words)
        made.clicked.connect(lambda: self.citation_requested.emit(citation))
        return made

    def _show_more(self, on: bool) -> None:
        self._more.setVisible(on)
        self._unfold.set_icon("chevron-up" if on else "chevron-down")
