"""The tree view of Penilaian and the painting of its rows."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from assessment.domain.dossier import Dossier
from indicators.instrument import Instrument
from ui.icons import paint_icon
from ui.models.indicator_tree import IndicatorTreeModel, Mark, Row
from ui.theme import current_theme
from ui.widgets.badge import paint_badge
from ui.widgets.state_dot import paint_state_dot

_Index = QModelIndex | QPersistentModelIndex
_INDICATOR = 2
_ROW = 28
_EDGE = 8
"""Free pixels between the pane and a chosen row."""
_MARGIN = 16
_BADGE = 20
_DOT = 13
_DOT_LEFT = 20
_NUMBER_RIGHT = 52
_CHEVRON = 16


class IndicatorTree(QTreeView):
    """Shows all indicators; the current one is the chosen one."""

    chosen = Signal(int)

    def __init__(self) -> None:
        """Create an empty tree."""
        super().__init__()
        self.setObjectName("indicator_tree")
        self.setAccessibleName(self.tr("Daftar indikator"))
        self.setProperty("helpTopic", "penilaian")
        self.setHeaderHidden(True)
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.rows = IndicatorTreeModel(self)
        self.setModel(self.rows)
        self._painter = _RowPainter(self)
        self.setItemDelegate(self._painter)
        self._number = 0
        self.clicked.connect(self._open_or_fold)

    def show_dossier(self, instrument: Instrument, dossier: Dossier) -> None:
        """Show an assessment, or what changed in it."""
        fresh = self.rows.rowCount() == 0
        self.rows.show(instrument, dossier)
        if fresh:
            self.expandAll()

    def show_current(self, number: int) -> None:
        """Mark an indicator as the chosen one, where it can be seen."""
        self._number = number
        index = self.rows.index_of(number)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def shown_numbers(self) -> list[int]:
        """The indicators that pass the filter, in their order."""
        numbers = [row.number for row in self.rows.indicators()]
        return [number for number in numbers if not self._is_hidden(self.rows.index_of(number))]

    def _is_hidden(self, index: QModelIndex) -> bool:
        return self.isRowHidden(index.row(), index.parent())

    def set_compact(self, *, on: bool) -> None:
        """Leave the paperclips out."""
        self._painter.compact = on
        self.viewport().update()

    def show_only(self, text: str, marks: frozenset[Mark], unit: str) -> int:
        """Show the indicators that pass a filter, and say how many they are."""
        return sum(self._filter(self.rows.index(row, 0), text, marks, unit)
                   for row in range(self.rows.rowCount()))  # fmt: skip

    def _filter(self, index: QModelIndex, text: str, marks: frozenset[Mark], unit: str) -> int:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        if row.depth == _INDICATOR:
            shown = int(row.fits(text, marks, unit))
        else:
            shown = sum(
                self._filter(self.rows.index(child, 0, index), text, marks, unit)
                for child in range(self.rows.rowCount(index))
            )
            if shown and (text or marks or unit):
                self.expand(index)
        self.setRowHidden(index.row(), index.parent(), not shown)
        return shown

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Choose the indicator that became current."""
        super().currentChanged(current, previous)
        row = current.data(Qt.ItemDataRole.UserRole) if current.isValid() else None
        if isinstance(row, Row) and row.depth == _INDICATOR and row.number != self._number:
            self._number = row.number
            self.chosen.emit(row.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold with Enter and Space too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open_or_fold(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: _Index) -> None:
        """Leave the branches to the rows themselves."""

    def _open_or_fold(self, index: QModelIndex) -> None:
        if self.rows.rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))


class _RowPainter(QStyledItemDelegate):
    """Paints domains, aspects and indicators."""

    def __init__(self, tree: IndicatorTree) -> None:
        super().__init__(tree)
        self._tree = tree
        self.compact = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(0, current_theme().scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(option.rect, current_theme().color("surface"))
        self._paint_ground(painter, option)
        if row.depth == _INDICATOR:
            self._paint_indicator(painter, option, row)
        else:
            self._paint_group(painter, option.rect, row, opened=self._tree.isExpanded(index))
        painter.restore()

    def _margin(self) -> int:
        """Free pixels at the right; a scroll bar stands in them."""
        bar = self._tree.verticalScrollBar()
        return _MARGIN - bar.width() + 2 if bar.isVisible() else _MARGIN

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        theme = current_theme()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = chosen and self._tree.hasFocus()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if not (chosen or over):
            return
        rect = QRectF(option.rect).adjusted(_EDGE, 0, min(-2, _EDGE - self._margin()), 0)
        painter.setBrush(theme.color("sel" if chosen else "alt"))
        painter.setPen(Qt.PenStyle.NoPen)
        if focused or (chosen and theme.border > 1):
            painter.setPen(QPen(theme.color("focus" if focused else "line_strong"), 2))
            rect.adjust(1, 1, -1, -1)
        painter.drawRoundedRect(rect, 6, 6)

    def _paint_group(self, painter: QPainter, rect: QRect, row: Row, *, opened: bool) -> None:
        theme = current_theme()
        left = 12 + 8 * row.depth
        place = QRect(left, rect.top(), _CHEVRON, rect.height())
        paint_icon(painter, place, "chevron-down" if opened else "chevron-right", "text2")
        painter.setFont(theme.font("body" if row.depth == 0 else "small", bold=row.depth == 0))
        painter.setPen(theme.color("text" if row.depth == 0 else "text2"))
        left += _CHEVRON + 4
        right = rect.right() - self._margin()
        index_left = right - painter.fontMetrics().horizontalAdvance(row.index)
        _line(painter, QRect(left, rect.top(), index_left - left - 8, rect.height()), row.title)
        _line(painter, QRect(index_left, rect.top(), right - index_left + 2, rect.height()),
              row.index)  # fmt: skip

    def _paint_indicator(self, painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
        theme, rect = current_theme(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        side = theme.scaled(_DOT)
        middle = rect.center().y() + 0.5
        dot = QRectF(_DOT_LEFT, middle - side / 2, side, side)
        paint_state_dot(painter, dot, row.state.value)
        right = self._paint_right(painter, rect, row)
        painter.setFont(theme.font("small", bold=chosen))
        painter.setPen(theme.color("text" if chosen else "text2"))
        edge = theme.scaled(_NUMBER_RIGHT)
        number = QRect(edge - 30, rect.top(), 30, rect.height())
        painter.drawText(
            number, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(row.number)
        )
        painter.setPen(theme.color("text"))
        left = edge + 7
        _line(painter, QRect(left, rect.top(), right - left, rect.height()), row.title)

    def _paint_right(self, painter: QPainter, rect: QRect, row: Row) -> int:
        """Paint badge, evidence count and warning; the rest of the row ends where they begin."""
        theme = current_theme()
        side = theme.scaled(_BADGE)
        middle = rect.center().y() + 0.5
        left = rect.right() + 1 - self._margin() - side
        badge = QRectF(left, middle - side / 2, side, side)
        paint_badge(painter, badge, row.level, service=row.service)
        left -= 8
        if row.evidence:
            font = theme.font("small")
            text = str(row.evidence)
            left -= QFontMetrics(font).horizontalAdvance(text)
            painter.setFont(font)
            painter.setPen(theme.color("text2"))
            place = QRect(left, rect.top(), 40, rect.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            if not self.compact:
                left -= 15
                clip = QRect(left, rect.top(), 14, rect.height())
                paint_icon(painter, clip, "paperclip", "text2")
        if Mark.UNSUPPORTED in row.marks:
            left -= 22
            sign = QRect(left, rect.top(), 15, rect.height())
            paint_icon(painter, sign, "triangle-alert", "warn")
        return left - 4


def _line(painter: QPainter, rect: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
