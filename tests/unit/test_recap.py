from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.identity import OFFICIAL, InstitutionKind
from assessment.domain.names import name_key
from assessment.domain.recap import (
    Expected,
    Findings,
    Recap,
    Source,
    Submission,
    Unreadable,
    averages,
    grade_counts,
    peers,
    recap_of,
)
from assessment.domain.recap_table import as_tsv, grades, notes, plain_text, ranking, tables
from tests.builders import small_instrument
from tests.recaps import levels_of, outline, submitted


def recapped(*submissions: Submission, expected: tuple[Expected, ...] = ()) -> Recap:
    outlines = {each.id: each for each in (outline(), small_instrument().outline)}
    return recap_of(Path("kiriman"), Findings(submissions, expected), outlines, 3)


def five(levels: int = 3) -> list[Submission]:
    return [submitted(f"Kota {letter}", levels_of(levels)) for letter in "ABCDE"]


def test_the_same_index_shares_a_rank() -> None:
    recap = recapped(
        submitted("Kota A", levels_of(2)),
        submitted("Kota B", levels_of(4)),
        submitted("Kota C", levels_of(2)),
        submitted("Kota D", levels_of(1)),
    )
    (shown,) = recap.rounds
    ranks = [(entry.rank, entry.submission.institution) for entry in shown.entries]
    assert ranks == [(1, "Kota B"), (2, "Kota A"), (2, "Kota C"), (4, "Kota D")]


def test_ranks_rest_on_unrounded_indices() -> None:
    base = levels_of(3)
    recap = recapped(submitted("Kota A", base), submitted("Kota B", base | {11: 4, 31: 2}))
    first, second = recap.rounds[0].entries
    assert first.submission.index != second.submission.index
    assert (first.rank, second.rank) == (1, 2)


def test_instruments_stand_beside_each_other_and_are_never_subtracted() -> None:
    small = small_instrument().outline
    own = submitted("Kota A", levels_of(3), year=2025)
    other = Submission(
        "Kota A", own.kind, 2024, small.id, "self", (), (), (), Fraction(3), "Baik",
        Source(Path("lain.xlsx")),
    )  # fmt: skip
    recap = recapped(own, other)
    assert [(shown.year, shown.outline.id) for shown in recap.rounds] == [
        (2025, outline().id),
        (2024, small.id),
    ]
    assert [entry.change for shown in recap.rounds for entry in shown.entries] == [None, None]


def test_change_is_that_to_the_latest_year_before() -> None:
    recap = recapped(
        submitted("Kota A", levels_of(1), year=2022),
        submitted("Pemerintah Kota A", levels_of(2), year=2024),
        submitted("KOTA  A", levels_of(3), year=2025),
    )
    entry = recap.rounds[0].entries[0]
    assert (entry.change, entry.before) == (Fraction(1), 2024)
    assert recap.superseded == ()


def test_the_last_stage_counts_before_the_latest_date() -> None:
    late = submitted("Kota A", levels_of(5), made=date(2025, 9, 1), file="mandiri.xlsx")
    official = submitted("Kota A", levels_of(2), stage=OFFICIAL, file="lhe.pdf")
    recap = recapped(official, late)
    assert recap.rounds[0].entries[0].submission is official
    (double,) = recap.superseded
    assert (double.submission, double.counted, double.identical) == (late, official, False)


def test_a_copy_is_told_from_an_older_version() -> None:
    old = submitted("Kota A", levels_of(2), made=date(2025, 1, 1), file="lama.xlsx")
    new = submitted("Kota A", levels_of(3), made=date(2025, 5, 1), file="baru.xlsx")
    copy = submitted("Kota A", levels_of(3), made=date(2025, 5, 1), file="aa-salinan.xlsx")
    recap = recapped(old, new, copy)
    assert recap.rounds[0].entries[0].submission is new
    assert {double.submission: double.identical for double in recap.superseded} == {
        old: False,
        copy: True,
    }
    words = [row[0] for row in notes(recap).rows]
    assert sorted(map(str, words)) == ["Ganda", "Versi lain"]


def test_missing_are_those_on_the_list() -> None:
    recap = recapped(
        submitted("Kota A", levels_of(3)),
        submitted("Kota A", levels_of(3), year=2024),
        submitted("Kota Dahulu", levels_of(3), year=2024),
        expected=(Expected("Pemerintah Kota A"), Expected("Kab. B", InstitutionKind.REGENCY)),
    )
    now, before = recap.rounds
    assert [gone.institution for gone in now.missing] == ["Kab. B"]
    assert before.missing == ()


def test_without_a_list_missing_are_those_of_the_year_before() -> None:
    recap = recapped(
        submitted("Kota A", levels_of(3)),
        submitted("Kota A", levels_of(2), year=2024),
        submitted("Kota B", levels_of(2), year=2024),
    )
    assert [gone.institution for gone in recap.rounds[0].missing] == ["Kota B"]
    assert ("Belum masuk", "Kota B", "Kota", 2025, "", "") in notes(recap).rows


def test_outliers_are_two_levels_from_the_median_of_five() -> None:
    odd = submitted("Kota F", levels_of(3, i7=5, i8=4))
    recap = recapped(*five(), odd)
    found = {entry.submission: entry.outliers for entry in recap.rounds[0].entries}
    (outlier,) = found[odd]
    assert (outlier.indicator, outlier.level, outlier.median) == (7, 5, Fraction(3))
    assert not any(outliers for entry, outliers in found.items() if entry is not odd)


def test_four_are_no_group() -> None:
    recap = recapped(*five()[:3], submitted("Kota F", levels_of(3, i7=5)))
    entries = recap.rounds[0].entries
    assert not any(entry.outliers for entry in entries)
    assert peers(entries, entries[0]) == ((), False)


def test_peers_are_of_the_same_kind_where_there_are_enough() -> None:
    alone = submitted("Provinsi P", levels_of(4), kind=InstitutionKind.PROVINCE)
    entries = recapped(*five(), submitted("Kota F", levels_of(3)), alone).rounds[0].entries
    assert peers(entries, entries[0]) == (entries, False)
    assert peers(entries, entries[1]) == (entries[1:], True)


def test_five_others_are_peers_and_four_are_not() -> None:
    entries = recapped(*five()).rounds[0].entries
    assert peers(entries, entries[0]) == ((), False)
    entries = recapped(*five(), submitted("Kota F", levels_of(3))).rounds[0].entries
    assert peers(entries, entries[0]) == (entries, True)


def test_averages_and_counts() -> None:
    entries = (
        recapped(submitted("Kota A", levels_of(2)), submitted("Kota B", levels_of(5)))
        .rounds[0]
        .entries
    )
    means = averages(entries)
    assert means is not None
    assert (means.count, means.index, means.middle) == (2, Fraction(7, 2), Fraction(7, 2))
    assert set(means.aspects) == {Fraction(7, 2)}
    assert grade_counts(outline(), entries) == {
        "Memuaskan": 1, "Sangat Baik": 0, "Baik": 0, "Cukup": 1, "Kurang": 0,
    }  # fmt: skip
    assert averages(()) is None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Pemerintah Kab. Aceh Besar", "kabupaten aceh besar"),
        ("PEMERINTAH DAERAH  KOTA X", "kota x"),
        ("Prov. Nusa-Raya", "provinsi nusa raya"),
        ("Pemerintah", "pemerintah"),
        ("Kota X", "kota x"),
    ],
)
def test_names_are_known_however_they_are_written(written: str, key: str) -> None:
    assert name_key(written) == key


def test_a_copy_does_not_take_an_institution_out_of_its_region() -> None:
    copy = submitted("Kota A", levels_of(3), file="salinan.xlsx")
    filed = replace(submitted("Kota A", levels_of(3), file="a.xlsx"), region="Nusa Barat")
    for both in ((copy, filed), (filed, copy)):
        recap = recapped(*both)
        assert [entry.submission for entry in recap.rounds[0].entries] == [filed]
        assert [double.identical for double in recap.superseded] == [True]


def test_the_table_has_a_cell_for_every_title() -> None:
    listed = submitted("Kota B", levels_of(2))
    listed = Submission(
        listed.institution, listed.kind, 2025, listed.instrument_id, OFFICIAL, (), (), (),
        listed.index, listed.grade, Source(Path("daftar.csv"), 7),
    )  # fmt: skip
    levels = {number: 3 for number in outline().numbers if number != 4}
    recap = recapped(submitted("Kota A", levels, made=date(2025, 2, 3)), listed)
    table = ranking(recap.rounds[0])
    assert {len(row) for row in table.rows} == {len(table.titles)}
    first, second = table.rows
    assert [first[place] for place in table.levels][2:5] == [3, None, 3]
    assert {second[place] for place in (*table.indices, *table.levels)} == {None}
    lines = as_tsv(table).splitlines()
    assert lines[1].split("\t")[:3] == ["1", "Kota A", "Kota"]
    assert "2025-02-03" in lines[1]
    assert "daftar.csv:7" in lines[2]
    assert grades(recap.rounds[0]).rows[-1][:2] == ("Semua", 2)
    names = [each.name for each in tables(recap)]
    assert names == [table.name, "Peta panas 2025", "Predikat 2025", "Catatan"]


def test_unreadable_ones_are_told_with_their_reason() -> None:
    fault = Unreadable(Source(Path("rusak.xlsx")), "Rusak", "Minta salinan baru.")
    recap = recap_of(Path("kiriman"), Findings(unreadable=(fault,)), {})
    assert recap.rounds == ()
    assert notes(recap).rows == (
        ("Tidak terbaca", "", "", None, "rusak.xlsx", "Rusak. Minta salinan baru."),
    )
    assert Findings() + Findings(unreadable=(fault,)) == Findings(unreadable=(fault,))


def test_a_fall_has_a_minus_that_spreadsheets_read() -> None:
    assert plain_text(Fraction(-1, 4)) == "-0,25"
    assert plain_text(None) == ""
