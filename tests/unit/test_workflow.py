"""How answers are handed in and approved, when stages close, and what is locked."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import product

import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.errors import AnswerLockedError, StageFinalError, StageIncompleteError
from assessment.domain.identity import SELF, Record, State
from assessment.domain.records import (
    Answer,
    AspectNote,
    Attachment,
    Citation,
    StageOutcome,
    Waiver,
    key_of,
)
from assessment.domain.steps import Action, Change, NewStep
from assessment.domain.workflow import (
    check_closing,
    check_locks,
    check_reopening,
    may,
    moved,
    next_state,
)
from tests.builders import empty_dossier, official_instrument

OUTLINE = official_instrument().outline
DOCUMENT, INTERVIEW, VISIT = "document", "interview", "visit"

MOVES = {
    (State.DRAFT, Action.HAND_IN): State.HANDED_IN,
    (State.RETURNED, Action.HAND_IN): State.HANDED_IN,
    (State.HANDED_IN, Action.WITHDRAW): State.DRAFT,
    (State.HANDED_IN, Action.APPROVE): State.APPROVED,
    (State.HANDED_IN, Action.RETURN): State.RETURNED,
    (State.APPROVED, Action.RETURN): State.RETURNED,
}
ACTIONS = (Action.HAND_IN, Action.WITHDRAW, Action.APPROVE, Action.RETURN)


@pytest.mark.parametrize(("state", "action"), list(product(State, ACTIONS)))
def test_only_these_moves_exist(state: State, action: Action) -> None:
    assert may(Answer(1, 5, level=2, state=state), action) == ((state, action) in MOVES)


@pytest.mark.parametrize(("move", "after"), list(MOVES.items()))
def test_where_a_move_leads(move: tuple[State, Action], after: State) -> None:
    state, action = move
    assert moved(Answer(1, 5, level=2, state=state), action, "x").state is after
    assert next_state(action) is after


def test_an_answer_without_a_level_is_not_handed_in() -> None:
    assert not may(Answer(1, 5, fact="Perwali", state=State.DRAFT), Action.HAND_IN)


def test_a_note_stays_until_the_answer_is_approved() -> None:
    returned = moved(Answer(1, 5, level=2, state=State.HANDED_IN), Action.RETURN, "Sebut pasalnya")
    again = moved(returned, Action.HAND_IN)
    assert moved(again, Action.WITHDRAW).review_note == "Sebut pasalnya"
    assert again.review_note == "Sebut pasalnya"
    assert moved(again, Action.RETURN, "Lampirkan halaman 3").review_note == "Lampirkan halaman 3"
    assert moved(again, Action.APPROVE).review_note == ""


def dossier(*answers: Answer, final: Iterable[str] = ()) -> Dossier:
    outcomes = tuple(StageOutcome(1, stage, final=True) for stage in final)
    return replace(empty_dossier(official_instrument()), answers=answers, outcomes=outcomes)


def approved(*without: int) -> tuple[Answer, ...]:
    return tuple(
        Answer(1, number, level=2, state=State.APPROVED)
        for number in OUTLINE.numbers
        if number not in without
    )


def scored(stage: str, *without: int) -> tuple[Answer, ...]:
    return tuple(
        Answer(1, number, stage, level=3) for number in OUTLINE.numbers if number not in without
    )


def test_stages_close_one_after_another() -> None:
    given = dossier(*approved(), *scored(DOCUMENT), final=(SELF, DOCUMENT))
    check_closing(OUTLINE, dossier(*approved()), SELF)
    check_closing(OUTLINE, dossier(*approved(), *scored(DOCUMENT), final=[SELF]), DOCUMENT)
    check_closing(OUTLINE, given, INTERVIEW)  # untouched, it inherits everything
    check_reopening(OUTLINE, given, DOCUMENT)


@pytest.mark.parametrize(
    ("given", "stage", "blamed", "numbers"),
    [
        (dossier(), SELF, SELF, OUTLINE.numbers),
        (dossier(*approved(7)), SELF, SELF, (7,)),
        (
            dossier(*approved(7), Answer(1, 7, level=3, state=State.HANDED_IN)),
            SELF,
            SELF,
            (7,),
        ),
        (
            dossier(*approved(7), Answer(1, 7, fact="x", state=State.APPROVED)),
            SELF,
            SELF,
            (7,),
        ),
        (dossier(*approved(), *scored(DOCUMENT, 1, 47), final=[SELF]), DOCUMENT, DOCUMENT, (1, 47)),
        (dossier(*approved(), *scored(DOCUMENT)), DOCUMENT, SELF, ()),
        (dossier(*scored(DOCUMENT, 9), final=[SELF]), VISIT, DOCUMENT, (9,)),
    ],
)
def test_a_stage_stays_open_while_something_is_missing(
    given: Dossier, stage: str, blamed: str, numbers: tuple[int, ...]
) -> None:
    with pytest.raises(StageIncompleteError) as caught:
        check_closing(OUTLINE, given, stage)
    assert (caught.value.stage, caught.value.numbers) == (blamed, numbers)


@pytest.mark.parametrize(("stage", "blamed"), [(SELF, INTERVIEW), (DOCUMENT, INTERVIEW)])
def test_a_stage_that_a_final_one_rests_on_is_not_opened(stage: str, blamed: str) -> None:
    given = dossier(final=(SELF, INTERVIEW))
    with pytest.raises(StageFinalError) as caught:
        check_reopening(OUTLINE, given, stage)
    assert caught.value.stage == blamed


PAPER = "a" * 64
ATTACHED = Attachment(1, 5, PAPER, 1)
ADDED = Attachment(1, 5, "b" * 64, 2, stage=DOCUMENT)
OPEN = Answer(1, 5, level=2, state=State.DRAFT)
DONE = Answer(1, 5, level=2, state=State.APPROVED)
FINAL = StageOutcome(1, SELF, final=True)


def check(
    records: Iterable[Record], stored: Iterable[Record], action: Action = Action.WRITE
) -> None:
    known = {(type(record), key_of(record)): record for record in stored}
    changes = tuple(Change(record, None) for record in records)
    check_locks(NewStep(1, action, changes), lambda kind, *key: known.get((kind, key)))


LOCKED: list[Record] = [
    DONE,
    ATTACHED,
    Citation("r", 1, 5, PAPER),
    Citation("r", 1, 5, "c" * 64),  # of a document that is not attached any more
]
FREE: list[Record] = [
    Answer(1, 5, DOCUMENT),
    ADDED,
    Citation("r", 1, 5, ADDED.sha256),
    Waiver(1, "unsupported", 5),
    empty_dossier(official_instrument()).assessment,
    AspectNote(1, 1, stage=DOCUMENT),
]


@pytest.mark.parametrize("record", LOCKED, ids=lambda record: type(record).__name__)
def test_an_approved_answer_is_locked_with_its_evidence(record: Record) -> None:
    with pytest.raises(AnswerLockedError) as caught:
        check([record], [DONE, ATTACHED, ADDED])
    assert (caught.value.number, caught.value.state) == (5, State.APPROVED)


@pytest.mark.parametrize(
    "record", [*LOCKED, AspectNote(1, 1)], ids=lambda record: type(record).__name__
)
@pytest.mark.parametrize("action", [Action.WRITE, Action.RETURN, Action.IMPORT, Action.MERGE])
def test_a_final_stage_is_locked_for_everything(record: Record, action: Action) -> None:
    with pytest.raises(StageFinalError) as caught:
        check([record], [FINAL, DONE, ATTACHED, ADDED], action)
    assert caught.value.stage == SELF


@pytest.mark.parametrize("record", FREE, ids=lambda record: type(record).__name__)
def test_other_work_goes_on(record: Record) -> None:
    check([record], [FINAL, DONE, ATTACHED, ADDED])


@pytest.mark.parametrize(
    "stored",
    [[OPEN], [replace(OPEN, state=State.HANDED_IN)], [], [StageOutcome(1, SELF, reason="Baru")]],
)
def test_what_is_not_locked_is_edited(stored: list[Record]) -> None:
    check([OPEN, ATTACHED, Citation("r", 1, 5, PAPER)], [*stored, replace(DONE, indicator=6)])


@pytest.mark.parametrize("action", [Action.APPROVE, Action.RETURN, Action.IMPORT, Action.MERGE])
def test_what_a_person_decided_on_passes(action: Action) -> None:
    check(LOCKED, [DONE, ATTACHED], action)


def test_a_citation_belongs_where_the_same_step_attaches_its_document() -> None:
    step = [ADDED, Citation("r", 1, 5, ADDED.sha256)]
    check(step, [FINAL, DONE])
    with pytest.raises(StageFinalError):
        check(step, [replace(FINAL, stage=DOCUMENT)])
