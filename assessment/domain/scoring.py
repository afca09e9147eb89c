"""The index, exactly: fractions throughout, rounded half up once, when it is shown.

Source: PermenPANRB 59/2020 Lampiran I Bab III (weights, index, grades).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from assessment.domain.errors import LevelOutOfRangeError, UnknownIndicatorError
from indicators.outline import Aspect, Domain, Grade, Outline

_CENTS = Decimal("0.01")


def half_up(value: Fraction) -> Decimal:
    """The value with two decimals, half rounded up: 2.545 becomes 2.55."""
    hundredths = (value * 200 + 1) // 2  # floor(100 x + 1/2), exact for fractions
    return (Decimal(int(hundredths)) * _CENTS).quantize(_CENTS, ROUND_HALF_UP)


def exact(value: Fraction) -> str:
    """The value as its shortest exact decimal, or as a fraction where it has none."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{decimal:f}"


@dataclass(frozen=True, slots=True)
class AspectScore:
    """The index of an aspect: the mean of its levels."""

    aspect: Aspect
    index: Fraction


@dataclass(frozen=True, slots=True)
class DomainScore:
    """The index of a domain: its aspects weighted."""

    domain: Domain
    index: Fraction
    aspects: tuple[AspectScore, ...]


@dataclass(frozen=True, slots=True)
class NextGrade:
    """The next better grade and how much index is missing to it."""

    grade: Grade
    missing: Fraction


@dataclass(frozen=True, slots=True)
class Score:
    """The index of an assessment with everything it was computed from.

    ``levels`` holds every indicator in order, None where unanswered (counted as the lowest).
    """

    index: Fraction
    grade: Grade
    grade_rounded: Grade
    domains: tuple[DomainScore, ...]
    levels: tuple[int | None, ...]
    unanswered: tuple[int, ...]
    next_grade: NextGrade | None

    @property
    def aspects(self) -> tuple[AspectScore, ...]:
        """All aspects in order."""
        return tuple(aspect for domain in self.domains for aspect in domain.aspects)

    @property
    def answered(self) -> int:
        """How many indicators have a level."""
        return len(self.levels) - len(self.unanswered)


def score(outline: Outline, levels: Mapping[int, int | None]) -> Score:
    """The score of a set of levels; indicators that are missing or None count as the lowest.

    Raises:
        UnknownIndicatorError: a number that the instrument does not have.
        LevelOutOfRangeError: a level outside the instrument's range.
    """
    _check(outline, levels)
    domains = tuple(_score_domain(outline, domain, levels) for domain in outline.domains)
    weighted = sum((entry.index * Fraction(entry.domain.weight) for entry in domains), Fraction(0))
    index = weighted / 100
    given = tuple(levels.get(number) for number in outline.numbers)
    return Score(
        index=index,
        grade=grade_of(outline, index),
        grade_rounded=grade_of(outline, Fraction(half_up(index))),
        domains=domains,
        levels=given,
        unanswered=tuple(
            number for number, level in zip(outline.numbers, given, strict=True) if level is None
        ),
        next_grade=_next_grade(outline, index),
    )


def grade_of(outline: Outline, index: Fraction) -> Grade:
    """The grade of an index as it is given; lower bounds belong to the grade."""
    fitting = (grade for grade in outline.grades if index >= Fraction(grade.minimum))
    return next(fitting, outline.grades[-1])


def _check(outline: Outline, levels: Mapping[int, int | None]) -> None:
    known = set(outline.numbers)
    for number, level in levels.items():
        if number not in known:
            raise UnknownIndicatorError(number, len(known))
        if level is not None and level not in outline.levels:
            raise LevelOutOfRangeError(level, outline.minimum_level, outline.maximum_level)


def _score_domain(
    outline: Outline, domain: Domain, levels: Mapping[int, int | None]
) -> DomainScore:
    aspects = tuple(_score_aspect(outline, aspect, levels) for aspect in domain.aspects)
    weighted = sum((entry.index * Fraction(entry.aspect.weight) for entry in aspects), Fraction(0))
    return DomainScore(domain, weighted / Fraction(domain.weight), aspects)


def _score_aspect(
    outline: Outline, aspect: Aspect, levels: Mapping[int, int | None]
) -> AspectScore:
    total = sum(levels.get(number) or outline.minimum_level for number in aspect.indicators)
    return AspectScore(aspect, Fraction(total, len(aspect.indicators)))


def _next_grade(outline: Outline, index: Fraction) -> NextGrade | None:
    better = [grade for grade in outline.grades if Fraction(grade.minimum) > index]
    return NextGrade(better[-1], Fraction(better[-1].minimum) - index) if better else None
