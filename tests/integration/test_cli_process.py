"""The program as it is really started: what it imports, and how it ends."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

QT = re.compile(r"\|\s+(PySide6|shiboken6|ui)(\.|$)", re.MULTILINE)
HEAVY = re.compile(
    r"\|\s+(sqlalchemy|alembic|openpyxl|reportlab|matplotlib|numpy|pypdfium2|sqlite3)(\.|$)",
    re.MULTILINE,
)


# The program again and again in one process.
SEVERAL = """
import json, sys

from spbe_desktop.cli import main

for words in json.loads(sys.argv[1]):
    assert main(words) == 0, words
"""


def start(project: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "importtime", project / "main.py", *words],
        env={name: value for name, value in os.environ.items() if value} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def said(run: subprocess.CompletedProcess[str]) -> str:
    lines = run.stderr.splitlines()
    return "\n".join(line for line in lines if not line.startswith("import time:"))


def test_no_command_needs_qt(project: Path, tmp_path: Path) -> None:
    root = ("--workspace", str(tmp_path / "ruang-kerja"))
    book = str(tmp_path / "kertas.xlsx")
    commands = (
        ("new", "--institution", "Kota Nusa Damai", "--kind", "city", "--year", "2025"),
        ("export", "--assessment", "1", "--to", book),
        ("export", "--assessment", "1", "--to", str(tmp_path / "laporan.pdf")),
        ("index", book),
        ("import", book, "--apply"),
        ("check",),
        ("backup",),
    )
    words = json.dumps([[*root, *command] for command in commands])
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", SEVERAL, words],
        cwd=project, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, said(run)
    assert "spbe_desktop.cli_commands" in run.stderr
    assert not QT.search(run.stderr)


def test_help_imports_nothing_heavy(project: Path) -> None:
    run = start(project, "--help")
    assert run.returncode == 0
    assert not HEAVY.search(run.stderr)
    assert not QT.search(run.stderr)


def test_the_searched_names_are_found_where_they_are(project: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", "import ui.icons, sqlite3"],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    assert QT.search(run.stderr)
    assert HEAVY.search(run.stderr)


def test_a_reader_who_has_seen_enough_is_no_failure_of_the_program(
    project: Path, tmp_path: Path
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    table = tmp_path / "tingkat.csv"
    table.write_text("indicator,level\n1,3\n")
    run = subprocess.run(
        [sys.executable, project / "main.py", "index", table],
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert run.returncode == 1
    assert run.stderr == ""


def test_a_console_without_the_letters_is_no_failure(project: Path, tmp_path: Path) -> None:
    table = tmp_path / "tingkat.csv"
    table.write_text("indicator,level\n1,3\n")
    run = start(project, "index", str(table), PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert run.returncode == 0, said(run)
    assert "Indeks ? bobot" in run.stdout


def test_json_survives_any_console(project: Path, tmp_path: Path) -> None:
    words = ("--institution", "Kota “Nusa” Damai", "--kind", "city", "--year", "2025", "--json")
    root = ("--workspace", str(tmp_path / "w"))
    run = start(project, "new", *words, *root, PYTHONIOENCODING="ascii")
    assert json.loads(run.stdout)["institution"] == "Kota “Nusa” Damai"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a screen")
def test_without_a_screen_the_window_is_refused_in_words(project: Path) -> None:
    environment = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    run = start(project, **environment)
    assert run.returncode == 1
    assert "Tidak ada layar" in said(run)
    assert not QT.search(run.stderr)
