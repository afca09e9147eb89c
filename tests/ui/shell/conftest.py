from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.progress import Progress
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import INSTRUMENT, WindowDriver
from ui.main_window import MainWindow

LEVELS = {1: 2, 6: 2, 10: 3, 32: 4}


@pytest.fixture
def city(workbench: Workbench) -> Assessment:
    """An assessment with four levels, of which only the last edited is supported."""
    made = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2024, instrument_id=INSTRUMENT
    )
    indicator = workbench.worksheet.instrument(made).indicator(10)
    for level in (2, 3):
        for position in range(1, len(indicator.level(level).conditions) + 1):
            workbench.worksheet.set_tick(made.id, 10, (level, position), on=True)
    for number, level in LEVELS.items():
        workbench.worksheet.choose_level(made.id, number, level)
    return made


@pytest.fixture
def window(
    qtbot: QtBot, workbench: Workbench, clock: Callable[[], datetime], tmp_path: Path
) -> Iterator[WindowDriver]:
    """The window on what the workbench holds when it is first asked for."""

    def make_demo(progress: Progress) -> int:
        progress.step(1, 2, "contoh")
        made = workbench.assessments.start(
            "Kota Contoh", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
        )
        return made.id

    shown = MainWindow(
        workbench, make_demo=make_demo, clock=clock, log_file=tmp_path / "catatan.log"
    )
    qtbot.addWidget(shown)
    driver = WindowDriver(qtbot, shown)
    yield driver
    driver.end()
