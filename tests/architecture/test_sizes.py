"""Files and functions stay small enough to be read at once."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

MODULE_LINES = 400
FUNCTION_LINES = 40
FOLDERS = ("spbe_desktop", "ui", "assessment", "indicators", "resources", "tests")


def modules(project: Path) -> Iterator[Path]:
    yield project / "main.py"
    for folder in FOLDERS:
        yield from (project / folder).rglob("*.py")


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.name}: {lines}"


def complexity(target: str, source: str | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "--ignore-noqa"]
    return subprocess.run(
        [*command, "--select", "C901", target],
        input=source,
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


def test_modules_are_short(project: Path) -> None:
    lengths = {module: len(module.read_text().splitlines()) for module in modules(project)}
    assert not {module: lines for module, lines in lengths.items() if lines > MODULE_LINES}


def test_functions_are_short(project: Path) -> None:
    found = {module: list(long_functions(module.read_text())) for module in modules(project)}
    assert not {module: functions for module, functions in found.items() if functions}


def test_functions_are_simple() -> None:
    result = complexity(".")
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("branches", "status"), [(7, 0), (8, 1)])
def test_complexity_is_counted(branches: int, status: int) -> None:
    body = "".join(f"    if x == {number}:\n        return\n" for number in range(branches))
    assert complexity("-", f"def f(x):\n{body}").returncode == status


@pytest.mark.parametrize(("lines", "found"), [(39, []), (40, ["f: 41"])])
def test_length_is_counted(lines: int, found: list[str]) -> None:
    assert list(long_functions("def f():\n" + "    pass\n" * lines)) == found
