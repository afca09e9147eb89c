"""Answering: levels, ticks, texts, targets, units, drafts."""

from collections.abc import Callable

import pytest

from assessment.domain.errors import (
    LevelOutOfRangeError,
    UnknownAssessmentError,
    UnknownConditionError,
    UnknownIndicatorError,
)
from assessment.domain.explanations import Draft
from assessment.domain.identity import State
from assessment.domain.records import Answer
from assessment.domain.steps import Action, Step
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart, Worksheet
from tests.answering import begun

SHIPPED = "permenpanrb-59-2020"


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


@pytest.fixture
def sheet(workbench: Workbench, city: int) -> Worksheet:
    return workbench.worksheet


Edit = Callable[[Worksheet, int], Step | None]
EDITS: list[tuple[Edit, Action, dict[str, object]]] = [
    (lambda s, c: s.choose_level(c, 5, 4), Action.CHOOSE_LEVEL, {"level": 4}),
    (lambda s, c: s.set_tick(c, 5, (2, 1), on=True), Action.TICK, {"ticks": {(2, 1)}}),
    (lambda s, c: s.write(c, 5, TextPart.FACT, "a"), Action.WRITE, {"fact": "a"}),
    (lambda s, c: s.write(c, 5, TextPart.ANALYSIS, "b"), Action.WRITE, {"analysis": "b"}),
    (lambda s, c: s.write(c, 5, TextPart.NOTES, "c"), Action.WRITE, {"notes": "c"}),
    (lambda s, c: s.set_target(c, 5, 5), Action.SET_TARGET, {"target": 5}),
    (lambda s, c: s.set_unit(c, 5, " Dinas  X "), Action.SET_UNIT, {"unit": "Dinas X"}),
    (
        lambda s, c: s.take_draft(c, 5, Draft("f", "g")),
        Action.COMPOSE,
        {"fact": "f", "analysis": "g"},
    ),
    (
        lambda s, c: s.take_draft(c, 5, Draft("f", "g", composed=False)),
        Action.WRITE,
        {"fact": "f", "analysis": "g"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("edit", "action", "fields"), EDITS)
def test_an_edit_is_stored_logged_and_undone(
    sheet: Worksheet, city: int, edit: Edit, action: Action, fields: dict[str, object]
) -> None:
    step = edit(sheet, city)
    assert step is not None
    assert (step.action, step.who, step.indicators) == (action, "Rani Puspita", (5,))
    answer = sheet.dossier(city).answer(5)
    assert {name: getattr(answer, name) for name in fields} == fields
    assert answer.state is State.DRAFT
    (logged,) = sheet.history(city, 5)
    assert logged.changes[0].after == answer
    assert sheet.history(city, 6) == ()
    assert edit(sheet, city) is None  # nothing differs the second time
    sheet.undo(city)
    assert sheet.dossier(city).answers == ()


def test_what_is_emptied_is_open_again(sheet: Worksheet, city: int) -> None:
    sheet.choose_level(city, 5, 4)
    sheet.set_tick(city, 5, (2, 1), on=True)
    sheet.set_tick(city, 5, (2, 1), on=False)
    assert sheet.dossier(city).answer(5).state is State.DRAFT
    sheet.choose_level(city, 5, None)
    assert sheet.dossier(city).answer(5) == Answer(city, 5)


@pytest.mark.parametrize("number", [0, 48])
def test_indicators_that_do_not_exist(sheet: Worksheet, city: int, number: int) -> None:
    edits: list[Callable[[], object]] = [
        lambda: sheet.choose_level(city, number, 2),
        lambda: sheet.set_tick(city, number, (2, 1), on=True),
        lambda: sheet.write(city, number, TextPart.NOTES, "x"),
        lambda: sheet.set_target(city, number, 2),
        lambda: sheet.set_unit(city, number, "x"),
        lambda: sheet.draft(city, number),
        lambda: sheet.take_draft(city, number, Draft("", "")),
    ]
    for edit in edits:
        with pytest.raises(UnknownIndicatorError) as caught:
            edit()
        assert (caught.value.number, caught.value.count) == (number, 47)
    assert len(sheet.history(city)) == 1


@pytest.mark.parametrize("level", [0, 6, -1])
def test_levels_that_do_not_exist(sheet: Worksheet, city: int, level: int) -> None:
    for edit in (sheet.choose_level, sheet.set_target):
        with pytest.raises(LevelOutOfRangeError) as caught:
            edit(city, 5, level)
        assert caught.value.value == level
    assert sheet.dossier(city).answers == ()


@pytest.mark.parametrize("tick", [(1, 1), (2, 0), (2, 99), (6, 1)])
def test_conditions_that_do_not_exist(sheet: Worksheet, city: int, tick: tuple[int, int]) -> None:
    with pytest.raises(UnknownConditionError) as caught:
        sheet.set_tick(city, 5, tick, on=True)
    assert (caught.value.level, caught.value.position) == tick
    assert sheet.dossier(city).answers == ()


def test_assessments_that_do_not_exist(workbench: Workbench, city: int) -> None:
    sheet = workbench.worksheet
    edits: list[Callable[[], object]] = [
        lambda: sheet.choose_level(9, 5, 2),
        lambda: sheet.set_tick(9, 5, (2, 1), on=True),
        lambda: sheet.dossier(9),
        lambda: sheet.draft(9, 5),
        lambda: workbench.results.result(9),
        lambda: workbench.review.findings(9),
        lambda: workbench.evidence.attach(9, 5, []),
        lambda: workbench.handover.handover(9),
    ]
    for edit in edits:
        with pytest.raises(UnknownAssessmentError):
            edit()
    assert sheet.undo(9) is None
    assert sheet.redo(9) is None
    assert sheet.history(9) == ()


def test_a_draft_is_composed_and_stores_nothing(sheet: Worksheet, city: int) -> None:
    sheet.set_tick(city, 5, (2, 1), on=True)
    before = sheet.dossier(city)
    draft = sheet.draft(city, 5)
    assert draft.fact == ""
    assert "Tingkat 2 belum tercapai" in draft.analysis
    assert sheet.dossier(city) == before
    sheet.take_draft(city, 5, draft)
    assert sheet.dossier(city).answer(5).analysis == draft.analysis


def test_the_instrument_of_an_assessment(sheet: Worksheet, city: int) -> None:
    assessment = sheet.dossier(city).assessment
    assert sheet.instrument(assessment).id == SHIPPED
    assert sheet.previous(assessment) is None


def test_the_history_names_newest_first(sheet: Worksheet, city: int) -> None:
    for level in (1, 2, 3):
        sheet.choose_level(city, 5, level)
    sheet.undo(city)
    steps = sheet.history(city, 5)
    assert [step.kind.value for step in steps] == ["undo", "do", "do", "do"]
    assert steps[0].reverts == steps[1].id
    assert [step.at for step in steps] == sorted((step.at for step in steps), reverse=True)
    assert sheet.dossier(city).revision == steps[0].id


def test_what_was_composed_is_known_by_the_log(sheet: Worksheet, city: int) -> None:
    assert sheet.composed(city, 5) == Draft("", "")
    sheet.write(city, 5, TextPart.FACT, "Tulisan saya.")
    sheet.take_draft(city, 5, Draft("Tulisan saya.\nNorma A.", "Syarat B."))
    sheet.write(city, 5, TextPart.FACT, "Tulisan saya.\nNorma A, disunting.")
    assert sheet.composed(city, 5) == Draft("Norma A.", "Syarat B.")
    assert sheet.composed(city, 6) == Draft("", "")
    sheet.undo(city)
    sheet.undo(city)
    assert sheet.composed(city, 5) == Draft("", "")
    sheet.redo(city)
    assert sheet.composed(city, 5) == Draft("Norma A.", "Syarat B.")
