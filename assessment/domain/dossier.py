"""Everything one assessment holds at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from string import ascii_lowercase
from typing import TypeVar

from assessment.domain.identity import SELF, Assessment, Record
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    PathWish,
    RecordType,
    StageOutcome,
    StepEffort,
    Waiver,
    key_of,
)
from assessment.domain.steps import Change

_R = TypeVar("_R", bound=Record)
RecordsByType = dict[RecordType, dict[tuple[str | int, ...], Record]]


def letter(position: int) -> str:
    """The letter of the n-th piece of evidence: 1 is ``a``, 27 is ``aa``."""
    letters = ""
    while position > 0:
        position, rest = divmod(position - 1, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document at an indicator with the passages cited from it there."""

    attachment: Attachment
    document: Document
    citations: tuple[Citation, ...]

    @property
    def label(self) -> str:
        """How the evidence is called, for example ``10.a``."""
        return f"{self.attachment.indicator}.{letter(self.attachment.position)}"


@dataclass(frozen=True)
class Dossier:
    """One assessment with all its answers, evidence and notes; ``revision`` is its last step."""

    assessment: Assessment
    answers: tuple[Answer, ...] = ()
    documents: tuple[Document, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    citations: tuple[Citation, ...] = ()
    aspect_notes: tuple[AspectNote, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    outcomes: tuple[StageOutcome, ...] = ()
    action_items: tuple[ActionItem, ...] = ()
    step_efforts: tuple[StepEffort, ...] = ()
    level_caps: tuple[LevelCap, ...] = ()
    path_wishes: tuple[PathWish, ...] = ()
    revision: int = 0

    @cached_property
    def _answers(self) -> dict[tuple[int, str], Answer]:
        return {(answer.indicator, answer.stage): answer for answer in self.answers}

    def answer(self, indicator: int, stage: str = SELF) -> Answer:
        """The answer to an indicator at a stage; an empty one when it is untouched."""
        found = self._answers.get((indicator, stage))
        return found or Answer(self.assessment.id, indicator, stage)

    def levels(self, stage: str = SELF) -> dict[int, int]:
        """The levels chosen at a stage, by indicator; unanswered ones are not in it."""
        return {
            answer.indicator: answer.level
            for answer in self.answers
            if answer.stage == stage and answer.level is not None
        }

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.sha256: document for document in self.documents}

    @cached_property
    def _evidence(self) -> dict[int, tuple[Evidence, ...]]:
        cited: dict[tuple[int, str], list[Citation]] = {}
        for citation in self.citations:
            cited.setdefault((citation.indicator, citation.sha256), []).append(citation)
        found: dict[int, list[Evidence]] = {}
        for attachment in sorted(self.attachments, key=lambda entry: entry.position):
            citations = tuple(cited.get((attachment.indicator, attachment.sha256), ()))
            evidence = Evidence(attachment, self._documents[attachment.sha256], citations)
            found.setdefault(attachment.indicator, []).append(evidence)
        return {indicator: tuple(entries) for indicator, entries in found.items()}

    def evidence(self, indicator: int) -> tuple[Evidence, ...]:
        """The evidence of an indicator in the order of its letters."""
        return self._evidence.get(indicator, ())

    def aspect_note(self, aspect: int, stage: str = SELF) -> AspectNote:
        """The note on an aspect at a stage; an empty one when nothing was written."""
        for note in self.aspect_notes:
            if (note.aspect, note.stage) == (aspect, stage):
                return note
        return AspectNote(self.assessment.id, aspect, stage=stage)

    def outcome(self, stage: str) -> StageOutcome:
        """Where a stage stands; one that is going on when nothing was decided."""
        for outcome in self.outcomes:
            if outcome.stage == stage:
                return outcome
        return StageOutcome(self.assessment.id, stage)

    def records(self) -> RecordsByType:
        """All records by type and key, for comparing two dossiers."""
        everything: tuple[Record, ...] = (
            self.assessment,
            *self.answers,
            *self.documents,
            *self.attachments,
            *self.citations,
            *self.aspect_notes,
            *self.waivers,
            *self.outcomes,
            *self.action_items,
            *self.step_efforts,
            *self.level_caps,
            *self.path_wishes,
        )
        found: RecordsByType = {}
        for record in everything:
            found.setdefault(type(record), {})[key_of(record)] = record
        return found

    def after(self, changes: Iterable[Change], revision: int) -> "Dossier":
        """The dossier as it is once these changes are stored.

        Like a stored one it knows the documents that are attached; see `whole` for one that is
        taken from the library, which no change describes.
        """
        records = self.records()
        for change in changes:
            kept = records.setdefault(type(change.record), {})
            if change.after is None:
                kept.pop(key_of(change.record), None)
            else:
                kept[key_of(change.after)] = change.after
        attached = {sha256 for _id, _indicator, sha256 in records.get(Attachment, {})}
        documents = records.get(Document, {})
        for key in [key for key in documents if key[0] not in attached]:
            del documents[key]
        return from_records(records, revision)

    @property
    def whole(self) -> bool:
        """Whether every document that is attached is known here."""
        return all(attachment.sha256 in self._documents for attachment in self.attachments)


def under(record: _R, assessment_id: int) -> _R:
    """The record under another identifier of its assessment; documents belong to none."""
    if isinstance(record, Document):
        return record
    name = "id" if isinstance(record, Assessment) else "assessment_id"
    moved: _R = replace(record, **{name: assessment_id})
    return moved


def from_records(records: RecordsByType, revision: int) -> Dossier:
    """The dossier that holds exactly these records; one of them is the assessment."""

    def all_of(kind: type[_R]) -> tuple[_R, ...]:
        return tuple(
            record for record in records.get(kind, {}).values() if isinstance(record, kind)
        )

    (assessment,) = all_of(Assessment)
    return Dossier(
        assessment=assessment,
        answers=all_of(Answer),
        documents=all_of(Document),
        attachments=all_of(Attachment),
        citations=all_of(Citation),
        aspect_notes=all_of(AspectNote),
        waivers=all_of(Waiver),
        outcomes=all_of(StageOutcome),
        action_items=all_of(ActionItem),
        step_efforts=all_of(StepEffort),
        level_caps=all_of(LevelCap),
        path_wishes=all_of(PathWish),
        revision=revision,
    )
