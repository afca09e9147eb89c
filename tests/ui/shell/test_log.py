"""Riwayat of a whole assessment: reached from two places, narrowed, copied, doubted."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from assessment.domain.exchange import ExportKind
from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.workspace import Workspace
from tests.ui.shell.drivers import Driver, WindowDriver
from ui.models.log import AFTER, BEFORE, WHAT, WHO, LogModel
from ui.widgets.message import Message
from ui.widgets.tabs import TabStrip


@pytest.fixture
def worked(workbench: Workbench, city: Assessment) -> Assessment:
    workbench.worksheet.write(city.id, 10, TextPart.FACT, "Perwali 12/2023\nPasal 4")
    workbench.worksheet.undo(city.id)
    workbench.preferences.save(replace(workbench.preferences.load(), person="Sari Lestari"))
    workbench.worksheet.choose_level(city.id, 32, 2)
    return city


def opened(qtbot: QtBot, window: WindowDriver) -> Driver:
    """The dialog from Pengaturan, once it has been read."""
    window.click("rail_settings")
    window.click("settings_log")
    log = Driver(qtbot, window.find(QDialog, "log"))
    qtbot.waitUntil(lambda: log.find(Message, "log_chain").kind() != "info")
    return log


def cells(log: Driver, *columns: int) -> list[tuple[str, ...]]:
    model = log.find(QTableView, "log_table").model()
    return [
        tuple(model.index(row, column).data() for column in columns)
        for row in range(model.rowCount())
    ]


def test_everything_that_was_done_the_newest_first(
    qtbot: QtBot, worked: Assessment, window: WindowDriver
) -> None:
    log = opened(qtbot, window)
    rows = cells(log, WHO, WHAT, BEFORE, AFTER)
    assert rows[0] == ("Sari Lestari", "Memilih tingkat · Tingkat", "4", "2")
    assert rows[1] == (
        "Rani Puspita",
        "Menulis teks (diurungkan) · Fakta",
        "Perwali 12/2023 Pasal 4",
        "–",
    )
    assert rows[-1][1] == "Memulai penilaian · Penilaian"
    told = log.find(Message, "log_chain")
    assert told.kind() == "ok"
    assert log.text("log_count") == f"{len(rows)} perubahan"
    assert "Kota Nusa Damai 2024" in log.root.windowTitle()


def test_it_is_narrowed_by_words_person_and_indicator(
    qtbot: QtBot, worked: Assessment, window: WindowDriver
) -> None:
    log = opened(qtbot, window)
    log.choose("log_who", "Sari Lestari")
    assert len(cells(log, WHO)) == 1
    log.choose("log_who", "Semua orang")
    log.type("log_text", "pasal PERWALI")
    qtbot.waitUntil(lambda: len(cells(log, WHO)) == 2)
    assert log.text("log_count").startswith("2 dari ")
    log.type("log_text", "tidak ada")
    qtbot.waitUntil(lambda: not cells(log, WHO))
    assert not log.find(QPushButton, "log_export").isEnabled()


def test_from_the_history_of_an_indicator_it_begins_there(
    qtbot: QtBot, worked: Assessment, window: WindowDriver
) -> None:
    window.window.open_assessment(worked.id, 10)
    window.find(TabStrip, "dock_tabs").setCurrentIndex(3)
    window.click("whole_log")
    log = Driver(qtbot, window.find(QDialog, "log"))
    qtbot.waitUntil(lambda: len(cells(log, WHO)) > 0)
    model = log.find(QTableView, "log_table").model()
    indicators = {
        model.index(row, 0).data(Qt.ItemDataRole.UserRole).indicator
        for row in range(model.rowCount())
    }
    assert indicators == {10}


@pytest.mark.parametrize("name", ["riwayat.csv", "riwayat.xlsx"])
def test_what_is_shown_is_copied(
    qtbot: QtBot,
    workbench: Workbench,
    worked: Assessment,
    window: WindowDriver,
    tmp_path: Path,
    name: str,
) -> None:
    log = opened(qtbot, window)
    log.choose("log_who", "Sari Lestari")
    log.click("log_export")
    dialog = log.find(QFileDialog, "log_target")
    dialog.fileSelected.emit(str(tmp_path / name))
    dialog.close()
    qtbot.waitUntil(lambda: log.shown("log_told"))
    assert log.find(Message, "log_told").title().startswith("Berhasil: 1 perubahan")
    assert (tmp_path / name).stat().st_size > 0
    (receipt,) = workbench.handover.receipts(worked.id)
    assert (receipt.kind, receipt.path.name) == (ExportKind.LOG, name)
    qtbot.waitUntil(log.find(QPushButton, "log_export").isEnabled)


def test_a_copy_that_cannot_be_written_is_told_in_the_dialog(
    qtbot: QtBot, worked: Assessment, window: WindowDriver, tmp_path: Path
) -> None:
    log = opened(qtbot, window)
    log.click("log_export")
    dialog = log.find(QFileDialog, "log_target")
    assert dialog.selectedFiles()[0].endswith("Riwayat-SPBE-Kota-Nusa-Damai-2024.xlsx")
    dialog.fileSelected.emit(str(tmp_path / "tidak" / "ada.csv"))
    dialog.close()
    qtbot.waitUntil(lambda: log.shown("log_told"))
    told = log.find(Message, "log_told")
    assert (told.kind(), told.title()) == ("error", "Tidak dapat ditulis")
    qtbot.waitUntil(log.find(QPushButton, "log_export").isEnabled)


def test_a_log_that_was_touched_is_told(
    qtbot: QtBot, workbench: Workbench, worked: Assessment, window: WindowDriver
) -> None:
    with closing(sqlite3.connect(Workspace(workbench.root).database)) as database, database:
        database.execute("UPDATE step SET who = 'Orang Lain' WHERE id = 2")
    told = opened(qtbot, window).find(Message, "log_chain")
    assert (told.kind(), told.title()) == ("error", "Riwayat diubah di luar program")
    assert "Langkah 2 (" in told.text()


def test_without_an_assessment_there_is_nothing_to_show(
    qtbot: QtBot, workbench: Workbench, window: WindowDriver
) -> None:
    window.click("rail_settings")
    window.click("settings_log")
    assert not window.root.findChildren(QDialog, "log")


def test_what_evaluators_did_names_their_stage(workbench: Workbench, city: Assessment) -> None:
    workbench.worksheet.choose_level(city.id, 10, 3, stage="document")
    model = LogModel(workbench.log.lines(city.id)[0].at)
    model.show(workbench.log.lines(city.id))
    told = {model.index(row, WHAT).data() for row in range(model.rowCount())}
    assert "Memilih tingkat · Tingkat (Penilaian Dokumen)" in told
    assert "Memilih tingkat · Tingkat" in told


def test_the_words_of_a_cell_stand_on_one_line(
    qtbot: QtBot, workbench: Workbench, worked: Assessment
) -> None:
    model = LogModel(workbench.log.lines(worked.id)[0].at)
    model.show(workbench.log.lines(worked.id))
    model.narrow("pasal", "", None)
    assert model.index(1, AFTER).data() == "Perwali 12/2023 Pasal 4"
    tip = model.index(1, AFTER).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "Perwali 12/2023\nPasal 4"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Waktu"
