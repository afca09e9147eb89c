"""How long documents take: reading, searching, attaching; against the plain way in the same run."""

import hashlib
import os
import random
import statistics
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path

import pytest

from assessment.documents.extraction import PageTextReader
from assessment.documents.store import FolderStore
from assessment.domain.progress import SILENT
from assessment.storage.fulltext import FullText

EXTRACTION_LIMIT = 1.5
SEARCH_LIMIT = 0.050
ATTACH_LIMIT = 1.25
PAGES, PAGES_OF_A_DOCUMENT, WORDS_OF_A_PAGE = 50_000, 100, 250
BIG = 500 << 20
CHUNK = 1 << 20
ROUNDS = 7
COPY_ROUNDS = 15  # copying and hashing at once needs both cores, which others may be using
Record = Callable[[str, str, str], None]


def seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def ratio_of(ours: Callable[[], object], plain: Callable[[], object], rounds: int) -> float:
    """The median of how much longer ours takes, each time beside the plain way."""
    return statistics.median(seconds(ours) / seconds(plain) for _ in range(rounds))


def test_extraction_against_a_plain_loop(shared: Path, record: Record) -> None:
    import pypdfium2

    path = shared / "data" / "official" / "pedoman-3-2024.pdf"
    read: list[int] = []

    def plain() -> None:
        with pypdfium2.PdfDocument(path) as document:
            read.append(sum(len(page.get_textpage().get_text_range()) for page in document))

    def ours() -> None:
        found = PageTextReader().read(path, path.name, SILENT)
        read.append(sum(map(len, found.pages)))

    plain()
    ratio = ratio_of(ours, plain, ROUNDS)
    assert len(set(read)) == 1  # both read the same
    record(
        "Membaca teks PDF 236 halaman dibanding putaran halaman biasa",
        f"≤ {EXTRACTION_LIMIT}×",
        f"{ratio:.2f}×",
    )
    assert ratio <= EXTRACTION_LIMIT


@pytest.fixture(scope="module")
def big_index(tmp_path_factory: pytest.TempPathFactory) -> FullText:
    """Invented pages whose words are as unevenly common as those of a language."""
    chance = random.Random(1)  # noqa: S311
    beginnings = [a + b for a in "bdgkmprst" for b in ("a", "e", "i", "o", "u", "ang", "eng", "in")]
    words = ["dan", "yang", "spbe", "arsitektur", "pemerintah", "daerah", "keamanan", "informasi"]
    words += ["".join(chance.choices(beginnings, k=chance.randint(2, 4))) for _ in range(20_000)]
    shares = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
    index = FullText(tmp_path_factory.mktemp("indeks") / "search.sqlite3")
    for number in range(PAGES // PAGES_OF_A_DOCUMENT):
        pages = [
            " ".join(chance.choices(words, cum_weights=shares, k=WORDS_OF_A_PAGE))
            for _ in range(PAGES_OF_A_DOCUMENT)
        ]
        index.put(f"{number:064x}", pages, pages)
    return index


QUERIES = (
    "dan",
    "arsitektur spbe",
    '"keamanan informasi"',
    "pemerintah daerah keamanan informasi",
    "ba",
    "arsi pem",
    "tidakadasamasekali",
)


def test_searching_many_pages(big_index: FullText, record: Record) -> None:
    assert sum(big_index.counts().values()) == PAGES
    assert len(big_index.find("arsitektur spbe", 50)) == 50
    slowest = max(
        statistics.median(seconds(lambda: big_index.find(query, 50)) for _ in range(ROUNDS))  # noqa: B023
        for query in QUERIES
    )
    record(
        "Mencari di 50.000 halaman (pencarian terlama)",
        f"{SEARCH_LIMIT * 1000:.0f} ms",
        f"{slowest * 1000:.1f} ms".replace(".", ","),
    )
    assert slowest < SEARCH_LIMIT


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A file of 500 MB, on the disk."""
    source = tmp_path / "rekaman.mp4"
    block = random.Random(1).randbytes(CHUNK)  # noqa: S311
    with source.open("wb") as file:
        for number in range(BIG // CHUNK):
            file.write(number.to_bytes(8, "big") + block[8:])
        file.flush()
        os.fsync(file.fileno())
    return source


def test_attaching_against_a_plain_copy(tmp_path: Path, recording: Path, record: Record) -> None:
    kept: list[str] = []

    def ours() -> None:
        store = FolderStore(tmp_path / "bukti")
        kept.append(store.add(recording, SILENT).sha256)

    def plain() -> None:
        with recording.open("rb") as reader, (tmp_path / "salinan").open("wb") as writer:
            while chunk := reader.read(CHUNK):
                writer.write(chunk)
            writer.flush()
            os.fsync(writer.fileno())

    def fresh(work: Callable[[], object]) -> float:
        (tmp_path / "salinan").unlink(missing_ok=True)
        for path in (tmp_path / "bukti").glob("*/*"):
            path.unlink()
        os.sync()
        return seconds(work)

    fresh(plain)
    ratio = statistics.median(fresh(ours) / fresh(plain) for _ in range(COPY_ROUNDS))
    with recording.open("rb") as written:
        assert set(kept) == {hashlib.file_digest(written, "sha256").hexdigest()}
    record(
        "Melampirkan berkas 500 MB dibanding salinan biasa yang disinkronkan",
        f"≤ {ATTACH_LIMIT}×",
        f"{ratio:.2f}×",
    )
    assert ratio <= ATTACH_LIMIT
