"""The table of a recap: who stays at the left, the heat map scrolls, both in the same rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from assessment.domain.recap_table import as_tsv, heat_level, ranking
from ui.models.recap import FIXED, Column, Depth, RecapModel
from ui.theme import Theme, current_theme
from ui.widgets.measuring import Measuring

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from assessment.domain.recap import Entry, Round
    from ui.models.recap import Wanted

_Index = QModelIndex | QPersistentModelIndex
_DENSE, _ROOMY, _HEADER, _PAD = 16, 28, 32, 8
_WIDTHS = {Column.RANK: 36, Column.INDEX: 56, Column.CHANGE: 60, Column.GRADE: 92}
_LEAST_NAME, _SHARE = 220, 0.6
_LEAST_HEAT, _LEVEL = 52, 28
_WORDS = frozenset({Column.INSTITUTION, Column.GRADE})
_CENTRE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RecapTable(QWidget):
    """Shows a round; Enter or a double click asks for one institution, Ctrl+C copies all rows.

    A click on a head sorts by it.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        """Create an empty table."""
        super().__init__()
        self.setObjectName("recap-table")
        self._shown: Round | None = None
        self._entry: Entry | None = None
        self._dense = True
        self.rows = RecapModel(self)
        self.left = _View(self.rows, self.tr("Peringkat instansi"), "recap-left")
        self.heat = _View(self.rows, self.tr("Peta panas"), "recap-heat")
        self.heat.setSelectionModel(self.left.selectionModel())
        self.left.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.left.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one, other in ((self.left, self.heat), (self.heat, self.left)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.opened.connect(self._open)
            one.copied.connect(self.copy)
            one.horizontalHeader().sectionClicked.connect(self.sort)
        self.heat.horizontalScrollBar().rangeChanged.connect(self._keep_level)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(self.heat, 1)
        self.left.selectionModel().currentRowChanged.connect(self._note_choice)
        Measuring(self, self._measure)

    def show_round(self, shown: Round, names: Mapping[int, str]) -> None:
        """Show another round."""
        self._shown = shown
        self.rows.show(shown, names)
        self._choose_again()

    def deepen(self, depth: Depth) -> None:
        """Show domains, aspects or indicators."""
        self.rows.deepen(depth)
        self._choose_again()
        self._mark_order()

    def narrow(self, wanted: Wanted) -> None:
        """Show only some institutions."""
        self.rows.narrow(wanted)
        self._choose_again()

    def sort(self, column: int) -> None:
        """Sort by a column, names upwards and figures downwards first; again turns it round."""
        before, falling = self.rows.order()
        upwards = column in {Column.RANK, Column.INSTITUTION}
        self.rows.order_by(column, falling=not falling if column == before else not upwards)
        self._choose_again()
        self.left.scrollToTop()
        self._mark_order()

    def _mark_order(self) -> None:
        column, falling = self.rows.order()
        # Fusion points downwards where rows rise; people take it for the greatest first.
        order = Qt.SortOrder.AscendingOrder if falling else Qt.SortOrder.DescendingOrder
        for view in (self.left, self.heat):
            shown = column > Column.RANK and (column < FIXED) is (view is self.left)
            view.horizontalHeader().setSortIndicatorShown(shown)
            view.horizontalHeader().setSortIndicator(column if shown else -1, order)

    def set_dense(self, *, on: bool) -> None:
        """Show more or fewer rows at once."""
        self._dense = on
        self._measure()

    def current(self) -> Entry | None:
        """Give the institution that is chosen."""
        return self._entry

    def copy(self) -> None:
        """Put the shown institutions, with all figures, on the clipboard for spreadsheets."""
        if self._shown is not None:
            table = ranking(self._shown, self.rows.entries())
            QGuiApplication.clipboard().setText(as_tsv(table))

    def _choose_again(self) -> None:
        self._measure()
        place = max(0, self.rows.place_of(self._entry))
        self._entry = None
        self.left.setCurrentIndex(self.rows.index(place, Column.INSTITUTION))
        if not self.rows.entries():
            self.chosen.emit(None)

    def _note_choice(self, current: QModelIndex) -> None:
        entry = current.data(Qt.ItemDataRole.UserRole)
        if entry is not None and entry != self._entry:
            self._entry = entry
            self.chosen.emit(entry)

    def _keep_level(self, _least: int, most: int) -> None:
        """Give both halves a bar at the foot, so that their last rows lie beside each other."""
        policy = Qt.ScrollBarPolicy
        shown = policy.ScrollBarAlwaysOn if most else policy.ScrollBarAlwaysOff
        self.left.setHorizontalScrollBarPolicy(shown)

    def _open(self) -> None:
        if self._entry is not None:
            self.opened.emit(self._entry)

    def _measure(self) -> None:
        """Share the width between names and heat map, as the font wants it."""
        theme = current_theme()
        for view in (self.left, self.heat):
            view.verticalHeader().setMinimumSectionSize(_DENSE)
            height = theme.scaled(_DENSE if self._dense else _ROOMY)
            view.verticalHeader().setDefaultSectionSize(height)
            view.horizontalHeader().setFixedHeight(theme.scaled(_HEADER))
            for column in range(self.rows.columnCount()):
                view.setColumnHidden(column, (column < FIXED) is not (view is self.left))
        fixed = {column: theme.scaled(width) for column, width in _WIDTHS.items()}
        bar = self.heat.verticalScrollBar().sizeHint().width() + 2
        needed = self._heat_width() + bar
        room = self.width() - sum(fixed.values())
        name = min(max(room - needed, theme.scaled(_LEAST_NAME)), round(room * _SHARE))
        for column, width in {**fixed, Column.INSTITUTION: name}.items():
            self.left.setColumnWidth(column, width)
        self.left.setFixedWidth(sum(fixed.values()) + name)
        self._share_heat(self.width() - self.left.width() - bar)

    def _heat_width(self) -> int:
        return sum(self._least(column) for column in range(FIXED, self.rows.columnCount()))

    def _least(self, column: int) -> int:
        """How wide a column of the heat map is at least: its head has to fit."""
        theme = current_theme()
        words = str(self.rows.headerData(column, Qt.Orientation.Horizontal))
        least = theme.scaled(_LEVEL if words.isdigit() else _LEAST_HEAT)
        metrics = QFontMetrics(theme.font("small", bold=True))
        return max(least, min(metrics.horizontalAdvance(words) + 2 * _PAD + 4, theme.scaled(110)))

    def _share_heat(self, room: int) -> None:
        columns = range(FIXED, self.rows.columnCount())
        if columns:
            spare = max(0, room - self._heat_width()) // len(columns)
            for column in columns:
                most = current_theme().scaled(_LEVEL + 4 if len(columns) > _LEVEL else 140)
                self.heat.setColumnWidth(column, min(self._least(column) + spare, most))


class _View(QTableView):
    """One half of the table."""

    opened = Signal()
    copied = Signal()

    def __init__(self, rows: RecapModel, words: str, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setModel(rows)
        self.setItemDelegate(_RecapDelegate(self))
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(8)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, copy by Ctrl+C."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class _RecapDelegate(QStyledItemDelegate):
    """Paints figures in the colours of levels, the chosen row with a bar.

    A screen full of levels is two thousand cells: fonts and colours are asked for once a theme.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme: Theme | None = None
        self._plain = self._bold = QFont()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = current_theme()
        if theme is not self._theme:
            self._theme = theme
            self._plain, self._bold = theme.font("small"), theme.font("small", bold=True)
        rows = index.model()
        if not isinstance(rows, RecapModel):
            return
        row, column, rect = index.row(), index.column(), option.rect
        text = rows.text(row, column)
        if column >= FIXED:
            painter.setFont(self._plain)
            _paint_heat(painter, theme, rect, text, rows.heat(row, column))
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.color("sel"))
        if chosen and column == Column.RANK:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, theme.color("accent_text"))
        bold = column == Column.INDEX or (chosen and column == Column.INSTITUTION)
        painter.setFont(self._bold if bold else self._plain)
        _paint_words(painter, theme, rect, text, column)


def _paint_heat(
    painter: QPainter, theme: Theme, rect: QRect, text: str, value: Fraction | int | None
) -> None:
    if value is None:
        painter.setPen(theme.color("text3"))
    else:
        colours = theme.level(heat_level(value))
        painter.fillRect(rect.adjusted(0, 0, -1, -1), colours.fill)
        painter.setPen(colours.ink)
    painter.drawText(rect, _CENTRE, text)


def _paint_words(painter: QPainter, theme: Theme, rect: QRect, text: str, column: int) -> None:
    role = "text2" if column == Column.RANK else "text"
    if column == Column.CHANGE:
        role = {"+": "ok", "−": "error"}.get(text[:1], "text2")
    painter.setPen(theme.color(role))
    inner = rect.adjusted(0 if column == Column.RANK else _PAD, 0, -_PAD, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, _LEFT if column in _WORDS else _RIGHT, shown)
