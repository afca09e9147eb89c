"""The cheapest way to an index: which levels to raise, exactly.

Weights become whole numbers, so the index gained is one, too; the least effort for every gain is
then found indicator by indicator (dynamic programming). Climbing "the cheapest step first" can
miss the best set.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, inf, lcm

from assessment.domain.errors import OutOfReachError
from assessment.domain.scoring import score
from indicators.outline import Outline

Efforts = Mapping[tuple[int, int], int]
"""What it costs to reach a level of an indicator from the level below it: (indicator, level)."""


@dataclass(frozen=True, slots=True)
class Climb:
    """One indicator that is raised, and what all its steps cost together."""

    indicator: int
    start: int
    goal: int
    effort: int


@dataclass(frozen=True, slots=True)
class CheapestPath:
    """What is raised, in the order of the indicators, and the unrounded index it leads to."""

    climbs: tuple[Climb, ...]
    index: Fraction

    @property
    def effort(self) -> int:
        """What all of it costs together."""
        return sum(climb.effort for climb in self.climbs)


@dataclass(frozen=True, slots=True)
class _Option:
    """A level within reach; ``gain`` is what it adds to the index in whole units."""

    level: int
    effort: int
    steps: int
    gain: int


def cheapest_path(
    outline: Outline,
    levels: Mapping[int, int | None],
    wanted: Fraction,
    efforts: Efforts,
    caps: Mapping[int, int] | None = None,
) -> CheapestPath:
    """The set of level steps with the least effort that leads to an index of at least ``wanted``.

    Among sets of equal effort one with the fewest steps is taken.

    Args:
        outline: the instrument's structure and weights.
        levels: where every indicator stands; unanswered ones stand on the lowest level.
        wanted: the unrounded index to reach.
        efforts: whole and not negative; a step that is not named costs 1.
        caps: the highest level allowed, by indicator; the present level locks it.

    Raises:
        OutOfReachError: even with every step that is allowed the index stays below.
    """
    present = {number: levels.get(number) or outline.minimum_level for number in outline.numbers}
    tops = {
        number: max(level, (caps or {}).get(number, outline.maximum_level))
        for number, level in present.items()
    }
    highest = score(outline, tops).index
    if highest < wanted:
        raise OutOfReachError(wanted, highest)
    return _path(outline, present, _goals(outline, present, tops, wanted, efforts))


def _goals(
    outline: Outline,
    present: Mapping[int, int],
    tops: Mapping[int, int],
    wanted: Fraction,
    efforts: Efforts,
) -> dict[int, _Option]:
    """What every indicator shall reach."""
    worth = shares(outline)
    scale = lcm(*(share.denominator for share in worth.values()))
    missing = max(0, ceil((wanted - score(outline, present).index) * scale))
    options = [
        tuple(_options(number, level, tops[number], int(worth[number] * scale), efforts))
        for number, level in present.items()
    ]
    return dict(zip(present, _cheapest(options, missing), strict=True))


def _path(
    outline: Outline, present: Mapping[int, int], chosen: Mapping[int, _Option]
) -> CheapestPath:
    climbs = tuple(
        Climb(number, present[number], option.level, option.effort)
        for number, option in chosen.items()
        if option.steps
    )
    reached = {number: option.level for number, option in chosen.items()}
    return CheapestPath(climbs, score(outline, reached).index)


def shares(outline: Outline) -> dict[int, Fraction]:
    """What one level of each indicator adds to the index."""
    return {
        number: Fraction(aspect.weight) / 100 / len(aspect.indicators)
        for aspect in outline.aspects
        for number in aspect.indicators
    }


def _options(number: int, start: int, top: int, weight: int, efforts: Efforts) -> Iterator[_Option]:
    """Every level within reach, the present one first."""
    effort = 0
    yield _Option(start, 0, 0, 0)
    for level in range(start + 1, top + 1):
        effort += efforts.get((number, level), 1)
        yield _Option(level, effort, level - start, weight * (level - start))


def _cheapest(options: list[tuple[_Option, ...]], missing: int) -> list[_Option]:
    """What each indicator shall reach, so that together they gain at least the missing."""
    # One number for effort and steps: steps decide only between equal efforts.
    unit = 1 + sum(map(len, options))

    def cost(option: _Option) -> int:
        return option.effort * unit + option.steps

    # The least cost by gain ("at least so much"), before each indicator.
    layers: list[list[float]] = [[0, *[inf] * missing]]
    for reachable in options:
        before = layers[-1]
        best = before  # the first option: it stays where it is
        for option in reachable[1:]:
            gain, added = min(option.gain, missing), cost(option)
            padded = [before[0]] * gain + before[: missing + 1 - gain]
            best = [min(here, there + added) for here, there in zip(best, padded, strict=True)]
        layers.append(best)
    chosen: list[_Option] = []
    for reachable, before, after in zip(
        reversed(options), layers[-2::-1], layers[:0:-1], strict=True
    ):
        option = next(
            option
            for option in reachable
            if before[max(0, missing - option.gain)] + cost(option) == after[missing]
        )
        chosen.append(option)
        missing = max(0, missing - option.gain)
    return chosen[::-1]
