"""The cheapest path: as cheap as trying every combination, locked and capped as asked."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.cheapest_path import Climb, cheapest_path
from assessment.domain.errors import OutOfReachError
from assessment.domain.scoring import score
from indicators.outline import Grade, Outline
from tests.builders import official_instrument, small_instrument

OUTLINE = official_instrument().outline
SMALL = small_instrument().outline
GOOD = Fraction(26, 10)


def random_outline(random: Random) -> Outline:
    """Two domains of one aspect each, five indicators, weights that need not divide evenly."""
    first = random.randint(1, 4)
    weights = (Decimal(random.randint(1, 99)), Decimal(0))
    weights = (weights[0], 100 - weights[0])
    numbers = (tuple(range(1, first + 1)), tuple(range(first + 1, 6)))
    domains = tuple(
        replace(
            domain,
            weight=weight,
            aspects=(replace(domain.aspects[0], weight=weight, indicators=own),),
        )
        for domain, weight, own in zip(SMALL.domains[:2], weights, numbers, strict=True)
    )
    return replace(SMALL, domains=domains)


def cheapest_by_trying(
    outline: Outline,
    present: dict[int, int],
    wanted: Fraction,
    efforts: dict[tuple[int, int], int],
    caps: dict[int, int],
) -> tuple[int, int]:
    """Effort and number of steps of the best of all combinations."""
    reach = [
        range(level, max(level, caps.get(number, outline.maximum_level)) + 1)
        for number, level in present.items()
    ]
    found = []
    for goals in product(*reach):
        reached = dict(zip(present, goals, strict=True))
        if score(outline, reached).index >= wanted:
            steps = [
                (number, level)
                for number, goal in reached.items()
                for level in range(present[number] + 1, goal + 1)
            ]
            found.append((sum(efforts[step] for step in steps), len(steps)))
    return min(found)


@pytest.mark.parametrize("seed", range(200))
def test_nothing_cheaper_exists(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - a fixed draw, nothing secret
    outline = random_outline(random)
    present = {number: random.choice(outline.levels) for number in outline.numbers}
    efforts = {step: random.randint(0, 9) for step in product(outline.numbers, outline.levels)}
    caps = {number: random.choice(outline.levels) for number in random.sample(range(1, 6), 2)}
    tops = {n: max(v, caps.get(n, outline.maximum_level)) for n, v in present.items()}
    lowest, highest = score(outline, present).index, score(outline, tops).index
    wanted = lowest + (highest - lowest) * Fraction(random.randint(0, 20), 20)
    path = cheapest_path(outline, present, wanted, efforts, caps)
    steps = sum(climb.goal - climb.start for climb in path.climbs)
    assert (path.effort, steps) == cheapest_by_trying(outline, present, wanted, efforts, caps)
    assert path.index >= wanted
    reached = present | {climb.indicator: climb.goal for climb in path.climbs}
    assert path.index == score(outline, reached).index
    assert all(climb.goal <= tops[climb.indicator] for climb in path.climbs)


def test_the_cheapest_step_first_would_miss_it() -> None:
    """One dear step on a heavy service beats three cheap ones on light policies."""
    present = dict.fromkeys(OUTLINE.numbers, 1)
    wanted = score(OUTLINE, present | {42: 2}).index
    efforts = {(42, 2): 10, (1, 2): 4, (2, 2): 4, (3, 2): 4}
    caps = present | {1: 2, 2: 2, 3: 2, 42: 2}
    path = cheapest_path(OUTLINE, present, wanted, efforts, caps)
    assert path.climbs == (Climb(42, 1, 2, 10),)


def test_unanswered_ones_stand_on_the_lowest_level() -> None:
    path = cheapest_path(OUTLINE, {1: None}, Fraction(1), {})
    assert path.climbs == ()
    assert path.index == 1
    assert path.effort == 0


def test_the_highest_index_of_all_can_be_reached() -> None:
    path = cheapest_path(OUTLINE, {}, Fraction(5), {})
    assert path.index == 5
    assert path.effort == 4 * len(OUTLINE.numbers)


def test_locked_indicators_stay() -> None:
    present = dict.fromkeys(OUTLINE.numbers, 2)
    path = cheapest_path(OUTLINE, present, GOOD, {}, dict.fromkeys(range(32, 48), 2))
    assert path.index >= GOOD
    assert all(climb.indicator < 32 for climb in path.climbs)


def test_what_cannot_be_reached_says_how_far_one_comes() -> None:
    present = dict.fromkeys(OUTLINE.numbers, 2)
    with pytest.raises(OutOfReachError) as caught:
        cheapest_path(OUTLINE, present, GOOD, {}, present | {1: 3})
    assert caught.value.wanted == GOOD
    assert caught.value.highest == 2 + Fraction(13, 1000)


@settings(max_examples=8)
@given(st.lists(st.integers(1, 5), min_size=47, max_size=47), st.sampled_from(OUTLINE.grades))
def test_every_grade_is_reached_with_nothing_to_spare(levels: list[int], grade: Grade) -> None:
    present = dict(enumerate(levels, start=1))
    wanted = Fraction(grade.minimum)
    path = cheapest_path(OUTLINE, present, wanted, {})
    assert path.index >= wanted
    for climb in path.climbs:
        less = present | {entry.indicator: entry.goal for entry in path.climbs}
        less[climb.indicator] -= 1
        assert score(OUTLINE, less).index < wanted
