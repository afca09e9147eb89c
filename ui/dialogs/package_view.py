"""A package that was found whole: what it says, who signed it, what is in it; read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.dialogs.foot import dialog_column, dialog_foot, keep_button
from ui.models.package_contents import checks_of, content_rows, facts_of
from ui.theme import current_theme
from ui.widgets.card import rule
from ui.widgets.content_list import ContentList
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import TextField
from ui.widgets.glyph import Glyph
from ui.widgets.key_trust import KeyTrust
from ui.widgets.message import Message
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.services.package import PackagePreview
    from indicators.instrument import Instrument
    from ui.models.package_contents import ContentRow

_SIZE = QSize(960, 680)
_LEAST = 820
_SIDE = 348
_TEXT = 116


class PackageView(QDialog):
    """Shows a preview; it may be taken over, or just closed."""

    confirmed = Signal()
    trusted = Signal(str)

    def __init__(
        self, instrument: Instrument, preview: PackagePreview, taken: str, parent: QWidget
    ) -> None:
        """Create the dialog; ``taken`` names the assessment that stands in its way, if any."""
        super().__init__(parent)
        self.setObjectName("package-view")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setSizeGripEnabled(True)
        manifest = preview.package.manifest
        self._part = bool(manifest.part)
        column = dialog_column(self, f"{manifest.institution} · {manifest.year}", _LEAST)
        path = str(preview.package.path)
        mode = Qt.TextElideMode.ElideMiddle
        column.addWidget(ElidedLabel(path, mode=mode, size="small", role="text2"))
        self._key = KeyTrust(manifest.fingerprint, manifest.signer, trusted=preview.trusted)
        self._key.trusted.connect(self.trusted)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._side(instrument, preview))
        contents = self._contents(instrument, preview)
        contents.addWidget(self._purpose(taken))
        row.addLayout(contents, 1)
        column.addLayout(row, 1)
        keep = self.tr("Ambil alih sebagai evaluasi")
        if self._part:
            keep = self.tr("Kerjakan bagian ini")
        column.addLayout(dialog_foot(self, self.tr("Tutup"), keep, self._confirm))
        if (keeping := keep_button(self)) is not None:
            keeping.setEnabled(not taken)
        self.resize(_SIZE)
        self._list.setFocus()

    def show_trust(self) -> None:
        """Say that the key is trusted now."""
        self._key.show_trust(trusted=True)

    def _purpose(self, taken: str) -> Message:
        if taken:
            return Message(
                "info",
                self.tr("{0} sudah ada di ruang kerja ini").format(taken),
                self.tr("Paket ini hanya dapat dibaca. Hapus yang ada dahulu untuk mengambilnya."),
                name="package-purpose",
            )
        if self._part:
            title = self.tr("Ini bagian untuk dikerjakan")
            text = self.tr("Hanya indikator ini yang tampil. Kembalikan sebagai paket dari Kirim.")
        else:
            title = self.tr("Dibuka untuk dibaca; belum ada yang disimpan")
            text = self.tr("Bila diambil alih, Penilaian Mandiri menjadi final dan hanya dibaca.")
        return Message("info", title, text, name="package-purpose")

    def _side(self, instrument: Instrument, preview: PackagePreview) -> QScrollArea:
        manifest = preview.package.manifest
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(7)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(facts_of(instrument, manifest)):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label(name, "small", "text2"), place, 0, top)
            grid.addWidget(
                label(value, "small", bold=name == self.tr("Indeks"), wrap=True), place, 1
            )
        column.addLayout(grid)
        column.addWidget(rule())
        for words in checks_of(manifest):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Glyph("circle-check", "ok", 18), 0, Qt.AlignmentFlag.AlignTop)
            checked = label(words, "small", wrap=True)
            checked.setObjectName("package-check")
            line.addWidget(checked, 1)
            column.addLayout(line)
        column.addWidget(rule())
        column.addWidget(self._key)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFixedWidth(current_theme().scaled(_SIDE))
        return area

    def _contents(self, instrument: Instrument, preview: PackagePreview) -> QVBoxLayout:
        self._list = ContentList(self.tr("Isi paket"))
        self._list.contents.show(tuple(content_rows(instrument, preview.package)))
        self._text = TextField(self.tr("Penjelasan dan bukti"), name="package-text")
        self._text.edit.setReadOnly(True)
        self._text.edit.setFixedHeight(current_theme().scaled(_TEXT))
        self._list.current_changed.connect(self._show_text)
        self._list.setCurrentIndex(self._list.contents.index(0))
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self._list, 1)
        column.addWidget(self._text)
        return column

    def _show_text(self, row: ContentRow) -> None:
        self._text.setText(row.whole())

    def _confirm(self) -> None:
        self.accept()
        self.confirmed.emit()
