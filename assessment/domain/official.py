"""The official wording of an instrument, read from a person's own copies of its sources.

The program words every level itself; the official text stays with the person who has it.
"""

from dataclasses import dataclass
from enum import StrEnum


class OfficialPart(StrEnum):
    """Which of the two sources speaks."""

    CRITERIA = "criteria"  # the regulation: what a level demands
    EVIDENCE = "evidence"  # the guideline: when a level is met and what proves it


@dataclass(frozen=True, slots=True)
class OfficialText:
    """The official wording of one level of one indicator; ``source`` is the name of the file."""

    instrument_id: str
    indicator: int
    level: int
    part: OfficialPart
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class OfficialSource:
    """One source of an instrument and what of it is in the workspace.

    ``file`` is empty while nothing was read; ``missing`` names the (indicator, level) pairs that
    the file did not give.
    """

    instrument_id: str
    part: OfficialPart
    title: str
    file: str
    indicators: int
    levels: int
    missing: tuple[tuple[int, int], ...]

    @property
    def found(self) -> int:
        """How many texts are there."""
        return self.indicators * self.levels - len(self.missing)
