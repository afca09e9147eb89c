"""A city of which only the official result (LHE) is known, wherever its index is told."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.official_reports import report_pdf
from tests.ui.shell.drivers import INSTRUMENT, WindowDriver
from ui.widgets.assessment_card import AssessmentCard
from ui.widgets.chip import StateChip
from ui.widgets.index_card import IndexCard
from ui.widgets.message import Message


@pytest.fixture
def measured(workbench: Workbench, tmp_path: Path) -> Assessment:
    """Level 3 everywhere, printed; nobody has assessed anything."""
    outline = workbench.instruments.outline(INSTRUMENT)
    levels = dict.fromkeys(outline.numbers, 3)
    desk = workbench.official_results
    desk.apply(desk.preview(report_pdf(tmp_path / "lhe.pdf", outline, levels)), levels)
    return workbench.assessments.cards()[0].assessment


def test_beranda_and_the_status_bar(measured: Assessment, window: WindowDriver) -> None:
    window.open()
    (card,) = window.window.pages.home.findChildren(AssessmentCard)
    told = card.accessibleDescription()
    assert told.startswith("3,00 Baik, Hasil Resmi, Laporan Hasil Evaluasi (LHE)")
    assert f"{measured.year}  ·  Hasil Resmi: 3,00 Baik" in window.text("continue_history")
    assert window.attention() == {}
    assert window.text("status_index") == "3,00"
    assert (window.text("status_grade"), window.text("status_stage")) == ("Baik", "Hasil Resmi")
    assert not window.find(QWidget, "status_filled").isVisible()


def test_hasil_and_kirim(measured: Assessment, window: WindowDriver) -> None:
    window.open()
    window.rail("results")
    (card,) = window.window.findChildren(IndexCard)
    assert window.text("index") == "3,00"
    assert card.findChildren(StateChip)[0].text() == "Hasil Resmi"
    assert not window.shown("unanswered")
    window.rail("handover")
    window.settle()
    verdict = window.find(Message, "verdict")
    window.qtbot.waitUntil(verdict.isVisible)
    assert verdict.title() == "Hanya hasil resmi"


def test_the_first_own_level_begins_the_self_assessment(
    measured: Assessment, workbench: Workbench, window: WindowDriver
) -> None:
    window.open()
    workbench.worksheet.choose_level(measured.id, 1, 2)
    window.window.open_assessment(measured.id)
    window.rail("home")
    card = window.window.pages.home.findChildren(AssessmentCard)[-1]
    assert "Penilaian Mandiri, 1/47 terisi" in card.accessibleDescription()
    window.qtbot.waitUntil(lambda: "46 indikator belum diisi" in window.attention())
    assert window.find(QWidget, "status_filled").isVisible()
