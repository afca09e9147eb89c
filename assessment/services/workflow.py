"""Handing in, approving, sending back; closing a stage and opening it again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from assessment.domain.dossier import Dossier
from assessment.domain.errors import (
    NoteMissingError,
    NotHandedInError,
    ReasonMissingError,
    UnknownIndicatorError,
)
from assessment.domain.identity import SELF, Assessment, Person, State
from assessment.domain.records import Answer, StageOutcome
from assessment.domain.stages import stages_of
from assessment.domain.steps import Action, Change, NewStep, Step, StepKind
from assessment.domain.workflow import check_closing, check_reopening, may, moved
from assessment.services.locks import applied
from assessment.services.ports import Begin, Instruments, PreferencesStore, Reader, UnitOfWork
from indicators.outline import Outline

_QUEUED = (State.HANDED_IN, State.RETURNED)
_BRINGING = (Action.HAND_IN, Action.RETURN, Action.IMPORT, Action.MERGE)
"""The actions that bring an answer to one of these states."""


@dataclass(frozen=True, slots=True)
class QueueEntry:
    """An answer that waits for approval, or for its author after it was sent back.

    ``since`` is when it came to its present state. ``findings`` is how many are open on it, as
    far as somebody has counted them.
    """

    number: int
    answer: Answer
    state: State
    handed_in_by: str
    handed_in_at: datetime | None
    since: datetime | None
    findings: int = 0


class Workflow:
    """Use cases on who works here and how far the answers have come."""

    def __init__(
        self,
        begin: Begin,
        reader: Reader,
        instruments: Instruments,
        preferences: PreferencesStore,
    ) -> None:
        """Remember where records are kept and who is at this machine."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._preferences = preferences

    def people(self) -> tuple[Person, ...]:
        """Who works in this workspace, by name."""
        return self._reader.people()

    def current(self) -> Person:
        """The person at this machine."""
        kept = self._preferences.load()
        return Person(kept.person, kept.role)

    def introduce(self, person: Person) -> None:
        """Keep who works at this machine; her name goes into the log from now on.

        Raises:
            StorageError: the workspace or the settings cannot be written.
        """
        named = replace(person, name=" ".join(person.name.split()))
        with self._begin() as work:
            work.keep_person(named)
            work.commit()
        kept = self._preferences.load()
        self._preferences.save(replace(kept, person=named.name, role=named.role))

    def queue(self, assessment_id: int) -> tuple[QueueEntry, ...]:
        """What waits for approval, newest first, then what was sent back, newest first.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        dossier = self._reader.dossier(assessment_id)
        waiting = [
            answer for answer in dossier.answers if answer.stage == SELF and answer.state in _QUEUED
        ]
        if not waiting:
            return ()
        arrivals = _arrivals(self._reader.steps(assessment_id, actions=_BRINGING))
        entries = [_entry(answer, arrivals) for answer in waiting]
        entries.sort(key=lambda entry: entry.number)
        entries.sort(key=lambda entry: entry.since.timestamp() if entry.since else 0, reverse=True)
        entries.sort(key=lambda entry: _QUEUED.index(entry.state))
        return tuple(entries)

    def hand_in(self, assessment_id: int, numbers: Iterable[int]) -> Step | None:
        """Hand in those of the answers that can be, in one step; None where none of them can.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            StageFinalError: the self assessment is final.
        """
        return self._move(assessment_id, numbers, Action.HAND_IN)

    def withdraw(self, assessment_id: int, numbers: Iterable[int]) -> Step | None:
        """Take back those of the answers that were handed in; None where none of them was.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            StageFinalError: the self assessment is final.
        """
        return self._move(assessment_id, numbers, Action.WITHDRAW)

    def approve(self, assessment_id: int, numbers: Iterable[int]) -> Step | None:
        """Approve answers that were handed in, in one step; None where there is no number.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            NotHandedInError: one of them was not handed in; nothing is approved.
            StageFinalError: the self assessment is final.
        """
        return self._move(assessment_id, numbers, Action.APPROVE)

    def send_back(self, assessment_id: int, numbers: Iterable[int], note: str) -> Step | None:
        """Return answers with a note, also approved ones; None where there is no number.

        Raises:
            NoteMissingError: the note is empty.
            UnknownAssessmentError: there is no such assessment.
            UnknownIndicatorError: the instrument has no such indicator.
            NotHandedInError: one of them was not handed in; nothing is returned.
            StageFinalError: the self assessment is final.
        """
        if not note.strip():
            raise NoteMissingError
        return self._move(assessment_id, numbers, Action.RETURN, note.strip())

    def close_stage(self, assessment_id: int, stage: str) -> Step | None:
        """Make a stage final; None where it is.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            StageIncompleteError: something is missing, here or in an earlier stage.
        """

        def closed(outline: Outline, dossier: Dossier, outcome: StageOutcome) -> StageOutcome:
            if not outcome.final:
                check_closing(outline, dossier, stage)
            return replace(outcome, final=True)

        return self._decide(assessment_id, stage, Action.CLOSE_STAGE, closed)

    def reopen_stage(self, assessment_id: int, stage: str, reason: str) -> Step | None:
        """Open a final stage again; None where it is open.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            ReasonMissingError: the reason is empty.
            StageFinalError: a later stage is final and must be opened first.
        """
        if not reason.strip():
            raise ReasonMissingError(stage)

        def opened(outline: Outline, dossier: Dossier, outcome: StageOutcome) -> StageOutcome:
            if not outcome.final:
                return outcome
            check_reopening(outline, dossier, stage)
            return replace(outcome, final=False, reason=reason.strip())

        return self._decide(assessment_id, stage, Action.REOPEN_STAGE, opened)

    def _move(
        self, assessment_id: int, numbers: Iterable[int], action: Action, note: str = ""
    ) -> Step | None:
        changes = []
        with self._begin() as work:
            outline, dossier = self._read(work, assessment_id)
            for number in dict.fromkeys(numbers):
                if number not in outline.numbers:
                    raise UnknownIndicatorError(number, len(outline.numbers))
                answer = dossier.answer(number)
                if may(answer, action):
                    changes.append(Change(answer, moved(answer, action, note)))
                elif action in {Action.APPROVE, Action.RETURN}:
                    raise NotHandedInError(number, answer.state)
            if not changes:
                return None
            step = applied(work, NewStep(assessment_id, action, tuple(changes)))
            work.commit()
        return step

    def _decide(
        self,
        assessment_id: int,
        stage: str,
        action: Action,
        decided: Callable[[Outline, Dossier, StageOutcome], StageOutcome],
    ) -> Step | None:
        with self._begin() as work:
            outline, dossier = self._read(work, assessment_id)
            if stage not in {entry.id for entry in stages_of(outline, dossier.assessment.cycle)}:
                raise ValueError(f"the assessment has no stage {stage}")
            before = dossier.outcome(stage)
            after = decided(outline, dossier, before)
            if after == before:
                return None
            known = before if before in dossier.outcomes else None
            step = applied(work, NewStep(assessment_id, action, (Change(known, after),)))
            work.commit()
        return step

    def _read(self, work: UnitOfWork, assessment_id: int) -> tuple[Outline, Dossier]:
        """The assessment, which no other window changes from here on."""
        work.find(Assessment, assessment_id)
        dossier = self._reader.dossier(assessment_id)
        return self._instruments.outline(dossier.assessment.instrument_id), dossier


_Arrivals = dict[tuple[int, State], tuple[str, datetime]]


def _arrivals(steps: Iterable[Step]) -> _Arrivals:
    """Who brought each answer to each state last, and when; ``steps`` come newest first.

    What undo brought about is passed over: the answer is back where somebody had put it.
    """
    found: _Arrivals = {}
    for step in steps:
        if step.kind is StepKind.UNDO:
            continue
        for change in step.changes:
            after = change.after
            if isinstance(after, Answer) and after.stage == SELF:
                before = getattr(change.before, "state", None)
                if before is not after.state:
                    found.setdefault((after.indicator, after.state), (step.who, step.at))
    return found


def _entry(answer: Answer, arrivals: _Arrivals) -> QueueEntry:
    who, at = arrivals.get((answer.indicator, State.HANDED_IN), ("", None))
    _, since = arrivals.get((answer.indicator, answer.state), ("", None))
    return QueueEntry(answer.indicator, answer, answer.state, who, at, since)
