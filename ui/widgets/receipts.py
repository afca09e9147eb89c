"""Receipts of what was made: kind, time, file, index, beginning and end of the hash."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import (
    QDesktopServices,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.formatting import index_text, moment_text
from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.card import Card, rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.text import label

if TYPE_CHECKING:
    from datetime import datetime

    from assessment.domain.exchange import ExportKind, Receipt
    from assessment.services.receipts import Receipts

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ROW = 75
_SIDE = 18
_GROUP = 4


def short_hash(sha256: str) -> str:
    """The beginning and end of a hash as people compare it: ``3f9a 17c2 … 8be1``."""
    first, second, last = sha256[:_GROUP], sha256[_GROUP : 2 * _GROUP], sha256[-_GROUP:]
    return f"{first} {second} … {last}"


def failure_words(failure: str) -> str:
    """Why something could not be made, in short; what was said then had particulars."""
    unwritable = _tr("tempatnya tidak dapat ditulis")
    known = {
        "StorageError": unwritable,  # what earlier versions kept
        "TargetError": unwritable,
        "FileRefusedError": _tr("dokumen hilang atau rusak"),
        "ExportMismatchError": _tr("isi tidak cocok saat dibuka ulang"),
        "TextTooLongError": _tr("ada teks yang terlalu panjang"),
        "EmptyPlanError": _tr("belum ada rencana aksi"),
        "OnlyOfficialError": _tr("baru ada hasil resmi"),
    }
    return known.get(failure, _tr("tidak selesai"))


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt as the list shows it."""

    receipt: Receipt
    kind: str
    when: str
    failure: str = ""

    @property
    def index(self) -> str:
        """The index with two decimals; empty where none was kept."""
        index = self.receipt.index
        return index_text(Fraction(index)) if index else ""


class ReceiptModel(QAbstractListModel):
    """Receipts, newest first; the user role gives the line."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty list."""
        super().__init__(parent)
        self._lines: tuple[ReceiptLine, ...] = ()

    def show(self, lines: tuple[ReceiptLine, ...]) -> None:
        """Show other receipts."""
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the receipts."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give what can be read, everything about it as a tooltip, or the line."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        receipt = line.receipt
        match role:
            case Qt.ItemDataRole.DisplayRole:
                parts = (line.kind, receipt.path.name, line.when, line.failure)
                return ", ".join(part for part in parts if part)
            case Qt.ItemDataRole.ToolTipRole if line.failure:
                return f"{receipt.path}\n{line.failure}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{receipt.path}\n{receipt.summary}\nSHA-256 {receipt.sha256}"
            case Qt.ItemDataRole.UserRole:
                return line
            case _:
                return None


class ReceiptsCard(Card):
    """All receipts of an assessment, with their hash to copy and their folder to open."""

    opened = Signal(object)

    def __init__(self, names: dict[ExportKind, str], service: Receipts) -> None:
        """Create an empty list; the service puts a receipt into words and a code."""
        super().__init__(self.tr("Tanda terima"), padding=0, name="receipts-card")
        self.body.setSpacing(0)
        self.head.setContentsMargins(_SIDE, 14, _SIDE, 14)
        self._names = names
        self._service = service
        self._model = ReceiptModel(self)
        self.list = _List(self.tr("Tanda terima"))
        self.list.setModel(self._model)
        self.list.copy_requested.connect(self._copy_hash)
        self.list.activated.connect(self._open)
        self.list.selectionModel().currentChanged.connect(self._offer)
        self._look = button(self.tr("Lihat"), small=True, name="show-receipt")
        self._look.clicked.connect(self._show)
        self._copy = button(self.tr("Salin sidik"), small=True, name="copy-hash")
        self._copy.clicked.connect(self._copy_hash)
        self._folder = button(self.tr("Buka folder"), small=True, name="open-folder")
        self._folder.clicked.connect(self._open_folder)
        self._empty = EmptyState(
            "receipt-text",
            self.tr("Belum ada tanda terima"),
            self.tr("Setiap berkas yang berhasil dibuat tercatat di sini."),
        )
        self._body = QStackedWidget()
        self._lay_out()
        self._offer()

    def show_receipts(self, receipts: tuple[Receipt, ...], now: datetime) -> None:
        """Show receipts, newest first; ``now`` lets their times be said as people say them."""
        self._model.show(
            tuple(
                ReceiptLine(
                    receipt,
                    self._names[receipt.kind],
                    moment_text(receipt.at, now),
                    _failed(receipt),
                )
                for receipt in receipts
            )
        )
        self._body.setCurrentIndex(0 if receipts else 1)
        for action in (self._look, self._copy, self._folder):
            action.setVisible(bool(receipts))
        self._offer()

    def _lay_out(self) -> None:
        empty = QWidget()
        room = QVBoxLayout(empty)
        room.setContentsMargins(12, 12, 12, 12)
        room.addWidget(self._empty)
        room.addStretch(1)
        self._body.addWidget(self.list)
        self._body.addWidget(empty)
        flow = FlowLayout(gap=8)
        for action in (self._look, self._copy, self._folder):
            flow.addWidget(action)
        actions = QHBoxLayout()
        actions.setContentsMargins(_SIDE, 8, _SIDE - 8, 10)
        actions.addLayout(flow)
        note = QHBoxLayout()
        note.setContentsMargins(_SIDE, 0, _SIDE, 12)
        note.setSpacing(8)
        note.addWidget(Glyph("info", "text2", 16), 0, Qt.AlignmentFlag.AlignVCenter)
        words = self.tr("Setiap tanda terima memuat waktu, isi, indeks, dan sidik SHA-256.")
        note.addWidget(label(words, "small", "text2", wrap=True), 1)
        self.body.addWidget(rule())
        self.body.addWidget(self._body, 1)
        self.body.addLayout(actions)
        self.body.addLayout(note)

    def _current(self) -> Receipt | None:
        line = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        return line.receipt if isinstance(line, ReceiptLine) else None

    def _offer(self) -> None:
        receipt = self._current()
        done = receipt is not None and not receipt.failure
        self._look.setEnabled(done)
        self._copy.setEnabled(done)
        self._folder.setEnabled(receipt is not None)

    def _show(self) -> None:
        receipt = self._current()
        if receipt is not None:
            from ui.dialogs.receipt import ReceiptDialog

            ReceiptDialog(self._service, receipt, self).open()

    def _copy_hash(self) -> None:
        receipt = self._current()
        if receipt is not None and receipt.sha256:
            QGuiApplication.clipboard().setText(receipt.sha256)

    def _open_folder(self) -> None:
        receipt = self._current()
        if receipt is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(receipt.path.parent)))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole).receipt)


class _List(QListView):
    """A list in which Ctrl+C copies the hash."""

    copy_requested = Signal()

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName("receipts")
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(_ReceiptDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit()
        else:
            super().keyPressEvent(event)


class _ReceiptDelegate(QStyledItemDelegate):
    """Paints a receipt in three lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        theme = current_theme()
        return QSize(theme.scaled(200), theme.scaled(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: ReceiptLine = index.data(Qt.ItemDataRole.UserRole)
        theme = current_theme()
        rect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("sel"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        side = theme.scaled(18)
        glyph = QRect(rect.left() + _SIDE, rect.top() + theme.scaled(7), side, side)
        failed = bool(line.failure)
        sign = ("circle-x", "error") if failed else ("receipt-text", "text2")
        paint_icon(painter, glyph, *sign)
        pitch = theme.scaled(21)
        left = glyph.right() + theme.scaled(10)
        place = QRect(left, rect.top() + theme.scaled(5), rect.right() - _SIDE - left, pitch)
        _paint_head(painter, place, line)
        place.translate(0, pitch)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        _paint_line(painter, place, line.receipt.path.name)
        place.translate(0, pitch)
        _paint_proof(painter, place, line)
        painter.restore()


def _paint_head(painter: QPainter, place: QRect, line: ReceiptLine) -> None:
    theme = current_theme()
    painter.setFont(theme.font("small"))
    painter.setPen(theme.color("text2"))
    painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, line.when)
    room = painter.fontMetrics().horizontalAdvance(line.when) + 8
    painter.setFont(theme.font(bold=True))
    painter.setPen(theme.color("text"))
    _paint_line(painter, place.adjusted(0, 0, -room, 0), line.kind)


def _paint_proof(painter: QPainter, place: QRect, line: ReceiptLine) -> None:
    """Paint hash and index, or why there is none."""
    theme = current_theme()
    if line.failure:
        painter.setPen(theme.color("error"))
        _paint_line(painter, place, line.failure)
        return
    words = _tr("indeks {0}").format(line.index) if line.index else ""
    digest = short_hash(line.receipt.sha256)
    small, room = painter.font(), painter.fontMetrics().horizontalAdvance(words) + 8
    painter.setFont(_hash_font())
    _paint_line(painter, place, digest)
    if painter.fontMetrics().horizontalAdvance(digest) + room <= place.width():
        painter.setFont(small)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)


def _failed(receipt: Receipt) -> str:
    return _tr("Gagal: {0}").format(failure_words(receipt.failure)) if receipt.failure else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Receipts", text)


def _paint_line(painter: QPainter, place: QRect, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, cut)


def _hash_font() -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(current_theme().px("tiny"))
    return font
