"""The index: exact, rounded half up once, unanswered counted as the lowest and reported."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import LevelOutOfRangeError, UnknownIndicatorError
from assessment.domain.scoring import exact, grade_of, half_up, score
from tests.builders import official_instrument, small_instrument

OUTLINE = official_instrument().outline
SMALL = small_instrument().outline
# The weights of the regulation in hundredths of a percent, by indicator number.
WEIGHTS = [130] * 10 + [250] * 10 + [150] * 11 + [275] * 10 + [300] * 6

levels = st.lists(st.integers(1, 5), min_size=47, max_size=47)
some_levels = st.lists(st.none() | st.integers(1, 5), min_size=47, max_size=47)


def numbered(values: list[int] | list[int | None]) -> dict[int, int | None]:
    return dict(enumerate(values, start=1))


@given(some_levels)
def test_index_equals_an_independent_formula(values: list[int | None]) -> None:
    scored = score(OUTLINE, numbered(values))
    total = sum(weight * (level or 1) for weight, level in zip(WEIGHTS, values, strict=True))
    assert scored.index == Fraction(total, 10_000)
    assert scored.unanswered == tuple(n for n, v in numbered(values).items() if v is None)
    assert scored.answered == 47 - len(scored.unanswered)


@given(levels)
def test_every_index_stays_within_the_levels(values: list[int]) -> None:
    scored = score(OUTLINE, numbered(values))
    for index in (
        scored.index,
        *(domain.index for domain in scored.domains),
        *(aspect.index for aspect in scored.aspects),
    ):
        assert min(values) <= index <= max(values)


@given(levels, st.integers(0, 46))
def test_a_higher_level_never_lowers_anything(values: list[int], place: int) -> None:
    raised = list(values)
    raised[place] = min(5, raised[place] + 1)
    before, after = score(OUTLINE, numbered(values)), score(OUTLINE, numbered(raised))
    assert after.index >= before.index
    assert after.grade.minimum >= before.grade.minimum
    assert (after.index == before.index) == (raised == values)


@given(st.lists(st.integers(1, 4), min_size=10, max_size=10))
def test_other_instruments_have_their_own_weights(values: list[int]) -> None:
    weights = [1000] * 5 + [850] * 3 + [1225] * 2
    total = sum(weight * level for weight, level in zip(weights, values, strict=True))
    assert score(SMALL, numbered(values)).index == Fraction(total, 10_000)


def test_without_any_answer_everything_is_open() -> None:
    scored = score(OUTLINE, {})
    assert scored.index == 1
    assert scored.grade.name == "Kurang"
    assert scored.unanswered == OUTLINE.numbers
    assert scored.answered == 0
    assert scored.next_grade is not None
    assert scored.next_grade.grade.name == "Cukup"
    assert scored.next_grade.missing == Fraction(8, 10)


def test_the_best_grade_has_none_above() -> None:
    scored = score(OUTLINE, dict.fromkeys(OUTLINE.numbers, 5))
    assert scored.index == 5
    assert scored.next_grade is None


@pytest.mark.parametrize("number", [0, 48, -1])
def test_unknown_indicators_are_refused(number: int) -> None:
    with pytest.raises(UnknownIndicatorError) as caught:
        score(OUTLINE, {number: 3})
    assert (caught.value.number, caught.value.count) == (number, 47)


@pytest.mark.parametrize(("outline", "level"), [(OUTLINE, 0), (OUTLINE, 6), (SMALL, 5)])
def test_levels_out_of_range_are_refused(outline: object, level: int) -> None:
    chosen = SMALL if outline is SMALL else OUTLINE
    with pytest.raises(LevelOutOfRangeError) as caught:
        score(chosen, {1: level})
    assert (caught.value.value, caught.value.minimum) == (level, 1)
    assert caught.value.maximum == chosen.maximum_level


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(28, 11), "2.55"),
        (Fraction(2545, 1000), "2.55"),
        (Fraction(25449, 10_000), "2.54"),
        (Fraction(1795, 1000), "1.80"),
        (Fraction(5), "5.00"),
        (Fraction(1, 1000), "0.00"),
        (Fraction(5, 1000), "0.01"),
    ],
)
def test_halves_are_rounded_up(value: Fraction, shown: str) -> None:
    assert str(half_up(value)) == shown


@given(st.integers(0, 10**6), st.integers(1, 10**4))
def test_rounding_is_never_further_off_than_half_a_hundredth(above: int, below: int) -> None:
    value = Fraction(above, below)
    off = Fraction(half_up(value)) - value
    assert -Fraction(1, 200) < off <= Fraction(1, 200)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(3), "3"),
        (Fraction(328, 100), "3.28"),
        (Fraction(7, 3), "7/3"),
        (Fraction(1, 8), "0.125"),
        (Fraction(1, 6), "1/6"),
        (Fraction(20), "20"),
    ],
)
def test_exact_text(value: Fraction, text: str) -> None:
    assert exact(value) == text


@given(st.fractions(min_value=0, max_value=1000, max_denominator=10**6))
def test_exact_text_reads_back_as_the_same_value(value: Fraction) -> None:
    assert Fraction(exact(value)) == value


@pytest.mark.parametrize(
    ("index", "grade", "rounded"),
    [
        ("4.2", "Memuaskan", "Memuaskan"),
        ("4.195", "Sangat Baik", "Memuaskan"),
        ("3.495", "Baik", "Sangat Baik"),
        ("2.5999", "Cukup", "Baik"),
        ("2.6", "Baik", "Baik"),
        ("1.796", "Kurang", "Cukup"),
        ("1.7949", "Kurang", "Kurang"),
        ("1", "Kurang", "Kurang"),
    ],
)
def test_grades_of_the_unrounded_and_the_rounded_index(
    index: str, grade: str, rounded: str
) -> None:
    value = Fraction(index)
    assert grade_of(OUTLINE, value).name == grade
    assert grade_of(OUTLINE, Fraction(half_up(value))).name == rounded


def test_a_score_carries_both_grades() -> None:
    # One level more at these gives 1.795 exactly, which is printed as 1,80.
    scored = score(OUTLINE, dict.fromkeys((*range(11, 18), *range(21, 48)), 2))
    assert scored.index == Fraction(1795, 1000)
    assert (scored.grade.name, scored.grade_rounded.name) == ("Kurang", "Cukup")
    assert scored.next_grade is not None
    assert scored.next_grade.missing == Fraction(5, 1000)


def test_below_every_grade_the_lowest_one_holds() -> None:
    assert grade_of(OUTLINE, Fraction(1, 2)).name == "Kurang"
