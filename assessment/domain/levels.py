"""Which level the ticked conditions support, and how that compares with the chosen one."""

from collections.abc import Set as AbstractSet
from enum import StrEnum

from assessment.domain.records import Tick
from indicators.instrument import Indicator


class Support(StrEnum):
    """How the chosen level stands to the supported one."""

    UNANSWERED = "unanswered"
    MATCHING = "matching"
    ABOVE = "above"  # claimed without ground
    BELOW = "below"  # understated


def ticked(indicator: Indicator, level: int, ticks: AbstractSet[Tick]) -> int:
    """How many conditions of the level are ticked."""
    conditions = indicator.level(level).conditions
    return sum((level, position) in ticks for position in range(1, len(conditions) + 1))


def supported_level(indicator: Indicator, ticks: AbstractSet[Tick]) -> int:
    """The highest level for which nothing at or below it is unticked, and at least the lowest.

    Levels are cumulative (PermenPANRB 59/2020 Lampiran I Bab II): a gap lower down holds
    everything above it back.
    """
    supported = indicator.levels[0].level
    for entry in indicator.levels:
        if ticked(indicator, entry.level, ticks) < len(entry.conditions):
            break
        supported = entry.level
    return supported


def support(indicator: Indicator, level: int | None, ticks: AbstractSet[Tick]) -> Support:
    """How a chosen level compares with what the ticks support."""
    if level is None:
        return Support.UNANSWERED
    supported = supported_level(indicator, ticks)
    if level == supported:
        return Support.MATCHING
    return Support.ABOVE if level > supported else Support.BELOW
