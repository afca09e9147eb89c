"""Where the institution stands among all others, where that list comes from, and a way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.formatting import index_text, short_date_text
from assessment.domain.words import INSTITUTION_KINDS
from ui.widgets.buttons import button, icon_button
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.ranking import Standing
    from assessment.domain.results import Result
    from assessment.services.national import NationalLists


class RankLine(QWidget):
    """The rank in words, or an invitation to import a list.

    ``source`` is for whoever lays out the page: it names the list, and stays hidden without one.
    """

    lists_requested = Signal()

    def __init__(self, national: NationalLists, result: Result) -> None:
        """Create the line of a result."""
        super().__init__()
        self._national = national
        self._result = result
        self._rank = label(size="small", wrap=True)
        self._rank.setObjectName("rank")
        words = self.tr("Impor daftar nasional")
        self._invitation = button(words, small=True, name="import-national")
        self._invitation.setToolTip(
            self.tr("Daftar hasil semua instansi (CSV), agar peringkat tampil di sini")
        )
        self._invitation.clicked.connect(self.lists_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 0)
        column.addWidget(self._rank)
        column.addWidget(self._invitation, 0, Qt.AlignmentFlag.AlignLeft)
        self.source = self._make_source()
        self.refresh()

    def _make_source(self) -> QWidget:
        self._origin = label(size="small", role="text2", wrap=True)
        self._origin.setObjectName("rank-source")
        words = self.tr("Daftar nasional")
        change = icon_button("table-2", words, small=True, framed=False, name="national-lists")
        change.clicked.connect(self.lists_requested)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._origin, 1)
        row.addWidget(change, 0, Qt.AlignmentFlag.AlignTop)
        return part

    def show_result(self, result: Result) -> None:
        """Show where the institution of a result stands."""
        self._result = result
        self.refresh()

    def refresh(self) -> None:
        """Look the rank up again."""
        score = self._result.score
        standing = self._national.standing(self._result.assessment, score.index)
        self.source.setVisible(standing is not None)
        self._invitation.setVisible(standing is None)
        # Nothing was answered yet: the index of that stands nowhere.
        told = standing is not None and (standing.listed or any(score.levels))
        self._rank.setVisible(told)
        if standing is not None:
            self._rank.setText(self._words(standing))
            explained = self._explained(standing, self._result.assessment.year)
            self._rank.setToolTip(explained)
            self._rank.setAccessibleDescription(explained)
            self._origin.setText(
                self.tr("Peringkat: {0}, diimpor {1}").format(
                    standing.shown.source, short_date_text(standing.shown.imported)
                )
            )

    def _words(self, standing: Standing) -> str:
        ranked = self.tr("Peringkat {0} dari {1} instansi ({2})")
        if not standing.listed:
            ranked = self.tr("Setara peringkat {0} dari {1} instansi ({2})")
        overall, alike = standing.overall, standing.alike
        if overall.place > overall.count:
            ranked = self.tr("Di bawah semua {1} instansi ({2})")
        text = ranked.format(overall.place, overall.count, standing.shown.year)
        if alike is None:
            return text
        among = self.tr("{0} dari {1} {2}")
        if alike.place > alike.count:
            among = self.tr("di bawah semua {1} {2}")
        kind = INSTITUTION_KINDS[standing.kind].lower()
        return f"{text}, {among.format(alike.place, alike.count, kind)}"

    def _explained(self, standing: Standing, year: int) -> str:
        listed = self.tr("Hasil resmi {0} instansi ini menurut daftar: {1}.")
        if not standing.listed:
            listed = self.tr(
                "Instansi ini tidak ada di daftar {0}; indeksnya sekarang, {1}, yang dibandingkan."
            )
        text = listed.format(standing.shown.year, index_text(standing.index))
        if standing.shown.year == year:
            return text
        nearest = self.tr("Daftar {0} tidak ada; dipakai yang terdekat.").format(year)
        return f"{text} {nearest}"
