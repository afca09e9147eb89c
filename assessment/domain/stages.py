"""The stages of an assessment: which there are, which is going on, and what counts at each.

Stages go by their identifiers. What is left untouched at a stage that inherits has the level and
the texts of the stage before (PermenPANRB 59/2020: interview and visit).
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from assessment.domain.identity import OFFICIAL, OFFICIAL_NAME, Cycle
from indicators.outline import Stage

# Names for annotations only: the first page of the window asks for the current stage.
if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from assessment.domain.dossier import Dossier
    from assessment.domain.records import Answer
    from indicators.outline import Outline

    Chosen = Mapping[str, Mapping[int, int]]  # levels by stage and indicator

OFFICIAL_STAGE = Stage(OFFICIAL, OFFICIAL_NAME, actor="", inherits=False, optional=True)
"""The official result in the place of a stage, where nothing but it is known."""


def stages_of(outline: Outline, cycle: Cycle) -> tuple[Stage, ...]:
    """The stages of a monitoring or an evaluation, in order.

    Monitoring ends with the documents; interview and visit, which build on them, are left out.
    """
    if cycle is Cycle.EVALUATION:
        return outline.stages
    return tuple(stage for stage in outline.stages if not stage.inherits)


def first_open(stages: Collection[Stage], final: Collection[str]) -> Stage | None:
    """The first of the stages that is not among the final ones."""
    return next((stage for stage in stages if stage.id not in final), None)


def final_stages(dossier: Dossier) -> frozenset[str]:
    """The stages that are read-only."""
    return frozenset(outcome.stage for outcome in dossier.outcomes if outcome.final)


def current_stage(outline: Outline, dossier: Dossier) -> Stage | None:
    """The stage that is going on: the first that is not final; None when all are."""
    return first_open(stages_of(outline, dossier.assessment.cycle), final_stages(dossier))


def scored_stage(outline: Outline, cycle: Cycle, chosen: Chosen) -> Stage:
    """The latest stage at which somebody has chosen a level.

    The official result stands for it where nobody has; without that, it is the first stage.
    """
    stages = stages_of(outline, cycle)
    scored = next((stage for stage in reversed(stages) if chosen.get(stage.id)), None)
    return scored or (OFFICIAL_STAGE if chosen.get(OFFICIAL) else stages[0])


def counting_stage(outline: Outline, cycle: Cycle, chosen: Chosen) -> Stage:
    """The stage whose index is told: the self assessment, or else the latest that was scored."""
    first = outline.stages[0]
    return first if chosen.get(first.id) else scored_stage(outline, cycle, chosen)


def chosen_levels(dossier: Dossier) -> dict[str, dict[int, int]]:
    """The levels that were chosen, by stage and indicator."""
    return {stage: dossier.levels(stage) for stage in {answer.stage for answer in dossier.answers}}


def counting_levels(outline: Outline, dossier: Dossier) -> dict[int, int]:
    """The levels of the stage whose index is told, by indicator."""
    chosen = chosen_levels(dossier)
    stage = counting_stage(outline, dossier.assessment.cycle, chosen)
    return levels_in(outline, chosen, stage.id)


def noted_stage(outline: Outline, dossier: Dossier) -> Stage:
    """The stage that notes on aspects are written for: the one going on, or the last of all."""
    return current_stage(outline, dossier) or stages_of(outline, dossier.assessment.cycle)[-1]


def reached_stages(outline: Outline, dossier: Dossier) -> tuple[Stage, ...]:
    """The stages up to the one that is going on, and up to the last one with an answer."""
    stages = stages_of(outline, dossier.assessment.cycle)
    current = current_stage(outline, dossier)
    worked_on = {answer.stage for answer in dossier.answers}
    last = max(
        position
        for position, stage in enumerate(stages)
        if current in {stage, None} or stage.id in worked_on
    )
    return stages[: last + 1]


def stage_before(outline: Outline, stage: str) -> str | None:
    """The stage whose levels an untouched indicator has at this one; None where it has none."""
    for before, this in pairwise(outline.stages):
        if this.id == stage and this.inherits:
            return before.id
    return None


def standing(outline: Outline, dossier: Dossier, indicator: int, stage: str) -> Answer:
    """The answer that counts at a stage: its own, completed by the stage before it inherits from.

    An own level stands with the own texts only: those of another level would not explain it.
    """
    own = dossier.answer(indicator, stage)
    before = stage_before(outline, stage)
    if own.level is not None or before is None:
        return own
    earlier = standing(outline, dossier, indicator, before)
    return replace(
        own,
        level=earlier.level,
        ticks=earlier.ticks,
        fact=own.fact or earlier.fact,
        analysis=own.analysis or earlier.analysis,
        justification=own.justification or earlier.justification,
    )


def levels_in(outline: Outline, chosen: Chosen, stage: str) -> dict[int, int]:
    """The levels that count at a stage, by indicator; unscored ones are not in it."""
    before = stage_before(outline, stage)
    earlier = {} if before is None else levels_in(outline, chosen, before)
    levels = {**earlier, **chosen.get(stage, {})}
    return {number: levels[number] for number in outline.numbers if number in levels}


def levels_at(outline: Outline, dossier: Dossier, stage: str) -> dict[int, int]:
    """The levels of an assessment that count at a stage; see `levels_in`."""
    return levels_in(outline, chosen_levels(dossier), stage)


def inherited_at(outline: Outline, dossier: Dossier, stage: str) -> tuple[int, ...]:
    """The indicators whose level at a stage is that of the stage before."""
    levels = levels_at(outline, dossier, stage)
    own = dossier.levels(stage)
    return tuple(number for number in levels if number not in own)
