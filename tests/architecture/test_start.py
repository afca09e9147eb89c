"""The first picture of the window needs little, and nothing else is imported for it."""

import os
import subprocess
import sys
from pathlib import Path

from assessment.domain.identity import InstitutionKind
from spbe_desktop.bootstrap import open_workbench
from tests.conftest import FixedPreferences

PROJECT = Path(__file__).resolve().parents[2]
LIBRARIES = {
    "cryptography", "matplotlib", "openpyxl", "pypdf", "pypdfium2", "reportlab", "segno",
}  # fmt: skip
LATER = {
    "assessment.domain.merging", "assessment.domain.package_checks", "assessment.domain.sentences",
    "assessment.exchange", "assessment.reports", "difflib", "hashlib",
}  # fmt: skip
FAR = {"assessment.documents", "sqlalchemy", "ui.pages.worksheet"}
WORK = {f"assessment.domain.{name}" for name in ("dossier", "exchange", "findings", "steps")}

# Takes the place of the event loop: lets the window paint itself, then tells what was imported.
CHILD = """
import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton

import ui.main_window


class Painted(QObject):
    seen = False

    def eventFilter(self, _watched, event):
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def look(*_):
    (window,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow))
    painted = Painted()
    window.installEventFilter(painted)
    while not painted.seen:
        QApplication.processEvents()
    if "worksheet" in sys.argv:
        window.findChild(QPushButton, "continue").click()
        QApplication.processEvents()
    print(*sys.modules)
    window.close()
    return 0


ui.main_window._WARM_UP_MS = 3_600_000  # what follows the first picture is not looked at here
QApplication.exec = look
from spbe_desktop.cli import main

sys.exit(main(["--workspace", sys.argv[1]]))
"""


def imported(workspace: Path, *wanted: str) -> set[str]:
    """The modules that are imported once the window, or what is wanted in it, was painted."""
    folders = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(workspace.parent))
    told = subprocess.run(
        [sys.executable, "-c", CHILD, str(workspace), *wanted],
        cwd=PROJECT, env={**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(told.stdout.split())


def started(root: Path) -> Path:
    """A workspace with one assessment."""
    bench = open_workbench(root, preferences=FixedPreferences())
    bench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2024, instrument_id="permenpanrb-59-2020"
    )
    return root


def test_an_empty_window(tmp_path: Path) -> None:
    modules = imported(tmp_path / "kosong")
    assert "ui.pages.home" in modules
    assert modules & (LIBRARIES | FAR) == set()


def test_a_window_with_an_assessment(tmp_path: Path) -> None:
    modules = imported(started(tmp_path / "ruang"))
    assert "ui.widgets.continue_card" in modules
    assert modules & (LIBRARIES | LATER | FAR | WORK) == set()


def test_the_worksheet(tmp_path: Path) -> None:
    modules = imported(started(tmp_path / "ruang"), "worksheet")
    assert "ui.pages.worksheet" in modules
    assert modules & (LIBRARIES | LATER | {"sqlalchemy"}) == set()
