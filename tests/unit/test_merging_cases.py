"""What merging does, case by case: ticks, states, locks, evidence, and what belongs to a part."""

from dataclasses import replace

import pytest

from assessment.domain.conflicts import Side
from assessment.domain.dossier import Dossier
from assessment.domain.identity import State
from assessment.domain.merge_words import row_text
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    TextState,
    Waiver,
)
from tests.merging import (
    ASPECT,
    CITED,
    FIRST,
    GIVEN,
    OUTLINE,
    SECOND,
    THIRD,
    answered,
    asked,
    decided,
    gone,
    merged,
    put,
)


def test_fields_merge_apart_and_a_mixture_is_a_draft() -> None:
    ours = answered(level=3, state=State.HANDED_IN)
    theirs = answered(fact="Baru", state=State.HANDED_IN)
    found, result = merged(ours, theirs)
    assert found.conflicts == ()
    assert result.answer(1) == replace(ours.answer(1), fact="Baru", state=State.DRAFT)


def test_what_both_changed_alike_is_counted() -> None:
    found, result = merged(answered(level=4, fact="Sama"), answered(level=4, fact="Sama"))
    assert (found.changes, found.conflicts, found.same) == ((), (), 2)
    assert result.answer(1).level == 4


def test_ticks_merge_one_by_one() -> None:
    ours = answered(ticks=frozenset({(2, 1), (2, 2)}))
    theirs = answered(ticks=frozenset({(3, 1)}))  # one more, and the first one taken away
    found, result = merged(ours, theirs)
    assert found.conflicts == ()
    assert result.answer(1).ticks == frozenset({(2, 2), (3, 1)})


def test_both_sides_of_a_conflict_are_shown_and_either_can_be_chosen() -> None:
    ours, theirs = answered(level=3, fact="Kami"), answered(level=4, fact="Mereka")
    found, result = merged(ours, theirs)
    assert asked(found) == [
        (Answer, "level", 2, 3, 4),
        (Answer, "fact", "Lama", "Kami", "Mereka"),
    ]
    assert result == ours  # undecided ones stay
    by_level, by_fact = found.conflicts
    mixed = {by_level: Side.THEIRS, by_fact: Side.OURS}
    answer = merged(ours, theirs, decisions=mixed)[1].answer(1)
    assert (answer.level, answer.fact, answer.state) == (4, "Kami", State.DRAFT)


@pytest.mark.parametrize(
    ("given", "ours", "theirs", "result"),
    [
        (State.DRAFT, State.DRAFT, State.HANDED_IN, State.HANDED_IN),
        (State.HANDED_IN, State.HANDED_IN, State.DRAFT, State.DRAFT),
        (State.DRAFT, State.HANDED_IN, State.DRAFT, State.HANDED_IN),
        (State.DRAFT, State.RETURNED, State.HANDED_IN, State.HANDED_IN),
        (State.DRAFT, State.APPROVED, State.HANDED_IN, State.APPROVED),
    ],
)
def test_the_state_of_what_nobody_edited(
    given: State, ours: State, theirs: State, result: State
) -> None:
    found, whole = merged(answered(state=ours), answered(state=theirs), base=answered(state=given))
    assert found.conflicts == ()
    assert whole.answer(1).state is result


def test_the_state_of_what_only_they_edited_is_theirs() -> None:
    _, result = merged(GIVEN, answered(fact="Baru", state=State.HANDED_IN))
    assert result.answer(1).state is State.HANDED_IN
    added = put(GIVEN, SECOND, Attachment(1, 1, SECOND.sha256, 2))
    _, result = merged(answered(state=State.HANDED_IN), added)
    assert result.answer(1).state is State.DRAFT  # it was handed in without that document


def test_an_approved_line_is_never_changed_by_itself() -> None:
    ours = answered(state=State.APPROVED)
    theirs = put(
        answered(level=3, ticks=frozenset({(2, 1), (3, 1)})),
        SECOND,
        Attachment(1, 1, SECOND.sha256, 2),
        Citation("rujukan-2", 1, 1, SECOND.sha256, quote="Isi"),
        replace(CITED, page="4"),
    )
    found, result = merged(ours, theirs)
    assert asked(found) == [
        (Attachment, "", None, None, SECOND.name),
        (Citation, "page", "", "", "4"),
        (Answer, "level", 2, 2, 3),
        (Answer, "ticks", "2.1", "2.1", "2.1 3.1"),
    ]
    assert all(one.approved for one in found.conflicts)
    assert found.changes == ()
    assert result == ours
    taken = decided(ours, theirs, Side.THEIRS)
    assert taken.answer(1) == replace(theirs.answer(1), state=State.DRAFT)
    assert len(taken.citations) == 2
    assert taken.evidence(1)[1].document == SECOND


def test_an_approved_line_that_they_opened_again_waits_for_a_person() -> None:
    given = answered(state=State.APPROVED)
    found, result = merged(given, answered(state=State.RETURNED), base=given)
    assert asked(found) == [(Answer, "state", "approved", "approved", "returned")]
    assert result.answer(1).state is State.APPROVED


def test_a_final_stage_is_locked_too() -> None:
    ours = put(GIVEN, StageOutcome(1, "self", final=True), StageOutcome(1, "document"))
    found, result = merged(ours, put(answered(level=4), Answer(1, 1, "document", level=2)))
    assert [(one.field, one.approved) for one in found.conflicts] == [("level", True)]
    assert result.answer(1).level == 2
    assert result.answer(1, "document").level == 2


def test_evidence_comes_and_goes_with_its_citations() -> None:
    added = put(
        GIVEN,
        SECOND,
        Attachment(1, 2, SECOND.sha256, 1),
        Citation("rujukan-2", 1, 2, SECOND.sha256),
    )
    theirs = gone(added, CITED, GIVEN.attachments[0])
    found, result = merged(GIVEN, theirs)
    assert found.conflicts == ()
    assert result.evidence(1) == ()
    assert result.evidence(2) == theirs.evidence(2)
    # A document leaves the assessment with its last attachment, but never the library.
    assert result.documents == (SECOND,)
    assert all(change.after for change in found.changes if isinstance(change.record, Document))
    found, result = merged(theirs, theirs)
    assert (found.changes, found.conflicts) == ((), ())


def test_a_document_removed_here_and_cited_there_is_a_conflict() -> None:
    ours = gone(GIVEN, CITED, GIVEN.attachments[0])
    theirs = put(GIVEN, Citation("rujukan-2", 1, 1, FIRST.sha256, quote="Penting"))
    found, result = merged(ours, theirs)
    assert asked(found) == [(Attachment, "", FIRST.name, None, FIRST.name)]
    assert result.citations == ()
    assert decided(ours, theirs, Side.THEIRS).citations == theirs.citations
    # The same, seen from the other side.
    found, result = merged(theirs, ours)
    assert asked(found) == [(Attachment, "", FIRST.name, FIRST.name, None)]
    assert result == theirs
    assert decided(theirs, ours, Side.THEIRS).citations == ()


def test_a_citation_removed_here_and_edited_there_is_a_conflict() -> None:
    ours, theirs = gone(GIVEN, CITED), put(GIVEN, replace(CITED, page="12"))
    found, _ = merged(ours, theirs)
    assert asked(found) == [(Citation, "", "Pasal 1", None, "Pasal 1, hlm. 12")]
    assert decided(ours, theirs, Side.OURS).citations == ()
    assert decided(ours, theirs, Side.THEIRS).citations == theirs.citations


def replaced(dossier: Dossier) -> Dossier:
    """The cited document put in the place of another one, with its letter."""
    moved = put(
        gone(dossier, dossier.attachments[0]),
        SECOND,
        Attachment(1, 1, SECOND.sha256, 1),
        replace(CITED, sha256=SECOND.sha256),
    )
    return replace(moved, documents=(FIRST, SECOND))


def test_a_citation_moves_to_the_document_that_replaces_its_own() -> None:
    theirs = put(GIVEN, replace(CITED, quote="Kutipan"))
    found, result = merged(replaced(GIVEN), theirs)
    assert found.conflicts == ()
    (entry,) = result.evidence(1)
    assert (entry.document, entry.label) == (SECOND, "1.a")
    assert entry.citations == (replace(CITED, sha256=SECOND.sha256, quote="Kutipan"),)


def test_who_keeps_a_passage_keeps_what_it_stands_on() -> None:
    ours, theirs = answered(state=State.APPROVED), replaced(GIVEN)
    found, _ = merged(ours, theirs)
    decisions = {one: Side.THEIRS for one in found.conflicts if one.field == "sha256"}
    assert len(decisions) == 1
    _, result = merged(ours, theirs, decisions=decisions)
    assert [entry.label for entry in result.evidence(1)] == ["1.a", "1.b"]


def test_letters_follow_no_order_but_the_content() -> None:
    left = put(GIVEN, SECOND, Attachment(1, 1, SECOND.sha256, 2))
    right = put(GIVEN, THIRD, Attachment(1, 1, THIRD.sha256, 2))
    labels = [
        [(entry.label, entry.document) for entry in merged(*pair)[1].evidence(1)]
        for pair in ((left, right), (right, left))
    ]
    assert labels[0] == labels[1] == [("1.a", FIRST), ("1.b", SECOND), ("1.c", THIRD)]


def test_a_letter_that_one_side_changed_is_taken_over() -> None:
    moved = put(GIVEN, Attachment(1, 1, FIRST.sha256, 3))
    for pair in ((GIVEN, moved), (moved, GIVEN)):
        found, result = merged(*pair)
        assert found.conflicts == ()
        assert result.evidence(1)[0].label == "1.c"
    found, _ = merged(GIVEN, moved)
    (row,) = found.rows
    assert row_text(row) == f"Indikator 1, {FIRST.name}, Huruf: a → c"


def test_descriptions_merge_by_field_and_technical_ones_by_themselves() -> None:
    early = replace(FIRST, name="a.pdf", year=2024, text_state=TextState.TEXT)
    late = replace(FIRST, name="b.pdf", about="Arsitektur", year=2023)
    found, result = merged(put(GIVEN, late), put(GIVEN, early))
    assert asked(found) == [(type(FIRST), "year", None, 2023, 2024)]
    assert found.conflicts[0].document == "b.pdf"
    assert result.documents == (replace(late, name="a.pdf"),)


def test_waivers_and_plans_belong_to_their_indicator() -> None:
    waiver = Waiver(1, "duplicate", 1, reason="Memang sama")
    plan = ActionItem(1, 2, 4, unit="Diskominfo", note="Susun SOP")
    away = replace(waiver, indicator=3)
    found, result = merged(GIVEN, put(GIVEN, waiver, plan, away))
    assert (result.waivers, result.action_items) == ((waiver,), (plan,))
    ours = gone(put(GIVEN, waiver), waiver)
    theirs = put(GIVEN, replace(waiver, reason="Lain"), plan)
    found, result = merged(ours, theirs, base=put(GIVEN, waiver, plan))
    assert asked(found) == [(Waiver, "", "Memang sama", None, "Lain")]
    found, _ = merged(put(GIVEN, replace(plan, note="")), GIVEN, base=put(GIVEN, plan))
    assert asked(found) == [
        (ActionItem, "", "4, Diskominfo, Susun SOP", "4, Diskominfo", None),
    ]
    found, result = merged(put(GIVEN, waiver), GIVEN, base=put(GIVEN, waiver))
    assert (found.conflicts, result.waivers) == ((), ())


def test_what_was_set_for_the_path_belongs_to_its_indicator() -> None:
    effort, cap = StepEffort(1, 1, 3, 5), LevelCap(1, 2, 4)
    away, wish = LevelCap(1, 3, 4), PathWish(1, "2.6")
    theirs = put(GIVEN, effort, cap, away, wish)
    found, result = merged(put(GIVEN, wish), theirs)
    assert (result.step_efforts, result.level_caps) == ((effort,), (cap,))
    assert result.path_wishes == (wish,)  # of the whole: what is here stays
    base = put(GIVEN, effort, cap)
    ours = put(base, replace(effort, effort=7))
    theirs = gone(put(base, replace(effort, effort=9)), cap)
    found, result = merged(ours, theirs, base=base)
    assert asked(found) == [(StepEffort, "effort", 5, 7, 9)]
    assert result.level_caps == ()
    found, result = merged(base, GIVEN, base=GIVEN)  # what an older program brings back
    assert (found.changes, found.conflicts) == ((), ())


def test_notes_on_an_aspect_belong_to_a_part_with_all_of_it() -> None:
    note = AspectNote(1, ASPECT.number, "Kuat", "")
    outcome = StageOutcome(1, "self", final=True)
    theirs = put(GIVEN, note, outcome)
    for numbers, notes, outcomes in (
        (ASPECT.indicators[:-1], (), ()),
        (ASPECT.indicators, (note,), ()),
        (OUTLINE.numbers, (note,), (outcome,)),
    ):
        _, result = merged(GIVEN, theirs, numbers=numbers)
        assert (result.aspect_notes, result.outcomes) == (notes, outcomes)
    found, _ = merged(
        put(GIVEN, replace(note, strengths="Lain")), theirs, numbers=ASPECT.indicators
    )
    assert asked(found) == [(AspectNote, "strengths", "", "Lain", "Kuat")]


def test_particulars_of_the_assessment_and_other_indicators_are_left_alone() -> None:
    theirs = put(
        GIVEN,
        replace(GIVEN.assessment, coordinator="Orang lain", recommendation="Lain"),
        Answer(1, 9, level=5),
    )
    found, result = merged(GIVEN, theirs)
    assert (found.changes, result) == ((), GIVEN)


def test_what_is_emptied_again_is_not_stored() -> None:
    found, _ = merged(GIVEN, put(GIVEN, Answer(1, 2)))
    assert found.changes == ()
    found, result = merged(
        GIVEN, answered(level=None, ticks=frozenset(), fact="", state=State.OPEN)
    )
    assert result.answer(1) == Answer(1, 1)
