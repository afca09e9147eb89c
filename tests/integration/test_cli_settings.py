"""Where a person's things lie, what she has set, and what is logged."""

import errno
import logging
from dataclasses import replace
from pathlib import Path

import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.preferences import Letterhead, Preferences, Signatory
from spbe_desktop import paths
from spbe_desktop.logs import logging_to
from spbe_desktop.settings import PreferencesFile

SET = Preferences(
    person="Rani Puspita",
    theme="dark",
    text_scale=1.25,
    letterhead=Letterhead(
        "PEMERINTAH KOTA",
        "DINAS",
        "Jalan",
        Path("logo.png"),
        "Bagus",
        "Kadis",
        coordinator=Signatory("Sari", "Sekda", "1"),
    ),
    layout={"window": "AAAA", 'pane "left".1': "1\n2"},
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "atur" / "pengaturan.toml"


def test_defaults_without_a_file(file: Path) -> None:
    assert PreferencesFile(file).load() == Preferences()
    assert not file.exists()


def test_what_is_saved_is_loaded(file: Path) -> None:
    PreferencesFile(file).save(SET)
    assert PreferencesFile(file).load() == SET
    assert [path.name for path in file.parent.iterdir()] == ["pengaturan.toml"]


def test_the_logo_is_copied_and_outlives_its_original(file: Path, tmp_path: Path) -> None:
    original = tmp_path / "Lambang Kota.PNG"
    original.write_bytes(b"gambar")
    store = PreferencesFile(file)
    wanted = replace(SET, letterhead=replace(SET.letterhead, logo=original))
    store.save(wanted)
    original.unlink()
    logo = PreferencesFile(file).load().letterhead.logo
    assert logo is not None
    assert (logo.parent, logo.suffix, logo.read_bytes()) == (file.parent, ".png", b"gambar")
    store.save(replace(store.load(), person="Dewi"))  # no copy of the copy
    assert sorted(path.name for path in file.parent.iterdir()) == [logo.name, file.name]
    original.write_bytes(b"gambar")
    store.save(wanted)
    assert store.load().letterhead.logo == logo


def test_a_logo_that_cannot_be_copied_leaves_what_was_kept(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PreferencesFile(file)
    store.save(SET)
    original = tmp_path / "logo.png"
    original.write_bytes(b"gambar")

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(StorageError) as caught:
        store.save(replace(SET, letterhead=replace(SET.letterhead, logo=original)))
    assert caught.value.problem is StorageProblem.FULL
    assert PreferencesFile(file).load() == SET


def test_entries_of_a_newer_program_are_left_out(file: Path) -> None:
    PreferencesFile(file).save(SET)
    file.write_text(f'colour = "red"\n{file.read_text()}')
    assert PreferencesFile(file).load() == SET


@pytest.mark.parametrize(
    "text",
    ["[", "theme", 'theme = "pink"', "theme = 3", 'text_scale = "big"', "text_scale = 40",
     '[letterhead]\nmotto = "x"', "letterhead = 4", "[letterhead.coordinator]\nname = 3",
     "layout = [1]", "[layout]\nwindow = 3", "person = 1", 'role = "king"'],
)  # fmt: skip
def test_a_broken_file_is_put_aside(
    file: Path, caplog: pytest.LogCaptureFixture, text: str
) -> None:
    file.parent.mkdir()
    file.write_text(text)
    assert PreferencesFile(file).load() == Preferences()
    assert file.with_suffix(".rusak.toml").read_text() == text
    assert not file.exists()
    assert "put aside" in caplog.text


def test_settings_that_cannot_be_read_are_defaults(file: Path) -> None:
    file.mkdir(parents=True)
    assert PreferencesFile(file).load() == Preferences()


def test_saving_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    store = PreferencesFile(tmp_path / "berkas" / "pengaturan.toml")
    with pytest.raises(StorageError) as caught:
        store.save(SET)
    assert caught.value.problem is StorageProblem.UNREADABLE
    assert store.load() == Preferences()


def test_folders_follow_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind))
    places = (paths.default_workspace(), paths.preferences_file(), paths.log_file())
    assert len(set(places)) == 3
    assert all(place.name and "spbe-desktop" in place.parts for place in places)


def test_warnings_are_logged_and_the_rest_is_not(tmp_path: Path) -> None:
    log = tmp_path / "catatan" / "spbe.log"
    with logging_to(log):
        logging.getLogger("spbe_desktop.test").warning("a warning")
        logging.getLogger("spbe_desktop.test").info("a remark")
    logging.getLogger("spbe_desktop.test").warning("too late")
    assert log.read_text().endswith("WARNING spbe_desktop.test: a warning\n")


def test_a_long_log_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "spbe.log"
    log.write_text("x" * (1 << 21))
    with logging_to(log):
        pass
    assert log.read_text() == ""
    assert (tmp_path / "spbe.lama.log").stat().st_size == 1 << 21


def test_work_goes_on_without_a_log(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with logging_to(tmp_path / "berkas" / "spbe.log"):
        logging.getLogger("spbe_desktop.test").warning("nobody reads this")
    assert (tmp_path / "berkas").read_text() == "bukan folder"
