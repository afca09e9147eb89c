"""Catatan: notes, the unit that owns the evidence, the target."""

from collections.abc import Iterable

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.records import Answer
from indicators.outline import Outline
from ui.widgets.answer_editor import AnswerEditor
from ui.widgets.field import Choice, LineField, lock
from ui.widgets.text import label

_SIDE = 240


class NotesPane(QWidget):
    """What is kept beside the answer."""

    written = Signal(str)
    unit_given = Signal(str)
    target_chosen = Signal(object)

    def __init__(self) -> None:
        """Create empty fields."""
        super().__init__()
        self.notes = AnswerEditor(
            self.tr("Catatan"), name="notes", placeholder=self.tr("Hanya untuk tim; tidak dikirim")
        )
        self.notes.written.connect(self.written)
        self.unit = LineField(self.tr("Unit kerja"), name="unit")
        self.unit.edit.editingFinished.connect(self._give_unit)
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.unit.edit.setCompleter(completer)
        self._stored_unit = ""
        self._target = Choice(self.tr("Target"), name="target_choice")
        self._target.activated.connect(self._choose_target)
        side = QVBoxLayout()
        side.setSpacing(4)
        side.addWidget(self.unit)
        caption = label(self.tr("Target"), "small", bold=True)
        caption.setBuddy(self._target)
        side.addWidget(caption)
        side.addWidget(self._target)
        side.addStretch(1)
        right = QWidget()
        right.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        right.setFixedWidth(_SIDE)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 20, 9)
        row.setSpacing(12)
        row.addWidget(self.notes, 1)
        row.addWidget(right)

    def show_answer(self, outline: Outline, answer: Answer, units: Iterable[str]) -> None:
        """Show another answer."""
        self.notes.show_text(answer.notes)
        self._show_rest(outline, answer, units)

    def show_stored(self, outline: Outline, answer: Answer, units: Iterable[str]) -> None:
        """Show what was stored, but leave what is being typed."""
        self.notes.show_stored(answer.notes)
        self._show_rest(outline, answer, units)

    def set_locked(self, *, on: bool) -> None:
        """Forbid or allow changes."""
        self.notes.set_locked(on=on)
        lock(self.unit.edit, on=on)
        self._target.setEnabled(not on)

    def _show_rest(self, outline: Outline, answer: Answer, units: Iterable[str]) -> None:
        self._known.setStringList(list(units))
        shown = self.unit.text()
        typing = shown not in {"", self._stored_unit} and self.unit.edit.hasFocus()
        if shown != answer.unit and not typing:
            self.unit.setText(answer.unit)
            self.unit.edit.setCursorPosition(0)  # a long name shows its beginning
        self.unit.edit.setToolTip(answer.unit)
        self._stored_unit = answer.unit
        self._target.clear()
        own = self.tr("Ikuti instrumen ({0})").format(outline.target_level)
        self._target.addItem(own, None)
        for level in outline.levels:
            name = outline.level_name(answer.indicator, level)
            self._target.addItem(f"{level} {name}", level)
        self._target.setCurrentIndex(self._target.findData(answer.target))

    def pending_unit(self) -> str | None:
        """The unit that is to be stored now."""
        typed = " ".join(self.unit.text().split())
        return typed if typed != self._stored_unit else None

    def _give_unit(self) -> None:
        if (unit := self.pending_unit()) is not None:
            self.unit_given.emit(unit)

    def _choose_target(self) -> None:
        self.target_chosen.emit(self._target.currentData())
