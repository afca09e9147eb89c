"""One maturity level: what it demands, what of it is met, what proves it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from indicators.instrument import Level
from ui.theme import current_theme
from ui.widgets.badge import BadgeStyle, paint_badge
from ui.widgets.citation_chip import CitationChip
from ui.widgets.condition_row import ConditionRow
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.hint_row import HintRow
from ui.widgets.level_head import HeadWords, LevelFold, LevelRadio
from ui.widgets.official_row import OfficialRow, Passage
from ui.widgets.text import label

_RING = 5
"""Free pixels left of the badge, for the ring of the chosen one."""
_LADDER = 35
_BADGE = 26
_BADGE_TOP = 2
_GAP = 6
"""Free pixels below a card; the ladder runs through them."""


@dataclass(frozen=True, slots=True)
class CardView:
    """Everything a card shows of one level of one indicator."""

    level: Level
    name: str
    service: bool
    ticks: AbstractSet[int]
    citations: tuple[tuple[str, str], ...]
    chosen: bool
    supported: bool
    next_supported: bool
    chip: tuple[str, str] | None
    opened: bool
    last: bool
    official: tuple[Passage, ...] = ()
    locked: bool = False
    ticks_locked: bool = False


class LevelCard(QWidget):
    """Ladder badge, radio, one line; unfolded also summary, conditions, hints, citations.

    ``cited`` carries the ``uid`` of the citation whose chip was pressed.
    """

    chosen = Signal(int)
    clearing = Signal(int)
    ticked = Signal(int, int, bool)
    folded = Signal(int, bool)
    cited = Signal(str)
    moved = Signal(int, int)
    find_requested = Signal(int, int)

    def __init__(self, level: int) -> None:
        """Create an empty, folded card."""
        super().__init__()
        self.setObjectName(f"level_{level}")
        self._number = level
        self._view: CardView | None = None
        self._body: _Body | None = None
        self.radio = LevelRadio(f"choose_{level}")
        self.fold = LevelFold(f"fold_{level}")
        self.radio.chosen.connect(lambda: self.chosen.emit(self._number))
        self.radio.clearing.connect(lambda: self.clearing.emit(self._number))
        self.radio.moved.connect(lambda way: self.moved.emit(self._number, way))
        self.fold.clicked.connect(self._fold)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.radio)
        head.addWidget(self.fold, 1)
        self._head = head
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Make the ladder as wide as larger text wants it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._ladder = _RING + current_theme().scaled(_LADDER)
        self._column.setContentsMargins(self._ladder, 0, 0, _GAP)

    def show_level(self, view: CardView) -> None:
        """Show another level or another standing; an equal one costs nothing."""
        if view == self._view:
            return
        if self._view is not None and view.level is not self._view.level:
            self._keep_focus()
        self._view = view
        count = len(view.level.conditions)
        ticks = (
            self.tr("{0}/{1} syarat").format(len(view.ticks), count)
            if count
            else self.tr("tanpa syarat")
        )
        words = HeadWords(
            title=self.tr("Tingkat {0}").format(view.level.level),
            name=view.name,
            summary=view.level.summary,
            chip=view.chip,
            ticks=ticks,
            complete=len(view.ticks) == count,
            empty=not count,
        )
        # The ring of the chosen badge needs room; an open card has it, a folded one gets it.
        above, below = (5, 1) if view.opened else (3, 3) if view.chosen else (1, 1)
        self._head.setContentsMargins(8, above, 1, below)
        self.radio.setAccessibleName(f"{words.title} {view.name}")
        self.radio.setAccessibleDescription(view.level.summary)
        self.radio.show_chosen(on=view.chosen)
        self.radio.setEnabled(not view.locked)
        self.fold.show_words(words, opened=view.opened)
        self._show_body(view)
        self.update()

    def _keep_focus(self) -> None:
        """Stay at the level when the conditions of another indicator come."""
        body = self._body
        if body is not None and any(part.hasFocus() for part in body.findChildren(QWidget)):
            self.radio.setFocus()

    def conditions(self) -> tuple[ConditionRow, ...]:
        """The tick rows that are shown."""
        return self._body.rows_shown() if self._body and self._body.isVisibleTo(self) else ()

    def place_of(self, part: QWidget) -> tuple[int, int]:
        """The level, and the condition that a part belongs to, or 0."""
        place = next((n for n, row in enumerate(self.conditions(), 1) if row is part), 0)
        return self._number, place

    def tab_order(self) -> Iterator[QWidget]:
        """What Tab walks through, in reading order."""
        yield self.radio
        yield self.fold
        if self._body is not None:
            yield from self._body.tab_order()

    def _show_body(self, view: CardView) -> None:
        if view.opened:
            if self._body is None:
                self._body = _Body(self)
                self._column.addWidget(self._body)
            self._body.show_level(view)
        if self._body is not None:
            self._body.setVisible(view.opened)

    def _fold(self) -> None:
        self.folded.emit(self._number, self.fold.isChecked())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ladder and the frame."""
        if self._view is None:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ladder(painter, self._view)
        edge, width = ("accent_text", 2) if self._view.chosen else ("line", theme.border)
        frame = QRectF(self.rect()).adjusted(self._ladder, 0, 0, -_GAP)
        painter.setPen(QPen(theme.color(edge), width))
        painter.setBrush(theme.color("surface"))
        inset = width / 2
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), 8, 8)

    def _paint_ladder(self, painter: QPainter, view: CardView) -> None:
        theme = current_theme()
        side = theme.scaled(_BADGE)
        badge = QRect(0, 0, side, side)
        badge.moveCenter(self.fold.geometry().center())
        badge.moveLeft(_RING)
        if not view.last:
            role = "ok" if view.next_supported else "line_strong"
            pen = QPen(theme.color(role), 2, Qt.PenStyle.CustomDashLine)
            pen.setDashPattern([2, 1.5])
            painter.setPen(pen)
            middle = badge.center().x() + 1
            painter.drawLine(middle, badge.bottom() + 6, middle, self.height())
        style: BadgeStyle = "filled" if view.supported else "outlined"
        if view.chosen:
            style = "chosen"
        number = view.level.level
        paint_badge(painter, QRectF(badge), number, service=view.service, style=style)


class _Body(QWidget):
    """The unfolded part of a card; its rows are filled anew, not made anew."""

    def __init__(self, card: LevelCard) -> None:
        super().__init__()
        self._card = card
        self._level: Level | None = None
        self._summary = label(role="text2", wrap=True)
        self._rows: list[ConditionRow] = []
        self._conditions: tuple[str, ...] = ()
        self._citations: tuple[tuple[str, str], ...] = ()
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(2)
        self._hints = HintRow(f"{card.objectName()}_hints")
        self._official = OfficialRow(f"{card.objectName()}_official")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, gap=8)
        column = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        column.setContentsMargins(13, 0, 13, 10)
        column.setSpacing(4)
        column.addWidget(self._summary)
        column.addLayout(self._ticks)
        column.addWidget(self._hints)
        column.addWidget(self._official)
        column.addWidget(self._chips)

    def show_level(self, view: CardView) -> None:
        """Show a level."""
        level = view.level
        if level is not self._level:
            self._level = level
            self._summary.setText(level.summary)
            self._hints.show_hints(level.evidence, level.note)
            self._show_conditions(level.conditions)
        self._official.show_passages(view.official)
        for position, row in enumerate(self._rows[: len(level.conditions)], start=1):
            row.setChecked(position in view.ticks)
            row.setEnabled(not (view.locked or view.ticks_locked))
        if view.citations != self._citations:
            self._show_citations(view.citations)
        self._chips.setVisible(bool(view.citations))

    def tab_order(self) -> Iterator[QWidget]:
        yield from self._rows
        yield self._hints
        yield from self._chips.findChildren(CitationChip)

    def rows_shown(self) -> tuple[ConditionRow, ...]:
        return tuple(self._rows)

    def _show_conditions(self, conditions: tuple[str, ...]) -> None:
        while self._rows:
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        for position, words in enumerate(conditions, start=1):
            row = ConditionRow(words, name=f"tick_{self._card.objectName()}_{position}")
            row.clicked.connect(lambda on, place=position: self._press(place, on=on))
            row.find_requested.connect(lambda place=position: self._find(place))
            self._rows.append(row)
            self._ticks.addWidget(row)

    def _press(self, position: int, *, on: bool) -> None:
        self._rows[position - 1].setChecked(not on)  # a row shows what is stored
        if self._level is not None:
            self._card.ticked.emit(self._level.level, position, on)

    def _find(self, position: int) -> None:
        if self._level is not None:
            self._card.find_requested.emit(self._level.level, position)

    def _show_citations(self, citations: tuple[tuple[str, str], ...]) -> None:
        self._citations = citations
        self._flow.clear()
        for uid, words in citations:
            chip = CitationChip(words, name="citation_chip")
            chip.clicked.connect(lambda _on=False, key=uid: self._card.cited.emit(key))
            self._flow.addWidget(chip)
