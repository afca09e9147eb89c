"""What a level still demands, and what reaching it is reckoned to cost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessment.domain.dossier import Dossier
from assessment.domain.levels import ticked
from assessment.domain.records import (
    ActionItem,
    ItemState,
    LevelCap,
    PathWish,
    StepEffort,
    Tick,
)
from indicators.instrument import Indicator, Instrument


@dataclass(frozen=True, slots=True)
class Need:
    """One step up: the conditions that are open there, and the evidence to look for."""

    level: int
    conditions: tuple[str, ...]
    evidence: tuple[str, ...]


PathSetting = StepEffort | LevelCap | PathWish


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What a person has set for the cheapest path; whatever is not here has its default."""

    efforts: tuple[StepEffort, ...] = ()
    caps: tuple[LevelCap, ...] = ()
    wish: PathWish | None = None


def needs(indicator: Indicator, ticks: frozenset[Tick], start: int, goal: int) -> tuple[Need, ...]:
    """What the steps from one level to another demand, the lowest first.

    Conditions of levels at or below the start that are open come with the first step: levels are
    cumulative.
    """
    found: list[Need] = []
    for level in range(start + 1, goal + 1):
        from_level = indicator.levels[0].level if level == start + 1 else level
        entries = [entry for entry in indicator.levels if from_level <= entry.level <= level]
        found.append(
            Need(
                level,
                tuple(
                    condition
                    for entry in entries
                    for position, condition in enumerate(entry.conditions, start=1)
                    if (entry.level, position) not in ticks
                ),
                indicator.level(level).evidence,
            )
        )
    return tuple(found)


def default_efforts(instrument: Instrument, dossier: Dossier) -> dict[tuple[int, int], int]:
    """Reckons a step by its open conditions, at least 1: (indicator, level) to effort."""
    return dict(_efforts(instrument, dossier))


def _efforts(instrument: Instrument, dossier: Dossier) -> Iterator[tuple[tuple[int, int], int]]:
    for indicator in instrument.indicators:
        ticks = dossier.answer(indicator.number).ticks
        for entry in indicator.levels[1:]:
            open_ones = len(entry.conditions) - ticked(indicator, entry.level, ticks)
            yield (indicator.number, entry.level), max(1, open_ones)


def is_default(setting: PathSetting, instrument: Instrument, dossier: Dossier) -> bool:
    """Whether a setting says what would hold without it."""
    match setting:
        case StepEffort(indicator=number, level=level, effort=effort):
            return default_efforts(instrument, dossier).get((number, level)) == effort
        case LevelCap(level=level):
            return level == instrument.outline.maximum_level
        case _:
            return setting == PathWish(setting.assessment_id)


def overdue(item: ActionItem, today: date) -> bool:
    """Whether an item of the action plan should be done by now, and is not."""
    return item.due is not None and item.due < today and item.state is not ItemState.DONE
