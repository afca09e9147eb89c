"""The official result of an evaluation (LHE) as it was printed, and whether it adds up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from assessment.domain.identity import Cycle, InstitutionKind
from assessment.domain.passages import Box
from assessment.domain.scoring import Score, half_up, score
from indicators.outline import Outline

_MOST_MISPRINTS = 2  # aspects that a slip of the pen makes wrong; more are read astray


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A part of a page in premultiplied RGBA, row by row; ``area`` is the part, in points."""

    page: int
    area: Box
    width: int
    height: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """One row of the printed table; ``earlier`` is the level of the year before, where printed.

    ``level`` is None where none could be read for certain; ``printed`` is what stands there. Page
    and box say where; without a page the row was not found.
    """

    indicator: int
    level: int | None
    printed: str
    name: str
    earlier: int | None
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class AspectText:
    """What the report says about one aspect."""

    aspect: int
    introduction: str
    strengths: str
    weaknesses: str


@dataclass(frozen=True, slots=True)
class OfficialResult:
    """Everything that a report says; what could not be read is None or empty.

    ``headline`` is the index beside the institution's name, ``index`` the one of the table.
    ``rows`` holds every indicator of the instrument, in order. ``column_clear`` says whether it is
    known which of the printed columns is that of the year, ``rows_clear`` that no level can have
    slipped to the row above or below, ``year_clear`` whether the titles say the year,
    ``kind_clear`` whether the name says what the institution is; ``figures_page`` is where the
    indices are printed.
    """

    path: Path
    instrument_id: str
    institution: str
    kind: InstitutionKind
    cycle: Cycle
    year: int
    earlier_year: int | None
    headline: Decimal | None
    index: Decimal | None
    grade: str
    domains: tuple[Decimal | None, ...]
    aspects: tuple[Decimal | None, ...]
    texts: tuple[AspectText, ...]
    recommendation: str
    rows: tuple[OfficialRow, ...]
    column_clear: bool
    rows_clear: bool
    year_clear: bool
    kind_clear: bool
    figures_page: int | None

    @property
    def levels(self) -> dict[int, int]:
        """The levels that were read, by indicator."""
        return {row.indicator: row.level for row in self.rows if row.level is not None}


class DoubtKind(StrEnum):
    """What does not add up."""

    INSTITUTION = "institution"
    YEAR = "year"
    COLUMN = "column"
    SLIPPED = "slipped"
    ROW_MISSING = "row_missing"
    LEVEL_UNREADABLE = "level_unreadable"
    ASPECT = "aspect"
    DOMAIN = "domain"
    INDEX = "index"
    HEADLINE = "headline"
    GRADE = "grade"


FIGURES = frozenset(
    (DoubtKind.ASPECT, DoubtKind.DOMAIN, DoubtKind.INDEX, DoubtKind.HEADLINE, DoubtKind.GRADE)
)
"""What is printed otherwise than the levels give; whoever looked at the page may say so."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that does not add up.

    ``number`` is an indicator, an aspect or a domain; ``printed`` is empty where nothing could be
    read, ``computed`` is what the levels give.
    """

    kind: DoubtKind
    number: int | None = None
    printed: str = ""
    computed: str = ""


def doubts_of(
    outline: Outline, result: OfficialResult, levels: Mapping[int, int]
) -> tuple[Doubt, ...]:
    """What speaks against these levels being those of the report, rows first.

    Raises:
        UnknownIndicatorError: a number that the instrument does not have.
        LevelOutOfRangeError: a level outside the instrument's range.
    """
    found = [] if result.institution else [Doubt(DoubtKind.INSTITUTION)]
    if not result.year_clear:
        found.append(Doubt(DoubtKind.YEAR, None, f"{result.year}"))
    if not result.column_clear:
        found.append(Doubt(DoubtKind.COLUMN))
    elif not result.rows_clear:
        found.append(Doubt(DoubtKind.SLIPPED))
    for row in result.rows:
        if row.level is None and row.indicator not in levels:
            kind = DoubtKind.LEVEL_UNREADABLE if row.page else DoubtKind.ROW_MISSING
            found.append(Doubt(kind, row.indicator, row.printed))
    computed = score(outline, levels)
    return (*found, *_figures(result, computed))


def doubtful_rows(outline: Outline, doubts: tuple[Doubt, ...]) -> frozenset[int]:
    """The indicators that a person has to look at.

    Those that were not read, with their whole aspect, which nothing can be checked against then;
    all of an aspect that is printed otherwise; and every one where more than a misprint or two is
    wrong, or nobody can tell which.
    """
    unread = {DoubtKind.ROW_MISSING, DoubtKind.LEVEL_UNREADABLE}
    gone = {doubt.number for doubt in doubts if doubt.kind in unread}
    wrong = {doubt.number for doubt in doubts if doubt.kind is DoubtKind.ASPECT}
    concerned = [
        aspect
        for aspect in outline.aspects
        if aspect.number in wrong or gone.intersection(aspect.indicators)
    ]
    whole = {DoubtKind.COLUMN, DoubtKind.DOMAIN, DoubtKind.INDEX}
    astray = not concerned and any(doubt.kind in whole for doubt in doubts)
    slipped = any(doubt.kind is DoubtKind.SLIPPED for doubt in doubts)
    if astray or slipped or len(wrong) > _MOST_MISPRINTS:
        return frozenset(outline.numbers)
    return frozenset(number for aspect in concerned for number in aspect.indicators)


def _figures(result: OfficialResult, computed: Score) -> Iterator[Doubt]:
    for aspect, printed in zip(computed.aspects, result.aspects, strict=True):
        yield from _figure(DoubtKind.ASPECT, aspect.aspect.number, printed, aspect.index)
    for domain, printed in zip(computed.domains, result.domains, strict=True):
        yield from _figure(DoubtKind.DOMAIN, domain.domain.number, printed, domain.index)
    yield from _figure(DoubtKind.INDEX, None, result.index, computed.index)
    if result.headline is not None:
        yield from _figure(DoubtKind.HEADLINE, None, result.headline, computed.index)
    if result.grade not in {computed.grade.name, computed.grade_rounded.name}:
        yield Doubt(DoubtKind.GRADE, None, result.grade, computed.grade.name)


def _figure(
    kind: DoubtKind, number: int | None, printed: Decimal | None, index: Fraction
) -> Iterator[Doubt]:
    if printed != half_up(index):
        said = "" if printed is None else f"{printed}"
        yield Doubt(kind, number, said, f"{half_up(index)}")
