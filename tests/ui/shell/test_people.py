"""Who works here: asked at the first start, kept in Pengaturan, shown in the foot."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, Person, Role
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import Driver, WindowDriver
from ui.pages.home import HomePage
from ui.tasks import TaskRunner


@pytest.fixture
def nobody(workbench: Workbench) -> Workbench:
    """A machine that nobody has worked at."""
    kept = workbench.preferences.load()
    workbench.preferences.save(replace(kept, person=""))
    return workbench


def choose_role(form: Driver, name: str, words: str) -> None:
    box = form.find(QComboBox, name)
    box.setCurrentText(words)
    box.activated.emit(box.currentIndex())  # as the list does when an entry is pressed


def test_the_first_start_asks_for_name_and_role(nobody: Workbench, window: WindowDriver) -> None:
    window.open()
    assert not window.shown("status_person") or window.text("status_person") == ""
    window.type("start_institution", "Kota Nusa Damai")
    window.type("start_person", "  Dewi   Lestari ")
    choose_role(window, "start_role", "Koordinator SPBE")
    window.click("start_begin")
    dewi = Person("Dewi Lestari", Role.COORDINATOR)
    assert nobody.workflow.current() == dewi
    assert nobody.workflow.people() == (dewi,)
    (card,) = nobody.assessments.cards()
    assert nobody.worksheet.history(card.assessment.id)[-1].who == "Dewi Lestari"
    assert window.text("status_person") == "Dewi Lestari · Koordinator SPBE"
    window.settle()


def test_who_is_known_stands_there_already(
    qtbot: QtBot, workbench: Workbench, clock: Clock
) -> None:
    workbench.workflow.introduce(Person("Rani Puspita", Role.RESPONSIBLE))
    tasks = TaskRunner()
    page = HomePage(workbench, tasks, clock)
    tasks.setParent(page)
    qtbot.addWidget(page)
    page.refresh()
    page.show()
    form = Driver(qtbot, page)
    assert form.find_line("start_person").text() == "Rani Puspita"
    assert form.find(QComboBox, "start_role").currentText() == "Penanggung jawab"


def test_a_name_is_not_demanded(nobody: Workbench, window: WindowDriver) -> None:
    window.open()
    window.type("start_institution", "Kota Nusa Damai")
    window.click("start_begin")
    assert len(nobody.assessments.cards()) == 1
    assert nobody.workflow.people() == ()
    window.settle()


def test_a_refused_form_keeps_the_person(nobody: Workbench, window: WindowDriver) -> None:
    window.open()
    window.type("start_person", "Dewi Lestari")
    window.click("start_begin")
    assert nobody.assessments.cards() == ()
    assert nobody.workflow.current().name == "Dewi Lestari"


def test_later_assessments_do_not_ask_again(city: Assessment, window: WindowDriver) -> None:
    window.open()
    window.click("new_assessment")
    assert window.find(QLineEdit, "start_institution").isVisible()
    assert not window.find(QLineEdit, "start_person").isVisible()


def test_pengaturan_keeps_another_role(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    assert window.text("status_person").startswith("Rani Puspita · Anggota")
    window.rail("settings")
    choose_role(window, "settings_role", "Penanggung jawab")
    rani = Person("Rani Puspita", Role.RESPONSIBLE)
    assert workbench.workflow.current() == rani
    assert workbench.workflow.people() == (rani,)
    assert window.text("status_person") == "Rani Puspita · Penanggung jawab"


def test_pengaturan_knows_whom_the_first_start_asked(
    nobody: Workbench, window: WindowDriver
) -> None:
    window.open()
    window.rail("settings")
    window.rail("home")
    window.type("start_institution", "Kota Nusa Damai")
    window.type("start_person", "Dewi Lestari")
    window.click("start_begin")
    window.rail("settings")
    assert window.find_line("settings_person").text() == "Dewi Lestari"
    window.click("dark")
    assert nobody.workflow.current().name == "Dewi Lestari"
    window.click("light")
    window.settle()


def test_the_name_gives_way_in_a_narrow_window(city: Assessment, window: WindowDriver) -> None:
    window.open()
    part = window.find(QWidget, "status_person").parentWidget()
    assert part is not None
    window.window.resize(1700, 768)
    window.qtbot.waitUntil(part.isVisible)
    window.window.resize(1000, 614)
    window.qtbot.waitUntil(lambda: not part.isVisible())
    assert window.shown("status_saved")
