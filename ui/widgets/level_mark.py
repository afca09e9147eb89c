"""A word with a level badge, and the button that lets the target be chosen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import current_theme
from ui.widgets.badge import BadgeStyle, paint_badge

_BADGE = 18
_GAP = 6
_HEIGHT = 26


class LevelMark(QAbstractButton):
    """Word and badge; only one that can be pressed takes the focus."""

    def __init__(self, words: str, *, style: BadgeStyle, pressable: bool, name: str = "") -> None:
        """Create a mark without a level."""
        super().__init__()
        self.setObjectName(name)
        self._style: BadgeStyle = style
        self._level: int | None = None
        self._service = False
        self.setText(words)
        self.setEnabled(pressable)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if pressable:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_level(self, level: int | None, *, service: bool, words: str = "") -> None:
        """Show another level, perhaps with another word."""
        self._level, self._service = level, service
        if words:
            self.setText(words)
        said = self.tr("belum diisi") if level is None else self.tr("tingkat {0}").format(level)
        self.setAccessibleName(f"{self.text()} {said}")
        self.updateGeometry()
        self.update()

    def level(self) -> int | None:
        """The level that is shown."""
        return self._level

    def sizeHint(self) -> QSize:
        """Give the room of word and badge."""
        theme = current_theme()
        words = QFontMetrics(theme.font("small")).horizontalAdvance(self.text())
        return QSize(words + _GAP + theme.scaled(_BADGE) + 8, theme.scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint word, badge and ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        room = self.rect().adjusted(4, 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        side = theme.scaled(_BADGE)
        left = self.width() - side - 4
        badge = QRectF(left, (self.height() - side) / 2, side, side)
        paint_badge(painter, badge, self._level, service=self._service, style=self._style)
        if self.hasFocus() or (self.isEnabled() and self.underMouse()):
            role = "focus" if self.hasFocus() else "line_strong"
            painter.setPen(QPen(theme.color(role), 2 if self.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
