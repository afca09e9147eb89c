"""Answers to many indicators at once, where how they came about does not matter."""

from collections.abc import Mapping
from dataclasses import replace

from assessment.domain.identity import SELF, InstitutionKind, State
from assessment.domain.steps import Action, Change, NewStep, StepKind
from assessment.services.workbench import Workbench
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from tests.conftest import SteppingClock

ALL = range(1, 48)


def begun(bench: Workbench) -> int:
    """A city without any answer."""
    return bench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    ).id


def score_all(
    bench: Workbench, assessment_id: int, levels: Mapping[int, int], stage: str = SELF
) -> None:
    """Choose all these levels in one step; each by itself takes much longer."""
    dossier = bench.worksheet.dossier(assessment_id)
    changes = []
    for number, level in levels.items():
        before = dossier.answer(number, stage)
        after = replace(before, level=level, state=State.DRAFT)
        known = before if before in dossier.answers else None
        changes.append(Change(known, after))
    workspace = Workspace(bench.root)
    begin = open_database(workspace, lambda: bench.preferences.load().person, SteppingClock())
    with begin() as work:
        work.apply(NewStep(assessment_id, Action.IMPORT, tuple(changes), StepKind.DO))
        work.commit()


def finish_self(bench: Workbench, assessment_id: int, levels: Mapping[int, int]) -> None:
    """Score these levels, approve everything, and make the self assessment final."""
    score_all(bench, assessment_id, levels)
    bench.workflow.hand_in(assessment_id, ALL)
    bench.workflow.approve(assessment_id, ALL)
    assert bench.workflow.close_stage(assessment_id, SELF)


def state(bench: Workbench, assessment_id: int, number: int = 5) -> State:
    """How far the answer to an indicator has come."""
    return bench.worksheet.dossier(assessment_id).answer(number).state
