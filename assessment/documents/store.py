"""The content store: every evidence file once, under its SHA-256, never changed."""

import os
import threading
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import FileIO
from pathlib import Path
from stat import S_ISDIR

from assessment.documents.inspection import page_count, pdf_state
from assessment.domain.errors import storage_error
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.file_names import safe_file_name
from assessment.domain.findings import FileState
from assessment.domain.progress import Progress
from assessment.domain.records import Document
from assessment.services.ports import StoredFile

_PAGES = (".pdf", ".txt", ".csv", ".md", ".htm", ".html", ".json", ".xml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".tif", ".tiff", ".svg")
_OFFICE = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".odp", ".rtf")
_RECORDINGS = (".mp4", ".mkv", ".webm", ".zip")
SUFFIXES = frozenset((*_PAGES, *_PICTURES, *_OFFICE, *_RECORDINGS))
_CHUNK = 1 << 20
_PIECE = 2 << 20
_HASHED = 256 << 10  # what a processor keeps at hand
_READ_ONLY, _WRITABLE = 0o444, 0o644


class FolderStore:
    """Files in a folder; see `assessment.services.ports.ContentStore`."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is made when the first file comes."""
        self._folder = folder

    def path_of(self, sha256: str) -> Path:
        """Where the file with that hash lies."""
        return self._folder / sha256[:2] / sha256

    def add(self, path: Path, progress: Progress) -> StoredFile:
        """Copy a file in, whole and flushed to the disk, unless it is there already.

        Raises:
            FileRefusedError: the file is missing, unreadable, empty, a folder, or of a kind that
                proves nothing.
            StorageError: the store cannot be written.
            CancelledError: the person asked to stop; nothing is left behind.
        """
        size = _checked_size(path)
        draft = self._folder / f".masuk-{os.urandom(16).hex()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            sha256 = _copy(path, draft, size, progress)
            target = self.path_of(sha256)
            fresh = not target.exists()
            if fresh or _digest(target) != sha256:  # a damaged one is mended
                target.parent.mkdir(exist_ok=True)
                if not fresh:
                    target.chmod(_WRITABLE)  # else Windows keeps it
                draft.chmod(_READ_ONLY)
                draft.replace(target)
        except OSError as error:
            raise storage_error(error, self._folder) from error
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        pages = page_count(target) if path.suffix.lower() == ".pdf" else None
        return StoredFile(sha256, size, pages, fresh)

    def discard(self, sha256: str) -> None:
        """Remove a file that nothing refers to.

        Raises:
            StorageError: it cannot be removed.
        """
        path = self.path_of(sha256)
        try:
            if path.exists():
                path.chmod(_WRITABLE)  # else Windows keeps it
                path.unlink()
            with suppress(OSError):  # others are in there
                path.parent.rmdir()
        except OSError as error:
            raise storage_error(error, self._folder) from error

    def state(self, document: Document) -> FileState:
        """How the stored file is found now; reads all of it."""
        state = self.whole(document)
        is_pdf = Path(document.name).suffix.lower() == ".pdf"
        if is_pdf and state is FileState.READABLE:
            return pdf_state(self.path_of(document.sha256))
        return state

    def whole(self, document: Document) -> FileState:
        """Whether the stored file is byte for byte what was handed in; reads all of it."""
        path = self.path_of(document.sha256)
        if not path.is_file():
            return FileState.MISSING
        if path.stat().st_size == 0:
            return FileState.EMPTY
        try:
            same = _digest(path) == document.sha256
        except OSError:
            return FileState.DAMAGED  # the disk does not give it back
        return FileState.READABLE if same else FileState.CHANGED

    def strays(self, known: Collection[str]) -> tuple[Path, ...]:
        """Files of the store that belong to none of the hashes, in order."""
        names = set(known)
        found = (path for path in self._folder.rglob("*") if path.is_file())
        return tuple(sorted(path for path in found if path.name not in names))

    def copy_out(self, document: Document, folder: Path) -> Path:
        """A copy under its own name for looking at.

        Raises:
            FileRefusedError: the stored file is missing.
            StorageError: the folder cannot be written; nothing is left behind.
        """
        source = self.path_of(document.sha256)
        if not source.is_file():
            raise FileRefusedError(Path(document.name), FileProblem.MISSING)
        # Both bring much along that the start does not need.
        import shutil
        import tempfile

        fresh = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            fresh = Path(tempfile.mkdtemp(dir=folder))  # nobody has edited a copy in there
            target = fresh / safe_file_name(document.name)
            shutil.copyfile(source, target)
        except OSError as error:
            if fresh is not None:
                shutil.rmtree(fresh, ignore_errors=True)
            raise storage_error(error, folder) from error
        return target


def _checked_size(path: Path) -> int:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise FileRefusedError(path, FileProblem.MISSING) from error
    except OSError as error:
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error
    if S_ISDIR(found.st_mode):
        raise FileRefusedError(path, FileProblem.FOLDER)
    if path.suffix.lower() not in SUFFIXES:
        raise FileRefusedError(path, FileProblem.UNSUPPORTED, path.suffix)
    if found.st_size == 0:
        raise FileRefusedError(path, FileProblem.EMPTY)
    return found.st_size


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy(source: Path, target: Path, size: int, progress: Progress) -> str:
    try:
        reader = source.open("rb", buffering=0)
    except OSError as error:
        problem = FileProblem.UNREADABLE
        raise FileRefusedError(source, problem, error.strerror or "") from error
    ready, over = threading.Semaphore(0), threading.Event()
    with reader, target.open("xb", buffering=0) as writer, ThreadPoolExecutor(1) as pool:
        digest = pool.submit(_digest_behind, target, ready, over)
        try:
            done = 0
            for count in _pieces(reader, writer):
                ready.release()
                _send_to_disk(writer, done, count)
                done += count
                progress.step(done, size, source.name)
        finally:
            over.set()
            ready.release()
        os.fsync(writer.fileno())
        return digest.result()


def _pieces(reader: FileIO, writer: FileIO) -> Iterator[int]:
    """Copy on, and give the size of each piece that is there."""
    copy = getattr(os, "copy_file_range", None)
    if copy is not None:
        with suppress(OSError):  # what the system cannot do, or a real fault, which comes again
            while count := copy(reader.fileno(), writer.fileno(), _PIECE):
                yield count
    while chunk := reader.read(_CHUNK):
        yield _write_all(writer, chunk)


def _send_to_disk(writer: FileIO, start: int, count: int) -> None:
    """Let the disk begin while the rest is copied, so that flushing has little left to wait for."""
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):  # only advice
            os.posix_fadvise(writer.fileno(), start, count, os.POSIX_FADV_DONTNEED)


def _write_all(writer: FileIO, chunk: bytes) -> int:
    rest = memoryview(chunk)
    while rest:
        rest = rest[writer.write(rest) :]
    return len(chunk)


def _digest_behind(path: Path, ready: threading.Semaphore, over: threading.Event) -> str:
    """The hash of a file that is being written, taken beside the writing: of what is stored.

    ``ready`` is released for each piece that is there, ``over`` is set once all are.
    """
    import hashlib

    digest = hashlib.sha256()
    buffer = memoryview(bytearray(_HASHED))
    with path.open("rb", buffering=0) as file:
        last = False
        while not last:
            ready.acquire()
            last = over.is_set()
            while count := file.readinto(buffer):
                digest.update(buffer[:count])
    return digest.hexdigest()
