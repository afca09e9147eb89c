"""Penilaian: the tree, the answer to one indicator, its evidence."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from assessment.domain.dossier import Dossier
from assessment.domain.errors import StorageError
from assessment.domain.explanations import Draft
from assessment.domain.identity import SELF, Assessment, part_numbers
from assessment.domain.steps import Action, Step
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from ui.models.history import words_of
from ui.models.stages import kept_stage, seen_at, stage_view, usual_stage
from ui.tasks import TaskRunner
from ui.widgets.answer_sheet import AnswerSheet
from ui.widgets.evidence_desk import EvidenceDesk
from ui.widgets.evidence_pane import EvidencePane
from ui.widgets.finder import Finder
from ui.widgets.indicator_pane import IndicatorPane
from ui.widgets.workflow_desk import WorkflowDesk
from ui.widgets.worksheet_panes import WorksheetPanes

if TYPE_CHECKING:
    from indicators.instrument import Instrument

_LEAST_HEIGHT = 400
_KEY_PLACE = "worksheet.place"


class WorksheetPage(QWidget):
    """Every edit is stored by the use cases before it shows as stored."""

    changed = Signal(object)
    document_requested = Signal(str, int, str)
    log_requested = Signal(int)

    def __init__(self, bench: Workbench, tasks: TaskRunner, layout: Mapping[str, str]) -> None:
        """Create the page without an assessment; ``layout`` holds sizes that were remembered."""
        super().__init__()
        self.setObjectName("worksheet_page")
        self._worksheet = worksheet = bench.worksheet
        self._layout = layout
        self._dossier: Dossier | None = None
        self._instrument: Instrument | None = None
        self._previous: Dossier | None = None
        self._number = 0
        self._stage = SELF
        self._seen: Dossier | None = None
        self._tree_pane = IndicatorPane()
        self._sheet = AnswerSheet(lambda number: worksheet.history(self.assessment_id, number))
        evidence_pane = EvidencePane(Finder(bench, tasks))
        self._desk = EvidenceDesk(evidence_pane, bench, tasks)
        self._workflow = WorkflowDesk(self._sheet, bench, self.flush)
        self._panes = WorksheetPanes(self._tree_pane, self._sheet, evidence_pane, layout)
        self._arrange()
        self._follow()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._panes)
        # Narrower than its panes together: then the evidence becomes a drawer.
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    def minimumSizeHint(self) -> QSize:
        """Need tree and sheet."""
        return QSize(self._panes.least_width(), _LEAST_HEIGHT)

    def _follow(self) -> None:
        self._tree_pane.chosen.connect(self._open_indicator)
        sheet = self._sheet
        sheet.head.stepped.connect(self._step)
        sheet.head.band.target_chosen.connect(self._set_target)
        sheet.levels.chosen.connect(self._choose)
        sheet.levels.ticked.connect(self._tick)
        sheet.levels.cited.connect(self._desk.show_citation)
        sheet.levels.focused.connect(self._desk.finder.narrow)
        sheet.levels.find_requested.connect(self._find)
        sheet.dock.written.connect(self._write)
        sheet.dock.draft_taken.connect(self._take_draft)
        sheet.dock.compose_requested.connect(self._compose)
        sheet.dock.unit_given.connect(self._set_unit)
        sheet.dock.target_chosen.connect(self._set_target)
        sheet.dock.undo_requested.connect(self.undo)
        sheet.dock.log_requested.connect(self.log_requested)
        sheet.stages.chosen.connect(self.show_stage)
        for desk in (self._desk, self._workflow):
            desk.stored.connect(self._take)
            desk.undo_requested.connect(self.undo)
        self._workflow.indicator_requested.connect(self._open_indicator)
        self._desk.finder.document_requested.connect(self.document_requested)

    # Where the page is

    @property
    def assessment_id(self) -> int:
        """The assessment that is open; 0 while there is none."""
        return self._dossier.assessment.id if self._dossier else 0

    @property
    def dossier(self) -> Dossier | None:
        """Everything about the open assessment, as it is stored."""
        return self._dossier

    @property
    def indicator(self) -> int:
        """The number of the indicator that is open."""
        return self._number

    def open(self, assessment_id: int, indicator: int | None = None) -> None:
        """Read an assessment anew and show an indicator of it, or where it was left.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StorageError: what is still being typed cannot be stored.
        """
        self.flush()
        dossier = self._worksheet.dossier(assessment_id)
        self._instrument = self._worksheet.instrument(dossier.assessment)
        self._previous = self._worksheet.previous(dossier.assessment)
        self._sheet.levels.set_official(self._worksheet.official(dossier.assessment))
        known = self._number if self.assessment_id == assessment_id else None
        if self.assessment_id != assessment_id:
            self._stage = usual_stage(self._instrument.outline, dossier)
        elif self._dossier and self._dossier.revision != dossier.revision:
            self._sheet.dismiss()
        self._dossier = dossier
        numbers = part_numbers(dossier.assessment) or self._instrument.outline.numbers
        wanted = indicator or known or self._remembered(dossier.assessment)
        self._number = wanted if wanted in numbers else numbers[0]
        self._show()
        self._tree_pane.tree.show_current(self._number)

    def _remembered(self, assessment: Assessment) -> int | None:
        uid, _colon, number = self._layout.get(_KEY_PLACE, "").partition(":")
        return int(number) if uid == assessment.uid and number.isdecimal() else None

    def refresh_official(self) -> None:
        """Show the official wording as it is kept now."""
        if self._dossier is not None:
            official = self._worksheet.official(self._dossier.assessment)
            self._sheet.levels.set_official(official)
            self._show_answer()

    def next_indicator(self) -> None:
        """Go to the next indicator."""
        self._step(1)

    def previous_indicator(self) -> None:
        """Go to the indicator before."""
        self._step(-1)

    def jump(self) -> None:
        """Let an indicator be found by number or words."""
        if self._dossier is None:
            return
        from ui.dialogs.jump import JumpDialog

        JumpDialog(self._tree_pane.tree.rows.indicators(), self._open_indicator, self).open()

    def add_evidence(self) -> None:
        """Let files be chosen as evidence."""
        if self._dossier is not None:
            self._desk.add()

    def _step(self, way: int) -> None:
        """Go on among what the filter shows, from an indicator that it hides too."""
        shown = self._tree_pane.tree.shown_numbers()
        onward = [number for number in shown if (number - self._number) * way > 0]
        if onward:
            self._open_indicator(min(onward) if way > 0 else max(onward))

    def _open_indicator(self, number: int) -> None:
        try:
            self.flush()
        except StorageError:
            self._tree_pane.tree.show_current(self._number)  # the one that the sheet still shows
            raise
        self._number = number
        self._tree_pane.tree.show_current(number)
        self._show_answer()

    def show_stage(self, stage: str) -> None:
        """Look at the assessment from another stage."""
        self.flush()
        self._stage = stage
        self._show()

    def _show(self) -> None:
        if self._instrument is not None and self._dossier is not None:
            outline = self._instrument.outline
            self._stage = kept_stage(outline, self._dossier, self._stage)
            self._seen = seen_at(outline, self._dossier, self._stage)
            self._tree_pane.show_dossier(self._instrument, self._seen)
            self._show_answer()

    def _show_answer(self) -> None:
        if self._instrument is None or self._dossier is None or self._seen is None:
            return
        outline, dossier = self._instrument.outline, self._dossier
        view = stage_view(outline, dossier, self._number, self._stage)
        self._sheet.show_answer(self._instrument, self._seen, self._previous, view)
        self._workflow.show_answer(outline, dossier, view)
        self._desk.set_stage(view)
        self._desk.show_evidence(self._instrument, dossier, self._number)

    def _find(self, level: int, condition: int) -> None:
        """Look for a passage that proves a condition."""
        self._panes.show_evidence()
        self._desk.find_for(level, condition)

    def show_citations(self, sha256: str) -> None:
        """Show what is cited from a document at the open indicator."""
        self._desk.show_citations_of(sha256)

    def shutdown(self) -> bool:
        """Let go of files and wait for running work."""
        return self._desk.finder.shutdown()

    # Editing

    def choose(self, level: int) -> None:
        """Choose a level for the open indicator; one that the instrument lacks does nothing."""
        if self._instrument is not None and level in self._instrument.outline.levels:
            with self._sheet.telling():
                self._choose(level)

    def _choose(self, level: int | None) -> None:
        key, stage = self.assessment_id, self._stage
        self._take(self._worksheet.choose_level(key, self._number, level, stage=stage))

    def _tick(self, level: int, position: int, on: bool) -> None:
        tick = (level, position)
        self._take(self._worksheet.set_tick(self.assessment_id, self._number, tick, on=on))

    def _set_target(self, target: int | None) -> None:
        self._take(self._worksheet.set_target(self.assessment_id, self._number, target))

    def _set_unit(self, unit: str) -> None:
        self._take(self._worksheet.set_unit(self.assessment_id, self._number, unit))

    def _write(self, part: TextPart, text: str) -> None:
        stage = self._stage if part is TextPart.JUSTIFICATION else SELF
        key = self.assessment_id
        self._take(self._worksheet.write(key, self._number, part, text, stage=stage))

    def _compose(self) -> None:
        self.flush()
        draft = self._worksheet.draft(self.assessment_id, self._number)
        composed = self._worksheet.composed(self.assessment_id, self._number)
        if not self._sheet.dock.offer(draft, composed):
            self._sheet.tell("info", self.tr("Kalimat dari rujukan sudah sesuai; tidak ada usulan"))

    def _take_draft(self, draft: Draft) -> None:
        self._take(self._worksheet.take_draft(self.assessment_id, self._number, draft))

    def flush(self) -> None:
        """Store what is still being typed.

        Raises:
            StorageError: it cannot be stored.
        """
        dock = self._sheet.dock
        for part, text in dock.take_pending():
            self._write(part, text)
        if (unit := dock.pending_unit()) is not None:
            self._set_unit(unit)

    def undo(self) -> None:
        """Take the latest step back, and show where."""
        self._revert(redo=False)

    def redo(self) -> None:
        """Do again what was taken back, and show where."""
        self._revert(redo=True)

    def _revert(self, *, redo: bool) -> None:
        self.flush()
        revert = self._worksheet.redo if redo else self._worksheet.undo
        if self._dossier is not None:
            with self._sheet.telling():
                self._show_reverted(revert(self.assessment_id), redo=redo)

    def _show_reverted(self, step: Step | None, *, redo: bool) -> None:
        if step is None:
            nothing = self.tr("Tidak ada lagi yang dapat diurungkan")
            if redo:
                nothing = self.tr("Tidak ada lagi yang dapat diulangi")
            self._sheet.tell("info", nothing)
            return
        self._take(step)
        touched = step.indicators
        if touched and self._number not in touched:
            self._open_indicator(touched[0])
        where = self.tr("Indikator {0}: ").format(self._number) if touched else ""
        self._sheet.tell("info", where + words_of(step))

    def _take(self, step: Step | None) -> None:
        """Show a stored step; without one everything is as it was."""
        if step is None or self._dossier is None:
            self._show_answer()
            return
        if step.assessment_id == self.assessment_id:  # files may arrive after another was opened
            shown = self._dossier.after(step.changes, step.id)
            # A document from the library is described in no change: then all is read anew.
            self._dossier = shown if shown.whole else self._worksheet.dossier(self.assessment_id)
            if self._instrument and step.action in {Action.CLOSE_STAGE, Action.REOPEN_STAGE}:
                self._stage = usual_stage(self._instrument.outline, self._dossier)
            self._sheet.dismiss()
            self._show()
        self.changed.emit(step)

    # Form

    def layout_state(self) -> dict[str, str]:
        """Sizes of panes and the open indicator, to remember."""
        state = self._panes.state()
        if state and self._dossier is not None:
            state[_KEY_PLACE] = f"{self._dossier.assessment.uid}:{self._number}"
        return state

    def showEvent(self, event: QShowEvent) -> None:
        """Let the tree be walked with the keys."""
        super().showEvent(event)
        self._tree_pane.tree.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the answer when text becomes larger."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._show_answer()
