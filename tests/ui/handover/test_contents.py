import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from assessment.domain.checks import Finding
from assessment.domain.identity import Assessment
from assessment.domain.progress import Progress
from assessment.services.review import Review
from assessment.services.workbench import Workbench
from tests.ui.handover.conftest import Colleague
from tests.ui.handover.drivers import HandoverDriver
from ui.tasks import TaskRunner
from ui.widgets.checklist import Checklist
from ui.widgets.progress_panel import ProgressPanel


def test_says_what_is_handed_in(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    page.wait_for_check()
    lines = page.checklist()
    assert lines[0].startswith("Tingkat dipilih 2/47. 3, 4, 5")
    assert lines[1] == (
        "Klaim didukung syarat 1/2. Indikator 1: dipilih 2, syarat yang dicentang mendukung 1"
    )
    assert lines[2] == "Berkas bukti 0/0. Belum ada bukti"
    assert lines[3] == "Disetujui penanggung jawab 0/47"
    assert lines[4] == "Indeks dihitung ulang 1,01"


def test_what_blocks_is_counted_and_the_first_is_a_click_away(
    page: HandoverDriver, city: Assessment
) -> None:
    page.page.show_assessment(city.id)
    verdict = page.wait_for_check()
    assert (verdict.kind(), verdict.title()) == ("warn", "Belum dapat diserahkan")
    assert verdict.text().startswith("47 temuan menghalangi")
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.click("open-first")
    assert asked.args == [1]


def test_findings_stand_under_their_weight_and_lead_to_their_indicator(
    page: HandoverDriver, city: Assessment
) -> None:
    page.page.show_assessment(city.id)
    page.wait_for_check()
    found = page.findings()
    assert found[0] == "Menghalangi penyerahan (47)"
    assert found[1] == (
        "1 · Tingkat belum didukung syarat. Dipilih 2, syarat yang dicentang mendukung 1"
    )
    view = page.find(QListView, "findings")
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.click_row(view, view.model().index(3, 0))
    assert asked.args == [3]
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.keyClick(view, Qt.Key.Key_Down)
        page.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [4]


def test_a_heading_leads_nowhere(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    page.wait_for_check()
    view = page.find(QListView, "findings")
    with page.qtbot.assertNotEmitted(page.page.indicator_requested):
        page.click_row(view, view.model().index(0, 0))


def test_a_line_of_the_checklist_leads_to_its_cure(page: HandoverDriver, city: Assessment) -> None:
    page.page.show_assessment(city.id)
    page.wait_for_check()
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.mouseClick(page.check_line(0), Qt.MouseButton.LeftButton)
    assert asked.args == [3]
    with page.qtbot.waitSignal(page.page.indicator_requested) as asked:
        page.qtbot.keyClick(page.check_line(1), Qt.Key.Key_Space)
    assert asked.args == [1]


def test_a_lost_evidence_file_is_named(
    page: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> None:
    source = tmp_path / "laporan.txt"
    source.write_text("Laporan bandwidth", encoding="utf-8")
    workbench.evidence.attach(city.id, 1, [source])
    (document,) = workbench.evidence.documents()
    stored = next((workbench.root / "evidence").rglob(document.sha256))
    stored.unlink()
    page.page.show_assessment(city.id)
    page.wait_for_check()
    assert page.checklist()[2] == "Berkas bukti 0/1. 1.a laporan.txt tidak dapat dibaca"


def test_nothing_blocks_when_everything_is_proven(
    page: HandoverDriver, city: Assessment, workbench: Workbench
) -> None:
    for number in range(1, 48):
        workbench.worksheet.choose_level(city.id, number, 1)
    page.page.show_assessment(city.id)
    verdict = page.wait_for_check()
    assert (verdict.kind(), verdict.title()) == ("ok", "Siap diserahkan")
    assert page.checklist()[0] == "Tingkat dipilih 47/47"


def test_a_long_check_shows_how_far_it_is_and_can_be_stopped(
    page: HandoverDriver, city: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()

    def look(_review: Review, _number: int, progress: Progress) -> tuple[Finding, ...]:
        progress.step(3, 9, "laporan.pdf")
        go_on.wait(10)
        progress.step(4, 9, "peraturan.pdf")
        return ()

    panel = page.find(ProgressPanel, "check-progress")
    with monkeypatch.context() as patch:
        patch.setattr(Review, "findings", look)
        page.page.show_assessment(city.id)
        page.qtbot.waitUntil(panel.isVisible)
        assert page.checklist()[2] == "Berkas bukti …/0. Berkas sedang diperiksa"
        page.qtbot.mouseClick(panel.cancel_button, Qt.MouseButton.LeftButton)
        go_on.set()
        verdict = page.wait_for_check()
    assert verdict.title() == "Pemeriksaan belum selesai"
    assert panel.isHidden()
    page.click("check-again")
    page.qtbot.waitUntil(lambda: verdict.title() == "Belum dapat diserahkan")


def test_a_check_that_breaks_down_goes_to_the_window(
    page: HandoverDriver, city: Assessment, tasks: TaskRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Review, "findings", look)
    with page.qtbot.waitSignal(tasks.failed):
        page.page.show_assessment(city.id)
    assert page.message("verdict").title() == "Pemeriksaan belum selesai"


def test_another_assessment_does_not_keep_the_findings_of_the_first(
    page: HandoverDriver, city: Assessment, workbench: Workbench
) -> None:
    page.page.show_assessment(city.id)
    page.wait_for_check()
    other = workbench.assessments.start(
        "Kota Baru", city.kind, 2025, instrument_id=city.instrument_id
    )
    page.page.show_assessment(other.id)
    assert page.findings() == []
    page.wait_for_check()
    assert page.checklist()[1] == "Klaim didukung syarat 0/0"


def test_a_part_is_handed_in_without_an_index(
    page: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    colleague: Colleague,
    tmp_path: Path,
) -> None:
    given = workbench.parts.give(city.id, (1, 2, 3), tmp_path / "bagian.spbe").path
    number = colleague.take(given)
    handover = colleague.bench.handover.handover(number)
    lines = page.page.findChild(Checklist)
    assert lines is not None
    lines.show_handover(handover, ())
    assert page.checklist()[0] == "Tingkat dipilih 2/3. 3 belum diisi"
    assert page.checklist()[3:] == [
        "Disetujui penanggung jawab 0/3",
        "Indeks dihitung ulang –. Bagian tidak mempunyai indeks sendiri",
    ]
