"""Which stages there are, which is going on, and what counts at each."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.action_plan import plan_of
from assessment.domain.checks import findings
from assessment.domain.dossier import Dossier
from assessment.domain.identity import OFFICIAL, SELF, Cycle, State
from assessment.domain.records import ActionItem, Answer, StageOutcome
from assessment.domain.results import StageDifference, result_of, stage_results
from assessment.domain.scoring import score
from assessment.domain.stage_rows import StageRow, side_by_side
from assessment.domain.stages import (
    chosen_levels,
    counting_stage,
    current_stage,
    inherited_at,
    levels_at,
    noted_stage,
    reached_stages,
    scored_stage,
    stage_before,
    stages_of,
    standing,
)
from assessment.domain.words import previous_name, series_name
from tests.builders import empty_dossier, official_instrument, small_instrument

INSTRUMENT = official_instrument()
OUTLINE = INSTRUMENT.outline
DOCUMENT, INTERVIEW, VISIT = "document", "interview", "visit"
STAGES = (SELF, DOCUMENT, INTERVIEW, VISIT)


def dossier(
    *answers: Answer, final: Iterable[str] = (), cycle: Cycle = Cycle.EVALUATION
) -> Dossier:
    empty = empty_dossier(INSTRUMENT)
    return replace(
        empty,
        assessment=replace(empty.assessment, cycle=cycle),
        answers=answers,
        outcomes=tuple(StageOutcome(1, stage, final=True) for stage in final),
    )


@pytest.mark.parametrize(
    ("cycle", "expected"), [(Cycle.EVALUATION, STAGES), (Cycle.MONITORING, (SELF, DOCUMENT))]
)
def test_the_cycle_decides_which_stages_exist(cycle: Cycle, expected: tuple[str, ...]) -> None:
    assert tuple(stage.id for stage in stages_of(OUTLINE, cycle)) == expected


@pytest.mark.parametrize(
    ("scored", "latest", "counting"),
    [
        ((), SELF, SELF),
        ((SELF,), SELF, SELF),
        ((SELF, DOCUMENT), DOCUMENT, SELF),
        ((SELF, OFFICIAL), SELF, SELF),
        ((DOCUMENT, OFFICIAL), DOCUMENT, DOCUMENT),
        ((OFFICIAL,), OFFICIAL, OFFICIAL),
    ],
)
def test_the_stage_that_is_told(scored: tuple[str, ...], latest: str, counting: str) -> None:
    answers = [Answer(1, 1, stage, level=2) for stage in scored]
    chosen = chosen_levels(dossier(*answers, Answer(1, 1, "visit", justification="Belum")))
    assert scored_stage(OUTLINE, Cycle.EVALUATION, chosen).id == latest
    assert counting_stage(OUTLINE, Cycle.EVALUATION, chosen).id == counting
    result = result_of(INSTRUMENT, dossier(*answers))
    assert (result.stage, result.score.answered) == (counting, len(scored[:1]))


def test_what_would_lift_an_official_result() -> None:
    """It begins where the official result has left off; nothing waits for an answer yet."""
    printed = Answer(1, 1, OFFICIAL, level=3)
    planned = replace(dossier(printed), action_items=(ActionItem(1, 1, 4),))
    plan = plan_of(INSTRUMENT, planned, date(2025, 7, 10))
    assert [entry.level for entry in plan.entries] == [3]
    assert plan.now == result_of(INSTRUMENT, planned).score
    assert not findings(INSTRUMENT, planned, {})
    assert findings(INSTRUMENT, dossier(printed, Answer(1, 2, level=1)), {})


@pytest.mark.parametrize("cycle", list(Cycle))
def test_an_instrument_with_one_stage_has_that_one(cycle: Cycle) -> None:
    outline = small_instrument().outline
    assert [stage.id for stage in stages_of(outline, cycle)] == [SELF]
    assert stage_before(outline, SELF) is None


@pytest.mark.parametrize(
    ("final", "cycle", "expected"),
    [
        ((), Cycle.EVALUATION, SELF),
        ((SELF,), Cycle.EVALUATION, DOCUMENT),
        ((DOCUMENT,), Cycle.EVALUATION, SELF),  # opened again in between
        (STAGES, Cycle.EVALUATION, None),
        ((SELF, DOCUMENT), Cycle.MONITORING, None),
    ],
)
def test_the_current_stage_is_the_first_that_is_not_final(
    final: tuple[str, ...], cycle: Cycle, expected: str | None
) -> None:
    found = current_stage(OUTLINE, dossier(final=final, cycle=cycle))
    assert (found and found.id) == expected


@pytest.mark.parametrize(
    ("final", "cycle", "expected"),
    [
        ((), Cycle.EVALUATION, SELF),
        ((SELF, DOCUMENT), Cycle.EVALUATION, INTERVIEW),
        (STAGES, Cycle.EVALUATION, STAGES[-1]),
        ((SELF, DOCUMENT), Cycle.MONITORING, DOCUMENT),
    ],
)
def test_notes_are_of_the_current_stage_or_of_the_last(
    final: tuple[str, ...], cycle: Cycle, expected: str
) -> None:
    assert noted_stage(OUTLINE, dossier(final=final, cycle=cycle)).id == expected


def test_a_stage_that_was_opened_again_is_going_on() -> None:
    reopened = replace(
        dossier(), outcomes=(StageOutcome(1, SELF, final=False, reason="Ada bukti baru"),)
    )
    found = current_stage(OUTLINE, reopened)
    assert found is not None
    assert found.id == SELF


@pytest.mark.parametrize(
    ("answers", "final", "count"),
    [
        ((), (), 1),
        ((), (SELF,), 2),
        ((Answer(1, 1, INTERVIEW, level=2),), (), 3),  # scored before the others were closed
        ((Answer(1, 1, OFFICIAL, level=2),), (), 1),  # no stage of the instrument
        ((), STAGES, 4),
    ],
)
def test_how_far_an_assessment_has_come(
    answers: tuple[Answer, ...], final: tuple[str, ...], count: int
) -> None:
    reached = reached_stages(OUTLINE, dossier(*answers, final=final))
    assert tuple(stage.id for stage in reached) == STAGES[:count]


def test_the_documents_are_scored_afresh() -> None:
    own = dossier(Answer(1, 1, level=3, fact="Perwali"))
    assert standing(OUTLINE, own, 1, DOCUMENT) == Answer(1, 1, DOCUMENT)
    assert levels_at(OUTLINE, own, DOCUMENT) == {}


def test_what_is_untouched_at_a_visit_inherits_from_the_documents() -> None:
    scored = Answer(1, 1, DOCUMENT, level=2, ticks=frozenset({(2, 1)}), justification="Ada norma")
    given = dossier(Answer(1, 1, level=4), scored)
    for stage in (INTERVIEW, VISIT):
        assert standing(OUTLINE, given, 1, stage) == replace(scored, stage=stage)
        assert inherited_at(OUTLINE, given, stage) == (1,)
    assert inherited_at(OUTLINE, given, DOCUMENT) == ()


def test_a_justification_without_level_keeps_the_level_of_the_stage_before() -> None:
    given = dossier(
        Answer(1, 1, DOCUMENT, level=2, justification="Ada norma"),
        Answer(1, 1, INTERVIEW, justification="Dikonfirmasi", state=State.DRAFT),
    )
    found = standing(OUTLINE, given, 1, INTERVIEW)
    assert (found.level, found.justification, found.state) == (2, "Dikonfirmasi", State.DRAFT)


def test_a_level_of_its_own_does_not_borrow_another_ones_justification() -> None:
    given = dossier(
        Answer(1, 1, DOCUMENT, level=2, justification="Ada norma"),
        Answer(1, 1, INTERVIEW, level=3),
    )
    found = standing(OUTLINE, given, 1, VISIT)
    assert (found.level, found.justification) == (3, "")


def test_an_official_result_inherits_nothing() -> None:
    given = dossier(Answer(1, 1, DOCUMENT, level=2), Answer(1, 2, OFFICIAL, level=4))
    assert levels_at(OUTLINE, given, OFFICIAL) == {2: 4}


def test_stages_side_by_side() -> None:
    given = dossier(
        Answer(1, 1, level=4),
        Answer(1, 1, DOCUMENT, level=2),
        Answer(1, 2, level=3),
        Answer(1, 2, DOCUMENT, level=3),
        Answer(1, 2, INTERVIEW, level=4),
        Answer(1, 3, DOCUMENT, level=1),
    )
    one, two, three, four = side_by_side(OUTLINE, given)[:4]
    assert one == StageRow(1, (4, 2, 2, None), (False, True, False, False))
    assert two == StageRow(2, (3, 3, 4, None), (False, False, True, False))
    assert three == StageRow(3, (None, 1, 1, None), (False, True, False, False))
    assert four == StageRow(4, (None,) * 4, (False,) * 4)


def test_stages_of_a_monitoring_side_by_side() -> None:
    given = dossier(Answer(1, 1, level=4), Answer(1, 1, INTERVIEW, level=1), cycle=Cycle.MONITORING)
    assert side_by_side(OUTLINE, given)[0] == StageRow(1, (4, None), (False, False))


LEVELS = st.none() | st.integers(1, 5)


@given(st.lists(st.tuples(LEVELS, LEVELS, LEVELS, LEVELS), min_size=1, max_size=5))
def test_a_later_stage_counts_the_last_level_given(
    rows: list[tuple[int | None, int | None, int | None, int | None]],
) -> None:
    scored = dossier(
        *(
            Answer(1, number, stage, level=level)
            for number, row in enumerate(rows, start=1)
            for stage, level in zip(STAGES, row, strict=True)
        )
    )
    for (own, document, interview, visit), row in zip(
        rows, side_by_side(OUTLINE, scored), strict=False
    ):
        expected = (own, document, interview or document, visit or interview or document)
        assert row.levels == expected
        counted = tuple(levels_at(OUTLINE, scored, stage).get(row.indicator) for stage in STAGES)
        assert counted == expected


def test_results_of_the_stages_that_were_reached() -> None:
    given = dossier(
        *(Answer(1, number, level=3) for number in OUTLINE.numbers),
        *(Answer(1, number, DOCUMENT, level=3) for number in OUTLINE.numbers if number != 7),
        Answer(1, 5, INTERVIEW, level=2),
        final=(SELF, DOCUMENT),
    )
    own, document, interview = stage_results(OUTLINE, given)
    assert (own.stage.id, own.final, own.inherited, own.differences) == (SELF, True, (), ())
    assert document.score == score(OUTLINE, {n: 3 for n in OUTLINE.numbers if n != 7})
    assert (document.score.unanswered, document.differences) == ((7,), ())
    assert not interview.final
    assert interview.differences == (StageDifference(5, 3, 2),)
    assert interview.inherited == tuple(n for n in OUTLINE.numbers if n not in {5, 7})


def test_a_result_of_a_stage_stands_beside_the_same_stage_of_the_year_before() -> None:
    this_year = dossier(Answer(1, 1, level=5), Answer(1, 1, DOCUMENT, level=3))
    last_year = dossier(Answer(1, 1, level=4), Answer(1, 1, DOCUMENT, level=2))
    found = result_of(INSTRUMENT, this_year, last_year, DOCUMENT)
    assert found.score == score(OUTLINE, {1: 3})
    assert found.previous is not None
    assert found.previous.score == score(OUTLINE, {1: 2})


def test_a_result_stands_beside_the_self_assessment_where_the_stage_was_not_scored() -> None:
    this_year = dossier(Answer(1, 1, DOCUMENT, level=3))
    found = result_of(INSTRUMENT, this_year, dossier(Answer(1, 1, level=4)), DOCUMENT)
    assert found.previous is not None
    assert (found.previous.stage, found.previous.score) == (SELF, score(OUTLINE, {1: 4}))


def test_the_official_result_of_the_year_before_comes_first() -> None:
    last_year = dossier(Answer(1, 1, level=4), Answer(1, 1, OFFICIAL, 2))
    found = result_of(INSTRUMENT, dossier(Answer(1, 1, level=5)), last_year)
    assert found.previous is not None
    assert (found.previous.stage, found.previous.score) == (OFFICIAL, score(OUTLINE, {1: 2}))
    assert previous_name(found.previous) == "LHE 2025"
    assert series_name("own", 2024) == "own 2024"


def test_the_official_result_of_the_same_year_stands_beside_another_stage() -> None:
    this_year = dossier(Answer(1, 1, level=4), Answer(1, 1, OFFICIAL, 3))
    found = result_of(INSTRUMENT, this_year)
    assert (found.stage, found.official) == (SELF, score(OUTLINE, {1: 3}))
    official = result_of(INSTRUMENT, this_year, stage=OFFICIAL)
    assert (official.score, official.official) == (score(OUTLINE, {1: 3}), None)
    assert result_of(INSTRUMENT, dossier()).official is None
