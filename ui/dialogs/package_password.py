"""The password of a package that somebody else has locked."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ui.dialogs.foot import dialog_column, dialog_foot, fit, keep_button
from ui.widgets.field import LineField
from ui.widgets.text import label

_WIDTH = 460


class PackagePassword(QDialog):
    """Stays open until a password fits; ``given`` carries each attempt."""

    given = Signal(str)

    def __init__(self, path: Path, parent: QWidget) -> None:
        """Create the dialog about a package."""
        super().__init__(parent)
        self.setObjectName("package-password")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = dialog_column(self, self.tr("Paket ini dikunci"), _WIDTH)
        words = self.tr("{0} hanya terbuka dengan sandi dari pengirimnya.").format(path.name)
        column.addWidget(label(words, role="text2", wrap=True))
        self._field = LineField(self.tr("Sandi"), name="package-password-edit")
        self._field.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.edit.textChanged.connect(lambda _text: self._field.set_error(""))
        column.addWidget(self._field)
        column.addLayout(dialog_foot(self, self.tr("Batal"), self.tr("Buka"), self._try))
        self._field.edit.setFocus()

    def show_wrong(self) -> None:
        """Say that the last attempt did not fit, and let the person try again."""
        self._set_busy(busy=False)
        self._field.set_error(
            self.tr("Sandi itu tidak cocok. Periksa huruf besar dan kecil, atau tanyakan lagi.")
        )
        fit(self)
        self._field.edit.setFocus()
        self._field.edit.selectAll()

    def _try(self) -> None:
        password = self._field.text()
        if not password:
            self._field.set_error(self.tr("Tulis sandinya."))
            fit(self)
            return
        self._set_busy(busy=True)
        self.given.emit(password)

    def _set_busy(self, *, busy: bool) -> None:
        self._field.edit.setReadOnly(busy)
        if (keep := keep_button(self)) is not None:
            keep.setEnabled(not busy)
