"""Killed in the middle of an import, a merge or an export: before or after, never between."""

from pathlib import Path

import pytest

from tests.integration.killing import WORK, moments, prepared, trial

ROUNDS = 1  # of each, at the end where it is stored; `make bench` does a hundred


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepared(tmp_path_factory.mktemp("ruang-lengkap"))


@pytest.mark.parametrize("name", WORK)
def test_the_workspace_is_as_before_or_as_after(template: Path, tmp_path: Path, name: str) -> None:
    whole = trial(name, template, tmp_path / "utuh")
    for moment in moments(whole, ROUNDS, 59):
        whole.kill(moment, tmp_path / str(moment))
