"""`search` and `suggest` on the command line: without a screen, without Qt."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessment.services.workbench import Workbench
from spbe_desktop.cli import main
from tests.answering import begun
from tests.builders import pdf
from tests.conftest import PROJECT
from tests.integration.documents_made import docx, paragraph

ARTICLES = (
    "BAB I", "KETENTUAN UMUM", "Pasal 1", "Dalam Peraturan ini yang dimaksud dengan SPBE adalah x.",
    "BAB II", "ARSITEKTUR SPBE", "Pasal 2", "Arsitektur SPBE disusun untuk lima tahun.",
    "BAB III", "PUSAT DATA", "Pasal 3", "Pusat data dikelola oleh Dinas.",
    "BAB IV", "AUDIT", "Pasal 4", "Audit dilaksanakan oleh Inspektorat setiap tahun.",
)  # fmt: skip


@pytest.fixture
def filled(workbench: Workbench, tmp_path: Path) -> Path:
    city = begun(workbench)
    workbench.evidence.attach(city, 1, [pdf(tmp_path / "Laporan.pdf", "Penetrasi", pages=2)])
    return workbench.root


def regulation(path: Path) -> Path:
    if path.suffix == ".docx":
        return docx(path, "".join(paragraph(line) for line in ARTICLES))
    path.write_text("\n".join(ARTICLES))
    return path


def test_search_finds_what_was_never_read(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--workspace", str(filled), "search", "penetrasi", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert [(hit["document"], hit["page"]) for hit in hits] == [
        ("Laporan.pdf", 1), ("Laporan.pdf", 2),
    ]  # fmt: skip
    assert (hits[0]["text"], hits[0]["marks"]) == ("Penetrasi halaman 1", [[0, 9]])
    assert main(["--workspace", str(filled), "search", '"halaman 2"', "--top", "1"]) == 0
    assert capsys.readouterr().out == "Laporan.pdf, hlm. 2\n  Penetrasi *halaman 2*\n"


def test_search_without_hits(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--workspace", str(filled), "search", "?!"]) == 0
    assert capsys.readouterr().out == "Tidak ditemukan.\n"


@pytest.mark.parametrize("suffix", [".txt", ".docx"])
def test_suggestions_as_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    path = regulation(tmp_path / f"perwali{suffix}")
    assert main(["suggest", str(path), "--indicator", "1", "--top", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [entry["rank"] for entry in found] == [1, 2]
    assert list(found[0]) == ["rank", "article", "page", "score", "quote"]
    assert (found[0]["article"], found[0]["page"]) == ("Pasal 2", 1)
    assert found[0]["quote"] == "Arsitektur SPBE disusun untuk lima tahun."
    assert found[0]["score"] >= found[1]["score"]


def test_suggestions_as_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = regulation(tmp_path / "perwali.txt")
    assert main(["suggest", str(path), "--indicator", "1", "--top", "1"]) == 0
    first, quote = capsys.readouterr().out.splitlines()
    assert first.startswith("1. Pasal 2, hlm. 1 (nilai 0,")
    assert quote.strip() == "*Arsitektur SPBE* disusun untuk lima tahun."


def test_where_a_text_has_no_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "catatan.txt"
    path.write_text("Jaringan kabel kantor diperbaiki.")
    assert main(["suggest", str(path), "--indicator", "1", "--json"]) == 0
    output = capsys.readouterr()
    assert all(entry["article"] is None for entry in json.loads(output.out))
    assert main(["suggest", str(path), "--indicator", "1"]) == 0
    assert "periksa sendiri" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["tidak-ada.txt", "--indicator", "1"], 1, "tidak ditemukan"),
        (["perwali.txt", "--indicator", "48"], 1, "1-47"),
        (["scan.pdf", "--indicator", "1"], 1, "gambar"),
        (["terkunci.pdf", "--indicator", "1"], 1, "sandi"),
        (["perwali.txt"], 2, "--indicator"),
        (["perwali.txt", "--indicator", "1", "--top", "0"], 2, "--top"),
    ],
)
def test_refusals_and_wrong_usage(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    status: int,
    said: str,
) -> None:
    regulation(tmp_path / "perwali.txt")
    pdf(tmp_path / "scan.pdf", "")
    pdf(tmp_path / "terkunci.pdf", locked_with="rahasia")
    monkeypatch.chdir(tmp_path)
    assert main(["suggest", *arguments]) == status
    output = capsys.readouterr()
    assert (output.out, said in output.err) == ("", True)


def test_no_qt_is_imported(filled: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from spbe_desktop.cli import main\n"
        f"main(['--workspace', {str(filled)!r}, 'search', 'penetrasi'])\n"
        f"main(['suggest', {str(regulation(tmp_path / 'a.txt'))!r}, '--indicator', '1'])\n"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=True, capture_output=True)
