"""Printed averages: the shipped ones, and every fault of a file by name."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from indicators.benchmarks import NATIONAL, average_of, load_averages
from indicators.errors import InstrumentError, Problem
from tests.builders import official_instrument, small_instrument

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "benchmarks"
OUTLINE = official_instrument().outline


def test_the_shipped_averages() -> None:
    averages = load_averages(SHIPPED, OUTLINE)
    assert len(averages) == 29
    city = average_of(averages, 2023, "city")
    assert city is not None
    assert (city.year, city.index, city.source) == (2023, Decimal("3.02"), "Kepmen PANRB 13/2024")
    assert (len(city.domains), len(city.aspects)) == (4, 8)
    assert all(average_of(averages, year, NATIONAL) is not None for year in range(2021, 2025))


def test_the_latest_one_up_to_a_year_counts() -> None:
    averages = load_averages(SHIPPED, OUTLINE)
    later, earlier = average_of(averages, 2030, "regency"), average_of(averages, 2020, "regency")
    assert later is not None
    assert later.year == 2024
    assert earlier is None
    assert average_of(averages, 2024, "desa") is None


def test_an_instrument_without_averages_has_none() -> None:
    assert load_averages(SHIPPED, small_instrument().outline) == ()


@pytest.mark.parametrize(
    ("change", "entry", "problem"),
    [
        (lambda text: text.replace('"2.24"', '"6"', 1), "average[", Problem.OUT_OF_RANGE),
        (lambda text: text.replace('["2.21", ', '["NaN", ', 1), "average[", Problem.OUT_OF_RANGE),
        (lambda text: text.replace('"2.24"', '"dua"', 1), "index", Problem.WRONG_TYPE),
        (lambda text: text.replace('["2.21", ', '["x", ', 1), "domains", Problem.WRONG_TYPE),
        (lambda text: text.replace('["2.21", ', "[", 1), "domains", Problem.WRONG_COUNT),
        (lambda text: text.replace("kind =", "jenis =", 1), "kind", Problem.MISSING),
        (lambda text: text.replace("[[average]]", '[[average]]\nwarna = "x"', 1), "warna",
         Problem.UNKNOWN),
        (lambda text: text + 'lain = "x"\n', "lain", Problem.UNKNOWN),
        (lambda text: text.replace(OUTLINE.id, "lain", 1), "instrument", Problem.NOT_DEFINED),
    ],
)  # fmt: skip
def test_faults_are_named(
    tmp_path: Path, change: Callable[[str], str], entry: str, problem: Problem
) -> None:
    text = (SHIPPED / f"{OUTLINE.id}.toml").read_text(encoding="utf-8")
    # The comments name the instrument nowhere, so the first mention is the entry.
    (tmp_path / f"{OUTLINE.id}.toml").write_text(change(text.split("\n\n", 1)[1]), "utf-8")
    with pytest.raises(InstrumentError) as caught:
        load_averages(tmp_path, OUTLINE)
    assert caught.value.problem is problem
    assert entry in caught.value.entry


def test_averages_fit_the_instrument() -> None:
    with pytest.raises(InstrumentError) as caught:
        load_averages(SHIPPED, replace(OUTLINE, domains=OUTLINE.domains[:3]))
    assert caught.value.problem is Problem.WRONG_COUNT
