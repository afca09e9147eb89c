"""The table of conflicts: the side that counts is painted, the other one steps back."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from assessment.domain.conflicts import Side
from ui.icons import paint_icon
from ui.models.conflicts import (
    BASE,
    DECISION,
    FIELD,
    OURS,
    PLACE,
    THEIRS,
    ConflictLine,
    ConflictModel,
    side_text,
)
from ui.models.rows import Index
from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.table import dress_table

_ROW = 34
_WIDTHS = {PLACE: 230, FIELD: 116, DECISION: 132}
_CHIPS = {None: "warn", Side.OURS: "chosen", Side.THEIRS: "chosen"}
_KEYS = {Qt.Key.Key_Left: Side.OURS, Qt.Key.Key_Right: Side.THEIRS}


class ConflictTable(QTableView):
    """Shows conflicts; the arrows to the left and right choose a side of the current row."""

    side_chosen = Signal(Side)
    current_changed = Signal(object)

    def __init__(self, model: ConflictModel, accessible_name: str) -> None:
        """Create the table."""
        super().__init__()
        self.setObjectName("conflicts")
        self.setAccessibleName(accessible_name)
        self.setModel(model)
        self.setItemDelegate(_CellPainter(model, self))
        self.setAlternatingRowColors(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = dress_table(self, current_theme().scaled(_ROW))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in _WIDTHS.items():
            header.resizeSection(column, current_theme().scaled(width))
        for column in (BASE, OURS, THEIRS):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def go_to(self, row: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self.model().index(row, PLACE))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which conflict is read."""
        super().currentChanged(current, previous)
        if isinstance(line := current.data(Qt.ItemDataRole.UserRole), ConflictLine):
            self.current_changed.emit(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the side at the left or right."""
        side = _KEYS.get(Qt.Key(event.key()))
        if side is not None and self.currentIndex().isValid():
            self.side_chosen.emit(side)
        else:
            super().keyPressEvent(event)


class _CellPainter(QStyledItemDelegate):
    """Paints the decision as a chip, a lock where ours was approved."""

    def __init__(self, model: ConflictModel, parent: QTableView) -> None:
        super().__init__(parent)
        self._model = model

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        side = self._model.decision(index.data(Qt.ItemDataRole.UserRole))
        if index.column() == DECISION:
            option.text = ""
        elif index.column() == {Side.OURS: OURS, Side.THEIRS: THEIRS}.get(side or Side.OURS):
            option.font = current_theme().font(bold=side is not None)
        elif index.column() in {BASE, OURS, THEIRS} and (side or index.column() == BASE):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, current_theme().color("text2"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        if index.column() != DECISION:
            return
        line: ConflictLine = index.data(Qt.ItemDataRole.UserRole)
        theme, side = current_theme(), self._model.decision(line)
        height = theme.scaled(22)
        words, kind = side_text(side), _CHIPS[side]
        top = option.rect.center().y() - height // 2 + 1
        left = option.rect.left() + 6
        width = chip_width(words, kind, height)
        paint_chip(painter, QRect(left, top, width, height), words, kind)
        if line.approved:
            glyph = theme.scaled(16)
            place = QRect(left + width + 6, option.rect.center().y() - glyph // 2 + 1, glyph, glyph)
            paint_icon(painter, place, "lock", "text2")
