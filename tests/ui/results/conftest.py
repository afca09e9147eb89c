from collections.abc import Callable, Iterator, Sequence

import pytest
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.services.workbench import Workbench
from tests.answering import score_all
from tests.conftest import SteppingClock
from tests.ui.results.drivers import INSTRUMENT, ResultsDriver
from tests.ui.results.lifting import LEVELS, PATH, Lifting
from ui.pages.results import ResultsPage
from ui.tasks import TaskRunner

Fill = Callable[[int, Sequence[int | None]], Assessment]


@pytest.fixture
def fill(workbench: Workbench) -> Fill:
    """Make an assessment of a year with these levels, indicator after indicator."""

    def make(year: int, levels: Sequence[int | None]) -> Assessment:
        made = workbench.assessments.start(
            "Kota Nusa Damai", InstitutionKind.CITY, year, instrument_id=INSTRUMENT
        )
        chosen = {at: level for at, level in enumerate(levels, start=1) if level is not None}
        score_all(workbench, made.id, chosen)
        return made

    return make


@pytest.fixture
def page(qtbot: QtBot, workbench: Workbench, clock: SteppingClock) -> Iterator[ResultsDriver]:
    tasks = TaskRunner()
    shown = ResultsPage(workbench, tasks, clock)
    qtbot.addWidget(shown)
    shown.resize(1285, 736)
    shown.show()
    yield ResultsDriver(qtbot, shown, tasks)
    assert tasks.shutdown()


@pytest.fixture
def lifting(page: ResultsDriver, fill: Fill, workbench: Workbench) -> Lifting:
    made = fill(2025, LEVELS)
    page.page.show_assessment(made.id)
    return Lifting(page, workbench, made)


@pytest.fixture
def path(lifting: Lifting) -> Lifting:
    lifting.page.open_tab(PATH)
    lifting.wait(lifting.found)
    return lifting
