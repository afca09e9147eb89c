"""The key that signed a package: its fingerprint to compare, and whether it is trusted."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.field import LineField
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

_GROUPS = 4  # of four letters in a line


class KeyTrust(QWidget):
    """Shows a fingerprint; ``trusted`` carries the name that a person gave its owner."""

    trusted = Signal(str)

    def __init__(self, fingerprint: str, signer: str, *, trusted: bool) -> None:
        """Show a key; ``signer`` is proposed as the name of its owner."""
        super().__init__()
        groups = fingerprint.split()
        lines = [groups[at : at + _GROUPS] for at in range(0, len(groups), _GROUPS)]
        self._print = label("\n".join("  ".join(line) for line in lines))
        self._print.setObjectName("fingerprint")
        self._print.setAccessibleName(self.tr("Sidik kunci {0}").format(fingerprint))
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(current_theme().px("body"))
        self._print.setFont(font)
        self._glyph = Glyph("shield-check", "ok", 18)
        self._state = label(size="small", wrap=True)
        self._state.setObjectName("trust-state")
        self._name = LineField(self.tr("Nama pemilik kunci"), name="key-owner")
        self._name.setText(signer)
        self._name.edit.textChanged.connect(lambda _text: self._name.set_error(""))
        trust = button(self.tr("Percayai kunci ini"), small=True, name="trust-key")
        trust.clicked.connect(self._trust)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.setSpacing(8)
        asking.addWidget(self._name)
        line = QHBoxLayout()
        line.addWidget(trust)
        line.addStretch(1)
        asking.addLayout(line)
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._glyph)
        state.addWidget(self._state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Sidik kunci penanda tangan"), "small", bold=True))
        column.addWidget(self._print)
        column.addLayout(state)
        column.addWidget(self._asking)
        self.show_trust(trusted=trusted)

    def show_trust(self, *, trusted: bool) -> None:
        """Say whether the key is trusted."""
        self._glyph.set_icon(*(("shield-check", "ok") if trusted else ("info", "text2")))
        self._state.setText(
            self.tr("Kunci ini dipercaya di sini.")
            if trusted
            else self.tr("Belum dipercaya. Cocokkan sidik ini dengan pengirimnya lewat telepon.")
        )
        self._asking.setVisible(not trusted)

    def _trust(self) -> None:
        name = self._name.text().strip()
        self._name.set_error("" if name else self.tr("Tulis nama pemiliknya."))
        if name:
            self.trusted.emit(name)
