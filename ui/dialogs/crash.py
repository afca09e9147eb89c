"""What a person sees when the program itself failed."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.text import label


class CrashDialog(QDialog):
    """Says that the program failed, what is safe, and how to report it."""

    def __init__(self, details: str, log_file: Path, parent: QWidget | None = None) -> None:
        """Create the dialog for the text of a failure."""
        super().__init__(parent)
        self.setObjectName("crash")
        self.setWindowTitle(self.tr("Kesalahan program"))
        self.resize(620, 420)
        self._details = details
        self._log_file = log_file
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Program mengalami kesalahan"), "h2", wrap=True))
        column.addWidget(
            label(
                self.tr(
                    "Semua yang sudah ditandai tersimpan tetap aman. Anda dapat melanjutkan"
                    " bekerja; bila kesalahan berulang, tutup lalu buka kembali program ini."
                ),
                role="text2",
                wrap=True,
            )
        )
        place = label(self.tr("Catatan lengkap: {0}").format(log_file), "small", wrap=True)
        place.setObjectName("crash_log")
        column.addWidget(place)
        text = QPlainTextEdit(details)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(self.tr("Rincian kesalahan"))
        column.addWidget(text, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        copy = button(self.tr("Salin rincian"), icon_name="copy", name="crash_copy")
        copy.clicked.connect(self._copy)
        folder = button(self.tr("Buka folder catatan"), icon_name="folder-open")
        folder.clicked.connect(self._open_folder)
        close = button(self.tr("Tutup"), "primary", name="crash_close")
        close.clicked.connect(self.accept)
        row.addWidget(copy)
        row.addWidget(folder)
        row.addStretch(1)
        row.addWidget(close)
        return row

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self._log_file}\n\n{self._details}")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_file.parent)))
