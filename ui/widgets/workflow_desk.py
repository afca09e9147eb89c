"""How an answer and a stage move on in Penilaian, from the sheet to the use cases and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assessment.domain.errors import (
    NoteMissingError,
    ReasonMissingError,
    StageFinalError,
    StageIncompleteError,
)
from assessment.domain.identity import SELF
from assessment.domain.stages import current_stage
from assessment.domain.steps import Action
from assessment.domain.workflow import may
from ui.models.sheet_notice import Deed, notice_of
from ui.models.stages import cells, switchable
from ui.widgets.buttons import button

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.dossier import Dossier
    from assessment.domain.sentences import Sentence
    from assessment.domain.steps import Step
    from assessment.services.workbench import Workbench
    from indicators.errors import SpbeError
    from indicators.outline import Outline
    from ui.models.stages import StageView
    from ui.widgets.answer_sheet import AnswerSheet

_DECISIONS = (Action.APPROVE, Action.RETURN)


@dataclass(frozen=True, slots=True)
class _Place:
    """The indicator that is worked on, and how it stands at the stage that is looked at."""

    outline: Outline
    dossier: Dossier
    view: StageView

    @property
    def number(self) -> int:
        return self.view.own.indicator


class WorkflowDesk(QObject):
    """Hands in and takes back, sends back, closes and opens stages; passes every step on."""

    stored = Signal(object)
    indicator_requested = Signal(int)
    undo_requested = Signal()

    def __init__(self, sheet: AnswerSheet, bench: Workbench, flush: Callable[[], None]) -> None:
        """Follow what is pressed on the sheet; ``flush`` stores what is being typed."""
        super().__init__(sheet)
        self._sheet = sheet
        self._bench = bench
        self._flush = flush
        self._place: _Place | None = None
        sheet.head.moved.connect(self.move)
        sheet.notice.confirmed.connect(self._confirm)
        sheet.stages.close_requested.connect(self._close)

    def show_answer(self, outline: Outline, dossier: Dossier, view: StageView) -> None:
        """Show what can be done with an indicator at a stage."""
        place = self._place = _Place(outline, dossier, view)
        history = partial(
            self._bench.worksheet.history, dossier.assessment.id, place.number, _DECISIONS
        )
        notice = notice_of(dossier, view, history, datetime.now().astimezone())
        self._sheet.notice.show_notice(notice)
        offered = notice is not None and notice.deed is not Deed.NOTHING
        self._sheet.head.offer("" if offered else self._offer(place))
        if view.scored_again:
            self._sheet.head.show_stage(*self._scored(view))
        shown = cells(outline, dossier, place.number) if switchable(outline, dossier) else ()
        going_on = current_stage(outline, dossier)
        here = going_on is not None and going_on.id == view.id
        part = bool(dossier.assessment.part)  # who gave it out closes the whole
        closable = going_on.name if going_on is not None and here and not part else ""
        service = outline.is_service(place.number)
        self._sheet.stages.show_cells(shown, view.id, service=service, closable=closable)

    def _scored(self, view: StageView) -> tuple[str, str]:
        if view.own.level is not None:
            return "ok", self.tr("Dinilai")
        return (
            ("info", self.tr("Diwarisi"))
            if view.inherited_from
            else ("open", self.tr("Belum dinilai"))
        )

    def _offer(self, place: _Place) -> str:
        if place.view.id != SELF or place.view.locked:
            return ""
        if may(place.view.own, Action.WITHDRAW):
            return self.tr("Tarik kembali")
        return self.tr("Ajukan") if may(place.view.own, Action.HAND_IN) else ""

    def move(self) -> None:
        """Hand the answer in, or take it back where it was handed in."""
        self._flush()
        if self._place is None:
            return
        key, number = self._place.dossier.assessment.id, self._place.number
        workflow = self._bench.workflow
        if may(self._place.view.own, Action.WITHDRAW):
            self._pass_on(
                workflow.withdraw(key, [number]), self.tr("Indikator {0} ditarik kembali")
            )
        else:
            self._pass_on(workflow.hand_in(key, [number]), self.tr("Indikator {0} diserahkan"))

    def _confirm(self, deed: Deed, reason: str) -> None:
        place = self._place
        if place is None:
            return
        key, workflow = place.dossier.assessment.id, self._bench.workflow
        try:
            match deed:
                case Deed.HAND_IN:
                    self.move()
                case Deed.SEND_BACK:
                    step = workflow.send_back(key, [place.number], reason)
                    self._pass_on(step, self.tr("Indikator {0} dikembalikan"))
                case Deed.REOPEN:
                    step = workflow.reopen_stage(key, place.view.id, reason)
                    self._pass_on(step, self.tr("{1} dibuka kembali"))
                case Deed.NOTHING:
                    pass
        except (NoteMissingError, ReasonMissingError) as error:
            self._sheet.notice.refuse(_sentence(error).text)
        except StageFinalError as error:
            sentence = _sentence(error)
            self._sheet.tell("warn", sentence.title, sentence.text)

    def _close(self) -> None:
        self._flush()
        place = self._place
        if place is None:
            return
        try:
            step = self._bench.workflow.close_stage(place.dossier.assessment.id, place.view.id)
        except StageIncompleteError as error:
            self._tell_missing(error)
        else:
            self._pass_on(step, self.tr("{1} ditetapkan final"))

    def _tell_missing(self, error: StageIncompleteError) -> None:
        """Say what is missing, and lead to the first of it."""
        sentence = _sentence(error)
        first = error.numbers[0]
        remedy = button(self.tr("Buka indikator {0}").format(first), small=True, name="open_first")
        remedy.clicked.connect(lambda: self.indicator_requested.emit(first))
        self._sheet.tell("warn", sentence.title, sentence.text, remedy)

    def _pass_on(self, step: Step | None, words: str) -> None:
        place = self._place
        if step is None or place is None:
            return
        self.stored.emit(step)
        undo = button(self.tr("Urungkan"), icon_name="undo-2", small=True, name="undo_move")
        undo.clicked.connect(self.undo_requested)
        self._sheet.tell("ok", words.format(place.number, place.view.name), "", undo)


def _sentence(error: SpbeError) -> Sentence:
    """The words of a failure; until there is one, nobody needs all of them."""
    from assessment.domain.sentences import describe

    return describe(error)
