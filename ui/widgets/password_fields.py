"""A password for a package: none unless asked for, typed twice, with a hint how strong it is."""

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.check_row import CheckRow
from ui.widgets.field import LineField
from ui.widgets.text import label, set_role

_WEAK, _FAIR = 40, 64  # bits
_POOLS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_OTHERS = 32


class PasswordFields(QWidget):
    """A tick, and below it the password twice while it is ticked."""

    resized = Signal()

    def __init__(self) -> None:
        """Create the fields without a password."""
        super().__init__()
        self.lock = CheckRow(self.tr("Kunci dengan sandi"), name="lock")
        self.lock.toggled.connect(self._show_fields)
        self._first = _password_field(self.tr("Sandi"), "password")
        self._first.edit.textChanged.connect(self._rate)
        self._second = _password_field(self.tr("Ulangi sandi"), "password-again")
        self._second.edit.textChanged.connect(lambda _text: self._second.set_error(""))
        self._hint = label(size="small", role="text2", wrap=True)
        self._hint.setObjectName("password-hint")
        pair = QHBoxLayout()
        pair.setSpacing(12)
        for field in (self._first, self._second):
            part = QVBoxLayout()
            part.addWidget(field)
            part.addStretch(1)
            pair.addLayout(part, 1)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(28, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(pair)
        column.addWidget(self._hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(6)
        whole.addWidget(self.lock)
        whole.addWidget(self._fields)
        self._fields.hide()
        self._rate("")

    def password(self) -> str | None:
        """Give the password, empty for none; None, and say why, while it is not clear."""
        if not self.lock.isChecked():
            return ""
        first, second = self._first.text(), self._second.text()
        self._first.set_error("" if first else self.tr("Tulis sandinya, atau hapus centang."))
        differs = bool(first) and first != second
        self._second.set_error(self.tr("Tidak sama dengan yang pertama.") if differs else "")
        self.resized.emit()
        if not first or differs:
            (self._second if differs else self._first).edit.setFocus()
            return None
        return first

    def _show_fields(self, on: bool) -> None:
        self._fields.setVisible(on)
        self.resized.emit()
        if on:
            self._first.edit.setFocus()

    def _rate(self, password: str) -> None:
        self._first.set_error("")
        if not password:
            role = "text2"
            words = self.tr("Beri tahukan lewat jalan lain. Tanpa sandi itu paket tidak terbuka.")
        elif (bits := strength(password)) < _WEAK:
            role, words = "error", self.tr("Lemah: pakai empat kata atau lebih.")
        elif bits < _FAIR:
            role, words = "warn", self.tr("Cukup: satu kata lagi membuatnya kuat.")
        else:
            role, words = "ok", self.tr("Kuat. Tanpa sandi ini paket tidak terbuka; simpanlah.")
        set_role(self._hint, role)
        self._hint.setText(words)


def strength(password: str) -> float:
    """How many bits somebody would have to guess at most; letters that repeat add little."""
    pool = sum(size for is_of, size in _POOLS if any(map(is_of, password)))
    pool += _OTHERS * any(not letter.isalnum() for letter in password)
    fresh = len(set(password)) + (len(password) - len(set(password))) / 2
    return fresh * math.log2(pool or 1)


def _password_field(title: str, name: str) -> LineField:
    field = LineField(title, name=name)
    field.edit.setEchoMode(QLineEdit.EchoMode.Password)
    return field
