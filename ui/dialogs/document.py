"""Say what a document is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.formatting import date_text, parse_date
from assessment.domain.records import Document
from assessment.domain.words import DOCUMENT_KINDS, DOCUMENT_STATUSES
from ui.dialogs.foot import FittedDialog, dialog_column, dialog_foot, fit
from ui.widgets.field import Choice, LineField
from ui.widgets.text import label

_WIDTH = 560
_FIRST_YEAR = 1945
_LAST_YEAR = date.max.year


class DocumentDialog(FittedDialog):
    """Kind, number, year, subject, issuer, date, force; ``store`` keeps them before it closes."""

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
        self._status = Choice(tr("Status"), name="document_status")
        for status, words in DOCUMENT_STATUSES.items():
            self._status.addItem(words, status)
        self._valid_until = LineField(
            tr("Berlaku sampai"),
            placeholder=tr("kosong bila tanpa batas"),
            name="document_valid_until",
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
        self._status.setCurrentIndex(self._status.findData(stored.status))
        self._valid_until.setText(date_text(stored.valid_until) if stored.valid_until else "")

    def _arrange(self) -> None:
        column = dialog_column(self, self.tr("Keterangan dokumen"), _WIDTH)
        column.addWidget(label(self._document.name, role="text2", wrap=True))
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addLayout(_under_caption(self._kind), 3)
        first.addWidget(self._number, 3, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self._year, 2, Qt.AlignmentFlag.AlignTop)
        column.addLayout(first)
        column.addWidget(self._about)
        last = QHBoxLayout()
        last.setSpacing(12)
        last.addWidget(self._issuer, 1, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self._issued, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(last)
        force = QHBoxLayout()
        force.setSpacing(12)
        force.addLayout(_under_caption(self._status), 1)
        force.addWidget(self._valid_until, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(force)
        foot = dialog_foot(self, self.tr("Batal"), self.tr("Simpan"), self._keep)
        column.addLayout(foot)

    def _keep(self) -> None:
        year = self._year.text().strip()
        right_year = not year or (year.isdecimal() and _FIRST_YEAR <= int(year) <= _LAST_YEAR)
        self._year.set_error("" if right_year else self.tr("Tulis empat angka."))
        wrong = [] if right_year else [self._year]
        wrong += [field for field in (self._issued, self._valid_until) if not self._is_date(field)]
        fit(self)
        if wrong:
            wrong[0].edit.setFocus()
            return
        self._store(
            replace(
                self._document,
                kind=self._kind.currentData(),
                number=self._number.text().strip(),
                year=int(year) if year else None,
                about=" ".join(self._about.text().split()),
                issuer=" ".join(self._issuer.text().split()),
                issued=parse_date(self._issued.text()),
                status=self._status.currentData(),
                valid_until=parse_date(self._valid_until.text()),
            )
        )
        self.accept()

    def _is_date(self, field: LineField) -> bool:
        """Whether a field holds a date or nothing; says so under it."""
        right = not field.text().strip() or parse_date(field.text()) is not None
        told = self.tr("Tulis seperti 17 Agustus 2025 atau 17-8-2025.")
        field.set_error("" if right else told)
        return right


def _under_caption(choice: Choice) -> QVBoxLayout:
    """A choice with its name above, as fields have it."""
    column = QVBoxLayout()
    column.setSpacing(4)
    caption = label(choice.accessibleName(), "small", bold=True)
    caption.setBuddy(choice)
    column.addWidget(caption)
    column.addWidget(choice)
    column.addStretch(1)
    return column
