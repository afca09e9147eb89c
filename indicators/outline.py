"""The structure of an instrument as frozen data: what ``instrument.toml`` says.

Weights, levels and grades are all that scoring needs; `indicators.instrument` adds the texts.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Capability:
    """A family of maturity levels (process or service) with the name and meaning of each."""

    id: str
    name: str
    levels: tuple[str, ...]
    meanings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Aspect:
    """An aspect: its weight in percent and the numbers of its indicators."""

    number: int
    name: str
    short_name: str
    weight: Decimal
    indicator_weight: Decimal
    indicators: tuple[int, ...]
    capability: str


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain: its weight in percent and its aspects.

    ``fact_phrase`` opens a sentence of the facts: where a norm stands, what is documented and
    so on, by domain (Pedoman Menteri PANRB 3/2024 Bab III).
    """

    number: int
    name: str
    short_name: str
    result_name: str
    fact_phrase: str
    weight: Decimal
    aspects: tuple[Aspect, ...]

    @property
    def indicators(self) -> tuple[int, ...]:
        """The numbers of all indicators of the domain."""
        return tuple(number for aspect in self.aspects for number in aspect.indicators)


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade (predikat) and the smallest index that earns it."""

    name: str
    minimum: Decimal


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of an assessment and who carries it out."""

    id: str
    name: str
    actor: str
    inherits: bool
    optional: bool


@dataclass(frozen=True)
class Outline:
    """Structure, weights, levels, grades and stages of an instrument."""

    id: str
    title: str
    regulation: str
    guideline: str
    valid_years: tuple[int, int]
    minimum_level: int
    maximum_level: int
    target_level: int
    target_index: Decimal
    domains: tuple[Domain, ...]
    capabilities: tuple[Capability, ...]
    grades: tuple[Grade, ...]
    stages: tuple[Stage, ...]

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """All aspects in order."""
        return tuple(aspect for domain in self.domains for aspect in domain.aspects)

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of all indicators in order."""
        return tuple(number for domain in self.domains for number in domain.indicators)

    @property
    def levels(self) -> range:
        """All maturity levels, lowest first."""
        return range(self.minimum_level, self.maximum_level + 1)

    @cached_property
    def _aspect_of(self) -> dict[int, Aspect]:
        return {number: aspect for aspect in self.aspects for number in aspect.indicators}

    def aspect_of(self, number: int) -> Aspect:
        """The aspect that an indicator belongs to."""
        return self._aspect_of[number]

    def domain_of(self, number: int) -> Domain:
        """The domain that an indicator belongs to."""
        return next(domain for domain in self.domains if number in domain.indicators)

    def capability_of(self, number: int) -> Capability:
        """The family of levels that an indicator is measured by."""
        wanted = self.aspect_of(number).capability
        return next(capability for capability in self.capabilities if capability.id == wanted)

    def level_name(self, number: int, level: int) -> str:
        """The name of a level as this indicator calls it (``Terdefinisi``, ``Transaksi``)."""
        return self.capability_of(number).levels[level - self.minimum_level]

    def is_service(self, number: int) -> bool:
        """Whether the indicator is drawn round: every family of levels but the first."""
        return self.capability_of(number).id != self.capabilities[0].id
