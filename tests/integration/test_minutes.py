"""The minutes and the consent: letters that say the result as it is, to be signed."""

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from assessment.domain.exchange import ExportKind
from assessment.domain.file_errors import ExportMismatchError, FileRefusedError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.preferences import Letterhead, Signatory
from assessment.domain.progress import SILENT, CancelledError
from assessment.reports.minutes import ConsentExporter, MinutesExporter
from assessment.services.workbench import Workbench
from indicators.instrument import Instrument
from spbe_desktop.cli import main
from tests.builders import (
    CancelAt,
    empty_dossier,
    full_dossier,
    handover,
    official_instrument,
    small_instrument,
)
from tests.pdfs import page_texts

Letter = MinutesExporter | ConsentExporter
LETTERS: list[Letter] = [MinutesExporter(), ConsentExporter()]
EACH = pytest.mark.parametrize("letter", LETTERS, ids=["minutes", "consent"])


@pytest.fixture(scope="module")
def full() -> Handover:
    instrument = official_instrument()
    return handover(instrument, full_dossier(instrument, 3))


@EACH
def test_result_and_names_stand_on_one_page(full: Handover, tmp_path: Path, letter: Letter) -> None:
    path = tmp_path / "surat.pdf"
    letter.write(path, full, SILENT)
    index = index_text(full.result.score.index)
    assert letter.verify(path, full) == f"1 halaman, indeks {index} dan predikat cocok"
    (text,) = page_texts(path)
    assert letter.title in text
    assert f"Indeks SPBE {index} Predikat {full.result.score.grade.name}" in text
    assert "PEMERINTAH KOTA NUSA DAMAI" in text
    assert "10 Juli 2025 Sekretaris Daerah Kota Nusa Damai" in text
    assert "DRAF" not in text
    metadata = pypdf.PdfReader(path).metadata
    assert metadata is not None
    assert metadata.title == f"{letter.title} SPBE Kota Nusa Damai 2025"


def test_the_minutes_hold_every_index_and_all_who_sign(full: Handover, tmp_path: Path) -> None:
    path = tmp_path / "berita-acara.pdf"
    MinutesExporter().write(path, full, SILENT)
    (text,) = page_texts(path)
    assert "Pada hari Kamis tanggal 10 Juli 2025" in text
    for domain in full.result.score.domains:
        assert domain.domain.name in text
        assert index_text(domain.index) in text
    for title in ("Tim Asesor Internal", "Penanggung jawab", "Koordinator SPBE"):
        assert title in text
    assert "Bagus Prakoso" in text
    assert "langkah 470" in text


def test_titles_and_numbers_stand_below_their_own_names_only(
    full: Handover, tmp_path: Path
) -> None:
    coordinator, responsible = full.dossier.assessment.coordinator, "Orang Lain"
    head = replace(
        full.letterhead,
        coordinator=Signatory(coordinator.upper(), "Sekretaris Daerah", "19700101 199503 1 001"),
        responsible=Signatory(responsible, "Kepala Bidang", "198001012005011002"),
    )
    path = tmp_path / "berita-acara.pdf"
    MinutesExporter().write(path, replace(full, letterhead=head), SILENT)
    MinutesExporter().verify(path, replace(full, letterhead=head))
    (text,) = page_texts(path)
    assert "NIP 19700101 199503 1 001" in text
    assert "Sekretaris Daerah" in text
    assert responsible not in text
    assert "198001012005011002" not in text


@EACH
def test_what_is_open_is_named_and_marked(tmp_path: Path, letter: Letter) -> None:
    instrument = official_instrument()
    whole = full_dossier(instrument, 3)
    draft = handover(instrument, replace(whole, answers=whole.answers[:44]))
    path = tmp_path / "surat.pdf"
    letter.write(path, draft, SILENT)
    letter.verify(path, draft)
    text = " ".join(page_texts(path))
    assert "44 dari 47; belum diisi dan dihitung tingkat terendah: 45, 46, 47" in text
    assert "DRAF" in text


@EACH
@pytest.mark.parametrize(
    "instrument", [official_instrument(), small_instrument()], ids=["official", "small"]
)
def test_without_anything_dots_are_left_to_be_filled(
    tmp_path: Path, letter: Letter, instrument: Instrument
) -> None:
    bare = empty_dossier(instrument)
    bare = replace(bare, assessment=replace(bare.assessment, coordinator="", responsible=""))
    given = replace(handover(instrument, bare), letterhead=Letterhead())
    path = tmp_path / "surat.pdf"
    letter.write(path, given, SILENT)
    letter.verify(path, given)
    assert "...................................." in " ".join(page_texts(path))


@EACH
def test_another_result_is_noticed(full: Handover, tmp_path: Path, letter: Letter) -> None:
    path = tmp_path / "surat.pdf"
    letter.write(path, full, SILENT)
    other = handover(official_instrument(), full_dossier(official_instrument(), 8))
    with pytest.raises(ExportMismatchError):
        letter.verify(path, other)
    path.write_bytes(path.read_bytes()[:500])
    with pytest.raises(ExportMismatchError):
        letter.verify(path, full)


@EACH
def test_one_letter_is_not_taken_for_the_other(
    full: Handover, tmp_path: Path, letter: Letter
) -> None:
    path = tmp_path / "surat.pdf"
    letter.write(path, full, SILENT)
    (other,) = (entry for entry in LETTERS if entry is not letter)
    with pytest.raises(ExportMismatchError) as caught:
        other.verify(path, full)
    assert caught.value.difference == other.title


@EACH
def test_stopping_and_a_missing_logo(full: Handover, tmp_path: Path, letter: Letter) -> None:
    path = tmp_path / "surat.pdf"
    with pytest.raises(CancelledError):
        letter.write(path, full, CancelAt(1))
    logo = replace(full.letterhead, logo=tmp_path / "tidak-ada.png")
    with pytest.raises(FileRefusedError):
        letter.write(path, replace(full, letterhead=logo), SILENT)
    assert not path.exists()


@pytest.mark.parametrize("kind", ["minutes", "consent"])
def test_the_command_leaves_a_receipt(
    workbench: Workbench, village: int, tmp_path: Path, kind: str
) -> None:
    target = tmp_path / "surat.pdf"
    words = ["--workspace", str(workbench.root), "export", "--assessment", str(village)]
    assert main([*words, "--to", str(target), "--as", kind]) == 0
    (receipt,) = workbench.handover.receipts(village)
    assert receipt.kind is ExportKind(kind)
    assert (receipt.failure, receipt.size) == ("", target.stat().st_size)
    assert receipt.revision == 1


def test_a_letter_is_a_pdf(
    workbench: Workbench, village: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--workspace", str(workbench.root), "export", "--assessment", str(village)]
    assert main([*words, "--to", str(tmp_path / "surat.csv"), "--as", "minutes"]) == 1
    assert ".csv" in capsys.readouterr().err
    assert main([*words, "--to", str(tmp_path / "surat.pdf"), "--as", "puisi"]) == 2
    assert "puisi" in capsys.readouterr().err
