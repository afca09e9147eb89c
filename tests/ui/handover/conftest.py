from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.preferences import Preferences
from assessment.services.ports import PreferencesStore
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_workbench
from tests.ui.handover.drivers import INSTRUMENT, HandoverDriver
from ui.pages.handover import HandoverPage
from ui.tasks import TaskRunner

Edit = Callable[[dict[str, object]], Path]


def nusa_damai(workbench: Workbench) -> Assessment:
    """Indicator 1 claims 2 without ground, 2 says 1, the others are unanswered."""
    made = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    )
    workbench.worksheet.choose_level(made.id, 1, 2)
    workbench.worksheet.choose_level(made.id, 2, 1)
    return made


@pytest.fixture
def city(workbench: Workbench) -> Assessment:
    return nusa_damai(workbench)


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.shutdown()


@pytest.fixture
def page(
    qtbot: QtBot,
    workbench: Workbench,
    tasks: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> HandoverDriver:
    shown = HandoverPage(workbench, tasks)
    qtbot.addWidget(shown)
    shown.resize(1285, 736)
    shown.show()
    return HandoverDriver(qtbot, shown, monkeypatch, workbench.root / "exports")


@pytest.fixture
def workbook(workbench: Workbench, city: Assessment, tmp_path: Path) -> Path:
    """The workbook of the city as it is now."""
    return workbench.handover.export(city.id, tmp_path / "kertas-kerja.xlsx").path


@pytest.fixture
def edit(workbook: Path, tmp_path: Path) -> Edit:
    """Write into cells of Penilaian, named by column title and indicator: ``Fakta 3``."""

    def write(cells: dict[str, object]) -> Path:
        book = openpyxl.load_workbook(workbook)
        sheet = book["Penilaian"]
        for name, value in cells.items():
            title, number = name.rsplit(" ", 1)
            row, column = _place(sheet, title, int(number))
            sheet.cell(row, column).value = value  # type: ignore[assignment]
        target = tmp_path / "dari-rekan.xlsx"
        book.save(target)
        return target

    return write


def _place(sheet: Worksheet, title: str, number: int) -> tuple[int, int]:
    places = {
        value: (row, column)
        for row, values in enumerate(sheet.iter_rows(values_only=True), start=1)
        for column, value in enumerate(values, start=1)
    }
    row, _ = places["Fakta"]
    return row + number, places[title][1]


@dataclass
class Colleague:
    """Somebody with a workspace of her own."""

    bench: Workbench

    def take(self, part: Path) -> int:
        """Take a part over; gives its assessment."""
        packages = self.bench.packages
        return packages.take_over(packages.preview(part)).assessment_id

    def give_back(self, number: int, target: Path) -> Path:
        return self.bench.packages.export(number, target).path


@pytest.fixture
def colleague(tmp_path: Path, named: Callable[[str], PreferencesStore]) -> Colleague:
    return Colleague(open_workbench(tmp_path / "rekan", preferences=named("Bagus Wirawan")))


@pytest.fixture
def named() -> Callable[[str], PreferencesStore]:
    """Preferences of somebody of that name, kept nowhere."""
    return _Kept


class _Kept:
    def __init__(self, name: str) -> None:
        self._kept = replace(Preferences(), person=name)

    def load(self) -> Preferences:
        return self._kept

    def save(self, preferences: Preferences) -> None:
        self._kept = preferences
