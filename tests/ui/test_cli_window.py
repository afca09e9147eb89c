"""Without a command the window is opened on the workspace, or says why it cannot be."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.progress import SILENT, Progress
from assessment.services.workbench import Workbench
from indicators.errors import SpbeError
from spbe_desktop.cli import main


@pytest.mark.parametrize("words", [("--workspace", "{0}"), ("--workspace={0}",)])
def test_the_window_gets_the_workspace_and_the_example(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: tuple[str, ...]
) -> None:
    opened: list[Workbench] = []

    def run(bench: Workbench, *, make_demo: Callable[[Progress], int], **_: Any) -> int:
        opened.append(bench)
        assert bench.worksheet.dossier(make_demo(SILENT)).levels()[10] == 3
        return 7

    monkeypatch.setattr("ui.app.run_window", run)
    assert main([word.format(tmp_path / "ruang-kerja") for word in words]) == 7
    assert [bench.root for bench in opened] == [tmp_path / "ruang-kerja"]


def test_an_option_is_no_workspace(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--workspace", "--json"]) == 2
    assert "--workspace memerlukan satu nilai" in capsys.readouterr().err


def test_a_damaged_workspace_is_refused_in_a_window(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refused: list[SpbeError] = []

    def refuse(error: SpbeError) -> int:
        refused.append(error)
        return 1

    (tmp_path / "workspace.sqlite3").write_bytes(b"bukan basis data " * 100)
    monkeypatch.setattr("ui.app.refuse", refuse)
    assert main(["--workspace", str(tmp_path)]) == 1
    (error,) = refused
    assert isinstance(error, StorageError)
    assert error.problem is StorageProblem.CORRUPT
