"""Parts on the command line: given out, seen, merged, refused."""

from pathlib import Path

import pytest

from spbe_desktop.bootstrap import open_workbench
from tests.conftest import FixedPreferences
from tests.integration.test_cli import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "ruang-kerja", capsys)


@pytest.fixture
def part(shell: Shell, tmp_path: Path) -> Path:
    """A part with indicators 1 to 3 and 7 that comes back with other levels at 1 and 2."""
    shell.start()
    choose(shell, {1: 2, 2: 2})
    given, back = tmp_path / "bagian.spbe", tmp_path / "kembali.spbe"
    words = ("export", "--assessment", "1", "--to", given, "--indicators", "1-3, 7")
    assert shell.run(*words) == 0, shell.err
    other = Shell(tmp_path / "rekan", shell.capture)
    assert other.json("import", given, "--apply")["files"][0]["part"] == [1, 2, 3, 7]
    choose(other, {1: 4, 2: 5})
    assert other.run("export", "--assessment", "1", "--to", back) == 0, other.err
    return back


def choose(shell: Shell, levels: dict[int, int]) -> None:
    bench = open_workbench(shell.root, preferences=FixedPreferences())
    for number, level in levels.items():
        bench.worksheet.choose_level(1, number, level)


def levels_of(shell: Shell) -> dict[int, int]:
    return open_workbench(shell.root, preferences=FixedPreferences()).worksheet.dossier(1).levels()


def test_a_part_is_seen_then_merged(shell: Shell, part: Path) -> None:
    assert shell.run("import", part) == 0, shell.err
    assert "Indikator 1, 2, 3, 7" in shell.out
    assert "Indikator 1, Tingkat: 2 → 4" in shell.out
    assert "2 perubahan siap digabungkan" in shell.out
    assert "--apply" in shell.err
    assert levels_of(shell) == {1: 2, 2: 2}
    assert shell.run("import", part, "--apply") == 0, shell.err
    assert "Digabungkan: 2 catatan" in shell.out
    assert levels_of(shell) == {1: 4, 2: 5}
    assert shell.run("import", part, "--apply") == 0, shell.err
    assert "Digabungkan: 0 catatan" in shell.out


def test_a_merge_as_json(shell: Shell, part: Path) -> None:
    choose(shell, {2: 3})
    (seen,) = shell.json("import", part)["files"]
    assert (seen["assessment"], seen["new"], seen["applied"]) == (1, False, False)
    assert seen["changes"] == [
        {
            "record": "answer",
            "indicator": 1,
            "document": "",
            "field": "level",
            "before": 2,
            "after": 4,
        }
    ]
    (conflict,) = seen["conflicts"]
    assert (conflict["record"], conflict["field"], conflict["indicator"]) == ("answer", "level", 2)
    assert (conflict["base"], conflict["ours"], conflict["theirs"]) == (2, 3, 5)
    assert conflict["ours_by"] == "Rani Puspita"
    assert not conflict["approved"]


def test_conflicts_are_refused_by_name_until_a_side_is_preferred(shell: Shell, part: Path) -> None:
    choose(shell, {2: 3})
    assert shell.run("import", part) == 0
    assert "1 diubah di kedua pihak" in shell.out
    assert shell.run("import", part, "--apply") == 1
    assert "Indikator 2, Tingkat: di sini 3 (Rani Puspita" in shell.err
    assert levels_of(shell) == {1: 2, 2: 3}
    assert shell.run("import", part, "--apply", "--prefer", "ours") == 0, shell.err
    assert levels_of(shell) == {1: 4, 2: 3}
    assert shell.run("import", part, "--apply", "--prefer", "theirs") == 0, shell.err
    assert levels_of(shell) == {1: 4, 2: 5}


def test_what_was_approved_stays_whatever_is_preferred(shell: Shell, part: Path) -> None:
    workflow = open_workbench(shell.root, preferences=FixedPreferences()).workflow
    workflow.hand_in(1, [2])
    workflow.approve(1, [2])
    assert shell.run("import", part, "--apply", "--prefer", "theirs") == 0, shell.err
    assert "1 perbedaan pada jawaban yang disetujui dibiarkan" in shell.out
    assert levels_of(shell) == {1: 4, 2: 2}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--indicators", "1-x"), "bukan nomor indikator seperti 1-10,21"),
        (("--indicators", "9-3"), "tidak memuat satu nomor pun"),
        (("--prefer", "kami"), "kami bukan di antara ours, theirs"),
    ],
)
def test_wrong_usage(shell: Shell, tmp_path: Path, words: tuple[str, str], said: str) -> None:
    target = tmp_path / "bagian.spbe"
    if words[0] == "--prefer":
        assert shell.run("import", target, *words) == 2
    else:
        assert shell.run("export", "--assessment", "1", "--to", target, *words) == 2
    assert said in shell.err


@pytest.mark.parametrize(
    ("target", "numbers"), [("bagian.xlsx", "1"), ("bagian.spbe", "1,48-9999")]
)
def test_a_part_is_a_package_with_indicators_of_the_instrument(
    shell: Shell, tmp_path: Path, target: str, numbers: str
) -> None:
    shell.start()
    words = ("export", "--assessment", "1", "--to", tmp_path / target, "--indicators", numbers)
    assert shell.run(*words) == 1
    assert not (tmp_path / target).exists()


def test_a_part_tells_how_much_it_holds_and_no_index(shell: Shell, part: Path) -> None:
    assert shell.run("verify", part) == 0, shell.err
    assert "\n2 tingkat\n" in shell.out
    assert "Indeks" not in shell.out
    assert "Bagian: indikator 1, 2, 3, 7" in shell.out
