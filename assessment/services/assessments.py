"""The list of assessments: start one, start from an earlier one, rename, remove."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from assessment.domain.errors import (
    AssessmentExistsError,
    InstitutionNameError,
    UnknownAssessmentError,
    YearOutOfRangeError,
)
from assessment.domain.identity import Assessment, Cycle, InstitutionKind
from assessment.domain.scoring import Score, score
from assessment.domain.stages import counting_stage, first_open, levels_in, stages_of
from indicators.errors import InstrumentError, UnknownInstrumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from assessment.domain.dossier import Dossier
    from assessment.domain.identity import Overview
    from assessment.domain.steps import Step
    from assessment.services.ports import Begin, Clock, Instruments, Reader, UnitOfWork
    from indicators.outline import Stage

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Card:
    """One assessment as Beranda shows it.

    ``stage`` is going on, None once all are final; ``counting`` is the one whose score it is.
    """

    overview: Overview
    score: Score
    instrument_title: str
    stage: Stage | None
    counting: Stage

    @property
    def assessment(self) -> Assessment:
        """The assessment itself."""
        return self.overview.assessment


@dataclass(frozen=True, slots=True)
class Locked:
    """An assessment that cannot be shown, and what is wrong with its instrument."""

    assessment: Assessment
    fault: InstrumentError | UnknownInstrumentError


class Carry(StrEnum):
    """What can be carried over from an earlier assessment."""

    LEVELS = "levels"
    TEXTS = "texts"
    EVIDENCE = "evidence"
    TARGETS = "targets"


class Assessments:
    """Use cases on the list of assessments."""

    def __init__(self, begin: Begin, reader: Reader, instruments: Instruments, now: Clock) -> None:
        """Remember where things are stored and what time it is."""
        self._begin = begin
        self._reader = reader
        self._instruments = instruments
        self._now = now

    def cards(self) -> tuple[Card, ...]:
        """All assessments whose instrument can be read, last edited first."""
        return tuple(card for card in self._entries() if isinstance(card, Card))

    def locked(self) -> tuple[Locked, ...]:
        """The assessments that wait for their instrument; nothing of them is lost."""
        return tuple(entry for entry in self._entries() if isinstance(entry, Locked))

    def _entries(self) -> Iterator[Card | Locked]:
        for overview in self._reader.overviews():
            try:
                outline = self._instruments.outline(overview.assessment.instrument_id)
            except (InstrumentError, UnknownInstrumentError) as fault:
                yield Locked(overview.assessment, fault)
            else:
                cycle, chosen = overview.assessment.cycle, overview.chosen
                counting = counting_stage(outline, cycle, chosen)
                yield Card(
                    overview=overview,
                    score=score(outline, levels_in(outline, chosen, counting.id)),
                    instrument_title=outline.title,
                    stage=first_open(stages_of(outline, cycle), overview.final),
                    counting=counting,
                )

    def years(self, instrument_id: str) -> range:
        """The years that can be assessed: from the instrument's first one to the next year."""
        first, last = self._instruments.outline(instrument_id).valid_years
        return range(first, max(last, self._now().year + 1) + 1)

    def measures(self, instrument_id: str, year: int) -> bool:
        """Whether an instrument goes on measuring in a year: no other one has taken its place."""
        outlines = self._instruments.outlines()
        fitting = [one.id for one in outlines if one.valid_years[0] <= year <= one.valid_years[1]]
        return not fitting or instrument_id in fitting

    def start(
        self,
        institution: str,
        kind: InstitutionKind,
        year: int,
        *,
        instrument_id: str,
        cycle: Cycle = Cycle.EVALUATION,
    ) -> Assessment:
        """A new, empty assessment.

        Raises:
            InstitutionNameError: the name is empty or too long.
            YearOutOfRangeError: the instrument is not meant for that year.
            AssessmentExistsError: there is one for that institution, year and instrument.
        """
        from assessment.services.starting import beginning

        with self._begin() as work:
            assessment = self._new(work, institution, kind, year, instrument_id, cycle)
            work.apply(beginning(assessment))
            work.commit()
        return assessment

    def start_from(
        self, source_id: int, year: int, carry: Iterable[Carry], *, cycle: Cycle | None = None
    ) -> Assessment:
        """A new assessment of the same institution that begins with what is carried over.

        Everything carried over is a draft again. Levels come with their ticks.

        Raises:
            UnknownAssessmentError: there is no such source.
            YearOutOfRangeError: the instrument is not meant for that year.
            AssessmentExistsError: there is one for that institution, year and instrument.
        """
        from assessment.services.starting import beginning, carried

        source = self._reader.dossier(source_id)
        old = source.assessment
        with self._begin() as work:
            assessment = self._new(
                work, old.institution, old.kind, year, old.instrument_id, cycle or old.cycle
            )
            assessment = replace(
                assessment,
                coordinator=old.coordinator,
                responsible=old.responsible,
                team=old.team,
            )
            step = beginning(assessment)
            changes = (*step.changes, *carried(source, assessment, frozenset(carry)))
            work.apply(replace(step, changes=changes))
            work.commit()
        return assessment

    def identify(self, changed: Assessment) -> Step | None:
        """Store new particulars of an assessment; None when nothing changed.

        Raises:
            UnknownAssessmentError: there is no such assessment.
            InstitutionNameError: the name is empty or too long.
            AssessmentExistsError: another one has that institution, year and instrument.
        """
        from assessment.services.starting import identification

        name = _checked_name(changed.institution)
        with self._begin() as work:
            before = work.find(Assessment, changed.id)
            if before is None:
                raise UnknownAssessmentError(changed.id)
            after = replace(changed, institution=name)
            if after == before:
                return None
            self._refuse_twin(after)
            step = work.apply(identification(before, after))
            work.commit()
        return step

    def remove(self, assessment_id: int) -> Step | None:
        """Take an assessment off the list; undo brings it back whole.

        Raises:
            UnknownAssessmentError: there is no such assessment.
        """
        stored = self._reader.dossier(assessment_id).assessment
        return self.identify(replace(stored, removed=True))

    def _new(
        self,
        work: UnitOfWork,
        institution: str,
        kind: InstitutionKind,
        year: int,
        instrument_id: str,
        cycle: Cycle,
    ) -> Assessment:
        years = self.years(instrument_id)
        if year not in years:
            raise YearOutOfRangeError(year, years[0], years[-1])
        assessment = Assessment(
            id=work.next_assessment_id(),
            uid=new_uid(),
            instrument_id=instrument_id,
            institution=_checked_name(institution),
            kind=kind,
            year=year,
            created=self._now(),
            cycle=cycle,
        )
        self._refuse_twin(assessment)
        return assessment

    def _refuse_twin(self, assessment: Assessment) -> None:
        if assessment.removed:
            return
        for overview in self._reader.overviews():
            other = overview.assessment
            if (
                other.id != assessment.id
                and other.year == assessment.year
                and other.instrument_id == assessment.instrument_id
                and other.institution.casefold() == assessment.institution.casefold()
            ):
                raise AssessmentExistsError(other.institution, other.year)


def new_uid() -> str:
    """An identifier that no record anywhere else has: 128 random bits in hexadecimal."""
    return os.urandom(16).hex()


def previous_of(reader: Reader, assessment: Assessment) -> Dossier | None:
    """The latest earlier assessment of the same institution with the same instrument."""
    from assessment.domain.names import name_key

    key = name_key(assessment.institution)
    earlier = [
        overview.assessment
        for overview in reader.overviews()
        if overview.assessment.year < assessment.year
        and overview.assessment.instrument_id == assessment.instrument_id
        and name_key(overview.assessment.institution) == key
    ]
    if not earlier:
        return None
    return reader.dossier(max(earlier, key=lambda entry: entry.year).id)


def _checked_name(name: str) -> str:
    from unicodedata import category

    # Control signs and other unseen ones, as copies out of PDF files have them, spoil workbooks.
    shown = "".join(sign for sign in name if sign.isspace() or not category(sign).startswith("C"))
    cleaned = " ".join(shown.split())
    if not cleaned or len(cleaned) > LONGEST_NAME:
        raise InstitutionNameError(name)
    return cleaned
