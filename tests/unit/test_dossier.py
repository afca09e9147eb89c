"""The dossier: letters, answers, evidence, and how changes make the next one."""

from dataclasses import replace

import pytest

from assessment.domain.dossier import Dossier, from_records, letter
from assessment.domain.records import Answer, AspectNote, Attachment, key_of
from assessment.domain.steps import Change
from tests.builders import empty_dossier, full_dossier, small_instrument

FULL = full_dossier(small_instrument(), 2)


@pytest.mark.parametrize(
    ("position", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")]
)
def test_letters_of_evidence(position: int, letters: str) -> None:
    assert letter(position) == letters


def test_evidence_comes_in_the_order_of_its_letters() -> None:
    turned = replace(FULL, attachments=FULL.attachments[::-1])
    assert [entry.label for entry in turned.evidence(3)] == ["3.a", "3.b"]
    assert turned.evidence(3) == FULL.evidence(3)
    assert all(entry.citations for entry in FULL.evidence(3))
    assert FULL.evidence(99) == ()


def test_answers_are_told_apart_by_stage() -> None:
    later = Answer(1, 1, "interview", level=4)
    dossier = replace(FULL, answers=(*FULL.answers, later, Answer(1, 2, "interview")))
    assert dossier.answer(1, "interview") is later
    assert dossier.answer(1) is FULL.answers[0]
    assert dossier.levels("interview") == {1: 4}
    assert len(dossier.levels()) == 10


def test_what_is_untouched_is_empty() -> None:
    empty = empty_dossier(small_instrument())
    assert empty.answer(5) == Answer(1, 5)
    assert empty.aspect_note(2) == AspectNote(1, 2)
    assert empty.levels() == {}
    assert FULL.aspect_note(1).strengths
    assert FULL.aspect_note(2) == AspectNote(1, 2)


def test_changes_make_the_next_dossier() -> None:
    old = FULL.answer(1)
    new = replace(old, level=1, fact="Lain")
    gone = FULL.citations[0]
    added = Attachment(1, 1, FULL.documents[0].sha256, 9)
    after = FULL.after((Change(old, new), Change(gone, None), Change(None, added)), 471)
    assert after.revision == 471
    assert after.answer(1) == new
    assert gone not in after.citations
    assert added in after.attachments
    assert FULL.answer(1) is old


def test_documents_go_with_their_last_attachment() -> None:
    first = FULL.attachments[0]
    paper = next(entry for entry in FULL.documents if entry.sha256 == first.sha256)
    twice = FULL.after([Change(None, replace(first, indicator=9, position=7))], 1)
    once = twice.after([Change(first, None)], 2)
    assert paper in once.documents
    without = once.after([Change(once.attachments[-1], None)], 3)
    assert paper not in without.documents
    assert without.whole
    again = without.after([Change(None, first)], 4)
    assert not again.whole  # no change says what that document is
    assert again.after([Change(None, paper)], 5).whole


def test_removing_what_is_not_there_changes_nothing() -> None:
    empty = empty_dossier(small_instrument())
    assert empty.after((Change(AspectNote(1, 1, "x"), None),), 0) == empty


def test_records_and_back() -> None:
    assert from_records(FULL.records(), FULL.revision) == FULL
    assert key_of(FULL.answers[0]) == (1, 1, "self")


def test_records_without_an_assessment_are_no_dossier() -> None:
    with pytest.raises(ValueError, match="unpack"):
        from_records({}, 0)


def test_the_revision_starts_at_nothing() -> None:
    assert Dossier(FULL.assessment).revision == 0
