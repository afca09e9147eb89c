"""The findings of Periksa in groups; rows that are cured fade out."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractAnimation, QParallelAnimationGroup, QPropertyAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from assessment.domain.findings import Severity
from ui.models.review import Key, ReviewRow
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.chip import StateChip
from ui.widgets.review_row import SIDE, ReviewRowWidget
from ui.widgets.tab_order import walk_through
from ui.widgets.text import label

_FADE_MS = 220
_CHIPS = {Severity.BLOCKS: "error", Severity.WARNS: "warn", Severity.INFORMS: "neutral"}


class ReviewList(QWidget):
    """Rows under the heading of their weight, and folded at the end those that were waived."""

    cure_requested = Signal(object)
    waive_requested = Signal(object)
    unwaive_requested = Signal(object)

    def __init__(self) -> None:
        """Create an empty list."""
        super().__init__()
        self._rows: dict[Key, ReviewRowWidget] = {}
        self._open: tuple[ReviewRow, ...] = ()
        self._waived: tuple[ReviewRow, ...] = ()
        self._severity: Severity | None = None
        self._search = ""
        self._left_at: Key | None = None
        self._fading: QParallelAnimationGroup | None = None
        self._headings = {
            Severity.BLOCKS: _Heading(self.tr("Menghalangi penyerahan"), "error", "blocks"),
            Severity.WARNS: _Heading(self.tr("Melemahkan nilai"), "warn", "warns"),
            Severity.INFORMS: _Heading(self.tr("Catatan"), "neutral", "informs"),
        }
        self._let_stand = _Heading(self.tr("Diabaikan"), "neutral", "waived", foldable=True)
        self._let_stand.toggled.connect(self._filter)
        self._nothing = label(self.tr("Tidak ada temuan yang cocok."), role="text2", wrap=True)
        self._nothing.setContentsMargins(SIDE, 14, SIDE, 14)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._arrange()

    def show_rows(self, rows: Sequence[ReviewRow], waived: Sequence[ReviewRow]) -> None:
        """Show other findings; those that are gone fade out before the rest moves up."""
        self._open, self._waived = tuple(rows), tuple(waived)
        kept = {row.key for row in (*rows, *waived)}
        gone = [widget for key, widget in self._rows.items() if key not in kept]
        shown = [widget for widget in gone if widget.isVisible()]
        if self._fading is not None:
            return  # what is shown now is arranged when the fading ends
        if shown:
            self._fade(shown)
        else:
            self._arrange()

    def forget(self) -> None:
        """Show nothing, at once."""
        self._open = self._waived = ()
        self._left_at = None
        if self._fading is None:
            self._arrange()

    def filter(self, severity: Severity | None, search: str) -> None:
        """Show only findings of a weight, and only those with the words that were typed."""
        self._severity, self._search = severity, search.casefold()
        self._filter()

    def leave_at(self, row: ReviewRow) -> None:
        """Remember which row a person is working on; its successor gets the focus after it."""
        self._left_at = row.key

    def rows(self) -> list[ReviewRow]:
        """Give the open findings that are shown, in their order."""
        found = ((row, self._rows.get(row.key)) for row in self._open)
        return [row for row, widget in found if widget is not None and not widget.isHidden()]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground of the card that the list stands in."""
        QPainter(self).fillRect(self.rect(), current_theme().color("surface"))

    def _fade(self, widgets: Sequence[ReviewRowWidget]) -> None:
        group = QParallelAnimationGroup(self)
        for widget in widgets:
            effect = QGraphicsOpacityEffect(widget)
            widget.setGraphicsEffect(effect)
            animation = QPropertyAnimation(effect, b"opacity", group)
            animation.setDuration(_FADE_MS)
            animation.setStartValue(1.0)
            animation.setEndValue(0.0)
        group.finished.connect(self._arrange)
        self._fading = group
        group.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    def _arrange(self) -> None:
        self._fading = None
        successor = self._successor()
        while (item := self._column.takeAt(0)) is not None:
            del item
        before, self._rows = self._rows, {}
        for severity, heading in self._headings.items():
            found = [row for row in self._open if row.severity is severity]
            heading.set_count(len(found))
            self._column.addWidget(heading)
            self._add(found, before)
        self._let_stand.set_count(len(self._waived))
        self._column.addWidget(self._let_stand)
        self._add(self._waived, before)
        for widget in before.values():
            widget.hide()
            widget.deleteLater()
        walk_through(self, *self._rows.values(), self._let_stand)
        walk_through(self._let_stand, *(self._rows[row.key] for row in self._waived))
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self._filter()
        if successor in self._rows:
            self._rows[successor].take_focus()

    def _add(self, rows: Sequence[ReviewRow], before: dict[Key, ReviewRowWidget]) -> None:
        for row in rows:
            widget = before.pop(row.key, None)
            if widget is None:
                widget = ReviewRowWidget(row)
                widget.cure_requested.connect(self.cure_requested)
                widget.waive_requested.connect(self.waive_requested)
                widget.unwaive_requested.connect(self.unwaive_requested)
            else:
                widget.show_row(row)
            self._rows[row.key] = widget
            self._column.addWidget(widget)

    def _successor(self) -> Key | None:
        """The row that was left, or the one after it that is still there, or the one before."""
        if self._left_at not in self._rows:
            return None
        kept = {row.key for row in (*self._open, *self._waived)}
        keys = list(self._rows)
        place = keys.index(self._left_at)
        self._left_at = None
        return next((key for key in (*keys[place:], *keys[place::-1]) if key in kept), None)

    def _filter(self) -> None:
        for widget in self._rows.values():
            row = widget.row
            if row.reason:
                widget.setVisible(self._let_stand.is_open() and self._matches(row))
            else:
                right = self._severity is None or row.severity is self._severity
                widget.setVisible(right and self._matches(row))
        for severity, heading in self._headings.items():
            heading.setVisible(any(row.severity is severity for row in self.rows()))
        self._let_stand.setVisible(bool(self._waived))
        self._nothing.setVisible(bool(self._open) and not self.rows())

    def _matches(self, row: ReviewRow) -> bool:
        text = row.text().casefold()
        return all(word in text for word in self._search.split())


class _Heading(QWidget):
    """A quiet band with a title and a count; one that folds has a button for it."""

    toggled = Signal()

    def __init__(self, title: str, chip: str, name: str, *, foldable: bool = False) -> None:
        super().__init__()
        self.setObjectName(f"heading_{name}")
        self._chip_kind = chip
        self._chip = StateChip(chip, "0", small=True)
        self._title = title
        self._open = not foldable
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDE, 5, 14, 5)
        row.setSpacing(10)
        row.addWidget(label(title, "small", bold=True))
        row.addWidget(self._chip)
        row.addStretch(1)
        self._button = button(self.tr("Perlihatkan"), "link", small=True, name=f"fold_{name}")
        self._button.clicked.connect(self._toggle)
        self._button.setVisible(foldable)
        row.addWidget(self._button)

    def set_count(self, count: int) -> None:
        self._chip.set_kind(self._chip_kind, str(count))
        self.setAccessibleName(f"{self._title} {count}")

    def is_open(self) -> bool:
        return self._open

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), current_theme().color("alt"))

    def _toggle(self) -> None:
        self._open = not self._open
        self._button.setText(self.tr("Sembunyikan") if self._open else self.tr("Perlihatkan"))
        self.toggled.emit()
