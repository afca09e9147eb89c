"""Restoring: a checked backup comes into place, what was there is kept, nothing else changes."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.file_errors import FileRefusedError
from assessment.domain.progress import SILENT, CancelledError
from assessment.services.workbench import Workbench
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_backups, open_workbench
from spbe_desktop.cli import main
from tests.answering import begun
from tests.builders import CancelAt, pdf, sound
from tests.conftest import FixedPreferences, SteppingClock

RELEASED = Path(__file__).parents[1] / "data" / "workspaces" / "0001.sqlite3"


@pytest.fixture
def workspace(workbench: Workbench, tmp_path: Path) -> Workspace:
    """At the time of the backup: level 3 and two documents; afterwards level 4."""
    city = begun(workbench)
    papers = [pdf(tmp_path / "a.pdf", "Pasal 1"), pdf(tmp_path / "b.pdf", "Pasal 2")]
    workbench.evidence.attach(city, 1, papers)
    workbench.worksheet.choose_level(city, 1, 3)
    workbench.backups.make(tmp_path / "cadangan.zip", SILENT)
    workbench.worksheet.choose_level(city, 1, 4)
    return Workspace(workbench.root)


@pytest.fixture
def backup(workspace: Workspace, tmp_path: Path) -> Path:
    return tmp_path / "cadangan.zip"


def levels(database: Path) -> list[int]:
    with closing(sqlite3.connect(database)) as connection:
        return [level for (level,) in connection.execute("SELECT level FROM answer")]


def test_the_backup_is_there_again_and_the_rest_is_kept(
    workbench: Workbench, workspace: Workspace, backup: Path
) -> None:
    kept = workbench.backups.restore(backup, SILENT)
    assert kept is not None
    assert kept.parent == workspace.backups
    assert levels(kept) == [4]
    assert workbench.worksheet.dossier(1).levels() == {1: 3}
    assert sound(workspace.database)
    assert workbench.diagnosis.examine().symptoms == ()
    workbench.worksheet.choose_level(1, 1, 5)  # an open window goes on with what it finds
    assert workbench.backups.restore(kept, SILENT) is not None
    assert workbench.worksheet.dossier(1).levels() == {1: 4}


def test_into_an_empty_place(tmp_path: Path, backup: Path, clock: SteppingClock) -> None:
    root = tmp_path / "baru"
    assert open_backups(root, clock).restore(backup, SILENT) is None
    bench = open_workbench(root, preferences=FixedPreferences(), now=clock)
    assert bench.worksheet.dossier(1).levels() == {1: 3}
    assert bench.diagnosis.examine().healthy


def test_over_a_workspace_that_is_damaged(
    workspace: Workspace, backup: Path, clock: SteppingClock
) -> None:
    shutil.rmtree(workspace.evidence)
    with closing(sqlite3.connect(workspace.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    workspace.database.write_bytes(b"bukan basis data" * 100)
    kept = open_backups(workspace.root, clock).restore(backup, SILENT)
    assert kept is not None
    assert kept.read_bytes() == b"bukan basis data" * 100
    bench = open_workbench(workspace.root, preferences=FixedPreferences(), now=clock)
    assert bench.worksheet.dossier(1).levels() == {1: 3}
    assert bench.diagnosis.examine().healthy


def test_a_database_whose_last_steps_lie_beside_it(
    workspace: Workspace, tmp_path: Path, clock: SteppingClock
) -> None:
    killed = shutil.copytree(workspace.root, tmp_path / "dimatikan") / workspace.database.name
    assert killed.with_name(f"{killed.name}-wal").stat().st_size
    root = tmp_path / "baru"
    open_backups(root, clock).restore(killed, SILENT)
    bench = open_workbench(root, preferences=FixedPreferences(), now=clock)
    assert bench.worksheet.dossier(1).levels() == {1: 4}


@pytest.mark.usefixtures("windows")
def test_evidence_that_is_there_already_on_windows(
    workbench: Workbench, workspace: Workspace, backup: Path
) -> None:
    damaged = next(workspace.evidence.glob("??/*"))
    damaged.chmod(0o644)
    damaged.write_bytes(b"rusak")
    damaged.chmod(0o444)
    workbench.backups.restore(backup, SILENT)
    assert workbench.diagnosis.examine().healthy


def test_an_older_database_alone(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--workspace", str(workspace.root), "restore", str(RELEASED), "--json"])
    assert status == 0
    data = json.loads(capsys.readouterr().out)
    assert levels(Path(data["kept"])) == [4]
    bench = open_workbench(workspace.root, preferences=FixedPreferences())
    assert bench.worksheet.dossier(1).levels() == {1: 3, 2: 2, 35: 4}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def other_entry(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../../keluar.txt", "x")


def other_content(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"evidence/ab/{'ab' * 32}", "x")


def no_database(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("catatan.txt", "x")


def hostile_name(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("instruments/../../keluar.toml", "id = 1")


def hidden_name(path: Path) -> None:
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("instruments/a/.b.toml", "id = 1")


def endless_instrument(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("instruments/a/b.toml", b"#" * (5 << 20))


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize(
    "harm",
    [
        cut,
        flip,
        other_entry,
        other_content,
        hostile_name,
        hidden_name,
        endless_instrument,
        no_database,
        empty,
        Path.unlink,
    ],
)
def test_what_is_no_whole_backup_is_refused(
    workbench: Workbench,
    workspace: Workspace,
    backup: Path,
    harm: Callable[[Path], None],
    tmp_path: Path,
) -> None:
    before = workbench.worksheet.dossier(1)
    harm(backup)
    with pytest.raises(FileRefusedError) as caught:
        workbench.backups.restore(backup, SILENT)
    assert caught.value.path == backup
    assert workbench.worksheet.dossier(1) == before
    assert not list(workspace.root.glob(".pulih-*"))
    assert not list(workspace.backups.glob("sebelum-pulih-*"))
    assert not (tmp_path.parent / "keluar.txt").exists()


def test_a_backup_of_a_newer_program(
    workbench: Workbench, workspace: Workspace, tmp_path: Path
) -> None:
    newer = Path(shutil.copy(RELEASED, tmp_path / "baru.sqlite3"))
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StorageError) as caught:
        workbench.backups.restore(newer, SILENT)
    assert (caught.value.problem, caught.value.path) == (StorageProblem.NEWER, newer)
    assert workbench.worksheet.dossier(1).levels() == {1: 4}


@pytest.mark.parametrize("moment", [0, 1, 2, 3])
def test_stopping_leaves_everything(
    workbench: Workbench, workspace: Workspace, backup: Path, moment: int
) -> None:
    with pytest.raises(CancelledError):
        workbench.backups.restore(backup, CancelAt(moment))
    assert workbench.worksheet.dossier(1).levels() == {1: 4}
    assert workbench.diagnosis.examine().symptoms == ()


def test_while_another_program_writes(
    workbench: Workbench, workspace: Workspace, backup: Path
) -> None:
    with closing(sqlite3.connect(workspace.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            workbench.backups.restore(backup, SILENT)
    assert caught.value.problem is StorageProblem.BUSY
    assert workbench.worksheet.dossier(1).levels() == {1: 4}
