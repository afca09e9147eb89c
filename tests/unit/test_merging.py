"""Three versions of a part: what merges by itself, and that the order of parts is nothing."""

import itertools
import random
from dataclasses import fields, replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assessment.domain.conflicts import TECHNICAL, Conflict, Side
from assessment.domain.dossier import Dossier
from assessment.domain.exchange import Place
from assessment.domain.identity import State
from assessment.domain.merging import Merge, merge
from assessment.domain.package import limited
from assessment.domain.plain import plain_value
from assessment.domain.records import Answer, Attachment, Citation, Document, RecordType
from tests.builders import empty_dossier, full_dossier, official_instrument, small_instrument
from tests.edits import EDITS, Edit, edited, plain

OUTLINE = small_instrument().outline
NUMBERS = OUTLINE.numbers
EMPTY = empty_dossier(small_instrument())
NEAR = st.sampled_from(NUMBERS[:2])
EDIT = st.builds(Edit, st.sampled_from(sorted(EDITS)), NEAR, st.integers(0, 59), st.integers(0, 59))
GIVEN_OUT = st.lists(EDIT, max_size=12).map(lambda edits: edited(EMPTY, *edits, who="awal"))
Work = tuple[str, list[Edit]]


def edits_of(who: str) -> st.SearchStrategy[Work]:
    return st.tuples(st.just(who), st.lists(EDIT, max_size=6))


def worked_on(base: Dossier, work: Work) -> Dossier:
    who, edits = work
    return limited(edited(base, *edits, who=who), NUMBERS)


def after(ours: Dossier, merged: Merge) -> Dossier:
    return ours.after(merged.changes, ours.revision + 1)


@settings(max_examples=20)
@given(GIVEN_OUT, edits_of("kami"), edits_of("mereka"))
def test_both_directions_give_the_same(base: Dossier, here: Work, there: Work) -> None:
    ours, theirs = worked_on(base, here), worked_on(base, there)
    forth = merge(OUTLINE, base, ours, theirs, NUMBERS)
    back = merge(OUTLINE, base, theirs, ours, NUMBERS)
    assume(not forth.conflicts)
    assume(not back.conflicts)
    assert plain(after(ours, forth)) == plain(after(theirs, back))
    assert forth.same == back.same


@settings(max_examples=20)
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


@settings(max_examples=20)
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


@settings(max_examples=20)
@given(GIVEN_OUT, edits_of("kami"), edits_of("mereka"), st.sampled_from(Side))
def test_every_citation_stands_on_its_document(
    base: Dossier, here: Work, there: Work, side: Side
) -> None:
    ours, theirs = worked_on(base, here), worked_on(base, there)
    first = merge(OUTLINE, base, ours, theirs, NUMBERS)
    # One side for whole records and the other for fields: the most that can contradict itself.
    decisions = {
        one: side if bool(one.field) == (side is Side.THEIRS) else Side.OURS
        for one in first.conflicts
    }
    for chosen in ({}, decisions):
        merged = after(ours, merge(OUTLINE, base, ours, theirs, NUMBERS, decisions=chosen))
        attached = {(one.indicator, one.sha256) for one in merged.attachments}
        assert {(one.indicator, one.sha256) for one in merged.citations} <= attached
        letters = [(one.indicator, one.position) for one in merged.attachments]
        assert len(letters) == len(set(letters))


def chance_edits(chance: random.Random, numbers: tuple[int, ...], count: int) -> list[Edit]:
    return [
        Edit(
            chance.choice([name for name in EDITS if name != "state"]),
            chance.choice(numbers),
            chance.randrange(60),
            chance.randrange(60),
        )
        for _ in range(count)
    ]


def draft_of(dossier: Dossier) -> Dossier:
    """The same with nothing approved."""
    answers = tuple(replace(entry, state=State.DRAFT) for entry in dossier.answers)
    return replace(dossier, answers=answers)


def check_orders(every: int) -> None:
    """Five parts, brought back in each n-th of the 120 orders, give one result."""
    instrument = official_instrument()
    outline = instrument.outline
    chance = random.Random(120)  # noqa: S311
    base = draft_of(full_dossier(instrument, 5))
    shares = [outline.numbers[start::5] for start in range(5)]
    assert sorted(len(share) for share in shares) == [9, 9, 9, 10, 10]
    ours = edited(base, *chance_edits(chance, shares[0][:3], 4), who="kami")
    parts = []
    for place, share in enumerate(shares):
        edits = chance_edits(chance, share[3:], 25)
        # Descriptions of documents that several parts share would be real conflicts.
        edits = [edit for edit in edits if edit.what != "describe"]
        given = limited(base, share)
        parts.append((share, given, limited(edited(given, *edits, who=f"{place}"), share)))
    results = set()
    for order in itertools.islice(itertools.permutations(parts), None, None, every):
        whole = ours
        for share, given, theirs in order:
            merged = merge(outline, given, whole, theirs, share)
            assert merged.conflicts == ()
            whole = after(whole, merged)
        results.add(frozenset(plain(whole)))
    assert len(results) == 1
    assert results != {frozenset(plain(ours))}


def test_five_parts_come_back_in_many_orders() -> None:
    check_orders(every=11)  # `make bench` tries all


def three_ways(base: Dossier, ours: Dossier, theirs: Dossier) -> dict[Place, tuple[object, ...]]:
    """The three values of every field that people weigh, of every record that all three have."""
    sides = [dossier.records() for dossier in (base, ours, theirs)]
    found: dict[Place, tuple[object, ...]] = {}
    kinds: tuple[RecordType, ...] = (Answer, Citation, Document)
    for kind in kinds:
        keys = set.intersection(*(set(side.get(kind, {})) for side in sides))
        for key, entry in itertools.product(keys, fields(kind)):
            if entry.name not in TECHNICAL | {"state", "ticks", "text_state", *kind.KEY}:
                values = (plain_value(getattr(side[kind][key], entry.name)) for side in sides)
                found[kind, key, entry.name] = tuple(values)
    return found


def check_pairs(count: int) -> None:
    """Of so many pairs of edits every conflict is shown and none is lost."""
    chance = random.Random(200)  # noqa: S311
    base = draft_of(full_dossier(small_instrument(), 7))
    shown = 0
    for _ in range(count):
        near = tuple(chance.sample(NUMBERS, 2))
        ours, theirs = (
            worked_on(base, (who, chance_edits(chance, near, 12))) for who in ("kami", "mereka")
        )
        found = merge(OUTLINE, base, ours, theirs, NUMBERS)
        fields_shown = {
            (one.kind, one.key, one.field): (one.base, one.ours, one.theirs)
            for one in found.conflicts
            if one.field
        }
        known = three_ways(base, ours, theirs)
        expected = {place: three for place, three in known.items() if len(set(three)) == 3}
        assert {at: fields_shown[at] for at in fields_shown if at in known} == expected
        shown += len(found.conflicts)
        for side in Side:
            decisions = dict.fromkeys(found.conflicts, side)
            merged = after(ours, merge(OUTLINE, base, ours, theirs, NUMBERS, decisions=decisions))
            result = three_ways(merged, merged, merged)
            for place, (old, mine, other) in known.items():
                if place in result:
                    mixed = other if mine == old else mine
                    wanted = (mine, other)[side is Side.THEIRS] if place in expected else mixed
                    assert result[place][0] == wanted, place
        assert_nothing_is_lost(base, ours, theirs, found.conflicts)
    assert shown > count


def test_of_pairs_of_edits_every_conflict_is_shown_and_none_is_lost() -> None:
    check_pairs(25)  # `make bench` tries more


def assert_nothing_is_lost(
    base: Dossier, ours: Dossier, theirs: Dossier, conflicts: tuple[Conflict, ...]
) -> None:
    """What either side added is there or asked about; what one removed and one edited is asked."""
    asked = {(one.kind, one.key) for one in conflicts}
    undecided = after(ours, merge(OUTLINE, base, ours, theirs, NUMBERS)).citations
    # What both added alike has one identifier.
    passages = {replace(one, uid="") for one in undecided}
    uids = {one.uid for one in undecided}
    sides = [{one.uid: one for one in dossier.citations} for dossier in (base, ours, theirs)]
    for uid in set(sides[1]) | set(sides[2]):
        old, mine, other = (side.get(uid) for side in sides)
        citation = mine or other
        assert citation is not None
        ground = (1, citation.indicator, citation.sha256)
        questions = {(Citation, (uid,)), (Attachment, ground)}
        if old is None:
            kept = uid in uids or replace(citation, uid="") in passages
            assert kept or asked & questions
        elif None in {mine, other} and citation != old:
            assert asked & questions
