"""How letterhead and signatures will stand on printed pages."""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout

from assessment.domain.preferences import Letterhead, Signatory
from ui.theme import current_theme
from ui.widgets.card import rule
from ui.widgets.text import label

_LOGO = 48
_SIGN = 22  # room for a signature, smaller than on paper
_DOTS = "." * 32
_LEADER = "Pimpinan instansi"  # as it is printed where no title is known


class LetterheadPreview(QFrame):
    """The same lines in the same order as on paper; names break where they must."""

    def __init__(self) -> None:
        """Create an empty page."""
        super().__init__()
        self.setObjectName("letterhead_preview")
        self.setProperty("frame", "band")
        self.setAccessibleName(self.tr("Pratinjau kop dan tanda tangan"))
        self._logo = QLabel()
        self._logo.setObjectName("preview_logo")
        self._head = [
            label(bold=True, wrap=True),
            label(size="small", wrap=True),
            label(size="tiny", role="text2", wrap=True),
        ]
        for place, line in enumerate(self._head):
            line.setObjectName(f"preview_line_{place}")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        for line in self._head:
            lines.addWidget(line)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self._logo, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(lines, 1)
        self._people = [_Person() for _ in range(3)]
        signs = QGridLayout()
        signs.setHorizontalSpacing(24)
        for column, person in enumerate(self._people):
            person.setObjectName(f"preview_person_{column}")
            signs.addWidget(person, 0, column, Qt.AlignmentFlag.AlignTop)
            signs.setColumnStretch(column, 1)
        column_of = QVBoxLayout(self)
        column_of.setContentsMargins(16, 12, 16, 12)
        column_of.setSpacing(8)
        column_of.addLayout(top)
        column_of.addWidget(rule())
        column_of.addLayout(signs)

    def show_letterhead(self, head: Letterhead) -> None:
        """Show other lines, another logo, other people."""
        first = head.institution or self.tr("Nama instansi dari penilaian")
        for line, text in zip(self._head, (first, head.office, head.address), strict=True):
            line.setText(text)
            line.setVisible(bool(text))
        image = QImage(str(head.logo)) if head.logo is not None else QImage()
        room = QSize(_LOGO, _LOGO)
        ratio, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        small = image if image.isNull() else image.scaled(room, ratio, smooth)
        self._logo.setPixmap(QPixmap.fromImage(small))
        self._logo.setVisible(not image.isNull())
        leader = Signatory(head.signatory_name, head.signatory_title, head.signatory_number)
        shown = (
            (self.tr("Penanggung jawab"), head.responsible),
            (self.tr("Koordinator SPBE"), head.coordinator),
            (self.tr("…………, tanggal"), leader if leader.title else replace(leader, title=_LEADER)),
        )
        for person, (role, known) in zip(self._people, shown, strict=True):
            person.show_signatory(role, known)


class _Person(QFrame):
    """Function, title, room to sign, name, number."""

    def __init__(self) -> None:
        super().__init__()
        self._role, self._title = label(size="small", wrap=True), label(size="small", wrap=True)
        self._name = label(size="small", bold=True, wrap=True)
        self._number = label(size="small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for line in (self._role, self._title, self._name, self._number):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._role)
        column.addWidget(self._title)
        column.addSpacing(current_theme().scaled(_SIGN))
        column.addWidget(self._name)
        column.addWidget(self._number)

    def show_signatory(self, role: str, known: Signatory) -> None:
        for line, text in (
            (self._role, role),
            (self._title, known.title or "\u00a0"),
            (self._name, known.name or _DOTS),
            (self._number, f"NIP {known.number}" if known.number else "\u00a0"),
        ):
            line.setText(text)
