from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import Assessment
from assessment.services.takeover import Takeover
from assessment.services.workbench import Workbench
from tests.ui.handover.conftest import Edit
from tests.ui.handover.drivers import HandoverDriver
from ui.dialogs.import_preview import ImportPreview
from ui.tasks import TaskRunner


@pytest.fixture
def shown(page: HandoverDriver, city: Assessment) -> HandoverDriver:
    page.page.show_assessment(city.id)
    return page


def test_differences_are_shown_before_anything_is_stored(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, edit: Edit
) -> None:
    before = workbench.worksheet.dossier(city.id)
    preview = shown.preview(edit({"Tingkat Mandiri 1": 3, "Fakta 3": "Diatur.", "Target 1": 4}))
    rows = {(row[1], row[2]): row for row in preview.rows()}
    level = rows["1  Kebijakan Internal Arsitektur SPBE", "Tingkat"]
    assert level[0].startswith("Penilaian!")
    assert level[3:] == ["2", "3", "Ubah"]
    fact = rows["3  Kebijakan Internal Manajemen Data", "Fakta"]
    assert fact[3:] == ["", "Diatur.", "Tambah"]
    assert workbench.worksheet.dossier(city.id) == before


def test_what_is_ticked_is_stored_in_one_step(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, edit: Edit
) -> None:
    preview = shown.preview(edit({"Tingkat Mandiri 1": 3, "Fakta 3": "Diatur."}))
    preview.tick(0)
    assert preview.apply_text() == "Terapkan 1 perubahan"
    with shown.qtbot.waitSignal(shown.page.changed) as changed:
        preview.click("apply")
    dossier = workbench.worksheet.dossier(city.id)
    assert dossier.answer(1).level == 2
    assert dossier.answer(3).fact == "Diatur."
    assert changed.args is not None
    assert changed.args[0].indicators == (3,)
    assert shown.row("import").outcome() == "Berhasil 1 perubahan dari dari-rekan.xlsx diterapkan"
    workbench.worksheet.undo(city.id)
    assert workbench.worksheet.dossier(city.id).answer(3).fact == ""


def test_a_removal_is_not_ticked_and_says_why(shown: HandoverDriver, edit: Edit) -> None:
    preview = shown.preview(edit({"Tingkat Mandiri 1": None}))
    assert preview.rows()[0][5] == "Hapus"
    assert not preview.ticked(0)
    assert preview.apply_text() == "Terapkan 0 perubahan"
    assert preview.message("reason").isVisible()
    assert "dihapus" in preview.message("reason").text()
    preview.table.setFocus()
    shown.qtbot.keyClick(preview.table, Qt.Key.Key_Space)
    assert preview.ticked(0)
    assert preview.apply_text() == "Terapkan 1 perubahan"


def test_what_was_changed_here_meanwhile_is_not_ticked(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, edit: Edit
) -> None:
    source = edit({"Tingkat Mandiri 1": 3})
    workbench.worksheet.choose_level(city.id, 1, 4)
    preview = shown.preview(source)
    assert not preview.ticked(0)
    assert "sudah diubah di sini" in preview.message("reason").text()


def test_filters_and_ticking_what_is_shown(shown: HandoverDriver, edit: Edit) -> None:
    preview = shown.preview(
        edit({"Tingkat Mandiri 1": 3, "Tingkat Mandiri 2": None, "Fakta 3": "Diatur."})
    )
    preview.click("filter-removed")
    assert [row[5] for row in preview.rows()] == ["Hapus"]
    preview.click("tick-shown")
    assert preview.apply_text() == "Terapkan 3 perubahan"
    preview.click("filter-removed")
    preview.click("untick-shown")
    assert preview.apply_text() == "Terapkan 0 perubahan"
    preview.click("filter-cautious")
    assert len(preview.rows()) == 1


def test_a_workbook_without_differences_says_so(shown: HandoverDriver, workbook: Path) -> None:
    preview = shown.preview(workbook)
    assert preview.message("statement").title() == "Tidak ada perbedaan"
    preview.click("close")
    assert shown.row("import").outcome() == "Tidak ada yang diubah."


def test_an_unknown_assessment_is_made_anew(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, workbook: Path
) -> None:
    workbench.assessments.remove(city.id)
    preview = shown.preview(workbook)
    statement = preview.message("statement")
    assert statement.title() == "Penilaian ini belum ada di sini: akan dibuat"
    assert statement.text().startswith("Isinya 2 tingkat")
    with shown.qtbot.waitSignal(shown.page.changed) as changed:
        preview.click("apply")
    assert changed.args is not None
    made = workbench.worksheet.dossier(changed.args[0].assessment_id)
    assert made.levels() == {1: 2, 2: 1}
    assert made.assessment.institution == "Kota Nusa Damai"


def test_a_failure_while_storing_keeps_the_dialog(
    shown: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    edit: Edit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preview = shown.preview(edit({"Tingkat Mandiri 1": 3}))

    def full(*_: object) -> None:
        raise StorageError(StorageProblem.FULL, workbench.root)

    with monkeypatch.context() as patch:
        patch.setattr(Takeover, "apply", full)
        preview.click("apply")
        shown.qtbot.waitUntil(lambda: preview.message("apply-failure").isVisible())
    assert preview.message("apply-failure").title() == "Disk penuh"
    assert workbench.worksheet.dossier(city.id).answer(1).level == 2
    with shown.qtbot.waitSignal(shown.page.changed):
        preview.click("apply")
    assert workbench.worksheet.dossier(city.id).answer(1).level == 3


def test_our_own_fault_while_storing_goes_to_the_window(
    shown: HandoverDriver,
    tasks: TaskRunner,
    edit: Edit,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    preview = shown.preview(edit({"Tingkat Mandiri 1": 3}))

    def break_down(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Takeover, "apply", break_down)
    with shown.qtbot.waitSignal(tasks.failed):
        preview.click("apply")
    assert shown.row("import").outcome() == "Tidak ada yang diubah."


def test_faulty_cells_are_all_named_and_can_be_copied(shown: HandoverDriver, edit: Edit) -> None:
    refusal = shown.refuse(edit({"Tingkat Mandiri 3": "tiga", "Tingkat Mandiri 4": 6}))
    assert refusal.title() == "2 sel tidak dapat dibaca"
    assert "dari-rekan.xlsx" in refusal.text()
    faults = shown.faults()
    assert len(faults) == 2
    assert "tiga" in faults[0]
    shown.click("copy-faults")
    assert shown.clipboard().splitlines() == faults


def test_a_truncated_workbook_is_refused(
    shown: HandoverDriver, workbook: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "terpotong.xlsx"
    broken.write_bytes(workbook.read_bytes()[:5000])
    refusal = shown.refuse(broken)
    assert refusal.title() == "Buku kerja tidak dapat dibaca"
    assert shown.faults() == []


def test_a_refusal_is_seen_in_a_low_window(shown: HandoverDriver, tmp_path: Path) -> None:
    shown.page.resize(1000, 480)
    broken = tmp_path / "rusak.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    refusal = shown.refuse(broken)
    shown.qtbot.waitUntil(lambda: not refusal.visibleRegion().isEmpty())


def test_another_workbook_is_refused_and_the_next_choice_works(
    shown: HandoverDriver, workbook: Path, tmp_path: Path
) -> None:
    other = tmp_path / "anggaran.xlsx"
    openpyxl.Workbook().save(other)
    assert shown.refuse(other).title() == "Buku kerja tidak dapat dibaca"
    shown.choose_file(workbook)
    shown.click("choose-again")
    shown.settle("import")
    assert isinstance(shown.root.findChild(ImportPreview), ImportPreview)
    assert shown.message("refusal").isHidden() or not shown.message("refusal").isVisible()


def test_no_file_chosen_reads_nothing(shown: HandoverDriver) -> None:
    before = shown.row("import").outcome()
    shown.choose_file(None)
    shown.press("import", "make")
    assert shown.settle("import") == before


def test_a_dropped_workbook_is_read(shown: HandoverDriver, workbook: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(workbook))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, content, left, none)
    QApplication.sendEvent(shown.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(shown.page, QDropEvent(QPointF(5, 5), copy, content, left, none))
    shown.settle("import")
    assert isinstance(shown.root.findChild(ImportPreview), ImportPreview)


def test_of_several_dropped_files_the_others_are_named(
    shown: HandoverDriver, workbook: Path
) -> None:
    def drop(*paths: Path) -> None:
        content = QMimeData()
        content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        shown.page.dropEvent(QDropEvent(QPointF(5, 5), copy, content, left, none))
        shown.settle("import")

    drop(workbook, workbook.with_name("bagian-2.spbe"), workbook.with_name("bagian-3.spbe"))
    told = shown.message("other-files")
    assert told.title() == "Satu per satu: kertas-kerja.xlsx dibuka dahulu"
    assert told.text() == "Letakkan sesudahnya: bagian-2.spbe, bagian-3.spbe"
    drop(workbook)
    assert told.isHidden()


def test_a_dragged_text_is_not_welcome(shown: HandoverDriver) -> None:
    content = QMimeData()
    content.setText("bukan berkas")
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, none
    )
    enter.ignore()
    QApplication.sendEvent(shown.page, enter)
    assert not enter.isAccepted()
