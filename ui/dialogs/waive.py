"""Let a finding stand, and say why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.dialogs.foot import FittedDialog, dialog_column, dialog_foot, fit
from ui.models.review import ReviewRow
from ui.widgets.field import TextField
from ui.widgets.text import label

_WIDTH = 520
_HEIGHT = 96


class WaiveDialog(FittedDialog):
    """Asks for the reason; ``confirmed`` carries it."""

    confirmed = Signal(str)

    def __init__(self, row: ReviewRow, parent: QWidget) -> None:
        """Create the dialog about a row of findings."""
        super().__init__(parent)
        self.setObjectName("waive")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._reason = TextField(
            self.tr("Alasan"),
            placeholder=self.tr("Reviu 2025 sedang berjalan, laporan menyusul November"),
            name="waive_reason",
        )
        self._reason.edit.setFixedHeight(_HEIGHT)
        self._reason.edit.setTabChangesFocus(True)
        column = dialog_column(self, self.tr("Abaikan temuan"), _WIDTH)
        column.addWidget(label(row.title, bold=True, wrap=True))
        about = " · ".join(part for part in (row.where, row.detail) if part)
        column.addWidget(label(about, "small", "text2", wrap=True))
        column.addWidget(self._reason)
        note = self.tr("Temuan pindah ke akhir daftar dan dapat dikembalikan.")
        column.addWidget(label(note, "small", "text2", wrap=True))
        column.addLayout(dialog_foot(self, self.tr("Batal"), self.tr("Abaikan"), self._confirm))
        self._reason.edit.setFocus()

    def _confirm(self) -> None:
        reason = self._reason.edit.toPlainText().strip()
        self._reason.set_error("" if reason else self.tr("Tulis alasannya untuk penilai."))
        fit(self)
        if not reason:
            self._reason.edit.setFocus()
            return
        self.accept()
        self.confirmed.emit(reason)
