"""National lists: read, kept, replaced, removed, and ranked against a real one."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from assessment.domain.file_errors import FileRefusedError
from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.progress import SILENT
from assessment.domain.ranking import Rank, standing_in
from assessment.domain.ranking_errors import NotANationalListError
from assessment.domain.records import LevelCap
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_backups
from spbe_desktop.cli import main
from tests.recaps import HEAD, listed

ROWS = (
    "Kab. Sukadamai,regency,Nusa,3.40,3.40,3.40,3.40,3.40,Baik",
    "Kota Nusa Damai,city,Nusa,2.00,2.00,2.00,2.00,2.00,Cukup",
    "Kota Sukasari,city,Nusa,3.00,3.00,3.00,3.00,3.00,Baik",
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return listed(tmp_path, HEAD, *ROWS)


@pytest.fixture
def city(workbench: Workbench) -> Assessment:
    return workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    )


def test_a_list_is_looked_at_kept_and_ranked_against(
    workbench: Workbench, city: Assessment, path: Path
) -> None:
    national = workbench.national
    preview = national.preview(path)
    assert (preview.replaced, preview.doubts) == ((), ())
    assert national.lists() == ()
    assert national.standing(city, Fraction(1)) is None
    national.keep(preview.lists)
    assert national.lists() == preview.lists
    (kept,) = national.lists()
    assert (kept.year, kept.source, f"{kept.imported:%d-%m-%Y}") == (
        2023, "hasil-2023.csv", "10-07-2025"
    )  # fmt: skip
    standing = national.standing(city, Fraction(1))
    assert standing is not None
    assert (standing.listed, standing.overall, standing.alike) == (True, Rank(3, 3), Rank(2, 2))


def test_the_same_year_is_replaced_and_can_be_put_back(
    workbench: Workbench, tmp_path: Path, path: Path
) -> None:
    national = workbench.national
    national.keep(national.preview(path).lists)
    (before,) = national.lists()
    newer = listed(tmp_path, HEAD, ROWS[0], name="perbaikan-2023.csv")
    preview = national.preview(newer)
    assert preview.replaced == (before,)
    national.keep(preview.lists)
    assert [(one.source, len(one.entries)) for one in national.lists()] == [
        ("perbaikan-2023.csv", 1)
    ]
    national.keep(preview.replaced)
    assert national.lists() == (before,)
    national.remove(before.instrument_id, before.year)
    national.remove(before.instrument_id, before.year)  # nothing is left to remove
    assert national.lists() == ()


def test_lines_that_are_not_read_or_do_not_count_are_told(
    workbench: Workbench, tmp_path: Path
) -> None:
    path = listed(
        tmp_path,
        HEAD,
        *ROWS,
        "Kota Rusak,city,,3.00,3.00,3.00,3.00,tiga,Baik",
        "Pemerintah Kota Sukasari,city,,3.00,3.00,3.00,3.00,3.00,Baik",
    )
    preview = workbench.national.preview(path)
    assert [entry.line for entry in preview.lists[0].entries] == [2, 3, 6]
    assert [(one.source.line, one.reason) for one in preview.doubts] == [
        (5, "Indeks tidak terbaca: tiga"),
        (4, "Kota Sukasari juga ada di baris 6"),
    ]


def test_a_list_of_several_years(workbench: Workbench, tmp_path: Path) -> None:
    rows = (f"{year},{row}" for year in (2022, 2024) for row in ROWS)
    path = listed(tmp_path, f"year,{HEAD}", *rows, name="hasil.csv")
    workbench.national.keep(workbench.national.preview(path).lists)
    assert [one.year for one in workbench.national.lists()] == [2024, 2022]


@pytest.mark.parametrize(
    ("lines", "column", "doubts"),
    [
        (("indicator,level", "1,3"), "institution", 0),
        (("institution,index", "Kota A,3.00"), "policy", 0),
        (("instansi,jenis", "Kota A,Kota"), "index", 0),
        ((HEAD, "Kota A,city,,3,3,3,3,tiga,Baik", ",city,,3,3,3,3,3,Baik"), "", 2),
        ((HEAD,), "", 0),
    ],
)
def test_other_tables_are_refused_in_words(
    workbench: Workbench, tmp_path: Path, lines: tuple[str, ...], column: str, doubts: int
) -> None:
    with pytest.raises(NotANationalListError) as caught:
        workbench.national.preview(listed(tmp_path, *lines))
    assert (caught.value.column, len(caught.value.doubts)) == (column, doubts)
    with pytest.raises(FileRefusedError):
        workbench.national.preview(tmp_path / "tiada.csv")


def test_a_backup_brings_lists_and_settings_back(
    workbench: Workbench, city: Assessment, path: Path
) -> None:
    national = workbench.national
    national.keep(national.preview(path).lists)
    workbench.planning.keep_setting(LevelCap(city.id, 3, 2))
    kept, settings = national.lists(), workbench.planning.settings(city.id)
    backup = workbench.backups.make(None, SILENT)
    national.remove(kept[0].instrument_id, kept[0].year)
    workbench.planning.reset(city.id)
    open_backups(workbench.root).restore(backup, SILENT)
    assert (national.lists(), workbench.planning.settings(city.id)) == (kept, settings)
    assert workbench.diagnosis.examine().symptoms == ()


def test_the_real_list_is_ranked_as_counted_by_hand(
    workbench: Workbench, city: Assessment, shared: Path
) -> None:
    path = shared / "data" / "results" / "index-2023.csv"
    preview = workbench.national.preview(path)
    assert [doubt.source.line for doubt in preview.doubts] == [212]
    workbench.national.keep(preview.lists)
    (kept,) = workbench.national.lists()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    indices = [Decimal(row["index"]) for row in rows]
    kinds = {"ministry", "agency", "province", "regency", "city"}
    for at, row in enumerate(rows):
        if (at % 7 and "Banyuasin" not in row["institution"]) or row["kind"] not in kinds:
            continue
        same = [Decimal(one["index"]) for one in rows if one["kind"] == row["kind"]]
        kind = InstitutionKind(row["kind"])
        mine = replace(city, institution=row["institution"], kind=kind)
        standing = standing_in(kept, mine, Fraction(1))
        assert standing.listed, row["institution"]
        better = sum(index > indices[at] for index in indices)
        alike = sum(index > indices[at] for index in same)
        assert standing.overall == Rank(better + 1, 621), row["institution"]
        assert standing.alike == Rank(alike + 1, len(same)), row["institution"]
    assert len(kept.entries) == len(rows) == 621


class Typed:
    """The command line on one workspace."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capture = capture

    def run(self, *words: str | Path) -> tuple[int, str, str]:
        status = main([str(word) for word in ("import", *words, "--workspace", self.root)])
        return status, *self.capture.readouterr()


@pytest.fixture
def typed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(tmp_path / "ruang-kerja", capsys)


def test_the_command_shows_a_list_and_keeps_it(
    typed: Typed, workbench: Workbench, path: Path
) -> None:
    status, out, err = typed.run(path)
    assert (status, "Tahun 2023: 3 instansi siap disimpan." in out) == (0, True)
    assert "--apply" in err
    assert workbench.national.lists() == ()
    status, out, _ = typed.run(path, "--apply")
    assert (status, "3 instansi disimpan." in out) == (0, True)
    assert [one.year for one in workbench.national.lists()] == [2023]
    _, out, _ = typed.run(path, "--json")
    told: dict[str, Any] = json.loads(out)["files"][0]
    assert (told["kind"], told["applied"], told["doubts"]) == ("national_list", False, [])
    assert told["lists"] == [
        {
            "year": 2023,
            "instrument": "permenpanrb-59-2020",
            "institutions": 3,
            "replaces": "hasil-2023.csv",
        }
    ]


def test_the_command_refuses_other_tables(typed: Typed, tmp_path: Path) -> None:
    path = listed(tmp_path, "indicator,level", "1,3", name="tingkat.csv")
    status, out, err = typed.run(path, "--apply")
    assert (status, out) == (1, "")
    assert "Bukan daftar nasional" in err
    assert "Kolom institution tidak ada" in err
