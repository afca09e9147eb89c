"""Underlined tabs."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar

from ui.theme import current_theme

_SIDES = 12
_GAP = 12


class TabStrip(QTabBar):
    """Row of tabs with a line under the current one; arrow keys move along it."""

    def __init__(
        self, titles: Sequence[str], *, accessible_name: str = "", height: int = 36, name: str = ""
    ) -> None:
        """Create the tabs; the first is the current one."""
        super().__init__()
        self._tall = height
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(False)
        for title in titles:
            self.addTab(title)

    def tabSizeHint(self, index: int) -> QSize:
        """Give a tab room for its title in semi-bold, so that nothing moves when chosen."""
        theme = current_theme()
        words = QFontMetrics(theme.font(bold=True)).horizontalAdvance(self.tabText(index))
        return QSize(words + _SIDES + _GAP, theme.scaled(self._tall))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Never shrink a title."""
        return self.tabSizeHint(index)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint titles, the line and the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            self._paint_tab(painter, index)

    def _paint_tab(self, painter: QPainter, index: int) -> None:
        theme = current_theme()
        tab = self.tabRect(index).adjusted(0, 0, -_GAP, 0)
        current = index == self.currentIndex()
        painter.setFont(theme.font(bold=current))
        role = "text" if current else "text2"
        painter.setPen(theme.color(role if self.isTabEnabled(index) else "text3"))
        painter.drawText(tab, Qt.AlignmentFlag.AlignCenter, self.tabText(index))
        if current:
            line = tab.adjusted(0, tab.height() - 3, 0, 0)
            painter.fillRect(line, theme.color("accent_text"))
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.drawRoundedRect(QRectF(tab).adjusted(1, 1, -1, -4), 4, 4)
