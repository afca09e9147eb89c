from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from assessment.domain.exchange import ExportKind
from assessment.domain.identity import Assessment
from assessment.domain.records import ActionItem
from assessment.services.workbench import Workbench
from tests.ui.handover.drivers import HandoverDriver
from ui.tasks import TaskRunner
from ui.widgets.export_group import ExportGroup

LEADERS = ("summary", "comparison", "plan", "plan_table")


def shown(page: HandoverDriver, *names: str) -> list[bool]:
    return [page.row(f"export-{name}").isVisible() for name in names]


def title_of(page: HandoverDriver, group: str) -> QAbstractButton:
    found = page.find(ExportGroup, group).findChild(QAbstractButton, "unfold")
    assert isinstance(found, QAbstractButton)
    return found


def test_the_rest_is_folded_until_it_is_wanted(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    assert shown(page, "xlsx", "pdf", "folder", "spbe") == [True] * 4
    assert shown(page, *LEADERS, "minutes", "consent", "csv", "json") == [False] * 8
    page.qtbot.mouseClick(title_of(page, "group-leaders"), Qt.MouseButton.LeftButton)
    assert shown(page, *LEADERS) == [True] * 4
    assert shown(page, "minutes", "csv") == [False] * 2
    page.qtbot.keyClick(title_of(page, "group-leaders"), Qt.Key.Key_Space)
    assert shown(page, *LEADERS) == [False] * 4


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (ExportKind.SUMMARY, "Ringkasan-SPBE-Kota-Nusa-Damai-2025.pdf"),
        (ExportKind.COMPARISON, "Perbandingan-SPBE-Kota-Nusa-Damai-2025.pdf"),
        (ExportKind.PLAN, "Rencana-Aksi-SPBE-Kota-Nusa-Damai-2025.pdf"),
        (ExportKind.PLAN_TABLE, "Rencana-Aksi-SPBE-Kota-Nusa-Damai-2025.xlsx"),
        (ExportKind.MINUTES, "Berita-Acara-SPBE-Kota-Nusa-Damai-2025.pdf"),
        (ExportKind.CONSENT, "Persetujuan-Publikasi-SPBE-Kota-Nusa-Damai-2025.pdf"),
    ],
)
def test_what_leaders_need_and_sign_is_made(
    page: HandoverDriver, city: Assessment, workbench: Workbench, kind: ExportKind, name: str
) -> None:
    workbench.planning.keep(ActionItem(city.id, 2, 3))
    page.page.show_assessment(city.id)
    page.accept_proposals()
    assert page.export(kind).startswith("Berhasil ")
    assert page.proposed == [page.exports / name]
    (receipt,) = workbench.handover.receipts(city.id)
    assert (receipt.kind, receipt.path.name) == (kind, name)
    assert receipt.path.read_bytes().startswith((b"%PDF-", b"PK"))


@pytest.mark.parametrize("kind", [ExportKind.PLAN, ExportKind.PLAN_TABLE])
def test_without_a_plan_nobody_is_asked_for_a_file(
    page: HandoverDriver, city: Assessment, workbench: Workbench, kind: ExportKind
) -> None:
    page.page.show_assessment(city.id)
    page.accept_proposals()
    page.page.start_export(kind)
    assert page.obstacle(kind) == "Belum ada rencana aksi; susun di Hasil, Jalan termurah"
    assert page.proposed == []
    assert workbench.handover.receipts(city.id) == ()
    workbench.planning.keep(ActionItem(city.id, 2, 3))
    page.page.show_assessment(city.id)
    assert page.obstacle(kind) == ""


def test_what_is_asked_for_from_elsewhere_unfolds(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    page.save_as(None)
    page.page.start_export(ExportKind.SUMMARY)
    assert shown(page, "summary", "minutes") == [True, False]


def test_a_summary_that_cannot_be_written_is_told(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    page.page.show_assessment(city.id)
    page.save_as(tmp_path / "tiada" / "ringkasan.pdf")
    assert page.export(ExportKind.SUMMARY).startswith("Gagal: ")


def test_a_receipt_of_a_file_that_is_gone_is_told_in_its_row(
    page: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> None:
    workbench.handover.export(city.id, tmp_path / "data.json").path.unlink()
    page.page.show_assessment(city.id)
    view = page.receipts()
    page.click_row(view, view.model().index(0, 0))
    page.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert shown(page, "json") == [True]
    assert page.row("export-json").outcome().startswith("Gagal: berkas tidak dapat dibuka")


def test_a_copy_of_the_log_that_is_gone_has_no_row_to_tell_it(
    page: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    tasks: TaskRunner,
    tmp_path: Path,
) -> None:
    log = workbench.log
    target = tmp_path / "riwayat.csv"
    log.export(workbench.handover, city.id, log.lines(city.id), target).path.unlink()
    page.page.show_assessment(city.id)
    view = page.receipts()
    page.click_row(view, view.model().index(0, 0))
    with page.qtbot.waitSignal(tasks.failed) as told:
        page.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert isinstance(told.args, list)
    assert told.args[0].path == target


def test_without_an_assessment_everything_that_needs_one_waits(
    page: HandoverDriver, city: Assessment, tmp_path: Path
) -> None:
    page.page.preview_import(tmp_path)
    waiting = ("export-xlsx", "export-spbe", "export-minutes", "share", "intake")
    rows = [page.row(name) for name in waiting]
    assert {row.outcome() for row in rows} == {"Mulai atau buka penilaian dahulu"}
    assert not any(row.make_button.isEnabled() for row in rows)
    assert page.row("package").make_button.isEnabled()
    page.page.show_assessment(city.id)
    assert page.row("export-xlsx").outcome() == "Belum pernah dibuat"
    assert page.row("share").outcome().startswith("Bagian yang kembali")
    assert page.row("intake").outcome().startswith("Tempat setiap berkas")
    assert all(row.make_button.isEnabled() for row in rows)
