"""A new composition renews its own sentences and leaves every other line alone."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.explanations import Draft
from assessment.domain.records import Answer, Attachment
from assessment.domain.redrafting import last_composed, merge_draft
from assessment.domain.steps import Action, Change, Step, StepKind

A = "Norma diatur dalam Peraturan Wali Kota Nomor 12 Tahun 2023, Pasal 4 (1.a)."
A2 = "Norma diatur dalam Peraturan Wali Kota Nomor 12 Tahun 2023, Pasal 4; Pasal 9 (1.a)."
B = "Norma diatur dalam Keputusan Kepala Dinas Nomor 7 Tahun 2024 (1.b)."
B2 = "Norma diatur dalam Keputusan Kepala Dinas Nomor 7 Tahun 2024, hlm. 3 (1.b)."
MINE = "Peraturan itu disosialisasikan pada bulan Mei."
EDITED = B.replace("Norma", "Sebagian norma")
OTHER = "Syarat tingkat 2 terpenuhi: kebijakan ditetapkan."


def text(*lines: str) -> str:
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("last", "current", "new", "merged"),
    [
        # Untouched, the text becomes the new draft.
        ((A, B), (A, B), (A2, B), (A2, B)),
        ((A,), (A,), (A, B), (A, B)),
        ((A, B), (A, B), (B,), (B,)),
        ((A,), (A,), (OTHER,), (OTHER,)),
        # What the person wrote stays where it is.
        ((A,), (MINE, A, "", MINE), (A2,), (MINE, A2, "", MINE)),
        ((A,), (A, MINE), (A2, B), (A2, B, MINE)),
        ((A,), (A, MINE), (B, A), (B, A, MINE)),
        ((), (MINE,), (A,), (MINE, A)),
        # An edited sentence is the person's, and its successor does not stand beside it.
        ((A, B), (A, EDITED), (A2, B), (A2, EDITED)),
        ((A, B), (A, EDITED), (A2, B2), (A2, EDITED)),
        ((A,), (A + " " + MINE,), (A2,), (A + " " + MINE,)),
        # A deleted one does not come back; a new one comes all the same.
        ((A, B), (B,), (A, B2), (B2,)),
        ((A,), (MINE,), (A2, OTHER), (MINE, OTHER)),
        # What the person has typed already is not said twice.
        ((A,), (A, B), (A, B), (A, B)),
        ((A,), (f"  {A} ",), (A2,), (A2,)),
        ((A,), (), (A2, B), (B,)),
    ],
)
def test_only_composed_sentences_change(
    last: tuple[str, ...], current: tuple[str, ...], new: tuple[str, ...], merged: tuple[str, ...]
) -> None:
    assert merge_draft(text(*last), text(*current), text(*new)) == text(*merged)


WORDS = st.lists(st.sampled_from(["pasal", "ayat", "norma", "peta", "audit"]), min_size=1)
LINES = st.lists(WORDS.map(" ".join), max_size=6, unique=True)
PEOPLE = st.lists(
    st.one_of(st.just(""), st.text(st.characters(exclude_characters="\n")), WORDS.map(" ".join)),
    max_size=6,
)


def is_part(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(line in rest for line in part)


@given(LINES, PEOPLE, LINES, st.randoms(use_true_random=False))
def test_no_line_of_a_person_is_lost(
    last: list[str], people: list[str], new: list[str], chance: Random
) -> None:
    current = [*last[::2], *people]
    chance.shuffle(current)
    merged = merge_draft(text(*last), text(*current), text(*new)).split("\n")
    written = [line for line in current if line.strip() not in last and line.strip()]
    assert is_part(written, merged)


@given(LINES, LINES)
def test_an_untouched_text_becomes_the_new_draft(last: list[str], new: list[str]) -> None:
    if last:
        assert sorted(merge_draft(text(*last), text(*last), text(*new)).split("\n")) == sorted(
            new or [""]
        )


@given(LINES, PEOPLE, LINES)
def test_merging_again_changes_nothing(last: list[str], people: list[str], new: list[str]) -> None:
    current = text(*last, *people)
    merged = merge_draft(text(*last), current, text(*new))
    if merged.strip():
        assert merge_draft(text(*new), merged, text(*new)) == merged


@given(LINES, LINES)
def test_no_sentence_that_no_longer_holds_is_left(last: list[str], new: list[str]) -> None:
    merged = merge_draft(text(*last), text(*last, MINE), text(*new)).split("\n")
    assert not (set(last) - set(new)) & set(merged)
    assert MINE in merged


class Log:
    """Steps of indicator 1 as the log gives them: newest first, fields that differ only."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self.answer = Answer(1, 1)

    def write(self, fact: str, action: Action = Action.WRITE) -> Step:
        before, self.answer = self.answer, replace(self.answer, fact=fact)
        return self.add(StepKind.DO, action, Change(before, self.answer))

    def compose(self, *lines: str) -> Step:
        return self.write(text(*lines), Action.COMPOSE)

    def add(self, kind: StepKind, action: Action, change: Change, reverts: int = 0) -> Step:
        step = Step(
            len(self.steps) + 1,
            1,
            datetime(2025, 7, 10, tzinfo=UTC),
            "Rani",
            kind,
            action,
            reverts or None,
            (change,),
        )
        self.steps.insert(0, step)
        return step

    def revert(self, step: Step, kind: StepKind) -> None:
        (change,) = step.changes
        self.add(kind, step.action, change.reversed(), step.id)

    def known(self) -> str:
        return last_composed(self.steps, 1).fact


def test_nothing_was_composed() -> None:
    log = Log()
    assert last_composed((), 1) == Draft("", "")
    log.write(MINE)
    assert log.known() == ""


def test_what_was_composed_is_known_though_it_was_edited() -> None:
    log = Log()
    log.compose(A, B)
    log.write(text(A, EDITED))
    assert log.known() == text(A, B)


def test_lines_of_the_person_inside_a_composition_are_not_ours() -> None:
    log = Log()
    log.write(MINE)
    log.compose(MINE, A)
    log.compose(MINE, A2)
    assert log.known() == A2


def test_what_a_composition_took_back_is_forgotten() -> None:
    log = Log()
    log.compose(A, B)
    log.write(text(A, EDITED))
    log.compose(A2, EDITED)
    assert log.known() == text(B, A2)
    assert merge_draft(log.known(), text(A2, EDITED), text(A, B)) == text(A, EDITED)


def test_an_undone_composition_never_was_until_it_is_redone() -> None:
    log = Log()
    composed = log.compose(A)
    log.revert(composed, StepKind.UNDO)
    assert log.known() == ""
    log.revert(composed, StepKind.REDO)
    assert log.known() == A


def test_other_records_and_indicators_do_not_count() -> None:
    log = Log()
    log.add(StepKind.DO, Action.COMPOSE, Change(None, Attachment(1, 1, "a" * 64, 1)))
    log.add(StepKind.DO, Action.COMPOSE, Change(None, Answer(1, 2, fact=A)))
    log.add(StepKind.DO, Action.COMPOSE, Change(None, Answer(1, 1, "interview", fact=A)))
    assert log.known() == ""
    log.add(StepKind.DO, Action.COMPOSE, Change(None, Answer(1, 1, fact=A, analysis=OTHER)))
    assert last_composed(log.steps, 1) == Draft(A, OTHER)
