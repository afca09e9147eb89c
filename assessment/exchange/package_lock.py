"""A package under a password: AES-256-GCM in pieces, so that it is never in memory whole.

The number of a piece and whether it is the last one are part of its nonce, the header is
authenticated with each of them: pieces cannot be left out, moved or taken from another file.
The key comes from the password through scrypt; the file holds no hint at it.
"""

import hashlib
import hmac
import io
import os
import struct
import unicodedata
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.package_errors import (
    PackageProblem,
    PackageRefusedError,
    WrongPasswordError,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = b"SPBELOK1"
PIECE = 1 << 20
_TAG = 16
_SEALED = PIECE + _TAG
_HEADER = struct.Struct("<8s16s7s16s8s")  # magic, salt, nonce, proof of the password, checksum
_COST = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 1 << 26, "dklen": 64}


def is_locked(head: bytes) -> bool:
    """Whether a file that begins so is under a password."""
    return head.startswith(MAGIC)


def _derived(password: str, salt: bytes) -> tuple[bytes, bytes]:
    """The key of the pieces, and that of the proof."""
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    both = hashlib.scrypt(typed, salt=salt, **_COST)
    return both[:32], both[32:]


def _proof(key: bytes, salt: bytes, nonce: bytes) -> bytes:
    return hmac.digest(key, MAGIC + salt + nonce, "sha256")[:16]


def _checksum(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()[:8]


def _nonce(start: bytes, number: int, *, last: bool) -> bytes:
    return start + number.to_bytes(4, "big") + bytes([last])


class LockedWriter:
    """Seals what is written; `finish` seals the last piece."""

    def __init__(self, file: BinaryIO, password: str) -> None:
        """Write the header."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, self._start = os.urandom(16), os.urandom(7)
        key, proof_key = _derived(password, salt)
        proof = _proof(proof_key, salt, self._start)
        checksum = _checksum(MAGIC, salt, self._start, proof)
        self._header = _HEADER.pack(MAGIC, salt, self._start, proof, checksum)
        self._cipher = AESGCM(key)
        self._file = file
        self._waiting = bytearray()
        self._number = 0
        file.write(self._header)

    def write(self, content: bytes, /) -> int:
        """Take content; whole pieces are sealed as soon as it is known that more follows."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def finish(self) -> None:
        """Seal the last piece."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        nonce = _nonce(self._start, self._number, last=last)
        self._file.write(self._cipher.encrypt(nonce, piece, self._header))
        self._number += 1


class LockedReader(io.RawIOBase):
    """Opens pieces as they are asked for; can seek, and owns the file behind it."""

    def __init__(self, path: Path, file: BinaryIO, password: str) -> None:
        """Read the header and try the password.

        Raises:
            PackageRefusedError: the header is damaged, or the file ends too early.
            WrongPasswordError: there is no password, or it is another one.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        super().__init__()
        self._path, self._file = path, file
        size = file.seek(0, io.SEEK_END) - _HEADER.size
        self._pieces = -(-size // _SEALED)
        self._size = size - self._pieces * _TAG
        if size < _TAG or self._size < (self._pieces - 1) * PIECE:
            raise PackageRefusedError(path, PackageProblem.TRUNCATED)
        file.seek(0)
        self._header = file.read(_HEADER.size)
        *parts, checksum = _HEADER.unpack(self._header)
        if _checksum(*parts) != checksum:
            raise PackageRefusedError(path, PackageProblem.DAMAGED)
        if not password:
            raise WrongPasswordError(path, given=False)
        _, salt, self._start, proof = parts
        key, proof_key = _derived(password, salt)
        if not hmac.compare_digest(proof, _proof(proof_key, salt, self._start)):
            raise WrongPasswordError(path)
        self._cipher = AESGCM(key)
        self._at = 0
        self._open: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """Any place can be read."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place in the content."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        """The place in the content."""
        return self._at

    def close(self) -> None:
        """Close the file behind it, too."""
        self._file.close()
        super().close()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Read to the end of a piece at most.

        Raises:
            PackageRefusedError: the piece is not as it was written.
        """
        number, skipped = divmod(self._at, PIECE)
        if self._at >= self._size:
            return 0
        target = memoryview(buffer)
        found = self._piece(number)[skipped : skipped + len(target)]
        target[: len(found)] = found
        self._at += len(found)
        return len(found)

    def _piece(self, number: int) -> bytes:
        from cryptography.exceptions import InvalidTag

        if self._open[0] != number:
            self._file.seek(_HEADER.size + number * _SEALED)
            last = number == self._pieces - 1
            try:
                content = self._cipher.decrypt(
                    _nonce(self._start, number, last=last), self._file.read(_SEALED), self._header
                )
            except InvalidTag as error:
                detail = f"{number + 1}/{self._pieces}"
                raise PackageRefusedError(self._path, PackageProblem.DAMAGED, detail) from error
            self._open = number, content
        return self._open[1]


def opened(path: Path, password: str) -> BinaryIO:
    """A package for reading, behind its password where it has one.

    Raises:
        FileRefusedError: there is no such file, or it cannot be read.
        PackageRefusedError: the header is damaged, or the file ends too early.
        WrongPasswordError: it needs a password, or another one.
    """
    try:
        file = path.open("rb")
    except FileNotFoundError as error:
        raise FileRefusedError(path, FileProblem.MISSING) from error
    except IsADirectoryError as error:
        raise FileRefusedError(path, FileProblem.FOLDER) from error
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error
    with ExitStack() as unfinished:
        unfinished.enter_context(file)
        source: BinaryIO = file
        if is_locked(file.read(len(MAGIC))):
            source = io.BufferedReader(LockedReader(path, file, password), PIECE)
        unfinished.pop_all()  # from here on it is the caller's to close
    return source
