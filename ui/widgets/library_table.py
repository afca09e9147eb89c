"""The table of all documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from assessment.domain.records import TextState
from ui.icons import paint_icon
from ui.models.library import Column, LibraryModel, LibraryRow
from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.table import dress_table

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assessment.domain.records import DocumentKind

_Index = QModelIndex | QPersistentModelIndex
_ROW, _HEADER, _PAD, _GLYPH = 45, 34, 8, 20
_WIDTHS = {
    Column.ISSUED: 92,
    Column.VALIDITY: 146,
    Column.PAGES: 56,
    Column.TEXT: 98,
    Column.USED: 104,
    Column.LOSS: 92,
}
_LEAST_FIRST = 200
_GO_FIRST = (Column.PAGES, Column.ISSUED, Column.TEXT, Column.USED, Column.VALIDITY)
"""Columns that leave, in this order, where there is no room for the first one."""
_TEXT_ROLES = {
    TextState.IMAGE_ONLY: "warn",
    TextState.EMPTY: "warn",
    TextState.ENCRYPTED: "warn",
    TextState.DAMAGED: "error",
}


class LibraryTable(QTableView):
    """Ordered by loss until a heading is pressed; Enter asks for the viewer."""

    chosen = Signal(object)
    open_requested = Signal()

    def __init__(self) -> None:
        """Create an empty table."""
        super().__init__()
        self.setObjectName("library_table")
        self.setAccessibleName(self.tr("Dokumen"))
        self._documents = LibraryModel(self)
        self._sha256 = ""
        self.setModel(self._documents)
        self.setItemDelegate(_LibraryDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = dress_table(self, _ROW)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSortIndicator(Column.LOSS, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        header.setSortIndicatorShown(False)  # its arrow would lie on the words: they carry one
        self._documents.modelReset.connect(self._choose_again)
        self.selectionModel().currentRowChanged.connect(self._note_choice)
        self._measure()

    @property
    def documents(self) -> LibraryModel:
        """What the table shows."""
        return self._documents

    def show_rows(self, rows: Sequence[LibraryRow]) -> None:
        """Show other documents; the chosen one stays chosen."""
        self._documents.show(rows)

    def narrow(self, text: str, kinds: Collection[DocumentKind], *, ill: bool) -> None:
        """Show only some."""
        self._documents.narrow(text, kinds, ill=ill)

    def current(self) -> LibraryRow | None:
        """The document that is chosen."""
        row = self.currentIndex().data(Qt.ItemDataRole.UserRole)
        return row if isinstance(row, LibraryRow) else None

    def choose(self, sha256: str) -> bool:
        """Choose a document; whether it is among those that are shown."""
        place = self._documents.place_of(sha256)
        if place >= 0:
            self._sha256 = sha256
            self.setCurrentIndex(self._documents.index(place, 0))
            self.scrollTo(self.currentIndex())
        return place >= 0

    def _choose_again(self) -> None:
        place = max(0, self._documents.place_of(self._sha256))
        with QSignalBlocker(self.selectionModel()):
            self.setCurrentIndex(self._documents.index(place, 0))
        self._note_choice()

    def _note_choice(self) -> None:
        row = self.current()
        if row is not None:
            self._sha256 = row.entry.document.sha256
        self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the viewer by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() is not None:
            self.open_requested.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the first column what the others leave."""
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        scaled = current_theme().scaled
        self.verticalHeader().setDefaultSectionSize(scaled(_ROW))
        self.horizontalHeader().setFixedHeight(scaled(_HEADER))
        self._share_width()

    def _share_width(self) -> None:
        scaled = current_theme().scaled
        widths = {column: scaled(width) for column, width in _WIDTHS.items()}
        for column in _GO_FIRST:
            if self.viewport().width() - sum(widths.values()) >= scaled(_LEAST_FIRST):
                break
            widths.pop(column)
        for column in _WIDTHS:
            self.setColumnHidden(column, column not in widths)
            if column in widths:
                self.setColumnWidth(column, widths[column])
        first = self.viewport().width() - sum(widths.values())
        self.setColumnWidth(Column.DOCUMENT, max(first, scaled(_LEAST_FIRST) // 2))


class _LibraryDelegate(QStyledItemDelegate):
    """Paints two lines in the first column, chips where something is amiss."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: LibraryRow = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        _paint_ground(painter, option, first=index.column() == Column.DOCUMENT)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        rect: QRect = option.rect.adjusted(_PAD, 0, -_PAD, -1)
        match index.column():
            case Column.DOCUMENT:
                _paint_document(painter, rect, row, chosen=chosen)
            case Column.VALIDITY:
                _paint_validity(painter, rect, row)
            case Column.TEXT:
                role = _TEXT_ROLES.get(row.entry.document.text_state, "text2")
                _paint_words(painter, rect, row.text, role)
            case Column.LOSS:
                heavy = row.loss != "0,00"
                role = "text" if heavy else "text2"
                _paint_words(painter, rect, row.loss, role, bold=heavy, right=True)
            case column:
                _paint_words(painter, rect, row.cell(column), "text", right=column == Column.PAGES)
        painter.restore()


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, *, first: bool) -> None:
    theme = current_theme()
    rect: QRect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("sel"))
        if first:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(bar, theme.color("accent_text"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("alt"))
    painter.setPen(QPen(theme.color("line"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_document(painter: QPainter, rect: QRect, row: LibraryRow, *, chosen: bool) -> None:
    theme = current_theme()
    side = theme.scaled(_GLYPH)
    role = "error" if row.glyph == "file-x" else "text2"
    paint_icon(painter, QRect(rect.left(), rect.top(), side, rect.height()), row.glyph, role)
    left = rect.left() + side + 8
    upper = QRect(left, rect.top() + 3, rect.right() - left, (rect.height() - 6) // 2)
    if not row.below:
        upper.setHeight(rect.height() - 6)
    _paint_words(painter, upper, row.title, "text", bold=chosen)
    if row.below:
        lower = upper.translated(0, upper.height())
        _paint_words(painter, lower, row.below, "text2", size="small")


def _paint_validity(painter: QPainter, rect: QRect, row: LibraryRow) -> None:
    validity = row.validity
    if not validity.kind:
        _paint_words(painter, rect, validity.words, "text2")
        return
    height = current_theme().scaled(24)
    width = min(rect.width(), chip_width(validity.words, validity.kind, height))
    top = rect.center().y() - height // 2 + 1
    paint_chip(painter, QRect(rect.left(), top, width, height), validity.words, validity.kind)


def _paint_words(
    painter: QPainter,
    rect: QRect,
    text: str,
    role: str,
    *,
    bold: bool = False,
    size: str = "body",
    right: bool = False,
) -> None:
    theme = current_theme()
    painter.setFont(theme.font(size, bold=bold))
    painter.setPen(theme.color(role))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, shown)
