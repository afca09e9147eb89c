"""An assessment on Beranda, painted whole, and the tile that starts the next year."""

from datetime import datetime
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from assessment.domain.formatting import index_text, moment_text
from assessment.domain.identity import OFFICIAL, part_numbers
from assessment.services.assessments import Card
from indicators.outline import Outline
from ui.icons import icon, paint_icon
from ui.theme import Theme, current_theme
from ui.widgets.buttons import icon_button
from ui.widgets.chip import chip_width, paint_chip

_PAD = 16
_STRIP = 44
_CHIP = 20
_MENU = 40
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft


class Pressable(QAbstractButton):
    """A painted panel that is pressed like a button; Return presses it too."""

    def __init__(self) -> None:
        """Create a panel that takes the focus and grows as high as it must."""
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return for a press."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Say that words wrap."""
        return True

    def sizeHint(self) -> QSize:
        """Wish for a readable width."""
        width = current_theme().scaled(320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Need a third of it."""
        return QSize(current_theme().scaled(120), self.heightForWidth(self.width()))

    def frame(self, theme: Theme) -> tuple[QPen, QRectF]:
        """Give the pen and the rectangle of the edge, a ring when focused."""
        width = 2 if self.hasFocus() else theme.border
        role = "focus" if self.hasFocus() else "line_control" if self.underMouse() else "line"
        inset = width / 2
        return QPen(theme.color(role), width), QRectF(self.rect()).adjusted(
            inset, inset, -inset, -inset
        )


class AssessmentCard(Pressable):
    """Institution, index, grade, stage, levels, filled count and last edit; a press opens it."""

    identity_requested = Signal()
    next_year_requested = Signal()
    removal_requested = Signal()

    def __init__(self, card: Card, outline: Outline, now: datetime) -> None:
        """Create the card of an assessment as it stands."""
        super().__init__()
        self._card = card
        self._outline = outline
        assessment, score = card.assessment, card.score
        self._title = f"{assessment.institution} {assessment.year}"
        self._stage = card.counting.name
        part = part_numbers(assessment)
        counted = self.tr("{0}/{1} indikator bagian ini") if part else self.tr("{0}/{1} terisi")
        self._filled = counted.format(score.answered, len(part) or len(score.levels))
        if card.counting.id == OFFICIAL:
            self._filled = self.tr("Laporan Hasil Evaluasi (LHE)")
        # The index of a few indicators would say nothing about the institution.
        self._figure = "" if part else index_text(score.index)
        self._levels = tuple(
            level for number, level in enumerate(score.levels, 1) if not part or number in part
        )
        self._grade = self.tr("Bagian") if part else score.grade.name
        edited = card.overview.edited
        self._edited = moment_text(edited, now) if edited else ""
        self.setObjectName(f"assessment_{assessment.id}")
        self.setAccessibleName(self._title)
        facts = (
            f"{self._figure} {self._grade}".strip(),
            self._stage,
            self._filled,
            self._edited,
        )
        self.setAccessibleDescription(", ".join(fact for fact in facts if fact))
        words = self.tr("Tindakan untuk {0}").format(self._title)
        self._more = icon_button("ellipsis-vertical", words, framed=False, name="card_menu")
        self._more.setParent(self)
        self._more.clicked.connect(self._open_menu)

    def heightForWidth(self, width: int) -> int:
        """Give the height; only the title wraps."""
        theme = current_theme()
        fixed = 2 * _PAD + 18 + 46 + 12 + 24
        return self._title_height(width) + theme.scaled(fixed) + _STRIP - 6

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the menu button in its corner."""
        super().resizeEvent(event)
        self._more.adjustSize()
        self._more.move(self.width() - self._more.width() - 9, _PAD + 1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the same menu."""
        self._popup(event.globalPos())

    def _open_menu(self) -> None:
        self._popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _popup(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("arrow-right"), self.tr("Buka"), self.click)
        menu.addAction(icon("pencil"), self.tr("Ubah identitas"), self.identity_requested.emit)
        menu.addAction(
            icon("copy-plus"),
            self.tr("Mulai tahun berikut dari ini"),
            self.next_year_requested.emit,
        )
        menu.addSeparator()
        menu.addAction(icon("trash-2"), self.tr("Hapus"), self.removal_requested.emit)
        menu.popup(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint everything from top to bottom."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen, edge = self.frame(theme)
        painter.setPen(pen)
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(edge, 8, 8)
        inner = self.rect().adjusted(_PAD + 1, _PAD - 3, -_PAD + 2, -_PAD)
        y = self._paint_title(painter, theme, inner)
        y = self._paint_index(painter, theme, inner, y)
        foot = theme.scaled(18)
        bottom = self.height() - _PAD + 3
        self._paint_strip(painter, theme, QRect(inner.left(), y, inner.width(), _STRIP))
        line = QRect(inner.left(), bottom - foot, inner.width(), foot)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        painter.drawText(
            line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._filled
        )
        painter.drawText(
            line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._edited
        )

    def _paint_title(self, painter: QPainter, theme: Theme, inner: QRect) -> int:
        high = self._title_height(self.width())
        place = QRect(inner.left(), inner.top(), inner.width() - _MENU, high)
        painter.setFont(theme.font("h3"))
        painter.setPen(theme.color("text"))
        painter.drawText(place, int(_WRAP), self._title)
        below = QRect(place.left(), place.bottom() + 2, place.width(), theme.scaled(18))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        title = QFontMetrics(painter.font()).elidedText(
            self._card.instrument_title, Qt.TextElideMode.ElideRight, below.width()
        )
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        return below.bottom() + 1

    def _paint_index(self, painter: QPainter, theme: Theme, inner: QRect, y: int) -> int:
        row = QRect(inner.left(), y + 6, inner.width(), theme.scaled(40))
        font = theme.font("h1")
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        figure = self._figure
        painter.drawText(row, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, figure)
        offset = QFontMetrics(font).horizontalAdvance(figure) + 9 if figure else 0
        painter.setFont(theme.font(bold=True))
        grade = row.adjusted(offset, theme.scaled(8), 0, 0)
        painter.drawText(
            grade,
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self._grade,
        )
        if self._stage:
            high = theme.scaled(_CHIP)
            wide = chip_width(self._stage, "info", high)
            chip = QRect(row.right() - wide + 1, row.center().y() - high // 2 + 1, wide, high)
            paint_chip(painter, chip, self._stage, "info")
        return row.bottom() + 1

    def _paint_strip(self, painter: QPainter, theme: Theme, place: QRect) -> None:
        """Paint a bar for each indicator, as high as its level."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        levels = self._levels
        step = _STRIP / self._outline.maximum_level
        for position, level in enumerate(levels):
            left = place.left() + round(position * place.width() / len(levels))
            right = place.left() + round((position + 1) * place.width() / len(levels))
            high = round(step * (level or self._outline.minimum_level))
            painter.setBrush(theme.color("track") if level is None else theme.level(level).fill)
            painter.drawRect(left, place.bottom() - high + 6, right - left - 1, high)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _title_height(self, width: int) -> int:
        room = max(width - 2 * _PAD - _MENU, 80)
        return _title_height(self._title, room, current_theme().body_px)


@lru_cache(maxsize=256)  # layouts ask again and again
def _title_height(title: str, room: int, _body_px: int) -> int:
    metrics = QFontMetrics(current_theme().font("h3"))
    return metrics.boundingRect(QRect(0, 0, room, 1 << 16), int(_WRAP), title).height()


class NextYearTile(Pressable):
    """Dashed tile that starts the next year from an earlier one."""

    def __init__(self, title: str, text: str) -> None:
        """Create the tile with its two lines."""
        super().__init__()
        self._text = text
        self.setText(title)
        self.setObjectName("next_year")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def heightForWidth(self, _width: int) -> int:
        """Give room for icon and words."""
        return current_theme().scaled(150)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint edge, icon and words."""
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen, edge = self.frame(theme)
        if not self.hasFocus():
            pen = QPen(theme.color("line_strong"), theme.border, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([1.5, 2])
        painter.setPen(pen)
        if self.underMouse():
            painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(edge, 8, 8)
        room = QRect(_PAD, 0, self.width() - 2 * _PAD, 1 << 16)
        small = QFontMetrics(theme.font("small")).boundingRect(room, int(_WRAP), self._text)
        side, title = theme.scaled(24), theme.scaled(24)
        top = (self.height() - side - 6 - title - 6 - small.height()) // 2
        paint_icon(
            painter, QRect((self.width() - side) // 2, top, side, side), "copy-plus", "accent_text"
        )
        painter.setFont(theme.font("h3"))
        painter.setPen(theme.color("text"))
        line = QRect(_PAD, top + side + 6, room.width(), title)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("text2"))
        rest = QRect(_PAD, line.bottom() + 6, room.width(), small.height())
        painter.drawText(
            rest, int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap), self._text
        )
