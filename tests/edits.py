"""Edits that people make, as data: the same ones can be made on any machine in any order."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from assessment.domain.dossier import Dossier
from assessment.domain.identity import SELF, Record, State
from assessment.domain.records import (
    ActionItem,
    Answer,
    Attachment,
    Citation,
    Document,
    Waiver,
    key_of,
)
from assessment.domain.steps import Change

ADDED = datetime(2025, 7, 1)  # noqa: DTZ001
PAPERS = tuple(
    Document(f"{digit:x}" * 64, f"berkas-{digit}.pdf", 10 * digit, ADDED) for digit in range(1, 7)
)
WORDS = ("", "satu", "dua", "tiga")
STATES = tuple(State)
STAGES = (SELF, "document")


class Edit(NamedTuple):
    """What is done (a name below), at which indicator, to which of several, and how."""

    what: str
    number: int
    which: int
    how: int


def edited(dossier: Dossier, *edits: Edit, who: str = "") -> Dossier:
    """The dossier after the edits; one that fits nothing does nothing."""
    for place, edit in enumerate(edits):
        changes = EDITS[edit.what](dossier, edit, f"{who}-{place}")
        dossier = dossier.after(changes, dossier.revision + 1)
    return dossier


def _answer(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    before = dossier.answer(edit.number, STAGES[edit.which % 2])
    level = edit.how % 5 or None
    match edit.which % 10:
        case 0 | 1:
            after = replace(before, level=level)
        case 2 | 3:
            after = replace(before, fact=WORDS[edit.how % 4])
        case 4 | 5:
            after = replace(before, ticks=before.ticks ^ {(2, edit.how % 4 + 1)})
        case 6:
            after = replace(before, target=level)
        case 7:
            after = replace(before, justification=WORDS[edit.how % 4])
        case 8:
            after = replace(before, unit=WORDS[edit.how % 4], notes=WORDS[edit.how // 4 % 4])
        case _:
            after = replace(before, review_note=WORDS[edit.how % 4])
    return [Change(before, replace(after, state=State.DRAFT))]


def _state(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    before = dossier.answer(edit.number, STAGES[edit.which % 2])
    return [Change(before, replace(before, state=STATES[edit.how % len(STATES)]))]


def _attach(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    paper = PAPERS[edit.which % len(PAPERS)]
    here = dossier.evidence(edit.number)
    if paper.sha256 in {entry.document.sha256 for entry in here}:
        return []
    position = max((entry.attachment.position for entry in here), default=0) + 1
    own = Attachment(dossier.assessment.id, edit.number, paper.sha256, position)
    known = {document.sha256 for document in dossier.documents}
    return [*([] if paper.sha256 in known else [Change(None, paper)]), Change(None, own)]


def _detach(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    here = dossier.evidence(edit.number)
    if not here:
        return []
    gone = here[edit.which % len(here)]
    return [*(Change(one, None) for one in gone.citations), Change(gone.attachment, None)]


def _cite(dossier: Dossier, edit: Edit, name: str) -> list[Change]:
    here = dossier.evidence(edit.number)
    if not here:
        return []
    paper = here[edit.which % len(here)].document
    number = dossier.assessment.id
    return [Change(None, Citation(name, number, edit.number, paper.sha256, page=str(edit.how)))]


def _recite(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    here = [one for one in dossier.citations if one.indicator == edit.number]
    if not here:
        return []
    before = here[edit.which % len(here)]
    if edit.how % 4 == 0:
        return [Change(before, None)]
    if edit.how % 4 == 1:
        return [Change(before, replace(before, article=WORDS[edit.how // 4 % 4]))]
    return [Change(before, replace(before, quote=WORDS[edit.how // 4 % 4]))]


def _describe(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    here = dossier.evidence(edit.number)
    if not here:
        return []
    before = here[edit.which % len(here)].document
    if edit.how % 2:
        return [Change(before, replace(before, year=2020 + edit.how // 2 % 3))]
    return [Change(before, replace(before, about=WORDS[edit.how // 2 % 4]))]


def _waive(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    number = dossier.assessment.id
    return _put(dossier, Waiver(number, "duplicate", edit.number, reason=WORDS[edit.how % 4]))


def _plan(dossier: Dossier, edit: Edit, _name: str) -> list[Change]:
    number = dossier.assessment.id
    return _put(dossier, ActionItem(number, edit.number, 3, note=WORDS[edit.how % 4]))


def _put(dossier: Dossier, record: Record) -> list[Change]:
    """Waivers and plans come, change and, when they have nothing to say, go."""
    before = dossier.records().get(type(record), {}).get(key_of(record))
    emptied = "" in (getattr(record, "reason", "-"), getattr(record, "note", "-"))
    return [Change(before, None)] if emptied and before else [Change(before, record)]


EDITS = {
    "answer": _answer,
    "state": _state,
    "attach": _attach,
    "detach": _detach,
    "cite": _cite,
    "recite": _recite,
    "describe": _describe,
    "waive": _waive,
    "plan": _plan,
}


def plain(dossier: Dossier) -> set[Record]:
    """What a dossier says: untouched answers and unused documents say nothing."""
    used = {entry.sha256 for entry in dossier.attachments}
    return {
        record
        for records in dossier.records().values()
        for record in records.values()
        if not (isinstance(record, Answer) and record == blank_answer(record))
        and not (isinstance(record, Document) and record.sha256 not in used)
    }


def blank_answer(answer: Answer) -> Answer:
    return Answer(answer.assessment_id, answer.indicator, answer.stage)
