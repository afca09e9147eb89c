"""Three versions of a part: what merges by itself, what people decide, and that order is nothing."""

import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from assessment.domain.conflicts import Side
from assessment.domain.dossier import Dossier
from assessment.domain.merging import Merge, merge
from assessment.domain.package import limited
from tests.builders import empty_dossier, small_instrument
from tests.edits import EDITS, Edit, edited, plain

OUTLINE = small_instrument().outline
NUMBERS = OUTLINE.numbers
EMPTY = empty_dossier(small_instrument())
NEAR = st.sampled_from(NUMBERS[:2])
EDIT = st.builds(Edit, st.sampled_from(sorted(EDITS)), NEAR, st.integers(0, 59), st.integers(0, 59))
GIVEN_OUT = st.lists(EDIT, max_size=12).map(lambda edits: edited(EMPTY, *edits, who="awal"))


def after(ours: Dossier, merged: Merge) -> Dossier:
    return ours.after(merged.changes, ours.revision + 1)


Work = tuple[str, list[Edit]]


def edits_of(who: str) -> st.SearchStrategy[Work]:
    return st.tuples(st.just(who), st.lists(EDIT, max_size=6))


def worked_on(base: Dossier, work: Work) -> Dossier:
    who, edits = work
    return limited(edited(base, *edits, who=who), NUMBERS)


@given(GIVEN_OUT, edits_of("kami"), edits_of("mereka"))
def test_both_directions_give_the_same(base: Dossier, here: Work, there: Work) -> None:
    ours, theirs = worked_on(base, here), worked_on(base, there)
    forth = merge(OUTLINE, base, ours, theirs, NUMBERS)
    back = merge(OUTLINE, base, theirs, ours, NUMBERS)
    assume(not forth.conflicts)
    assume(not back.conflicts)
    assert plain(after(ours, forth)) == plain(after(theirs, back))
    assert forth.same == back.same


@given(GIVEN_OUT, edits_of("kami"), st.tuples(*(edits_of(who) for who in "abc")))
def test_parts_come_back_in_any_order(base: Dossier, here: Work, parts: tuple[Work, ...]) -> None:
    results = []
    for order in itertools.permutations(parts):
        ours = worked_on(base, here)
        for part in order:
            merged = merge(OUTLINE, base, ours, worked_on(base, part), NUMBERS)
            assume(not merged.conflicts)
            ours = after(ours, merged)
        results.append(plain(ours))
    assert all(result == results[0] for result in results)


@given(GIVEN_OUT, edits_of("kami"), edits_of("mereka"), st.sampled_from(Side))
def test_merging_again_changes_nothing(base: Dossier, here: Work, there: Work, side: Side) -> None:
    ours, theirs = worked_on(base, here), worked_on(base, there)
    first = merge(OUTLINE, base, ours, theirs, NUMBERS)
    decisions = dict.fromkeys(first.conflicts, side)
    decided = merge(OUTLINE, base, ours, theirs, NUMBERS, decisions=decisions)
    assert decided.conflicts == first.conflicts
    ours = after(ours, decided)
    again = merge(OUTLINE, base, ours, theirs, NUMBERS)
    assert again.changes == ()
    if side is Side.THEIRS:
        assert again.conflicts == ()
