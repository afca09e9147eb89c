"""The instrument as frozen data: its outline, and the texts of every indicator."""

from dataclasses import dataclass
from functools import cached_property

from indicators.outline import Outline


@dataclass(frozen=True, slots=True)
class Level:
    """What one maturity level of one indicator demands beyond the levels below it."""

    level: int
    summary: str
    conditions: tuple[str, ...]
    evidence: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One scored question with everything that helps to answer it."""

    number: int
    name: str
    short_name: str
    question: str
    explanation: str
    scope: str
    legal_basis: tuple[str, ...]
    keywords: tuple[str, ...]
    questions: tuple[str, ...]
    typical_owner: str
    levels: tuple[Level, ...]

    def level(self, level: int) -> Level:
        """The demands of one level."""
        return next(entry for entry in self.levels if entry.level == level)


@dataclass(frozen=True)
class Instrument:
    """An outline with the texts of all its indicators."""

    outline: Outline
    indicators: tuple[Indicator, ...]

    @property
    def id(self) -> str:
        """The instrument's identifier, which is the name of its folder."""
        return self.outline.id

    @cached_property
    def _by_number(self) -> dict[int, Indicator]:
        return {indicator.number: indicator for indicator in self.indicators}

    def indicator(self, number: int) -> Indicator:
        """The indicator with that number."""
        return self._by_number[number]
