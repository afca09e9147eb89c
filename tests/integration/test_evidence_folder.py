"""The evidence folder with real files: written, verified, replaced; surveyed and taken in."""

import errno
import hashlib
import os
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.evidence_folder import INDEX_PDF, INDEX_WORKBOOK, SUMS
from assessment.domain.exchange import ExportKind
from assessment.domain.file_errors import ExportMismatchError, FileProblem, FileRefusedError
from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import CancelledError
from assessment.exchange.evidence_folder import IndexWorkbook
from assessment.reports.evidence_index import IndexPdf
from assessment.services.workbench import Workbench
from tests.builders import CancelAt, pdf

SHIPPED = "permenpanrb-59-2020"
OWN = {INDEX_WORKBOOK, INDEX_PDF, SUMS}


@pytest.fixture
def city(workbench: Workbench, tmp_path: Path) -> int:
    """Two files: one at indicators 1 and 10, one at 10 only."""
    papers = tmp_path / "asal"
    papers.mkdir()
    made = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    )
    rule = pdf(papers / "Perwali-12-2023.pdf", "Pasal 4", pages=2)
    report = pdf(papers / "Laporan Reviu <baru>.pdf", "Reviu")
    workbench.evidence.attach(made.id, 10, [rule, report])
    workbench.evidence.attach(made.id, 1, [rule])
    return made.id


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "keluar" / "Bukti-SPBE"


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


FILES = {"1.a.Peraturan-12-2023.pdf", "10.b.Laporan-Reviu-baru.pdf"}


def test_a_folder_with_index_and_receipt(workbench: Workbench, city: int, target: Path) -> None:
    receipt = workbench.evidence_folder.export(city, target)
    assert names(target) == FILES | OWN
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert (receipt.kind, receipt.path, receipt.failure) == (ExportKind.EVIDENCE, target, "")
    assert receipt.summary == "2 berkas untuk 3 bukti cocok"
    assert receipt.size == sum((target / name).stat().st_size for name in FILES)
    assert receipt.sha256 == hashlib.sha256((target / SUMS).read_bytes()).hexdigest()
    assert workbench.handover.receipts(city) == (receipt,)


def test_the_hashes_are_those_of_the_system(workbench: Workbench, city: int, target: Path) -> None:
    workbench.evidence_folder.export(city, target)
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", SUMS],
        cwd=target,
        capture_output=True,
        check=True,
        text=True,
    )
    assert len(done.stdout.splitlines()) == 4


def test_the_index_names_every_use(workbench: Workbench, city: int, target: Path) -> None:
    workbench.evidence_folder.export(city, target)
    sheet = openpyxl.load_workbook(target / INDEX_WORKBOOK).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    table = [row for row in rows if row[0] in {"1.a", "10.a", "10.b"}]
    rule = "1.a.Peraturan-12-2023.pdf"
    assert [(row[0], row[1], row[4], row[5]) for row in table] == [
        ("1.a", 1, rule, "10.a"),
        ("10.a", 10, rule, "1.a"),
        ("10.b", 10, "10.b.Laporan-Reviu-baru.pdf", None),
    ]
    with pypdfium2.PdfDocument(target / INDEX_PDF) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert "2 berkas melayani 3 bukti" in text
    assert "10.b.Laporan-Reviu-baru.pdf" in text.replace("\r\n", "")


def test_parts_by_size(workbench: Workbench, city: int, target: Path) -> None:
    workbench.evidence_folder.export(city, target, part_size=1)
    first, second = sorted(FILES)
    assert names(target) == {f"Bagian-1/{first}", f"Bagian-2/{second}"} | OWN


def test_an_assessment_without_evidence(workbench: Workbench, target: Path) -> None:
    made = workbench.assessments.start(
        "Kota Kosong", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    )
    receipt = workbench.evidence_folder.export(made.id, target)
    assert names(target) == OWN
    assert receipt.summary == "0 berkas untuk 0 bukti cocok"


def test_our_own_folder_is_replaced(workbench: Workbench, city: int, target: Path) -> None:
    workbench.evidence_folder.export(city, target)
    report = workbench.worksheet.dossier(city).evidence(10)[1].document
    workbench.evidence.detach(city, 10, report.sha256)
    again = workbench.evidence_folder.export(city, target)
    assert again.path == target
    assert names(target) == {"1.a.Peraturan-12-2023.pdf"} | OWN
    assert [path.name for path in target.parent.iterdir()] == [target.name]


@pytest.mark.parametrize("kind", ["other", "added", "file", "link", "unreadable"])
def test_anything_else_is_left_alone(
    workbench: Workbench, city: int, target: Path, kind: str
) -> None:
    target.parent.mkdir()
    if kind == "file":
        target.write_text("sendiri")
    elif kind == "link":
        target.symlink_to(target.parent / "tidak ada")
    else:
        target.mkdir()
        (target / "catatan.txt").write_text("sendiri")
    if kind == "added":
        (target / SUMS).write_text("")
    if kind == "unreadable":
        (target / SUMS).write_bytes(b"\xff\xfe")
    receipt = workbench.evidence_folder.export(city, target)
    assert receipt.path == target.with_name("Bukti-SPBE (2)")
    assert names(receipt.path) == FILES | OWN
    if kind not in {"file", "link"}:
        assert (target / "catatan.txt").read_text() == "sendiri"


def test_a_stored_file_that_is_gone(workbench: Workbench, city: int, target: Path) -> None:
    report = workbench.worksheet.dossier(city).evidence(10)[1].document
    stored = workbench.root / "evidence" / report.sha256[:2] / report.sha256
    stored.unlink()
    with pytest.raises(FileRefusedError) as caught:
        workbench.evidence_folder.export(city, target)
    assert (caught.value.path, caught.value.problem) == (Path(report.name), FileProblem.MISSING)
    assert list(target.parent.iterdir()) == []
    assert workbench.handover.receipts(city)[0].failure == "FileRefusedError"


def test_a_stored_file_that_changed(workbench: Workbench, city: int, target: Path) -> None:
    report = workbench.worksheet.dossier(city).evidence(10)[1].document
    stored = workbench.root / "evidence" / report.sha256[:2] / report.sha256
    stored.chmod(0o644)
    stored.write_bytes(b"lain")
    with pytest.raises(FileRefusedError) as caught:
        workbench.evidence_folder.export(city, target)
    assert caught.value.problem is FileProblem.DAMAGED


def test_a_full_disk_leaves_the_old_folder(
    workbench: Workbench, city: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench.evidence_folder.export(city, target)
    before = (target / SUMS).read_bytes()

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError) as caught:
        workbench.evidence_folder.export(city, target)
    assert caught.value.problem is StorageProblem.FULL
    monkeypatch.undo()
    assert (target / SUMS).read_bytes() == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert workbench.handover.receipts(city)[0].failure == "TargetError"


def test_what_the_disk_gives_back_differently(
    workbench: Workbench, city: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil(descriptor: int) -> None:
        os.pwrite(descriptor, b"?", 0)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(ExportMismatchError):
        workbench.evidence_folder.export(city, target)
    assert not target.exists()


@pytest.mark.parametrize("writer", [IndexWorkbook, IndexPdf])
def test_an_index_that_reads_back_differently(
    workbench: Workbench, city: int, target: Path, monkeypatch: pytest.MonkeyPatch, writer: Any
) -> None:
    write = writer.write

    def spoil(self: Any, path: Path, index: Any) -> None:
        other = workbench.assessments.start(
            "Kota Lain", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
        )
        empty = workbench.worksheet.dossier(other.id)
        write(self, path, type(index)(index.instrument, empty, (), index.now))

    monkeypatch.setattr(writer, "write", spoil)
    with pytest.raises(ExportMismatchError):
        workbench.evidence_folder.export(city, target)
    assert not target.exists()


def test_an_index_that_cannot_be_opened(
    workbench: Workbench, city: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IndexPdf, "write", lambda _self, path, _index: path.write_text("rusak"))
    with pytest.raises(ExportMismatchError):
        workbench.evidence_folder.export(city, target)
    assert not target.exists()


def test_the_old_folder_comes_back_where_the_new_one_cannot_stand(
    workbench: Workbench, city: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workbench.evidence_folder.export(city, target)
    rename = Path.rename

    def refuse_new(self: Path, other: Path) -> Path:
        if self.name.endswith(".sebagian"):
            raise OSError(errno.EBUSY, "Device or resource busy")
        return rename(self, other)

    monkeypatch.setattr(Path, "rename", refuse_new)
    with pytest.raises(StorageError) as caught:
        workbench.evidence_folder.export(city, target)
    assert caught.value.problem is StorageProblem.BUSY
    assert names(target) == FILES | OWN
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_target_that_is_no_place(workbench: Workbench, city: int, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(StorageError):
        workbench.evidence_folder.export(city, tmp_path / "berkas" / "Bukti")


@pytest.mark.parametrize("moment", [0, 1, 2, 4])
def test_cancelling_leaves_nothing(
    workbench: Workbench, city: int, target: Path, moment: int
) -> None:
    with pytest.raises(CancelledError):
        workbench.evidence_folder.export(city, target, CancelAt(moment))
    assert list(target.parent.iterdir()) == []
    assert workbench.handover.receipts(city) == ()


# The way in


def test_the_way_out_and_in_again(
    workbench: Workbench, city: int, village: int, target: Path
) -> None:
    workbench.evidence_folder.export(city, target)
    survey = workbench.evidence_intake.survey(village, target)
    assert survey.refusals == ()
    workbench.evidence_intake.take_in(village, survey.arrivals)
    found = {
        entry.label: entry.document.sha256
        for number in (1, 10)
        for entry in workbench.worksheet.dossier(village).evidence(number)
    }
    dossier = workbench.worksheet.dossier(city)
    assert found == {
        "1.a": dossier.evidence(1)[0].document.sha256,
        "10.b": dossier.evidence(10)[1].document.sha256,
    }
