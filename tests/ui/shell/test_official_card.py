"""Naskah resmi in Pengaturan: PDFs are chosen, refused beside their rows, removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.progress import Progress
from assessment.services.workbench import Workbench
from tests.builders import pdf
from tests.official_made import guideline_pdf, regulation_pdf
from tests.ui.shell.drivers import INSTRUMENT, Driver
from ui.tasks import TaskRunner
from ui.widgets.message import Message
from ui.widgets.official_card import OfficialCard

Made = tuple[Driver, OfficialCard]


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.shutdown()


@pytest.fixture
def made(qtbot: QtBot, workbench: Workbench, tasks: TaskRunner) -> Made:
    card = OfficialCard(workbench.official, tasks)
    qtbot.addWidget(card)
    card.resize(880, 300)
    card.show()
    return Driver(qtbot, card), card


def choose(form: Driver, part: str, path: Path) -> None:
    form.click(f"official_{part}_choose")
    dialog = form.find(QFileDialog, "choose_official")
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_a_chosen_pdf_is_read_and_named(made: Made, workbench: Workbench, tmp_path: Path) -> None:
    form, card = made
    assert form.text("official_criteria_state") == "Belum ada"
    assert not form.shown("official_criteria_remove")
    outline = workbench.instruments.outline(INSTRUMENT)
    with form.qtbot.waitSignal(card.official_changed):
        choose(form, "criteria", regulation_pdf(tmp_path / "permen.pdf", outline))
    with form.qtbot.waitSignal(card.official_changed):
        choose(form, "evidence", guideline_pdf(tmp_path / "pedoman.pdf", outline))
    found = "47 indikator × 5 tingkat ditemukan di "
    assert form.text("official_criteria_state") == f"{found}permen.pdf"
    assert form.text("official_evidence_state") == f"{found}pedoman.pdf"
    with form.qtbot.waitSignal(card.official_changed):
        form.click("official_criteria_remove")
    assert form.text("official_criteria_state") == "Belum ada"
    assert form.text("official_evidence_state") == f"{found}pedoman.pdf"
    assert not form.shown("official_criteria_remove")


def test_what_was_not_found_is_named(made: Made, workbench: Workbench, tmp_path: Path) -> None:
    form, card = made
    outline = workbench.instruments.outline(INSTRUMENT)
    without = {(number, 5) for number in range(30, 47)}
    with form.qtbot.waitSignal(card.official_changed):
        choose(form, "criteria", regulation_pdf(tmp_path / "a.pdf", outline, without=without))
    words = form.text("official_criteria_state")
    assert words.startswith("218 dari 47 × 5 tingkat ditemukan di a.pdf. Tidak ada: 30.5, 31.5,")
    assert words.endswith("41.5…")


def test_another_document_is_refused_in_place(
    made: Made, workbench: Workbench, tmp_path: Path
) -> None:
    form, _card = made
    choose(form, "criteria", pdf(tmp_path / "surat.pdf"))
    form.qtbot.waitUntil(lambda: form.shown("official_refusal"))
    refusal = form.find(Message, "official_refusal")
    assert "surat.pdf: isinya bukan naskah Peraturan Menteri PANRB" in refusal.text()
    assert form.text("official_criteria_state") == "Belum ada"
    form.qtbot.waitUntil(lambda: form.find(QWidget, "official_criteria_choose").isEnabled())
    outline = workbench.instruments.outline(INSTRUMENT)
    choose(form, "criteria", regulation_pdf(tmp_path / "permen.pdf", outline))
    assert not form.shown("official_refusal")
    form.qtbot.waitUntil(lambda: form.shown("official_criteria_remove"))


def test_reading_can_be_cancelled(
    made: Made, workbench: Workbench, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    form, card = made

    def endless(_instrument: str, _part: str, _path: Path, progress: Progress) -> None:
        while True:
            progress.step(1, 3, "permen.pdf")

    monkeypatch.setattr(workbench.official, "read", endless)
    choose(form, "criteria", tmp_path / "permen.pdf")
    form.qtbot.waitUntil(lambda: form.shown("official_progress"))
    assert not form.find(QWidget, "official_criteria_choose").isEnabled()
    form.click("cancel")
    form.qtbot.waitUntil(lambda: not form.shown("official_progress"))
    assert form.find(QWidget, "official_criteria_choose").isEnabled()
    assert not form.shown("official_refusal")
    assert card.isVisible()


def test_a_failing_disk_is_told_by_the_window(
    made: Made,
    workbench: Workbench,
    tasks: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    form, _card = made

    def full(*_given: object) -> None:
        raise StorageError(StorageProblem.FULL, tmp_path)

    monkeypatch.setattr(workbench.official, "read", full)
    with form.qtbot.waitSignal(tasks.failed) as failed:
        choose(form, "criteria", tmp_path / "permen.pdf")
    assert failed.args[0].problem is StorageProblem.FULL
    assert not form.shown("official_refusal")
