"""The switch between stages: each with its level for the indicator, and where they differ."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QHBoxLayout, QSizePolicy

from ui.icons import paint_icon
from ui.models.stages import StageCell
from ui.theme import current_theme
from ui.widgets.badge import BadgeStyle, paint_badge
from ui.widgets.buttons import button
from ui.widgets.chip import chip_width, paint_chip

_HEIGHT = 40
_PAD = 10
_GAP = 6
_BADGE = 20
_LOCK = 14
_BUTTON = 60
"""What icon and edges of the button take beside its words."""
_SIDES = 40


class StageBar(QFrame):
    """Shows the stages of an assessment; those that were not reached cannot be chosen."""

    chosen = Signal(str)
    close_requested = Signal()

    def __init__(self) -> None:
        """Create an empty, hidden bar."""
        super().__init__()
        self.setObjectName("stage_bar")
        self.setProperty("frame", "header")
        self.setProperty("helpTopic", "pengesahan")
        self.setAccessibleName(self.tr("Tahap penilaian"))
        self._group = QButtonGroup(self)
        self._cells: list[StageButton] = []
        self._close = button(
            self.tr("Tetapkan final"), icon_name="lock", small=True, name="close_stage"
        )
        self._close.clicked.connect(self.close_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 16, 0)
        self._row.setSpacing(2)
        self._row.addStretch(1)
        self._row.addWidget(self._close)
        self.hide()

    def show_cells(
        self, cells: Sequence[StageCell], current: str, *, service: bool, closable: str
    ) -> None:
        """Show the stages of an indicator; ``closable`` names the stage that is going on."""
        while len(self._cells) > len(cells):
            gone = self._cells.pop()
            self._group.removeButton(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._cells) < len(cells):
            made = StageButton()
            made.clicked.connect(lambda _on=False, cell=made: self.chosen.emit(cell.stage()))
            made.moved.connect(self._walk)
            self._row.insertWidget(len(self._cells), made)
            self._group.addButton(made)
            self._cells.append(made)
        for made, cell in zip(self._cells, cells, strict=True):
            made.show_cell(cell, service=service)
            made.setChecked(cell.id == current)
        self._close.setVisible(bool(closable))
        words = self.tr("Tetapkan {0} sebagai final").format(closable)
        self._close.setToolTip(words)
        self._close.setAccessibleName(words)
        self._fit()
        self.setVisible(bool(cells))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose anew what fits."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the words of the button out where the stages need the room; its name stays."""
        words = self.tr("Tetapkan final")
        cells = sum(cell.sizeHint().width() for cell in self._cells)
        whole = self._close.fontMetrics().horizontalAdvance(words) + _BUTTON
        self._close.setText(words if cells + whole + _SIDES <= self.width() else "")

    def _walk(self, way: int) -> None:
        places = [n for n, cell in enumerate(self._cells) if cell.isEnabled()]
        here = next((n for n, cell in enumerate(self._cells) if cell.hasFocus()), 0)
        onward = [n for n in places if (n - here) * way > 0]
        if onward:
            cell = self._cells[min(onward, key=lambda n: abs(n - here))]
            cell.setFocus(Qt.FocusReason.TabFocusReason)
            cell.click()


class StageButton(QAbstractButton):
    """One stage: its name, the badge of its level, what changed, a lock where it is final."""

    moved = Signal(int)

    def __init__(self) -> None:
        """Create an empty cell."""
        super().__init__()
        self._cell = StageCell("", "", None, inherited=False, change="", final=False, reached=False)
        self._service = False
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def stage(self) -> str:
        """The stage that the cell stands for."""
        return self._cell.id

    def cell(self) -> StageCell:
        """What is shown."""
        return self._cell

    def show_cell(self, cell: StageCell, *, service: bool) -> None:
        """Show another stage, or another level of it."""
        self._cell, self._service = cell, service
        self.setObjectName(f"stage_{cell.id}")
        self.setEnabled(cell.reached)
        self.setAccessibleName(cell.spoken())
        self.setToolTip(cell.spoken())
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows."""
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Right | Qt.Key.Key_Down:
                self.moved.emit(1)
            case _:
                super().keyPressEvent(event)

    def _words(self) -> int:
        font = current_theme().font(bold=True)
        return QFontMetrics(font).horizontalAdvance(self._cell.title)

    def sizeHint(self) -> QSize:
        """Give the room of everything the cell shows."""
        theme = current_theme()
        width = 2 * _PAD + self._words() + _GAP + theme.scaled(_BADGE)
        if self._cell.final:
            width += _LOCK + 4
        if self._cell.change:
            width += chip_width(self._cell.change, "rise", theme.scaled(18)) + _GAP
        return QSize(width, theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, badge, difference, and the line under the stage that is looked at."""
        theme, cell = current_theme(), self._cell
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = _PAD
        if cell.final:
            paint_icon(painter, QRect(left, 0, _LOCK, self.height()), "lock", "text2")
            left += _LOCK + 4
        painter.setFont(theme.font(bold=self.isChecked()))
        role = "text" if self.isChecked() else "text2" if self.isEnabled() else "text3"
        painter.setPen(theme.color(role))
        place = QRect(left, 0, self._words() + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cell.title)
        left += self._words() + _GAP
        side = theme.scaled(_BADGE)
        badge = QRectF(left, (self.height() - side) / 2, side, side)
        style: BadgeStyle = "outlined" if cell.inherited else "filled"
        paint_badge(painter, badge, cell.level, service=self._service, style=style)
        left += side + _GAP
        if cell.change:
            kind = "fall" if cell.change.startswith("−") else "rise"
            high = theme.scaled(18)
            width = chip_width(cell.change, kind, high)
            chip = QRect(left, (self.height() - high) // 2, width, high)
            paint_chip(painter, chip, cell.change, kind)
        if self.isChecked():
            painter.fillRect(QRect(_PAD, self.height() - 3, self.width() - 2 * _PAD, 3),
                             theme.color("accent_text"))  # fmt: skip
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 2, -1, -4)
            painter.drawRoundedRect(ring, 5, 5)
