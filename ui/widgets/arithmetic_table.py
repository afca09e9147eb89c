"""A table of figures: domains, aspects, indicators and sums in the manner of a working paper."""

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.models.arithmetic import Cell, FigureModel, Figures, Row, RowKind
from ui.theme import current_theme
from ui.widgets.badge import BadgeStyle, paint_badge
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.measuring import Measuring
from ui.widgets.plain_table import paint_row_ring

_ROW = 23
_HEADER = 27
_PAD = 8
_LEAST_NAME = 136
_INDENT = {RowKind.ASPECT: 18, RowKind.INDICATOR: 24}
_BADGE = 18


class FigureTable(QTableView):
    """Read-only table; click or Enter on an indicator asks for it, Ctrl+C copies the table."""

    indicator_requested = Signal(int)

    def __init__(self, accessible_name: str, *, row: int = _ROW, name: str = "") -> None:
        """Create an empty table whose rows are ``row`` pixels high at the natural text scale."""
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._row = row
        self._figures = FigureModel(self)
        self.setModel(self._figures)
        self.setItemDelegate(_FigureDelegate(self))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        self.clicked.connect(self._open)
        self._measure()
        Measuring(self.viewport(), self._measure)

    def show_figures(self, figures: Figures) -> None:
        """Show another table."""
        self._figures.show(figures)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._give_names_room()

    def figures(self) -> Figures:
        """Give the table that is shown."""
        return self._figures.figures()

    def width_wanted(self) -> int:
        """Give the width at which no name is cut."""
        model, header = self._figures, self.horizontalHeader()
        names = (self.sizeHintForIndex(model.index(row, 0)) for row in range(model.rowCount()))
        others = (header.sectionSizeHint(one) for one in range(1, model.columnCount()))
        return max((hint.width() for hint in names), default=0) + sum(others)

    def copy(self) -> None:
        """Put the table on the clipboard, for spreadsheets and for documents."""
        content = QMimeData()
        content.setText(self.figures().as_tsv())
        content.setHtml(self.figures().as_html())
        QGuiApplication.clipboard().setMimeData(content)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the table, or open the indicator of the current row."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and a ring round the one that keys act on."""
        super().paintEvent(event)
        paint_row_ring(self)

    def _measure(self) -> None:
        """Give rows the height of the font."""
        header = self.verticalHeader()
        header.setMinimumSectionSize(_ROW)
        header.setDefaultSectionSize(current_theme().scaled(self._row))
        self.horizontalHeader().setFixedHeight(current_theme().scaled(_HEADER))
        self._give_names_room()

    def _give_names_room(self) -> None:
        """Let names take what figures leave; where that is little, the table is scrolled."""
        header = self.horizontalHeader()
        if not header.count():
            return
        least = current_theme().scaled(_LEAST_NAME)
        others = sum(header.sectionSize(column) for column in range(1, header.count()))
        if self.viewport().width() - others >= least:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        else:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(0, least)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Row) and row.indicator:
            self.indicator_requested.emit(row.indicator)


class _FigureDelegate(QStyledItemDelegate):
    """Paints domains and sums in semi-bold, levels as badges, differences as chips."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)

    def sizeHint(
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Wish for the room of the words in semi-bold."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        cell = row.cells[index.column()]
        theme = current_theme()
        words = QFontMetrics(theme.font(bold=True)).horizontalAdvance(cell.text)
        if cell.change:
            words = chip_width(cell.text, "rise", theme.scaled(20))
        indent = 0 if index.column() else _INDENT.get(row.kind, 0)
        return QSize(words + indent + 2 * _PAD + 4, theme.scaled(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        row: Row = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        _paint_ground(painter, option, row)
        cell = row.cells[index.column()]
        place = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        if cell.change and cell.value:
            _paint_change(painter, place, cell.text, rises=cell.value > 0)
        elif row.kind is RowKind.INDICATOR and _is_level(index.column(), cell):
            _paint_level(painter, place, row, index.column())
        else:
            _paint_words(painter, place, row, index.column())
        painter.restore()


def _is_level(column: int, cell: Cell) -> bool:
    return bool(column) and not cell.change and (cell.value is not None or cell.text == "–")


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, row: Row) -> None:
    theme = current_theme()
    if (
        option.state & QStyle.StateFlag.State_Selected
        and option.state & QStyle.StateFlag.State_Active
    ):
        painter.fillRect(option.rect, theme.color("sel"))
    elif row.kind is RowKind.DOMAIN:
        painter.fillRect(option.rect, theme.color("alt"))
    if row.kind is RowKind.DOMAIN:
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(option.rect.topLeft(), option.rect.topRight())


def _paint_words(painter: QPainter, place: QRect, row: Row, column: int) -> None:
    theme = current_theme()
    strong = row.kind in {RowKind.DOMAIN, RowKind.TOTAL}
    painter.setFont(theme.font("body" if strong else "small", bold=strong))
    painter.setPen(theme.color("text" if strong or row.indicator else "text2"))
    side = Qt.AlignmentFlag.AlignRight
    text = row.cells[column].text
    if column == 0:
        side = Qt.AlignmentFlag.AlignLeft
        place = place.adjusted(_INDENT.get(row.kind, 0), 0, 0, 0)
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, text)


def _paint_level(painter: QPainter, place: QRect, row: Row, column: int) -> None:
    value = row.cells[column].value
    style: BadgeStyle = "outlined" if row.cells[column].quiet else "filled"
    side = current_theme().scaled(_BADGE)
    square = QRectF(place.right() - side + 1, place.center().y() - side / 2 + 1, side, side)
    level = None if value is None else int(value)
    paint_badge(painter, square, level, service=row.service, style=style)


def _paint_change(painter: QPainter, place: QRect, text: str, *, rises: bool) -> None:
    kind = "rise" if rises else "fall"
    height = min(current_theme().scaled(20), place.height() - 2)
    width = chip_width(text, kind, height)
    chip = QRect(place.right() - width + 1, place.center().y() - height // 2 + 1, width, height)
    paint_chip(painter, chip, text, kind)
