"""`suggest` and `search` with files and words as they come from anywhere."""

import json
from pathlib import Path

import pytest

from assessment.services.workbench import Workbench
from spbe_desktop.cli import main
from tests.answering import begun
from tests.integration.documents_made import docx, paragraph

TEXT = (
    "BAB II\nARSITEKTUR SPBE\nPasal 1\nArsitektur SPBE – disusun “lima” tahun.\n"
    "Pasal 2\nDinas mengelola café."
)
QUOTE = "Arsitektur SPBE – disusun “lima” tahun."


def suggested(path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    assert main(["suggest", str(path), "--indicator", "1", "--json"]) == 0
    found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(), TEXT.encode("utf-8-sig"), TEXT.encode("cp1252"), TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode("cp1252"),
    ],
    ids=["utf-8", "utf-8-bom", "cp1252", "utf-16-le", "utf-16-be", "crlf", "cr"],
)  # fmt: skip
def test_every_encoding_of_the_same_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    path = tmp_path / "perwali.txt"
    path.write_bytes(content)
    best = suggested(path, capsys)[0]
    assert (best["article"], best["quote"]) == ("Pasal 1", QUOTE)


def test_articles_in_the_cells_of_a_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cells = (("Pasal 1", "Arsitektur SPBE disusun Dinas."), ("Pasal 2", "Biaya dari anggaran."))
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>"
        for row in cells
    )
    path = docx(tmp_path / "tabel.docx", f"{paragraph('BAB I')}<w:tbl>{rows}</w:tbl>")
    best = suggested(path, capsys)[0]
    assert (best["article"], best["quote"]) == ("Pasal 1", "Arsitektur SPBE disusun Dinas.")


def test_the_longest_name_that_a_system_takes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"{'perwali ' * 30}.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert suggested(path, capsys)[0]["article"] == "Pasal 1"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("nol.txt", bytes(5_000), "rusak"),
        ("sela.txt", TEXT.encode().replace(b"\n", b"\n\0"), "rusak"),
        ("tanpa-bom.txt", TEXT.encode("utf-16-le"), "rusak"),
        ("kosong.txt", b"", "kosong"),
        ("potong.docx", b"PK\x03\x04sisa", "rusak"),
        ("nol.pdf", bytes(5_000), "rusak"),
        ("program.exe", b"MZ", ".exe"),
    ],
)
def test_hostile_files_get_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert main(["suggest", str(path), "--indicator", "1"]) == 1
    output = capsys.readouterr()
    assert output.out == ""
    assert said in output.err
    assert "Traceback" not in output.err


def test_a_name_that_no_system_takes_gets_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["suggest", str(tmp_path / f"{'x' * 300}.txt"), "--indicator", "1"]) == 1
    assert "tidak dapat dibaca" in capsys.readouterr().err


@pytest.fixture
def filled(workbench: Workbench, tmp_path: Path) -> Path:
    city = begun(workbench)
    table = f"<w:tbl><w:tr><w:tc>{paragraph('Penetrasi')}</w:tc></w:tr></w:tbl>"
    kinds = {
        "ansi.txt": "Penetrasi “ansi”".encode("cp1252"),
        "lebar.txt": "Penetrasi lebar".encode("utf-16"),
        "nol.txt": bytes(900),
        "potong.docx": b"PK\x03\x04sisa",
    }
    for name, content in kinds.items():
        (tmp_path / name).write_bytes(content)
    papers = [*(tmp_path / name for name in kinds), docx(tmp_path / "tabel.docx", table)]
    workbench.evidence.attach(city, 1, papers)
    return workbench.root


def test_searching_among_odd_files(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--workspace", str(filled), "search", "penetrasi", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert {hit["document"] for hit in hits} == {"ansi.txt", "lebar.txt", "tabel.docx"}


@pytest.mark.parametrize(
    "words", ['"', '"penetrasi', "penetrasi* OR NOT (", "%_'; DROP", "x" * 300, " ", "\t", "é" * 90]
)
def test_odd_words_are_only_words(
    filled: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    assert main(["--workspace", str(filled), "search", words]) == 0
    output = capsys.readouterr()
    assert output.out
    assert output.err == ""
