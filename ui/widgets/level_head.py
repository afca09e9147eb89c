"""The first line of a level card: the radio that chooses, and the part that unfolds."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QRadioButton, QSizePolicy

from ui.icons import paint_icon
from ui.theme import current_theme
from ui.widgets.chip import chip_width, paint_chip

_RADIO = 16
_RADIO_ROOM = 28
_HEIGHT = 28
_CHEVRON = 16
_GAP = 8


class LevelRadio(QRadioButton):
    """Chooses a level; once chosen, another press offers to take the choice back."""

    chosen = Signal()
    clearing = Signal()
    moved = Signal(int)

    def __init__(self, name: str) -> None:
        """Create a radio that is not chosen."""
        super().__init__()
        self.setObjectName(name)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._on = False
        self.clicked.connect(self._press)

    def show_chosen(self, *, on: bool) -> None:
        """Show whether the level is the chosen one."""
        self._on = on
        self.setChecked(on)

    def _press(self) -> None:
        self.setChecked(self._on)  # it shows what is stored, not what was pressed
        (self.clearing if self._on else self.chosen).emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to take the choice back."""
        if self._on:
            self.clearing.emit()
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with arrows, choose with Enter as with Space."""
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.moved.emit(-1)
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.moved.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """Need a square that is easy to hit."""
        return QSize(_RADIO_ROOM, current_theme().scaled(_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint circle, dot and ring."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        role = "accent_text" if self._on else "line_strong" if self.isEnabled() else "line"
        painter.setPen(QPen(theme.color(role), 2 if self._on else 1.4))
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(middle, _RADIO / 2 - 0.5, _RADIO / 2 - 0.5)
        if self._on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_text"))
            painter.drawEllipse(middle, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(middle, _RADIO / 2 + 3, _RADIO / 2 + 3)


@dataclass(frozen=True, slots=True)
class HeadWords:
    """What the line says: number and name, summary, chip (kind and words), ticks."""

    title: str
    name: str
    summary: str
    chip: tuple[str, str] | None
    ticks: str
    complete: bool
    empty: bool


class LevelFold(QAbstractButton):
    """The rest of the line; a press unfolds the card or folds it."""

    def __init__(self, name: str) -> None:
        """Create an empty line."""
        super().__init__()
        self.setObjectName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._words = HeadWords("", "", "", None, "", complete=False, empty=True)

    def show_words(self, words: HeadWords, *, opened: bool) -> None:
        """Show another level, or another standing of it."""
        self._words = words
        self.setChecked(opened)
        self.setAccessibleName(f"{words.title} {words.name}, {words.ticks}")
        said = (words.chip[1] if words.chip else "", words.summary)
        self.setAccessibleDescription(". ".join(part for part in said if part))
        self.setToolTip(said[0] if opened else words.summary)
        self.update()

    def words(self) -> HeadWords:
        """What the line says now."""
        return self._words

    def sizeHint(self) -> QSize:
        """Wish for one line."""
        return QSize(200, current_theme().scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Enter as with Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from the left what is whole, from the right what is whole, between the rest."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = self._paint_left(painter)
        right = self._paint_right(painter, left)
        if not self.isChecked():
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("text2"))
            room = QRect(left + 1, 0, right - left - _GAP, self.height())
            shown = painter.fontMetrics().elidedText(
                self._words.summary, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -5, -1), 5, 5)

    def _paint_left(self, painter: QPainter) -> int:
        theme = current_theme()
        left = 3
        for text, role, bold in (
            (self._words.title, "text2", False),
            (self._words.name, "text", True),
        ):
            painter.setFont(theme.font(bold=bold))
            painter.setPen(theme.color(role))
            width = painter.fontMetrics().horizontalAdvance(text)
            place = QRect(left, 0, width + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            left += width + _GAP
        return left

    def _paint_right(self, painter: QPainter, least: int) -> int:
        theme = current_theme()
        words = self._words
        left = self.width() - 12 - _CHEVRON
        chevron = "chevron-up" if self.isChecked() else "chevron-down"
        paint_icon(painter, QRect(left, 0, _CHEVRON, self.height()), chevron, "text2")
        painter.setFont(theme.font("small", bold=words.complete and not words.empty))
        painter.setPen(theme.color("text" if words.complete and not words.empty else "text2"))
        width = painter.fontMetrics().horizontalAdvance(words.ticks)
        left -= width + 10
        place = QRect(left, 0, width + 2, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words.ticks)
        if not words.empty:
            left -= 24
            sign = ("circle-check", "ok") if words.complete else ("circle-dashed", "text2")
            paint_icon(painter, QRect(left, 0, 16, self.height()), *sign)
        if words.chip:
            kind, text = words.chip
            high = theme.scaled(20)
            room = left - least - 10
            if chip_width(text, kind, high) > room:  # the name stays whole
                words_room = max(0, room - chip_width("", kind, high))
                metrics = QFontMetrics(theme.font("small"))
                text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, words_room)
            width = chip_width(text, kind, high)
            left -= width + 10
            chip = QRect(left, (self.height() - high) // 2, width, high)
            paint_chip(painter, chip, text, kind)
        return left
