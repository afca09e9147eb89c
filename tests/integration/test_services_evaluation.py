"""Strengths, weaknesses and the recommendation: drafted, written, locked with their stage."""

import pytest

from assessment.domain.errors import StageFinalError, UnknownAssessmentError
from assessment.domain.identity import SELF, Cycle, InstitutionKind
from assessment.domain.records import AspectNote, StageOutcome
from assessment.domain.steps import Action, Change, NewStep
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from tests.conftest import SteppingClock

SHIPPED = "permenpanrb-59-2020"
DOCUMENT = "document"


@pytest.fixture
def city(workbench: Workbench) -> int:
    """Two indicators of the first aspect are scored from the documents of a monitoring."""
    number = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=SHIPPED, cycle=Cycle.MONITORING
    ).id
    sheet = workbench.worksheet
    sheet.choose_level(number, 1, 5, stage=DOCUMENT)
    sheet.write(number, 1, TextPart.JUSTIFICATION, "Norma lengkap dan direviu.", stage=DOCUMENT)
    sheet.choose_level(number, 2, 1, stage=DOCUMENT)
    return number


def close(bench: Workbench, city: int, clock: SteppingClock, *stages: str) -> None:
    begin = open_database(Workspace(bench.root), lambda: "Rani Puspita", clock)
    with begin() as work:
        changes = tuple(Change(None, StageOutcome(city, stage, final=True)) for stage in stages)
        work.apply(NewStep(city, Action.CLOSE_STAGE, changes))
        work.commit()


def test_a_draft_is_given_and_stored_only_when_taken(workbench: Workbench, city: int) -> None:
    evaluation = workbench.evaluation
    before = workbench.worksheet.dossier(city)
    note = evaluation.draft_notes(city, DOCUMENT)[0]
    assert "Norma lengkap dan direviu." in note.strengths
    assert "tingkat 1" in note.weaknesses
    draft = evaluation.draft_recommendation(city, DOCUMENT)
    assert draft.startswith("Ringkasan\n")
    assert "Penilaian Dokumen tahun 2025" in draft
    assert evaluation.draft_recommendation(city, SELF) == ""
    assert workbench.worksheet.dossier(city) == before
    step = evaluation.write_note(city, 1, DOCUMENT, note.strengths, note.weaknesses)
    assert step is not None
    assert step.action is Action.NOTE_ASPECT
    assert workbench.worksheet.dossier(city).aspect_note(1, DOCUMENT) == note
    assert workbench.worksheet.dossier(city).aspect_note(1) == AspectNote(city, 1)


def test_what_a_person_wrote_is_kept_beside_a_new_draft(workbench: Workbench, city: int) -> None:
    evaluation = workbench.evaluation
    assert evaluation.write_note(city, 1, DOCUMENT, "Kuat", "")
    assert evaluation.write_note(city, 1, DOCUMENT, "Kuat", "") is None
    assert evaluation.write_note(city, 2, DOCUMENT, "", "") is None
    evaluation.draft_notes(city, DOCUMENT)
    assert workbench.worksheet.dossier(city).aspect_note(1, DOCUMENT).strengths == "Kuat"
    assert evaluation.write_note(city, 1, DOCUMENT, "Kuat", "Lemah")
    workbench.worksheet.undo(city)
    note = workbench.worksheet.dossier(city).aspect_note(1, DOCUMENT)
    assert (note.strengths, note.weaknesses) in {("Kuat", ""), ("", "")}


def test_the_recommendation_is_one_step(workbench: Workbench, city: int) -> None:
    step = workbench.evaluation.write_recommendation(city, "Susun kebijakan.")
    assert step is not None
    assert step.action is Action.RECOMMEND
    assert workbench.worksheet.dossier(city).assessment.recommendation == "Susun kebijakan."
    assert workbench.evaluation.write_recommendation(city, "Susun kebijakan.") is None
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).assessment.recommendation == ""


def test_notes_of_a_final_stage_are_locked(
    workbench: Workbench, city: int, clock: SteppingClock
) -> None:
    workbench.evaluation.write_note(city, 1, DOCUMENT, "Kuat", "")
    close(workbench, city, clock, DOCUMENT)
    with pytest.raises(StageFinalError) as caught:
        workbench.evaluation.write_note(city, 1, DOCUMENT, "Lain", "")
    assert caught.value.stage == DOCUMENT
    assert workbench.worksheet.dossier(city).aspect_note(1, DOCUMENT).strengths == "Kuat"
    assert workbench.evaluation.write_note(city, 1, SELF, "Lain", "")
    assert workbench.evaluation.write_recommendation(city, "Masih terbuka")


def test_the_recommendation_is_locked_once_all_stages_are_final(
    workbench: Workbench, city: int, clock: SteppingClock
) -> None:
    close(workbench, city, clock, SELF, DOCUMENT)
    with pytest.raises(StageFinalError) as caught:
        workbench.evaluation.write_recommendation(city, "Terlambat")
    assert caught.value.stage == DOCUMENT
    assert workbench.worksheet.dossier(city).assessment.recommendation == ""


def test_an_assessment_that_does_not_exist(workbench: Workbench, city: int) -> None:
    evaluation = workbench.evaluation
    for call in (evaluation.draft_notes, evaluation.draft_recommendation):
        with pytest.raises(UnknownAssessmentError):
            call(9, SELF)
    with pytest.raises(UnknownAssessmentError):
        evaluation.write_recommendation(9, "x")
    with pytest.raises(UnknownAssessmentError):
        workbench.results.stages(9)
