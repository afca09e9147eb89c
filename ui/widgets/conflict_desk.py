"""Deciding conflicts: the table, the three versions of the current one, whole, and both sides."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.conflicts import Conflict, Side
from ui.models.conflicts import ConflictLine, ConflictModel
from ui.theme import current_theme
from ui.widgets.buttons import Button, button
from ui.widgets.conflict_table import ConflictTable
from ui.widgets.field import TextField
from ui.widgets.message import Message
from ui.widgets.text import label

_TEXT = 92
_LINE = Qt.ItemDataRole.UserRole


class ConflictDesk(QWidget):
    """Lets a person decide every conflict; ``decided`` after each."""

    decided = Signal()

    def __init__(self, lines: Sequence[ConflictLine]) -> None:
        """Begin at the first conflict that is open."""
        super().__init__()
        self._model = ConflictModel(lines, self)
        self._model.decided.connect(self._note)
        self._table = ConflictTable(self._model, self.tr("Isian yang diubah di kedua pihak"))
        self._table.side_chosen.connect(self._decide)
        self._table.current_changed.connect(self._show_line)
        self._rest = label(size="small", role="text2")
        self._rest.setObjectName("conflict-rest")
        self._approved = Message("info", name="conflict-approved")
        self._approved.set_icon("lock")
        self._base = _Version(self.tr("Semula"), "base")
        self._ours = _Version(self.tr("Di sini"), "ours", self.tr("Pakai yang di sini"))
        self._theirs = _Version(self.tr("Dari rekan"), "theirs", self.tr("Pakai dari rekan"))
        self._ours.taken.connect(lambda: self._decide(Side.OURS))
        self._theirs.taken.connect(lambda: self._decide(Side.THEIRS))
        self._lay_out()
        self._table.go_to(next(iter(self._model.undecided()), 0))
        self._note()
        self.setFocusProxy(self._table)

    def decisions(self) -> dict[Conflict, Side]:
        """Give what was decided so far."""
        return self._model.decisions()

    def open_count(self) -> int:
        """Say how many conflicts wait for a decision."""
        return len(self._model.undecided())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self._rest, 1)
        for words, name, side in (
            (self.tr("Semua yang di sini"), "all-ours", Side.OURS),
            (self.tr("Semua dari rekan"), "all-theirs", Side.THEIRS),
        ):
            every = button(words, "link", small=True, name=name)
            every.clicked.connect(lambda _on=False, side=side: self._decide_all(side))
            top.addWidget(every)
        versions = QHBoxLayout()
        versions.setSpacing(12)
        for version in (self._base, self._ours, self._theirs):
            versions.addWidget(version, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self._approved)
        column.addLayout(versions)

    def _show_line(self, line: ConflictLine) -> None:
        side = self._model.decision(line)
        self._base.show_version(line.base, "", chosen=False)
        self._ours.show_version(line.ours, line.ours_by, chosen=side is Side.OURS)
        self._theirs.show_version(line.theirs, line.theirs_by, chosen=side is Side.THEIRS)
        self._approved.setVisible(line.approved)
        if line.approved:
            self._approved.set_content(
                "info",
                self.tr("Sudah disetujui di sini, atau tahapnya final"),
                self.tr("Yang di sini tetap dipakai, kecuali Anda memilih dari rekan."),
            )
            self._approved.set_icon("lock")

    def _decide(self, side: Side) -> None:
        self._model.decide([self._table.currentIndex().row()], side)
        if left := self._model.undecided():
            here = self._table.currentIndex().row()
            self._table.go_to(next((row for row in left if row > here), left[0]))

    def _decide_all(self, side: Side) -> None:
        """Decide everything alike, but leave what was approved as it is."""
        rows = range(self._model.rowCount())
        lines = [self._model.index(row, 0).data(_LINE) for row in rows]
        self._model.decide([row for row in rows if not lines[row].approved], side)

    def _note(self) -> None:
        left, every = self.open_count(), self._model.rowCount()
        if left:
            words = self.tr("{0} dari {1} belum diputuskan. Panah kiri dan kanan memilih pihak.")
        else:
            words = self.tr("Semuanya sudah diputuskan.")
        self._rest.setText(words.format(left, every))
        line = self._table.currentIndex().data(_LINE)
        if isinstance(line, ConflictLine):
            self._show_line(line)
        self.decided.emit()


class _Version(QWidget):
    """One version with who wrote it, and a button that lets it count."""

    taken = Signal()

    def __init__(self, title: str, name: str, action: str = "") -> None:
        super().__init__()
        self._by = label(size="small", role="text2")
        self._by.setObjectName(f"{name}-by")
        self._field = TextField(name=f"{name}-text")
        self._field.edit.setAccessibleName(title)
        self._field.edit.setReadOnly(True)
        self._field.edit.setFixedHeight(current_theme().scaled(_TEXT))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(title, "small", bold=True))
        head.addWidget(self._by, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._field)
        self._take: Button | None = None
        if action:
            self._take = button(action, small=True, name=f"take-{name}")
            self._take.clicked.connect(self.taken)
            line = QHBoxLayout()
            line.addWidget(self._take)
            line.addStretch(1)
            column.addLayout(line)
        else:
            column.addStretch(1)

    def show_version(self, text: str, by: str, *, chosen: bool) -> None:
        self._field.setText(text)
        self._by.setText(by)
        if self._take is not None:
            self._take.set_icon("check" if chosen else "")
