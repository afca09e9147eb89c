"""The levels of an assessment at all its stages, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from assessment.domain.stages import levels_at, reached_stages, stages_of

if TYPE_CHECKING:
    from assessment.domain.dossier import Dossier
    from indicators.outline import Outline


@dataclass(frozen=True, slots=True)
class StageRow:
    """One indicator across the stages: its levels, and where they differ from the stage before.

    A level is None where nobody has given one, and at stages that were not reached yet.
    """

    indicator: int
    levels: tuple[int | None, ...]
    changed: tuple[bool, ...]


def side_by_side(outline: Outline, dossier: Dossier) -> tuple[StageRow, ...]:
    """Every indicator with its level at each stage of the assessment, in order."""
    stages = stages_of(outline, dossier.assessment.cycle)
    reached = reached_stages(outline, dossier)
    given = [levels_at(outline, dossier, stage.id) if stage in reached else {} for stage in stages]
    rows = []
    for number in outline.numbers:
        levels = tuple(levels.get(number) for levels in given)
        changed = tuple(after is not None and after != before for before, after in pairwise(levels))
        rows.append(StageRow(number, levels, (False, *changed)))
    return tuple(rows)
