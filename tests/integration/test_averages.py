"""Printed averages beside a result: which ones count, and what they are called."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from assessment.domain.identity import InstitutionKind
from assessment.domain.results import result_of
from assessment.domain.words import average_name, average_source
from assessment.reports.words import aspect_text
from assessment.services.workbench import Workbench
from indicators.benchmarks import NATIONAL, Average
from indicators.catalogue import Catalogue
from indicators.errors import InstrumentError, UnknownInstrumentError
from tests.builders import full_dossier, official_instrument

INSTRUMENTS = Path(__file__).resolve().parents[2] / "resources" / "instruments"
NUMBERS = (Decimal("3.00"),)


def average(year: int, kind: str) -> Average:
    return Average(year, kind, "Kepmen 1/2024", *NUMBERS, NUMBERS * 4, NUMBERS * 8)


def test_the_latest_average_of_the_kind_up_to_the_year_counts() -> None:
    instrument = official_instrument()
    dossier = full_dossier(instrument, 2)
    assessment = replace(dossier.assessment, year=2024, kind=InstitutionKind.PROVINCE)
    dossier = replace(dossier, assessment=assessment)
    known = tuple(
        average(year, kind) for year in (2022, 2023, 2025) for kind in ("province", "city")
    )
    result = result_of(instrument, dossier, averages=known)
    assert result.peers == average(2023, "province")
    assert result.national is None
    assert aspect_text(result, 0).endswith(": 3,50, rata-rata provinsi 2023 3,00")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("city", "Rata-rata kota 2024"),
        ("agency", "Rata-rata LPNK 2024"),
        (NATIONAL, "Rata-rata nasional 2024"),
    ],
)
def test_averages_are_named(kind: str, name: str) -> None:
    assert average_name(average(2024, kind)) == name
    assert average_source(average(2024, kind)) == "Kepmen 1/2024 (hasil 2024)"


def test_a_result_and_a_report_know_them(workbench: Workbench) -> None:
    made = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2023, instrument_id="permenpanrb-59-2020"
    )
    result = workbench.results.result(made.id)
    assert result.peers is not None
    assert result.national is not None
    assert (result.peers.index, result.peers.year) == (Decimal("3.02"), 2023)
    assert workbench.handover.handover(made.id).result == result


def test_an_unknown_instrument_has_no_averages() -> None:
    with pytest.raises(UnknownInstrumentError):
        Catalogue((INSTRUMENTS,)).averages("tidak-ada")


def test_averages_are_read_once_and_faults_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "instruments" / "permenpanrb-59-2020"
    folder.mkdir(parents=True)
    for file in (INSTRUMENTS / folder.name).iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    catalogue = Catalogue((tmp_path / "instruments",))
    assert catalogue.averages(folder.name) == ()
    benchmarks = tmp_path / "benchmarks"
    benchmarks.mkdir()
    (benchmarks / f"{folder.name}.toml").write_text("rusak")
    assert catalogue.averages(folder.name) == ()
    with pytest.raises(InstrumentError):
        Catalogue((tmp_path / "instruments",)).averages(folder.name)
