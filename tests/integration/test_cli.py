"""The command line on real workspaces: what is done, what is refused, and how it is said."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from spbe_desktop import cli_commands
from spbe_desktop.bootstrap import open_workbench
from spbe_desktop.cli import main
from tests.integration.workbooks import case, written

LEVELS = [1, 1, 2, 1, 1, 2, 1, 1, 1, 3, 1, 1, 1, 2, 1, 2, 3, 1, 2, 3, 1, 1, 1, 1, 1, 1, 1, None,
          1, None, None, 4, 4, 4, 4, 4, 4, 3, 1, 4, 3, 4, 3, 4, None, None, None]  # fmt: skip
LEVEL_COLUMN = 6


class Shell:
    """Runs commands on one workspace and keeps what was printed."""

    def __init__(self, root: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capture = capture
        self.out = self.err = ""

    def run(self, *words: str | Path) -> int:
        status = main([str(word) for word in (*words, "--workspace", self.root)])
        self.out, self.err = self.capture.readouterr()
        return status

    def json(self, *words: str | Path) -> Any:
        assert self.run(*words, "--json") == 0, self.err
        return json.loads(self.out)

    def start(self) -> int:
        words = ("--institution", "Kota Nusa Damai", "--kind", "kota", "--year", "2025")
        assert self.run("new", *words) == 0, self.err
        return int(self.out)


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(tmp_path / "ruang-kerja", capsys)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "tingkat.csv"
    rows = [f"{number},{level or ''}" for number, level in enumerate(LEVELS, start=1)]
    path.write_text("\n".join(["indicator,level", *rows]))
    return path


@pytest.fixture
def workbook(shell: Shell, tmp_path: Path) -> Path:
    """A workbook of an assessment with nothing in it."""
    path = tmp_path / "kertas.xlsx"
    assert shell.run("export", "--assessment", str(shell.start()), "--to", path) == 0, shell.err
    return path


def fill(workbook: Path, levels: Mapping[int, int | str | None]) -> None:
    book = openpyxl.load_workbook(workbook)
    for row in book["Penilaian"].iter_rows():
        number = row[0].value
        if isinstance(number, int) and number in levels:
            row[LEVEL_COLUMN - 1].value = levels[number]
    book.save(workbook)


def test_new_prints_the_number_alone(shell: Shell) -> None:
    assert shell.start() == 1
    assert "Kota Nusa Damai 2025" in shell.err
    assert (shell.root / "workspace.sqlite3").is_file()


def test_new_as_json(shell: Shell) -> None:
    words = ("--institution", "  Kota   Nusa Damai", "--kind", "city", "--year", "2025")
    assert shell.json("new", *words) == {
        "id": 1,
        "institution": "Kota Nusa Damai",
        "kind": "city",
        "year": 2025,
        "workspace": str(shell.root),
    }


@pytest.mark.parametrize(
    ("name", "year", "named"), [("Kota Nusa Damai", "2025", "sudah"), ("", "2026", "kosong"),
    ("Kota Lain", "1990", "1990")],
)  # fmt: skip
def test_new_refuses(shell: Shell, name: str, year: str, named: str) -> None:
    shell.start()
    assert shell.run("new", "--institution", name, "--kind", "city", "--year", year) == 1
    assert named in shell.err
    assert shell.out == ""


def test_index_of_a_table_as_json(shell: Shell, table: Path) -> None:
    assert shell.json("index", table) == {
        "index": "2.15",
        "exact": "2.1545",
        "grade": "Cukup",
        "grade_rounded": "Cukup",
        "domains": ["1.40", "1.70", "1.00", "3.04"],
        "aspects": ["1.40", "1.25", "1.75", "2.50", "1.00", "1.00", "3.50", "2.33"],
        "unanswered": [28, 30, 31, 45, 46, 47],
        "levels": LEVELS,
    }
    assert not shell.root.exists()


def test_index_for_people_has_decimal_commas(shell: Shell, table: Path) -> None:
    assert shell.run("index", table) == 0
    assert shell.out.startswith("Indeks 2,15 Cukup\n")
    assert "215,45" in shell.out
    assert "28, 30, 31, 45, 46, 47" in shell.out
    assert "2.15" not in shell.out


def test_index_says_where_rounding_would_change_the_grade(shell: Shell, tmp_path: Path) -> None:
    levels = [2] * 20 + [3] * 3 + [2] * 8 + [4] * 10 + [2] * 6
    path = tmp_path / "batas.csv"
    rows = [f"{number},{level}" for number, level in enumerate(levels, start=1)]
    path.write_text("\n".join(["indikator,tingkat", *rows]))
    found = shell.json("index", path)
    assert (found["index"], found["exact"]) == ("2.60", "2.595")
    assert (found["grade"], found["grade_rounded"]) == ("Cukup", "Baik")
    assert shell.run("index", path) == 0
    assert "Indeks yang dibulatkan masuk Baik" in shell.out


def test_index_of_a_workbook(shell: Shell, workbook: Path) -> None:
    fill(workbook, {number: level for number, level in enumerate(LEVELS, start=1) if level})
    assert shell.json("index", workbook)["exact"] == "2.1545"
    assert shell.run("index", workbook) == 0
    assert "Tingkat yang dihitung" not in shell.out  # nobody has scored it again


def test_index_of_a_scored_workbook_names_the_stage(shell: Shell, tmp_path: Path) -> None:
    path = written(tmp_path, case())
    assert shell.run("index", path) == 0
    assert shell.out.endswith(
        "Tingkat yang dihitung: Penilaian Mandiri. Berkas ini juga memuat tingkat"
        " Penilaian Dokumen, Penilaian Interviu, Penilaian Visitasi.\n"
    )
    assert "stage" not in shell.json("index", path)


@pytest.mark.parametrize(("wrong", "shown"), [("6", '"6"'), ("tiga", '"tiga"')])
def test_index_refuses_a_wrong_level_and_names_the_line(
    shell: Shell, tmp_path: Path, wrong: str, shown: str
) -> None:
    path = tmp_path / "salah.csv"
    path.write_text(f"indicator,level\n1,2\n2,{wrong}\n")
    assert shell.run("index", path) == 1
    assert f"{shown} bukan tingkat 1-5" in shell.err
    assert "salah.csv!" in shell.err
    assert shell.out == ""


def test_index_refuses_a_wrong_cell_and_names_it(shell: Shell, workbook: Path) -> None:
    fill(workbook, {10: "tiga", 11: 6})
    assert shell.run("index", workbook) == 1
    assert "2 sel tidak dapat dibaca" in shell.err
    assert '"tiga" bukan tingkat 1-5' in shell.err
    assert "Penilaian!F" in shell.err


@pytest.mark.parametrize("name", ["tiada.csv", "tiada.xlsx", "tiada.docx", "tiada"])
def test_index_refuses_what_is_not_there(shell: Shell, tmp_path: Path, name: str) -> None:
    assert shell.run("index", tmp_path / name) == 1
    assert name in shell.err


def test_index_refuses_a_truncated_workbook(shell: Shell, workbook: Path) -> None:
    workbook.write_bytes(workbook.read_bytes()[:5000])
    assert shell.run("index", workbook) == 1
    assert "rusak atau terpotong" in shell.err


def test_import_shows_first_and_applies_when_told(shell: Shell, workbook: Path) -> None:
    fill(workbook, {10: 3, 32: 4})
    shown = shell.json("import", workbook)["files"]
    assert [entry["applied"] for entry in shown] == [False]
    assert [(d["indicator"], d["field"], d["after"]) for d in shown[0]["differences"]] == [
        (10, "level", 3), (32, "level", 4),
    ]  # fmt: skip
    assert shown[0]["differences"][0]["place"].startswith("Penilaian!F")
    assert shell.run("import", workbook) == 0
    assert 'Tingkat ditambah: (kosong) → "3"' in shell.out
    assert "--apply" in shell.err
    assert shell.json("import", workbook, "--apply")["files"][0]["applied"] is True
    assert shell.json("import", workbook)["files"][0]["differences"] == []


def test_import_leaves_removals_to_people(shell: Shell, workbook: Path) -> None:
    fill(workbook, {10: 3})
    assert shell.run("import", workbook, "--apply") == 0
    fill(workbook, {10: None, 11: 2})
    assert shell.run("import", workbook, "--apply") == 0
    assert "1 perbedaan diterapkan" in shell.out
    assert "1 perbedaan bertanda !" in shell.out
    left = shell.json("import", workbook)["files"][0]["differences"]
    assert [(d["indicator"], d["kind"], d["cautious"]) for d in left] == [(10, "removed", True)]


def test_import_into_an_empty_workspace_makes_the_assessment(
    shell: Shell, workbook: Path, tmp_path: Path
) -> None:
    fill(workbook, {10: 3})
    shell.root = tmp_path / "lain"
    assert shell.json("import", workbook)["files"][0]["assessment"] is None
    assert not shell.root.exists()
    taken = shell.json("import", workbook, "--apply")["files"][0]
    assert (taken["new"], taken["assessment"]) == (True, 1)
    assert shell.run("export", "--assessment", "1", "--to", tmp_path / "hasil.csv") == 0


def test_import_takes_nothing_where_one_file_is_refused(shell: Shell, workbook: Path) -> None:
    fill(workbook, {10: 3})
    broken = workbook.with_name("rusak.xlsx")
    broken.write_bytes(workbook.read_bytes()[:5000])
    assert shell.run("import", workbook, broken, "--apply") == 1
    assert "rusak.xlsx" in shell.err
    assert len(shell.json("import", workbook)["files"][0]["differences"]) == 1


@pytest.mark.parametrize("suffix", ["xlsx", "pdf", "csv", "json"])
def test_export_by_suffix(shell: Shell, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"hasil.{suffix}"
    made = shell.json("export", "--assessment", str(shell.start()), "--to", target)
    assert (made["file"], made["kind"]) == (str(target), suffix)
    assert made["size"] == target.stat().st_size


def test_export_says_what_matched(shell: Shell, tmp_path: Path) -> None:
    assert shell.run("export", "--assessment", str(shell.start()), "--to", tmp_path / "a.csv") == 0
    assert shell.out.startswith(f"Berhasil: {tmp_path / 'a.csv'}")


@pytest.mark.parametrize(
    ("number", "target", "named"),
    [("7", "a.csv", "penilaian 7"), ("1", "a.docx", ".docx"), ("1", "tiada/a.csv", "tiada"),
     ("1", "berkas/a.csv", "berkas")],
)  # fmt: skip
def test_export_refuses(shell: Shell, tmp_path: Path, number: str, target: str, named: str) -> None:
    shell.start()
    (tmp_path / "berkas").write_text("bukan folder")
    assert shell.run("export", "--assessment", number, "--to", tmp_path / target) == 1
    assert named in shell.err
    assert not list(tmp_path.rglob("*.sebagian*"))


def test_check_lists_findings(shell: Shell, workbook: Path) -> None:
    fill(workbook, {10: 3})
    assert shell.run("import", workbook, "--apply") == 0
    (checked,) = shell.json("check")["assessments"]
    kinds = {(entry["indicator"], entry["kind"]) for entry in checked["findings"]}
    assert {(10, "unsupported"), (10, "without_evidence"), (11, "unanswered")} <= kinds
    assert checked["stage"] == "self"
    assert shell.run("check", "--assessment", "1") == 0
    assert "2025, Penilaian Mandiri: " in shell.out
    assert "10: Tingkat belum didukung syarat (Dipilih 3, syarat" in shell.out


def test_check_names_what_was_waived(shell: Shell, workbook: Path) -> None:
    fill(workbook, {10: 3})
    assert shell.run("import", workbook, "--apply") == 0
    bench = open_workbench(shell.root)
    finding = next(f for f in bench.review.findings(1) if f.kind == "without_evidence")
    bench.review.waive(1, [finding], "Menyusul dari Bagian Hukum")
    (checked,) = shell.json("check")["assessments"]
    kinds = {(entry["indicator"], entry["kind"]) for entry in checked["findings"]}
    assert (10, "without_evidence") not in kinds
    assert checked["waived"] == [
        {
            "kind": "without_evidence",
            "indicator": 10,
            "detail": "3",
            "reason": "Menyusul dari Bagian Hukum",
        }
    ]
    assert shell.run("check") == 0
    assert "10: Tanpa bukti dukung, diabaikan: Menyusul dari Bagian Hukum" in shell.out


def test_check_says_when_all_stages_are_final(shell: Shell) -> None:
    shell.start()
    bench = open_workbench(shell.root)
    for number in range(1, 48):
        for stage in ("self", "document"):
            bench.worksheet.choose_level(1, number, 3, stage=stage)
    bench.workflow.hand_in(1, range(1, 48))
    bench.workflow.approve(1, range(1, 48))
    for stage in ("self", "document", "interview"):
        bench.workflow.close_stage(1, stage)
    assert shell.json("check")["assessments"][0]["stage"] == "visit"
    bench.workflow.close_stage(1, "visit")
    assert shell.json("check")["assessments"][0]["stage"] is None
    assert shell.run("check") == 0
    assert "semua tahap final: " in shell.out


def test_check_of_nothing(shell: Shell) -> None:
    assert shell.run("check") == 0
    assert shell.out == "Belum ada penilaian.\n"
    assert shell.run("check", "--assessment", "3") == 1


def test_backup_holds_the_database(shell: Shell, tmp_path: Path) -> None:
    shell.start()
    made = shell.json("backup", "--to", tmp_path / "cadangan.zip")
    assert made["file"] == str(tmp_path / "cadangan.zip")
    assert zipfile.ZipFile(made["file"]).namelist() == ["workspace.sqlite3"]
    assert shell.run("backup") == 0
    assert str(shell.root / "backups") in shell.out


def test_backup_of_nothing_is_refused(shell: Shell) -> None:
    assert shell.run("backup") == 1
    assert str(shell.root) in shell.err


def test_a_damaged_workspace_is_refused(shell: Shell) -> None:
    shell.root.mkdir()
    (shell.root / "workspace.sqlite3").write_bytes(b"bukan basis data " * 100)
    assert shell.run("check") == 1
    assert "rusak" in shell.err
    assert (shell.root / "workspace.sqlite3").read_bytes() == b"bukan basis data " * 100


def test_a_file_in_place_of_the_workspace_is_refused(shell: Shell) -> None:
    shell.root.write_text("bukan folder")
    assert shell.run("new", "--institution", "Kota", "--kind", "city", "--year", "2025") == 1
    assert str(shell.root) in shell.err
    assert shell.root.read_text() == "bukan folder"


def test_an_interrupted_command_says_what_is_safe(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli_commands, "open_workbench", interrupt)
    assert shell.run("check") == 130
    assert "Dibatalkan" in shell.err


def test_a_fault_of_the_program_names_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "catatan" / "spbe.log"

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli_commands, "open_workbench", fail)
    monkeypatch.setattr("spbe_desktop.cli.log_file", lambda: log)
    assert shell.run("check") == 1
    assert str(log) in shell.err
    assert "ZeroDivisionError" in log.read_text()
