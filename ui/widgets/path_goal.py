"""What is wished for: a grade or an index, and the highest level that may be planned."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from assessment.domain.formatting import index_text, parse_decimal
from ui.widgets.field import Choice, LineField
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.results import Result


class PathGoal(QWidget):
    """Tells when the wish is another one; an index that is no number is named at its field."""

    changed = Signal()

    def __init__(self, result: Result) -> None:
        """Create it with the next better grade chosen."""
        super().__init__()
        self._goals: list[Fraction | None] = []
        self._goal = Choice(self.tr("Predikat tujuan"), name="path-goal")
        self._goal.activated.connect(self._choose)
        self._index = LineField(placeholder=self.tr("misalnya 2,60"), name="path-index")
        self._index.edit.setAccessibleName(self.tr("Indeks yang diinginkan"))
        self._index.edit.editingFinished.connect(self._write)
        self._written = ""
        self._highest = Choice(self.tr("Tingkat tertinggi"), name="path-highest")
        levels = result.outline.levels
        for level in reversed(levels[1:]):
            self._highest.addItem(str(level), level)
        self._highest.activated.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for place, (words, part) in enumerate(
            (
                (self.tr("Predikat tujuan"), self._goal),
                (self.tr("Tingkat tertinggi"), self._highest),
            )
        ):
            grid.addWidget(label(words, role="text2"), 2 * place, 0)
            grid.addWidget(part, 2 * place, 1)
        grid.addWidget(self._index, 1, 1)
        self.show_result(result)

    def show_result(self, result: Result) -> None:
        """Offer the grades that are better than the present one; what was chosen stays."""
        before = self._goals[self._goal.currentIndex()] if self._goals else None
        better = [grade for grade in reversed(result.outline.grades)
                  if Fraction(grade.minimum) > result.score.index]  # fmt: skip
        named = [Fraction(grade.minimum) for grade in better]
        at_first = not self._goals
        self._goals = [*named, None]
        self._goal.clear()
        for grade in better:
            least = index_text(Fraction(grade.minimum))
            self._goal.addItem(f"{grade.name} ({least})")
        self._goal.addItem(self.tr("Indeks lain…"))
        if before in self._goals and not at_first:
            self._goal.setCurrentIndex(self._goals.index(before))
        self._show_field()

    def wanted(self) -> Fraction | None:
        """The index that is wished for; None where none is written."""
        goal = self._goals[self._goal.currentIndex()]
        if goal is not None:
            return goal
        number = parse_decimal(self._index.text())
        return None if number is None else Fraction(number)

    def highest(self) -> int:
        """The highest level that may be planned."""
        return int(self._highest.currentData())

    def _choose(self) -> None:
        self._show_field()
        if self._index.isVisibleTo(self) and not self._index.text():
            self._index.edit.setFocus()
        self.changed.emit()

    def _show_field(self) -> None:
        self._index.setVisible(self._goals[self._goal.currentIndex()] is None)

    def _write(self) -> None:
        text = self._index.text().strip()
        if text == self._written:
            return
        self._written = text
        fault = self.tr("Tulis angka dengan koma, misalnya 2,60.")
        self._index.set_error(fault if text and parse_decimal(text) is None else "")
        self.changed.emit()
