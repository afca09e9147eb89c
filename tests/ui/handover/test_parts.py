"""Giving indicators to a colleague, who sees only these."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QListView
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, part_numbers
from assessment.services.workbench import Workbench
from tests.builders import pdf
from tests.ui.handover.conftest import Colleague
from tests.ui.handover.drivers import Finder, HandoverDriver
from ui.models.part_ticks import TickModel, tick_rows
from ui.pages.worksheet import WorksheetPage
from ui.tasks import TaskRunner
from ui.theme import apply_theme, current_theme
from ui.widgets.indicator_tree import IndicatorTree


@pytest.fixture
def shown(page: HandoverDriver, city: Assessment, workbench: Workbench) -> HandoverDriver:
    for number in (3, 14):
        workbench.worksheet.set_unit(city.id, number, "Bappeda")
    page.page.show_assessment(city.id)
    return page


def share(page: HandoverDriver) -> Finder:
    page.press("share", "make")
    return page.wait_for("share-part")


def ticks(dialog: Finder) -> QListView:
    return dialog.find(QListView, "part-ticks")


def tick(dialog: Finder, begins: str) -> None:
    view = ticks(dialog)
    (found,) = (
        view.model().index(row, 0)
        for row in range(view.model().rowCount())
        if str(view.model().index(row, 0).data()).startswith(begins)
    )
    view.scrollTo(found)
    dialog.click_row(view, found)


def test_an_aspect_and_an_indicator_become_a_part(
    shown: HandoverDriver, workbench: Workbench
) -> None:
    shown.accept_proposals()
    dialog = share(shown)
    assert not dialog.enabled("keep")
    tick(dialog, "Aspek Kebijakan Internal")
    tick(dialog, "2 ")
    tick(dialog, "14 ")
    assert dialog.words("part-count") == "10 indikator: 1, 3, 4, 5, 6, 7, 8, 9, 10, 14"
    dialog.type("colleague", "Bagus Wirawan")
    dialog.click("keep")
    assert shown.settle("share").startswith("Berhasil Bagian-SPBE-Kota-Nusa-Damai-2025-untuk-Bagus")
    part = workbench.packages.verify(shown.proposed[0]).manifest.part
    assert part == (1, 3, 4, 5, 6, 7, 8, 9, 10, 14)
    assert shown.receipts().model().rowCount() == 1


def test_a_unit_is_ticked_at_once(shown: HandoverDriver) -> None:
    dialog = share(shown)
    choice = dialog.find(QComboBox, "tick-unit")
    choice.setFocus()
    shown.qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert dialog.words("part-count") == "2 indikator: 3, 14"
    dialog.click("tick-none")
    assert dialog.words("part-count") == "Centang sedikitnya satu indikator."
    assert not dialog.enabled("keep")
    dialog.click("tick-all")
    assert dialog.words("part-count").startswith("47 indikator")
    dialog.click("leave")


def picture(view: QListView, row: int) -> QImage:
    """A row as it is painted, wherever the keyboard is."""
    view.clearSelection()
    view.setCurrentIndex(view.model().index(view.model().rowCount() - 1, 0))
    index = view.model().index(row, 0)
    view.scrollTo(index)
    return view.viewport().grab(view.visualRect(index)).toImage()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }


def test_what_is_ticked_looks_ticked(
    shown: HandoverDriver,
    city: Assessment,
    workbench: Workbench,
    tmp_path: Path,
    qapp: QApplication,
) -> None:
    workbench.evidence.attach(city.id, 1, [pdf(tmp_path / "perwali.pdf")])
    workbench.worksheet.set_unit(city.id, 1, "Dinas Komunikasi dan Informatika" * 3)
    shown.page.show_assessment(city.id)
    dialog = share(shown)
    view, theme = ticks(dialog), current_theme()
    before = [picture(view, row) for row in (0, 1, 2)]
    assert theme.level(2).fill.name() in colours(before[1])
    assert theme.color("alt").name() in colours(before[0])
    assert theme.color("accent").name() not in colours(before[0])
    tick(dialog, "1 ")
    assert picture(view, 2) == before[2]
    assert picture(view, 1) != before[1]
    assert theme.color("accent").name() in colours(picture(view, 0))  # some of the aspect
    tick(dialog, "1 ")
    assert picture(view, 1) == before[1]
    place = view.visualRect(view.currentIndex())
    shown.qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=place.center())
    assert dialog.words("part-count") == "Centang sedikitnya satu indikator."
    apply_theme(qapp, "light", 1.25)
    assert view.visualRect(view.currentIndex()).height() > place.height()
    dialog.click("leave")


def test_space_ticks_where_the_keyboard_is(shown: HandoverDriver) -> None:
    dialog = share(shown)
    view = ticks(dialog)
    view.setFocus()
    shown.qtbot.keyClick(view, Qt.Key.Key_Down)
    shown.qtbot.keyClick(view, Qt.Key.Key_Space)
    assert dialog.words("part-count") == "1 indikator: 1"
    aspect = view.model().index(0, 0).data(Qt.ItemDataRole.CheckStateRole)
    assert aspect == Qt.CheckState.PartiallyChecked
    dialog.click("leave")


def test_a_part_that_cannot_be_written_is_told(shown: HandoverDriver, tmp_path: Path) -> None:
    shown.save_as(tmp_path / "tiada" / "bagian.spbe")
    dialog = share(shown)
    tick(dialog, "1 ")
    dialog.click("keep")
    assert shown.settle("share").startswith("Gagal: ")


def test_a_name_without_suffix_spares_another_part(shown: HandoverDriver, tmp_path: Path) -> None:
    (tmp_path / "bagian.spbe").write_bytes(b"another one")
    shown.save_as(tmp_path / "bagian")
    dialog = share(shown)
    tick(dialog, "1 ")
    dialog.click("keep")
    assert shown.settle("share").startswith("Berhasil bagian (2).spbe")
    assert (tmp_path / "bagian.spbe").read_bytes() == b"another one"


def test_without_a_place_nothing_is_written(shown: HandoverDriver) -> None:
    shown.save_as(None)
    dialog = share(shown)
    tick(dialog, "1 ")
    dialog.click("keep")
    assert not shown.row("share").running()
    assert shown.receipts().model().rowCount() == 0


def test_a_colleague_sees_her_indicators_only(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    colleague: Colleague,
    tasks: TaskRunner,
    tmp_path: Path,
) -> None:
    part = workbench.parts.give(city.id, (2, 14, 15), tmp_path / "bagian.spbe").path
    number = colleague.take(part)
    assert part_numbers(colleague.bench.worksheet.dossier(number).assessment) == (2, 14, 15)
    page = WorksheetPage(colleague.bench, tasks, {})
    qtbot.addWidget(page)
    page.open(number)
    tree = page.findChild(IndicatorTree)
    assert isinstance(tree, IndicatorTree)
    assert [row.number for row in tree.rows.indicators()] == [2, 14, 15]
    assert tree.rows.rowCount() == 2
    assert tree.currentIndex() == tree.rows.index_of(2)
    page.next_indicator()
    assert tree.currentIndex() == tree.rows.index_of(14)
    page.previous_indicator()
    page.previous_indicator()
    assert tree.currentIndex() == tree.rows.index_of(2)
    page.shutdown()


def test_a_part_of_a_part_offers_what_it_holds(
    workbench: Workbench, city: Assessment, colleague: Colleague, tmp_path: Path
) -> None:
    number = colleague.take(workbench.parts.give(city.id, (2, 14), tmp_path / "a.spbe").path)
    dossier = colleague.bench.worksheet.dossier(number)
    instrument = colleague.bench.worksheet.instrument(dossier.assessment)
    model = TickModel(tuple(tick_rows(instrument, dossier)))
    assert [row.numbers for row in model.rows] == [(2,), (2,), (14,), (14,)]
    model.toggle(0)
    assert model.chosen() == (2,)
    model.toggle(1)
    assert model.chosen() == ()
