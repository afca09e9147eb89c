"""Where cited words stand."""

import pytest

from assessment.domain.passages import (
    first_page,
    pages_named,
    pages_with,
    signs_of,
    where_quoted,
)

FIRST = "Pasal 1 Arsitektur SPBE adalah kerangka dasar. (2) Tim Koordinasi bertugas mengarahkan,"
SECOND = "memantau, dan meng-\nevaluasi penerapan SPBE. Pasal 2 Pusat data dikelola Dinas."
PAGES = [signs_of(text) for text in (FIRST + " - 1 -", SECOND, "", "Tim Koordinasi rapat.")]


@pytest.mark.parametrize(
    ("page", "named"),
    [
        ("24", (24,)),
        ("24–25", (24, 25)),
        ("3, 5 - 7 dan 6", (3, 5, 6, 7)),
        ("1-99999", (1, 99999)),
        ("9-7", (9, 7)),
        ("lampiran", ()),
    ],
)
def test_pages_that_are_named(page: str, named: tuple[int, ...]) -> None:
    assert pages_named(page) == named
    assert first_page(page) == (named[0] if named else 0)


def test_signs_leave_out_what_differs_between_versions() -> None:
    assert signs_of("Peng-\nelolaan  “Data” É 2") == "pengelolaandatae2"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("KERANGKA  dasar", (1,)),
        ("dan mengevaluasi", (2,)),
        ("Tim Koordinasi", (1, 4)),
        ("Tim Koordinasi bertugas mengarahkan, memantau, dan mengevaluasi penerapan", (1,)),
        ("…kerangka dasar … mengarahkan", (1,)),
        ("kerangka dasar ... Pusat data", (1,)),
        ("kerangka dasar … bertugas mengarahkan, memantau … Dinas", (1,)),
        ("kerangka dasar … dikelola Inspektorat", ()),
        ("bertugas mengarahkan, memantau", (1,)),
        ("mengarahkan, memantau", ()),
        ("Koordinasi bertugas mengarahkan, P", ()),
        ("tidak ada di mana pun", ()),
        ("…", ()),
    ],
)
def test_pages_on_which_a_quote_stands(quote: str, found: tuple[int, ...]) -> None:
    assert pages_with(quote, PAGES) == found


def test_a_beginning_far_from_the_foot_runs_on_nowhere() -> None:
    far = signs_of("Tim Koordinasi SPBE " + "lain " * 80)
    assert pages_with("Tim Koordinasi SPBE bertugas", [far, signs_of("bertugas")]) == ()
    near = signs_of("Tim Koordinasi SPBE " + "lain " * 8)
    assert pages_with("Tim Koordinasi SPBE bertugas", [near, signs_of("bertugas")]) == (1,)
    deep = signs_of("lain " * 40 + "bertugas")
    assert pages_with("Tim Koordinasi SPBE bertugas", [near, deep]) == ()


@pytest.mark.parametrize(
    ("page", "quote", "found"),
    [
        ("1", "Pusat data", (2,)),
        ("2", "Pusat data", (2,)),
        ("1", "tiada", ()),
        ("3", "Pusat data", None),
        ("2-3", "kerangka dasar", (1,)),
        ("9", "Pusat data", None),
        ("", "Pusat data", None),
        ("1", "…", None),
    ],
)
def test_nobody_can_tell_of_pictures_and_of_pages_that_do_not_exist(
    page: str, quote: str, found: tuple[int, ...] | None
) -> None:
    assert where_quoted(page, quote, PAGES) == found
