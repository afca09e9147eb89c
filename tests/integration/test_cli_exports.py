"""What is exported by name: which suffixes it has, what stands on the receipt, what is refused."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assessment.domain.exchange import ExportKind
from assessment.domain.planning import PathSettings
from assessment.domain.records import ActionItem, LevelCap
from assessment.services.workbench import Workbench
from spbe_desktop.cli import main

WRITTEN = [
    ("plan", "rencana.xlsx", ExportKind.PLAN_TABLE, "1 butir dan indeks 1,01 cocok"),
    ("plan", "rencana.PDF", ExportKind.PLAN, "1 butir dan indeks 1,01 cocok"),
    ("summary", "ringkasan.pdf", ExportKind.SUMMARY, "1 halaman, indeks 1,00"),
    ("comparison", "banding.pdf", ExportKind.COMPARISON, "indeks 1,00"),
    ("consent", "surat.pdf", ExportKind.CONSENT, "1 halaman, indeks 1,00"),
]


@dataclass(frozen=True)
class Shell:
    """The command on one assessment."""

    bench: Workbench
    number: int
    output: pytest.CaptureFixture[str]

    def export(self, target: Path, *words: str) -> int:
        place = ["--workspace", str(self.bench.root), "--json"]
        return main(
            [*place, "export", "--assessment", str(self.number), "--to", str(target), *words]
        )

    def failures(self) -> list[str]:
        return [entry.failure for entry in self.bench.handover.receipts(self.number)]


@pytest.fixture
def shell(workbench: Workbench, village: int, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(workbench, village, capsys)


@pytest.mark.parametrize(("name", "file", "kind", "said"), WRITTEN)
def test_a_name_and_a_suffix_make_a_kind(
    shell: Shell, tmp_path: Path, name: str, file: str, kind: ExportKind, said: str
) -> None:
    shell.bench.planning.keep(ActionItem(shell.number, 3, 2))
    target = tmp_path / file
    assert shell.export(target, "--as", name) == 0
    told = json.loads(shell.output.readouterr().out)
    assert (told["kind"], told["file"]) == (kind.value, str(target))
    assert said in told["summary"]
    (receipt,) = shell.bench.handover.receipts(shell.number)
    assert (receipt.kind, receipt.failure, receipt.size) == (kind, "", target.stat().st_size)


@pytest.mark.parametrize(
    ("name", "file", "suffixes"),
    [
        ("plan", "rencana.csv", ".pdf atau .xlsx"),
        ("plan", "rencana", ".pdf atau .xlsx"),
        ("summary", "ringkasan.xlsx", ".pdf."),
        ("comparison", "banding.json", ".pdf."),
        ("minutes", "surat.spbe", ".pdf."),
    ],
)
def test_another_suffix_is_refused_with_those_that_fit(
    shell: Shell, tmp_path: Path, name: str, file: str, suffixes: str
) -> None:
    assert shell.export(tmp_path / file, "--as", name) == 1
    assert suffixes in shell.output.readouterr().err
    assert not (tmp_path / file).exists()
    assert shell.failures() == []


@pytest.mark.parametrize("file", ["rencana.xlsx", "rencana.pdf"])
def test_an_empty_plan_is_told_and_leaves_no_file(shell: Shell, tmp_path: Path, file: str) -> None:
    assert shell.export(tmp_path / file, "--as", "plan") == 1
    assert "Belum ada rencana aksi" in shell.output.readouterr().err
    assert not (tmp_path / file).exists()
    assert shell.failures() == ["EmptyPlanError"]


def test_a_place_that_is_no_folder_is_told(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    assert shell.export(tmp_path / "berkas" / "ringkasan.pdf", "--as", "summary") == 1
    told = shell.output.readouterr().err
    assert str(tmp_path / "berkas" / "ringkasan.pdf") in told
    assert "Penilaian tetap tersimpan" in told
    assert shell.failures() == ["TargetError"]


def test_what_was_set_for_the_path_goes_along(shell: Shell) -> None:
    cap = LevelCap(shell.number, 5, 2)
    shell.bench.planning.keep_setting(cap)
    given = shell.bench.handover.handover(shell.number)
    assert given.settings == replace(PathSettings(), caps=(cap,))
