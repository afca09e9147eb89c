"""The logo on printed pages: chosen, looked at, refused where it is no picture."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from assessment.domain.formatting import size_text
from ui.widgets.buttons import button
from ui.widgets.text import label

_PREVIEW = 72
_MOST_BYTES = 10 << 20
_FORMATS = {b"png", b"jpeg"}  # what the report can embed


class LogoField(QWidget):
    """Preview, a button to choose and one to remove; errors stand beside them."""

    changed = Signal(object)

    def __init__(self, path: Path | None) -> None:
        """Create the field with a stored logo, or none."""
        super().__init__()
        self.setObjectName("logo")
        self._preview = QLabel()
        self._preview.setObjectName("logo_preview")
        self._preview.setProperty("frame", "band")
        self._preview.setFixedSize(_PREVIEW, _PREVIEW)
        self._preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = label(size="small", role="text2", wrap=True)
        self._words.setObjectName("logo_path")
        self._error = label(size="small", role="error", wrap=True)
        self._error.setObjectName("logo_error")
        choose = button(self.tr("Pilih logo"), icon_name="image", name="logo_choose")
        choose.clicked.connect(self._choose)
        self._remove = button(self.tr("Tanpa logo"), "link", name="logo_remove")
        self._remove.clicked.connect(lambda: self.take(None))
        self._path = self._before = path
        self._back = button(self.tr("Urungkan"), "link", "undo-2", name="logo_back")
        self._back.clicked.connect(lambda: self.take(self._before))
        self._back.hide()
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(choose)
        buttons.addWidget(self._remove)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self._words)
        column.addWidget(self._error)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._preview, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)
        self._show(path)

    def take(self, path: Path | None) -> None:
        """Take a file as the logo, unless it is no picture: then the old one stays."""
        if path is not None and not _is_picture(path):
            words = self.tr("{0} bukan gambar PNG atau JPEG. Logo sebelumnya tetap dipakai.")
            self._show_error(words.format(path.name))
            return
        if path is not None and path.stat().st_size > _MOST_BYTES:
            words = self.tr("{0} lebih besar dari {1}. Logo sebelumnya tetap dipakai.")
            self._show_error(words.format(path.name, size_text(_MOST_BYTES)))
            return
        self._before = self._path
        self._show(path)
        self._back.setVisible(self._before is not None and self._before.is_file())
        self.changed.emit(path)

    def show_kept(self, path: Path | None) -> None:
        """Show the place where the same logo is kept from now on."""
        self._show(path)

    def _show(self, path: Path | None) -> None:
        self._path = path
        self._show_error("")
        image = QImage(str(path)) if path is not None else QImage()
        if path is not None and image.isNull():
            words = self.tr(
                "Logo tidak ditemukan atau rusak: {0}. Pilih lagi, atau tekan Tanpa logo."
            )
            self._show_error(words.format(path))
        fitted = (
            image.scaled(
                QSize(_PREVIEW - 8, _PREVIEW - 8),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            if not image.isNull()
            else image
        )
        self._preview.setPixmap(QPixmap.fromImage(fitted))
        words = self.tr("Belum ada logo. PNG atau JPEG, dicetak setinggi 17 mm.")
        if not image.isNull():
            words = self.tr(
                "{0} × {1} piksel. Salinannya disimpan bersama pengaturan; berkas asalnya boleh"
                " dipindahkan."
            ).format(image.width(), image.height())
        self._words.setText(words)
        self._words.setVisible(path is None or not image.isNull())
        self._remove.setVisible(path is not None)

    def _show_error(self, words: str) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def _choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Pilih logo"))
        dialog.setObjectName("choose_logo")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Gambar (*.png *.jpg *.jpeg)"), self.tr("Semua (*)")])
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.open()


def _is_picture(path: Path) -> bool:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    return reader.format().data() in _FORMATS and not reader.read().isNull()
