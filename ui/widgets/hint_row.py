"""Examples of evidence, or the official wording: one line that unfolds."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.icons import paint_icon
from ui.theme import current_theme

_INDENT = 28
_RIGHT = 32
_HEIGHT = 26
_WORDS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)


class HintRow(QAbstractButton):
    """An icon and one line; a press shows the whole text."""

    def __init__(self, name: str, icon: str = "lightbulb") -> None:
        """Create an empty line."""
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icon = icon
        self._line = ""
        self._whole = ""
        self.toggled.connect(self._refit)

    def show_hints(self, evidence: Sequence[str], note: str) -> None:
        """Show other examples, folded."""
        line = self.tr("Contoh bukti: {0}").format(evidence[0]) if evidence else note
        points = [f"•  {text}" for text in evidence]
        if note:
            points.append(self.tr("Catatan: {0}").format(note))
        self.show_text(line, "\n".join(points))

    def show_text(self, line: str, whole: str) -> None:
        """Show another text, folded to one line; nothing for an empty one."""
        self._line = line
        self._whole = whole
        self.setChecked(False)
        self.setVisible(bool(line))
        self.setAccessibleName(line)
        self.setAccessibleDescription(self._whole)
        self._refit()

    def heightForWidth(self, width: int) -> int:
        """Give the height of what is shown."""
        least = current_theme().scaled(_HEIGHT)
        if not self.isChecked():
            return least
        room = QRect(0, 0, max(60, width - _INDENT - _RIGHT), 1 << 16)
        metrics = QFontMetrics(current_theme().font("small"))
        return max(least, metrics.boundingRect(room, _WORDS, self._whole).height() + 8)

    def sizeHint(self) -> QSize:
        """Wish for what is shown at a readable width."""
        return QSize(400, self.heightForWidth(max(self.width(), 400)))

    def minimumSizeHint(self) -> QSize:
        """Need one line."""
        return QSize(_INDENT + _RIGHT + 80, current_theme().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint bulb, words and chevron."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = theme.scaled(_HEIGHT)
        paint_icon(painter, QRect(1, 0, 16, high), self._icon, "text2")
        chevron = "chevron-up" if self.isChecked() else "chevron-down"
        paint_icon(painter, QRect(self.width() - 16, 0, 16, high), chevron, "text2")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        room = self.rect().adjusted(_INDENT, 0, -_RIGHT, 0)
        if self.isChecked():
            painter.drawText(room.adjusted(0, 4, 0, 0), _WORDS, self._whole)
        else:
            shown = painter.fontMetrics().elidedText(
                self._line, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _refit(self) -> None:
        self.setToolTip("" if self.isChecked() else self._whole)
        self.updateGeometry()
        self.update()
