"""Letterhead, logo and signatories of printed pages, with how they will look."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout

from assessment.domain.preferences import Letterhead, Signatory, is_civil_number
from ui.widgets.card import Card, rule
from ui.widgets.field import LineField
from ui.widgets.letterhead_preview import LetterheadPreview
from ui.widgets.logo_field import LogoField
from ui.widgets.text import label

_LONGEST = 500


class PrintCard(Card):
    """Fields for everything that stands at the head and the foot of printed pages."""

    typed = Signal()
    left = Signal()
    logo_changed = Signal(object)

    def __init__(self, head: Letterhead) -> None:
        """Create the card with what is stored."""
        super().__init__(self.tr("Kop dan penanda tangan laporan"), name="settings_print")
        self._lines: dict[str, LineField] = {}
        self._logo_path = head.logo
        self._preview = LetterheadPreview()
        self._logo = LogoField(head.logo)
        self._logo.changed.connect(self._take_logo)
        self.body.addLayout(self._head_fields(head))
        self.body.addSpacing(4)
        self.body.addWidget(self._logo)
        self.body.addWidget(rule())
        self.body.addLayout(self._people_fields(head))
        note = self.tr(
            "Nama pada identitas penilaian didahulukan; jabatan dan NIP hanya dicetak di bawah"
            " nama yang sama."
        )
        self.body.addWidget(label(note, "small", "text2", wrap=True))
        self.body.addWidget(rule())
        self.body.addWidget(label(self.tr("Pratinjau"), "small", bold=True))
        self.body.addWidget(self._preview)
        self._show()

    def letterhead(self) -> Letterhead:
        """What is written now, with the logo."""
        text = {key: " ".join(field.text().split()) for key, field in self._lines.items()}
        coordinator, responsible = (
            Signatory(*(text.pop(f"{key}_{part}") for part in ("name", "title", "number")))
            for key in ("coordinator", "responsible")
        )
        return Letterhead(
            **text, logo=self._logo_path, coordinator=coordinator, responsible=responsible
        )

    def show_logo(self, path: Path | None) -> None:
        """Show where the logo is kept now."""
        if path != self._logo_path:
            self._logo_path = path
            self._logo.show_kept(path)
            self._show()

    def _head_fields(self, head: Letterhead) -> QGridLayout:
        tr = self.tr
        grid = _grid()
        fields = (
            ("institution", tr("Instansi"), tr("PEMERINTAH KOTA …"), head.institution),
            ("office", tr("Unit kerja"), tr("DINAS KOMUNIKASI …"), head.office),
            ("address", tr("Alamat"), tr("Jalan, kota, telepon"), head.address),
        )
        places = ((0, 0, 1), (0, 1, 1), (1, 0, 2))
        for (key, words, example, stored), (row, column, span) in zip(fields, places, strict=True):
            grid.addWidget(self._field(key, words, stored, example), row, column, 1, span)
        return grid

    def _people_fields(self, head: Letterhead) -> QGridLayout:
        tr = self.tr
        leader = Signatory(head.signatory_name, head.signatory_title, head.signatory_number)
        people = (
            ("signatory", tr("Nama pimpinan instansi"), leader),
            ("coordinator", tr("Nama Koordinator SPBE"), head.coordinator),
            ("responsible", tr("Nama penanggung jawab"), head.responsible),
        )
        grid = _grid()
        for row, (key, role, known) in enumerate(people):
            parts = (
                ("name", role, known.name),
                ("title", tr("Jabatan"), known.title),
                ("number", tr("NIP"), known.number),
            )
            for column, (part, words, stored) in enumerate(parts):
                field = self._field(f"{key}_{part}", words, stored)
                field.edit.setAccessibleName(words if part == "name" else f"{words}: {role}")
                grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
        for column, share in enumerate((4, 4, 3)):
            grid.setColumnStretch(column, share)
        return grid

    def _field(self, key: str, words: str, stored: str, example: str = "") -> LineField:
        field = LineField(words, placeholder=example, name=f"settings_{key}")
        field.edit.setMaxLength(_LONGEST)
        field.setText(stored)
        field.edit.setCursorPosition(0)
        field.edit.textChanged.connect(self._note)
        field.edit.editingFinished.connect(self.left)
        self._lines[key] = field
        return field

    def _note(self) -> None:
        self._show()
        self.typed.emit()

    def _take_logo(self, path: Path | None) -> None:
        self._logo_path = path
        self._show()
        self.logo_changed.emit(path)

    def _show(self) -> None:
        """Show how it will look, and what is no NIP."""
        for key, field in self._lines.items():
            if key.endswith("_number"):
                text = field.text().strip()
                wrong = bool(text) and not is_civil_number(text)
                words = self.tr("NIP terdiri atas 18 angka. Tetap dicetak seperti tertulis.")
                field.set_error(words if wrong else "")
        self._preview.show_letterhead(self.letterhead())


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(10)
    return grid
