"""A package on Beranda: dropped or chosen, checked on Kirim, worked on in Penilaian."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel

from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_workbench
from tests.ui.shell.drivers import WindowDriver
from ui.widgets.action_row import ActionRow
from ui.widgets.assessment_card import AssessmentCard
from ui.widgets.export_row import ExportRow
from ui.widgets.indicator_tree import IndicatorTree
from ui.widgets.message import Message


@pytest.fixture
def part(tmp_path: Path, workbench: Workbench) -> Path:
    """Indicators 14 and 15 of an assessment on another machine."""
    other = open_workbench(tmp_path / "koordinator", preferences=workbench.preferences)
    made = other.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="permenpanrb-59-2020"
    )
    return other.parts.give(made.id, (14, 15), tmp_path / "bagian.spbe").path


def test_a_part_that_is_dropped_on_beranda_is_worked_on(
    window: WindowDriver, workbench: Workbench, part: Path
) -> None:
    window.open()
    assert window.drop(part)
    pages = window.window.pages
    assert pages.currentWidget() is pages.handover

    def shown() -> bool:
        dialog = pages.handover.findChild(QDialog, "package-view")
        return dialog is not None and dialog.isVisible()

    window.qtbot.waitUntil(shown, timeout=20_000)
    window.click("keep")
    window.qtbot.waitUntil(lambda: pages.currentWidget() is pages.worksheet, timeout=20_000)
    tree = pages.worksheet.findChild(IndicatorTree)
    assert isinstance(tree, IndicatorTree)
    assert [row.number for row in tree.rows.indicators()] == [14, 15]
    assert not window.shown("close_stage")  # that is for who gave the part out
    assert window.text("status_institution") == "Kota Sukamaju · 2025"
    assert window.text("status_filled").endswith("/2 indikator bagian ini")
    assert not window.find(QLabel, "status_index").isVisible()
    window.rail("review")
    window.settle()
    assert not window.shown("review_close")
    window.rail("handover")
    window.settle()
    verdict = window.find(Message, "verdict")
    window.qtbot.waitUntil(verdict.isVisible)
    assert verdict.title() == "Bagian untuk dikembalikan"
    rows = [window.find(ExportRow, f"export-{name}") for name in ("spbe", "pdf", "minutes")]
    assert [row.make_button.isEnabled() for row in rows] == [True, False, False]
    assert rows[1].outcome().startswith("Bagian tidak mempunyai indeks")
    window.rail("home")
    assert window.find(ActionRow, "attention_unanswered").text() == "2 indikator belum diisi"
    (card,) = window.window.findChildren(AssessmentCard)
    assert card.accessibleDescription().startswith("Bagian, Penilaian Mandiri, ")
    window.settle()


def test_a_damaged_package_leaves_beranda_empty(
    window: WindowDriver, workbench: Workbench, part: Path
) -> None:
    part.write_bytes(part.read_bytes()[:-100])
    window.open()
    assert window.drop(part)
    window.settle()
    assert workbench.assessments.cards() == ()
    window.rail("home")
    assert window.shown("start_form")


def test_an_evaluator_hands_nothing_in_of_what_is_final(
    window: WindowDriver, workbench: Workbench, part: Path, tmp_path: Path
) -> None:
    other = open_workbench(tmp_path / "koordinator", preferences=workbench.preferences)
    other.worksheet.choose_level(1, 1, 1)
    whole = other.packages.export(1, tmp_path / "utuh.spbe").path
    number = workbench.packages.take_over(workbench.packages.preview(whole)).assessment_id
    window.open()
    window.window.open_assessment(number)
    window.rail("review")
    window.settle()
    assert not window.shown("review_hand_in")
    window.rail("handover")
    window.settle()
    verdict = window.find(Message, "verdict")
    window.qtbot.waitUntil(verdict.isVisible)
    assert verdict.title() == "Penilaian Mandiri sudah final"
