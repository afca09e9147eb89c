"""Text of documents, read in a child process with limits of time and memory."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from queue import Empty, SimpleQueue
from stat import S_ISDIR

from assessment.documents import page_reader
from assessment.documents.passage_boxes import passage_boxes
from assessment.documents.text import clean_lines, join_lines
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.passages import Box, PageTexts
from assessment.domain.progress import Progress
from assessment.domain.records import TextState

_PATIENCE = 30.0  # seconds that one page may take
_LONGEST = 600.0  # seconds that a document may take
_MEMORY = 2 << 30
_LOOK = 0.1  # seconds between two looks at the person's wish to stop
_PROBLEMS = {
    TextState.ENCRYPTED: FileProblem.ENCRYPTED,
    TextState.IMAGE_ONLY: FileProblem.IMAGE_ONLY,
    TextState.DAMAGED: FileProblem.DAMAGED,
}

_Line = dict[str, str | int]


class PageTextReader:
    """Reads the text of documents; see `assessment.services.ports.TextReader`."""

    def __init__(self, patience: float = _PATIENCE, longest: float = _LONGEST) -> None:
        """Remember how many seconds one page and the whole document may take."""
        self._patience = patience
        self._longest = longest

    def read(self, path: Path, name: str, progress: Progress) -> PageTexts:
        """The pages of a file, of the kind that the name says; whatever is wrong is a state.

        Raises:
            FileRefusedError: there is no such file, or nothing in it.
            CancelledError: the person asked to stop.
        """
        _check(path)
        suffix = Path(name).suffix.lower()
        if suffix not in page_reader.READERS:
            return PageTexts(TextState.NONE)
        state, total = None, 0
        pages: list[str] = []
        with _child(path, suffix) as lines:
            for line in self._until_late(lines):
                match line:
                    case {"page": str(text)}:
                        pages.append(text)
                    case {"total": int(count)}:
                        total = count
                    case {"end": str(end)}:
                        state = TextState(end)
                    case _:
                        pass  # silence
                progress.step(len(pages), max(total, 1), name)
        if state is None:  # ended by a limit or by a fault; what came before is good
            state = TextState.TEXT if any(map(str.strip, pages)) else TextState.DAMAGED
        return PageTexts(state, tuple(pages), total)

    def boxes(self, path: Path, page: int, text: str) -> tuple[Box, ...]:
        """Where a passage stands on a page of a PDF; empty where it is not found."""
        return passage_boxes(path, page, text)

    def cleaned(self, pages: Sequence[str]) -> tuple[str, ...]:
        """The pages as running text, without heads, page numbers, catchwords and hyphens."""
        texts = [""] * len(pages)
        for number, lines in groupby(clean_lines(pages), lambda line: line.page):
            texts[number - 1] = join_lines([line.text for line in lines])
        return tuple(texts)

    def _until_late(self, lines: "SimpleQueue[_Line | None]") -> Iterator[_Line]:
        """What the child says, an empty line where it is silent; ends with it, or at a limit."""
        begun = heard = time.monotonic()
        while time.monotonic() < min(heard + self._patience, begun + self._longest):
            try:
                line = lines.get(timeout=_LOOK)
            except Empty:
                yield {}
                continue
            if line is None:
                return
            heard = time.monotonic()
            yield line


def pdf_pages(path: Path, progress: Progress) -> tuple[str, ...]:
    """The text of a PDF page by page, where there is any.

    Raises:
        FileRefusedError: there is no such file, it is no PDF, or it holds no text.
        CancelledError: the person asked to stop.
    """
    if path.exists() and path.suffix.lower() != ".pdf":
        raise FileRefusedError(path, FileProblem.UNSUPPORTED, path.suffix)
    found = PageTextReader().read(path, path.name, progress)
    if found.state is not TextState.TEXT:
        raise FileRefusedError(path, _PROBLEMS[found.state])
    return found.pages


def _check(path: Path) -> None:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise FileRefusedError(path, FileProblem.MISSING) from error
    except OSError as error:  # a name that no system accepts, a folder that is closed
        raise FileRefusedError(path, FileProblem.UNREADABLE, error.strerror or "") from error
    if S_ISDIR(found.st_mode):
        raise FileRefusedError(path, FileProblem.FOLDER)
    if not found.st_size:
        raise FileRefusedError(path, FileProblem.EMPTY)


@contextmanager
def _child(path: Path, suffix: str) -> Iterator["SimpleQueue[_Line | None]"]:
    """A process that reads the file; its lines come through the queue, None behind the last."""
    lines: SimpleQueue[_Line | None] = SimpleQueue()
    process = subprocess.Popen(  # noqa: S603 - our own program, arguments apart
        [*_program(), str(path.absolute()), suffix, str(_MEMORY)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )

    def listen() -> None:
        for line in process.stdout or ():
            if line.endswith(b"\n"):  # a killed child may leave half a line
                lines.put(json.loads(line))
        lines.put(None)

    with process:
        listener = threading.Thread(target=listen, name="page-texts")
        listener.start()
        try:
            yield lines
        finally:
            process.kill()
            listener.join()


def _program() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, "--read-pages"]  # main.py knows it
    # By its path and without that folder among the modules, whose names are common words.
    return [sys.executable, "-P", str(Path(page_reader.__file__))]
