"""How long a person waits until an edit is on the disk."""

import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from tests.builders import official_instrument
from tests.conftest import PROJECT

MOST = 0.050  # seconds for one stored edit
UNIT_TESTS = 5.0  # seconds for all tests of rules
EDITS = 300
Record = Callable[[str, str, str], None]


@pytest.fixture
def city(workbench: Workbench) -> int:
    """A filled assessment, as it is late in the year."""
    city = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    ).id
    for number in official_instrument().outline.numbers:
        workbench.worksheet.choose_level(city, number, 3)
        workbench.worksheet.write(city, number, TextPart.FACT, "Norma diatur. " * 100)
    return city


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms".replace(".", ",")


def test_storing_an_edit(workbench: Workbench, city: int, benchmark: Any, record: Record) -> None:
    taken: list[float] = []

    def edit() -> None:
        number, level = 1 + len(taken) % 47, 1 + len(taken) // 47 % 5  # never what stands there
        before = time.perf_counter()
        if len(taken) % 2:
            workbench.worksheet.write(city, number, TextPart.FACT, f"Norma {len(taken)}. " * 100)
        else:
            workbench.worksheet.choose_level(city, number, level)
        taken.append(time.perf_counter() - before)

    benchmark.pedantic(edit, rounds=EDITS, warmup_rounds=5)
    median, slow = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
    record("Menyimpan satu suntingan (median)", milliseconds(MOST), milliseconds(median))
    record("Menyimpan satu suntingan (p99)", milliseconds(MOST), milliseconds(slow))
    assert slow < MOST


def test_taking_a_step_back(
    workbench: Workbench, city: int, benchmark: Any, record: Record
) -> None:
    benchmark.pedantic(workbench.worksheet.undo, args=(city,), rounds=60)
    slow = benchmark.stats.stats.max
    record("Mengurungkan satu langkah (terlama)", milliseconds(MOST), milliseconds(slow))
    assert slow < MOST


def test_the_tests_of_the_rules_are_quick(record: Record) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/unit", "-q", "-p", "no:cacheprovider"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    summary = result.stdout.strip().splitlines()[-1]
    seconds = float(summary.rsplit(" in ", 1)[1].split("s")[0])
    record("Seluruh pengujian aturan", f"{UNIT_TESTS:.0f} s", f"{seconds:.1f} s".replace(".", ","))
    assert seconds < UNIT_TESTS
