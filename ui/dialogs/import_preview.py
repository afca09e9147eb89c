"""What taking over a workbook would change, for a person to tick before anything is stored."""

from collections.abc import Mapping

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from assessment.domain.exchange import DifferenceKind, Preview
from assessment.domain.sentences import Sentence
from ui.icons import paint_icon
from ui.models.differences import (
    AFTER,
    BEFORE,
    FIELD,
    INDICATOR,
    KIND,
    PLACE,
    TICK,
    DifferenceFilter,
    DifferenceLine,
    DifferenceModel,
    kind_text,
    lines_of,
)
from ui.theme import current_theme
from ui.widgets.buttons import button
from ui.widgets.check_row import paint_box
from ui.widgets.chip import FilterChip, chip_width, paint_chip
from ui.widgets.elided import ElidedLabel
from ui.widgets.field import TextField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.message import Message
from ui.widgets.table import dress_table
from ui.widgets.text import label

_Index = QModelIndex | QPersistentModelIndex
_CHIPS = {
    DifferenceKind.ADDED: "ok",
    DifferenceKind.CHANGED: "info",
    DifferenceKind.REMOVED: "error",
}
_MARKS = {
    DifferenceKind.ADDED: ("+", "ok", "ok_soft"),
    DifferenceKind.CHANGED: ("→", "accent_text", "accent_soft"),
    DifferenceKind.REMOVED: ("−", "error", "error_soft"),
}
_REMOVED = DifferenceKind.REMOVED
_BOX = 16
_WIDTHS = {TICK: 76, PLACE: 112, INDICATOR: 196, FIELD: 138, KIND: 116}


class ImportPreview(QDialog):
    """Shows a preview; ``confirmed`` carries the differences a person chose."""

    confirmed = Signal(tuple)

    def __init__(self, preview: Preview, names: Mapping[int, str], parent: QWidget) -> None:
        """Create the dialog over a page; ``names`` are the indicators' short names."""
        super().__init__(parent)
        self.setObjectName("import-preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Baca buku kerja"))
        self._new = preview.assessment_id is None
        self._differences = DifferenceModel(lines_of(preview.differences, names), self)
        self._differences.ticked_changed.connect(self._count)
        self._failure = Message("error", name="apply-failure")
        self._failure.hide()
        self._chosen = label(size="small", role="text2", wrap=True)
        self._chosen.setObjectName("chosen-count")
        self._apply = button("", "primary", name="apply")
        self._apply.clicked.connect(self._confirm)
        self._close = button(self.tr("Batal"), name="close")
        self._close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addLayout(self._head(preview))
        if preview.differences:
            table = _Table(preview, self._differences)
            column.addWidget(table, 1)
            table.setFocus()
        else:
            column.addWidget(self._statement(preview))
        column.addWidget(self._failure)
        column.addLayout(self._foot())
        self._count()
        self.resize(QSize(1100, 640) if preview.differences else QSize(520, 240))

    def show_failure(self, sentence: Sentence) -> None:
        """Say why nothing was stored, and let the person try again."""
        self._failure.set_content("error", sentence.title, sentence.text)
        self._failure.show()
        self.set_busy(busy=False)

    def set_busy(self, *, busy: bool) -> None:
        """Take no second answer while the first is being stored."""
        self._apply.setEnabled(not busy)
        self._close.setEnabled(not busy)

    def _head(self, preview: Preview) -> QVBoxLayout:
        assessment = preview.incoming.dossier.assessment
        head = QVBoxLayout()
        head.setSpacing(2)
        title = self.tr("{0} · {1}").format(assessment.institution, assessment.year)
        head.addWidget(label(title, "h2", wrap=True))
        path = ElidedLabel(
            str(preview.incoming.path),
            mode=Qt.TextElideMode.ElideMiddle,
            size="small",
            role="text2",
        )
        head.addWidget(path)
        return head

    def _statement(self, preview: Preview) -> Message:
        if not self._new:
            return Message(
                "ok",
                self.tr("Tidak ada perbedaan"),
                self.tr("Isi buku kerja sama dengan yang tersimpan di sini."),
                name="statement",
            )
        dossier = preview.incoming.dossier
        return Message(
            "info",
            self.tr("Penilaian ini belum ada di sini: akan dibuat"),
            self.tr("Isinya {0} tingkat dan {1} rujukan dari buku kerja ini.").format(
                len(dossier.levels()), len(dossier.citations)
            ),
            name="statement",
        )

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._chosen, 1)
        foot.addWidget(self._close)
        foot.addWidget(self._apply)
        return foot

    def _count(self) -> None:
        chosen, every = len(self._differences.chosen()), self._differences.rowCount()
        if self._new:
            self._apply.setText(self.tr("Buat penilaian"))
            return
        self._apply.setVisible(bool(every))
        self._apply.setText(self.tr("Terapkan {0} perubahan").format(chosen))
        self._apply.setEnabled(bool(chosen))
        if every:
            self._chosen.setText(
                self.tr("{0} dari {1} dicentang. Semuanya dapat diurungkan sekaligus.").format(
                    chosen, every
                )
            )
        else:
            self._close.setText(self.tr("Tutup"))

    def _confirm(self) -> None:
        self._failure.hide()
        self.set_busy(busy=True)
        self.confirmed.emit(self._differences.chosen())


class _Table(QWidget):
    """Filters, the table, and the whole text of the current difference."""

    def __init__(self, preview: Preview, model: DifferenceModel) -> None:
        super().__init__()
        self._model = model
        self._filter = DifferenceFilter(model, self)
        self._chips = self._make_chips(preview)
        self._cautious = FilterChip(
            self.tr("Perlu dilihat {0}").format(
                sum(entry.cautious for entry in preview.differences)
            ),
            name="filter-cautious",
        )
        self._cautious.toggled.connect(self._narrow)
        self._view = _View(self.tr("Perbedaan"))
        self._view.setModel(self._filter)
        self._view.selectionModel().currentChanged.connect(self._show_whole)
        self._view.set_widths()
        self._before = _whole_text(self.tr("Sebelum"), "before")
        self._after = _whole_text(self.tr("Sesudah"), "after")
        self._reason = Message("warn", self.tr("Tidak dicentang lebih dahulu"), name="reason")
        self._reason.hide()
        self._lay_out()
        self._view.setCurrentIndex(self._filter.index(0, AFTER))
        self.setFocusProxy(self._view)

    def _make_chips(self, preview: Preview) -> dict[DifferenceKind, FilterChip]:
        chips = {}
        for kind in DifferenceKind:
            count = sum(entry.kind is kind for entry in preview.differences)
            chips[kind] = FilterChip(f"{kind_text(kind)} {count}", name=f"filter-{kind}")
            chips[kind].setEnabled(bool(count))
            chips[kind].toggled.connect(self._narrow)
        return chips

    def _lay_out(self) -> None:
        filters = FlowLayout(gap=8)
        for chip in (*self._chips.values(), self._cautious):
            filters.addWidget(chip)
        for text, name, on in (
            (self.tr("Centang yang tampil"), "tick-shown", True),
            (self.tr("Kosongkan yang tampil"), "untick-shown", False),
        ):
            link = button(text, "link", small=True, name=name)
            link.clicked.connect(lambda _=False, on=on: self._tick_shown(on=on))
            filters.addWidget(link)
        texts = QHBoxLayout()
        texts.setSpacing(12)
        texts.addWidget(self._before, 1)
        texts.addWidget(self._after, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(filters)
        column.addWidget(self._view, 1)
        column.addWidget(self._reason)
        column.addLayout(texts)

    def _narrow(self) -> None:
        kinds = [kind for kind, chip in self._chips.items() if chip.isChecked()]
        self._filter.show_only(kinds, cautious=self._cautious.isChecked())

    def _tick_shown(self, *, on: bool) -> None:
        self._model.tick(self._filter.shown_rows(), on=on)

    def _show_whole(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, DifferenceLine):
            self._before.setText(line.before)
            self._after.setText(line.after)
            self._reason.setVisible(bool(line.reason))
            self._reason.set_content("warn", self.tr("Tidak dicentang lebih dahulu"), line.reason)


class _View(QTableView):
    """The differences; Space ticks the current row whichever cell it stands on."""

    def __init__(self, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName("differences")
        self.setAccessibleName(accessible_name)
        self.setItemDelegate(_DifferenceDelegate(self))
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        dress_table(self, current_theme().scaled(32))

    def set_widths(self) -> None:
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, current_theme().scaled(width))
        for column in (BEFORE, AFTER):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.setCurrentIndex(self.currentIndex().siblingAtColumn(TICK))
        super().keyPressEvent(event)


class _DifferenceDelegate(QStyledItemDelegate):
    """Paints what a difference does as a chip, with a sign where it asks for caution."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
        line: DifferenceLine = index.data(Qt.ItemDataRole.UserRole)
        if index.column() in {KIND, _marked(line)}:
            option.text = ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index.column() == TICK:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            box = QRectF(0, 0, _BOX, _BOX)
            box.moveCenter(QPointF(option.rect.left() + 8 + _BOX / 2, option.rect.center().y() + 1))
            paint_box(painter, box, ticked=ticked)
        elif index.column() == KIND:
            _paint_kind(painter, option.rect, index.data(Qt.ItemDataRole.UserRole))
        elif index.column() == _marked(index.data(Qt.ItemDataRole.UserRole)):
            _paint_cell(painter, option.rect, index)
        painter.restore()

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Tick with a click anywhere in the cell, or with Space."""
        if index.column() != TICK or not _asks_for_tick(event):
            return super().editorEvent(event, model, option, index)
        ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        state = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        return model.setData(index, state, Qt.ItemDataRole.CheckStateRole)


def _asks_for_tick(event: QEvent) -> bool:
    if isinstance(event, QMouseEvent):
        left = event.button() == Qt.MouseButton.LeftButton
        return left and event.type() == QEvent.Type.MouseButtonRelease
    return isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Select}


def _marked(line: DifferenceLine) -> int:
    """The cell that a difference is about: what goes, or what comes."""
    return BEFORE if line.difference.kind is _REMOVED else AFTER


def _paint_cell(painter: QPainter, rect: QRect, index: _Index) -> None:
    """Paint what comes or goes on the ground of its kind, with a sign before it."""
    theme = current_theme()
    line: DifferenceLine = index.data(Qt.ItemDataRole.UserRole)
    sign, ink, ground = _MARKS[line.difference.kind]
    painter.setPen(QPen(theme.color(ink), 1) if theme.border > 1 else Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(ground))
    painter.drawRoundedRect(QRectF(rect).adjusted(1.5, 3.5, -3.5, -3.5), 4, 4)
    painter.setPen(theme.color(ink))
    painter.setFont(theme.font(bold=True))
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    room = theme.scaled(18)
    painter.drawText(rect.adjusted(8, 0, 0, 0), middle, sign)
    painter.setFont(theme.font())
    words = rect.adjusted(8 + room, 0, -8, 0)
    text = " ".join(str(index.data()).split())
    mode = Qt.TextElideMode.ElideRight
    painter.drawText(words, middle, painter.fontMetrics().elidedText(text, mode, words.width()))


def _paint_kind(painter: QPainter, rect: QRect, line: DifferenceLine) -> None:
    theme = current_theme()
    kind = _CHIPS[line.difference.kind]
    height = theme.scaled(20)
    top = rect.center().y() - height // 2 + 1
    left = rect.left() + 8
    width = chip_width(line.kind, kind, height)
    paint_chip(painter, QRect(left, top, width, height), line.kind, kind)
    if line.reason:
        side = theme.scaled(16)
        sign = QRect(left + width + 8, rect.center().y() - side // 2 + 1, side, side)
        paint_icon(painter, sign, "triangle-alert", "warn")


def _whole_text(title: str, name: str) -> TextField:
    field = TextField(title, name=name)
    field.edit.setReadOnly(True)
    field.edit.setFixedHeight(current_theme().scaled(84))
    return field
