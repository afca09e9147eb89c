"""Handing in, approving, sending back, closing stages; what is locked meanwhile."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.domain.errors import (
    NoteMissingError,
    NotHandedInError,
    ReasonMissingError,
    StageFinalError,
    StageIncompleteError,
    UnknownAssessmentError,
    UnknownIndicatorError,
)
from assessment.domain.identity import SELF, Cycle, InstitutionKind, Person, Role, State
from assessment.domain.records import Answer, Citation, StageOutcome
from assessment.domain.steps import Action, Change, NewStep, StepKind
from assessment.services.assessments import Carry
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from tests.answering import ALL, state
from tests.builders import pdf
from tests.conftest import SteppingClock

SHIPPED = "permenpanrb-59-2020"
DOCUMENT = "document"


def called(bench: Workbench, name: str) -> None:
    kept = bench.preferences.load()
    bench.preferences.save(replace(kept, person=name))


def test_answers_are_handed_in_and_approved_together(workbench: Workbench, city: int) -> None:
    workflow = workbench.workflow
    step = workflow.hand_in(city, [5, 6, 5, 7])
    assert step is not None
    assert (step.action, step.indicators) == (Action.HAND_IN, (5, 6))  # 7 has no level
    approval = workflow.approve(city, [6, 5])
    assert approval is not None
    assert (approval.action, approval.indicators) == (Action.APPROVE, (5, 6))
    assert {state(workbench, city, number) for number in (5, 6)} == {State.APPROVED}
    assert workflow.hand_in(city, [5, 7]) is None
    workbench.worksheet.undo(city)
    assert {state(workbench, city, number) for number in (5, 6)} == {State.HANDED_IN}
    workbench.worksheet.redo(city)
    assert {state(workbench, city, number) for number in (5, 6)} == {State.APPROVED}


def test_what_was_handed_in_is_taken_back(workbench: Workbench, city: int) -> None:
    workbench.workflow.hand_in(city, [5])
    step = workbench.workflow.withdraw(city, [5, 6])
    assert step is not None
    assert (step.action, step.indicators) == (Action.WITHDRAW, (5,))
    assert state(workbench, city) is State.DRAFT
    assert workbench.workflow.withdraw(city, [5]) is None


def test_an_answer_comes_back_with_a_note(workbench: Workbench, city: int) -> None:
    workbench.workflow.hand_in(city, [5, 6])
    workbench.workflow.approve(city, [6])
    step = workbench.workflow.send_back(city, [5, 6], "  Sebut pasalnya ")
    assert step is not None
    assert step.action is Action.RETURN
    answer = workbench.worksheet.dossier(city).answer(5)
    assert (answer.state, answer.review_note) == (State.RETURNED, "Sebut pasalnya")
    workbench.worksheet.write(city, 5, TextPart.FACT, "Pasal 4")
    answer = workbench.worksheet.dossier(city).answer(5)
    assert (answer.state, answer.review_note) == (State.DRAFT, "Sebut pasalnya")
    workbench.workflow.hand_in(city, [5])
    workbench.workflow.approve(city, [5])
    assert workbench.worksheet.dossier(city).answer(5).review_note == ""


@pytest.mark.parametrize("note", ["", "  \n"])
def test_nothing_comes_back_without_a_note(workbench: Workbench, city: int, note: str) -> None:
    workbench.workflow.hand_in(city, [5])
    with pytest.raises(NoteMissingError):
        workbench.workflow.send_back(city, [5], note)
    assert state(workbench, city) is State.HANDED_IN


@pytest.mark.parametrize(("number", "found"), [(6, State.DRAFT), (7, State.OPEN)])
def test_what_nobody_handed_in_is_neither_approved_nor_returned(
    workbench: Workbench, city: int, number: int, found: State
) -> None:
    workbench.workflow.hand_in(city, [5])
    with pytest.raises(NotHandedInError) as caught:
        workbench.workflow.approve(city, [5, number])
    assert (caught.value.number, caught.value.state) == (number, found)
    with pytest.raises(NotHandedInError) as caught:
        workbench.workflow.send_back(city, [5, number], "Lengkapi")
    assert (caught.value.number, caught.value.state) == (number, found)
    assert state(workbench, city) is State.HANDED_IN  # all or none


def test_an_approved_answer_is_not_approved_twice(workbench: Workbench, city: int) -> None:
    workbench.workflow.hand_in(city, [5])
    workbench.workflow.approve(city, [5])
    with pytest.raises(NotHandedInError):
        workbench.workflow.approve(city, [5])
    assert workbench.workflow.approve(city, []) is None


@pytest.mark.parametrize(
    ("assessment", "number", "fault"),
    [(1, 48, UnknownIndicatorError), (1, 0, UnknownIndicatorError), (9, 5, UnknownAssessmentError)],
)
def test_what_does_not_exist_is_not_handed_in(
    workbench: Workbench, city: int, assessment: int, number: int, fault: type[Exception]
) -> None:
    with pytest.raises(fault):
        workbench.workflow.hand_in(assessment, [5, number])
    assert state(workbench, city) is State.DRAFT


def test_the_queue_says_who_waits_since_when(workbench: Workbench, city: int) -> None:
    assert workbench.workflow.queue(city) == ()
    workbench.worksheet.choose_level(city, 7, 4)
    workbench.worksheet.choose_level(city, 7, 5)
    first = workbench.workflow.hand_in(city, [6])
    called(workbench, "Bagus Wirawan")
    second = workbench.workflow.hand_in(city, [5, 7])
    called(workbench, "Sri Hartati")
    back = workbench.workflow.send_back(city, [7], "Sebut pasalnya")
    assert first
    assert second
    assert back
    found = workbench.workflow.queue(city)
    assert [(entry.number, entry.state) for entry in found] == [
        (5, State.HANDED_IN),
        (6, State.HANDED_IN),
        (7, State.RETURNED),
    ]
    assert [entry.handed_in_by for entry in found] == [
        "Bagus Wirawan",
        "Rani Puspita",
        "Bagus Wirawan",
    ]
    assert [entry.handed_in_at for entry in found] == [second.at, first.at, second.at]
    assert [entry.since for entry in found] == [second.at, first.at, back.at]
    assert found[2].answer.review_note == "Sebut pasalnya"
    assert {entry.findings for entry in found} == {0}


def test_the_queue_passes_over_what_undo_brought_about(workbench: Workbench, city: int) -> None:
    step = workbench.workflow.hand_in(city, [5])
    workbench.workflow.approve(city, [5])
    called(workbench, "Sri Hartati")
    workbench.worksheet.undo(city)
    (entry,) = workbench.workflow.queue(city)
    assert step is not None
    assert (entry.handed_in_by, entry.handed_in_at) == ("Rani Puspita", step.at)


def test_the_queue_keeps_an_answer_that_nobody_here_handed_in(
    workbench: Workbench, city: int, clock: SteppingClock
) -> None:
    handed_in = Answer(city, 8, level=2, state=State.HANDED_IN)
    begin = open_database(Workspace(workbench.root), lambda: "", clock)
    with begin() as work:
        work.apply(NewStep(city, Action.IMPORT, (Change(None, handed_in),), StepKind.UNDO))
        work.commit()
    (entry,) = workbench.workflow.queue(city)
    assert (entry.number, entry.handed_in_by, entry.since) == (8, "", None)


def test_a_stage_closes_and_opens_with_a_reason(workbench: Workbench, closed: int) -> None:
    workflow = workbench.workflow
    assert workflow.close_stage(closed, SELF) is None
    (card,) = workbench.assessments.cards()
    assert card.stage is not None
    assert card.stage.id == DOCUMENT
    step = workflow.reopen_stage(closed, SELF, " Bukti baru ")
    assert step is not None
    assert step.action is Action.REOPEN_STAGE
    outcome = workbench.worksheet.dossier(closed).outcome(SELF)
    assert outcome == StageOutcome(closed, SELF, reason="Bukti baru")
    assert workflow.reopen_stage(closed, SELF, "Lagi") is None
    again = workflow.close_stage(closed, SELF)
    assert again is not None
    workbench.worksheet.undo(closed)
    assert not workbench.worksheet.dossier(closed).outcome(SELF).final
    workbench.worksheet.redo(closed)
    assert workbench.worksheet.dossier(closed).outcome(SELF).final


@pytest.mark.parametrize("reason", ["", "  "])
def test_no_stage_opens_without_a_reason(workbench: Workbench, closed: int, reason: str) -> None:
    with pytest.raises(ReasonMissingError) as caught:
        workbench.workflow.reopen_stage(closed, SELF, reason)
    assert caught.value.stage == SELF
    assert workbench.worksheet.dossier(closed).outcome(SELF).final


def test_an_incomplete_stage_stays_open(workbench: Workbench, city: int) -> None:
    with pytest.raises(StageIncompleteError) as caught:
        workbench.workflow.close_stage(city, SELF)
    assert caught.value.numbers == tuple(ALL)
    assert workbench.worksheet.dossier(city).outcomes == ()


@pytest.mark.parametrize("stage", ["interview", "lain"])
def test_a_monitoring_has_no_other_stages(workbench: Workbench, stage: str) -> None:
    city = workbench.assessments.start(
        "Kota Lain", InstitutionKind.CITY, 2025, instrument_id=SHIPPED, cycle=Cycle.MONITORING
    ).id
    with pytest.raises(ValueError, match=stage):
        workbench.workflow.close_stage(city, stage)
    with pytest.raises(ValueError, match=stage):
        workbench.worksheet.choose_level(city, 5, 3, stage=stage)
    assert workbench.worksheet.dossier(city).answers == ()


def test_evaluators_score_stage_after_stage(workbench: Workbench, closed: int) -> None:
    sheet, workflow = workbench.worksheet, workbench.workflow
    for number in ALL:
        sheet.choose_level(closed, number, 2, stage=DOCUMENT)
    step = sheet.write(closed, 5, TextPart.JUSTIFICATION, "Norma kurang", stage=DOCUMENT)
    assert step is not None
    assert step.action is Action.JUSTIFY
    assert workflow.close_stage(closed, DOCUMENT)
    with pytest.raises(StageFinalError) as caught:
        sheet.choose_level(closed, 5, 3, stage=DOCUMENT)
    assert caught.value.stage == DOCUMENT
    with pytest.raises(StageFinalError) as caught:
        workflow.reopen_stage(closed, SELF, "Bukti baru")
    assert caught.value.stage == DOCUMENT  # it rests on the self assessment
    sheet.choose_level(closed, 5, 4, stage="interview")
    own, documents, interview = workbench.results.stages(closed)
    assert [entry.stage.id for entry in (own, documents, interview)] == [
        SELF,
        DOCUMENT,
        "interview",
    ]
    assert (len(documents.differences), len(interview.differences)) == (47, 1)
    assert len(interview.inherited) == 46
    assert workbench.results.result(closed, DOCUMENT).score == documents.score
    assert workbench.results.result(closed).score == own.score
    for stage in ("interview", "visit"):
        assert workflow.close_stage(closed, stage)
    (card,) = workbench.assessments.cards()
    assert card.stage is None


def test_evaluators_add_evidence_of_their_own(
    workbench: Workbench, closed: int, tmp_path: Path
) -> None:
    room = workbench.evidence
    path = pdf(tmp_path / "Notula interviu.pdf", "Hasil interviu")
    (document,) = room.attach(closed, 5, [path], stage=DOCUMENT).taken
    cited = room.cite(Citation("", closed, 5, document.sha256, page="1"))
    dossier = workbench.worksheet.dossier(closed)
    own, theirs = dossier.evidence(5)
    assert (own.attachment.stage, theirs.attachment.stage) == (SELF, DOCUMENT)
    assert theirs.label == "5.b"
    assert dossier.answer(5).state is State.APPROVED
    assert dossier.answer(5, DOCUMENT).state is State.DRAFT
    citation = cited.changes[0].record
    assert isinstance(citation, Citation)
    assert room.edit_citation(replace(citation, page="2"))
    assert room.remove_citation(citation.uid)
    other = pdf(tmp_path / "Notula lain.pdf", "Hasil lain")
    assert workbench.library.replace(closed, document.sha256, other).step
    assert workbench.worksheet.dossier(closed).evidence(5)[1].attachment.stage == DOCUMENT
    (known,) = (one for one in room.documents() if one.name == "Notula lain.pdf")
    assert room.attach_known(closed, 6, [known], stage=DOCUMENT).step
    assert room.detach(closed, 5, known.sha256)
    assert len(workbench.worksheet.dossier(closed).evidence(5)) == 1


def test_evidence_of_evaluators_is_the_institutions_next_year(
    workbench: Workbench, closed: int, tmp_path: Path
) -> None:
    path = pdf(tmp_path / "Notula interviu.pdf", "Hasil interviu")
    workbench.evidence.attach(closed, 5, [path], stage=DOCUMENT)
    later = workbench.assessments.start_from(closed, 2026, [Carry.EVIDENCE, Carry.LEVELS])
    dossier = workbench.worksheet.dossier(later.id)
    assert {entry.stage for entry in dossier.attachments} == {SELF}
    assert dossier.outcomes == ()
    assert {answer.state for answer in dossier.answers} == {State.DRAFT}


def test_people_are_introduced_once(workbench: Workbench) -> None:
    workflow = workbench.workflow
    assert workflow.people() == ()
    assert workflow.current() == Person("Rani Puspita", Role.MEMBER)
    workflow.introduce(Person("  Sri   Hartati ", Role.RESPONSIBLE))
    workflow.introduce(Person("Bagus Wirawan", Role.ENTRY))
    workflow.introduce(Person("Sri Hartati", Role.COORDINATOR))
    assert workflow.current() == Person("Sri Hartati", Role.COORDINATOR)
    assert workflow.people() == (
        Person("Bagus Wirawan", Role.ENTRY),
        Person("Sri Hartati", Role.COORDINATOR),
    )
    assert workbench.preferences.load().theme == "light"
