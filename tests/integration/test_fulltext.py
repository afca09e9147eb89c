"""The full-text index: kept, found, thrown away when damaged."""

import sqlite3
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.passages import PageHit
from assessment.storage import fulltext
from assessment.storage.fulltext import FullText

ONE, TWO = "1" * 64, "2" * 64
PAGES = ("BAB I\nKetentuan  umum", "Pasal 2\nArsi-\ntektur SPBE", "")
RUNNING = ("BAB I Ketentuan umum", "Pasal 2 Arsitektur SPBE", "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "search.sqlite3"


@pytest.fixture
def index(path: Path) -> FullText:
    index = FullText(path)
    index.put(ONE, PAGES, RUNNING)
    return index


def test_pages_are_kept_as_they_are(index: FullText) -> None:
    assert index.pages(ONE) == PAGES
    index.put(TWO, (), ())
    assert index.counts() == {ONE: 3, TWO: 0}
    assert index.pages(TWO) == ()


def test_a_document_is_kept_once(index: FullText) -> None:
    index.put(ONE, ("lain",), ("lain",))
    assert index.pages(ONE) == PAGES
    assert index.find("lain", 9) == ()


def test_pages_are_found_by_beginnings_and_phrases(index: FullText) -> None:
    (hit,) = index.find("arsit", 9)
    assert hit == PageHit(ONE, 2, "Pasal 2 Arsitektur SPBE", ((8, 18),))
    assert index.find('"ketentuan umum"', 9)[0].page == 1
    assert index.find('"umum ketentuan"', 9) == ()
    assert index.find("ketentuan arsitektur", 9) == ()  # not on one page
    assert index.find("  ", 9) == ()


def test_the_page_that_says_more_comes_first(index: FullText) -> None:
    index.put(TWO, ("a", "b"), ("audit " + "lain " * 99, "audit TIK dan audit keamanan"))
    assert [hit.page for hit in index.find("audit", 9)] == [2, 1]
    assert len(index.find("audit", 1)) == 1


def test_diacritics_and_case_do_not_matter(index: FullText) -> None:
    index.put(TWO, ("x",), ("Pro forma RÉSUMÉ",))
    assert index.find("resume", 9)[0].marks == ((10, 16),)
    assert index.find("résume", 9)[0].sha256 == TWO


def test_nothing_typed_is_a_fault(tmp_path_factory: pytest.TempPathFactory) -> None:
    index = FullText(tmp_path_factory.mktemp("indeks") / "search.sqlite3")
    index.put(ONE, PAGES, RUNNING)

    @given(st.text(max_size=40))
    def typed(text: str) -> None:
        assert len(index.find(text, 9)) <= 3

    typed()


def test_before_anything_is_read(path: Path) -> None:
    index = FullText(path)
    assert (index.counts(), index.pages(ONE), index.find("kata", 9)) == ({}, (), ())
    assert not path.exists()


def test_what_is_no_index_is_made_anew(path: Path) -> None:
    path.write_bytes(b"bukan basis data" * 100)
    index = FullText(path)
    assert index.counts() == {}
    index.put(ONE, PAGES, RUNNING)
    assert index.counts() == {ONE: 3}


def test_an_index_of_another_version_is_made_anew(index: FullText, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert index.counts() == {}


def test_a_damaged_index_is_said_once_and_thrown_away(index: FullText, path: Path) -> None:
    index.put(TWO, ("x",) * 500, ("kata " * 200,) * 500)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xff" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        index.pages(TWO)
    assert caught.value.problem is StorageProblem.CORRUPT
    assert index.counts() == {}


def test_a_failed_write_keeps_nothing_of_the_document(index: FullText) -> None:
    def pages() -> tuple[str, ...]:
        return ("baik", "\ud800")  # a broken letter, which no database takes

    with pytest.raises(UnicodeEncodeError):
        index.put(TWO, pages(), ("baik", "baik"))
    assert index.counts() == {ONE: 3}
    assert index.find("baik", 9) == ()


def test_an_index_that_another_program_writes(index: FullText, path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        assert index.find("arsitektur", 9)  # reading goes on


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(StorageError):
        FullText(tmp_path / "tidak-ada" / "search.sqlite3").put(ONE, PAGES, RUNNING)


def test_an_index_that_cannot_be_made_anew_lets_go_of_its_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"bukan basis data" * 100)
    monkeypatch.setattr(fulltext, "_TABLES", ("page (",))
    with pytest.raises(StorageError) as caught:
        FullText(path).counts()
    assert caught.value.path == path
    assert str(path) not in {file.path for file in psutil.Process().open_files()}


def test_an_index_that_cannot_be_thrown_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(b"bukan basis data" * 100)

    def refuse(_path: Path, *, missing_ok: bool) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageError) as caught:
        FullText(path).counts()
    assert caught.value.problem is StorageProblem.READ_ONLY
