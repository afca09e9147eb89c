"""The dock under the levels: Penjelasan, Catatan, Tahun lalu, Riwayat."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from assessment.domain.dossier import Dossier
from assessment.domain.explanations import Draft
from assessment.domain.records import Answer
from assessment.domain.steps import Step
from assessment.services.worksheet import TextPart
from indicators.outline import Outline
from ui.models.stages import StageView
from ui.theme import current_theme
from ui.widgets.buttons import button, icon_button
from ui.widgets.explanation_pane import NOTHING, ExplanationPane
from ui.widgets.history_pane import HistoryPane
from ui.widgets.last_year_pane import LastYearPane
from ui.widgets.notes_pane import NotesPane
from ui.widgets.stage_pane import StagePane
from ui.widgets.tab_order import walk_through
from ui.widgets.tabs import TabStrip

_STRIP = 38
_NATURAL = 168
_EXPLANATION, _NOTES, _LAST_YEAR, _HISTORY = range(4)


@dataclass(frozen=True, slots=True)
class DockView:
    """What the tabs show; the steps are read when Riwayat is looked at."""

    outline: Outline
    answer: Answer
    stage: StageView
    units: tuple[str, ...]
    previous: Dossier | None
    steps: Callable[[], Sequence[Step]]
    revision: int


class ExplanationDock(QFrame):
    """Tabs that swap the content, not the height; each is made when it is first opened."""

    written = Signal(object, str)
    draft_taken = Signal(object)
    compose_requested = Signal()
    unit_given = Signal(str)
    target_chosen = Signal(object)
    undo_requested = Signal()
    log_requested = Signal(int)
    folded = Signal(bool)

    def __init__(self) -> None:
        """Create the dock on Penjelasan."""
        super().__init__()
        self._folded = False
        self._compact = False
        self._view: DockView | None = None
        self.setObjectName("dock")
        self.setProperty("frame", "pane")
        self.setProperty("helpTopic", "penilaian")
        tr = self.tr
        titles = (tr("Penjelasan"), tr("Catatan"), tr("Tahun lalu"), tr("Riwayat"))
        self.tabs = TabStrip(titles, accessible_name=tr("Penjelasan indikator"), name="dock_tabs")
        self.tabs.currentChanged.connect(self._show_tab)
        self.tabs.tabBarClicked.connect(lambda _index: self.set_folded(on=False))
        self._compose = button(
            tr("Susun dari rujukan"), "link", "wand-sparkles", small=True, name="compose"
        )
        self._compose.setToolTip(tr("Susun dari rujukan"))
        self._compose.clicked.connect(self.compose_requested)
        self._fold = icon_button(
            "chevron-down", tr("Lipat atau buka"), small=True, framed=False, name="fold_dock"
        )
        self._fold.clicked.connect(lambda: self.set_folded(on=not self._folded))
        self.explanation = ExplanationPane()
        self.explanation.written.connect(self.written)
        self.explanation.draft_taken.connect(self.draft_taken)
        self._stage_pane: StagePane | None = None
        self._panes: dict[int, QWidget] = {_EXPLANATION: self.explanation}
        self._arrange()

    def _arrange(self) -> None:
        strip = QHBoxLayout()
        strip.setContentsMargins(20, 0, 16, 0)
        strip.addWidget(self.tabs, 1)
        strip.addWidget(self._compose)
        strip.addWidget(self._fold)
        self._stack = QStackedWidget()
        self._stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._stack.addWidget(self.explanation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addWidget(self._stack, 1)
        self._show_buttons()

    def show_answer(self, view: DockView, *, fresh: bool) -> None:
        """Show where an answer stands; a ``fresh`` one replaces what is typed."""
        self._view = view
        self._turn(view.stage)
        for index in self._panes:
            self._refill(index, view, fresh=fresh)
        self._show_buttons()

    def _turn(self, stage: StageView) -> None:
        """Let the first tab hold what is written at the stage."""
        pane: QWidget = self.explanation
        words = self.tr("Penjelasan")
        if stage.scored_again:
            if self._stage_pane is None:
                self._stage_pane = StagePane()
                self._stage_pane.written.connect(partial(self.written.emit, TextPart.JUSTIFICATION))
                self._stack.addWidget(self._stage_pane)
            pane, words = self._stage_pane, self.tr("Justifikasi")
        if self._panes[_EXPLANATION] is not pane:
            self._panes[_EXPLANATION] = pane
            self.tabs.setTabText(_EXPLANATION, words)
            if self.tabs.currentIndex() == _EXPLANATION:
                self._stack.setCurrentWidget(pane)

    def take_pending(self) -> Iterator[tuple[TextPart, str]]:
        """The texts that are to be stored now."""
        yield from self.explanation.take_pending()
        pane = self._stage_pane
        if pane is not None and (text := pane.justification.take_pending()) is not None:
            yield TextPart.JUSTIFICATION, text
        notes = self._panes.get(_NOTES)
        if isinstance(notes, NotesPane) and (text := notes.notes.take_pending()) is not None:
            yield TextPart.NOTES, text

    def pending_unit(self) -> str | None:
        """The unit that is to be stored now."""
        notes = self._panes.get(_NOTES)
        return notes.pending_unit() if isinstance(notes, NotesPane) else None

    def offer(self, draft: Draft, composed: Draft = NOTHING) -> bool:
        """Fill empty editors with a draft and offer it beside filled ones; False if neither."""
        self.tabs.setCurrentIndex(_EXPLANATION)
        self.set_folded(on=False)
        return self.explanation.offer(draft, composed)

    def set_compact(self, *, on: bool) -> None:
        """Fold to the tabs in the compact form."""
        if on != self._compact:
            self._compact = on
            self.set_folded(on=on)

    def set_folded(self, *, on: bool) -> None:
        """Show the tabs alone, or the content too."""
        changed, self._folded = on != self._folded, on
        self._show_buttons()
        if changed:
            self.folded.emit(on)

    def is_folded(self) -> bool:
        """Whether only the tabs are shown."""
        return self._folded

    def strip_height(self) -> int:
        """How high the tabs are."""
        return current_theme().scaled(_STRIP)

    def minimumSizeHint(self) -> QSize:
        """Need the tabs only."""
        return QSize(320, self.strip_height())

    def sizeHint(self) -> QSize:
        """Wish for four lines in the editors."""
        return QSize(600, current_theme().scaled(_NATURAL))

    def _show_buttons(self) -> None:
        self._stack.setVisible(not self._folded)
        self._fold.setVisible(self._compact)
        words = self.tr("Susun") if self._compact else self.tr("Susun dari rujukan")
        self._compose.setText(words)
        self._fold.set_icon("chevron-up" if self._folded else "chevron-down")
        stage = self._view.stage if self._view is not None else None
        writable = stage is None or not (stage.locked or stage.scored_again)
        explained = self.tabs.currentIndex() == _EXPLANATION
        self._compose.setVisible(writable and explained and not self._folded)

    def _show_tab(self, index: int) -> None:
        if index not in self._panes:
            self._panes[index] = self._make(index)
            self._stack.addWidget(self._panes[index])
            walk_through(self._fold, self._panes[index])
        if self._view is not None and index != _EXPLANATION:
            self._refill(index, self._view, fresh=False)
        self._stack.setCurrentWidget(self._panes[index])
        self._show_buttons()

    def _make(self, index: int) -> QWidget:
        if index == _NOTES:
            notes = NotesPane()
            notes.written.connect(lambda text: self.written.emit(TextPart.NOTES, text))
            notes.unit_given.connect(self.unit_given)
            notes.target_chosen.connect(self.target_chosen)
            return notes
        if index == _LAST_YEAR:
            last_year = LastYearPane()
            last_year.copied.connect(self.offer)
            return last_year
        history = HistoryPane()
        history.undo_requested.connect(self.undo_requested)
        history.log_requested.connect(self.log_requested)
        return history

    def _refill(self, index: int, view: DockView, *, fresh: bool) -> None:
        locked = view.stage.locked or view.stage.scored_again
        match self._panes[index]:
            case ExplanationPane() as pane:
                (pane.show_answer if fresh else pane.show_stored)(view.answer)
                pane.set_locked(on=locked)
            case StagePane() as pane:
                pane.show_stage(view.stage, fresh=fresh)
            case NotesPane() as pane:
                show = pane.show_answer if fresh else pane.show_stored
                show(view.outline, view.answer, view.units)
                pane.set_locked(on=locked)
            case LastYearPane() as pane:
                pane.show_previous(view.outline, view.previous, view.answer.indicator)
                pane.set_locked(on=locked)
            case HistoryPane() as pane if self.tabs.currentIndex() == _HISTORY:
                pane.show_steps(view.steps(), view.answer.indicator, view.revision)
            case _:
                pass
