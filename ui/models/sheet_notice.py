"""What is to be said above the levels of an indicator: sent back, approved, final."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from assessment.domain.formatting import moment_text
from assessment.domain.identity import SELF, State
from assessment.domain.stages import final_stages
from assessment.domain.steps import Action, StepKind
from assessment.domain.workflow import may

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from assessment.domain.dossier import Dossier
    from assessment.domain.records import Answer
    from assessment.domain.steps import Step
    from ui.models.stages import StageView
    from ui.widgets.message import MessageKind


class Deed(Enum):
    """What the button of a notice does."""

    NOTHING = auto()
    HAND_IN = auto()
    SEND_BACK = auto()
    REOPEN = auto()


@dataclass(frozen=True, slots=True)
class Notice:
    """A message with at most one thing to do; ``ask`` is the reason that it needs."""

    kind: MessageKind
    icon: str
    title: str
    text: str
    deed: Deed = Deed.NOTHING
    action: str = ""
    ask: str = ""


def notice_of(
    dossier: Dossier, view: StageView, steps: Callable[[], Sequence[Step]], now: datetime
) -> Notice | None:
    """What is to be said of an indicator at a stage; ``steps`` reads its history, newest first."""
    answer = dossier.answer(view.own.indicator)
    if view.id in final_stages(dossier):
        return _final(view)
    if view.id != SELF:
        return None
    if answer.state is State.APPROVED:
        return Notice(
            "ok",
            "lock",
            _titled(_tr("Disetujui"), Action.APPROVE, steps(), now),
            _tr("Tingkat, penjelasan, dan bukti hanya dapat dibaca sampai jawaban dikembalikan."),
            Deed.SEND_BACK,
            _tr("Kembalikan untuk diperbaiki"),
            _tr("Catatan untuk pengembalian"),
        )
    if answer.review_note and answer.state is not State.HANDED_IN:
        return _returned(answer, steps, now)
    return None


def _final(view: StageView) -> Notice:
    return Notice(
        "ok",
        "lock",
        _tr("{0} sudah final").format(view.name),
        _tr("Seluruh isian tahap ini hanya dapat dibaca. Membukanya kembali memerlukan alasan."),
        Deed.REOPEN,
        _tr("Buka kembali"),
        _tr("Alasan membuka kembali"),
    )


def _returned(answer: Answer, steps: Callable[[], Sequence[Step]], now: datetime) -> Notice:
    title = _titled(_tr("Dikembalikan"), Action.RETURN, steps(), now)
    if not may(answer, Action.HAND_IN):
        return Notice("warn", "corner-up-left", title, answer.review_note)
    again = _tr("Ajukan lagi")
    return Notice("warn", "corner-up-left", title, answer.review_note, Deed.HAND_IN, again)


def _titled(words: str, action: Action, steps: Sequence[Step], now: datetime) -> str:
    """Add by whom and when, as far as the log of this workspace knows it."""
    done = {StepKind.DO, StepKind.REDO}
    step = next((step for step in steps if step.action is action and step.kind in done), None)
    if step is None:
        return words
    who = _tr("{0} oleh {1}").format(words, step.who) if step.who else words
    return f"{who}, {moment_text(step.at, now)}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SheetNotice", text)
