"""The list of findings: a heading for each weight, one or two lines for each finding."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from assessment.domain.checks import Finding, Severity
from ui.icons import paint_icon
from ui.models.findings import FindingLine, FindingModel, lines_of
from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip

_Index = QModelIndex | QPersistentModelIndex
_SIDE = 18
_HEADING = 28
_SHORT = 28
_TALL = 44
_SIGNS = {
    Severity.BLOCKS: ("circle-x", "error"),
    Severity.WARNS: ("triangle-alert", "warn"),
    Severity.INFORMS: ("info", "text2"),
}
_CHIPS = {Severity.BLOCKS: "error", Severity.WARNS: "warn", Severity.INFORMS: "neutral"}


class FindingList(QListView):
    """A click or Enter on a finding asks for its indicator."""

    indicator_requested = Signal(int)

    def __init__(self, accessible_name: str) -> None:
        """Create an empty list."""
        super().__init__()
        self.setObjectName("findings")
        self.setAccessibleName(accessible_name)
        self._findings = FindingModel(self)
        self.setModel(self._findings)
        self.setItemDelegate(_FindingDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._open)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show other findings."""
        self._findings.show(lines_of(findings))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the indicator of the current finding."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(line, FindingLine) and line.indicator:
            self.indicator_requested.emit(line.indicator)


class _FindingDelegate(QStyledItemDelegate):
    """Paints headings on a quiet band and findings with the sign of their weight."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: FindingLine = index.data(Qt.ItemDataRole.UserRole)
        theme = current_theme()
        height = _HEADING if not line.indicator else (_TALL if line.detail else _SHORT)
        return QSize(theme.scaled(160), theme.scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: FindingLine = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        if line.indicator:
            _paint_finding(painter, option, line)
        else:
            _paint_heading(painter, option.rect, line)
        painter.restore()


def _paint_heading(painter: QPainter, rect: QRect, line: FindingLine) -> None:
    theme = current_theme()
    painter.fillRect(rect, theme.color("alt"))
    painter.setFont(theme.font("small", bold=True))
    painter.setPen(theme.color("text"))
    place = rect.adjusted(_SIDE, 0, -_SIDE, 0)
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, line.title)
    left = place.left() + painter.fontMetrics().horizontalAdvance(line.title) + 10
    height = theme.scaled(20)
    width = chip_width(str(line.count), _CHIPS[line.severity], height)
    chip = QRect(left, rect.center().y() - height // 2 + 1, width, height)
    paint_chip(painter, chip, str(line.count), _CHIPS[line.severity])


def _paint_finding(painter: QPainter, option: QStyleOptionViewItem, line: FindingLine) -> None:
    theme = current_theme()
    rect = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, theme.color("sel"))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, theme.color("alt"))
    side = theme.scaled(16)
    first = QRect(rect.left() + _SIDE, rect.top(), side, theme.scaled(_SHORT))
    paint_icon(painter, first, *_SIGNS[line.severity])
    left = first.right() + 10
    place = QRect(left, rect.top(), rect.right() - 10 - left, first.height())
    painter.setFont(theme.font("small", bold=True))
    painter.setPen(theme.color("text"))
    _paint_line(painter, place, line.title)
    if line.detail:
        place.translate(0, theme.scaled(18))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        _paint_line(painter, place, line.detail)


def _paint_line(painter: QPainter, place: QRect, text: str) -> None:
    cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)
