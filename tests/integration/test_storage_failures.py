"""What the environment does to a workspace, and how it is named; nothing is lost by it."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from assessment.domain.errors import StorageError, StorageProblem
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage import engine as recipe
from assessment.storage.faults import storage_fault
from assessment.storage.schema import check_version
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.answering import begun
from tests.builders import sound
from tests.conftest import PROJECT, FixedPreferences, SteppingClock


def opened(root: Path, clock: SteppingClock) -> Workbench:
    return open_workbench(root, preferences=FixedPreferences(), now=clock)


def start(bench: Workbench) -> int:
    return begun(bench)


@pytest.fixture
def database(workbench: Workbench) -> Path:
    return Workspace(workbench.root).database


@pytest.fixture
def city(workbench: Workbench) -> int:
    return start(workbench)


def everything(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections that wait for others 20 ms only."""
    short = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=20", "foreign_keys=ON")
    monkeypatch.setattr(recipe, "_PRAGMAS", short)


@pytest.mark.usefixtures("impatient")
def test_another_program_holds_the_database(
    workbench: Workbench, database: Path, city: int
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError) as caught:
            workbench.worksheet.choose_level(city, 1, 3)
        assert caught.value.problem is StorageProblem.BUSY
        assert workbench.worksheet.dossier(city).levels() == {}  # reading goes on
        other.execute("ROLLBACK")
    workbench.worksheet.choose_level(city, 1, 3)
    assert workbench.worksheet.dossier(city).levels() == {1: 3}


def test_two_windows_on_one_workspace_see_each_other(
    workbench: Workbench, clock: SteppingClock, city: int
) -> None:
    other = opened(workbench.root, clock)
    other.worksheet.choose_level(city, 1, 4)
    workbench.worksheet.choose_level(city, 2, 3)
    workbench.worksheet.set_unit(city, 1, "Bappeda")
    answer = other.worksheet.dossier(city).answer(1)
    assert (answer.level, answer.unit) == (4, "Bappeda")
    for bench in (other, workbench, other):
        bench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).answers == ()


COLLEAGUE = """
import sys
from pathlib import Path

from spbe_desktop.bootstrap import open_workbench
from tests.conftest import FixedPreferences

bench = open_workbench(Path(sys.argv[1]), preferences=FixedPreferences())
for level in (1, 2, 3, 4, 5) * 5:
    bench.worksheet.choose_level(1, int(sys.argv[2]), level)
"""


def test_two_programs_write_at_the_same_time(
    workbench: Workbench, database: Path, city: int
) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", COLLEAGUE, workbench.root, number], cwd=PROJECT)
        for number in ("1", "2")
    ]
    assert [program.wait() for program in programs] == [0, 0]
    assert workbench.worksheet.dossier(city).levels() == {1: 5, 2: 5}
    assert len(workbench.worksheet.history(city, 1)) == 25
    assert len(workbench.worksheet.history(city, 2)) == 25
    assert sound(database)


@pytest.fixture
def small_disk(database: Path, city: int) -> Iterator[None]:
    """A disk on which the database can grow no further: SQLite itself says it is full."""

    def confine(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", confine)
    yield
    event.remove(Engine, "connect", confine)


@pytest.mark.usefixtures("small_disk")
def test_a_full_disk_takes_nothing_away(
    workbench: Workbench, clock: SteppingClock, database: Path, city: int
) -> None:
    workbench.worksheet.choose_level(city, 1, 3)
    confined = opened(workbench.root, clock)
    with pytest.raises(StorageError) as caught:
        confined.worksheet.write(city, 1, TextPart.FACT, "panjang " * 20_000)
    assert caught.value.problem is StorageProblem.FULL
    assert confined.worksheet.dossier(city).answer(1).fact == ""
    assert len(confined.worksheet.history(city)) == 2
    confined.worksheet.choose_level(city, 1, 4)  # what fits goes on
    assert confined.worksheet.dossier(city).levels() == {1: 4}
    assert sound(database)


def test_a_database_that_may_not_be_written(
    workbench: Workbench, clock: SteppingClock, city: int
) -> None:
    """SQLite's own refusal, as root may write whatever a folder says."""

    def forbid(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    event.listen(Engine, "connect", forbid)
    try:
        locked = opened(workbench.root, clock)
        with pytest.raises(StorageError) as caught:
            locked.worksheet.choose_level(city, 1, 3)
    finally:
        event.remove(Engine, "connect", forbid)
    assert caught.value.problem is StorageProblem.READ_ONLY
    assert locked.worksheet.dossier(city).levels() == {}


def test_a_folder_that_may_not_be_written(
    tmp_path: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_args: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageError) as caught:
        start(opened(tmp_path / "baru", clock))
    assert caught.value.problem is StorageProblem.READ_ONLY
    assert caught.value.path == tmp_path / "baru"
    assert not list(tmp_path.iterdir())


def test_a_file_in_the_place_of_the_folder(tmp_path: Path, clock: SteppingClock) -> None:
    place = tmp_path / "ruang-kerja"
    place.write_text("catatan")
    with pytest.raises(StorageError) as caught:
        start(opened(place, clock))
    assert caught.value.problem is StorageProblem.NOT_A_WORKSPACE
    assert place.read_text() == "catatan"


def sqlite_file(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


STAMP = "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"


@pytest.mark.parametrize(
    ("statements", "problem"),
    [
        ([STAMP, "INSERT INTO alembic_version VALUES ('0099')"], StorageProblem.NEWER),
        (["CREATE TABLE resep (nama TEXT)"], StorageProblem.NOT_A_WORKSPACE),
        ([STAMP], StorageProblem.NOT_A_WORKSPACE),
    ],
)
def test_other_databases_are_refused_and_left_alone(
    tmp_path: Path, clock: SteppingClock, statements: list[str], problem: StorageProblem
) -> None:
    sqlite_file(tmp_path / "workspace.sqlite3", *statements)
    before = everything(tmp_path)
    with pytest.raises(StorageError) as caught:
        opened(tmp_path, clock)
    assert caught.value.problem is problem
    assert caught.value.path == tmp_path / "workspace.sqlite3"
    assert everything(tmp_path) == before


def test_a_newer_workspace_says_which(tmp_path: Path) -> None:
    path = tmp_path / "workspace.sqlite3"
    sqlite_file(path, STAMP, "INSERT INTO alembic_version VALUES ('0099')")
    with pytest.raises(StorageError) as caught:
        check_version(path)
    assert caught.value.detail == "0099"


def test_a_file_that_is_no_database(tmp_path: Path, clock: SteppingClock) -> None:
    (tmp_path / "workspace.sqlite3").write_bytes(b"bukan basis data " * 100)
    before = everything(tmp_path)
    with pytest.raises(StorageError) as caught:
        opened(tmp_path, clock)
    assert caught.value.problem is StorageProblem.CORRUPT
    assert everything(tmp_path) == before


def test_a_folder_in_the_place_of_the_database(tmp_path: Path, clock: SteppingClock) -> None:
    (tmp_path / "workspace.sqlite3").mkdir()
    with pytest.raises(StorageError) as caught:
        opened(tmp_path, clock)
    assert caught.value.problem is StorageProblem.UNREADABLE


def damage(database: Path) -> None:
    """Overwrite every page but the first ones, as a failing disk does."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(database.read_bytes())
    content[size * 2 :] = b"\xa5" * (len(content) - size * 2)
    database.write_bytes(bytes(content))


def test_a_damaged_database_is_named(
    workbench: Workbench, clock: SteppingClock, database: Path, city: int
) -> None:
    damage(database)
    with pytest.raises(StorageError) as caught:
        opened(workbench.root, clock).assessments.cards()
    assert caught.value.problem is StorageProblem.CORRUPT
    with pytest.raises(StorageError) as caught:
        opened(workbench.root, clock).worksheet.choose_level(city, 1, 3)
    assert caught.value.problem is StorageProblem.CORRUPT


@pytest.mark.parametrize("wal", [True, False])
def test_a_first_start_that_was_cut_off_is_gone_on_with(
    tmp_path: Path, clock: SteppingClock, *, wal: bool
) -> None:
    if wal:
        sqlite_file(tmp_path / "workspace.sqlite3", "PRAGMA journal_mode=WAL")
    else:
        (tmp_path / "workspace.sqlite3").touch()
    bench = opened(tmp_path, clock)
    assert bench.assessments.cards() == ()
    assert start(bench) == 1


def test_nothing_is_made_before_something_is_stored(tmp_path: Path, clock: SteppingClock) -> None:
    bench = opened(tmp_path / "baru", clock)
    assert bench.assessments.cards() == ()
    assert bench.backups.daily() is None
    assert not (tmp_path / "baru").exists()
    bench.warm_up()
    assert sorted(path.name for path in (tmp_path / "baru").iterdir() if path.is_dir()) == [
        "backups", "evidence", "exports", "instruments",
    ]  # fmt: skip


def test_the_recipe_of_the_engine(workbench: Workbench, database: Path, city: int) -> None:
    with recipe.open_engine(database).connect() as connection:
        values = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert values == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000,
    }  # fmt: skip


def test_tables_are_made_whole_or_not_at_all(tmp_path: Path) -> None:
    engine = recipe.open_engine(tmp_path / "x.sqlite3")
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE half (id INTEGER)")
        raise ZeroDivisionError
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master").fetchall() == []


def test_a_disk_without_room_for_what_readers_share(
    workbench: Workbench, clock: SteppingClock, database: Path, city: int
) -> None:
    """Reading needs a file beside the database; with no room for it, that is what is said."""
    resource = pytest.importorskip("resource")
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    alone = workbench.root.parent / "salinan"
    alone.mkdir()
    shutil.copyfile(database, Workspace(alone).database)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, hard))
    try:
        with pytest.raises(StorageError) as caught:
            opened(alone, clock)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert caught.value.problem is StorageProblem.FULL
    assert opened(alone, clock).worksheet.dossier(city).assessment.id == city


def test_errors_without_a_code_are_unreadable(tmp_path: Path) -> None:
    for error in (None, sqlite3.ProgrammingError("closed")):
        assert storage_fault(error, tmp_path).problem is StorageProblem.UNREADABLE
