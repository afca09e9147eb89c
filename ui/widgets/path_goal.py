"""What is wished for: a grade or an index, and the highest level that may be planned."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from assessment.domain.formatting import index_text, parse_decimal
from assessment.domain.records import PathWish
from assessment.domain.scoring import exact
from ui.widgets.field import Choice, LineField
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.results import Result


class PathGoal(QWidget):
    """Tells when the wish is another one; an index that is no number is named at its field."""

    changed = Signal(object)

    def __init__(self, result: Result, wish: PathWish | None) -> None:
        """Create it with what was wished for, else with the next better grade chosen."""
        super().__init__()
        self._result = result
        self._wish = PathWish(result.assessment.id)
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
        self._highest.activated.connect(self._tell)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        # Its fields are never squeezed in a low window.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
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
        self.show_result(result, wish)

    def show_result(self, result: Result, wish: PathWish | None) -> None:
        """Offer the grades that are better than the present one.

        What is chosen stays until something else is stored: an index may still be written.
        """
        goal = self._goals[self._goal.currentIndex()] if self._goals else None
        known = wish or PathWish(result.assessment.id)
        other = not self._goals or known != self._wish
        self._result, self._wish = result, known
        self._offer(result)
        if other:
            self._take(known)
        elif goal in self._goals:
            self._goal.setCurrentIndex(self._goals.index(goal))
        self._show_field()

    def _offer(self, result: Result) -> None:
        better = [grade for grade in reversed(result.outline.grades)
                  if Fraction(grade.minimum) > result.score.index]  # fmt: skip
        self._goals = [*(Fraction(grade.minimum) for grade in better), None]
        self._goal.clear()
        for grade in better:
            least = index_text(Fraction(grade.minimum))
            self._goal.addItem(f"{grade.name} ({least})")
        self._goal.addItem(self.tr("Indeks lain…"))

    def _take(self, wish: PathWish) -> None:
        """Show what is stored; a grade that is reached by now gives way to the next one."""
        outline = self._result.outline
        index = Fraction(wish.index) if wish.index else None
        highest = wish.highest or outline.maximum_level
        self._highest.setCurrentIndex(max(0, self._highest.findData(highest)))
        if index is None:
            return
        if index in {Fraction(grade.minimum) for grade in outline.grades} - {*self._goals}:
            return
        if index not in self._goals:
            self._written = wish.index.replace(".", ",")
            self._index.setText(self._written)
            self._index.set_error("")
            index = None
        self._goal.setCurrentIndex(self._goals.index(index))

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
        self._tell()

    def _tell(self) -> None:
        """Tell what is wished for; while no index is written, the one before counts."""
        goal, index = self._goals[self._goal.currentIndex()], self._wish.index
        written = parse_decimal(self._index.text())
        if goal is not None:
            index = "" if goal == self._goals[0] else exact(goal)
        elif written is not None:
            index = f"{written:f}"
        highest = self.highest()
        top = self._result.outline.maximum_level
        self._wish = PathWish(
            self._result.assessment.id, index, None if highest == top else highest
        )
        self.changed.emit(self._wish)

    def _show_field(self) -> None:
        self._index.setVisible(self._goals[self._goal.currentIndex()] is None)

    def _write(self) -> None:
        text = self._index.text().strip()
        if text == self._written:
            return
        self._written = text
        fault = self.tr("Tulis angka dengan koma, misalnya 2,60.")
        self._index.set_error(fault if text and parse_decimal(text) is None else "")
        self._tell()
