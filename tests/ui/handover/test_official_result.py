"""An official result on Kirim: dropped, confirmed row by row, recorded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from assessment.domain.records import OFFICIAL, Assessment
from assessment.services.workbench import Workbench
from tests.official_reports import Layout, report_pdf
from tests.ui.handover.drivers import INSTRUMENT, Finder, HandoverDriver
from ui.dialogs.official_result import OfficialResultDialog
from ui.widgets.page_strip import PageStrip

Make = Callable[[Layout], Path]


@pytest.fixture
def levels(workbench: Workbench) -> dict[int, int]:
    outline = workbench.instruments.outline(INSTRUMENT)
    return {number: (number * number + number // 3) % 5 + 1 for number in outline.numbers}


@pytest.fixture
def make(workbench: Workbench, tmp_path: Path, levels: dict[int, int]) -> Make:
    outline = workbench.instruments.outline(INSTRUMENT)
    return lambda layout: report_pdf(tmp_path / "lhe.pdf", outline, levels, layout)


def drop(page: HandoverDriver, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    page.page.dropEvent(QDropEvent(QPointF(10, 10), action, mime, buttons, keys))


def dropped(page: HandoverDriver, path: Path) -> Finder:
    drop(page, path)
    page.settle("official")
    dialog = page.root.findChild(OfficialResultDialog)
    assert isinstance(dialog, OfficialResultDialog), page.row("official").outcome()
    finder = Finder(page.qtbot, dialog)
    strip = finder.find(PageStrip, "page-strip")
    page.qtbot.waitUntil(lambda: not strip.is_empty())
    return finder


def saved(workbench: Workbench, number: int) -> dict[int, int]:
    return workbench.worksheet.dossier(number).levels(OFFICIAL)


def test_sound_report_is_recorded_with_one_click(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="KOTA NUSA DAMAI", year=2025)))
    assert dialog.message("verdict").kind() == "ok"
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels
    assert "dicatat" in page.row("official").outcome()


def test_doubtful_rows_are_confirmed_and_corrected_first(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    wrong = {2: str(levels[2] % 5 + 1)}
    layout = Layout(
        institution="PEMERINTAH KOTA NUSA DAMAI",
        year=2025,
        printed=wrong,
        without=frozenset({47}),
    )
    dialog = dropped(page, make(layout))
    assert dialog.message("verdict").kind() == "warn"
    assert not dialog.enabled("keep")
    table = dialog.find(QTableView, "official-rows")
    assert table.currentIndex().row() == 0
    dialog.click("as-read")
    assert table.currentIndex().row() == 1
    dialog.click(f"level-{levels[2]}")
    while table.currentIndex().row() < len(levels) - 1:
        here = table.currentIndex().row()
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.currentIndex().row() > here
    assert not dialog.enabled("keep")
    assert "Tidak ditemukan" in dialog.words("where")
    qtbot.keyClick(table, Qt.Key.Key_9)  # no level
    qtbot.keyClick(table, Qt.Key.Key_Return)  # nothing was read
    assert not dialog.enabled("keep")
    qtbot.keyClick(table, str(levels[47]))
    assert dialog.message("verdict").kind() == "ok"
    states = {table.model().index(row, 4).data() for row in (0, 1, 46)}
    assert states == {"Dipastikan", "Diperbaiki"}
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels


def test_nothing_is_recorded_when_it_is_left(
    workbench: Workbench, city: Assessment, page: HandoverDriver, make: Make
) -> None:
    page.page.show_assessment(city.id)
    dropped(page, make(Layout(institution="KOTA NUSA DAMAI", year=2025))).click("leave")
    assert not saved(workbench, city.id)
    assert page.row("official").outcome() == "Tidak ada yang diubah."


def test_another_document_is_refused_in_words(
    city: Assessment, page: HandoverDriver, tmp_path: Path
) -> None:
    page.page.show_assessment(city.id)
    other = tmp_path / "rusak.pdf"
    other.write_bytes(b"%PDF-1.4 tanpa isi")
    drop(page, other)
    page.settle("official")
    assert "rusak atau terpotong" in page.row("official").outcome()
    assert page.root.findChild(OfficialResultDialog) is None


def test_name_that_was_not_read_is_asked_for(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="", year=2025)))
    assert not dialog.enabled("keep")
    dialog.type("institution", "Pemerintah Kota Nusa Damai")
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels


def test_failure_to_store_is_told_in_the_dialog(
    workbench: Workbench, city: Assessment, page: HandoverDriver, make: Make
) -> None:
    page.page.show_assessment(city.id)
    path = make(Layout(institution="KOTA NUSA DAMAI", year=2025))
    dialog = dropped(page, path)
    path.unlink()
    dialog.click("keep")
    page.qtbot.waitUntil(lambda: dialog.message("verdict").kind() == "error")
    assert not saved(workbench, city.id)
