"""Periksa ruang kerja in Pengaturan says whether everything is whole, and what is not."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import Progress
from assessment.services.workbench import Workbench
from assessment.storage.workspace import Workspace
from tests.ui.shell.drivers import Driver
from ui.tasks import TaskRunner
from ui.widgets.message import Message
from ui.widgets.workspace_check import WorkspaceCheck


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


@pytest.fixture
def form(qtbot: QtBot, workbench: Workbench, tasks: TaskRunner) -> Driver:
    panel = WorkspaceCheck(workbench.diagnosis, tasks)
    qtbot.addWidget(panel)
    panel.button.setParent(panel)
    panel.resize(800, 300)
    panel.show()
    return Driver(qtbot, panel)


def start(bench: Workbench, count: int = 1) -> None:
    for year in range(2025, 2025 + count):
        bench.assessments.start(
            "Kota Sukamaju", InstitutionKind.CITY, year, instrument_id="permenpanrb-59-2020"
        )


def outcome(qtbot: QtBot, form: Driver) -> Message:
    form.click("settings_check")
    qtbot.waitUntil(lambda: form.shown("check_outcome"))
    qtbot.waitUntil(form.find(QPushButton, "settings_check").isEnabled)
    return form.find(Message, "check_outcome")


def test_all_is_well(qtbot: QtBot, workbench: Workbench, form: Driver) -> None:
    start(workbench)
    told = outcome(qtbot, form)
    assert (told.kind(), told.title()) == ("ok", "Ruang kerja utuh")
    assert told.text() == "0 dokumen (0 B) dan 1 langkah riwayat diperiksa."
    assert not form.shown("check_progress")


def test_what_does_no_harm_is_told_beside_it(
    qtbot: QtBot, workbench: Workbench, form: Driver
) -> None:
    start(workbench)
    for number in range(10):
        (Workspace(workbench.root).evidence / f"sisa-{number}").write_bytes(b"x")
    told = outcome(qtbot, form)
    assert (told.kind(), told.title()) == ("info", "Ruang kerja utuh")
    assert told.text().count("Berkas tanpa rujukan") == 8
    assert told.text().endswith("… dan 2 lainnya.")


def test_what_is_wrong_is_told_with_its_remedy(
    qtbot: QtBot, workbench: Workbench, form: Driver
) -> None:
    start(workbench)
    with closing(sqlite3.connect(Workspace(workbench.root).database)) as database, database:
        database.execute("UPDATE step SET who = 'Orang Lain'")
    told = outcome(qtbot, form)
    assert (told.kind(), told.title()) == ("error", "Ruang kerja bermasalah")
    assert "Langkah 1 (" in told.text()
    assert "Orang Lain" in told.text()
    assert outcome(qtbot, form).kind() == "error"


def test_it_can_be_stopped(
    qtbot: QtBot, workbench: Workbench, form: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(progress: Progress) -> None:
        while True:
            progress.step(1, 100, "a.pdf")

    monkeypatch.setattr(type(workbench.diagnosis), "examine", staticmethod(endless))
    form.click("settings_check")
    qtbot.waitUntil(lambda: form.shown("check_progress"))
    form.click("cancel")
    qtbot.waitUntil(form.find(QPushButton, "settings_check").isEnabled)
    assert not form.shown("check_outcome")
    assert not form.shown("check_progress")
