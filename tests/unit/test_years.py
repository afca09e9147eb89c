"""The years of an institution: what stands beside what, and the habit of judging."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.identity import OFFICIAL, SELF
from assessment.domain.records import Answer, StageOutcome
from assessment.domain.years import (
    Column,
    Part,
    Years,
    habit_of,
    higher,
    lines,
    lower,
    measure_source,
    year_of,
)
from tests.builders import empty_dossier, official_instrument, small_instrument
from tests.years import REPORT, averages, flat, scored, years_with

OFFICIAL_ONE, VILLAGE = official_instrument(), small_instrument()
OUTLINE = OFFICIAL_ONE.outline


def names(columns: tuple[Column, ...]) -> list[tuple[str, int]]:
    return [(column.measure.stage, column.year.number) for column in columns]


def whole(*values: int) -> tuple[Fraction | None, ...]:
    return tuple(map(Fraction, values))


def test_a_year_holds_every_stage_that_was_scored_and_the_official_result() -> None:
    levels = flat(OFFICIAL_ONE, 3)
    dossier = scored(OFFICIAL_ONE, 2025, levels, flat(OFFICIAL_ONE, 2))
    answers = (*dossier.answers, *(Answer(1, number, "document", 4) for number in levels))
    outcomes = (*dossier.outcomes, StageOutcome(1, SELF, final=True))
    year = year_of(
        OFFICIAL_ONE, replace(dossier, answers=answers, outcomes=outcomes), (), None, (REPORT,)
    )
    assert [entry.stage for entry in year.measures] == [SELF, "document", OFFICIAL]
    assert (year.number, year.report, year.average) == (2025, REPORT, None)
    own, official = year.score(SELF), year.score(OFFICIAL)
    assert own is not None
    assert official is not None
    assert whole(3, 2) == (own.index, official.index)
    assert year.score("interview") is None


def test_a_stage_that_only_inherits_counts_once_it_is_final() -> None:
    dossier = scored(OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3))
    document = tuple(Answer(1, number, "document", 2) for number in OUTLINE.numbers)
    outcomes = tuple(StageOutcome(1, stage, final=True) for stage in (SELF, "document"))
    open_one = replace(dossier, answers=(*dossier.answers, *document), outcomes=outcomes)
    stages = [entry.stage for entry in year_of(OFFICIAL_ONE, open_one).measures]
    assert stages == [SELF, "document"]
    closed = replace(open_one, outcomes=(*outcomes, StageOutcome(1, "interview", final=True)))
    stages = [entry.stage for entry in year_of(OFFICIAL_ONE, closed).measures]
    assert stages == [SELF, "document", "interview"]


def test_a_year_knows_the_average_of_its_kind() -> None:
    year = year_of(OFFICIAL_ONE, scored(OFFICIAL_ONE, 2025), averages())
    assert year.average is not None
    assert (year.average.year, year.average.kind) == (2024, "city")
    assert (year.measures, year.edited, year.report) == ((), None, None)


@pytest.mark.parametrize(
    ("given_years", "shown", "usual"),
    [
        (
            [(2024, 2, 1), (2025, 3, 2)],
            2025,
            [("self", 2025), ("official", 2025), ("official", 2024)],
        ),
        ([(2024, None, 1), (2025, 3, None)], 2025, [("self", 2025), ("official", 2024)]),
        ([(2023, 1, 1), (2024, 2, None), (2025, 3, None)], 2025, [("self", 2025), ("self", 2024)]),
        ([(2024, 2, 1), (2025, 3, 2)], 2024, [("self", 2024), ("official", 2024)]),
        ([(2024, 2, 1), (2025, None, None)], 2025, [("self", 2024), ("official", 2024)]),
        ([(2025, None, 2)], 2025, [("official", 2025)]),
        ([(2025, None, None)], 2025, []),
    ],
)  # fmt: skip
def test_what_is_compared_at_first(
    given_years: list[tuple[int, int | None, int | None]],
    shown: int,
    usual: list[tuple[str, int]],
) -> None:
    years = years_with(
        *(
            (
                OFFICIAL_ONE,
                year,
                flat(OFFICIAL_ONE, own) if own else None,
                flat(OFFICIAL_ONE, official) if official else None,
            )
            for year, own, official in given_years
        ),
        shown=shown,
    )
    assert names(years.usual()) == usual


def test_the_same_instrument_goes_before_a_later_year_of_another() -> None:
    years = years_with(
        (OFFICIAL_ONE, 2023, flat(OFFICIAL_ONE, 2), None),
        (VILLAGE, 2024, flat(VILLAGE, 2), flat(VILLAGE, 3)),
        (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3), None),
    )
    assert names(years.usual()) == [("self", 2025), ("self", 2023)]
    alone = Years(2025, years.entries[1:])
    assert names(alone.usual()) == [("self", 2025), ("official", 2024)]
    mine, other = alone.usual()
    assert not mine.comparable(other)
    assert mine.comparable(Column(years.entries[0], years.entries[0].measures[0]))


def test_lines_give_every_part_of_all_columns() -> None:
    own = flat(OFFICIAL_ONE, 3)
    del own[47]
    years = years_with((OFFICIAL_ONE, 2025, own, flat(OFFICIAL_ONE, 2)))
    found = list(lines(years.usual()))
    assert [entry.part for entry in found].count(Part.INDICATOR) == 47
    assert len(found) == 1 + 4 + 8 + 47
    assert found[-1].name == years.entries[0].names[47]
    assert found[-1].values == (None, *whole(2))
    assert found[0].average == Fraction("3.39")
    aspects = [entry for entry in found if entry.part is Part.ASPECT]
    assert aspects[1].average == Fraction("2.60")
    assert found[-1].average is None


def test_lines_take_only_the_index_of_another_instrument() -> None:
    years = years_with(
        (VILLAGE, 2024, None, flat(VILLAGE, 4)), (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3), None)
    )
    index, *others = lines(years.usual())
    assert index.values == whole(3, 4)
    assert {entry.values[1] for entry in others} == {None}
    backwards = list(lines(years.usual()[::-1]))
    assert backwards[0].values == whole(4, 3)
    assert backwards[0].average is None
    assert len(backwards) == 1 + 3 + 4 + 10


def test_the_habit_over_several_years() -> None:
    years = years_with(
        (OFFICIAL_ONE, 2022, flat(OFFICIAL_ONE, 3, {5: 5, 9: 4}), flat(OFFICIAL_ONE, 3, {8: 4})),
        (VILLAGE, 2023, flat(VILLAGE, 4), flat(VILLAGE, 1)),
        (OFFICIAL_ONE, 2024, flat(OFFICIAL_ONE, 3, {5: 4}), flat(OFFICIAL_ONE, 3, {8: 4})),
        (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3, {5: 4}), flat(OFFICIAL_ONE, 3)),
        (OFFICIAL_ONE, 2026, flat(OFFICIAL_ONE, 5), None),
    )
    habit = habit_of(years)
    assert habit is not None
    assert habit.years == (2022, 2024, 2025)
    (fifth,) = higher(habit.indicators)  # the ninth was above in one year of three
    assert (fifth.number, fifth.above, fifth.below, fifth.years) == (5, 3, 0, 3)
    assert fifth.mean == Fraction(4, 3)
    (eighth,) = lower(habit.indicators)
    assert (eighth.number, eighth.below, eighth.mean) == (8, 2, Fraction(-2, 3))
    (policy,) = higher(habit.aspects)
    assert (policy.number, policy.above, policy.below) == (1, 2, 0)
    assert policy.mean == (Fraction(2, 10) + 0 + Fraction(1, 10)) / 3
    assert habit.index == policy.mean * 13 / 100


def test_what_is_above_as_often_as_not_is_no_habit() -> None:
    years = years_with(
        (OFFICIAL_ONE, 2024, flat(OFFICIAL_ONE, 3, {1: 4, 2: 4}), flat(OFFICIAL_ONE, 3)),
        (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3, {2: 1}), flat(OFFICIAL_ONE, 3)),
    )
    habit = habit_of(years)
    assert habit is not None
    assert (higher(habit.indicators), lower(habit.indicators)) == ((), ())


def test_unanswered_indicators_are_no_evidence() -> None:
    own = flat(OFFICIAL_ONE, 3)
    del own[11]
    years = years_with((OFFICIAL_ONE, 2025, own, flat(OFFICIAL_ONE, 2)))
    habit = habit_of(years)
    assert habit is not None
    assert habit.index is None
    assert 11 not in {entry.number for entry in habit.indicators}
    assert {entry.number for entry in habit.aspects} == {1, 3, 4, 5, 6, 7, 8}
    assert len(higher(habit.indicators)) == 46


def test_without_both_scores_there_is_no_habit() -> None:
    assert habit_of(Years()) is None
    years = years_with(
        (VILLAGE, 2024, flat(VILLAGE, 2), flat(VILLAGE, 1)),
        (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3), None),
    )
    assert habit_of(years) is None
    assert habit_of(replace(years, shown=2024)) is not None


LEVELS = st.lists(st.integers(1, 4), min_size=10, max_size=10)


@settings(max_examples=30)
@given(st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=4))
def test_a_habit_is_the_mean_of_what_years_differ(
    levels: list[tuple[list[int], list[int]]],
) -> None:
    numbers = VILLAGE.outline.numbers
    years = years_with(
        *(
            (
                VILLAGE,
                2022 + place,
                dict(zip(numbers, own, strict=True)),
                dict(zip(numbers, official, strict=True)),
            )
            for place, (own, official) in enumerate(levels)
        )
    )
    habit = habit_of(years)
    assert habit is not None
    weights = {
        number: Fraction(aspect.indicator_weight) / 100
        for aspect in VILLAGE.outline.aspects
        for number in aspect.indicators
    }
    assert habit.index == sum(entry.mean * weights[entry.number] for entry in habit.indicators)
    for entry, own in zip(habit.indicators, range(10), strict=True):
        differences = [given[0][own] - given[1][own] for given in levels]
        assert entry.mean == Fraction(sum(differences), len(levels))
        assert entry.above + entry.below <= entry.years == len(levels)
    high, low = higher(habit.indicators), lower(habit.indicators)
    assert [entry.mean for entry in high] == sorted((e.mean for e in high), reverse=True)
    assert not set(high) & set(low)


def test_an_assessment_without_answers_measures_nothing() -> None:
    assert year_of(VILLAGE, empty_dossier(VILLAGE)).measures == ()


@pytest.mark.parametrize(
    ("year", "stage", "words"),
    [
        (2025, OFFICIAL, "lhe.pdf, diterima 4 Maret 2025"),
        (2025, SELF, "Penilaian Mandiri di ruang kerja ini, diubah terakhir 10 Juli 2025"),
        (2020, OFFICIAL, "Hasil Resmi di ruang kerja ini"),
    ],
)
def test_every_measure_has_a_source(year: int, stage: str, words: str) -> None:
    years = years_with((VILLAGE, 2025, flat(VILLAGE, 2), flat(VILLAGE, 1)))
    assert measure_source(years, year, stage) == words
