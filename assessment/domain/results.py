"""A score with what it is compared to: targets, and the year before."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.domain.dossier import Dossier
from assessment.domain.identity import OFFICIAL, OFFICIAL_NAME, SELF, Assessment
from assessment.domain.scoring import Score, score
from assessment.domain.stages import (
    chosen_levels,
    counting_stage,
    inherited_at,
    levels_at,
    reached_stages,
)
from indicators.benchmarks import NATIONAL, Average, average_of
from indicators.instrument import Instrument
from indicators.outline import Outline, Stage


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier assessment of the same institution with the same instrument.

    ``stage`` is whose score it is: `OFFICIAL` where the official result is known.
    """

    assessment: Assessment
    score: Score
    stage: str = SELF


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that Hasil, the charts and the report show about a score.

    ``targets`` and ``names`` (short names) are by indicator number; ``peers`` is the average of
    institutions of the same kind, ``national`` that of all. ``official`` is the official result
    of the same year, None where there is none or ``stage`` itself is the official one.
    """

    assessment: Assessment
    outline: Outline
    score: Score
    targets: Mapping[int, int]
    names: Mapping[int, str]
    previous: Previous | None
    peers: Average | None = None
    national: Average | None = None
    stage: str = SELF
    official: Score | None = None

    @property
    def stage_name(self) -> str:
        """What the instrument calls the stage, or what the official result is called."""
        names = (stage.name for stage in self.outline.stages if stage.id == self.stage)
        return next(names, OFFICIAL_NAME)

    @property
    def levels(self) -> dict[int, int]:
        """The levels by indicator; unanswered ones are not in it."""
        pairs = zip(self.outline.numbers, self.score.levels, strict=True)
        return {number: level for number, level in pairs if level is not None}

    @property
    def on_target(self) -> tuple[int, ...]:
        """The indicators whose level reaches their target; unanswered ones do not."""
        return tuple(
            number
            for number, level in zip(self.outline.numbers, self.score.levels, strict=True)
            if level is not None and level >= self.targets[number]
        )


@dataclass(frozen=True, slots=True)
class StageDifference:
    """An indicator whose level a stage has changed; None where it had none before."""

    indicator: int
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class StageResult:
    """The score of a stage, and what it did to the stage before.

    ``inherited`` are the indicators whose level is that of the stage before.
    """

    stage: Stage
    final: bool
    score: Score
    inherited: tuple[int, ...]
    differences: tuple[StageDifference, ...]


def stage_results(outline: Outline, dossier: Dossier) -> tuple[StageResult, ...]:
    """The results of all stages that were reached, in order."""
    found = []
    before: dict[int, int] | None = None
    for stage in reached_stages(outline, dossier):
        levels = levels_at(outline, dossier, stage.id)
        differences = tuple(
            StageDifference(number, before.get(number), level)
            for number, level in levels.items()
            if before is not None and level != before.get(number)
        )
        found.append(
            StageResult(
                stage=stage,
                final=dossier.outcome(stage.id).final,
                score=score(outline, levels),
                inherited=inherited_at(outline, dossier, stage.id),
                differences=differences,
            )
        )
        before = levels
    return tuple(found)


def result_of(
    instrument: Instrument,
    dossier: Dossier,
    previous: Dossier | None = None,
    stage: str | None = None,
    averages: tuple[Average, ...] = (),
) -> Result:
    """The result of a stage of an assessment, beside an earlier one and the official result.

    Unless a stage is named, it is the one whose index is told; see `counting_stage`. Of the
    ``averages`` the latest ones up to its year stand beside it, too.
    """
    outline, assessment = instrument.outline, dossier.assessment
    stage = stage or counting_stage(outline, assessment.cycle, chosen_levels(dossier)).id
    return Result(
        assessment=assessment,
        outline=outline,
        score=score(outline, levels_at(outline, dossier, stage)),
        targets={
            number: dossier.answer(number).target or outline.target_level
            for number in outline.numbers
        },
        names={entry.number: entry.short_name for entry in instrument.indicators},
        previous=None if previous is None else _previous(outline, previous, stage),
        peers=average_of(averages, assessment.year, assessment.kind),
        national=average_of(averages, assessment.year, NATIONAL),
        stage=stage,
        official=None if stage == OFFICIAL else official_score(outline, dossier),
    )


def official_score(outline: Outline, dossier: Dossier) -> Score | None:
    """The official result of an assessment; None where none is recorded."""
    levels = dossier.levels(OFFICIAL)
    return score(outline, levels) if levels else None


def _previous(outline: Outline, dossier: Dossier, stage: str) -> Previous:
    """What an earlier assessment is held against: its official result, the same stage, or self."""
    order = (OFFICIAL, stage, SELF)
    known = next((one for one in order if levels_at(outline, dossier, one)), SELF)
    return Previous(dossier.assessment, score(outline, levels_at(outline, dossier, known)), known)


def strengths_and_weaknesses(
    outline: Outline, levels: Mapping[int, int], aspect_indicators: tuple[int, ...]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Indicators of an aspect that are strengths and weaknesses, weaknesses lowest first.

    The top two levels are strengths, the bottom two weaknesses (Pedoman Menteri PANRB 3/2024).
    Unanswered indicators are neither.
    """
    known = [number for number in aspect_indicators if number in levels]
    strong = [number for number in known if levels[number] >= outline.maximum_level - 1]
    weak = [number for number in known if levels[number] <= outline.minimum_level + 1]
    return (
        tuple(sorted(strong, key=lambda number: (-levels[number], number))),
        tuple(sorted(weak, key=lambda number: (levels[number], number))),
    )
