from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessment.domain.identity import InstitutionKind
from assessment.domain.records import Citation
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from tests.builders import pdf
from tests.conftest import SteppingClock
from tests.ui.review.drivers import INSTRUMENT, ReviewDriver
from ui.pages.review import ReviewPage
from ui.tasks import TaskRunner


@pytest.fixture
def city(workbench: Workbench, tmp_path: Path) -> int:
    """Indicator 1 is proven but for a page, 2 claims without ground, 3 says too little."""
    number = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    ).id
    sheet = workbench.worksheet
    for indicator in (1, 3):
        sheet.set_tick(number, indicator, (2, 1), on=True)
    for indicator, level in ((1, 2), (2, 2), (3, 1)):
        sheet.choose_level(number, indicator, level)
    for part in (TextPart.FACT, TextPart.ANALYSIS):
        sheet.write(number, 1, part, "Diatur.")
    paper = pdf(tmp_path / "Perwali-12-2023.pdf", "Pasal 4", pages=2)
    (taken,) = workbench.evidence.attach(number, 1, [paper]).taken
    workbench.evidence.cite(Citation("", number, 1, taken.sha256, 2, 1, page="9"))
    return number


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    assert runner.shutdown()


@pytest.fixture
def page(
    qtbot: QtBot, workbench: Workbench, tasks: TaskRunner, clock: SteppingClock
) -> ReviewDriver:
    shown = ReviewPage(workbench, tasks, clock)
    qtbot.addWidget(shown)
    shown.resize(1285, 736)
    shown.show()
    return ReviewDriver(qtbot, shown, tasks)
