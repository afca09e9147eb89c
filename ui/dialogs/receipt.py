"""One receipt: its text to copy or save, and the same text as a code to photograph."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPlainTextEdit, QWidget

from assessment.domain.errors import StorageError
from assessment.domain.file_names import safe_file_name
from assessment.domain.sentences import describe
from ui.dialogs.foot import dialog_column, fit
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.code_picture import CodePicture
from ui.widgets.message import Message
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.exchange import Receipt
    from assessment.services.receipts import Receipts
    from ui.widgets.message import MessageKind

_LEAST = 760
_CODE = 292


class ReceiptDialog(QDialog):
    """Shows a receipt of something that succeeded."""

    def __init__(self, service: Receipts, receipt: Receipt, parent: QWidget) -> None:
        """Create the dialog about a receipt."""
        super().__init__(parent)
        self.setObjectName("receipt")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._service = service
        self._receipt = receipt
        self._text = text = service.text(receipt)
        shown = QPlainTextEdit(text.rstrip())
        shown.setObjectName("receipt-text")
        shown.setAccessibleName(self.tr("Tanda terima"))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        side = current_theme().scaled(_CODE)
        picture = CodePicture(service.code(receipt), self.tr("Kode QR tanda terima"), side)
        shown.setFixedHeight(picture.sizeHint().height())
        self._told = Message("ok", name="receipt-told")
        self._told.hide()
        column = dialog_column(self, self.tr("Tanda terima"), _LEAST)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(shown, 1)
        row.addWidget(picture)
        column.addLayout(row)
        words = self.tr("Kode memuat teks yang sama; pindai dengan telepon untuk menyimpannya.")
        column.addWidget(label(words, "small", "text2", wrap=True))
        column.addWidget(self._told)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        copy = button(self.tr("Salin teks"), icon_name="copy", name="copy-receipt")
        copy.clicked.connect(self._copy)
        save = button(self.tr("Simpan tanda terima"), "primary", "download", name="save-receipt")
        save.clicked.connect(self._save)
        leave = button(self.tr("Tutup"), name="leave")
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self._tell("ok", self.tr("Teks disalin"))

    def _save(self) -> None:
        name = safe_file_name(f"Tanda-terima-{self._receipt.path.stem}.txt")
        proposal = self._receipt.path.with_name(name)
        pattern = self.tr("Teks (*.txt);;Kode QR (*.svg)")
        title = self.tr("Simpan tanda terima")
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(proposal), pattern)
        if not chosen:
            return
        try:
            self._service.save(self._receipt, Path(chosen))
        except StorageError as error:
            sentence = describe(error)
            self._tell("error", sentence.title, sentence.text)
        else:
            self._tell("ok", self.tr("Tersimpan"), chosen)

    def _tell(self, kind: MessageKind, title: str, text: str = "") -> None:
        self._told.set_content(kind, title, text)
        self._told.show()
        fit(self)
