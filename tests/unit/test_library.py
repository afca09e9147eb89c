"""What rests on a document, and what the index would be without it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.library import levels_without, loss_of, uses_of
from assessment.domain.records import Answer, Attachment, Citation, Document, Waiver
from assessment.domain.steps import Change, indicators_of
from tests.builders import NOW, empty_dossier, official_instrument

INSTRUMENT = official_instrument()
THIS, OTHER = "a" * 64, "b" * 64

Spoken = dict[str, list[int | None]]


def dossier(*, claim: int | None, spoken: Spoken, indicator: int = 1) -> Dossier:
    """One indicator with its claimed level and the levels that citations of documents name."""
    citations = [
        Citation(f"{sha256[0]}{place}", 1, indicator, sha256, level=level)
        for sha256, levels in spoken.items()
        for place, level in enumerate(levels)
    ]
    return replace(
        empty_dossier(INSTRUMENT),
        answers=(Answer(1, indicator, level=claim),),
        documents=tuple(Document(sha256, f"{sha256[0]}.pdf", 9, NOW) for sha256 in spoken),
        attachments=tuple(
            Attachment(1, indicator, sha256, place) for place, sha256 in enumerate(spoken, start=1)
        ),
        citations=tuple(citations),
    )


@pytest.mark.parametrize(
    ("claim", "spoken", "level"),
    [
        (3, {THIS: [3]}, 1),  # nothing else speaks
        (3, {THIS: [3], OTHER: [2]}, 2),  # the lower level is still proven
        (3, {THIS: [2], OTHER: [3]}, 1),  # levels are cumulative: the gap holds back
        (4, {THIS: [3, 4], OTHER: [2, 4]}, 2),
        (3, {THIS: [None], OTHER: [2]}, 2),  # without a level it speaks for the claim
        (3, {THIS: [5], OTHER: [2]}, 2),  # so does one above it
        (3, {THIS: [], OTHER: [2]}, 2),  # and a document that is not cited
        (2, {THIS: []}, 1),
    ],
)
def test_what_an_indicator_falls_to(claim: int, spoken: Spoken, level: int) -> None:
    assert levels_without(dossier(claim=claim, spoken=spoken), THIS, 1) == {1: level}


@pytest.mark.parametrize(
    ("claim", "spoken"),
    [
        (3, {THIS: [3], OTHER: [3]}),  # another speaks for it too
        (3, {THIS: [3], OTHER: []}),
        (3, {OTHER: [3]}),
        (1, {THIS: [1]}),  # nothing to lose
        (None, {THIS: [3]}),  # unanswered
    ],
)
def test_what_does_not_fall(claim: int | None, spoken: Spoken) -> None:
    assert levels_without(dossier(claim=claim, spoken=spoken), THIS, 1) == {}


def test_the_lost_index_is_exact() -> None:
    loss = loss_of(INSTRUMENT.outline, dossier(claim=5, spoken={THIS: [5], OTHER: [2]}), THIS)
    # Three levels of one of the ten indicators that weigh 13 of 100 together.
    assert loss.lost == Fraction(3, 10) * Fraction(13, 100)
    assert (loss.before, loss.levels) == (1 + Fraction(4 * 13, 1000), ((1, 5, 2),))


def test_without_loss_the_index_stays() -> None:
    loss = loss_of(INSTRUMENT.outline, dossier(claim=3, spoken={OTHER: [3]}), THIS)
    assert loss.lost == 0
    assert loss.levels == ()


def test_where_a_document_is_used() -> None:
    (use,) = uses_of(dossier(claim=3, spoken={OTHER: [], THIS: [3, None, 2, 3]}), THIS)
    assert (use.indicator, use.label, use.levels, len(use.citations)) == (1, "1.b", (2, 3), 4)
    assert uses_of(dossier(claim=3, spoken={OTHER: [3]}), THIS) == ()


def test_a_dossier_carries_waivers() -> None:
    waiver = Waiver(1, "without_citation", 10, "3", "Dirujuk pada lampiran")
    waived = empty_dossier(INSTRUMENT).after([Change(None, waiver)], 1)
    assert waived.waivers == (waiver,)
    assert indicators_of([Change(None, waiver)]) == (10,)
    assert waived.after([Change(waiver, None)], 2).waivers == ()
