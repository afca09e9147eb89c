"""The middle pane of Penilaian: head, levels, dock."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from assessment.domain.dossier import Dossier
from assessment.domain.errors import AnswerLockedError, StageFinalError
from assessment.domain.steps import Step
from indicators.instrument import Instrument
from ui.models.stages import StageView
from ui.widgets.buttons import button
from ui.widgets.description import Description
from ui.widgets.explanation_dock import DockView, ExplanationDock
from ui.widgets.indicator_head import IndicatorHead
from ui.widgets.level_stack import LevelStack
from ui.widgets.message import Message, MessageKind
from ui.widgets.sheet_notice import SheetNotice
from ui.widgets.stage_bar import StageBar

_DOCK_SHARE = 0.6
_CARDS, _CARDS_COMPACT = 160, 48
"""What the dock leaves of the cards; in the compact form it opens over them."""
_NOTE_MARGIN = 16
_NOTE_WIDTH = 480


class AnswerSheet(QWidget):
    """Shows one indicator with its answer; keeps every widget when the indicator changes."""

    def __init__(self, steps: Callable[[int], Sequence[Step]]) -> None:
        """Create an empty sheet; ``steps`` reads the history of an indicator."""
        super().__init__()
        self._steps = steps
        self._shown = (0, 0, "")
        self._dock_height = 0
        self.stages = StageBar()
        self.notice = SheetNotice()
        self.head = IndicatorHead()
        self.levels = LevelStack()
        self.levels.follow(self.head.band.last_part())
        self.dock = ExplanationDock()
        self._description = Description()
        self._description.hide()
        self._fill_description: Callable[[], None] = lambda: None
        self._make_scroll()
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        self._split.addWidget(self.area)
        self._split.addWidget(self.dock)
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stages)
        column.addWidget(self.head)
        column.addWidget(self._split, 1)
        self._note: Message | None = None
        self.head.band.unfolded.connect(self._unfold)
        self._description.target_requested.connect(self.head.band.offer_targets)
        self.dock.folded.connect(self._fold_dock)

    def _make_scroll(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(12, 9, 18, 12)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self._description)
        column.addWidget(self.levels)
        column.addStretch(1)
        self.area = QScrollArea()
        self.area.setObjectName("levels_area")
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setMinimumHeight(_CARDS)
        self.area.setWidget(content)
        self.area.installEventFilter(self)

    def show_answer(
        self, instrument: Instrument, dossier: Dossier, previous: Dossier | None, stage: StageView
    ) -> None:
        """Show an indicator at a stage, or what changed in the shown one."""
        number = stage.own.indicator
        shown = (dossier.assessment.id, number, stage.id)
        fresh, self._shown = shown != self._shown, shown
        outline, indicator = instrument.outline, instrument.indicator(number)
        answer = dossier.answer(number)
        last = previous.answer(number).level if previous else None
        before = (previous.assessment.year, last) if previous and last is not None else None
        self.head.show_answer(outline, indicator, answer, before)
        self.head.band.set_locked(on=stage.locked or stage.scored_again)
        self.levels.set_stage(stage)
        self.levels.show_answer(outline, indicator, answer, dossier.evidence(number))
        self._fill_description = partial(
            self._description.show_indicator, outline, indicator, answer.target, before
        )
        if self._description.isVisibleTo(self):
            self._fill_description()
        units = sorted({entry.unit for entry in dossier.answers if entry.unit}, key=str.casefold)
        view = DockView(
            outline,
            answer,
            stage,
            tuple(units),
            previous,
            lambda: self._steps(number),
            dossier.revision,
        )
        self.dock.show_answer(view, fresh=fresh)
        if fresh:
            self.dismiss()
            self.area.verticalScrollBar().setValue(0)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what is locked; keys and undo come to it past the locked controls."""
        try:
            yield
        except (AnswerLockedError, StageFinalError) as error:
            from assessment.domain.sentences import describe

            sentence = describe(error)
            self.tell("info", sentence.title, sentence.text)

    def set_compact(self, *, on: bool) -> None:
        """Take the compact form."""
        self.area.setMinimumHeight(_CARDS_COMPACT if on else _CARDS)
        self.head.set_compact(on=on)
        self.dock.set_compact(on=on)

    def dock_height(self) -> int:
        """How high the dock is, or was before it was folded."""
        return self._dock_height if self.dock.is_folded() else self._split.sizes()[1]

    def set_dock_height(self, height: int) -> None:
        """Give the dock a height that was remembered."""
        self._dock_height = height
        if not self.dock.is_folded():
            self._split.setSizes([max(1, self._split.height() - height), height])

    def tell(
        self, kind: MessageKind, title: str, text: str = "", remedy: QPushButton | None = None
    ) -> None:
        """Show a short message over the foot of the levels until the next edit."""
        self.dismiss()
        note = Message(kind, title, text, name="sheet_note")
        note.setParent(self)
        if remedy is not None:
            note.add_button(remedy)
        close = button(self.tr("Tutup"), "link", small=True, name="close_note")
        close.clicked.connect(self.dismiss)
        note.add_button(close)
        self._note = note
        self._place_note()
        note.show()
        note.raise_()

    def dismiss(self) -> None:
        """Take the message away."""
        if self._note is not None:
            if self._note.is_worked_on():
                self.dock.tabs.setFocus()  # what stands below it
            self._note.hide()
            self._note.deleteLater()
            self._note = None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep dock and message where they belong."""
        super().resizeEvent(event)
        self._fit_dock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the message follow the levels."""
        if watched is self.area and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._place_note()
        return False

    def _place_note(self) -> None:
        if self._note is None:
            return
        place = self.area.geometry().translated(self._split.pos())
        width = min(_NOTE_WIDTH, place.width() - 2 * _NOTE_MARGIN)
        height = self._note.heightForWidth(width)
        top = place.bottom() - height - 8
        self._note.setGeometry(place.left() + _NOTE_MARGIN, top, width, height)

    def _unfold(self, on: bool) -> None:
        if on:
            self._fill_description()
        self._description.setVisible(on)
        if on:
            self.area.verticalScrollBar().setValue(0)

    def _fold_dock(self, on: bool) -> None:
        if on:
            self._dock_height = self._split.sizes()[1] or self._dock_height
        self._fit_dock()
        if not on:
            self.set_dock_height(max(self._dock_height, self.dock.sizeHint().height()))

    def _fit_dock(self) -> None:
        """Folded, the dock is its tabs; open, it leaves the levels their share."""
        strip = self.dock.strip_height()
        if not self.dock.is_folded():
            self.dock.setMaximumHeight(max(strip, round(self.height() * _DOCK_SHARE)))
            return
        self.dock.setMaximumHeight(strip)
        self._split.setSizes([max(1, self._split.height() - strip), strip])
