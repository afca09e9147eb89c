"""Lists of institutions and official results in a recap."""

import csv
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.identity import OFFICIAL, Cycle, InstitutionKind
from assessment.domain.official_result import OfficialResult, OfficialRow
from assessment.domain.progress import Progress
from assessment.domain.recap import grade_counts
from assessment.services.recap_official import OfficialSubmissions
from assessment.services.workbench import Workbench
from indicators.outline import Outline
from tests.builders import official_instrument
from tests.recaps import HEAD, listed, read, sent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return sent(tmp_path)


def test_a_list_of_results(workbench: Workbench, tmp_path: Path) -> None:
    path = listed(tmp_path, HEAD, "Kota A,city,Nusa,3.00,3.00,3.00,3.00,3.00,Baik", "", ",,,")
    submission = read(workbench, path).rounds[0].entries[0].submission
    assert (submission.year, submission.stage, submission.region) == (2023, OFFICIAL, "Nusa")
    assert (submission.index, submission.source.line) == (Fraction(3), 2)
    assert not submission.levels


def test_decimal_commas_and_indonesian_heads(workbench: Workbench, tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        "Instansi;Jenis;Tahun;policy;governance;management;service;Indeks",
        "Kota A;Kota;2022;3,00;3,00;3,00;3,00;3,00",
        name="rekap.csv",
    )
    (shown,) = read(workbench, path).rounds
    assert (shown.year, shown.entries[0].submission.grade) == (2022, "Baik")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Kota A,city,,3.00,3.00,3.00,3.00,tiga,Baik", "Indeks tidak terbaca"),
        ("Kota A,city,,3.00,3.00,3.00,3.00,7.00,Baik", "Indeks tidak terbaca"),
        ("Kota A,city,,3.00,3.00,3.00,3.00,3.00,Kurang", "Predikat Kurang"),
        ("Kota A,desa,,3.00,3.00,3.00,3.00,3.00,Baik", "Jenis instansi"),
        (",city,,3.00,3.00,3.00,3.00,3.00,Baik", "Nama instansi"),
    ],
)
def test_a_line_that_cannot_be_is_told(
    workbench: Workbench, tmp_path: Path, line: str, said: str
) -> None:
    recap = read(workbench, listed(tmp_path, HEAD, line))
    assert recap.rounds == ()
    assert (recap.unreadable[0].source.line, said in recap.unreadable[0].reason) == (2, True)


@pytest.mark.parametrize("service", ["0.30", "", "5.00"])
def test_domains_that_do_not_give_the_index_are_not_used(
    workbench: Workbench, tmp_path: Path, service: str
) -> None:
    path = listed(tmp_path, HEAD, f"Kota A,city,,3.00,3.00,3.00,{service},3.00,Baik")
    recap = read(workbench, path)
    submission = recap.rounds[0].entries[0].submission
    assert submission.index == 3
    assert not submission.domains
    assert "indeks domain" in recap.unreadable[0].reason


def test_a_list_without_year_or_columns_is_told(workbench: Workbench, tmp_path: Path) -> None:
    line = "Kota A,city,,3.00,3.00,3.00,3.00,3.00,Baik"
    yearless = read(workbench, listed(tmp_path, HEAD, line, name="hasil.csv"))
    assert "Tahun" in yearless.unreadable[0].reason
    levels = read(workbench, listed(tmp_path, "indicator,level", "1,3", name="tingkat.csv"))
    assert "institution" in levels.unreadable[0].reason
    domains = read(workbench, listed(tmp_path, "institution,index", "Kota A,3.00"))
    assert "policy" in domains.unreadable[0].reason


def test_a_list_without_indices_says_who_is_missing(workbench: Workbench, folder: Path) -> None:
    listed(folder, "instansi,jenis", "Kota A,Kota", "Kota Z,Kota", name="daftar.csv")
    now = read(workbench, folder).rounds[0]
    assert [gone.institution for gone in now.missing] == ["Kota Z"]


def test_grades_of_the_national_list_come_out_as_printed(
    workbench: Workbench, shared: Path
) -> None:
    path = shared / "data" / "results" / "index-2023.csv"
    with path.open(encoding="utf-8") as file:
        printed = Counter(row["grade"] for row in csv.DictReader(file))
    recap = read(workbench, path)
    (shown,) = recap.rounds
    assert grade_counts(shown.outline, shown.entries) == printed
    assert (shown.year, len(shown.entries)) == (2023, 621)
    assert ["Banyuasin" in fault.reason for fault in recap.unreadable] == [True]


def test_official_results_stand_beside_the_list(workbench: Workbench, shared: Path) -> None:
    results = shared / "data" / "results"
    recap = read(workbench, *sorted(results.glob("lhe-*.pdf")))
    indices = {shown.year: shown.entries[0].submission for shown in recap.rounds}
    assert {year: len(entry.levels) for year, entry in indices.items()} == {2021: 47, 2023: 47}
    assert {entry.stage for entry in indices.values()} == {OFFICIAL}


class Misprinted:
    """Reads a report whose levels do not give the printed index."""

    def read(self, path: Path, outlines: Sequence[Outline], progress: Progress) -> OfficialResult:
        (outline,) = (each for each in outlines if each.id == official_instrument().id)
        rows = (OfficialRow(n, 3, "3", "", None, 1, None) for n in outline.numbers)
        three = Decimal("3.00")
        return OfficialResult(
            path, outline.id, "Kota A", InstitutionKind.CITY, Cycle.EVALUATION, 2023, None, three,
            Decimal("3.10"), "Baik", (three,) * 4, (three,) * 8, (), "", tuple(rows),
            column_clear=True, rows_clear=True, year_clear=True, kind_clear=True, figures_page=2,
        )  # fmt: skip


def test_a_report_that_does_not_add_up_is_told_and_never_guessed(
    workbench: Workbench, tmp_path: Path
) -> None:
    found = OfficialSubmissions(Misprinted()).read(tmp_path / "lhe.pdf", workbench.instruments)
    assert (found.submissions, len(found.unreadable)) == ((), 1)
    assert "1 hal" in found.unreadable[0].reason
