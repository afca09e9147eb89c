from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from assessment.domain.action_plan import (
    needs_text,
    outcome_text,
    path_upwards,
    plan_of,
    source_text,
)
from assessment.domain.errors import OutOfReachError
from assessment.domain.exchange import ExportKind, kinds_of, suffix_of
from assessment.domain.planning import PathSettings
from assessment.domain.records import ActionItem, Answer, LevelCap, PathWish, StepEffort
from assessment.domain.scoring import score
from tests.builders import empty_dossier, official_instrument
from tests.plans import ITEMS, climbing, planned

TODAY = date(2025, 7, 10)
INSTRUMENT = official_instrument()
OUTLINE = INSTRUMENT.outline


def test_every_item_knows_what_it_lifts_and_what_it_needs() -> None:
    dossier = climbing(items=ITEMS[::-1])
    plan = plan_of(INSTRUMENT, dossier, TODAY)
    assert [entry.item.indicator for entry in plan.entries] == [3, 11, 35, 40]
    assert [entry.level for entry in plan.entries] == [2, None, 3, 2]
    first, unanswered, idle, reached = plan.entries
    assert (first.weight, first.gain) == (Fraction(13, 10), Fraction(13, 1000))
    assert unanswered.gain == Fraction(75, 1000)  # unanswered counts as the lowest level
    assert [need.level for need in unanswered.needs] == [2, 3, 4]
    assert idle.gain == reached.gain == 0
    assert idle.needs == reached.needs == ()
    assert (first.service, idle.service) == (False, True)


def test_the_index_of_the_plan_is_that_of_its_levels() -> None:
    plan = plan_of(INSTRUMENT, climbing(), TODAY)
    levels = climbing().levels()
    assert plan.now == score(OUTLINE, levels)
    assert plan.done == score(OUTLINE, {**levels, 3: 3, 11: 4})
    assert plan.done.index - plan.now.index == sum(entry.gain for entry in plan.entries)


def test_what_is_done_is_not_late() -> None:
    plan = plan_of(INSTRUMENT, climbing(), TODAY)
    assert [entry.late for entry in plan.entries] == [True, False, False, False]
    assert plan.late == 1


def test_without_items_nothing_is_lifted() -> None:
    plan = plan_of(INSTRUMENT, climbing(items=()), TODAY)
    assert plan.entries == ()
    assert plan.done == plan.now


def test_the_path_keeps_to_what_was_set() -> None:
    dossier = climbing()
    free = path_upwards(INSTRUMENT, dossier, PathSettings())
    assert free is not None
    assert free.index >= Fraction(26, 10)
    taken = free.climbs[0].indicator
    locked = PathSettings(
        efforts=(StepEffort(1, 1, 3, 0),),
        caps=(LevelCap(1, taken, 1),),
        wish=PathWish(1, highest=3),
    )
    other = path_upwards(INSTRUMENT, dossier, locked)
    assert other is not None
    climbs = {climb.indicator: climb.goal for climb in other.climbs}
    assert taken not in climbs
    assert set(climbs.values()) <= {2, 3}
    assert climbs[1] == 3  # costs nothing


def test_locks_can_leave_no_way() -> None:
    with pytest.raises(OutOfReachError):
        path_upwards(INSTRUMENT, climbing(), PathSettings(wish=PathWish(1, highest=2)))


def test_above_the_best_grade_there_is_no_way() -> None:
    answers = tuple(Answer(1, number, level=5) for number in OUTLINE.numbers)
    best = replace(empty_dossier(INSTRUMENT), answers=answers)
    assert path_upwards(INSTRUMENT, best, PathSettings()) is None


def test_words_name_index_grade_source_and_moment() -> None:
    given = planned((ActionItem(1, 1, 5),))
    plan = plan_of(INSTRUMENT, given.dossier, TODAY)
    assert outcome_text(plan) == "Indeks 2,00 (Cukup) menjadi 2,04 (Cukup) bila semuanya tercapai"
    assert source_text(given) == (
        "Sumber: Penilaian Mandiri Kota Nusa Damai 2025, langkah 12, 10 Juli 2025 10.29;"
        f" {OUTLINE.title}"
    )
    assert needs_text(("Ada", "Lengkap")) == "• Ada\n• Lengkap"
    assert needs_text(()) == "–"


def test_every_kind_has_a_suffix_and_names_are_their_own() -> None:
    assert {suffix_of(kind) for kind in ExportKind} == {"pdf", "xlsx", "csv", "json", "spbe"}
    assert kinds_of(ExportKind.PLAN) == (ExportKind.PLAN, ExportKind.PLAN_TABLE)
    assert kinds_of(ExportKind.SUMMARY) == (ExportKind.SUMMARY,)
    assert ExportKind.SUMMARY not in kinds_of(None)
