"""The head of Penilaian: number, name, state, question, band."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.identity import State
from assessment.domain.records import Answer
from assessment.domain.words import STATES
from indicators.instrument import Indicator
from indicators.outline import Outline
from ui.theme import current_theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.chip import StateChip
from ui.widgets.state_dot import paint_state_dot
from ui.widgets.text import label, restyle
from ui.widgets.verdict_band import VerdictBand


class _StateDot(QWidget):
    """The shape of a state alone, where there is no room for its words."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._state = State.OPEN

    def show_state(self, state: State) -> None:
        self._state = state
        self.setAccessibleName(STATES[state])
        self.setToolTip(STATES[state])
        self.update()

    def sizeHint(self) -> QSize:
        side = current_theme().scaled(24)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = current_theme().scaled(16)
        square = QRectF(0, 0, side, side)
        square.moveCenter(self.rect().toRectF().center())
        paint_state_dot(QPainter(self), square, self._state.value)


class IndicatorHead(QFrame):
    """Says which indicator is on the table and where its answer stands."""

    stepped = Signal(int)
    moved = Signal()
    evidence_toggled = Signal(bool)

    def __init__(self) -> None:
        """Create an empty head."""
        super().__init__()
        self.setProperty("frame", "header")
        tr = self.tr
        self._number = label(size="h2", role="text2", bold=False)
        self._title = label(size="h2", wrap=True)
        self._title.setObjectName("indicator_title")
        self._chip = StateChip("open")
        self._chip.setObjectName("answer_state")
        self._dot = _StateDot()
        self._move = button("", small=True, name="move_answer")
        self._move.clicked.connect(self.moved)
        self._question = label(role="text2", wrap=True)
        self._previous = icon_button("chevron-up", tr("Indikator sebelumnya"), name="previous")
        self._next = icon_button("chevron-down", tr("Indikator berikutnya"), name="next")
        self._drawer = icon_button("panel-right", tr("Bukti dukung"), name="drawer")
        self._drawer.setCheckable(True)
        self._previous.clicked.connect(lambda: self.stepped.emit(-1))
        self._next.clicked.connect(lambda: self.stepped.emit(1))
        self._drawer.toggled.connect(self.evidence_toggled)
        self.band = VerdictBand()
        self._arrange()
        self.set_compact(on=False)
        self.set_drawer(on=False)

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        parts = (self._chip, self._dot, self._move, self._previous, self._next, self._drawer)
        for part in parts:
            tools.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(tools)
        row.setAlignment(tools, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 9, 20, 7)
        column.setSpacing(5)
        column.addLayout(row)
        column.addWidget(self._question)
        column.addWidget(self.band)

    def show_answer(
        self, outline: Outline, indicator: Indicator, answer: Answer, before: tuple[int, int] | None
    ) -> None:
        """Show an indicator and where its answer stands."""
        self._number.setText(str(indicator.number))
        self._title.setText(indicator.short_name)
        self._title.setToolTip(indicator.name)
        self._question.setText(indicator.question)
        self._chip.set_kind(answer.state.value)
        self._dot.show_state(answer.state)
        self._previous.setEnabled(indicator.number != outline.numbers[0])
        self._next.setEnabled(indicator.number != outline.numbers[-1])
        self.band.show_answer(outline, indicator, answer, before)

    def show_stage(self, kind: str, words: str) -> None:
        """Say how far evaluators are with the indicator, in place of the institution's state."""
        self._chip.set_kind(kind, words)

    def offer(self, words: str) -> None:
        """Offer to hand the answer in or to take it back; an empty text offers nothing."""
        self._move.setText(words)
        self._move.setVisible(bool(words))

    def set_compact(self, *, on: bool) -> None:
        """Take a smaller title, and the state's shape without words."""
        for part in (self._number, self._title):
            part.setProperty("textSize", "h3" if on else "h2")
            restyle(part)
        margin = 5 if on else 2
        self._title.setContentsMargins(0, margin, 0, 0)
        self._number.setContentsMargins(0, margin, 0, 0)
        self._chip.setVisible(not on)
        self._dot.setVisible(on)
        self.band.set_compact(on=on)

    def open_drawer(self) -> None:
        """Show the evidence."""
        self._drawer.setChecked(True)

    def set_drawer(self, *, on: bool) -> None:
        """Offer the evidence as a drawer."""
        self._drawer.setVisible(on)
        if not on:
            self._drawer.setChecked(False)
