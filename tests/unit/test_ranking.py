"""Ranks among a list: ties, kinds, and which list is used."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import pytest

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.ranking import ListedResult, NationalList, Rank, list_for, standing_in

CITY, REGENCY = InstitutionKind.CITY, InstitutionKind.REGENCY
NOW = datetime(2025, 7, 10, 10, 29)  # noqa: DTZ001
OURS = Assessment(1, "ab", "desa", "Kota Nusa Damai", CITY, 2025, NOW)


def listed(*rows: tuple[str, InstitutionKind, str], year: int = 2023) -> NationalList:
    entries = tuple(
        ListedResult(line, name, kind, Fraction(index))
        for line, (name, kind, index) in enumerate(rows, start=2)
    )
    return NationalList("desa", year, "daftar.csv", NOW, entries)


LIST = listed(
    ("Pemerintah Kab. Sukadamai", REGENCY, "3.98"),
    ("Pemerintah Kota Nusa Damai", CITY, "2.98"),
    ("Pemerintah Kota Sukasari", CITY, "2.98"),
    ("Pemerintah Kota Sukamaju", CITY, "3.5"),
    ("Pemerintah Kota Sukarela", CITY, "1.2"),
)


def test_the_official_result_counts_where_the_institution_is_listed() -> None:
    found = standing_in(LIST, OURS, Fraction(5))
    assert (found.listed, found.index, found.kind) == (True, Fraction("2.98"), CITY)
    # Who has the same index shares a place, and the next one is skipped.
    assert (found.overall, found.alike) == (Rank(3, 5), Rank(2, 4))
    last = standing_in(LIST, replace(OURS, institution="Kota Sukarela"), Fraction(5))
    assert (last.overall, last.alike) == (Rank(5, 5), Rank(4, 4))


def test_the_present_index_is_held_against_the_others() -> None:
    other = replace(OURS, institution="Kota Lain")
    found = standing_in(LIST, other, Fraction("2.9795"))
    assert (found.listed, found.index) == (False, Fraction("2.98"))  # as the list prints it
    assert (found.overall, found.alike) == (Rank(3, 5), Rank(2, 4))
    assert standing_in(LIST, other, Fraction(1)).overall == Rank(6, 5)


def test_a_kind_that_nobody_has_gives_no_rank() -> None:
    ministry = replace(OURS, institution="X", kind=InstitutionKind.MINISTRY)
    found = standing_in(LIST, ministry, Fraction(5))
    assert (found.overall, found.alike) == (Rank(1, 5), None)


def test_whoever_the_list_calls_otherwise_is_among_its_own() -> None:
    slip = listed(("Kota Nusa Damai", REGENCY, "2.5"), ("Kota Sukasari", CITY, "3"))
    assert standing_in(slip, OURS, Fraction(1)).alike == Rank(2, 2)


@pytest.mark.parametrize(
    ("year", "expected"), [(2024, 2023), (2023, 2023), (2020, 2021), (2026, 2025), (2022, 2021)]
)
def test_the_latest_list_up_to_the_year_or_else_the_nearest(year: int, expected: int) -> None:
    lists = [listed(year=one) for one in (2025, 2023, 2021)]
    found = list_for(lists, "desa", year)
    assert found is not None
    assert found.year == expected


def test_another_instrument_is_never_compared() -> None:
    assert list_for([LIST], "lain", 2023) is None
