from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.records import Citation, DocumentKind
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from tests.builders import pdf, ticks_up_to
from tests.ui.worksheet.drivers import INSTRUMENT, Desk
from ui.pages.worksheet import WorksheetPage
from ui.tasks import TaskRunner

NUMBER = 10
LEVELS = {1: 1, 6: 2, 10: 3, 32: 4}


@pytest.fixture
def city(workbench: Workbench, tmp_path: Path) -> Assessment:
    """Four answered indicators; 10 is supported and has two documents, 6 is not supported."""
    start = workbench.assessments.start
    old = start("Kota Nusa Damai", InstitutionKind.CITY, 2023, instrument_id=INSTRUMENT)
    workbench.worksheet.choose_level(old.id, NUMBER, 2)
    workbench.worksheet.write(old.id, NUMBER, TextPart.FACT, "Keputusan Wali Kota 8/2022.")
    made = start("Kota Nusa Damai", InstitutionKind.CITY, 2024, instrument_id=INSTRUMENT)
    worksheet, room = workbench.worksheet, workbench.evidence
    for number, level in LEVELS.items():
        worksheet.choose_level(made.id, number, level)
    for tick in sorted(ticks_up_to(worksheet.instrument(made).indicator(NUMBER), 3)):
        worksheet.set_tick(made.id, NUMBER, tick, on=True)
    folder = tmp_path / "berkas"
    folder.mkdir()
    paths = [
        pdf(folder / "perwali.pdf", "Perwali", pages=61),
        pdf(folder / "reviu.pdf", "Reviu", pages=3),
    ]
    regulation = room.attach(made.id, NUMBER, paths).taken[0]
    room.describe(
        made.id, replace(regulation, kind=DocumentKind.REGULATION, number="12", year=2023)
    )
    room.cite(Citation("", made.id, NUMBER, regulation.sha256, 3, 1, "Pasal 41 ayat (2)", "24"))
    worksheet.set_unit(made.id, 1, "Bagian Hukum")
    return made


@pytest.fixture
def desk(
    qtbot: QtBot, qapp: QApplication, workbench: Workbench, city: Assessment
) -> Iterator[Desk]:
    """The page on indicator 10 at its natural size."""
    tasks = TaskRunner(qapp)
    page = WorksheetPage(workbench, tasks, {})
    qtbot.addWidget(page)
    page.resize(1286, 736)
    page.open(city.id, NUMBER)
    page.show()
    made = Desk(qtbot, workbench, page, city)
    page.changed.connect(made.steps.append)
    yield made
    assert page.shutdown()
    assert tasks.shutdown()
