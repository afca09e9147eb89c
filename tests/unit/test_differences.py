"""What a file would change, what is only taken over with care, and the changes it makes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from assessment.domain.differences import changes_for, differences, rebased
from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Difference, DifferenceKind, Incoming, Place
from assessment.domain.identity import SELF, Assessment, State
from assessment.domain.records import (
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    StageOutcome,
)
from assessment.domain.steps import Action, Change, Step, StepKind
from tests.builders import empty_dossier, small_instrument

MOMENT = datetime(2025, 7, 1)  # noqa: DTZ001
PAPER = Document("a" * 64, "perwali.pdf", 10, MOMENT)
OTHER = Document("b" * 64, "sk.pdf", 20, MOMENT)
CITED = Citation("rujukan-1", 1, 1, PAPER.sha256, article="Pasal 1", page="3", quote="Isi")
STORED = replace(
    empty_dossier(small_instrument()),
    answers=(
        Answer(1, 1, level=2, fact="Lama", state=State.DRAFT),
        Answer(1, 2, level=3, state=State.APPROVED),
    ),
    documents=(PAPER,),
    attachments=(Attachment(1, 1, PAPER.sha256, 1),),
    citations=(CITED,),
)


def incoming(
    dossier: Dossier, *, exported: Iterable[str] = (), extra: dict[Place, str] | None = None
) -> Incoming:
    """A file that holds level and fact of every answer and the article of every citation."""
    places: dict[Place, str] = {}
    for answer in dossier.answers:
        for column, name in (("E", "level"), ("F", "fact")):
            key = (1, answer.indicator, "self")
            places[Answer, key, name] = f"Penilaian!{column}{answer.indicator + 1}"
    for row, citation in enumerate(dossier.citations, start=2):
        places[Citation, (citation.uid,), "article"] = f"Rujukan!C{row}"
    return Incoming(Path("x.xlsx"), dossier, 10, places | (extra or {}), frozenset(exported))


def changed(number: int, **values: Any) -> Dossier:
    """The stored dossier with other values in one answer."""
    new = replace(STORED.answer(number), **values)
    kept = tuple(entry for entry in STORED.answers if entry.indicator != number)
    return replace(STORED, answers=(*kept, new))


def found(
    dossier: Dossier, later: Iterable[Step] = (), exported: Iterable[str] = ()
) -> list[Difference]:
    return list(differences(STORED, incoming(dossier, exported=exported), later))


def test_an_unchanged_file_changes_nothing() -> None:
    assert found(STORED) == []
    assert found(STORED, exported=[CITED.uid]) == []


@pytest.mark.parametrize(
    ("number", "values", "kind", "before", "after", "cautious"),
    [
        (1, {"level": 4}, DifferenceKind.CHANGED, 2, 4, False),
        (1, {"level": None}, DifferenceKind.REMOVED, 2, None, True),
        (1, {"fact": ""}, DifferenceKind.REMOVED, "Lama", "", True),
        (2, {"fact": "Baru"}, DifferenceKind.ADDED, "", "Baru", True),  # approved
        (3, {"level": 2}, DifferenceKind.ADDED, None, 2, False),  # untouched here
    ],
)
def test_one_field_differs(
    number: int,
    values: dict[str, object],
    kind: DifferenceKind,
    before: object,
    after: object,
    *,
    cautious: bool,
) -> None:
    (difference,) = found(changed(number, **values))
    (name,) = values
    column = {"level": "E", "fact": "F"}[name]
    assert difference.kind is kind
    assert (difference.before, difference.after) == (before, after)
    assert (difference.indicator, difference.field) == (number, name)
    assert difference.place == f"Penilaian!{column}{number + 1}"
    assert difference.cautious is cautious


def step(*changes: Change) -> Step:
    return Step(11, 1, MOMENT, "Rani", StepKind.DO, Action.WRITE, None, changes)


def test_what_was_changed_here_meanwhile_is_taken_over_with_care() -> None:
    here = step(Change(Answer(1, 1, fact="Asal"), Answer(1, 1, fact="Lama")))
    elsewhere = step(Change(None, Answer(1, 9)))
    assert found(changed(1, level=4), [here])[0].cautious
    assert not found(changed(1, level=4), [elsewhere])[0].cautious


def test_a_new_citation_is_added() -> None:
    new = Citation("rujukan-2", 1, 3, OTHER.sha256, article="Pasal 9", quote="Norma")
    dossier = replace(STORED, documents=(PAPER, OTHER), citations=(CITED, new))
    (difference,) = found(dossier)
    assert difference.kind is DifferenceKind.ADDED
    assert (difference.field, difference.after) == ("", "Pasal 9, Norma")
    assert difference.place == "Rujukan!C3"
    assert not difference.cautious
    (again,) = found(dossier, exported=[new.uid])
    assert again.cautious  # it was in the file and has been removed here since


def test_a_citation_of_an_approved_answer_is_taken_over_with_care() -> None:
    new = Citation("rujukan-2", 1, 2, OTHER.sha256, article="Pasal 9", quote="Norma")
    (difference,) = found(replace(STORED, documents=(PAPER, OTHER), citations=(CITED, new)))
    assert difference.cautious


@pytest.mark.parametrize(("final", "cautious"), [(True, True), (False, False)])
def test_what_belongs_to_a_final_stage_is_taken_over_with_care(
    *, final: bool, cautious: bool
) -> None:
    stored = replace(STORED, outcomes=(StageOutcome(1, SELF, final=final),))
    citation = replace(CITED, uid="rujukan-2")
    note = AspectNote(1, 1, "Kuat")
    dossier = replace(
        changed(1, level=4), citations=(CITED, citation), aspect_notes=(note,), documents=(PAPER,)
    )
    file = incoming(dossier, extra={(AspectNote, (1, 1, SELF), "strengths"): "Aspek!C2"})
    unlike = differences(stored, file, ())
    assert [difference.cautious for difference in unlike] == [cautious] * 3


def test_what_an_evaluator_writes_after_a_final_self_assessment_is_taken_over() -> None:
    stored = replace(STORED, outcomes=(StageOutcome(1, SELF, final=True),))
    dossier = replace(STORED, answers=(*STORED.answers, Answer(1, 2, "document", level=1)))
    place: Place = (Answer, (1, 2, "document"), "level")
    file = replace(incoming(dossier), places={place: "Penilaian!L3"})
    (difference,) = differences(stored, file, ())
    assert not difference.cautious


def test_a_citation_that_left_the_file_is_removed_with_care() -> None:
    dossier = replace(STORED, citations=())
    assert found(dossier) == []  # it was not in the file when it was written
    (difference,) = found(dossier, exported=[CITED.uid])
    assert difference.kind is DifferenceKind.REMOVED
    assert difference.before == "Pasal 1, hlm. 3, Isi"
    assert difference.cautious
    assert difference.change == Change(CITED, None)


def test_an_edited_citation_is_a_changed_field() -> None:
    dossier = replace(STORED, citations=(replace(CITED, article="Pasal 2"),))
    (difference,) = found(dossier)
    assert (difference.before, difference.after) == ("Pasal 1", "Pasal 2")
    assert not difference.cautious


def test_documents_are_not_described_by_a_file_that_has_more_of_them() -> None:
    place: Place = (Document, (OTHER.sha256,), "name")
    dossier = replace(STORED, documents=(PAPER, OTHER))
    assert not differences(STORED, incoming(dossier, extra={place: "Dokumen!B3"}), [])


def test_only_fields_that_the_file_holds_are_compared() -> None:
    dossier = changed(1, notes="Baru", unit="Bappeda")
    assert found(dossier) == []


def chosen_changes(dossier: Dossier, chosen: list[Difference]) -> tuple[Change, ...]:
    return changes_for(STORED, incoming(dossier), chosen)


def test_fields_of_one_record_become_one_change_and_a_draft() -> None:
    dossier = changed(2, level=1, fact="Baru")
    (change,) = chosen_changes(dossier, found(dossier))
    assert change.before == STORED.answers[1]
    assert change.after == replace(STORED.answers[1], level=1, fact="Baru", state=State.DRAFT)


def test_only_what_was_chosen_is_taken_over() -> None:
    dossier = changed(2, level=1, fact="Baru")
    wanted = [entry for entry in found(dossier) if entry.field == "fact"]
    (change,) = chosen_changes(dossier, wanted)
    assert isinstance(change.after, Answer)
    assert (change.after.level, change.after.fact) == (3, "Baru")
    assert chosen_changes(dossier, []) == ()


def test_an_untouched_answer_is_made() -> None:
    dossier = changed(3, level=2)
    (change,) = chosen_changes(dossier, found(dossier))
    assert change.after == Answer(1, 3, level=2, state=State.DRAFT)


def test_a_field_of_the_assessment_keeps_the_rest() -> None:
    named = replace(STORED.assessment, coordinator="Lain")
    dossier = replace(STORED, assessment=named)
    place: Place = (Assessment, (1,), "coordinator")
    file = incoming(dossier, extra={place: "Sampul!C4"})
    (difference,) = differences(STORED, file, [])
    assert difference.indicator is None
    (change,) = changes_for(STORED, file, [difference])
    assert change == Change(STORED.assessment, named)


def test_a_new_citation_brings_its_document_and_attachment_once() -> None:
    new = tuple(Citation(f"baru-{n}", 1, n, OTHER.sha256, article=f"Pasal {n}") for n in (1, 1, 2))
    new = (new[0], replace(new[1], uid="baru-1b"), new[2])
    known = Citation("baru-3", 1, 1, PAPER.sha256, quote="Lain")
    dossier = replace(STORED, documents=(PAPER, OTHER), citations=(CITED, *new, known))
    changes = chosen_changes(dossier, found(dossier))
    assert [change.after for change in changes] == [
        OTHER,
        Attachment(1, 1, OTHER.sha256, 2),
        Attachment(1, 2, OTHER.sha256, 1),
        *new,
        known,
    ]
    assert all(change.before is None for change in changes)


def test_removals_come_first() -> None:
    dossier = replace(changed(1, level=4), citations=())
    chosen = found(dossier, exported=[CITED.uid])
    first, second = chosen_changes(dossier, chosen)
    assert first == Change(CITED, None)
    assert isinstance(second.after, Answer)


def test_a_citation_of_an_unknown_document_is_not_taken_over() -> None:
    lost = Citation("x", 1, 1, "c" * 64)
    dossier = replace(STORED, citations=(CITED, lost))
    with pytest.raises(ValueError, match="unpack"):
        chosen_changes(dossier, found(dossier))


def test_rebasing_moves_everything_but_documents() -> None:
    note = AspectNote(1, 1, strengths="Kuat")
    file = incoming(replace(STORED, aspect_notes=(note,)))
    moved = rebased(file, 7)
    assert moved.dossier.assessment.id == 7
    assert {entry.assessment_id for entry in moved.dossier.answers} == {7}
    assert {entry.assessment_id for entry in moved.dossier.citations} == {7}
    assert moved.dossier.aspect_notes == (replace(note, assessment_id=7),)
    assert moved.dossier.documents == STORED.documents
    assert moved.places[Answer, (7, 1, "self"), "level"] == "Penilaian!E2"
    assert len(moved.places) == len(file.places)
    assert rebased(moved, 1).dossier == file.dossier
