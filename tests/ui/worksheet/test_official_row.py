"""The official wording stands folded under the levels once the workspace has it."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from assessment.domain.official import OfficialPart
from tests.official_made import guideline_pdf, regulation_pdf
from tests.ui.worksheet.drivers import INSTRUMENT, Desk
from ui.pages.worksheet import WorksheetPage
from ui.tasks import TaskRunner
from ui.widgets.hint_row import HintRow


def words(desk: Desk) -> list[str]:
    return [label.text() for label in desk.page.findChildren(QLabel) if label.isVisible()]


def give(desk: Desk, folder: Path) -> None:
    outline = desk.bench.instruments.outline(INSTRUMENT)
    read = desk.bench.official.read
    read(INSTRUMENT, OfficialPart.CRITERIA, regulation_pdf(folder / "permen.pdf", outline))
    read(INSTRUMENT, OfficialPart.EVIDENCE, guideline_pdf(folder / "pedoman.pdf", outline))


def test_without_a_copy_there_is_no_row(desk: Desk) -> None:
    desk.page.refresh_official()
    assert not desk.part(HintRow, "level_3_official").isVisible()
    assert "Naskah resmi" not in " ".join(words(desk))


def test_the_wording_of_a_level_unfolds_and_folds(desk: Desk, tmp_path: Path) -> None:
    give(desk, tmp_path)
    desk.page.refresh_official()
    row = desk.part(HintRow, "level_3_official")
    assert row.isVisible()
    assert row.accessibleName().startswith("Naskah resmi: Kriteria 10.3 sudah berkelanjutan")
    assert not any("Pemenuhan 10.3" in text for text in words(desk))
    desk.click("level_3_official")
    shown = words(desk)
    assert "Kriteria menurut Peraturan Menteri PANRB Nomor 59 Tahun 2020" in shown
    assert any(text.startswith("Pemenuhan 10.3 ada di dokumen.\n\n1) ") for text in shown)
    selectable = [
        label for label in desk.page.findChildren(QLabel) if label.text().startswith("Pemenuhan 10")
    ]
    assert selectable[0].textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    desk.click("level_3_official")
    desk.qtbot.waitUntil(lambda: not any("Pemenuhan 10.3" in text for text in words(desk)))


def test_another_indicator_shows_its_own_wording_folded(desk: Desk, tmp_path: Path) -> None:
    give(desk, tmp_path)
    desk.page.refresh_official()
    desk.click("level_3_official")
    desk.click("next")
    row = desk.part(HintRow, "level_1_official")
    assert row.accessibleName().startswith("Naskah resmi: Kriteria 11.1 ")
    assert not any("Pemenuhan" in text for text in words(desk))


def test_what_was_removed_is_gone(desk: Desk, tmp_path: Path) -> None:
    give(desk, tmp_path)
    desk.page.refresh_official()
    for part in OfficialPart:
        desk.bench.official.remove(INSTRUMENT, part)
    desk.page.refresh_official()
    assert not desk.part(HintRow, "level_3_official").isVisible()


def test_without_an_assessment_nothing_is_read(desk: Desk) -> None:
    tasks = TaskRunner()
    page = WorksheetPage(desk.bench, tasks, {})
    desk.qtbot.addWidget(page)
    page.refresh_official()
    assert page.assessment_id == 0
    assert page.shutdown()
    assert tasks.shutdown()
