"""The archive inside a package: a zip that can be written in one way only.

Nothing is compressed, times and attributes are fixed, entries follow one another without gaps.
So the reader knows every byte that is not content and compares it: a flipped bit, a hidden entry
or another program's zip cannot pass. That nothing is compressed also keeps zip bombs out.
"""

import struct
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol
from zlib import crc32

from assessment.domain.package import MANIFEST, is_safe_name
from assessment.domain.package_errors import PackageProblem, PackageRefusedError

CHUNK = 1 << 20
MOST_ENTRIES = 10_000
_MOST_DIRECTORY = 8 << 20
_MOST_COMMENT = 1 << 16
_BIG = 0xFFFFFFFF
_UTF8 = 0x800
_DAY = 0x21  # 1 January 1980
_PLAIN, _WIDE = 20, 45  # the version of the format that an entry needs
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_WIDE_END = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_LINK, _KIND = 0o120000, 0o170000


@dataclass(frozen=True, slots=True)
class Entry:
    """A file in the archive; ``offset`` is where its header begins."""

    name: str
    size: int
    crc: int
    offset: int

    @property
    def header(self) -> bytes:
        """What stands before its content."""
        name = self.name.encode()
        wide = self.size >= _BIG
        extra = struct.pack("<2H2Q", 1, 16, self.size, self.size) if wide else b""
        size = _BIG if wide else self.size
        need = _WIDE if wide else _PLAIN
        fields = (need, _UTF8, 0, 0, _DAY, self.crc, size, size, len(name), len(extra))
        return _LOCAL.pack(_LOCAL_SIGN, *fields) + name + extra

    @property
    def end(self) -> int:
        """Where the next header begins."""
        return self.offset + len(self.header) + self.size

    @property
    def listing(self) -> bytes:
        """How the directory at the end lists it."""
        name = self.name.encode()
        numbers = [self.size, self.size] if self.size >= _BIG else []
        numbers += [self.offset] if self.offset >= _BIG else []
        extra = (
            struct.pack(f"<2H{len(numbers)}Q", 1, 8 * len(numbers), *numbers) if numbers else b""
        )
        size, offset = min(self.size, _BIG), min(self.offset, _BIG)
        need = _WIDE if numbers else _PLAIN
        sizes = (self.crc, size, size, len(name), len(extra), 0)
        fields = (need, need, _UTF8, 0, 0, _DAY, *sizes, 0, 0, 0, offset)
        return _CENTRAL.pack(_CENTRAL_SIGN, *fields) + name + extra


def directory(entries: Iterable[Entry]) -> bytes:
    """Everything that follows the content of these entries."""
    listed = [entry.listing for entry in entries]
    content = b"".join(listed)
    start = max((entry.end for entry in entries), default=0)
    wide = b""
    if start >= _BIG:
        sizes = (len(listed), len(listed), len(content), start)
        wide = _WIDE_END.pack(b"PK\6\6", _WIDE_END.size - 12, _WIDE, _WIDE, 0, 0, *sizes)
        wide += _LOCATOR.pack(b"PK\6\7", 0, start + len(content), 1)
    sizes = (len(listed), len(listed), len(content), min(start, _BIG))
    return content + wide + _END.pack(_END_SIGN, 0, 0, *sizes, 0)


class Writable(Protocol):
    """What takes bytes, one after the other."""

    def write(self, content: bytes, /) -> object:
        """Take all of the content."""


class ArchiveWriter:
    """Writes entries one after the other; `close` adds the directory."""

    def __init__(self, file: Writable, mended: BinaryIO | None = None) -> None:
        """Write to a file that is empty.

        Args:
            file: takes the archive.
            mended: the same file where it can be written at any place, for checksums that are
                known only afterwards; without it all content is read twice.
        """
        self._file = file
        self._mended = mended
        self._entries: list[Entry] = []

    def add(self, name: str, size: int, chunks: Callable[[], Iterable[bytes]]) -> None:
        """Add a file of a known size."""
        offset = self._entries[-1].end if self._entries else 0
        entry = Entry(name, size, 0 if self._mended else _crc(chunks()), offset)
        self._file.write(entry.header)
        crc = _crc(self._written(chunks()))
        if self._mended:
            entry = Entry(name, size, crc, offset)
            self._mended.seek(offset)
            self._mended.write(entry.header)
            self._mended.seek(entry.end)
        self._entries.append(entry)

    def close(self) -> None:
        """Write the directory."""
        self._file.write(directory(self._entries))

    def _written(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self._file.write(chunk)
            yield chunk


def _crc(chunks: Iterable[bytes]) -> int:
    crc = 0
    for chunk in chunks:
        crc = crc32(chunk, crc)
    return crc


class ArchiveReader:
    """Reads an archive of which nothing is believed."""

    def __init__(self, path: Path, file: BinaryIO) -> None:
        """Read the directory and compare it with what it has to be.

        Raises:
            PackageRefusedError: it is not such an archive; says which entry is wrong.
        """
        self._path = path
        self._file = file
        self.entries = {entry.name: entry for entry in self._read_directory()}

    def chunks(self, name: str) -> Iterator[bytes]:
        """The content of an entry, its header and checksum compared.

        Raises:
            PackageRefusedError: something differs.
        """
        entry = self.entries[name]
        self._file.seek(entry.offset)
        if self._file.read(len(entry.header)) != entry.header:
            raise self._refusal(PackageProblem.REPACKED, name)
        left, crc = entry.size, 0
        while left:
            chunk = self._file.read(min(left, CHUNK))
            if not chunk:
                raise self._refusal(PackageProblem.TRUNCATED, name)
            left -= len(chunk)
            crc = crc32(chunk, crc)
            yield chunk
        if crc != entry.crc:
            raise self._refusal(PackageProblem.DAMAGED, name)

    def read(self, name: str, most: int) -> bytes:
        """The whole content of a small entry.

        Raises:
            PackageRefusedError: something differs, or it is larger than allowed.
        """
        if self.entries[name].size > most:
            raise self._refusal(PackageProblem.TOO_LARGE, name)
        return b"".join(self.chunks(name))

    def _refusal(self, problem: PackageProblem, detail: str = "") -> PackageRefusedError:
        return PackageRefusedError(self._path, problem, detail)

    def _read_directory(self) -> list[Entry]:
        content, tail = self._tail()
        listed = list(self._listed(content))
        if MANIFEST not in {name for name, _ in listed}:
            raise self._refusal(PackageProblem.NOT_A_PACKAGE)
        self._check_names([name for name, _ in listed])
        entries: list[Entry] = []
        for name, fields in listed:
            start = entries[-1].end if entries else 0
            entry = self._entry(name, fields, start)
            entries.append(entry)
        if directory(entries) != tail:
            raise self._refusal(PackageProblem.REPACKED)
        return entries

    def _tail(self) -> tuple[bytes, bytes]:
        """The list of entries, and all that follows the content."""
        size = self._file.seek(0, 2)
        end = self._at(max(0, size - _END.size), _END.size)
        if len(end) < _END.size or not end.startswith(_END_SIGN):
            raise self._not_ended(size)
        *_, count, length, start, comment = _END.unpack(end)
        if comment or length > _MOST_DIRECTORY:
            raise self._refusal(PackageProblem.REPACKED)
        if count > MOST_ENTRIES:
            raise self._refusal(PackageProblem.TOO_MANY, str(count))
        if start == _BIG:
            start = size - _END.size - _LOCATOR.size - _WIDE_END.size - length
        if not max(0, size - 2 * _MOST_DIRECTORY) <= start <= size - _END.size:
            raise self._refusal(PackageProblem.REPACKED)
        tail = self._at(start, size - start)
        return tail[:length], tail

    def _at(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size)

    def _not_ended(self, size: int) -> PackageRefusedError:
        """Why there is no end where it has to be: cut off, added to, or something else at all."""
        head = self._at(0, _LOCAL.size + len(MANIFEST))
        if not head.startswith(_LOCAL_SIGN) or not head.endswith(MANIFEST.encode()):
            return self._refusal(PackageProblem.NOT_A_PACKAGE)
        end = self._at(max(0, size - _MOST_COMMENT), _MOST_COMMENT)
        ended = _END_SIGN in end[: len(_END_SIGN) - 1 - _END.size]  # and something follows it
        return self._refusal(PackageProblem.REPACKED if ended else PackageProblem.TRUNCATED)

    def _listed(self, content: bytes) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Name and fields of every entry, as far as they can be read."""
        at = 0
        while at < len(content):
            if at + _CENTRAL.size > len(content) or content[at : at + 4] != _CENTRAL_SIGN:
                raise self._refusal(PackageProblem.REPACKED)
            _, *fields = _CENTRAL.unpack_from(content, at)
            name_size, extra_size, comment_size = fields[9:12]
            at += _CENTRAL.size
            raw = content[at : at + name_size]
            extra = content[at + name_size : at + name_size + extra_size]
            at += name_size + extra_size + comment_size
            try:
                name = raw.decode()
            except UnicodeDecodeError as error:
                shown = raw.decode(errors="replace")
                raise self._refusal(PackageProblem.UNSAFE_NAME, shown) from error
            yield name, (*fields, _wide_size(extra))

    def _check_names(self, names: list[str]) -> None:
        seen: set[str] = set()
        for name in names:
            if name.casefold() in seen:
                raise self._refusal(PackageProblem.DUPLICATE_NAME, name)
            if not is_safe_name(name):
                raise self._refusal(PackageProblem.UNSAFE_NAME, name)
            seen.add(name.casefold())

    def _entry(self, name: str, fields: tuple[int, ...], start: int) -> Entry:
        flags, method, crc, packed, size = fields[2], fields[3], *fields[6:9]
        if (fields[14] >> 16) & _KIND == _LINK:
            raise self._refusal(PackageProblem.LINK, name)
        if method or flags & 1 or packed != size:
            raise self._refusal(PackageProblem.COMPRESSED, name)
        return Entry(name, fields[-1] if size == _BIG else size, crc, start)


def _wide_size(extra: bytes) -> int:
    """The size in the extra field of a large entry; the comparison of all bytes judges it."""
    return int.from_bytes(extra[4:12], "little")
