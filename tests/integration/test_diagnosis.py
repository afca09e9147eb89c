"""Looking a workspace over: whatever was done to it from outside is found and named."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assessment.domain.diagnosis import Ailment, Symptom, remedy
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.progress import SILENT, CancelledError
from assessment.services.workbench import Workbench
from assessment.storage.workspace import Workspace
from spbe_desktop.cli import main
from tests.answering import begun
from tests.builders import CancelAt, pdf
from tests.conftest import opened
from tests.instruments_made import make_instrument

SHIPPED = "permenpanrb-59-2020"


@pytest.fixture
def workspace(workbench: Workbench, tmp_path: Path) -> Workspace:
    """An assessment with two documents that have been read, and eight steps."""
    city = begun(workbench)
    papers = [pdf(tmp_path / "a.pdf", "Pasal 1"), pdf(tmp_path / "b.pdf", "Pasal 2")]
    workbench.evidence.attach(city, 1, papers)
    for level in (1, 2, 3, 4):
        workbench.worksheet.choose_level(city, 1, level)
    workbench.search.index_missing()
    return Workspace(workbench.root)


def run(database: Path, statement: str) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(statement)


def stored(workspace: Workspace) -> Path:
    return min(path for path in workspace.evidence.rglob("*") if path.is_file())


def found(workbench: Workbench) -> list[tuple[Ailment, str]]:
    return [
        (symptom.ailment, symptom.subject) for symptom in workbench.diagnosis.examine().symptoms
    ]


def test_a_whole_workspace_has_nothing(workbench: Workbench, workspace: Workspace) -> None:
    checkup = workbench.diagnosis.examine()
    assert checkup.healthy
    assert checkup.symptoms == ()
    assert (checkup.documents, checkup.entries, checkup.indexed) == (2, 6, 2)
    assert checkup.size == sum(
        path.stat().st_size for path in workspace.evidence.rglob("*") if path.is_file()
    )


def test_an_entry_of_the_log_that_was_changed(workbench: Workbench, workspace: Workspace) -> None:
    run(workspace.database, "UPDATE step SET who = 'Orang Lain' WHERE id = 3")
    checkup = workbench.diagnosis.examine()
    assert not checkup.healthy
    (symptom,) = checkup.symptoms
    assert (symptom.ailment, symptom.subject) == (Ailment.LOG_BROKEN, "3")
    assert symptom.who == "Orang Lain"
    assert "Langkah 3 (10 Juli 2025 10.00, Orang Lain)" in remedy(symptom).text


def test_a_moment_that_is_none(workbench: Workbench, workspace: Workspace) -> None:
    run(workspace.database, "UPDATE step SET at = 'kemarin' WHERE id = 2")
    (symptom,) = workbench.diagnosis.examine().symptoms
    assert symptom.at is None
    assert "Langkah 2 (tanpa waktu, Rani Puspita)" in remedy(symptom).text


def test_a_log_that_ends_before_what_was_handed_out(
    workbench: Workbench, workspace: Workspace, tmp_path: Path
) -> None:
    workbench.handover.export(1, tmp_path / "penilaian.csv")
    run(workspace.database, "UPDATE receipt SET revision = 6")
    assert found(workbench) == []
    run(workspace.database, "DELETE FROM step WHERE id = 6")
    assert found(workbench) == [(Ailment.LOG_CUT, "6")]


def test_rows_without_their_parent(workbench: Workbench, workspace: Workspace) -> None:
    run(workspace.database, "UPDATE attachment SET assessment_id = 7 WHERE position = 1")
    assert (Ailment.ROW_ORPHANED, "attachment") in found(workbench)
    assert not workbench.diagnosis.examine().healthy


def change(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"x")


def empty(path: Path) -> None:
    path.chmod(0o644)
    path.write_bytes(b"")


@pytest.mark.parametrize(
    ("harm", "ailment"),
    [
        (os.unlink, Ailment.FILE_MISSING),
        (change, Ailment.FILE_CHANGED),
        (empty, Ailment.FILE_CHANGED),
    ],
)
def test_evidence_that_was_touched(
    workbench: Workbench,
    workspace: Workspace,
    harm: Callable[[Path], None],
    ailment: Ailment,
) -> None:
    path = stored(workspace)
    harm(path)
    (symptom,) = workbench.diagnosis.examine().symptoms
    assert symptom.ailment is ailment
    assert symptom.subject in {"a.pdf", "b.pdf"}
    assert symptom.detail == str(path)


def test_files_that_nothing_refers_to_are_named(workbench: Workbench, workspace: Workspace) -> None:
    stray = workspace.evidence / "ab" / ("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"x")
    assert found(workbench) == [(Ailment.FILE_STRAY, str(stray))]
    assert workbench.diagnosis.examine().healthy


def test_an_index_that_is_gone_or_damaged(workbench: Workbench, workspace: Workspace) -> None:
    for suffix in ("", "-wal", "-shm"):
        workspace.search.with_name(f"{workspace.search.name}{suffix}").unlink(missing_ok=True)
    assert sorted(found(workbench)) == [
        (Ailment.INDEX_BEHIND, "a.pdf"),
        (Ailment.INDEX_BEHIND, "b.pdf"),
    ]
    workspace.search.write_bytes(b"bukan basis data" * 100)
    assert found(workbench) == [(Ailment.INDEX_DAMAGED, str(workspace.search))]
    assert workbench.diagnosis.examine().healthy


def damage(database: Path) -> None:
    """Overwrite all pages but the first."""
    run(database, "PRAGMA wal_checkpoint(TRUNCATE)")
    content = database.read_bytes()
    database.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))


def test_a_damaged_database_ends_the_look(workbench: Workbench, workspace: Workspace) -> None:
    damage(workspace.database)
    symptoms = workbench.diagnosis.examine().symptoms
    assert {symptom.ailment for symptom in symptoms} == {Ailment.DATABASE_DAMAGED}
    assert "restore" in remedy(symptoms[0]).text


def test_no_workspace_is_no_whole_one(workbench: Workbench) -> None:
    with pytest.raises(StorageError) as caught:
        workbench.diagnosis.examine()
    assert caught.value.problem is StorageProblem.NOT_A_WORKSPACE
    assert not workbench.root.exists()


@pytest.mark.parametrize("moment", range(5))
def test_the_look_can_be_stopped(workbench: Workbench, workspace: Workspace, moment: int) -> None:
    with pytest.raises(CancelledError):
        workbench.diagnosis.examine(CancelAt(moment))
    assert workbench.diagnosis.examine(SILENT).healthy


@pytest.mark.parametrize("ailment", Ailment)
def test_everything_has_words(ailment: Ailment) -> None:
    words = remedy(Symptom(ailment, "a.pdf", "rincian"))
    assert words.title
    assert "a.pdf" in words.text


def command(workspace: Workspace, *words: str) -> int:
    return main(["--workspace", str(workspace.root), *words])


def test_the_command_says_all_is_well(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(workspace, "doctor") == 0
    said = capsys.readouterr()
    assert said.out.startswith("Ruang kerja utuh.\n2 dokumen (")
    assert said.err == ""


def test_the_command_names_what_is_wrong(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    stored(workspace).unlink()
    run(workspace.database, "UPDATE step SET action = 'tick' WHERE id = 4")
    assert command(workspace, "doctor") == 1
    said = capsys.readouterr()
    assert said.out.startswith("Ruang kerja bermasalah.")
    assert "Riwayat diubah di luar program: Langkah 4 (" in said.err
    assert "Berkas bukti hilang: " in said.err
    assert command(workspace, "doctor", "--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert data["healthy"] is False
    assert [entry["kind"] for entry in data["problems"]] == ["log_broken", "file_missing"]
    assert data["problems"][0]["who"] == "Rani Puspita"


def test_the_command_on_a_file_that_is_no_database(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    run(workspace.database, "PRAGMA wal_checkpoint(TRUNCATE)")
    workspace.database.write_bytes(b"bukan basis data" * 100)
    assert command(workspace, "doctor", "--json") == 1
    data = json.loads(capsys.readouterr().out)
    assert [entry["kind"] for entry in data["problems"]] == ["database_damaged"]


def test_the_command_without_a_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(Workspace(tmp_path / "kosong"), "doctor") == 1
    assert "bukan ruang kerja" in capsys.readouterr().err
    shutil.rmtree(tmp_path / "kosong", ignore_errors=True)


def test_what_only_a_workbook_named_is_awaited_not_lost(
    workbench: Workbench, workspace: Workspace, tmp_path: Path
) -> None:
    workbench.handover.export(1, tmp_path / "kertas-kerja.xlsx")
    other = opened(tmp_path / "tempat-lain")
    other.takeover.apply(other.takeover.preview(tmp_path / "kertas-kerja.xlsx"), ())
    checkup = other.diagnosis.examine()
    assert checkup.healthy
    assert {symptom.ailment for symptom in checkup.symptoms} == {Ailment.FILE_AWAITED}
    assert remedy(checkup.symptoms[0]).title == "Berkas bukti belum ada di sini"
    other.evidence.attach(1, 1, [tmp_path / "a.pdf", tmp_path / "b.pdf"])
    other.search.index_missing()
    assert other.diagnosis.examine().symptoms == ()
    stored(Workspace(other.root)).unlink()
    (symptom,) = other.diagnosis.examine().symptoms
    assert symptom.ailment is Ailment.FILE_MISSING  # it had been here


def test_what_a_package_brought_is_lost_when_it_is_gone(
    workbench: Workbench, workspace: Workspace, tmp_path: Path
) -> None:
    given = workbench.packages.export(1, tmp_path / "kota.spbe").path
    other = opened(tmp_path / "penilai")
    other.packages.take_over(other.packages.preview(given))
    stored(Workspace(other.root)).unlink()
    assert Ailment.FILE_MISSING in {entry.ailment for entry in other.diagnosis.examine().symptoms}


def test_instruments_that_cannot_be_used(workbench: Workbench, workspace: Workspace) -> None:
    faulty = make_instrument(workspace.instruments) / "instrument.toml"
    faulty.write_text(faulty.read_text(encoding="utf-8").replace("[2018, 2020]", '"lama"'))
    twin = make_instrument(workspace.instruments, SHIPPED)
    assert found(workbench) == [
        (Ailment.INSTRUMENT_FAULTY, str(faulty)),
        (Ailment.INSTRUMENT_UNUSED, str(twin)),
    ]
    broken, unused = workbench.diagnosis.examine().symptoms
    assert (broken.harmless, unused.harmless) == (False, True)
    assert f"{faulty}: valid_years" in remedy(broken).text
    assert f"{twin}. Program sudah membawa instrumen dengan id {SHIPPED}" in remedy(unused).text
    assert workbench.instruments.outline(SHIPPED).title != "Instrumen SPBE Terdahulu"
