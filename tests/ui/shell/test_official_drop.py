"""An official result dropped anywhere on the window, as the system delivers it."""

from pathlib import Path

import pytest

from assessment.domain.identity import OFFICIAL, Assessment
from assessment.services.workbench import Workbench
from tests.official_reports import Layout, report_pdf
from tests.ui.shell.drivers import INSTRUMENT, WindowDriver
from ui.dialogs.official_result import OfficialResultDialog
from ui.widgets.export_row import ExportRow


@pytest.fixture
def report(workbench: Workbench, tmp_path: Path) -> Path:
    outline = workbench.instruments.outline(INSTRUMENT)
    levels = dict.fromkeys(outline.numbers, 3)
    return report_pdf(tmp_path / "lhe.pdf", outline, levels, Layout("KOTA NUSA DAMAI"))


def dialog(window: WindowDriver) -> WindowDriver:
    row = window.find(ExportRow, "official")
    window.qtbot.waitUntil(lambda: bool(window.window.findChildren(OfficialResultDialog)))
    assert row.isVisible()
    return window


def test_in_an_empty_workspace_it_begins_the_assessment(
    workbench: Workbench, window: WindowDriver, report: Path
) -> None:
    window.open()
    assert window.drop(report)
    dialog(window).click("keep")
    window.qtbot.waitUntil(lambda: bool(workbench.assessments.cards()))
    window.settle()
    made = workbench.assessments.cards()[0].assessment
    assert set(workbench.worksheet.dossier(made.id).levels(OFFICIAL).values()) == {3}
    assert "Kota Nusa Damai" in window.window.windowTitle()
    assert window.shown("contents-card")


@pytest.mark.parametrize("place", ["home", "results"])
def test_on_any_page_it_becomes_the_official_stage(
    workbench: Workbench, city: Assessment, window: WindowDriver, report: Path, place: str
) -> None:
    window.open()
    window.window.show_page(place)
    window.settle()
    assert window.drop(report)
    dialog(window).click("keep")
    window.qtbot.waitUntil(lambda: bool(workbench.worksheet.dossier(city.id).levels(OFFICIAL)))
    window.settle()
    assert len(workbench.assessments.cards()) == 1


def test_a_file_that_cannot_be_read_here_is_not_welcome(
    window: WindowDriver, tmp_path: Path
) -> None:
    window.open()
    assert not window.drop(tmp_path / "catatan.docx")
    assert not window.window.findChildren(OfficialResultDialog)
