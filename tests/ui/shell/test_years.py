"""From the years on Hasil to paper and to a report that is read, in the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QTabBar

from assessment.domain.exchange import ExportKind
from assessment.domain.identity import Assessment
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import WindowDriver
from tests.years import stored


def open_years(window: WindowDriver) -> None:
    window.open()
    window.rail("results")
    tabs = window.find(QTabBar, "result-tabs")
    window.qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())


def test_a_comparison_and_the_report_are_printed_from_hasil(
    workbench: Workbench,
    city: Assessment,
    window: WindowDriver,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored(workbench, 2023, dict.fromkeys(range(1, 48), 2), dict.fromkeys(range(1, 48), 1))
    workbench.worksheet.choose_level(city.id, 2, 3)
    proposed: list[str] = []

    def answer(_parent: object, _title: str, proposal: str, _filter: str) -> tuple[str, str]:
        proposed.append(Path(proposal).name)
        return str(tmp_path / Path(proposal).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    open_years(window)
    window.click("print-comparison")
    receipts = workbench.handover.receipts
    window.qtbot.waitUntil(lambda: bool(receipts(city.id)), timeout=10_000)
    (receipt,) = receipts(city.id)
    assert (receipt.kind, receipt.failure) == (ExportKind.COMPARISON, "")
    assert receipt.path.read_bytes().startswith(b"%PDF-")
    assert proposed == ["Perbandingan-SPBE-Kota-Nusa-Damai-2024.pdf"]
    window.settle()


@pytest.mark.usefixtures("city")
def test_a_report_chosen_on_hasil_is_looked_at_on_kirim(
    window: WindowDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bukan-lhe.pdf"
    path.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    open_years(window)
    window.click("import-first")
    window.settle()
    assert window.window.pages.currentWidget() is window.window.pages.handover
