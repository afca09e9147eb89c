"""How an answer comes from draft to approved, and what is locked on the way.

An approved answer is locked with its evidence until it is sent back; a final stage is locked
until it is opened again. Both locks hold for everybody: roles are bookkeeping, not keys.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from assessment.domain.dossier import Dossier
from assessment.domain.errors import AnswerLockedError, StageFinalError, StageIncompleteError
from assessment.domain.identity import SELF, Record, State
from assessment.domain.records import Answer, AspectNote, Attachment, Citation, StageOutcome
from assessment.domain.stages import final_stages, levels_at, stages_of
from assessment.domain.steps import Action, NewStep
from indicators.outline import Outline

_MOVES: dict[Action, tuple[frozenset[State], State]] = {
    Action.HAND_IN: (frozenset({State.DRAFT, State.RETURNED}), State.HANDED_IN),
    Action.WITHDRAW: (frozenset({State.HANDED_IN}), State.DRAFT),
    Action.APPROVE: (frozenset({State.HANDED_IN}), State.APPROVED),
    Action.RETURN: (frozenset({State.HANDED_IN, State.APPROVED}), State.RETURNED),
}
# A person has decided on each approved answer that such a step touches.
_DECIDED = frozenset({Action.APPROVE, Action.RETURN, Action.IMPORT, Action.MERGE})

Find = Callable[..., Record | None]
"""Gives the stored record of a type with a key, or None; a unit of work's ``find``."""


def may(answer: Answer, action: Action) -> bool:
    """Whether the answer can be handed in, withdrawn, approved or returned now.

    Only an answer with a level can be handed in.
    """
    states, _ = _MOVES[action]
    return answer.state in states and (action is not Action.HAND_IN or answer.level is not None)


def next_state(action: Action) -> State:
    """The state that handing in, withdrawing, approving or returning leads to."""
    return _MOVES[action][1]


def moved(answer: Answer, action: Action, note: str = "") -> Answer:
    """The answer after the action; a note stays until the answer is approved or sent back again."""
    keeps = action in {Action.HAND_IN, Action.WITHDRAW}
    return replace(
        answer, state=next_state(action), review_note=answer.review_note if keeps else note
    )


def missing_at(outline: Outline, dossier: Dossier, stage: str) -> tuple[int, ...]:
    """The indicators that keep a stage from being final.

    An institution's own answers must be approved, evaluators' levels must be there.
    """
    levels = levels_at(outline, dossier, stage)
    return tuple(
        number
        for number in outline.numbers
        if number not in levels
        or (stage == SELF and dossier.answer(number).state is not State.APPROVED)
    )


def check_closing(outline: Outline, dossier: Dossier, stage: str) -> None:
    """Make sure that a stage can become final; those before it must be.

    Raises:
        StageIncompleteError: something is missing, here or in an earlier stage.
    """
    final = final_stages(dossier)
    stages = stages_of(outline, dossier.assessment.cycle)
    for entry in takewhile(lambda earlier: earlier.id != stage, stages):
        if entry.id not in final:
            raise StageIncompleteError(entry.id, missing_at(outline, dossier, entry.id))
    if missing := missing_at(outline, dossier, stage):
        raise StageIncompleteError(stage, missing)


def check_reopening(outline: Outline, dossier: Dossier, stage: str) -> None:
    """Make sure that no later stage that is final rests on this one.

    Raises:
        StageFinalError: a later stage is final and must be opened first.
    """
    stages = [entry.id for entry in stages_of(outline, dossier.assessment.cycle)]
    final = final_stages(dossier)
    for later in stages[stages.index(stage) + 1 :]:
        if later in final:
            raise StageFinalError(later)


def check_locks(step: NewStep, find: Find) -> None:
    """Make sure that a step touches nothing that is locked; what was decided on passes.

    Raises:
        StageFinalError: it would change something of a final stage.
        AnswerLockedError: it would change an approved answer, its evidence or its citations.
    """
    if step.action is Action.RECORD_OFFICIAL:
        return  # only the printed result, which is final from the start and goes back whole
    checked = set()
    for indicator, stage in _places(step, find):
        if (indicator, stage) in checked:
            continue
        checked.add((indicator, stage))
        outcome = find(StageOutcome, step.assessment_id, stage)
        if isinstance(outcome, StageOutcome) and outcome.final:
            raise StageFinalError(stage)
        if indicator is None or step.action in _DECIDED:
            continue
        answer = find(Answer, step.assessment_id, indicator, stage)
        if isinstance(answer, Answer) and answer.state is State.APPROVED:
            raise AnswerLockedError(indicator, answer.state)


def _places(step: NewStep, find: Find) -> Iterator[tuple[int | None, str]]:
    """Where the changes of a step belong: indicator and stage; a note on an aspect has no one."""
    attached = {
        (record.indicator, record.sha256): record.stage
        for record in (change.record for change in step.changes)
        if isinstance(record, Attachment)
    }
    for change in step.changes:
        match change.record:
            case Answer(indicator=indicator, stage=stage):
                yield indicator, stage
            case Attachment(indicator=indicator, stage=stage):
                yield indicator, stage
            case AspectNote(stage=stage):
                yield None, stage
            case Citation(indicator=indicator, sha256=sha256):
                known = attached.get((indicator, sha256))
                yield indicator, known or _stage_of(find, step.assessment_id, indicator, sha256)
            case _:
                pass


def _stage_of(find: Find, assessment_id: int, indicator: int, sha256: str) -> str:
    """The stage in which the document of a citation was attached."""
    attachment = find(Attachment, assessment_id, indicator, sha256)
    return attachment.stage if isinstance(attachment, Attachment) else SELF
