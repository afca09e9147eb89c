"""Instruments that a person has added: backed up with what was measured by them, and back."""

import shutil
import zipfile
from pathlib import Path

import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import SILENT
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_backups, open_workbench
from tests.builders import INVENTED
from tests.conftest import FixedPreferences, SteppingClock

NAME = "desa-digital"


@pytest.fixture
def backup(workbench: Workbench, tmp_path: Path) -> Path:
    """A backup of a village measured with an instrument of its own."""
    shutil.copytree(INVENTED / NAME, workbench.root / "instruments" / NAME)
    (workbench.root / "instruments" / NAME / ".catatan.toml").touch()
    (workbench.root / "benchmarks").mkdir()
    (workbench.root / "benchmarks" / f"{NAME}.toml").write_text(f'instrument = "{NAME}"')
    village = workbench.assessments.start(
        "Desa Sukamaju", InstitutionKind.OTHER, 2025, instrument_id=NAME
    )
    workbench.worksheet.choose_level(village.id, 1, 3)
    return workbench.backups.make(tmp_path / "cadangan.zip", SILENT)


def instrument(root: Path) -> Path:
    return root / "instruments" / NAME / "instrument.toml"


def test_what_was_measured_with_it_can_be_opened_elsewhere(
    backup: Path, tmp_path: Path, clock: SteppingClock
) -> None:
    root = tmp_path / "baru"
    assert open_backups(root, clock).restore(backup, SILENT) is None
    bench = open_workbench(root, preferences=FixedPreferences(), now=clock)
    card = bench.assessments.cards()[0]
    assert (card.instrument_title, card.overview.chosen["self"]) == (
        "Instrumen Desa Digital",
        {1: 3},
    )
    assert not bench.assessments.locked()
    assert (root / "benchmarks" / f"{NAME}.toml").is_file()
    assert len(list((root / "instruments" / NAME).iterdir())) == 5  # the hidden file stays behind


def test_another_of_the_same_name_is_kept_aside(workbench: Workbench, backup: Path) -> None:
    text = instrument(workbench.root).read_text().replace("Desa Digital", "Desa Lain")
    instrument(workbench.root).write_text(text)
    kept = workbench.backups.restore(backup, SILENT)
    assert kept is not None
    assert "Desa Digital" in instrument(workbench.root).read_text()
    assert "Desa Lain" in instrument(kept.with_suffix("")).read_text()
    again = workbench.backups.restore(backup, SILENT)
    assert again is not None
    assert not again.with_suffix("").exists()  # the same one is left where it is


def test_a_restore_that_fails_leaves_the_one_that_was_there(
    workbench: Workbench, backup: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from assessment.storage import restoring

    instrument(workbench.root).write_text("id = 1")

    def busy(_database: Path, _draft: Path) -> None:
        raise StorageError(StorageProblem.BUSY, workbench.root)

    monkeypatch.setattr(restoring, "_replace", busy)
    with pytest.raises(StorageError):
        workbench.backups.restore(backup, SILENT)
    assert instrument(workbench.root).read_text() == "id = 1"
    assert not [path for path in (workbench.root / "backups").iterdir() if path.is_dir()]


def test_an_instrument_that_changes_meanwhile_is_not_called_a_backup(
    workbench: Workbench, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = zipfile.ZipFile.write

    def edited(archive: zipfile.ZipFile, path: Path, name: str, *rest: int) -> None:
        write(archive, path, name, *rest)
        if name.endswith("instrument.toml"):
            Path(path).write_text("id = 2")

    monkeypatch.setattr(zipfile.ZipFile, "write", edited)
    with pytest.raises(StorageError) as caught:
        workbench.backups.make(backup, SILENT)
    assert caught.value.problem is StorageProblem.CORRUPT
    assert zipfile.ZipFile(backup).testzip() is None  # the older one is still there
