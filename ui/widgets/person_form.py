"""Who works here: a name and a role, as the log will have them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.identity import Person, Role
from assessment.domain.words import ROLES
from ui.widgets.field import Choice, LineField
from ui.widgets.text import label


class PersonForm(QWidget):
    """A line for the name and a list of roles beside it."""

    typed = Signal()
    left = Signal()

    def __init__(self, name: str) -> None:
        """Create an empty form; ``name`` begins the names of its fields."""
        super().__init__()
        tr = self.tr
        self._name = LineField(
            tr("Nama Anda"), placeholder=tr("Tercatat pada riwayat"), name=f"{name}_person"
        )
        self._name.edit.textChanged.connect(lambda _text: self.typed.emit())
        self._name.edit.editingFinished.connect(self.left)
        self._role = Choice(tr("Peran Anda"), name=f"{name}_role")
        for role, words in ROLES.items():
            self._role.addItem(words, role)
        self._role.activated.connect(lambda _place: self.left.emit())
        caption = label(tr("Peran Anda"), "small", bold=True)
        caption.setBuddy(self._role)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(caption)
        side.addWidget(self._role)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._name, 1)
        row.addLayout(side, 1)

    def show_person(self, person: Person) -> None:
        """Show who is known so far."""
        self._name.setText(person.name)
        self._role.setCurrentIndex(self._role.findData(person.role))

    def person(self) -> Person:
        """What is written and chosen."""
        return Person(" ".join(self._name.text().split()), Role(self._role.currentData()))
