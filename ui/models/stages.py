"""An assessment as it is looked at from one stage, for the parts that know only one answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from assessment.domain.formatting import step_text
from assessment.domain.identity import SELF, State
from assessment.domain.stage_rows import side_by_side
from assessment.domain.stages import (
    current_stage,
    final_stages,
    reached_stages,
    stage_before,
    stages_of,
    standing,
)

if TYPE_CHECKING:
    from assessment.domain.dossier import Dossier
    from assessment.domain.records import Answer
    from indicators.outline import Outline, Stage

_COMMON = "Penilaian "
"""All names of stages begin with it; a switch between them need not repeat it."""


@dataclass(frozen=True, slots=True)
class StageCell:
    """One stage in the switch: the level that counts there, and how it differs."""

    id: str
    title: str
    level: int | None
    inherited: bool
    change: str
    final: bool
    reached: bool

    def spoken(self) -> str:
        """Everything about the cell in words."""
        level = self.level
        parts = (
            self.title,
            _tr("belum diisi") if level is None else _tr("tingkat {0}").format(level),
            _tr("diwarisi") if self.inherited else "",
            _tr("berbeda {0}").format(self.change) if self.change else "",
            _tr("final") if self.final else "",
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Told:
    """What an earlier stage said of an indicator."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class StageView:
    """How one indicator stands at the stage that is looked at."""

    id: str
    name: str
    locked: bool
    own: Answer
    inherited_from: str
    earlier: tuple[Told, ...]
    self_level: int | None

    @property
    def scored_again(self) -> bool:
        """Whether evaluators score here what an institution said of itself."""
        return self.id != SELF


def short_name(stage: Stage) -> str:
    """What a switch calls a stage: ``Mandiri``, ``Dokumen``."""
    return stage.name.removeprefix(_COMMON)


def switchable(outline: Outline, dossier: Dossier) -> bool:
    """Whether there is more than the self assessment to look at."""
    several = len(stages_of(outline, dossier.assessment.cycle)) > 1
    return several and (SELF in final_stages(dossier) or bool(dossier.assessment.origin))


def usual_stage(outline: Outline, dossier: Dossier) -> str:
    """The stage that is going on, or the last one; only the first while nothing is handed over."""
    if not switchable(outline, dossier):
        return SELF
    stage = current_stage(outline, dossier)
    return stage.id if stage else stages_of(outline, dossier.assessment.cycle)[-1].id


def kept_stage(outline: Outline, dossier: Dossier, stage: str) -> str:
    """The stage that was looked at, as long as it can be; else the usual one."""
    reached = {entry.id for entry in reached_stages(outline, dossier)}
    possible = stage == SELF or switchable(outline, dossier)
    return stage if possible and stage in reached else usual_stage(outline, dossier)


def seen_at(outline: Outline, dossier: Dossier, stage: str) -> Dossier:
    """The dossier with the levels that count at a stage in place of the institution's own.

    Conditions, texts, targets and units stay those of the institution.
    """
    if stage == SELF:
        return dossier
    own = dossier.levels(stage)
    answers = []
    for number in outline.numbers:
        level = standing(outline, dossier, number, stage).level
        state = State.DRAFT if number in own else State.OPEN
        answers.append(replace(dossier.answer(number), level=level, state=state))
    return replace(dossier, answers=tuple(answers))


def cells(outline: Outline, dossier: Dossier, number: int) -> tuple[StageCell, ...]:
    """All stages with their levels for one indicator."""
    row = next(row for row in side_by_side(outline, dossier) if row.indicator == number)
    final = final_stages(dossier)
    reached = reached_stages(outline, dossier)
    stages = stages_of(outline, dossier.assessment.cycle)
    found = []
    before: int | None = None
    for stage, level, changed in zip(stages, row.levels, row.changed, strict=True):
        own = dossier.answer(number, stage.id).level
        step = level - before if changed and level is not None and before is not None else 0
        found.append(
            StageCell(
                id=stage.id,
                title=short_name(stage),
                level=level,
                inherited=level is not None and own is None,
                change=step_text(step) if step else "",
                final=stage.id in final,
                reached=stage in reached,
            )
        )
        before = level if level is not None else before
    return tuple(found)


def stage_view(outline: Outline, dossier: Dossier, number: int, stage: str) -> StageView:
    """How an indicator stands at a stage, with what the stages before said."""
    stages = stages_of(outline, dossier.assessment.cycle)
    names = {entry.id: entry.name for entry in stages}
    own = dossier.answer(number, stage)
    before = stage_before(outline, stage)
    counted = standing(outline, dossier, number, stage)
    inherited = counted.level is not None and own.level is None and before is not None
    approved = stage == SELF and own.state is State.APPROVED
    return StageView(
        id=stage,
        name=names[stage],
        locked=stage in final_stages(dossier) or approved,
        own=own,
        inherited_from=names.get(before or "", "") if inherited else "",
        earlier=_earlier(outline, dossier, number, stage) if stage != SELF else (),
        self_level=dossier.answer(number).level,
    )


def _earlier(outline: Outline, dossier: Dossier, number: int, stage: str) -> tuple[Told, ...]:
    """What the stages before said, the latest first; those that said nothing are left out."""
    told = []
    for entry in stages_of(outline, dossier.assessment.cycle):
        if entry.id == stage:
            break
        answer = dossier.answer(number, entry.id)
        if answer.level is None and entry.id != SELF:
            continue
        level = _tr("belum diisi") if answer.level is None else str(answer.level)
        texts = (answer.fact, answer.analysis, answer.justification)
        text = "\n".join(text for text in texts if text)
        told.append(Told(f"{short_name(entry)}: {level}", text or _tr("Tanpa penjelasan.")))
    return tuple(reversed(told))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Stages", text)
