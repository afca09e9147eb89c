"""One value beside those of a group, without showing any other one of it."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """An own value, the median of a group and the edges of its middle half."""

    name: str
    own: Fraction
    middle: Fraction
    low: Fraction
    high: Fraction
