"""Documents that are in the library already, taken for another indicator."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from assessment.domain.identity import InstitutionKind
from tests.builders import pdf
from tests.ui.worksheet.drivers import Desk, inside
from tests.ui.worksheet.test_evidence import field, labels
from ui.widgets.buttons import Button


def test_the_empty_state_offers_stored_documents(desk: Desk) -> None:
    desk.page.open(desk.city.id, 32)
    assert desk.part(QWidget, "no_evidence").isVisible()
    desk.click("empty_pick")
    dialog = desk.dialog("pick_document")
    keep = inside(dialog, Button, "keep")
    assert not keep.isEnabled()
    desk.qtbot.keyClicks(field(dialog, "pick_search"), "12")
    entries = inside(dialog, QListWidget, "pick_list")
    assert [entries.item(row).isHidden() for row in range(entries.count())].count(False) == 1
    row = next(row for row in range(entries.count()) if not entries.item(row).isHidden())
    entries.setCurrentRow(row)
    desk.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert labels(desk, 32) == ["32.a"]
    assert not desk.part(QWidget, "no_evidence").isVisible()


def test_a_document_of_another_assessment_is_picked_and_taken_back(
    desk: Desk, tmp_path: Path
) -> None:
    other = desk.bench.assessments.start(
        "Kota Lain", InstitutionKind.CITY, 2025, instrument_id=desk.city.instrument_id
    )
    desk.bench.evidence.attach(other.id, 1, [pdf(tmp_path / "sop.pdf", "SOP")])
    desk.click("pick")
    dialog = desk.dialog("pick_document")
    inside(dialog, QListWidget, "pick_list").setCurrentRow(0)
    desk.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    for change in (None, desk.page.undo, desk.page.redo, desk.page.undo):
        if change is not None:
            change()
        shown, stored = desk.page.dossier, desk.bench.worksheet.dossier(desk.city.id)
        assert shown is not None
        assert shown.records() == stored.records()
    assert labels(desk) == ["10.a", "10.b"]


def test_documents_that_are_here_are_not_offered_again(desk: Desk) -> None:
    desk.click("pick")
    dialog = desk.dialog("pick_document")
    assert inside(dialog, QListWidget, "pick_list").count() == 0
    dialog.reject()
