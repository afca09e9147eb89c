"""Collects what the benchmarks measured and prints it as the table of the README."""

from dataclasses import dataclass

import pytest


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what was measured, what is promised, what came out; texts as people read them."""

    name: str
    limit: str
    measured: str


FIGURES = pytest.StashKey[list[Figure]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FIGURES] = []


@pytest.fixture
def figures(pytestconfig: pytest.Config) -> list[Figure]:
    """The rows so far: append what a benchmark measured."""
    return pytestconfig.stash[FIGURES]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    terminalreporter.section("Angka terukur")
    terminalreporter.write_line("| Ukuran | Batas | Terukur |")
    terminalreporter.write_line("|---|---|---|")
    for figure in config.stash[FIGURES]:
        row = f"| {figure.name} | {figure.limit} | {figure.measured} |"
        terminalreporter.write_line(row)
