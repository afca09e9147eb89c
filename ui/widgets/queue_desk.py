"""What people decide in the review queue, from the card to the use cases and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from assessment.domain.errors import NoteMissingError, StageIncompleteError
from assessment.domain.formatting import list_text
from assessment.domain.identity import SELF
from assessment.domain.sentences import describe
from assessment.domain.stages import current_stage
from ui.models.queue import complete, count_findings, queue_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.findings import Finding
    from assessment.domain.steps import Step
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench
    from assessment.services.workflow import QueueEntry
    from ui.widgets.review_queue import ReviewQueue


class QueueDesk(QObject):
    """Hands in, approves, sends back, takes back; every stored step is passed on."""

    changed = Signal(object)
    completed = Signal(int)
    closable = Signal(str)

    def __init__(self, queue: ReviewQueue, bench: Workbench, now: Clock) -> None:
        """Follow what is pressed in the queue."""
        super().__init__(queue)
        self._queue = queue
        self._bench = bench
        self._now = now
        self._assessment_id = 0
        self._findings: tuple[Finding, ...] = ()
        self._complete: tuple[int, ...] = ()
        self._done = 0
        self._read = (0, 0)
        self._entries: tuple[QueueEntry, ...] = ()
        queue.approve_requested.connect(self._approve)
        queue.return_requested.connect(self._send_back)
        queue.hand_in_requested.connect(self.hand_in)
        queue.undo_requested.connect(self._undo)

    def show_assessment(self, assessment_id: int) -> None:
        """Show the queue of an assessment as it is stored now."""
        if assessment_id != self._assessment_id:
            self._assessment_id = assessment_id
            self._findings = ()
            self._queue.dismiss()
        self._show()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say at each answer how many findings it has, and what is complete."""
        self._findings = tuple(findings)
        self._show()

    def _show(self) -> None:
        bench, number = self._bench, self._assessment_id
        dossier = bench.worksheet.dossier(number)
        instrument = bench.worksheet.instrument(dossier.assessment)
        if dossier.revision != self._done:
            self._queue.dismiss()  # another step came since; undo would take that one back
        stage = current_stage(instrument.outline, dossier)
        own = stage is not None and stage.id == SELF
        self._complete = complete(instrument, dossier, self._findings) if own else ()
        counts = count_findings(self._findings)
        read = (number, dossier.revision)
        if read != self._read:  # it goes through the whole log
            self._read, self._entries = read, bench.workflow.queue(number)
        rows = queue_rows(self._entries, instrument, dossier, counts, self._now())
        self._queue.show_person(bench.workflow.current())
        self._queue.show_rows(rows, len(self._complete))
        self.completed.emit(len(self._complete))
        closable = own and not dossier.assessment.part  # who gave a part out closes the whole
        self.closable.emit(stage.name if stage is not None and closable else "")

    def hand_in(self) -> None:
        """Hand in every draft that is complete."""
        numbers = self._complete
        step = self._bench.workflow.hand_in(self._assessment_id, numbers)
        self._pass_on(step, self.tr("Diserahkan: {0}"), numbers)

    def close_stage(self) -> None:
        """Make the self assessment final, or say what is missing."""
        try:
            step = self._bench.workflow.close_stage(self._assessment_id, SELF)
        except StageIncompleteError as error:
            sentence = describe(error)
            self._queue.warn(sentence.title, sentence.text, error.numbers[0])
        else:
            self._pass_on(step, self.tr("Penilaian Mandiri ditetapkan final"), ())

    def _approve(self, numbers: tuple[int, ...]) -> None:
        step = self._bench.workflow.approve(self._assessment_id, numbers)
        self._pass_on(step, self.tr("Disetujui: {0}"), numbers)

    def _send_back(self, numbers: tuple[int, ...], note: str) -> None:
        try:
            step = self._bench.workflow.send_back(self._assessment_id, numbers, note)
        except NoteMissingError as error:
            self._queue.detail.refuse_note(describe(error).text)
            return
        self._pass_on(step, self.tr("Dikembalikan: {0}"), numbers)

    def _undo(self) -> None:
        step = self._bench.worksheet.undo(self._assessment_id)
        if step is not None:
            self.changed.emit(step)
        self._show()

    def _pass_on(self, step: Step | None, words: str, numbers: tuple[int, ...]) -> None:
        if step is None:
            return
        self._done = step.id
        self._queue.tell(words.format(list_text(numbers, 8)))
        self._queue.list.queue.tick(())
        self.changed.emit(step)
        self._show()
