"""Every released schema opens and is brought up to date; a failed step leaves all as it was."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path

import psutil
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import OFFICIAL, SELF, InstitutionKind, Person, Role
from assessment.domain.planning import PathSettings
from assessment.domain.ranking import ListedResult
from assessment.domain.records import (
    ActionItem,
    Citation,
    DocumentStatus,
    ItemState,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    TextState,
)
from assessment.storage import database as opening
from assessment.storage import migrations
from assessment.storage.chain import first_break
from assessment.storage.database import open_database
from assessment.storage.engine import open_engine
from assessment.storage.migrations import upgrade
from assessment.storage.reading import SqliteReader
from assessment.storage.rows import Row
from assessment.storage.schema import HEAD, KNOWN, check_version
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.builders import sound
from tests.conftest import FixedPreferences, SteppingClock

RELEASED = sorted((Path(__file__).parents[1] / "data" / "workspaces").glob("*.sqlite3"))
KNOWN_SINCE_0002 = (
    DocumentStatus.ENACTED,
    date(2028, 12, 31),
    TextState.TEXT,
    ("Dirujuk pada lampiran",),
)
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table("later", sa.Column("id", sa.Integer(), primary_key=True))
    with op.batch_alter_table("assessment") as table:
        table.add_column(sa.Column("colour", sa.String(), nullable=True))
    {last}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    place = Workspace(tmp_path / "ruang-kerja")
    place.create()
    return place


def test_one_file_of_every_released_schema_is_kept() -> None:
    assert [path.stem for path in RELEASED] == list(KNOWN)


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_released_workspaces_open_with_all_they_hold(
    workspace: Workspace, released: Path, clock: SteppingClock
) -> None:
    shutil.copy(released, workspace.database)
    bench = open_workbench(workspace.root, preferences=FixedPreferences(), now=clock)
    (card,) = bench.assessments.cards()
    assert card.assessment.institution == "Kota Sukamaju"
    assert card.overview.chosen[SELF] == {1: 3, 2: 2, 35: 4}
    dossier = bench.worksheet.dossier(card.assessment.id)
    assert dossier.answer(1).fact == "Perwali 12/2023 – “SPBE”"
    assert dossier.answer(1).ticks == {(2, 1)}
    (evidence,) = dossier.evidence(1)
    assert evidence.document.number == "12"
    (citation,) = evidence.citations
    assert isinstance(citation, Citation)
    assert citation.quote == "Pemerintah daerah wajib"
    (receipt,) = bench.handover.receipts(card.assessment.id)
    assert receipt.size == 1234
    redone = bench.worksheet.redo(card.assessment.id)
    assert redone is not None
    assert bench.worksheet.dossier(card.assessment.id).levels()[2] == 3
    while bench.worksheet.undo(card.assessment.id):
        pass
    assert bench.worksheet.dossier(card.assessment.id).answers == ()
    assert check_version(workspace.database) == HEAD
    assert sound(workspace.database)
    with closing(sqlite3.connect(workspace.database)) as connection:
        connection.row_factory = sqlite3.Row
        entries = connection.execute("SELECT * FROM step ORDER BY id").fetchall()
    assert len(entries) > len({entry["reverts"] for entry in entries}) > 1
    assert first_break(map(dict, entries)) is None


@pytest.mark.parametrize(
    ("released", "expected"),
    [
        (RELEASED[0], (DocumentStatus.UNKNOWN, None, TextState.UNKNOWN, ())),
        (RELEASED[1], KNOWN_SINCE_0002),
        (RELEASED[2], KNOWN_SINCE_0002),
        (RELEASED[3], KNOWN_SINCE_0002),
    ],
    ids=["0001", "0002", "0003", "0004"],
)
def test_what_later_schemas_know_of_documents(
    workspace: Workspace, released: Path, expected: tuple[object, ...], clock: SteppingClock
) -> None:
    shutil.copy(released, workspace.database)
    bench = open_workbench(workspace.root, preferences=FixedPreferences(), now=clock)
    dossier = bench.worksheet.dossier(1)
    (document,) = dossier.documents
    reasons = tuple(waiver.reason for waiver in dossier.waivers)
    assert (document.status, document.valid_until, document.text_state, reasons) == expected


@pytest.mark.parametrize("released", RELEASED[2:], ids=["0003", "0004"])
def test_what_the_third_schema_knows(
    workspace: Workspace, released: Path, clock: SteppingClock
) -> None:
    shutil.copy(released, workspace.database)
    bench = open_workbench(workspace.root, preferences=FixedPreferences(), now=clock)
    dossier = bench.worksheet.dossier(1)
    assert (dossier.assessment.origin, dossier.assessment.part) == ("ab12", "1 2 35")
    assert dossier.answer(2).review_note == "Lengkapi fakta"
    assert dossier.answer(1, "document").justification == "Belum direviu"
    assert [entry.stage for entry in dossier.attachments] == ["self", "document"]
    assert dossier.aspect_note(1, "document").strengths == "Kuat"
    assert dossier.outcome(SELF) == StageOutcome(1, SELF, reason="Salah hitung")
    assert dossier.outcome(OFFICIAL).printed_index == "2.98"
    assert dossier.action_items == (
        ActionItem(1, 2, 4, "Bappeda", date(2025, 12, 31), ItemState.RUNNING, "Susun SOP"),
    )
    (receipt,) = bench.handover.receipts(1)
    assert (receipt.index, receipt.revision) == ("1.2", 22)
    assert SqliteReader(workspace.database).people() == (Person("Sari Lestari", Role.RESPONSIBLE),)


def test_what_the_fourth_schema_knows(workspace: Workspace, clock: SteppingClock) -> None:
    shutil.copy(RELEASED[3], workspace.database)
    bench = open_workbench(workspace.root, preferences=FixedPreferences(), now=clock)
    assert SqliteReader(workspace.database).path_settings(1) == PathSettings(
        (StepEffort(1, 1, 4, 7), StepEffort(1, 1, 5, 9)), (LevelCap(1, 2, 2),),
        PathWish(1, "3.25", 4),
    )  # fmt: skip
    (listed,) = bench.national.lists()
    assert (listed.instrument_id, listed.year) == ("permenpanrb-59-2020", 2024)
    assert (listed.source, f"{listed.imported:%d-%m-%Y}") == ("daftar-2024.csv", "01-09-2025")
    assert listed.entries[1:] == (
        ListedResult(3, "Kabupaten Sukadamai", InstitutionKind.REGENCY, Fraction(17, 5)),
        ListedResult(5, "Kota Sukasari", InstitutionKind.CITY, Fraction(9, 5)),
    )


def test_the_last_script_is_the_version_of_this_program() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    scripts = ScriptDirectory.from_config(config)
    assert scripts.get_heads() == [HEAD]
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == KNOWN


def test_migrated_tables_are_those_of_the_rows(workspace: Workspace, clock: SteppingClock) -> None:
    open_database(workspace, str, clock)
    with open_engine(workspace.database).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []


def test_constraints_have_names(workspace: Workspace, clock: SteppingClock) -> None:
    open_database(workspace, str, clock)
    with closing(sqlite3.connect(workspace.database)) as connection:
        tables = [text for (text,) in connection.execute("SELECT sql FROM sqlite_master") if text]
    assert any("ck_answer_level" in text for text in tables)
    assert all("CONSTRAINT" in text for text in tables if "REFERENCES" in text or "CHECK" in text)


@pytest.fixture
def with_next(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Workspace]:
    """A released workspace and a program whose next schema ends in the given statement."""

    def prepare(last: str) -> Workspace:
        folder = Path(shutil.copytree(Path(migrations.__file__).parent, tmp_path / "skrip"))
        (folder / "versions" / "v0005_next.py").write_text(NEXT.format(last=last))
        monkeypatch.setattr(migrations, "__file__", str(folder / "__init__.py"))
        monkeypatch.setattr(opening, "HEAD", "0005")
        shutil.copy(RELEASED[-1], workspace.database)
        return workspace

    return prepare


def content(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def test_before_a_migration_a_copy_is_made(
    with_next: Callable[[str], Workspace], clock: SteppingClock
) -> None:
    workspace = with_next("")
    before = content(workspace.database)
    open_database(workspace, str, clock)
    (copy,) = workspace.backups.glob("sebelum-0005-*.sqlite3")
    assert content(copy) == before
    with closing(sqlite3.connect(workspace.database)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0005",)
        assert connection.execute("SELECT colour FROM assessment").fetchall() == [(None,)]
        # The rebuilt table kept its children.
        assert connection.execute("SELECT count(*) FROM answer").fetchone() == (4,)
    assert sound(workspace.database)


@pytest.mark.parametrize(
    ("last", "problem"),
    [
        ('op.execute("INSERT INTO nowhere VALUES (1)")', StorageProblem.UNREADABLE),
        ('op.execute("DELETE FROM document")', StorageProblem.CORRUPT),  # leaves orphans
    ],
)
def test_a_failed_migration_leaves_everything_as_it_was(
    with_next: Callable[[str], Workspace],
    clock: SteppingClock,
    last: str,
    problem: StorageProblem,
) -> None:
    workspace = with_next(last)
    before = content(workspace.database)
    with pytest.raises(StorageError) as caught:
        open_database(workspace, str, clock)
    assert caught.value.problem is problem
    held = {file.path for file in psutil.Process().open_files()}
    assert str(workspace.database) not in held  # else Windows lets nobody put a backup there
    assert content(workspace.database) == before
    assert sound(workspace.database)


def test_without_a_copy_nothing_is_migrated(
    with_next: Callable[[str], Workspace], clock: SteppingClock
) -> None:
    workspace = with_next("")
    before = content(workspace.database)
    shutil.rmtree(workspace.backups)
    workspace.backups.symlink_to(workspace.root / "penuh")
    with pytest.raises(StorageError):
        open_database(workspace, str, clock)
    assert content(workspace.database) == before


def test_upgrading_again_changes_nothing(workspace: Workspace, clock: SteppingClock) -> None:
    open_database(workspace, str, clock)
    before = content(workspace.database)
    upgrade(open_engine(workspace.database), workspace.database)
    open_database(workspace, str, clock)
    assert content(workspace.database) == before
