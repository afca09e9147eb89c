"""Supported against chosen level, and what is said about an aspect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.dossier import Dossier
from assessment.domain.levels import Support, support, supported_level, ticked
from assessment.domain.records import Answer, Tick
from assessment.domain.results import result_of, strengths_and_weaknesses
from tests.builders import (
    empty_dossier,
    full_dossier,
    official_instrument,
    small_instrument,
    ticks_up_to,
)

PROCESS = small_instrument().indicator(1)  # no condition at level 1, then 1, 2 and 3
SERVICE = official_instrument().indicator(32)  # level 1 has conditions too
ALL = tuple(ticks_up_to(PROCESS, 4))


@pytest.mark.parametrize(
    ("ticks", "level"),
    [
        (set(), 1),
        ({(2, 1)}, 2),
        ({(2, 1), (3, 1)}, 2),
        ({(2, 1), (3, 1), (3, 2)}, 3),
        ({(3, 1), (3, 2)}, 1),  # a gap at 2 holds everything back
        ({(2, 1), (4, 1), (4, 2), (4, 3)}, 2),
        (set(ALL), 4),
        ({(2, 1), (9, 9), (2, 7)}, 2),  # ticks that no longer exist count for nothing
    ],
)
def test_supported_level(ticks: set[Tick], level: int) -> None:
    assert supported_level(PROCESS, ticks) == level


def test_a_service_without_anything_is_still_at_the_lowest_level() -> None:
    assert SERVICE.level(1).conditions
    assert supported_level(SERVICE, frozenset()) == 1
    assert supported_level(SERVICE, ticks_up_to(SERVICE, 5)) == 5


def test_a_service_needs_the_conditions_of_level_1_for_level_2() -> None:
    second = ticks_up_to(SERVICE, 2) - ticks_up_to(SERVICE, 1)
    assert supported_level(SERVICE, second) == 1


@given(st.sets(st.sampled_from(ALL)), st.sampled_from(ALL))
def test_ticking_never_lowers_what_is_supported(ticks: set[Tick], more: Tick) -> None:
    supported = supported_level(PROCESS, ticks)
    assert 1 <= supported <= 4
    assert supported_level(PROCESS, ticks | {more}) >= supported
    complete = [
        level
        for level in range(1, 5)
        if all(
            ticked(PROCESS, below, ticks) == len(PROCESS.level(below).conditions)
            for below in range(1, level + 1)
        )
    ]
    assert supported == max(complete)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (None, Support.UNANSWERED),
        (1, Support.BELOW),
        (2, Support.MATCHING),
        (3, Support.ABOVE),
    ],
)
def test_chosen_against_supported(level: int | None, expected: Support) -> None:
    assert support(PROCESS, level, {(2, 1)}) is expected


def test_ticked_counts_the_conditions_of_one_level() -> None:
    assert ticked(PROCESS, 3, {(3, 2), (2, 1)}) == 1
    assert ticked(PROCESS, 1, set(ALL)) == 0


def test_strengths_highest_first_and_weaknesses_lowest_first() -> None:
    outline = official_instrument().outline
    levels = {21: 4, 22: 5, 23: 2, 24: 1, 25: 3, 26: 5, 1: 5}
    strong, weak = strengths_and_weaknesses(outline, levels, outline.aspects[4].indicators)
    assert strong == (22, 26, 21)
    assert weak == (24, 23)  # 27 and 28 are unanswered: neither


def test_a_result_compares_with_targets_and_the_year_before() -> None:
    instrument = small_instrument()
    answers = (Answer(1, 1, level=3, target=4), Answer(1, 2, level=2), Answer(1, 3, target=1))
    dossier = Dossier(empty_dossier(instrument).assessment, answers)
    before = full_dossier(instrument, 3, year=2024)
    result = result_of(instrument, dossier, before)
    assert (result.targets[1], result.targets[2], result.targets[3]) == (4, 2, 1)
    assert result.on_target == (2,)
    assert result.names[4] == "Hal 4"
    assert result.previous is not None
    assert result.previous.assessment.year == 2024
    assert result.previous.score.answered == 10
    assert result_of(instrument, dossier).previous is None
