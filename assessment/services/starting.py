"""The first steps of an assessment: created empty, or with what an earlier one hands on."""

from collections.abc import Iterator
from dataclasses import replace

from assessment.domain.dossier import Dossier
from assessment.domain.identity import OFFICIAL, SELF, Assessment, State
from assessment.domain.records import Answer
from assessment.domain.steps import Action, Change, NewStep, StepKind
from assessment.services.assessments import Carry, new_uid


def identification(before: Assessment, after: Assessment) -> NewStep:
    """The step that changes the particulars of an assessment, or takes it off the list."""
    action = Action.REMOVE if after.removed else Action.IDENTIFY
    return NewStep(after.id, action, (Change(before, after),))


def beginning(assessment: Assessment) -> NewStep:
    """The step that creates an assessment."""
    return NewStep(assessment.id, Action.BEGIN, (Change(None, assessment),), StepKind.BEGIN)


def carried(source: Dossier, target: Assessment, carry: frozenset[Carry]) -> Iterator[Change]:
    """What the earlier assessment hands on, as drafts of the new one.

    Where it has no answers of its own, it hands on the levels of its official result.
    """
    stage = SELF if any(old.stage == SELF for old in source.answers) else OFFICIAL
    for old in source.answers:
        if old.stage == stage:
            new = _carried_answer(old, target, carry)
            if new != Answer(target.id, old.indicator):
                yield Change(None, replace(new, state=State.DRAFT))
    if Carry.EVIDENCE in carry:
        for attachment in source.attachments:
            yield Change(None, replace(attachment, assessment_id=target.id, stage=SELF))
        for citation in source.citations:
            yield Change(None, replace(citation, uid=new_uid(), assessment_id=target.id))


def _carried_answer(old: Answer, target: Assessment, carry: frozenset[Carry]) -> Answer:
    new = Answer(target.id, old.indicator)
    if Carry.LEVELS in carry:
        new = replace(new, level=old.level, ticks=old.ticks)
    if Carry.TEXTS in carry:
        new = replace(new, fact=old.fact, analysis=old.analysis, notes=old.notes)
    if Carry.TARGETS in carry:
        new = replace(new, target=old.target, unit=old.unit)
    return new
