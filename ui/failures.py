"""What a person sees when something went wrong that no page could mend."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from assessment.domain.sentences import Sentence, describe
from indicators.errors import SpbeError
from ui.widgets.buttons import button
from ui.widgets.text import label

_LOG = logging.getLogger(__name__)


class Failures(QObject):
    """Turns failures into messages, and faults of the program into the crash dialog."""

    def __init__(self, window: QWidget, log_file: Path, tell: Callable[[Sentence], None]) -> None:
        """Remember where messages are shown and where details are written."""
        super().__init__(window)
        self._window = window
        self._log_file = log_file
        self._tell = tell
        self._open: CrashDialog | None = None

    @Slot(Exception)
    def show(self, error: BaseException) -> None:
        """Show a failure: a message where it can be mended, else the crash dialog."""
        if isinstance(error, SpbeError):
            _LOG.warning("%s", type(error).__name__)
            self._tell(describe(error))
            return
        _LOG.critical("unexpected failure", exc_info=error)
        if self._open is None:  # one is enough, however often a fault repeats; all are logged
            details = "".join(traceback.format_exception(error))
            self._open = CrashDialog(details, self._log_file, self._window)
            self._open.finished.connect(self._forget)
            self._open.open()

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Stand in for `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        else:
            self.show(error.with_traceback(trace))

    @Slot()
    def _forget(self) -> None:
        self._open = None


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
