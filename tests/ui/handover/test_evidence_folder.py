"""The evidence folder on Kirim: made, opened, read."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QFileDialog, QLabel, QTableView
from pytestqt.qtbot import QtBot

from assessment.domain.exchange import ExportKind
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.identity import Assessment
from assessment.domain.progress import Progress
from assessment.services.evidence_intake import EvidenceIntake
from assessment.services.workbench import Workbench
from tests.builders import pdf
from tests.ui.handover.drivers import Finder, HandoverDriver
from ui.dialogs.folder_preview import FolderPreview
from ui.tasks import TaskRunner
from ui.widgets.part_choice import PartChoice

NAME = "Bukti-SPBE-Kota-Nusa-Damai-2025"


@pytest.fixture
def papers(workbench: Workbench, city: Assessment, tmp_path: Path) -> None:
    workbench.evidence.attach(city.id, 1, [pdf(tmp_path / "Perwali-12-2023.pdf", "Pasal 4")])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "dari-dinas"
    place.mkdir()
    pdf(place / "12.b.Laporan.pdf", "Laporan")
    pdf(place / "3.a.Notula.pdf", "Notula")
    (place / "catatan.txt").write_text("tanpa nomor")
    return place


def choose_place(patch: pytest.MonkeyPatch, place: Path | None) -> None:
    def answer(*_: object) -> str:
        return str(place) if place else ""

    patch.setattr(QFileDialog, "getExistingDirectory", answer)


def preview(page: HandoverDriver, folder: Path) -> Finder:
    page.page.preview_import(folder)
    page.settle("intake")
    dialog = page.root.findChild(FolderPreview)
    assert isinstance(dialog, FolderPreview), page.row("intake").outcome()
    return Finder(page.qtbot, dialog)


def lines(dialog: Finder) -> list[tuple[str, str]]:
    model = dialog.find(QTableView, "arrivals").model()
    return [
        (str(model.index(row, 0).data()), str(model.index(row, 1).data()))
        for row in range(model.rowCount())
    ]


def test_a_folder_is_made_and_opened(
    page: HandoverDriver,
    city: Assessment,
    papers: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened: list[Path],
) -> None:
    assert papers is None
    choose_place(monkeypatch, tmp_path)
    page.page.show_assessment(city.id)
    page.press("export-folder", "make")
    assert "1 berkas untuk 1 bukti cocok" in page.settle("export-folder")
    assert (tmp_path / NAME / "1.a.Peraturan-12-2023.pdf").is_file()
    page.press("export-folder", "open")
    assert opened == [tmp_path / NAME]


def test_nobody_wants_a_folder_after_all(
    page: HandoverDriver,
    city: Assessment,
    papers: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert papers is None
    choose_place(monkeypatch, None)
    page.page.show_assessment(city.id)
    page.press("export-folder", "make")
    assert page.settle("export-folder") == "Belum pernah dibuat"
    assert not (tmp_path / NAME).exists()


def test_without_evidence_there_is_nothing_to_make(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    assert page.obstacle(ExportKind.EVIDENCE) == "Belum ada bukti yang dilampirkan"


def test_a_full_disk_leaves_the_old_folder(
    page: HandoverDriver,
    city: Assessment,
    papers: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert papers is None
    choose_place(monkeypatch, tmp_path)
    page.page.show_assessment(city.id)
    page.press("export-folder", "make")
    page.settle("export-folder")

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    page.press("export-folder", "make")
    outcome = page.settle("export-folder")
    monkeypatch.undo()
    assert outcome.startswith("Gagal")
    assert f"Folder lama {NAME} tetap utuh" in outcome


def test_a_folder_is_shown_before_it_is_attached(
    page: HandoverDriver, city: Assessment, folder: Path, workbench: Workbench, qtbot: QtBot
) -> None:
    page.page.show_assessment(city.id)
    dialog = preview(page, folder)
    assert lines(dialog) == [
        ("catatan.txt", "Nama tidak diawali nomor indikator dan huruf"),
        ("3.a.Notula.pdf", "3.a  Kebijakan Internal Manajemen Data"),
        ("12.b.Laporan.pdf", "12.b  Peta Rencana SPBE"),
    ]
    assert dialog.find(QLabel, "folder-count").text() == (
        "2 berkas akan dilampirkan, 1 tidak dipakai."
    )
    assert workbench.worksheet.dossier(city.id).attachments == ()
    assert not dialog.root.grab().isNull()
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert page.settle("intake") == "Berhasil 2 berkas dilampirkan"
    labels = [
        entry.label
        for number in (3, 12)
        for entry in workbench.worksheet.dossier(city.id).evidence(number)
    ]
    assert labels == ["3.a", "12.b"]


def test_what_is_there_already_is_said(
    page: HandoverDriver, city: Assessment, folder: Path, workbench: Workbench
) -> None:
    survey = workbench.evidence_intake.survey(city.id, folder)
    workbench.evidence_intake.take_in(city.id, survey.arrivals)
    page.page.show_assessment(city.id)
    preview(page, folder).click("keep")
    page.qtbot.waitUntil(lambda: "2 sudah ada" in page.row("intake").outcome())
    assert page.settle("intake") == "Berhasil 0 berkas dilampirkan · 2 sudah ada"


def test_a_file_that_is_gone_by_now_is_named(
    page: HandoverDriver, city: Assessment, folder: Path
) -> None:
    page.page.show_assessment(city.id)
    dialog = preview(page, folder)
    (folder / "3.a.Notula.pdf").unlink()
    dialog.click("keep")
    page.qtbot.waitUntil(lambda: "3.a.Notula.pdf" in page.row("intake").outcome())
    assert page.settle("intake").startswith("Berhasil 1 berkas dilampirkan")


def test_nothing_is_attached_without_consent(
    page: HandoverDriver, city: Assessment, folder: Path, workbench: Workbench
) -> None:
    page.page.show_assessment(city.id)
    preview(page, folder).click("leave")
    assert page.settle("intake") == "Tidak ada yang dilampirkan."
    assert workbench.worksheet.dossier(city.id).attachments == ()


def test_a_folder_without_official_names(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    (tmp_path / "lain").mkdir()
    page.page.show_assessment(city.id)
    dialog = preview(page, tmp_path / "lain")
    assert lines(dialog) == []
    assert not dialog.find(QAbstractButton, "keep").isEnabled()


def test_a_folder_is_chosen(
    page: HandoverDriver, city: Assessment, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.page.show_assessment(city.id)
    choose_place(monkeypatch, None)
    page.press("intake", "make")
    assert page.root.findChild(FolderPreview) is None
    choose_place(monkeypatch, folder)
    page.press("intake", "make")
    page.settle("intake")
    assert page.root.findChild(FolderPreview) is not None


def test_without_an_assessment_a_folder_waits(page: HandoverDriver, folder: Path) -> None:
    page.page.preview_import(folder)
    assert not page.row("intake").running()
    assert page.root.findChild(FolderPreview) is None


def test_reading_a_folder_can_be_stopped(
    page: HandoverDriver, city: Assessment, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def survey(_intake: object, _number: int, _folder: Path, progress: Progress) -> None:
        while True:
            progress.step(1, 2, "12.b.Laporan.pdf")

    monkeypatch.setattr(EvidenceIntake, "survey", survey)
    page.page.show_assessment(city.id)
    page.page.preview_import(folder)
    page.page.preview_import(folder)  # one at a time
    page.qtbot.waitUntil(page.row("intake").cancel_button.isVisible)
    page.press("intake", "cancel")
    assert page.settle("intake") == "Dibatalkan; tidak ada yang dilampirkan."


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (FileRefusedError(Path("Notula.pdf"), FileProblem.MISSING), "Gagal"),
        (ValueError("our fault"), ""),
    ],
)
def test_a_failure_is_told(
    page: HandoverDriver,
    city: Assessment,
    folder: Path,
    tasks: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
    error: Exception,
    outcome: str,
) -> None:
    told: list[Exception] = []
    tasks.failed.connect(told.append)

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(EvidenceIntake, "survey", fail)
    page.page.show_assessment(city.id)
    page.page.preview_import(folder)
    said = page.settle("intake")
    assert said.startswith(outcome)
    assert told == ([] if outcome else [error])


def test_the_table_keeps_the_rules_of_qt(
    page: HandoverDriver, city: Assessment, folder: Path
) -> None:
    page.page.show_assessment(city.id)
    model = preview(page, folder).find(QTableView, "arrivals").model()
    first = model.index(0, 0)
    assert (model.rowCount(first), model.columnCount(first)) == (0, 0)
    assert model.data(QModelIndex()) is None
    assert model.data(first, Qt.ItemDataRole.DecorationRole) is None
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Indikator"


@pytest.mark.parametrize(
    ("chosen", "parts"), [("Tanpa batas", {"."}), ("Bagian 100 MB", {"Bagian-1", "Bagian-2"})]
)
def test_parts_are_as_large_as_chosen(
    page: HandoverDriver,
    workbench: Workbench,
    city: Assessment,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    chosen: str,
    parts: set[str],
) -> None:
    for number, size in ((1, 90_000_000), (2, 20_000_000)):
        large = tmp_path / f"rekaman-{number}.zip"
        with large.open("wb") as file:
            file.truncate(size + number)
        workbench.evidence.attach(city.id, number, [large])
    page.page.show_assessment(city.id)
    choice = page.root.findChild(QComboBox, "part_size")
    assert choice is not None
    assert choice.currentText() == "Bagian 2 GiB"
    choice.setCurrentText(chosen)
    choose_place(monkeypatch, tmp_path)
    page.row("export-folder").make_button.click()
    page.settle("export-folder")
    files = (tmp_path / NAME).rglob("*.zip")
    assert {path.parent.relative_to(tmp_path / NAME).as_posix() for path in files} == parts


@pytest.mark.parametrize(("kept", "shown"), [("500000000", "Bagian 500 MB"), ("7", "Bagian 2 GiB")])
def test_the_size_of_parts_is_remembered(qtbot: QtBot, kept: str, shown: str) -> None:
    choice = PartChoice(kept)
    qtbot.addWidget(choice)
    assert choice.currentText() == shown
    choice.setCurrentText("Bagian 100 MB")
    assert choice.size_chosen() == 100_000_000
