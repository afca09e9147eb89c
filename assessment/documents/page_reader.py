"""Reads the pages of one file in a process of its own and prints them as lines of JSON.

The files come from anywhere, so a fault here, or a file that eats time or memory, may end this
process but not the program. It imports nothing of the program and is started by its path, or by
``main.py`` where everything is frozen into one executable.

Lines: ``{"total": 12}``, then ``{"page": "..."}`` for each page, then ``{"end": "text"}``. The
end is the value of an `assessment.domain.records.TextState`.
"""

import json
import sys
import zlib
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path
from typing import IO, Any

MOST_PAGES = 5_000
MOST_SIGNS = 200_000  # of one page
MOST_SIGNS_OF_ALL = 40_000_000
_MOST_BYTES = 64 << 20  # of a text file, or of what unpacks from a document
_PASSWORD = "password"  # noqa: S105 - PDFium's word for a locked file
_COMPOUND = b"\xd0\xcf\x11\xe0"  # a locked .docx is an old compound file
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "title", "section")
)
_UNSHOWN = frozenset(("script", "style", "template"))

Pages = Iterator[str]


class UnreadableError(Exception):
    """The file holds no text that can be read; the argument names the state."""


def main(arguments: Sequence[str], out: IO[bytes] | None = None) -> int:
    """Read ``PATH SUFFIX MEMORY`` (bytes, 0 for no limit) and print what was found."""
    path, suffix, memory = arguments
    _limit_memory(int(memory))
    stream = out or sys.stdout.buffer
    try:
        blank = "empty" if suffix == ".txt" else "image_only"  # plain text holds no pictures
        state = _print_pages(READERS[suffix](Path(path)), stream, blank)
    except UnreadableError as error:
        state = str(error)
    except MemoryError:
        state = "damaged"
    _print(stream, "end", state)
    return 0


def _limit_memory(most: int) -> None:
    with suppress(ImportError, ValueError):  # not on Windows; never above the system's own limit
        import resource

        if most:
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _print(stream: IO[bytes], name: str, value: str | int) -> None:
    stream.write(json.dumps({name: value}).encode() + b"\n")
    stream.flush()


def _print_pages(found: tuple[int, Pages], stream: IO[bytes], blank: str) -> str:
    total, pages = found
    _print(stream, "total", total)
    left, state = MOST_SIGNS_OF_ALL, blank
    for number, page in enumerate(pages, start=1):
        text = page[: min(MOST_SIGNS, left)]
        left -= len(text)
        state = "text" if text.strip() else state
        _print(stream, "page", text)
        if number == MOST_PAGES or not left:
            break
    return state


def read_pdf(path: Path) -> tuple[int, Pages]:
    """The pages of a PDF.

    Raises:
        UnreadableError: it is locked or damaged.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
        total = len(document)
    except pypdfium2.PdfiumError as error:
        locked = _PASSWORD in str(error).lower()
        raise UnreadableError("encrypted" if locked else "damaged") from error
    return total, (_pdf_page(document, number) for number in range(total))


def _pdf_page(document: Any, number: int) -> str:
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""  # one broken page does not spoil the others
    text = page.get_textpage()
    found: str = text.get_text_range()
    text.close()
    page.close()
    return found


def read_docx(path: Path) -> tuple[int, Pages]:
    """The pages of a Word document, parted where Word last parted them.

    Raises:
        UnreadableError: it is locked or damaged, or would unpack to more than it may.
    """
    import zipfile

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError

    with path.open("rb") as file:
        if file.read(len(_COMPOUND)) == _COMPOUND:
            raise UnreadableError("encrypted")
    broken = (
        zipfile.BadZipFile, KeyError, ParseError, DefusedXmlException, zlib.error, EOFError,
        NotImplementedError, RuntimeError,
    )  # fmt: skip
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("word/document.xml").file_size > _MOST_BYTES:
                raise UnreadableError("damaged")
            with archive.open("word/document.xml") as content:
                pages = "".join(_docx_signs(content)).split("\f")
    except broken as error:
        raise UnreadableError("damaged") from error
    return len(pages), iter(pages)


def _docx_signs(content: IO[bytes]) -> Iterator[str]:
    from defusedxml.ElementTree import iterparse

    for _, element in iterparse(content):
        match element.tag.removeprefix(_WORD):
            case "t":
                yield element.text or ""
            case "p" | "br" | "cr":
                yield "\n"
            case "tab":
                yield "\t"
            case "lastRenderedPageBreak":
                yield "\f"
            case _:
                pass
        element.clear()


def read_text(path: Path) -> tuple[int, Pages]:
    """The pages of a plain text, which form feeds part.

    Raises:
        UnreadableError: it holds something else.
    """
    return _parted(_decoded(path).split("\f"))


def read_html(path: Path) -> tuple[int, Pages]:
    """The text of a web page as it would be shown.

    Raises:
        UnreadableError: it holds something else.
    """
    shown = _Shown()
    shown.feed(_decoded(path))
    shown.close()
    return _parted(["".join(shown.signs)])


def _parted(pages: Iterable[str]) -> tuple[int, Pages]:
    """Pages of a bearable length; a file without form feeds may be one of any."""
    parts = [
        page[start : start + MOST_SIGNS]
        for page in pages
        for start in range(0, max(1, len(page)), MOST_SIGNS)
    ]
    return len(parts), iter(parts)


def _decoded(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES)
    if not content:
        raise UnreadableError("damaged")
    whole = len(content) < _MOST_BYTES  # else the last letter may be cut
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252", "latin-1"):
        with suppress(UnicodeDecodeError):
            text = getincrementaldecoder(encoding)().decode(content, final=whole)
            if "\x00" not in text:
                return text
    raise UnreadableError("damaged")


class _Shown(HTMLParser):
    """Collects what a web page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.signs: list[str] = []
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part blocks; skip what is not shown."""
        del attrs
        self._unshown += tag in _UNSHOWN
        if tag in _BLOCKS:
            self.signs.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Show again after what is not shown."""
        self._unshown = max(0, self._unshown - (tag in _UNSHOWN))

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self._unshown:
            self.signs.append(data)


READERS: dict[str, Callable[[Path], tuple[int, Pages]]] = {
    ".pdf": read_pdf,
    ".docx": read_docx,
    **dict.fromkeys((".txt", ".md", ".csv"), read_text),
    **dict.fromkeys((".htm", ".html"), read_html),
}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
