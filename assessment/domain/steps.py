"""Steps: one person's change, as it stands in the log and as it is undone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from assessment.domain.identity import Record
from assessment.domain.records import (
    ActionItem,
    Answer,
    Attachment,
    Citation,
    LevelCap,
    StepEffort,
    Waiver,
)


class StepKind(StrEnum):
    """Whether a step did something, took a step back, or did it again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    BEGIN = "begin"  # creates an assessment; cannot be undone


class Action(StrEnum):
    """What a person did, for the history."""

    BEGIN = "begin"
    CHOOSE_LEVEL = "choose_level"
    TICK = "tick"
    WRITE = "write"
    SET_TARGET = "set_target"
    SET_UNIT = "set_unit"
    ATTACH = "attach"
    DETACH = "detach"
    CITE = "cite"
    EDIT_CITATION = "edit_citation"
    REMOVE_CITATION = "remove_citation"
    DESCRIBE = "describe"
    IDENTIFY = "identify"
    IMPORT = "import"
    REMOVE = "remove"
    COMPOSE = "compose"
    REPLACE = "replace"
    WAIVE = "waive"
    HAND_IN = "hand_in"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    RETURN = "return"
    CLOSE_STAGE = "close_stage"
    REOPEN_STAGE = "reopen_stage"
    JUSTIFY = "justify"
    NOTE_ASPECT = "note_aspect"
    RECOMMEND = "recommend"
    MERGE = "merge"
    PLAN = "plan"
    WEIGH = "weigh"
    RECORD_OFFICIAL = "record_official"


Placed = Answer | Attachment | Citation | Waiver | ActionItem | StepEffort | LevelCap
"""What belongs to one indicator."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None before means added, None after means removed."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is after the change, or as it was when it is gone."""
        found = self.after if self.after is not None else self.before
        if found is None:
            raise ValueError("a change needs a record")
        return found

    def reversed(self) -> "Change":
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass(frozen=True, slots=True)
class NewStep:
    """A step that is to be applied and logged."""

    assessment_id: int
    action: Action
    changes: tuple[Change, ...]
    kind: StepKind = StepKind.DO
    reverts: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A step in the log."""

    id: int
    assessment_id: int
    at: datetime
    who: str
    kind: StepKind
    action: Action
    reverts: int | None
    changes: tuple[Change, ...]

    @property
    def indicators(self) -> tuple[int, ...]:
        """The numbers of the indicators that the step touched, in order."""
        return indicators_of(self.changes)


def indicators_of(changes: Iterable[Change]) -> tuple[int, ...]:
    """The numbers of the indicators that the changes touch, in order."""
    found = {change.record.indicator for change in changes if isinstance(change.record, Placed)}
    return tuple(sorted(found))


def undo_and_redo(log: Iterable[tuple[int, StepKind, int | None]]) -> tuple[list[int], list[int]]:
    """The steps that can be undone and those that can be redone, the next one last.

    Args:
        log: id, kind and reverted step of each entry, oldest first.
    """
    done: list[int] = []
    undone: list[int] = []
    for identifier, kind, reverts in log:
        match kind:
            case StepKind.DO:
                done.append(identifier)
                undone.clear()
            case StepKind.UNDO if reverts is not None:
                done.remove(reverts)
                undone.append(reverts)
            case StepKind.REDO if reverts is not None:
                undone.remove(reverts)
                done.append(reverts)
            case _:
                pass
    return done, undone
