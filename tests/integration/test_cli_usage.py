"""What can be typed, said in Indonesian, and what is wrong with what was typed."""

import re

import pytest

from spbe_desktop.cli import main

COMMANDS = ("demo", "new", "index", "import", "export", "check", "backup")
ENGLISH = re.compile(
    r"\b(usage|options|arguments?|show|exit|required|invalid|choose|expected|error|unrecognized)\b"
)


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_is_indonesian(capsys: pytest.CaptureFixture[str], command: tuple[str, ...]) -> None:
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("pemakaian: spbe-desktop")
    assert "memperlihatkan bantuan ini" in shown
    assert not ENGLISH.search(shown)


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert [name for name in COMMANDS if not re.search(rf"^    {name} ", shown, re.MULTILINE)] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["hitung"], "'hitung' bukan di antara 'demo'"),
        (["export"], "isian wajib belum ada: --assessment, --to"),
        (["export", "--assessment", "satu", "--to", "a.csv"], "'satu' bukan bilangan bulat"),
        (["export", "--assessment"], "--assessment memerlukan satu nilai"),
        (["import"], "isian wajib belum ada: BERKAS"),
        (["check", "--semua"], "tidak dikenal: --semua"),
        (["check", "--json=ya"], "--json tidak menerima nilai 'ya'"),
        (["new", "--institution", "K", "--kind", "desa", "--year", "2025"], "--kind: desa bukan"),
        (["index", "a.csv", "b.csv"], "tidak dikenal: b.csv"),
        (["check", "--work", "x"], "tidak dikenal: --work x"),
    ],
)
def test_wrong_usage_is_said_in_indonesian(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(words) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.err.startswith("pemakaian: spbe-desktop")
    assert not ENGLISH.search(shown.err)
    assert shown.out == ""
