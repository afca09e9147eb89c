"""All years of an institution: what each stage gave, and how it habitually judges itself.

Years measured by different instruments stand side by side; nothing is ever subtracted between
them, because other questions and weights make another scale.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from fractions import Fraction

from assessment.domain.dossier import Dossier
from assessment.domain.formatting import date_text
from assessment.domain.identity import OFFICIAL, SELF, Assessment
from assessment.domain.records import Document
from assessment.domain.results import official_score
from assessment.domain.scoring import Score, score
from assessment.domain.stages import levels_at, reached_stages
from assessment.domain.words import stage_name
from indicators.benchmarks import Average, average_of
from indicators.instrument import Instrument
from indicators.outline import Outline


@dataclass(frozen=True, slots=True)
class Measure:
    """The score of one stage of a year, or its official result."""

    stage: str
    score: Score


@dataclass(frozen=True, slots=True)
class Year:
    """One assessment among those of its institution.

    ``names`` are the short names of its indicators. ``measures`` are those in which anybody has
    given a level, the official one last. ``average`` is the latest of the same kind up to the
    year, ``edited`` the day of the last change, ``report`` the printed official result.
    """

    assessment: Assessment
    outline: Outline
    names: Mapping[int, str]
    measures: tuple[Measure, ...]
    average: Average | None = None
    edited: date | None = None
    report: Document | None = None

    @property
    def number(self) -> int:
        """The year itself."""
        return self.assessment.year

    def score(self, stage: str) -> Score | None:
        """The score of a stage; None where there is none."""
        return next((entry.score for entry in self.measures if entry.stage == stage), None)


@dataclass(frozen=True, slots=True)
class Column:
    """One measure of one year, to be held against another."""

    year: Year
    measure: Measure

    @property
    def score(self) -> Score:
        """Its score."""
        return self.measure.score

    def comparable(self, other: "Column") -> bool:
        """Whether both were measured by the same instrument."""
        return self.year.outline.id == other.year.outline.id


@dataclass(frozen=True, slots=True)
class Years:
    """The years of one institution, earliest first; ``shown`` is the one that is looked at.

    ``locked`` are assessments whose instrument cannot be read.
    """

    shown: int = 0
    entries: tuple[Year, ...] = ()
    locked: tuple[Assessment, ...] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every measure of every year."""
        return tuple(Column(year, measure) for year in self.entries for measure in year.measures)

    def usual(self) -> tuple[Column, ...]:
        """What is compared at first: the score that is looked at, then what it is held against.

        These are the official result of the same year, else its last stage; and of the last year
        by the same instrument, else of the last year, the official result, else the same stage.
        """
        columns = self.columns
        if not columns:
            return ()
        own = [entry for entry in columns if entry.year.number == self.shown]
        own = own or [entry for entry in columns if entry.year == columns[-1].year]
        base = own[0]
        earlier = [entry for entry in columns if entry.year.number < base.year.number]
        before = [entry for entry in earlier if entry.comparable(base)] or earlier
        last = [entry for entry in before if entry.year == before[-1].year]
        order = (OFFICIAL, base.measure.stage, SELF)
        last.sort(key=lambda entry: _rank(order, entry.measure.stage))
        return (base, *own[1:][-1:], *last[:1])


def measure_source(years: Years, number: int, stage: str) -> str:
    """Where the figures of a stage of a year come from, and of which day they are."""
    year = next((entry for entry in years.entries if entry.number == number), None)
    if year is not None and stage == OFFICIAL and year.report is not None:
        return f"{year.report.name}, diterima {date_text(year.report.added.date())}"
    changed = year and year.edited
    day = f", diubah terakhir {date_text(changed)}" if changed else ""
    return f"{stage_name(stage)} di ruang kerja ini{day}"


def _rank(order: Sequence[str], stage: str) -> int:
    return order.index(stage) if stage in order else len(order)


def year_of(
    instrument: Instrument,
    dossier: Dossier,
    averages: tuple[Average, ...] = (),
    edited: date | None = None,
    documents: Collection[Document] = (),
) -> Year:
    """One assessment as a year; its printed result is among the documents, if there is any."""
    outline, assessment = instrument.outline, dossier.assessment
    source = dossier.outcome(OFFICIAL).source
    return Year(
        assessment=assessment,
        outline=outline,
        names={entry.number: entry.short_name for entry in instrument.indicators},
        measures=tuple(_measures(outline, dossier)),
        average=average_of(averages, assessment.year, assessment.kind),
        edited=edited,
        report=next((entry for entry in documents if entry.sha256 == source), None),
    )


def _measures(outline: Outline, dossier: Dossier) -> Iterator[Measure]:
    for stage in reached_stages(outline, dossier):
        levels = levels_at(outline, dossier, stage.id)
        # A stage that only inherits so far has not been scored yet.
        if levels and (dossier.levels(stage.id) or dossier.outcome(stage.id).final):
            yield Measure(stage.id, score(outline, levels))
    official = official_score(outline, dossier)
    if official is not None:
        yield Measure(OFFICIAL, official)


class Part(Enum):
    """What a line of a comparison speaks of."""

    INDEX = auto()
    DOMAIN = auto()
    ASPECT = auto()
    INDICATOR = auto()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a comparison.

    ``values`` are those of the columns, None where a column has none: an unanswered indicator, or
    a part of another instrument. ``average`` is that of the first column's kind and year.
    """

    part: Part
    number: int
    name: str
    short_name: str
    values: tuple[Fraction | None, ...]
    average: Fraction | None = None


def lines(columns: Sequence[Column]) -> Iterator[Line]:
    """The index, domains, aspects and indicators of the first column with those of all others.

    Of columns by another instrument only the index is given.

    Args:
        columns: what is compared, at least one; the first one's instrument parts the lines.
    """
    year = columns[0].year
    average = year.average
    whole = tuple(column.score.index for column in columns)
    yield Line(Part.INDEX, 0, "", "", whole, None if average is None else Fraction(average.index))
    scores = [entry.score if entry.comparable(columns[0]) else None for entry in columns]
    position = 0
    for place, domain in enumerate(year.outline.domains):
        values = tuple(entry.domains[place].index if entry else None for entry in scores)
        mean = None if average is None else Fraction(average.domains[place])
        yield Line(Part.DOMAIN, domain.number, domain.name, domain.short_name, values, mean)
        for aspect in domain.aspects:
            values = tuple(entry.aspects[position].index if entry else None for entry in scores)
            mean = None if average is None else Fraction(average.aspects[position])
            yield Line(Part.ASPECT, aspect.number, aspect.name, aspect.short_name, values, mean)
            for number in aspect.indicators:
                name = year.names[number]
                values = tuple(_level(year.outline, entry, number) for entry in scores)
                yield Line(Part.INDICATOR, number, name, name, values)
            position += 1


def _level(outline: Outline, given: Score | None, number: int) -> Fraction | None:
    level = None if given is None else given.levels[outline.numbers.index(number)]
    return None if level is None else Fraction(level)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How an institution's own judgement of an aspect or indicator lay to the official one.

    Of ``years`` years it was ``above`` in so many and ``below`` in so many; ``mean`` is the mean
    of its own figure less the official one over these years.
    """

    number: int
    name: str
    years: int
    above: int
    below: int
    mean: Fraction


@dataclass(frozen=True, slots=True)
class Habit:
    """How an institution judges itself, over the years in which both levels are known.

    ``years`` are these years; ``index`` is the mean difference of the index over those in which
    nothing was left unanswered, None where there is none.
    """

    outline: Outline
    years: tuple[int, ...]
    index: Fraction | None
    aspects: tuple[Leaning, ...]
    indicators: tuple[Leaning, ...]


def higher(leanings: Iterable[Leaning]) -> tuple[Leaning, ...]:
    """Where it habitually judges itself higher: in more than half of the years, most first."""
    found = [entry for entry in leanings if 2 * entry.above > entry.years and entry.mean > 0]
    return tuple(sorted(found, key=lambda entry: (-entry.mean, -entry.above, entry.number)))


def lower(leanings: Iterable[Leaning]) -> tuple[Leaning, ...]:
    """Where it habitually judges itself lower: in more than half of the years, most first."""
    found = [entry for entry in leanings if 2 * entry.below > entry.years and entry.mean < 0]
    return tuple(sorted(found, key=lambda entry: (entry.mean, -entry.below, entry.number)))


def habit_of(years: Years) -> Habit | None:
    """The habit over all years by the instrument of the one that is looked at.

    None where no year has both an own and an official score.
    """
    shown = next((entry for entry in years.entries if entry.number == years.shown), None)
    if shown is None:
        return None
    pairs: dict[int, tuple[Score, Score]] = {}
    for entry in years.entries:
        own, official = entry.score(SELF), entry.score(OFFICIAL)
        if entry.outline.id == shown.outline.id and own is not None and official is not None:
            pairs[entry.number] = (own, official)
    if not pairs:
        return None
    outline = shown.outline
    scores = tuple(pairs.values())
    differences = [
        own.index - official.index
        for own, official in scores
        if not own.unanswered and not official.unanswered
    ]
    return Habit(
        outline=outline,
        years=tuple(pairs),
        index=sum(differences, Fraction(0)) / len(differences) if differences else None,
        aspects=tuple(_aspect_leanings(outline, scores)),
        indicators=tuple(_indicator_leanings(shown, scores)),
    )


def _aspect_leanings(outline: Outline, pairs: Sequence[tuple[Score, Score]]) -> Iterator[Leaning]:
    """Aspects by the years in which all their indicators were answered in both."""
    for place, aspect in enumerate(outline.aspects):
        numbers = set(aspect.indicators)
        differences = [
            own.aspects[place].index - official.aspects[place].index
            for own, official in pairs
            if numbers.isdisjoint(own.unanswered) and numbers.isdisjoint(official.unanswered)
        ]
        yield from _leaning(aspect.number, aspect.name, differences)


def _indicator_leanings(year: Year, pairs: Sequence[tuple[Score, Score]]) -> Iterator[Leaning]:
    for place, number in enumerate(year.outline.numbers):
        levels = [(own.levels[place], official.levels[place]) for own, official in pairs]
        differences = [
            Fraction(own - official)
            for own, official in levels
            if own is not None and official is not None
        ]
        yield from _leaning(number, year.names[number], differences)


def _leaning(number: int, name: str, differences: Sequence[Fraction]) -> Iterator[Leaning]:
    if differences:
        yield Leaning(
            number=number,
            name=name,
            years=len(differences),
            above=sum(difference > 0 for difference in differences),
            below=sum(difference < 0 for difference in differences),
            mean=sum(differences, Fraction(0)) / len(differences),
        )
