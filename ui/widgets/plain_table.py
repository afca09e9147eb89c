"""A table in the look of the window: a line below each row, one row chosen, Ctrl+C copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.theme import current_theme
from ui.widgets.badge import paint_badge
from ui.widgets.table import dress_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ui.models.grid import GridModel, Index
    from ui.widgets.badge import BadgeStyle

_HEADER, _PAD, _BADGE = 34, 8, 20
_LEAST, _NAMES, _WRITTEN = 200, 140, 96  # of columns without a width


class PlainTable(QTableView):
    """Columns without a width share what the others leave, half of it the first of them.

    Where there are several and they have no room, the table is scrolled.
    """

    def __init__(
        self,
        model: GridModel[Any],
        accessible_name: str,
        widths: Mapping[int, int],
        *,
        row: int = 31,
        give_way: int = -1,
        name: str = "",
    ) -> None:
        """Create the table; ``widths`` and ``row`` are pixels at the natural text scale.

        The column ``give_way`` leaves where the first one would have no room.
        """
        super().__init__()
        self._grid = model
        self._widths = widths
        self._row = row
        self._give_way = give_way
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setModel(model)
        self.setItemDelegate(CellPainter(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._open = [n for n in range(model.columnCount()) if n not in widths]
        if len(self._open) == 1:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = dress_table(self, row)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        self._measure()

    def copy(self) -> None:
        """Put the table on the clipboard."""
        QGuiApplication.clipboard().setText(self._grid.as_tsv())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a ring round the one that keys act on."""
        super().paintEvent(event)
        if not self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable:
            paint_row_ring(self)

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let a column leave, or come back."""
        super().resizeEvent(event)
        self._share()

    def _measure(self) -> None:
        scaled = current_theme().scaled
        self.verticalHeader().setDefaultSectionSize(scaled(self._row))
        header = self.horizontalHeader()
        header.setFixedHeight(scaled(_HEADER))
        for column in range(self._grid.columnCount()):
            alone = column not in self._widths and len(self._open) == 1
            mode = QHeaderView.ResizeMode.Stretch if alone else QHeaderView.ResizeMode.Fixed
            header.setSectionResizeMode(column, mode)
        self._share()

    def _share(self) -> None:
        """Where names have no room, a column leaves and large text widens no other for nothing."""
        theme, header = current_theme(), self.horizontalHeader()
        widths = {column: theme.scaled(width) for column, width in self._widths.items()}
        least, whole = theme.scaled(_LEAST), self.viewport().width()
        if self._give_way >= 0:
            self.setColumnHidden(self._give_way, whole - sum(widths.values()) < least)
        shown = {n: width for n, width in widths.items() if not self.isColumnHidden(n)}
        rest = whole - sum(shown.values())
        names, *others = self._open
        if others:
            shown[names] = max(rest // 2, theme.scaled(_NAMES))
            left = (rest - shown[names]) // len(others)
            shown |= dict.fromkeys(others, max(left, theme.scaled(_WRITTEN)))
        elif rest < least:
            for column, width in shown.items():
                needed = max(self._widths[column], header.sectionSizeHint(column))
                shown[column] = min(width, needed)
        for column, width in shown.items():
            header.resizeSection(column, width)


def paint_row_ring(table: QTableView) -> None:
    """Paint a ring round the current row of a table that has the focus."""
    row = table.currentIndex().row()
    if row < 0 or not table.hasFocus():
        return
    top, width = table.rowViewportPosition(row), table.viewport().width()
    painter = QPainter(table.viewport())
    painter.setPen(QPen(current_theme().color("focus"), 2))
    painter.drawRect(QRect(1, top + 1, width - 2, table.rowHeight(row) - 3))


class CellPainter(QStyledItemDelegate):
    """Paints the words of a cell; whoever inherits paints more."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the cell."""
        painter.save()
        self.paint_ground(painter, option, index)
        self.paint_cell(painter, option.rect.adjusted(_PAD, 0, -_PAD, -1), index)
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint what lies below the words, and a ring round the cell that keys act on."""
        theme = current_theme()
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("sel"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if option.state & QStyle.StateFlag.State_HasFocus and editable:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Paint the words."""
        paint_words(painter, rect, index)


def paint_words(
    painter: QPainter, rect: QRect, index: Index, role: str = "text", *, bold: bool = False
) -> None:
    """Paint the words of a cell, cut where there is no room."""
    theme = current_theme()
    painter.setFont(theme.font(bold=bold))
    painter.setPen(theme.color(role))
    text = painter.fontMetrics().elidedText(
        str(index.data()), Qt.TextElideMode.ElideRight, rect.width()
    )
    painter.drawText(rect, index.data(Qt.ItemDataRole.TextAlignmentRole), text)


def paint_level(
    painter: QPainter,
    rect: QRect,
    level: int | None,
    *,
    service: bool,
    style: BadgeStyle = "filled",
) -> None:
    """Paint a level badge in the middle of a cell."""
    side = current_theme().scaled(_BADGE)
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(rect).center())
    paint_badge(painter, square, level, service=service, style=style)
