"""Packages as files: other files, large ones, ones that change; taking documents out."""

import zipfile
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from assessment.domain.errors import StorageError
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.package import PackagedFile
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import SILENT
from assessment.exchange.package_lock import opened
from assessment.exchange.package_reader import unpacking
from assessment.exchange.package_zip import CHUNK, ArchiveReader, Entry, directory
from tests.packages import CONTENTS, manifest_of, problem, read, small_package

LOCKED_WITH = "kata sandi"
EVIDENCE = "bukti/1.a.perwali.pdf"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = small_package(tmp_path)
    read(path)
    return path


def test_files_that_are_no_packages(tmp_path: Path) -> None:
    text = tmp_path / "a.spbe"
    text.write_text("bukan paket")
    assert problem(text) is PackageProblem.NOT_A_PACKAGE
    with zipfile.ZipFile(text, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert problem(text) is PackageProblem.NOT_A_PACKAGE
    for path, expected in (
        (tmp_path, FileProblem.FOLDER),
        (tmp_path / "tidak-ada.spbe", FileProblem.MISSING),
        (tmp_path / ("x" * 300), FileProblem.UNREADABLE),
    ):
        with pytest.raises(FileRefusedError) as caught:
            read(path)
        assert caught.value.problem is expected


def test_taking_documents_out(whole: Path, tmp_path: Path) -> None:
    file = next(file for file in manifest_of(whole).files if file.name == EVIDENCE)
    with unpacking(whole, "") as unpack:
        unpack(file, tmp_path / "a.pdf", SILENT)
        assert (tmp_path / "a.pdf").read_bytes() == CONTENTS[0]
        with pytest.raises(StorageError):
            unpack(file, tmp_path / "tidak-ada" / "a.pdf", SILENT)
        with pytest.raises(PackageRefusedError):
            unpack(replace(file, sha256="0" * 64), tmp_path / "b.pdf", SILENT)
        with pytest.raises(PackageRefusedError):
            unpack(PackagedFile("bukti/9.a.pdf", 1, "0" * 64), tmp_path / "b.pdf", SILENT)
    assert not (tmp_path / "b.pdf").exists()


def test_archives_beyond_four_gigabytes() -> None:
    """What is listed of a giant reads back with the library that everybody has."""
    entries = [Entry("manifest.json", 5 << 30, 1, 0)]
    entries.append(Entry("bukti/1.a.a.pdf", 7, 2, entries[0].end))
    entries.append(Entry("bukti/1.b.b.pdf", 5 << 30, 3, entries[1].end))
    tail = directory(entries)
    with TemporaryFile() as file:
        file.seek(entries[-1].end)  # a hole: nothing is on the disk
        file.write(tail)
        for entry in entries:
            file.seek(entry.offset)
            file.write(entry.header)
        with zipfile.ZipFile(file) as archive:
            found = [
                (entry.filename, entry.file_size, entry.CRC, entry.header_offset)
                for entry in archive.infolist()
            ]
        assert found == [(entry.name, entry.size, entry.crc, entry.offset) for entry in entries]
        reader = ArchiveReader(Path("a.spbe"), file)
        assert list(reader.entries.values()) == entries
        assert next(reader.chunks("bukti/1.b.b.pdf")) == bytes(CHUNK)


def test_a_package_that_shrinks_while_it_is_read(whole: Path) -> None:
    with whole.open("rb") as file:
        archive = ArchiveReader(whole, file)
        whole.write_bytes(whole.read_bytes()[: archive.entries[EVIDENCE].end - 1])
        with pytest.raises(PackageRefusedError) as caught:
            archive.read(EVIDENCE, CHUNK)
    assert caught.value.problem is PackageProblem.TRUNCATED


def test_a_locked_package_reads_like_any_file(tmp_path: Path) -> None:
    path = small_package(tmp_path, LOCKED_WITH)
    with opened(path, LOCKED_WITH) as file:
        content = file.read()
        file.seek(-22, 2)
        assert file.read() == content[-22:]
        assert file.read() == b""
    with opened(small_package(tmp_path), "") as file:
        file.seek(0)
        assert file.read() == content


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that cannot be read")
def test_a_disk_that_does_not_give_it_back() -> None:
    with pytest.raises(FileRefusedError) as caught:
        read(Path("/proc/self/mem"))
    assert caught.value.problem is FileProblem.UNREADABLE


def test_a_directory_that_is_nonsense(whole: Path) -> None:
    content = bytearray(whole.read_bytes())
    content[content.index(b"PK\1\2") + 28] ^= 1  # the length of the first name
    whole.write_bytes(content)
    assert problem(whole) in {PackageProblem.REPACKED, PackageProblem.UNSAFE_NAME}
    content[-2] ^= 1  # the length of a comment
    whole.write_bytes(content)
    assert problem(whole) is PackageProblem.REPACKED
    content[-2] ^= 1
    content[-6:-2] = (1 << 30).to_bytes(4, "little")  # where the directory begins
    whole.write_bytes(content)
    assert problem(whole) is PackageProblem.REPACKED
