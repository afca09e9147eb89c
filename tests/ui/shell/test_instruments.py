"""More than one instrument in the window: chosen at the start, never mixed, faults told."""

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from assessment.domain.identity import InstitutionKind
from assessment.services.workbench import Workbench
from tests.instruments_made import NAME, make_instrument
from tests.ui.shell.drivers import INSTRUMENT, Driver, WindowDriver
from ui.dialogs.start_from import StartFromDialog
from ui.widgets.message import Message
from ui.widgets.start_form import StartForm


@pytest.fixture
def form(qtbot: QtBot, workbench: Workbench, clock: Callable[[], datetime]) -> Callable[[], Driver]:
    def make() -> Driver:
        shown = StartForm(workbench, clock)
        qtbot.addWidget(shown)
        shown.resize(600, 640)
        shown.show()
        shown.reset(first=True)
        return Driver(qtbot, shown)

    return make


def test_an_assessment_begins_with_the_instrument_that_is_chosen(
    qtbot: QtBot, workbench: Workbench, form: Callable[[], Driver]
) -> None:
    make_instrument(workbench.root / "instruments")
    shown = form()
    assert shown.find(QComboBox, "start_instrument").isVisible()
    shown.choose("start_instrument", "Instrumen SPBE Terdahulu")
    assert "di luar masa berlaku" in shown.text("start_note")
    shown.choose("start_year", "2019")
    shown.type("start_institution", "Kota Nusa Damai")
    assert isinstance(shown.root, StartForm)
    with qtbot.waitSignal(shown.root.started):
        shown.click("start_begin")
    made = workbench.assessments.cards()[0].assessment
    assert (made.instrument_id, made.year) == (NAME, 2019)


def test_a_faulty_instrument_is_told_and_not_offered(
    workbench: Workbench, form: Callable[[], Driver]
) -> None:
    folder = make_instrument(workbench.root / "instruments")
    (folder / "aspect-2.toml").write_text("judul =")
    shown = form()
    assert not shown.find(QComboBox, "start_instrument").isVisible()
    fault = shown.find(Message, "fault")
    assert fault.isVisible()
    assert "aspect-2.toml" in fault.text()


def test_next_year_is_not_offered_where_another_instrument_measures_it(
    workbench: Workbench, window: WindowDriver
) -> None:
    make_instrument(workbench.root / "instruments")
    start = workbench.assessments.start
    start("Kota Lain", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT)
    old = start("Kota Nusa Damai", InstitutionKind.CITY, 2020, instrument_id=NAME)
    window.open()
    window.window.show_page("home")
    assert not window.shown("next_year")
    window.menu(window.titles().index("Kota Nusa Damai 2020"), "Mulai tahun berikut dari ini")
    shown = window.window.findChildren(StartFromDialog)[-1]
    dialog = Driver(window.qtbot, shown)
    assert "Tahun 2021 diukur dengan instrumen lain" in dialog.text("start_from_note")
    dialog.choose("start_from_year", "2026")
    assert not dialog.shown("start_from_note")  # no instrument is meant for it
    dialog.click("start_from_leave")
    assert workbench.worksheet.dossier(old.id).levels() == {}


def test_status_bar_takes_no_difference_between_instruments(
    workbench: Workbench, window: WindowDriver
) -> None:
    make_instrument(workbench.root / "instruments")
    start = workbench.assessments.start
    old = start("Kota Nusa Damai", InstitutionKind.CITY, 2020, instrument_id=NAME)
    new = start("Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT)
    window.open()
    window.window.open_assessment(new.id)
    window.window.pages.worksheet.choose(4)
    window.settle()
    assert window.shown("status_change")
    window.window.open_assessment(old.id)
    assert not window.shown("status_change")
    assert "35" in window.text("status_filled")
