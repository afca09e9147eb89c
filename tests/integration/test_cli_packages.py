"""Packages on the command line: checked, looked at, taken over; passwords come from the input."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from spbe_desktop.cli import main
from tests.integration.test_cli import Shell

LOCKED_WITH = "kata sandi"


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "ruang-kerja", capsys)


@pytest.fixture
def evaluator(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "penilai", capsys)


@pytest.fixture
def package(shell: Shell, tmp_path: Path) -> Path:
    path = tmp_path / "kota.spbe"
    made = shell.json("export", "--assessment", str(shell.start()), "--to", path)
    assert (made["kind"], made["index"], made["revision"]) == ("spbe", "1", 1)
    return path


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_verifying(shell: Shell, package: Path) -> None:
    found = shell.json("verify", package)
    assert (found["institution"], found["index"], found["trusted"]) == (
        "Kota Nusa Damai", "1.00", False,
    )  # fmt: skip
    assert shell.run("verify", package) == 0
    assert found["fingerprint"] in shell.out
    assert "Utuh:" in shell.out


def test_a_damaged_package(shell: Shell, package: Path) -> None:
    content = bytearray(package.read_bytes())
    content[len(content) // 2] ^= 1
    package.write_bytes(content)
    assert shell.run("verify", package) == 1
    assert "rusak atau terpotong" in shell.err
    assert "Tidak ada yang diambil" in shell.err


def test_looking_changes_nothing(evaluator: Shell, package: Path) -> None:
    (found,) = evaluator.json("import", package)["files"]
    assert (found["new"], found["applied"], found["assessment"]) == (True, False, None)
    assert evaluator.run("import", package) == 0
    assert "Penilaian baru, siap diambil." in evaluator.out
    assert "--apply" in evaluator.err
    assert not (evaluator.root / "workspace.sqlite3").exists()


def test_taking_over(evaluator: Shell, package: Path) -> None:
    (found,) = evaluator.json("import", package, "--apply")["files"]
    assert (found["new"], found["applied"], found["assessment"]) == (True, True, 1)
    assert evaluator.run("import", package) == 0
    assert "sudah ada di sini (penilaian 1)" in evaluator.out
    assert evaluator.run("import", package, "--apply") == 1
    assert "Penilaian sudah ada" in evaluator.err


def test_a_password_from_the_input(
    shell: Shell, evaluator: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, number = tmp_path / "a.spbe", str(shell.start())
    type_in(monkeypatch, f"{LOCKED_WITH}\r\nlain\n")
    assert shell.run("export", "--assessment", number, "--to", path, "--password-stdin") == 0
    assert shell.run("verify", path) == 1
    assert "hanya terbuka dengan sandi" in shell.err
    type_in(monkeypatch, "salah\n")
    assert shell.run("verify", path, "--password-stdin") == 1
    assert "Sandi tidak cocok" in shell.err
    type_in(monkeypatch, LOCKED_WITH)
    assert evaluator.run("import", path, "--apply", "--password-stdin") == 0, evaluator.err
    type_in(monkeypatch, "\n")
    assert shell.run("export", "--assessment", number, "--to", path, "--password-stdin") == 1
    assert "Sandi masih kosong" in shell.err


def test_checking_needs_neither_window_nor_database(project: Path, package: Path) -> None:
    code = (
        "import sys; from spbe_desktop.cli import main; status = main(sys.argv[1:]);"
        "print(status, [name for name in ('PySide6', 'sqlalchemy', 'openpyxl', 'reportlab')"
        " if name in sys.modules], file=sys.stderr)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, "--workspace", package.parent / "kosong", "verify", package,
         "--json"],
        cwd=project, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, Any] = json.loads(run.stdout)
    assert found["file"] == str(package)
    assert run.stderr.split("\n")[-2] == "0 []"


def test_other_commands_need_no_cryptography(project: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from spbe_desktop.cli import main; main(sys.argv[1:]);"
        "sys.exit('cryptography' in sys.modules)"
    )
    words = ["--workspace", str(tmp_path / "kosong"), "check"]
    subprocess.run([sys.executable, "-c", code, *words], cwd=project, check=True)


def test_help_names_the_password(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--help"]) == 0
    assert "--password-stdin" in capsys.readouterr().out
