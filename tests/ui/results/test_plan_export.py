import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.handover import Handover
from assessment.domain.progress import Progress
from assessment.domain.records import ActionItem
from assessment.reports.plan import PlanExporter
from tests.ui.results.conftest import Fill
from tests.ui.results.lifting import LEVELS, PLAN, Lifting
from ui.tasks import Task
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel

EXCEL, PDF = range(2)
SaveAs = Callable[[Path | None], list[Path]]


@pytest.fixture
def planned(path: Lifting) -> Lifting:
    path.bench.planning.keep(ActionItem(path.made.id, 3, 4))
    path.page.page.show_assessment(path.made.id)
    path.open_part(PLAN)
    return path


@pytest.fixture
def save_as(monkeypatch: pytest.MonkeyPatch) -> SaveAs:
    """Answer the questions for a file; gives what was proposed."""

    def prepare(target: Path | None) -> list[Path]:
        proposed: list[Path] = []

        def answer(_parent: QWidget, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
            proposed.append(Path(proposal))
            return (str(target) if target else "", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
        return proposed

    return prepare


def choose(lifting: Lifting, kind: int) -> None:
    """Press the button, then a line of its menu."""
    lifting.page.click("export-plan")
    menu = lifting.page.find(QMenu, "plan-kinds")
    place = menu.actionGeometry(menu.actions()[kind]).center()
    lifting.qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)
    lifting.wait(lambda: lifting.page.page.findChild(QMenu, "plan-kinds") is None)


def outcome(lifting: Lifting) -> Message:
    """What it says once it is done."""
    message = lifting.message("plan-exported")
    lifting.wait(message.isVisible)
    return message


def test_the_plan_becomes_a_workbook_that_can_be_opened(
    planned: Lifting, tmp_path: Path, save_as: SaveAs, opened: list[Path]
) -> None:
    target = tmp_path / "rencana.xlsx"
    proposed = save_as(tmp_path / "rencana")
    choose(planned, EXCEL)
    message = outcome(planned)
    assert (message.kind(), message.title()) == ("ok", "Berhasil: rencana.xlsx")
    assert message.text().startswith("1 butir dan indeks ")
    assert proposed == [
        planned.bench.root / "exports" / "Rencana-Aksi-SPBE-Kota-Nusa-Damai-2025.xlsx"
    ]
    planned.page.click("open-plan")
    planned.page.click("open-plan-folder")
    assert opened == [target, tmp_path]
    (receipt,) = planned.bench.handover.receipts(planned.made.id)
    assert (receipt.path, receipt.failure) == (target, "")


def test_another_assessment_knows_nothing_of_it(
    planned: Lifting, tmp_path: Path, save_as: SaveAs, fill: Fill
) -> None:
    save_as(tmp_path / "rencana.xlsx")
    choose(planned, EXCEL)
    outcome(planned)
    planned.page.page.show_assessment(fill(2024, LEVELS).id)
    assert not planned.message("plan-exported").isVisible()


def test_the_plan_becomes_a_paper_beside_the_last_file(
    planned: Lifting, tmp_path: Path, save_as: SaveAs
) -> None:
    planned.bench.handover.export(planned.made.id, tmp_path / "a.json")
    proposed = save_as(tmp_path / "rencana.pdf")
    choose(planned, PDF)
    assert outcome(planned).title() == "Berhasil: rencana.pdf"
    assert proposed[0].parent == tmp_path
    assert (tmp_path / "rencana.pdf").read_bytes().startswith(b"%PDF-")


def test_no_file_chosen_makes_nothing(planned: Lifting, save_as: SaveAs) -> None:
    proposed = save_as(None)
    choose(planned, PDF)
    assert len(proposed) == 1
    assert not planned.message("plan-exported").isVisible()
    assert planned.bench.handover.receipts(planned.made.id) == ()


def test_what_cannot_be_written_is_told(planned: Lifting, tmp_path: Path, save_as: SaveAs) -> None:
    save_as(tmp_path / "tiada" / "rencana.pdf")
    choose(planned, PDF)
    message = outcome(planned)
    assert message.kind() == "error"
    assert "tiada" in message.text()
    assert planned.page.find(QAbstractButton, "export-plan").isEnabled()


def test_a_file_that_is_gone_is_told(
    planned: Lifting, tmp_path: Path, save_as: SaveAs, opened: list[Path]
) -> None:
    save_as(tmp_path / "rencana.xlsx")
    choose(planned, EXCEL)
    outcome(planned)
    (tmp_path / "rencana.xlsx").unlink()
    planned.page.click("open-plan")
    assert opened == []
    message = planned.message("plan-exported")
    assert (message.kind(), message.title()) == ("error", "Berkas tidak dapat dibuka")


def test_it_can_be_stopped(
    planned: Lifting, tmp_path: Path, save_as: SaveAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_as(tmp_path / "yang-pertama.pdf")
    choose(planned, PDF)
    outcome(planned)
    stopped: list[Task] = []
    cancel = Task.cancel

    def note(task: Task) -> None:
        stopped.append(task)
        cancel(task)

    monkeypatch.setattr(Task, "cancel", note)
    go_on = threading.Event()

    def write(_self: object, path: Path, _given: Handover, progress: Progress) -> None:
        path.write_bytes(b"half")
        assert go_on.wait(10)
        progress.step(1, 2)

    monkeypatch.setattr(PlanExporter, "write", write)
    save_as(tmp_path / "rencana.pdf")
    choose(planned, PDF)
    progress = planned.page.find(ProgressPanel, "plan-progress")
    planned.wait(progress.isVisible)
    assert not planned.page.find(QAbstractButton, "export-plan").isEnabled()
    planned.qtbot.mouseClick(progress.cancel_button, Qt.MouseButton.LeftButton)
    assert len(stopped) == 1  # not the first one again
    go_on.set()
    planned.wait(lambda: not progress.isVisible())
    assert planned.page.find(QAbstractButton, "export-plan").isEnabled()
    assert list(tmp_path.glob("*rencana*")) == []


def test_our_own_fault_goes_to_the_window(
    planned: Lifting, tmp_path: Path, save_as: SaveAs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(PlanExporter, "write", write)
    save_as(tmp_path / "rencana.pdf")
    with planned.qtbot.waitSignal(planned.page.tasks.failed):
        choose(planned, PDF)
    assert not planned.message("plan-exported").isVisible()


def test_without_a_plan_there_is_nothing_to_export(planned: Lifting, qtbot: QtBot) -> None:
    planned.bench.planning.drop(planned.made.id, (3,))
    planned.page.page.show_assessment(planned.made.id)
    planned.open_part(PLAN)
    button = planned.page.find(QAbstractButton, "export-plan")
    qtbot.waitUntil(lambda: not button.isVisible())
