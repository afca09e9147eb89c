"""Backups: whole, verified, one a day, and never at the cost of an older one."""

import errno
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import SILENT, CancelledError
from assessment.services.workbench import Workbench
from assessment.storage.backup import copy_database
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.builders import pdf, sound
from tests.conftest import FixedPreferences, SteppingClock


@pytest.fixture
def workspace(workbench: Workbench, tmp_path: Path) -> Workspace:
    """A workspace with an assessment and two pieces of evidence."""
    city = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    )
    papers = [pdf(tmp_path / "a.pdf", "Pasal 1"), pdf(tmp_path / "b.pdf", "Pasal 2")]
    workbench.evidence.attach(city.id, 1, papers)
    workbench.worksheet.choose_level(city.id, 1, 3)
    return Workspace(workbench.root)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class Listener:
    """Hears how far it is, and cancels at a given report."""

    def __init__(self, cancel_at: int = -1) -> None:
        self.heard: list[tuple[int, int]] = []
        self.cancel_at = cancel_at

    def step(self, done: int, total: int, label: str = "") -> None:
        self.heard.append((done, total))
        if done == self.cancel_at:
            raise CancelledError


def test_a_backup_unpacks_to_a_workspace(
    workbench: Workbench, workspace: Workspace, clock: SteppingClock, tmp_path: Path
) -> None:
    listener = Listener()
    made = workbench.backups.make(tmp_path / "cadangan.zip", listener)
    assert made == tmp_path / "cadangan.zip"
    assert listener.heard == [(0, 2), (1, 2), (2, 2)]
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "pulih")
    again = open_workbench(tmp_path / "pulih", preferences=FixedPreferences(), now=clock)
    assert again.worksheet.dossier(1) == workbench.worksheet.dossier(1)
    assert again.review.findings(1) == workbench.review.findings(1)
    again.worksheet.choose_level(1, 1, 4)
    assert workbench.worksheet.dossier(1).levels() == {1: 3}
    assert sound(tmp_path / "pulih" / "workspace.sqlite3")


def test_without_a_target_it_goes_into_the_workspace(
    workbench: Workbench, workspace: Workspace, clock: SteppingClock
) -> None:
    shutil.rmtree(workspace.backups)
    assert workbench.backups.latest() is None
    made = workbench.backups.make(None, SILENT)
    assert names(workspace.backups) == [made.name]
    assert made.name == f"cadangan-{clock.moment:%Y%m%d-%H%M%S}.zip"
    assert workbench.backups.latest() == clock.moment


def test_nothing_to_copy(workbench: Workbench, tmp_path: Path) -> None:
    with pytest.raises(StorageError) as caught:
        workbench.backups.make(tmp_path / "cadangan.zip", SILENT)
    assert caught.value.problem is StorageProblem.NOT_A_WORKSPACE
    assert workbench.backups.daily() is None
    assert workbench.backups.latest() is None
    assert not list(tmp_path.iterdir())


def test_what_the_disk_does_not_take_is_not_called_a_backup(
    workbench: Workbench, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = names(tmp_path)
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError) as caught:
        workbench.backups.make(tmp_path / "cadangan.zip", SILENT)
    assert caught.value.problem is StorageProblem.FULL
    assert names(tmp_path) == before


def test_damaged_evidence_is_not_called_a_backup(
    workbench: Workbench, workspace: Workspace, tmp_path: Path
) -> None:
    target = tmp_path / "cadangan.zip"
    workbench.backups.make(target, SILENT)
    before = target.read_bytes()
    damaged = next(path for path in workspace.evidence.rglob("*") if path.is_file())
    damaged.chmod(0o644)
    damaged.write_bytes(b"rusak")
    listing = names(tmp_path)
    with pytest.raises(StorageError) as caught:
        workbench.backups.make(target, SILENT)
    assert caught.value.problem is StorageProblem.CORRUPT
    assert caught.value.path == damaged
    assert target.read_bytes() == before
    assert names(tmp_path) == listing


@pytest.mark.parametrize("moment", [0, 1, 2])
def test_cancelling_leaves_the_old_one(
    workbench: Workbench, workspace: Workspace, tmp_path: Path, moment: int
) -> None:
    target = tmp_path / "cadangan.zip"
    target.write_bytes(b"yang lama")
    listing = names(tmp_path)
    with pytest.raises(CancelledError):
        workbench.backups.make(target, Listener(moment))
    assert target.read_bytes() == b"yang lama"
    assert names(tmp_path) == listing


def test_a_full_disk_leaves_the_old_one(
    workbench: Workbench, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    target = tmp_path / "cadangan.zip"
    target.write_bytes(b"yang lama")
    listing = names(tmp_path)
    monkeypatch.setattr(zipfile.ZipFile, "write", refuse)
    with pytest.raises(StorageError) as caught:
        workbench.backups.make(target, SILENT)
    assert caught.value.problem is StorageProblem.FULL
    assert target.read_bytes() == b"yang lama"
    assert names(tmp_path) == listing


@pytest.mark.parametrize("place", ["tidak/ada/cadangan.zip", "a.pdf/cadangan.zip"])
def test_a_target_that_is_no_place(
    workbench: Workbench, workspace: Workspace, tmp_path: Path, place: str
) -> None:
    with pytest.raises(StorageError):
        workbench.backups.make(tmp_path / place, SILENT)


def test_one_copy_a_day(workbench: Workbench, workspace: Workspace, clock: SteppingClock) -> None:
    first = workbench.backups.daily()
    assert first is not None
    assert workbench.backups.daily() is None
    assert workbench.backups.latest() == clock.moment - timedelta(seconds=1)
    clock.moment += timedelta(days=1)
    second = workbench.backups.daily()
    assert names(workspace.backups) == [first.name, second and second.name]
    assert sound(first)
    with closing(sqlite3.connect(first)) as copy:
        assert copy.execute("SELECT level FROM answer").fetchall() == [(3,)]


def test_a_fortnight_is_kept(
    workbench: Workbench, workspace: Workspace, clock: SteppingClock
) -> None:
    other = workspace.backups / "catatan.txt"
    other.write_text("jangan dihapus")
    made = []
    for _ in range(16):
        made.append(workbench.backups.daily())
        clock.moment += timedelta(days=1)
    assert names(workspace.backups) == [
        other.name,
        *(path.name for path in made[-14:] if path),
    ]


def test_an_old_copy_that_cannot_be_removed(
    workbench: Workbench, workspace: Workspace, clock: SteppingClock
) -> None:
    for day in range(1, 15):
        (workspace.backups / f"harian-202501{day:02}-100000.sqlite3").mkdir()
    with pytest.raises(StorageError) as caught:
        workbench.backups.daily()
    assert caught.value.path == workspace.backups
    assert workbench.backups.latest() == clock.moment  # the new one was made all the same


def test_other_names_among_the_backups_are_passed_over(
    workbench: Workbench, workspace: Workspace, clock: SteppingClock
) -> None:
    made = workbench.backups.daily()
    assert made is not None
    moment = workbench.backups.latest()
    for name in (
        "cadangan-20250101-100000 (1).zip",
        "harian-20250711-100000.sqlite3.sebagian",
        "harian-kemarin-sore.sqlite3",
        "foto-20260101-100000.zip",
        "sebelum-0002-20260101-100000.sqlite3",
    ):
        (workspace.backups / name).write_bytes(b"x")
    assert workbench.backups.latest() == moment


def damaged(workspace: Workspace, place: slice) -> bytes:
    """The database with some of its pages overwritten."""
    with closing(sqlite3.connect(workspace.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(workspace.database.read_bytes())
    pages = [content[start : start + size] for start in range(0, len(content), size)]
    pages[place] = [bytearray(b"\xa5" * size)] * len(pages[place])
    return b"".join(pages)


@pytest.mark.parametrize("place", [slice(2, None), slice(-1, None)], ids=["most", "last"])
def test_a_damaged_database_is_not_called_a_backup(
    workspace: Workspace, tmp_path: Path, place: slice
) -> None:
    source, target = tmp_path / "rusak.sqlite3", tmp_path / "salinan.sqlite3"
    source.write_bytes(damaged(workspace, place))
    target.write_bytes(b"yang lama")
    with pytest.raises(StorageError) as caught:
        copy_database(source, target)
    assert (caught.value.problem, caught.value.path) == (StorageProblem.CORRUPT, source)
    assert target.read_bytes() == b"yang lama"
    assert not list(tmp_path.glob("*.sebagian"))


def test_a_copy_is_made_while_the_original_is_in_use(
    workbench: Workbench, workspace: Workspace, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(workspace.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE answer SET level = 5")
        copy_database(workspace.database, tmp_path / "salinan.sqlite3")
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(tmp_path / "salinan.sqlite3")) as copy:
        assert copy.execute("SELECT level FROM answer").fetchall() == [(3,)]
    assert not (tmp_path / "salinan.sqlite3-wal").exists()


def test_a_copy_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        copy_database(tmp_path / "tidak-ada.sqlite3", tmp_path / "salinan.sqlite3")
    assert not list(tmp_path.iterdir())
