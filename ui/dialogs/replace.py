"""Citations whose words are not where they were, after a document was replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.words import citation_place
from ui.dialogs.foot import dialog_column
from ui.widgets.buttons import button
from ui.widgets.card import rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assessment.domain.library import Recheck

_WIDTH, _HEIGHT = 560, 280
_MOST_QUOTE = 160


class RecheckDialog(QDialog):
    """One row for each; it stays beside the viewer until it is closed."""

    def __init__(
        self,
        rechecks: Sequence[Recheck],
        look: Callable[[Recheck], object],
        correct: Callable[[Recheck], object],
        parent: QWidget,
    ) -> None:
        """Create the list; ``look`` opens the page, ``correct`` takes the page it was found on."""
        super().__init__(parent)
        self.setObjectName("recheck")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._look = look
        self._correct = correct
        column = dialog_column(self, self.tr("Periksa lagi rujukan"), _WIDTH)
        told = self.tr("Dokumen sudah diganti. Kutipan {0} rujukan tidak lagi di halamannya.")
        column.addWidget(label(told.format(len(rechecks)), role="text2", wrap=True))
        content = QWidget()
        rows = QVBoxLayout(content)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.setSpacing(10)
        for recheck in rechecks:
            rows.addWidget(self._row(recheck))
            rows.addWidget(rule())
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(_HEIGHT)
        area.setWidget(content)
        content.setAutoFillBackground(False)
        column.addWidget(area, 1)
        close = button(self.tr("Tutup"), name="leave")
        close.clicked.connect(self.close)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    def _row(self, recheck: Recheck) -> QWidget:
        citation = recheck.citation
        row = QWidget()
        row.setObjectName("recheck_row")
        place = citation_place(citation) or self.tr("tanpa tempat")
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        words = self.tr("Indikator {0} · {1}").format(citation.indicator, place)
        column.addWidget(label(words, bold=True, wrap=True))
        if citation.quote:
            quote = citation.quote
            shown = quote if len(quote) <= _MOST_QUOTE else quote[:_MOST_QUOTE].rstrip() + "…"
            column.addWidget(label(f"“{shown}”", "small", "text2", wrap=True))
        found = recheck.found_page
        state = (
            self.tr("Kutipan kini di halaman {0}").format(found)
            if found
            else self.tr("Kutipan tidak ditemukan dalam versi baru")
        )
        foot = QHBoxLayout()
        foot.setSpacing(6)
        told = label(state, "small", "ok" if found else "warn", wrap=True)
        foot.addWidget(told, 1)
        look = button(self.tr("Lihat"), icon_name="eye", small=True, name="look")
        look.clicked.connect(lambda: self._look(recheck))
        foot.addWidget(look)
        if found:
            correct = button(self.tr("Pakai halaman ini"), small=True, name="correct")

            def take() -> None:
                self._correct(recheck)
                correct.setEnabled(False)
                told.setText(self.tr("Halaman diperbarui menjadi {0}").format(found))

            correct.clicked.connect(take)
            foot.addWidget(correct)
        column.addLayout(foot)
        return row
