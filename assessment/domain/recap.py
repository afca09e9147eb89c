"""Many institutions side by side: who submitted what, in which rank, and who stands out.

A round is one year of one instrument. Only within a round is anything ranked or averaged, and a
change is only taken between two years of the same instrument.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from pathlib import Path
from statistics import median

from assessment.domain.identity import OFFICIAL, SELF, InstitutionKind
from assessment.domain.names import name_key
from assessment.domain.scoring import score
from indicators.outline import Outline

FEWEST = 5
"""Fewer institutions than this are no group: a median would say nothing, an average would tell."""
FAR = 2
"""So many levels away from the median of its kind, an indicator is worth a look."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read: a file, and the line where it is a list."""

    path: Path
    line: int = 0

    @property
    def text(self) -> str:
        """The file's name, with the line where there is one."""
        return f"{self.path.name}:{self.line}" if self.line else self.path.name


@dataclass(frozen=True, slots=True)
class Submission:
    """What an institution submitted for a year.

    ``levels`` and ``aspects`` are empty where only a list of indices is known. ``grade`` is the
    name as printed, or as it follows from the index.
    """

    institution: str
    kind: InstitutionKind
    year: int
    instrument_id: str
    stage: str
    levels: tuple[int | None, ...]
    aspects: tuple[Fraction, ...]
    domains: tuple[Fraction, ...]
    index: Fraction
    grade: str
    source: Source
    made: date | None = None
    region: str = ""

    @property
    def unanswered(self) -> int:
        """How many indicators were counted as the lowest level for want of an answer."""
        return self.levels.count(None)


@dataclass(frozen=True, slots=True)
class Expected:
    """An institution of which a submission is expected."""

    institution: str
    kind: InstitutionKind | None = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a line of one, that was left out, and why."""

    source: Source
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class Superseded:
    """A submission that does not count, because another one of that year does.

    ``identical`` tells a copy from an older or lesser one.
    """

    submission: Submission
    counted: Submission
    identical: bool


@dataclass(frozen=True, slots=True)
class Outlier:
    """An indicator whose level is far from the median of the institution's kind."""

    indicator: int
    level: int
    median: Fraction


@dataclass(frozen=True, slots=True)
class Entry:
    """One institution in a round.

    ``change`` is the difference to the year before, None where that is unknown; ``before`` is the
    year it is taken from.
    """

    rank: int
    submission: Submission
    change: Fraction | None
    before: int
    outliers: tuple[Outlier, ...]


@dataclass(frozen=True, slots=True)
class Averages:
    """Means over some institutions; ``aspects`` is empty where nobody gave levels."""

    count: int
    index: Fraction
    middle: Fraction
    domains: tuple[Fraction, ...]
    aspects: tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """All institutions of one year and instrument, best first.

    ``names`` are the short names of the indicators.
    """

    outline: Outline
    year: int
    entries: tuple[Entry, ...]
    missing: tuple[Expected, ...]
    names: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Findings:
    """What was read from one file or from all of them."""

    submissions: tuple[Submission, ...] = ()
    expected: tuple[Expected, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()

    def __add__(self, other: "Findings") -> "Findings":
        return Findings(
            self.submissions + other.submissions,
            self.expected + other.expected,
            self.unreadable + other.unreadable,
        )


@dataclass(frozen=True, slots=True)
class Recap:
    """Everything that was found in a folder; rounds are the latest year first."""

    folder: Path
    rounds: tuple[Round, ...] = ()
    superseded: tuple[Superseded, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    files: int = field(default=0)


def submission_of(
    outline: Outline,
    levels: Mapping[int, int],
    expected: Expected,
    *,
    year: int,
    stage: str,
    source: Source,
    made: date | None = None,
) -> Submission:
    """The submission that a set of levels is.

    Raises:
        UnknownIndicatorError: a number that the instrument does not have.
        LevelOutOfRangeError: a level outside the instrument's range.
    """
    standing = score(outline, levels)
    return Submission(
        institution=expected.institution,
        kind=expected.kind or InstitutionKind.OTHER,
        year=year,
        instrument_id=outline.id,
        stage=stage,
        levels=standing.levels,
        aspects=tuple(entry.index for entry in standing.aspects),
        domains=tuple(entry.index for entry in standing.domains),
        index=standing.index,
        grade=standing.grade.name,
        source=source,
        made=made,
        region=expected.region,
    )


def recap_of(
    folder: Path, found: Findings, outlines: Mapping[str, Outline], files: int = 0
) -> Recap:
    """Sort out what counts, rank it, and say what does not count and what is missing."""
    listed = {name_key(entry.institution): entry for entry in found.expected}
    groups: defaultdict[tuple[str, int], defaultdict[str, list[Submission]]]
    groups = defaultdict(lambda: defaultdict(list))
    for submission in found.submissions:
        key = name_key(submission.institution)
        groups[submission.instrument_id, submission.year][key].append(submission)
    superseded: list[Superseded] = []
    counted: dict[tuple[str, int], dict[str, Submission]] = {}
    for (instrument_id, year), group in groups.items():
        stages = _stage_order(outlines[instrument_id])
        counted[instrument_id, year] = {
            key: _sort_out(same, stages, superseded) for key, same in group.items()
        }
    latest = max((year for _, year in counted), default=0)
    rounds = tuple(
        _round(outlines[instrument_id], year, counted, listed if year == latest else {})
        for instrument_id, year in sorted(counted, key=lambda key: (-key[1], key[0]))
    )
    return Recap(folder, rounds, tuple(superseded), found.unreadable, files)


def _stage_order(outline: Outline) -> tuple[str, ...]:
    return (SELF, *(stage.id for stage in outline.stages if stage.id != SELF), OFFICIAL)


def _sort_out(
    same: Sequence[Submission], stages: Sequence[str], superseded: list[Superseded]
) -> Submission:
    """The submission of an institution that counts: of the last stage, then the latest."""

    def weight(submission: Submission) -> tuple[int, bool, date, bool, str]:
        # What has levels says more than the line of a list, a file in a region more than its copy;
        # of two lines of a list the later one counts.
        made, source = submission.made or date.min, str(submission.source.path)
        stage, whole = stages.index(submission.stage), bool(submission.levels)
        return stage, whole, made, whole and bool(submission.region), source

    *others, best = sorted(same, key=weight)
    for other in others:
        identical = (other.levels, other.index, other.stage) == (
            best.levels,
            best.index,
            best.stage,
        )
        superseded.append(Superseded(other, best, identical))
    return best


def _round(
    outline: Outline,
    year: int,
    counted: Mapping[tuple[str, int], Mapping[str, Submission]],
    listed: Mapping[str, Expected],
) -> Round:
    here = counted[outline.id, year]
    years = sorted(other for instrument, other in counted if instrument == outline.id)
    earlier = [counted[outline.id, other] for other in years if other < year]
    ranks = _ranks(here.values())
    middles = _medians(here.values())
    entries = []
    for key, submission in here.items():
        past = [group[key] for group in earlier if key in group]
        before = past[-1] if past else None
        entries.append(
            Entry(
                rank=ranks[submission.index],
                submission=submission,
                change=submission.index - before.index if before else None,
                before=before.year if before else 0,
                outliers=_outliers(outline, submission, middles.get(submission.kind, ())),
            )
        )
    entries.sort(key=lambda entry: (entry.rank, entry.submission.institution.casefold()))
    return Round(outline, year, tuple(entries), _missing(here, earlier, listed))


def _ranks(submissions: Collection[Submission]) -> dict[Fraction, int]:
    """The rank of each index; the same index shares a rank and the next one is skipped."""
    ranks: dict[Fraction, int] = {}
    ordered = sorted((submission.index for submission in submissions), reverse=True)
    for place, index in enumerate(ordered, start=1):
        ranks.setdefault(index, place)
    return ranks


def _missing(
    here: Mapping[str, Submission],
    earlier: Sequence[Mapping[str, Submission]],
    listed: Mapping[str, Expected],
) -> tuple[Expected, ...]:
    """Who is on a list of expected institutions; without one, who submitted a year before."""
    wanted = dict(listed)
    if not wanted and earlier:
        wanted = {
            key: Expected(past.institution, past.kind, past.region)
            for key, past in earlier[-1].items()
            if past.levels
        }
    gone = (entry for key, entry in wanted.items() if key not in here)
    return tuple(sorted(gone, key=lambda entry: entry.institution.casefold()))


def _medians(
    submissions: Iterable[Submission],
) -> dict[InstitutionKind, tuple[Fraction | None, ...]]:
    """For each kind that is a group the median level of every indicator."""
    by_kind: defaultdict[InstitutionKind, list[tuple[int | None, ...]]] = defaultdict(list)
    for submission in submissions:
        if submission.levels:
            by_kind[submission.kind].append(submission.levels)
    found = {}
    for kind, rows in by_kind.items():
        columns = ([level for level in column if level] for column in zip(*rows, strict=True))
        found[kind] = tuple(
            Fraction(median(column)) if len(column) >= FEWEST else None for column in columns
        )
    return found


def _outliers(
    outline: Outline, submission: Submission, middles: Sequence[Fraction | None]
) -> tuple[Outlier, ...]:
    triples = zip(outline.numbers, submission.levels, middles, strict=False)
    return tuple(
        Outlier(number, level, middle)
        for number, level, middle in triples
        if level is not None and middle is not None and abs(level - middle) >= FAR
    )


def grade_counts(outline: Outline, entries: Iterable[Entry]) -> dict[str, int]:
    """How many have each grade, best grade first; grades that nobody has are 0."""
    counts = Counter(entry.submission.grade for entry in entries)
    return {grade.name: counts[grade.name] for grade in outline.grades}


def averages(entries: Sequence[Entry]) -> Averages | None:
    """The means over some institutions of one round; None where there are none."""
    if not entries:
        return None
    submissions = [entry.submission for entry in entries]
    indices = [submission.index for submission in submissions]
    return Averages(
        count=len(entries),
        index=_mean(indices),
        middle=Fraction(median(indices)),
        domains=_means([entry.domains for entry in submissions]),
        aspects=_means([entry.aspects for entry in submissions]),
    )


def _means(rows: Iterable[tuple[Fraction, ...]]) -> tuple[Fraction, ...]:
    return tuple(_mean(column) for column in zip(*filter(None, rows), strict=True))


def _mean(values: Sequence[Fraction]) -> Fraction:
    # Adding fractions one by one brings each sum to its lowest terms: thirty times as slow.
    common = lcm(*(value.denominator for value in values))
    total = sum(value.numerator * (common // value.denominator) for value in values)
    return Fraction(total, common * len(values))


def peers(entries: Sequence[Entry], entry: Entry) -> tuple[tuple[Entry, ...], bool]:
    """Whom an institution is compared with, itself included, and whether all are of its kind.

    Those of its kind; all where these would be too few to stay unknown. None where even all are.
    """
    kind = entry.submission.kind
    alike = tuple(other for other in entries if other.submission.kind is kind)
    if len(alike) > FEWEST:
        return alike, True
    return (tuple(entries) if len(entries) > FEWEST else ()), False
