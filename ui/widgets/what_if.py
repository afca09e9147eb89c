"""Bagaimana jika: try other levels and watch domains, index and grade; nothing is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.models.arithmetic import beside
from ui.models.what_if import INDICATOR, NOW, TriedLevel, WhatIfModel
from ui.theme import current_theme
from ui.widgets.arithmetic_table import FigureTable
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.measuring import Measuring
from ui.widgets.message import Message
from ui.widgets.outcome_card import OutcomeCard, side_width
from ui.widgets.plain_table import CellPainter, PlainTable, paint_level, paint_words
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from assessment.domain.results import Result
    from assessment.services.results import Results
    from ui.models.grid import Index
    from ui.tasks import TaskRunner
    from ui.widgets.badge import BadgeStyle

_NOW, _LEVEL, _GAIN = 52, 36, 68
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Plus: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Minus: -1,
}
_BACK = frozenset({Qt.Key.Key_Delete, Qt.Key.Key_Backspace})


class WhatIfTab(QWidget):
    """Levels at the left, what comes of them at the right."""

    indicator_requested = Signal(int)

    def __init__(self, results: Results, tasks: TaskRunner, result: Result) -> None:
        """Create the tab with the levels of a result."""
        super().__init__()
        self._result = result
        self._model = WhatIfModel(result, self)
        self._levels = LevelTable(self._model, self.tr("Coba tingkat lain"))
        self._levels.indicator_requested.connect(self.indicator_requested)
        self._count = label(size="small", role="text2")
        self._count.setObjectName("tried-count")
        self._reset = button(self.tr("Kembalikan semua"), "link", "rotate-ccw", name="reset-tried")
        self._reset.clicked.connect(self._forget)
        self._outcome = OutcomeCard(self.tr("Menjadi"), results, tasks, result)
        self.table = FigureTable(self.tr("Domain dan aspek"), name="what-if-domains")
        self._model.tried.connect(self._show)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(16)
        row.addLayout(self._make_levels(), 1)
        self._side = self._make_side()
        row.addWidget(self._side)
        Measuring(self, self._share)
        self.show_result(result)

    def show_result(self, result: Result) -> None:
        """Show another result, or the same one after a change."""
        self._result = result
        self._model.show_result(result)

    def _share(self) -> None:
        """Leave the names of indicators room in a small window and in large text."""
        self._side.setFixedWidth(side_width(self.width()))

    def _make_levels(self) -> QVBoxLayout:
        card = Card(padding=8, name="what-if-card")
        card.head.setContentsMargins(8, 2, 0, 0)
        card.head.addWidget(label(self.tr("Coba tingkat lain"), "h3", wrap=True), 1)
        card.head.addWidget(self._count)
        card.head.addWidget(self._reset)
        card.body.addWidget(self._levels, 1)
        column = QVBoxLayout()
        column.setSpacing(16)
        column.addWidget(card, 1)
        column.addWidget(
            Message(
                "info",
                self.tr("Nilai penilaian tidak berubah"),
                self.tr("Klik, geser, atau tekan 1–5, ←, → pada baris. Hapus mengembalikannya."),
            )
        )
        return column

    def _make_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self._outcome)
        domains = Card(padding=8)
        domains.body.addWidget(self.table)
        column.addWidget(domains, 1)
        return side

    def _show(self) -> None:
        score = self._model.score()
        count = self._model.changed_count()
        self._count.setText(self.tr("{0} indikator diubah").format(count))
        self._reset.setEnabled(bool(count))
        self._outcome.show_outcome(self._result, score)
        titles = (self.tr("Kini"), self.tr("Jadi"))
        self.table.show_figures(beside(self._result.score, score, titles))

    def _forget(self) -> None:
        self._model.reset()
        self._levels.setFocus()


class LevelTable(PlainTable):
    """Press or drag along the levels of a row; digits, plus, minus and the arrows do the same."""

    indicator_requested = Signal(int)

    def __init__(self, model: WhatIfModel, accessible_name: str) -> None:
        """Create a table of all indicators."""
        widths = dict.fromkeys(range(NOW + 1, model.gain_column), _LEVEL)
        widths |= {NOW: _NOW, model.gain_column: _GAIN}
        super().__init__(model, accessible_name, widths, row=28, name="what-if-levels")
        self._tries = model
        self._held = -1
        self.setItemDelegate(_LevelPainter(model, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Try another level in the current row, or open its indicator."""
        row, key = self.currentIndex().row(), Qt.Key(event.key())
        if row < 0:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._tries.step(row, _STEPS[key])
        elif event.text().isdecimal():
            self._tries.try_level(row, int(event.text()))
        elif key in _BACK:
            self._tries.reset(row)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.indicator_requested.emit(self._tries.rows[row].number)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Try the level under the pointer and hold on to its row."""
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._held = self.indexAt(event.position().toPoint()).row()
            self._try_at(event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the level of the row that is held."""
        if self._held >= 0:
            self._try_at(event.position().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the row."""
        super().mouseReleaseEvent(event)
        self._held = -1

    def _try_at(self, place: QPoint) -> None:
        level = self._tries.level_at(self.columnAt(place.x()))
        if self._held >= 0 and level is not None:
            self._tries.try_level(self._held, level)


class _LevelPainter(CellPainter):
    """The level tried is a badge, with a ring where it is not the present one."""

    def __init__(self, model: WhatIfModel, parent: LevelTable) -> None:
        super().__init__(parent)
        self._model = model

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row: TriedLevel = index.data(Qt.ItemDataRole.UserRole)
        level = self._model.level_at(index.column())
        if index.column() == INDICATOR:
            paint_words(painter, rect, index, bold=row.changed)
        elif index.column() == NOW:
            style: BadgeStyle = "outlined" if row.changed and row.now is not None else "filled"
            paint_level(painter, rect, row.now, service=row.service, style=style)
        elif level is None:
            paint_words(painter, rect, index, "error" if row.gain < 0 else "ok", bold=True)
        elif level == row.tried:
            style = "chosen" if row.changed else "filled"
            paint_level(painter, rect, level, service=row.service, style=style)
        else:
            painter.setFont(current_theme().font("small"))
            painter.setPen(current_theme().color("text3"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(level))
