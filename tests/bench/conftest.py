"""Collects what the benchmarks measured and prints it as the table of the README."""

import os
from collections.abc import Callable

import pytest

FIGURES = pytest.StashKey[list[tuple[str, str, str]]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


@pytest.fixture(autouse=True)
def quiet_disk() -> None:
    """Let the disk finish what the measurement before wrote: it counts for nobody else."""
    if hasattr(os, "sync"):
        os.sync()


@pytest.fixture
def record(pytestconfig: pytest.Config) -> Callable[[str, str, str], None]:
    """Notes a row: what was measured, its limit, what came out, each as people read it."""
    rows = pytestconfig.stash[FIGURES]
    return lambda name, limit, measured: rows.append((name, limit, measured))


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.section("Angka terukur")
    for row in (("Ukuran", "Batas", "Terukur"), ("---",) * 3, *config.stash[FIGURES]):
        terminalreporter.write_line(f"| {' | '.join(row)} |")
