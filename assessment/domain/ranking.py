"""Where an institution stands in a published list of all of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.names import name_key
from assessment.domain.recap import Unreadable
from assessment.domain.scoring import half_up


@dataclass(frozen=True, slots=True)
class ListedResult:
    """One institution of a list and its index as printed; ``line`` is its place in the file."""

    line: int
    institution: str
    kind: InstitutionKind
    index: Fraction


@dataclass(frozen=True, slots=True)
class NationalList:
    """The results of one year, measured with one instrument; ``source`` names the file."""

    instrument_id: str
    year: int
    source: str
    imported: datetime
    entries: tuple[ListedResult, ...]


@dataclass(frozen=True, slots=True)
class NationalPreview:
    """What a file would bring; ``replaced`` are the lists kept until now that it replaces.

    ``doubts`` are the lines that could not be read as a whole or do not count.
    """

    path: Path
    lists: tuple[NationalList, ...]
    replaced: tuple[NationalList, ...]
    doubts: tuple[Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Rank:
    """A place among so many, from 1; who has the same index shares it and the next is skipped."""

    place: int
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an institution stands in a list.

    ``listed`` says that it is the official result of the list's year; otherwise it is where the
    present index would stand, without being counted. ``alike`` is the rank among those of its
    kind, None where there are none.
    """

    shown: NationalList
    index: Fraction
    listed: bool
    kind: InstitutionKind
    overall: Rank
    alike: Rank | None


def list_for(lists: Iterable[NationalList], instrument_id: str, year: int) -> NationalList | None:
    """The list that a year is held against: the latest up to it, else the nearest after it.

    Only lists measured with the same instrument can be.
    """
    fitting = [one for one in lists if one.instrument_id == instrument_id]
    return min(fitting, key=lambda one: (one.year > year, abs(one.year - year)), default=None)


def standing_in(shown: NationalList, assessment: Assessment, index: Fraction) -> Standing:
    """Where the institution of an assessment stands; ``index`` counts where it is not listed.

    The printed indices have two decimals, so the present one is compared like that, too.
    """
    own = _entry_of(shown, assessment)
    value = Fraction(half_up(index)) if own is None else own.index
    # A list may call its kind by another name: the institution is among its own in any case.
    alike = [one.index for one in shown.entries if one.kind is assessment.kind or one is own]
    return Standing(
        shown=shown,
        index=value,
        listed=own is not None,
        kind=assessment.kind,
        overall=_rank(value, [one.index for one in shown.entries]),
        alike=_rank(value, alike) if alike else None,
    )


def _entry_of(shown: NationalList, assessment: Assessment) -> ListedResult | None:
    wanted = name_key(assessment.institution)
    return next((one for one in shown.entries if name_key(one.institution) == wanted), None)


def _rank(value: Fraction, indices: Collection[Fraction]) -> Rank:
    return Rank(1 + sum(other > value for other in indices), len(indices))
