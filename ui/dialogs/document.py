"""Say what a document is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.formatting import date_text, parse_date
from assessment.domain.records import Document
from assessment.domain.words import DOCUMENT_KINDS
from ui.dialogs.foot import dialog_column, dialog_foot, fit
from ui.widgets.field import Choice, LineField
from ui.widgets.text import label

_WIDTH = 560
_FIRST_YEAR = 1945
_LAST_YEAR = date.max.year


class DocumentDialog(QDialog):
    """Kind, number, year, subject, issuer, date; ``store`` keeps them before it closes."""

    def __init__(
        self, document: Document, store: Callable[[Document], object], parent: QWidget
    ) -> None:
        """Create the dialog with what is stored."""
        super().__init__(parent)
        self.setObjectName("document")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document = document
        self._store = store
        tr = self.tr
        self._kind = Choice(tr("Jenis"), name="document_kind")
        for kind, words in DOCUMENT_KINDS.items():
            self._kind.addItem(words, kind)
        self._number = LineField(tr("Nomor"), name="document_number")
        self._year = LineField(tr("Tahun"), name="document_year")
        self._about = LineField(tr("Tentang"), name="document_about")
        self._issuer = LineField(
            tr("Penerbit"), placeholder=tr("Wali Kota Nusa Damai"), name="document_issuer"
        )
        self._issued = LineField(
            tr("Tanggal"), placeholder=tr("17 Agustus 2025"), name="document_date"
        )
        self._fill()
        self._arrange()

    def _fill(self) -> None:
        stored = self._document
        self._kind.setCurrentIndex(self._kind.findData(stored.kind))
        self._number.setText(stored.number)
        self._year.setText("" if stored.year is None else str(stored.year))
        self._about.setText(stored.about)
        self._issuer.setText(stored.issuer)
        self._issued.setText(date_text(stored.issued) if stored.issued else "")

    def _arrange(self) -> None:
        column = dialog_column(self, self.tr("Keterangan dokumen"), _WIDTH)
        column.addWidget(label(self._document.name, role="text2", wrap=True))
        kind = QVBoxLayout()
        kind.setSpacing(4)
        caption = label(self.tr("Jenis"), "small", bold=True)
        caption.setBuddy(self._kind)
        kind.addWidget(caption)
        kind.addWidget(self._kind)
        kind.addStretch(1)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addLayout(kind, 3)
        first.addWidget(self._number, 3, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._year, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addWidget(self._about)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self._issuer, 1, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self._issued, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(last)
        foot = dialog_foot(self, self.tr("Batal"), self.tr("Simpan"), self._keep)
        column.addLayout(foot)

    def _keep(self) -> None:
        year, issued = self._year.text().strip(), self._issued.text().strip()
        day = parse_date(issued)
        right_year = not year or (year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR)
        self._year.set_error("" if right_year else self.tr("Tulis empat angka."))
        right_day = bool(day) or not issued
        self._issued.set_error(
            "" if right_day else self.tr("Tulis seperti 17 Agustus 2025 atau 17-8-2025.")
        )
        fit(self)
        if not (right_year and right_day):
            (self._issued if right_year else self._year).edit.setFocus()
            return
        self._store(
            replace(
                self._document,
                kind=self._kind.currentData(),
                number=self._number.text().strip(),
                year=int(year) if year else None,
                about=" ".join(self._about.text().split()),
                issuer=" ".join(self._issuer.text().split()),
                issued=day,
            )
        )
        self.accept()
