"""How long a whole package takes, beside zipping the same files without compression."""

import os
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.domain.formatting import size_text
from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from tests.builders import official_instrument

DOCUMENTS = 300
SIZE = int(os.environ.get("SPBE_BENCH_PACKAGE_MB", "1000")) << 20
"""All documents together; a machine with little room may take less."""
SLOWEST = 2.0  # times what the plain zip takes
ROUNDS = 3
Record = Callable[[str, str, str], None]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Invented documents of different sizes; their content cannot be compressed."""
    chance = random.Random(4)  # noqa: S311
    made = []
    for number in range(DOCUMENTS):
        path = tmp_path / f"dokumen-{number}.txt"
        path.write_bytes(chance.randbytes(SIZE // DOCUMENTS + number - DOCUMENTS // 2))
        made.append(path)
    return made


@pytest.fixture
def city(workbench: Workbench, files: list[Path]) -> int:
    """An assessment that rests on all of them, some at two indicators."""
    city = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    ).id
    numbers = official_instrument().outline.numbers
    for place, number in enumerate(numbers):
        workbench.worksheet.choose_level(city, number, 3)
        workbench.evidence.attach(city, number, files[place :: len(numbers)])
        workbench.evidence.attach(city, number, files[:2])
    return city


def seconds(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def zipped(files: list[Path], target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in files:
            archive.write(path, path.name)
    with target.open("rb+") as file:
        os.fsync(file.fileno())  # as the package is


def speed(taken: float) -> str:
    return f"{SIZE / 1e6 / taken:.0f} MB/s"


@pytest.mark.parametrize("password", ["", "kata sandi bersama"], ids=["plain", "locked"])
def test_a_package_is_half_as_fast_as_a_zip(
    workbench: Workbench,
    city: int,
    files: list[Path],
    tmp_path: Path,
    record: Record,
    password: str,
) -> None:
    """Workbook and report take the same time however many documents there are: counted apart."""
    target = tmp_path / "paket.spbe"

    def made() -> None:
        for suffix in ("xlsx", "pdf", "json"):
            workbench.handover.export(city, tmp_path / f"isi.{suffix}")

    made()  # once for the imports
    rounds = []
    for _ in range(ROUNDS):
        plain = seconds(lambda: zipped(files, tmp_path / "polos.zip"))
        apart = seconds(made)
        whole = seconds(lambda: workbench.packages.export(city, target, password=password))
        rounds.append(((whole - apart) / plain, plain, whole, apart))
    ratio, plain, whole, apart = min(rounds)
    name = f"Paket{' terkunci' if password else ''} {size_text(SIZE)}, {DOCUMENTS} dokumen"
    record(f"{name}: bukti ditulis dan diperiksa", speed(plain * SLOWEST), speed(whole - apart))
    record(f"{name}: zip polos", "-", speed(plain))
    record(
        f"{name}: seluruhnya dengan buku kerja dan laporan", "-", f"{whole:.1f} s".replace(".", ",")
    )
    assert password or ratio < SLOWEST
