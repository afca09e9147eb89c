"""A passage that both sides cited alike is one; anything that differs stays two."""

import itertools
from dataclasses import replace
from typing import Any

import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.identity import State
from assessment.domain.records import Citation
from tests.merging import CITED, FIRST, GIVEN, answered, merged, put

PASSAGE = Citation("", 1, 1, FIRST.sha256, 2, 1, "Pasal 5", "3", "Setiap unit wajib")


def citing(*uids: str, dossier: Dossier = GIVEN, passage: Citation = PASSAGE) -> Dossier:
    return put(dossier, *(replace(passage, uid=uid) for uid in uids))


def uids(dossier: Dossier) -> set[str]:
    return {one.uid for one in dossier.citations} - {CITED.uid}


@pytest.mark.parametrize(("here", "there"), [("a", "b"), ("b", "a")])
def test_cited_alike_on_both_sides_it_is_one(here: str, there: str) -> None:
    found, after = merged(citing(here), citing(there))
    assert found.conflicts == ()
    assert uids(after) == {"a"}
    assert merged(after, citing(there))[0].changes == ()


def test_any_order_of_three_comes_to_the_same() -> None:
    results = []
    for first, *rest in itertools.permutations("abc"):
        dossier = citing(first)
        for uid in rest:
            dossier = merged(dossier, citing(uid))[1]
        results.append(frozenset(dossier.citations))
    assert set(results) == {frozenset(citing("a").citations)}


@pytest.mark.parametrize(
    "changes",
    [{"level": 3}, {"condition": 2}, {"article": "Pasal 6"}, {"page": "4"}, {"quote": "Lain"}],
)
def test_what_differs_stays_two(changes: dict[str, Any]) -> None:
    other = replace(PASSAGE, **changes)
    _, after = merged(citing("b"), citing("a", passage=other))
    assert uids(after) == {"a", "b"}


def test_what_was_given_out_is_never_taken_for_another() -> None:
    _, after = merged(citing("b", passage=CITED), GIVEN)
    assert uids(after) == {"b"}


def test_one_that_was_edited_here_since_is_not_overwritten() -> None:
    edited = replace(PASSAGE, uid="a", quote="Disunting di sini")
    ours = put(citing("b"), edited)
    found, after = merged(ours, citing("a"))
    assert [one.field for one in found.conflicts] == ["quote"]
    assert edited in after.citations
    assert uids(after) == {"a", "b"}


def test_an_approved_one_keeps_its_identifier() -> None:
    ours = answered(citing("b"), state=State.APPROVED)
    found, after = merged(ours, citing("a"))
    assert (found.changes, found.conflicts) == ((), ())
    assert after.answer(1).state is State.APPROVED


def test_evidence_alike_leaves_the_state_alone() -> None:
    ours = answered(citing("b"), state=State.HANDED_IN)
    _, after = merged(ours, citing("a"))
    assert uids(after) == {"a"}
    assert after.answer(1).state is State.HANDED_IN
