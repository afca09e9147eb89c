"""Text of documents: read in a process of its own; whatever is wrong with a file is a state."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assessment.documents import page_reader
from assessment.documents.extraction import PageTextReader
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.passages import PageTexts
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.records import TextState
from tests.builders import pdf
from tests.conftest import PROJECT
from tests.integration.documents_made import bomb, docx, many_pages, paragraph


def read(path: Path, name: str = "") -> PageTexts:
    return PageTextReader().read(path, name or path.name, SILENT)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def inside(path: Path, suffix: str = "") -> tuple[str, list[str], int]:
    """What the reader of pages prints when it runs in this process."""
    out = io.BytesIO()
    assert page_reader.main([str(path), suffix or path.suffix, "0"], out) == 0
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    pages = [line["page"] for line in lines if "page" in line]
    return lines[-1]["end"], pages, next((line["total"] for line in lines if "total" in line), 0)


def test_pages_of_a_pdf(tmp_path: Path) -> None:
    found = read(pdf(tmp_path / "a.pdf", "Pasal 4", pages=3))
    assert (found.state, found.total) == (TextState.TEXT, 3)
    assert [page.strip() for page in found.pages] == [
        "Pasal 4 halaman 1", "Pasal 4 halaman 2", "Pasal 4 halaman 3",
    ]  # fmt: skip


def test_the_name_says_what_the_stored_file_is(tmp_path: Path) -> None:
    stored = pdf(tmp_path / "0123abcd")
    assert read(stored, "Perwali.PDF").state is TextState.TEXT
    assert read(stored, "Perwali.png") == PageTexts(TextState.NONE)


def test_progress_is_real(tmp_path: Path) -> None:
    class Seen:
        def __init__(self) -> None:
            self.steps: list[tuple[int, int, str]] = []

        def step(self, done: int, total: int, label: str = "") -> None:
            self.steps.append((done, total, label))

    seen = Seen()
    path = pdf(tmp_path / "a.pdf", pages=4)
    PageTextReader().read(path, path.name, seen)
    assert [step for step in seen.steps if step[0]][:4] == [
        (page, 4, "a.pdf") for page in (1, 2, 3, 4)
    ]


def test_cancelling_ends_the_process(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, label: str = "") -> None:
            if done == 2:
                raise CancelledError

    path = pdf(tmp_path / "a.pdf", pages=40)
    with pytest.raises(CancelledError):
        PageTextReader().read(path, path.name, Stop())


def test_word_documents(tmp_path: Path) -> None:
    body = (
        paragraph("Pasal ", "1")
        + "<w:p><w:r><w:t>kiri</w:t><w:tab/><w:t>kanan</w:t><w:br/><w:t>bawah</w:t></w:r></w:p>"
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Pasal 2</w:t></w:r></w:p>"
    )
    path = docx(tmp_path / "a.docx", body)
    pages = ["Pasal 1\nkiri\tkanan\nbawah\n", "Pasal 2\n"]
    assert inside(path) == ("text", pages, 2)
    assert read(path).pages == tuple(pages)


@pytest.mark.parametrize(
    ("name", "content", "pages"),
    [
        ("a.txt", "Pasal 1\fPasal 2", ["Pasal 1", "Pasal 2"]),
        ("a.md", "\ufeff# BAB I", ["# BAB I"]),
        ("a.csv", "a;b\né".encode("cp1252"), ["a;b\né"]),
        ("b.txt", b"\x81 \x9d", ["\x81 \x9d"]),
        ("c.txt", "Pasal 3".encode("utf-16"), ["Pasal 3"]),
        (
            "a.html",
            "<title>Judul</title><p>Satu &amp; dua<script>x()</script></p></style><td>tiga",
            ["\nJudul\nSatu & dua" + "tiga"],
        ),
    ],
)
def test_plain_texts(tmp_path: Path, name: str, content: str | bytes, pages: list[str]) -> None:
    assert inside(written(tmp_path / name, content)) == ("text", pages, len(pages))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_giant_text_is_read_as_far_as_it_may_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    content = "évaluasi é".encode(encoding)
    monkeypatch.setattr(page_reader, "_MOST_BYTES", len(content) - 1)  # amid the last letter
    assert inside(written(tmp_path / "a.txt", content)) == ("text", ["évaluasi "], 1)


def test_a_giant_line_is_parted(tmp_path: Path) -> None:
    state, pages, total = inside(written(tmp_path / "a.txt", "kata " * 100_000))
    assert (state, len(pages), total) == ("text", 3, 3)
    assert max(map(len, pages)) == page_reader.MOST_SIGNS


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


def entity_bomb(path: Path) -> Path:
    entities = "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10 if number else "x" * 10}">'
        for number in range(12)
    )
    return docx(path, paragraph("&e11;"), head=f"<!DOCTYPE bomb [{entities}]>")


HOSTILE: dict[str, tuple[Callable[[Path], Path], TextState]] = {
    "scan.pdf": (lambda path: pdf(path, "", pages=2), TextState.IMAGE_ONLY),
    "locked.pdf": (lambda path: pdf(path, locked_with="rahasia"), TextState.ENCRYPTED),
    "cut.pdf": (lambda path: written(path, b"%PDF-1.7\nterpotong"), TextState.DAMAGED),
    "program.pdf": (lambda path: written(path, b"MZ" * 400), TextState.DAMAGED),
    "word.pdf": (lambda path: docx(path, paragraph("Pasal 1")), TextState.DAMAGED),
    "pdf.docx": (pdf, TextState.DAMAGED),
    "book.docx": (lambda path: zipped(path, xl__workbook_xml=b"<x/>"), TextState.DAMAGED),
    "locked.docx": (
        lambda path: written(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99), TextState.ENCRYPTED,
    ),
    "bomb.docx": (
        lambda path: zipped(path, word__document_xml=b"<" * (65 << 20)), TextState.DAMAGED,
    ),
    "entities.docx": (entity_bomb, TextState.DAMAGED),
    "torn.docx": (lambda path: zipped(path, word__document_xml=b"<w:p>"), TextState.DAMAGED),
    "blank.docx": (lambda path: docx(path, ""), TextState.IMAGE_ONLY),
    "blank.txt": (lambda path: written(path, b" \n\t \r\n"), TextState.EMPTY),
    "binary.txt": (lambda path: written(path, b"\x00\x01\x02" * 99), TextState.DAMAGED),
    "binary.html": (lambda path: written(path, b"\x00\x01\x02" * 99), TextState.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_states(tmp_path: Path, name: str) -> None:
    make, state = HOSTILE[name]
    path = make(tmp_path / name)
    assert inside(path)[0] == state
    assert read(path).state is state


def test_a_file_that_is_gone_or_empty_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "kosong.pdf").touch()
    (tmp_path / "map.pdf").mkdir()
    problems = {}
    for name in ("tidak-ada.pdf", "kosong.pdf", "map.pdf", f"{'x' * 300}.pdf"):
        with pytest.raises(FileRefusedError) as caught:
            read(tmp_path / name)
        problems[name] = caught.value.problem
    assert problems == {
        "tidak-ada.pdf": FileProblem.MISSING,
        "kosong.pdf": FileProblem.EMPTY,
        "map.pdf": FileProblem.FOLDER,
        f"{'x' * 300}.pdf": FileProblem.UNREADABLE,
    }


def test_of_ten_thousand_pages_half_are_read(tmp_path: Path) -> None:
    found = read(many_pages(tmp_path / "a.pdf", 10_000))
    assert (found.state, found.total) == (TextState.TEXT, 10_000)
    assert len(found.pages) == page_reader.MOST_PAGES
    assert found.pages[-1].strip() == "Pasal 1"


def test_one_broken_page_does_not_spoil_the_others(tmp_path: Path) -> None:
    path = many_pages(tmp_path / "a.pdf", 3)
    broken = path.read_bytes().replace(b"5 0 obj<</Type/Page/", b"5 0 obj<</Type/Cake/")
    state, pages, total = inside(written(path, broken))
    assert (state, total) == ("text", 3)
    assert [page.strip() for page in pages] == ["Pasal 1", "", "Pasal 1"]


def test_all_signs_together_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_reader, "MOST_SIGNS_OF_ALL", 10)
    assert inside(written(tmp_path / "a.txt", "123456\f123456\f123")) == (
        "text", ["123456", "1234"], 3,
    )  # fmt: skip


def test_a_bomb_meets_its_limit(tmp_path: Path) -> None:
    path = bomb(tmp_path / "a.pdf", 40)
    found = PageTextReader(patience=2).read(path, path.name, SILENT)
    assert found.state in {TextState.DAMAGED, TextState.IMAGE_ONLY}
    assert not any(page.strip() for page in found.pages)


@pytest.mark.parametrize(("patience", "longest"), [(0.0, 9.0), (9.0, 0.0)])
def test_what_takes_too_long_is_ended(tmp_path: Path, patience: float, longest: float) -> None:
    path = pdf(tmp_path / "a.pdf")
    found = PageTextReader(patience, longest).read(path, path.name, SILENT)
    assert found == PageTexts(TextState.DAMAGED)


def fake_reader(monkeypatch: pytest.MonkeyPatch, path: Path, script: str) -> None:
    """Another program in the place of the reader of pages."""
    path.write_text(f"import sys, time\n{script}\n")
    monkeypatch.setattr(page_reader, "__file__", str(path))


def test_a_reader_that_dies_leaves_what_it_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = '{"total": 9}\\n{"page": "Pasal 1"}\\n{"pag'
    fake_reader(
        monkeypatch,
        tmp_path / "reader.py",
        f"sys.stdout.write({lines!r}.encode().decode('unicode_escape'))",
    )
    found = read(pdf(tmp_path / "a.pdf"))
    assert found == PageTexts(TextState.TEXT, ("Pasal 1",), 9)


def test_a_silent_reader_can_be_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stop:
        looks = 0

        def step(self, done: int, total: int, label: str = "") -> None:
            self.looks += 1
            if self.looks == 2:
                raise CancelledError

    fake_reader(monkeypatch, tmp_path / "reader.py", "time.sleep(600)")
    path = pdf(tmp_path / "a.pdf")
    with pytest.raises(CancelledError):
        PageTextReader().read(path, path.name, Stop())


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit memory")
def test_a_reader_has_limited_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "kata " * 12_000_000)
    program = [sys.executable, "-P", page_reader.__file__, str(path), ".txt"]
    starved = subprocess.run([*program, str(120 << 20)], capture_output=True, check=True)
    assert json.loads(starved.stdout.splitlines()[-1]) == {"end": "damaged"}
    fed = subprocess.run([*program, str(2 << 30)], capture_output=True, check=True)
    assert json.loads(fed.stdout.splitlines()[-1]) == {"end": "text"}


def test_the_limit_of_memory_is_the_one_given(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    resource = pytest.importorskip("resource")
    limits: list[Any] = []
    monkeypatch.setattr(resource, "setrlimit", lambda *limit: limits.append(limit))
    page_reader.main([str(written(tmp_path / "a.txt", "x")), ".txt", "4096"], io.BytesIO())
    assert limits == [(resource.RLIMIT_AS, (4096, 4096))]


def test_without_memory_a_file_is_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def starve(_path: Path) -> Any:
        raise MemoryError

    monkeypatch.setitem(page_reader.READERS, ".txt", starve)
    assert inside(written(tmp_path / "a.txt", "x"))[0] == "damaged"


def test_a_frozen_program_is_its_own_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # What PyInstaller makes of main.py: one executable that gets the arguments.
    program = tmp_path / "spbe-desktop"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{PROJECT / "main.py"}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read(pdf(tmp_path / "a.pdf")).state is TextState.TEXT


def test_pages_as_running_text() -> None:
    pages = ("- 1 -\nPasal 1\nArsi-\ntektur SPBE", "", "- 3 -\nPasal 2...")
    assert PageTextReader().cleaned(pages) == ("Pasal 1 Arsitektur SPBE", "", "")
