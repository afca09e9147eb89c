"""What if, the cheapest path and the action plan, on a real workspace."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assessment.domain.errors import (
    LevelOutOfRangeError,
    OutOfReachError,
    UnknownAssessmentError,
    UnknownIndicatorError,
)
from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.planning import PathSetting, PathSettings
from assessment.domain.records import ActionItem, ItemState, LevelCap, PathWish, StepEffort
from assessment.services.workbench import Workbench
from indicators.errors import SpbeError
from tests.builders import official_instrument

GOOD = Fraction(26, 10)


@pytest.fixture
def city(workbench: Workbench) -> Assessment:
    """Everything on level 2; at indicator 1 the first condition of level 3 is met already."""
    made = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2024, instrument_id="permenpanrb-59-2020"
    )
    for number in official_instrument().outline.numbers:
        workbench.worksheet.choose_level(made.id, number, 2)
    workbench.worksheet.set_unit(made.id, 42, "Dinas Kominfo")
    workbench.worksheet.set_tick(made.id, 1, (3, 1), on=True)
    return made


def test_what_if_touches_nothing(workbench: Workbench, city: Assessment) -> None:
    assert workbench.planning.what_if(city.id, {42: 4}).index == 2 + Fraction(6, 100)
    assert workbench.results.result(city.id).score.index == 2


def test_a_step_costs_its_open_conditions(workbench: Workbench, city: Assessment) -> None:
    efforts = workbench.planning.efforts(city.id)
    indicator = official_instrument().indicator(1)
    assert efforts[1, 3] == max(1, len(indicator.level(3).conditions) - 1)
    assert efforts[1, 4] == max(1, len(indicator.level(4).conditions))
    assert min(efforts.values()) == 1


def test_needs_name_open_conditions_and_evidence(workbench: Workbench, city: Assessment) -> None:
    first, second = workbench.planning.needs(city.id, 1, 4)
    indicator = official_instrument().indicator(1)
    assert (first.level, second.level) == (3, 4)
    # What is open at or below the start comes with the first step: levels are cumulative.
    assert first.conditions == (
        *indicator.level(2).conditions, *indicator.level(3).conditions[1:],
    )  # fmt: skip
    assert second.conditions == indicator.level(4).conditions
    assert second.evidence == indicator.level(4).evidence
    assert workbench.planning.needs(city.id, 1, 2) == ()


def test_a_path_becomes_the_plan_and_back(workbench: Workbench, city: Assessment) -> None:
    planning = workbench.planning
    path = planning.cheapest_path(city.id, GOOD, planning.efforts(city.id))
    assert path.index >= GOOD
    chosen = path.climbs[0].indicator
    planning.keep(ActionItem(city.id, chosen, 5, "Bagian Hukum", date(2025, 6, 30)))
    planning.keep(ActionItem(city.id, 47, 3) if chosen != 47 else ActionItem(city.id, 46, 3))
    assert planning.adopt(city.id, path) is not None
    plan = {item.indicator: item for item in planning.plan(city.id)}
    assert list(plan) == [climb.indicator for climb in path.climbs]
    assert {number: item.level for number, item in plan.items()} == {
        climb.indicator: climb.goal for climb in path.climbs
    }
    assert (plan[chosen].unit, plan[chosen].due) == ("Bagian Hukum", date(2025, 6, 30))
    assert planning.adopt(city.id, path) is None
    workbench.worksheet.undo(city.id)
    assert {item.level for item in planning.plan(city.id)} == {3, 5}


def test_the_unit_of_the_indicator_is_planned(workbench: Workbench, city: Assessment) -> None:
    planning = workbench.planning
    locked = dict.fromkeys(official_instrument().outline.numbers, 2) | {42: 5}
    path = planning.cheapest_path(city.id, Fraction(203, 100), {}, locked)
    planning.adopt(city.id, path)
    (item,) = planning.plan(city.id)
    assert (item.indicator, item.level, item.unit) == (42, 3, "Dinas Kominfo")


def test_items_are_kept_and_dropped(workbench: Workbench, city: Assessment) -> None:
    planning = workbench.planning
    item = ActionItem(city.id, 5, 4, "Bappeda")
    planning.keep(item)
    done = replace(item, state=ItemState.DONE, note="Perwal ditetapkan")
    assert planning.keep(done) is not None
    assert planning.keep(done) is None
    assert planning.plan(city.id) == (done,)
    assert planning.drop(city.id, [5, 6]) is not None
    assert planning.drop(city.id, [5]) is None
    assert planning.plan(city.id) == ()


def test_what_is_unknown_is_refused(workbench: Workbench, city: Assessment) -> None:
    planning = workbench.planning
    with pytest.raises(UnknownAssessmentError):
        planning.plan(city.id + 1)
    with pytest.raises(UnknownIndicatorError):
        planning.keep(ActionItem(city.id, 48, 3))
    with pytest.raises(LevelOutOfRangeError):
        planning.keep(ActionItem(city.id, 1, 6))
    with pytest.raises(OutOfReachError):
        planning.cheapest_path(city.id, Fraction(5), {}, {1: 2})
    assert planning.plan(city.id) == ()


def test_only_what_differs_from_the_default_is_kept(workbench: Workbench, city: Assessment) -> None:
    planning = workbench.planning
    default = planning.efforts(city.id)[1, 3]
    assert planning.keep_setting(StepEffort(city.id, 1, 3, default)) is None
    assert planning.keep_setting(LevelCap(city.id, 2, 5)) is None
    assert planning.keep_setting(PathWish(city.id)) is None
    step = planning.keep_setting(StepEffort(city.id, 1, 3, 40))
    assert step is not None
    assert step.indicators == (1,)
    planning.keep_setting(LevelCap(city.id, 2, 2))
    planning.keep_setting(PathWish(city.id, "3.5"))
    planning.keep_setting(StepEffort(city.id, 1, 3, 50))
    kept = PathSettings(
        (StepEffort(city.id, 1, 3, 50),), (LevelCap(city.id, 2, 2),), PathWish(city.id, "3.5")
    )
    assert planning.settings(city.id) == kept
    assert planning.reset(city.id) is not None
    assert planning.settings(city.id) == PathSettings(wish=kept.wish)
    assert planning.reset(city.id) is None
    workbench.worksheet.undo(city.id)
    assert planning.settings(city.id) == kept
    planning.keep_setting(StepEffort(city.id, 1, 3, default))
    assert planning.settings(city.id).efforts == ()


@pytest.mark.parametrize(
    ("setting", "error"),
    [
        (StepEffort(1, 48, 3, 1), UnknownIndicatorError),
        (LevelCap(1, 1, 6), LevelOutOfRangeError),
        (PathWish(2, "3.5"), UnknownAssessmentError),
    ],
)
def test_settings_of_what_is_unknown_are_refused(
    workbench: Workbench, city: Assessment, setting: PathSetting, error: type[SpbeError]
) -> None:
    with pytest.raises(error):
        workbench.planning.keep_setting(setting)
    assert workbench.planning.settings(city.id) == PathSettings()
