"""The first start: three questions, then straight to work."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import Driver, WindowDriver
from ui.pages.home import HomePage
from ui.tasks import TaskRunner


@pytest.fixture
def page(qtbot: QtBot, workbench: Workbench, clock: Clock) -> HomePage:
    tasks = TaskRunner()
    made = HomePage(workbench, tasks, clock)
    tasks.setParent(made)  # they end together, as in the window
    qtbot.addWidget(made)
    made.resize(1286, 736)
    made.refresh()
    made.show()
    return made


def test_three_answers_begin_an_assessment(
    qtbot: QtBot, workbench: Workbench, page: HomePage
) -> None:
    form = Driver(qtbot, page)
    form.type("start_institution", "  Kabupaten   Lembah Hijau ")
    form.click("regency")
    form.choose("start_year", "2024")
    with qtbot.waitSignal(page.opened) as opened:
        form.click("start_begin")
    (card,) = workbench.assessments.cards()
    made = card.assessment
    assert opened.args == [made.id, 0]
    assert (made.institution, made.kind, made.year) == (
        "Kabupaten Lembah Hijau",
        InstitutionKind.REGENCY,
        2024,
    )


def test_return_in_the_name_begins(qtbot: QtBot, workbench: Workbench, page: HomePage) -> None:
    form = Driver(qtbot, page)
    form.type("start_institution", "Kota Nusa Damai")
    with qtbot.waitSignal(page.opened):
        qtbot.keyClick(form.find(QLineEdit, "start_institution"), "\r")
    assert workbench.assessments.cards()[0].assessment.year == 2025


def test_an_empty_name_is_refused_beside_the_field(
    qtbot: QtBot, workbench: Workbench, page: HomePage
) -> None:
    form = Driver(qtbot, page)
    form.type("start_institution", "   ")
    form.click("start_begin")
    name = form.find(QLineEdit, "start_institution")
    assert "masih kosong" in name.accessibleDescription()
    assert workbench.assessments.cards() == ()
    form.type("start_institution", "K")
    assert name.accessibleDescription() == ""


def test_a_year_outside_the_instrument_is_noted(qtbot: QtBot, page: HomePage) -> None:
    form = Driver(qtbot, page)
    form.choose("start_year", "2026")
    assert "di luar masa berlaku" in form.text("start_note")
    form.choose("start_year", "2025")
    assert form.text("start_note").endswith("(2021–2025)")


def test_a_twin_is_refused_and_the_form_can_be_left(
    qtbot: QtBot, workbench: Workbench, city: Assessment, page: HomePage
) -> None:
    form = Driver(qtbot, page)
    form.click("new_assessment")
    form.type("start_institution", city.institution.upper())
    form.choose("start_year", str(city.year))
    form.click("start_begin")
    assert "sudah mempunyai penilaian tahun 2024" in form.text("start_error")
    form.click("start_leave")
    assert len(workbench.assessments.cards()) == 1
    assert form.shown("continue_card")


def test_the_example_and_a_workbook_are_offered(
    qtbot: QtBot, page: HomePage, tmp_path: Path
) -> None:
    form = Driver(qtbot, page)
    with qtbot.waitSignal(page.demo_requested):
        form.click("start_demo")
    form.click("start_workbook")
    dialog = form.find(QFileDialog, "choose_workbook")
    workbook = tmp_path / "rekan.xlsx"
    with qtbot.waitSignal(page.file_chosen) as chosen:
        dialog.fileSelected.emit(str(workbook))
    assert chosen.args == [workbook]
    dialog.close()


def test_the_first_question_waits_for_letters(window: WindowDriver) -> None:
    window.open()
    assert window.window.focusWidget() is window.find(QLineEdit, "start_institution")
