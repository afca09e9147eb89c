"""The content store: each file once, whole, never changed; and what is found there later."""

import errno
import hashlib
import os
import shutil
import stat
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, NoReturn

import pytest

from assessment.documents.inspection import page_count
from assessment.documents.store import SUFFIXES, FolderStore
from assessment.domain.checks import FileState
from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.records import Document
from assessment.services.ports import StoredFile
from tests.builders import NOW, pdf


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


@pytest.fixture
def store(folder: Path) -> FolderStore:
    return FolderStore(folder)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return pdf(tmp_path / "Perwali-12-2023.pdf", pages=3)


def document(stored: StoredFile, name: str = "Perwali-12-2023.pdf") -> Document:
    return Document(stored.sha256, name, stored.size, NOW)


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_stored_under_its_hash(store: FolderStore, folder: Path, paper: Path) -> None:
    stored = store.add(paper, SILENT)
    content = paper.read_bytes()
    assert stored == StoredFile(hashlib.sha256(content).hexdigest(), len(content), 3, fresh=True)
    (kept,) = files(folder)
    assert kept == store.path_of(stored.sha256)
    assert kept.read_bytes() == content
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444
    assert store.state(document(stored)) is FileState.READABLE


def test_the_same_content_is_stored_once(
    store: FolderStore, folder: Path, paper: Path, tmp_path: Path
) -> None:
    first = store.add(paper, SILENT)
    (kept,) = files(folder)
    before = kept.stat()
    copy = tmp_path / "nama lain.pdf"
    copy.write_bytes(paper.read_bytes())
    assert store.add(copy, SILENT) == replace(first, fresh=False)
    assert files(folder) == [kept]
    assert (kept.stat().st_ino, kept.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("able", [None, OSError(errno.ENOSYS, "Function not implemented")])
def test_systems_that_cannot_copy_by_themselves(
    store: FolderStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, able: OSError | None
) -> None:
    def refuse(*_arguments: int) -> NoReturn:
        assert able is not None
        raise able

    monkeypatch.setattr(os, "copy_file_range", able and refuse, raising=False)
    if able:
        monkeypatch.setattr(os, "posix_fadvise", refuse, raising=False)
    else:
        monkeypatch.delattr(os, "posix_fadvise", raising=False)
    path = tmp_path / "rekaman.mp4"
    path.write_bytes(os.urandom(3_000_000))
    stored = store.add(path, SILENT)
    assert stored.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert store.path_of(stored.sha256).read_bytes() == path.read_bytes()


@pytest.mark.parametrize("suffix", sorted(SUFFIXES - {".pdf"}))
def test_what_can_prove_something_is_taken(store: FolderStore, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"BUKTI{suffix.upper()}"
    path.write_bytes(b"isi")
    stored = store.add(path, SILENT)
    assert (stored.size, stored.pages) == (3, None)
    assert store.state(document(stored, path.name)) is FileState.READABLE


def refused(store: FolderStore, path: Path) -> FileRefusedError:
    with pytest.raises(FileRefusedError) as caught:
        store.add(path, SILENT)
    assert caught.value.path == path
    return caught.value


def test_what_cannot_be_taken_is_named(store: FolderStore, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "map.pdf").mkdir()
    (tmp_path / "kosong.pdf").touch()
    (tmp_path / "program.exe").write_bytes(b"MZ")
    (tmp_path / "tanpa-akhiran").write_bytes(b"x")
    problems = {
        name: refused(store, tmp_path / name).problem
        for name in ("map.pdf", "kosong.pdf", "program.exe", "tanpa-akhiran", "tidak-ada.pdf")
    }
    assert problems == {
        "map.pdf": FileProblem.FOLDER,
        "kosong.pdf": FileProblem.EMPTY,
        "program.exe": FileProblem.UNSUPPORTED,
        "tanpa-akhiran": FileProblem.UNSUPPORTED,
        "tidak-ada.pdf": FileProblem.MISSING,
    }
    assert refused(store, tmp_path / "program.exe").detail == ".exe"
    assert not folder.exists()


def test_names_that_no_system_accepts(store: FolderStore, tmp_path: Path) -> None:
    assert refused(store, tmp_path / f"{'x' * 300}.pdf").problem is FileProblem.UNREADABLE


def test_a_file_that_may_not_be_read(
    store: FolderStore, folder: Path, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.open

    def forbid(path: Path, *args: Any, **options: Any) -> Any:
        if path == paper:
            raise PermissionError(errno.EACCES, "Permission denied")
        return plain(path, *args, **options)

    monkeypatch.setattr(Path, "open", forbid)
    error = refused(store, paper)
    assert (error.problem, error.detail) == (FileProblem.UNREADABLE, "Permission denied")
    assert files(folder) == []


class Stop:
    """A person who cancels at the first report, or once so much is done."""

    def __init__(self, at: int = 0) -> None:
        self.at = at

    def step(self, done: int, total: int, label: str = "") -> None:
        if done >= self.at:
            raise CancelledError


def test_cancelling_leaves_nothing(store: FolderStore, folder: Path, paper: Path) -> None:
    with pytest.raises(CancelledError):
        store.add(paper, Stop())
    assert files(folder) == []


def test_cancelling_halfway_leaves_nothing(
    store: FolderStore, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "rekaman.mp4"
    path.write_bytes(bytes(20 << 20))
    with pytest.raises(CancelledError):
        store.add(path, Stop(10 << 20))
    assert list(folder.iterdir()) == []
    assert store.add(path, Stop((20 << 20) + 1)).size == 20 << 20


def test_progress_rises_to_the_whole(store: FolderStore, tmp_path: Path) -> None:
    path = tmp_path / "rekaman.mp4"
    path.write_bytes(os.urandom(9 << 20))
    heard: list[tuple[int, int, str]] = []

    class Ear:
        def step(self, done: int, total: int, label: str = "") -> None:
            heard.append((done, total, label))

    store.add(path, Ear())
    assert len(heard) > 2
    assert heard == sorted(heard)
    assert heard[-1] == (9 << 20, 9 << 20, "rekaman.mp4")


@pytest.mark.parametrize(
    ("number", "problem"),
    [(errno.ENOSPC, StorageProblem.FULL), (errno.EROFS, StorageProblem.READ_ONLY)],
)
def test_a_disk_that_takes_no_more_is_left_clean(
    store: FolderStore,
    folder: Path,
    paper: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    problem: StorageProblem,
) -> None:
    def refuse(_descriptor: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError) as caught:
        store.add(paper, SILENT)
    assert (caught.value.problem, caught.value.path) == (problem, folder)
    assert files(folder) == []


def test_a_file_in_the_place_of_the_store(store: FolderStore, folder: Path, paper: Path) -> None:
    folder.write_text("catatan")
    with pytest.raises(StorageError):
        store.add(paper, SILENT)
    assert folder.read_text() == "catatan"


def kept(store: FolderStore, path: Path) -> tuple[Document, Path]:
    stored = store.add(path, SILENT)
    place = store.path_of(stored.sha256)
    place.chmod(0o644)
    return document(stored, path.name), place


def test_a_stored_file_that_is_gone_or_changed(store: FolderStore, paper: Path) -> None:
    entry, place = kept(store, paper)
    place.write_bytes(place.read_bytes() + b"!")
    assert store.state(entry) is FileState.CHANGED
    place.write_bytes(b"")
    assert store.state(entry) is FileState.EMPTY
    place.unlink()
    assert store.state(entry) is FileState.MISSING


def test_giving_the_file_again_mends_it(store: FolderStore, paper: Path) -> None:
    entry, place = kept(store, paper)
    place.write_bytes(b"rusak")
    assert store.add(paper, SILENT).sha256 == entry.sha256
    assert store.state(entry) is FileState.READABLE
    place.unlink()
    store.add(paper, SILENT)
    assert store.state(entry) is FileState.READABLE


@pytest.mark.usefixtures("windows")
def test_giving_the_file_again_mends_it_on_windows(store: FolderStore, paper: Path) -> None:
    entry, place = kept(store, paper)
    place.write_bytes(b"rusak")
    place.chmod(0o444)
    store.add(paper, SILENT)
    assert store.state(entry) is FileState.READABLE


def test_a_stored_file_that_the_disk_does_not_give_back(
    store: FolderStore, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry, place = kept(store, paper)
    plain = Path.open

    def fail(path: Path, *args: Any, **options: Any) -> Any:
        if path == place:
            raise OSError(errno.EIO, "Input/output error")
        return plain(path, *args, **options)

    monkeypatch.setattr(Path, "open", fail)
    assert store.state(entry) is FileState.DAMAGED


def test_pdfs_as_they_are(store: FolderStore, tmp_path: Path) -> None:
    scan = store.add(pdf(tmp_path / "pindaian.pdf", "", pages=2), SILENT)
    locked = store.add(pdf(tmp_path / "terkunci.pdf", locked_with="rahasia"), SILENT)
    damaged = tmp_path / "rusak.pdf"
    damaged.write_bytes(b"%PDF-1.7\nterpotong")
    broken = store.add(damaged, SILENT)
    assert store.state(document(scan, "pindaian.pdf")) is FileState.IMAGE_ONLY
    assert store.state(document(locked, "terkunci.pdf")) is FileState.ENCRYPTED
    assert store.state(document(broken, "rusak.PDF")) is FileState.DAMAGED
    assert [entry.pages for entry in (scan, locked, broken)] == [2, None, None]


def test_text_on_a_later_page_is_text(store: FolderStore, tmp_path: Path) -> None:
    from pypdf import PdfWriter

    mixed = PdfWriter()
    for name, text in (("kosong.pdf", ""), ("isi.pdf", "Pasal 1")):
        mixed.append(BytesIO(pdf(tmp_path / name, text).read_bytes()))
    target = tmp_path / "campur.pdf"
    mixed.write(target)
    stored = store.add(target, SILENT)
    assert stored.pages == 2
    assert store.state(document(stored, target.name)) is FileState.READABLE
    assert page_count(target) == 2


def test_a_copy_for_viewing_has_its_own_name(
    store: FolderStore, paper: Path, tmp_path: Path
) -> None:
    entry, place = kept(store, paper)
    named = Document(entry.sha256, "Perwali: 12/2023.pdf", entry.size, NOW)
    copy = store.copy_out(named, tmp_path / "lihat")
    assert copy.name == "Perwali- 12-2023.pdf"
    assert copy.read_bytes() == place.read_bytes()
    copy.write_bytes(b"disunting")
    assert store.state(entry) is FileState.READABLE
    assert store.copy_out(named, tmp_path / "lihat").read_bytes() == place.read_bytes()


def test_a_copy_of_what_is_gone_is_refused(store: FolderStore, paper: Path, tmp_path: Path) -> None:
    entry, place = kept(store, paper)
    place.unlink()
    with pytest.raises(FileRefusedError) as caught:
        store.copy_out(entry, tmp_path / "lihat")
    assert caught.value.problem is FileProblem.MISSING
    assert caught.value.path == Path(entry.name)
    assert not (tmp_path / "lihat").exists()


def test_a_copy_that_finds_no_room_leaves_nothing(
    store: FolderStore, paper: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(_source: Path, target: Path) -> NoReturn:
        target.write_bytes(b"separuh")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    entry, _ = kept(store, paper)
    monkeypatch.setattr(shutil, "copyfile", fill)
    with pytest.raises(StorageError) as caught:
        store.copy_out(entry, tmp_path / "lihat")
    assert caught.value.problem is StorageProblem.FULL
    assert not list((tmp_path / "lihat").iterdir())


def test_a_copy_that_finds_no_place(store: FolderStore, paper: Path, tmp_path: Path) -> None:
    entry, _ = kept(store, paper)
    (tmp_path / "lihat").write_text("catatan")
    with pytest.raises(StorageError):
        store.copy_out(entry, tmp_path / "lihat")
