"""The guards in tests/conftest.py stop what they are there to stop."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]

CASES = """
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox


def test_message(qtbot):
    QMessageBox.question(None, "?", "?")


def test_dialog_in_a_slot(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.accepted.connect(lambda: QDialog(dialog).exec())
    dialog.accept()


def test_answered(qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("a.xlsx", ""))
    assert QFileDialog.getSaveFileName(None)[0] == "a.xlsx"


def test_thread():
    threading.Thread(target=threading.Event().wait, args=(30,), daemon=True).start()


def test_pool(qapp):
    QThreadPool(qapp).start(lambda: threading.Event().wait(3))


def test_pool_that_ends(qapp):
    QThreadPool(qapp).start(lambda: None)


def test_warning():
    import warnings
    warnings.warn("old", stacklevel=1)


def test_shared(shared):
    pass
"""


def run(tree: Path, *, ci: bool) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "CI"}
    environment["PYTHONPATH"] = str(PROJECT)  # what the fixtures import
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "tests"],
        cwd=tree,
        env=environment | ({"CI": "true"} if ci else {}),
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.fixture
def tree(project: Path, tmp_path: Path) -> Path:
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    shutil.copy(project / "pyproject.toml", tests.parent)
    shutil.copy(project / "tests/conftest.py", tests)
    return tests.parent


def test_guards_fail_what_they_should(tree: Path) -> None:
    (tree / "tests/test_cases.py").write_text(CASES)
    report = run(tree, ci=False)
    lines = [line for line in report.splitlines() if line.startswith(("FAILED", "ERROR"))]
    stopped = {line.split("::")[1].split(" ")[0] for line in lines}
    assert stopped == {
        "test_message", "test_dialog_in_a_slot", "test_thread", "test_pool", "test_warning",
    }  # fmt: skip
    assert "reference data (../shared) is not here" in report


@pytest.mark.parametrize(("ci", "complaint"), [(True, True), (False, False)])
def test_skipping_is_a_fault_in_ci(tree: Path, *, ci: bool, complaint: bool) -> None:
    (tree.parent / "shared").mkdir()
    (tree / "tests/test_cases.py").write_text("import pytest\ndef test_x(): pytest.skip('y')\n")
    assert ("skipped tests fail in CI" in run(tree, ci=ci)) is complaint
