"""What is approved or final is locked, also for undo; all else stays free."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from assessment.domain.errors import AnswerLockedError, StageFinalError
from assessment.domain.explanations import Draft
from assessment.domain.identity import SELF, State
from assessment.domain.records import Citation, StageOutcome
from assessment.domain.steps import Action, Change, NewStep, StepKind
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from tests.answering import state
from tests.builders import pdf
from tests.conftest import SteppingClock

SHIPPED = "permenpanrb-59-2020"
DOCUMENT = "document"


EDITS: dict[str, Callable[[Workbench, int, Citation], object]] = {
    "level": lambda b, c, _: b.worksheet.choose_level(c, 5, 4),
    "no level": lambda b, c, _: b.worksheet.choose_level(c, 5, None),
    "tick": lambda b, c, _: b.worksheet.set_tick(c, 5, (2, 1), on=True),
    "text": lambda b, c, _: b.worksheet.write(c, 5, TextPart.FACT, "x"),
    "notes": lambda b, c, _: b.worksheet.write(c, 5, TextPart.NOTES, "x"),
    "target": lambda b, c, _: b.worksheet.set_target(c, 5, 4),
    "unit": lambda b, c, _: b.worksheet.set_unit(c, 5, "x"),
    "draft": lambda b, c, _: b.worksheet.take_draft(c, 5, Draft("x", "y")),
    "attach": lambda b, c, _: b.evidence.attach(c, 5, [pdf(b.root.parent / "b.pdf", "Isi")]),
    "detach": lambda b, c, one: b.evidence.detach(c, 5, one.sha256),
    "cite": lambda b, c, one: b.evidence.cite(replace(one, quote="x")),
    "edit citation": lambda b, c, one: b.evidence.edit_citation(replace(one, page="9")),
    "remove citation": lambda b, c, one: b.evidence.remove_citation(one.uid),
    "replace": lambda b, c, one: b.library.replace(
        c, one.sha256, pdf(b.root.parent / "baru.pdf", "Baru")
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_approved_answer_is_locked_until_it_is_returned(
    workbench: Workbench, city: int, edit: Callable[[Workbench, int, Citation], object]
) -> None:
    workbench.workflow.hand_in(city, [5])
    workbench.workflow.approve(city, [5])
    before = workbench.worksheet.dossier(city)
    (citation,) = before.citations
    with pytest.raises(AnswerLockedError) as caught:
        edit(workbench, city, citation)
    assert caught.value.number == 5
    assert workbench.worksheet.dossier(city) == before
    workbench.workflow.send_back(city, [5], "Perbaiki")
    edit(workbench, city, citation)
    assert workbench.worksheet.dossier(city) != before


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_final_stage_is_locked_until_it_is_opened(
    workbench: Workbench, closed: int, edit: Callable[[Workbench, int, Citation], object]
) -> None:
    before = workbench.worksheet.dossier(closed)
    (citation,) = before.citations
    with pytest.raises(StageFinalError) as caught:
        edit(workbench, closed, citation)
    assert caught.value.stage == SELF
    with pytest.raises(StageFinalError):
        workbench.workflow.send_back(closed, [5], "Perbaiki")
    assert workbench.worksheet.dossier(closed) == before
    workbench.workflow.reopen_stage(closed, SELF, "Bukti baru")
    workbench.workflow.send_back(closed, [5], "Perbaiki")
    edit(workbench, closed, citation)


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_whatever_is_edited_after_handing_in_is_a_draft_again(
    workbench: Workbench, city: int, edit: Callable[[Workbench, int, Citation], object]
) -> None:
    workbench.workflow.hand_in(city, [5])
    (citation,) = workbench.worksheet.dossier(city).citations
    edit(workbench, city, citation)
    assert state(workbench, city) in {State.DRAFT, State.OPEN}
    workbench.worksheet.undo(city)
    assert state(workbench, city) is State.HANDED_IN


def test_other_indicators_and_findings_stay_free(workbench: Workbench, city: int) -> None:
    workbench.workflow.hand_in(city, [5])
    workbench.workflow.approve(city, [5])
    assert workbench.worksheet.choose_level(city, 6, 4)
    finding = next(one for one in workbench.review.findings(city) if one.indicator == 5)
    assert workbench.review.waive(city, [finding], "Sudah dibahas")


@pytest.mark.parametrize("lock", ["approved", "final"])
def test_undo_and_redo_stop_at_what_was_locked_meanwhile(
    workbench: Workbench, city: int, clock: SteppingClock, lock: str
) -> None:
    """Another window, or a file that came in, may lock what this one would take back."""
    workbench.worksheet.write(city, 5, TextPart.FACT, "Norma")
    workbench.worksheet.choose_level(city, 5, 4)
    workbench.worksheet.undo(city)
    before = workbench.worksheet.dossier(city)
    draft = before.answer(5)
    change = (
        Change(draft, replace(draft, state=State.APPROVED))
        if lock == "approved"
        else Change(None, StageOutcome(city, SELF, final=True))
    )
    begin = open_database(Workspace(workbench.root), lambda: "Rani Puspita", clock)
    with begin() as work:
        work.apply(NewStep(city, Action.IMPORT, (change,), StepKind.BEGIN))
        work.commit()
    fault = AnswerLockedError if lock == "approved" else StageFinalError
    for revert in (workbench.worksheet.undo, workbench.worksheet.redo):
        with pytest.raises(fault):
            revert(city)
    assert workbench.worksheet.dossier(city).answer(5) == (
        change.after if lock == "approved" else draft
    )
