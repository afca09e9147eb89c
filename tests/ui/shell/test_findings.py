"""Findings in the window: counted in the rail, cured on other pages; folders dropped anywhere."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog

from assessment.domain.findings import FindingKind
from assessment.domain.identity import Assessment
from assessment.domain.records import Citation
from assessment.services.workbench import Workbench
from tests.builders import pdf
from tests.ui.shell.drivers import WindowDriver
from ui.models.review import count_open
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.rail import RailButton
from ui.widgets.review_row import ReviewRowWidget


def test_a_dropped_folder_of_evidence_is_shown_on_kirim(
    city: Assessment, window: WindowDriver, tmp_path: Path
) -> None:
    assert city.year == 2024
    place = tmp_path / "bukti"
    place.mkdir()
    (place / "12.b.Laporan.txt").write_text("Laporan")
    window.open()
    assert window.drop(place)
    window.qtbot.waitUntil(lambda: window.window.findChild(QDialog, "folder-preview") is not None)
    assert window.window.pages.currentWidget() is window.window.pages.handover


def test_the_rail_counts_findings(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    badge = window.find(RailButton, "rail_review")
    window.qtbot.waitUntil(lambda: badge.count() > 0)
    before = badge.count()
    assert badge.accessibleDescription() == f"{before} temuan"
    window.rail("worksheet")
    window.window.pages.worksheet.open(city.id, 10)
    window.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    window.qtbot.waitUntil(lambda: badge.count() != before)
    assert badge.count() == count_open(workbench.review.glance(city.id))
    assert not window.window.grab().isNull()


def test_without_an_assessment_there_is_nothing_to_count(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    badge = window.find(RailButton, "rail_review")
    window.qtbot.waitUntil(lambda: badge.count() > 0)
    workbench.assessments.remove(city.id)
    window.window.pages.home.refresh()
    window.window.pages.home.changed.emit()
    assert badge.count() == 0
    assert not badge.isEnabled()


def test_undo_on_periksa_takes_a_waiver_back(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.rail("review")
    page = window.window.pages.review
    window.qtbot.waitUntil(lambda: bool(page.findChildren(ReviewRowWidget)))
    findings = workbench.review.glance(city.id).open
    workbench.review.waive(city.id, findings[:1], "Alasan")
    window.window.activateWindow()
    window.qtbot.waitUntil(window.window.isActiveWindow)
    QTest.keyClick(window.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workbench.review.glance(city.id).waived == ()
    window.settle()


def test_a_wrong_quote_leads_to_its_citation(
    workbench: Workbench, city: Assessment, window: WindowDriver, tmp_path: Path
) -> None:
    papers = [pdf(tmp_path / f"{name}.pdf", name) for name in ("satu", "dua")]
    taken = workbench.evidence.attach(city.id, 1, papers).taken
    quote = "kata yang tidak ada"
    workbench.evidence.cite(Citation("", city.id, 1, taken[1].sha256, 2, 1, "", "1", quote))
    workbench.search.index_missing()
    window.open()
    window.rail("review")
    page = window.window.pages.review
    window.qtbot.waitUntil(lambda: bool(page.findChildren(ReviewRowWidget)))
    rows = page.findChildren(ReviewRowWidget)
    row = next(row for row in rows if row.row.kind is FindingKind.QUOTE_NOT_ON_PAGE)
    cure = row.findChild(QAbstractButton, "cure")
    assert cure is not None
    window.qtbot.mouseClick(cure, Qt.MouseButton.LeftButton)
    worksheet = window.window.pages.worksheet
    assert worksheet.indicator == 1
    current = window.find(EvidenceList, "evidence_list").current()
    assert current is not None
    assert current.document.sha256 == taken[1].sha256
    assert window.find(QAbstractButton, "edit_citation").isVisible()


def test_a_finding_leads_to_its_indicator(city: Assessment, window: WindowDriver) -> None:
    window.open()
    window.rail("review")
    page = window.window.pages.review
    window.qtbot.waitUntil(lambda: bool(page.findChildren(ReviewRowWidget)))
    first = page.findChildren(ReviewRowWidget)[0].row
    window.click("cure")
    worksheet = window.window.pages.worksheet
    assert window.window.pages.currentWidget() is worksheet
    assert worksheet.assessment_id == city.id
    assert first.findings
