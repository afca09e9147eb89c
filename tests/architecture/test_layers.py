"""Who may import whom: the contracts hold, and each of them breaks when it should."""

import ast
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from pathlib import Path

import pytest

PACKAGES = ("spbe_desktop", "ui", "assessment", "indicators", "resources")

# contract, file to plant, what it imports
BREACHES = [
    ("layers", "indicators/planted.py", "import assessment.domain"),
    ("layers", "assessment/planted.py", "import ui.pages"),
    ("layers", "assessment/domain/planted.py", "import spbe_desktop"),
    ("layers", "ui/planted.py", "import spbe_desktop"),
    ("layers", "resources/planted.py", "import indicators"),
    ("inside-assessment", "assessment/domain/planted.py", "import assessment.services"),
    ("inside-assessment", "assessment/services/planted.py", "import assessment.storage"),
    ("inside-assessment", "assessment/exchange/planted.py", "import assessment.storage"),
    ("inside-assessment", "assessment/reports/planted.py", "import assessment.exchange"),
    ("inside-assessment", "assessment/documents/planted.py", "import assessment.reports"),
    ("inside-assessment", "assessment/storage/planted.py", "import assessment.documents"),
    ("ui-clean", "ui/planted.py", "import assessment.storage"),
    ("ui-clean", "ui/pages/planted.py", "import assessment.exchange"),
    ("ui-clean", "ui/dialogs/planted.py", "import assessment.documents"),
    ("ui-clean", "ui/widgets/planted.py", "import assessment.reports"),
    ("qt", "assessment/services/planted.py", "from PySide6.QtCore import QObject"),
    ("qt", "indicators/planted.py", "import shiboken6"),
    ("qt-start", "spbe_desktop/planted.py", "from PySide6.QtWidgets import QLabel"),
    ("pure", "assessment/domain/planted.py", "import sqlite3"),
    ("pure", "assessment/services/planted.py", "import openpyxl"),
    ("pure", "indicators/planted.py", "import matplotlib"),
    ("database", "assessment/exchange/planted.py", "import sqlalchemy"),
    ("database", "ui/planted.py", "import sqlite3"),
    ("database", "spbe_desktop/planted.py", "import alembic"),
    ("documents", "assessment/storage/planted.py", "import openpyxl"),
    ("documents", "ui/widgets/planted.py", "from matplotlib.figure import Figure"),
    ("documents", "spbe_desktop/planted.py", "import pypdfium2"),
    ("pages", "ui/pages/planted.py", "import ui.pages.sibling"),
]


def lint(tree: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = Path(sysconfig.get_path("scripts")) / "lint-imports"
    return subprocess.run(
        [program, "--no-cache", *options], cwd=tree, capture_output=True, text=True, check=False
    )


def test_contracts_hold(project: Path) -> None:
    result = lint(project)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(__file__).resolve().parents[2]
    tree = tmp_path_factory.mktemp("tree")
    shutil.copy(project / "pyproject.toml", tree)
    for package in PACKAGES:
        for module in (project / package).rglob("*.py"):
            target = tree / module.relative_to(project)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(module, target)
    (tree / "ui/pages/sibling.py").touch()
    return tree


@pytest.mark.parametrize("contract", sorted({contract for contract, _, _ in BREACHES}))
def test_breaches_are_found(copy: Path, contract: str) -> None:
    """All breaches of a contract at once, each in a module of its own."""
    planted = {}
    for place, (broken, module, line) in enumerate(BREACHES):
        if broken == contract:
            path = (copy / module).with_stem(f"planted_{place}")
            path.write_text(line + "\n")
            planted[path] = str(path.relative_to(copy).with_suffix("")).replace("/", ".")
    try:
        result = lint(copy, "--contract", contract)
    finally:
        for path in planted:
            path.unlink()
    assert result.returncode == 1
    assert [name for name in planted.values() if name not in result.stdout] == []


def test_every_contract_was_broken_once(project: Path) -> None:
    settings = tomllib.loads((project / "pyproject.toml").read_text())
    contracts = {contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in BREACHES}


def imported(module: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module.split(".")[0])
    return names


def test_instrument_needs_the_standard_library_and_a_reader_of_toml(project: Path) -> None:
    for module in (project / "indicators").rglob("*.py"):
        outside = imported(module) - {"indicators", "resources", "rtoml"}
        assert outside <= set(sys.stdlib_module_names), module


def test_unit_tests_need_no_qt(project: Path) -> None:
    for module in (project / "tests/unit").rglob("*.py"):
        assert not imported(module) & {"PySide6", "pytestqt", "ui"}, module
