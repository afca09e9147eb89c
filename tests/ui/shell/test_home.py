"""Beranda with assessments: go on, change, carry over, remove and bring back."""

import shutil

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_workbench
from tests.conftest import PROJECT
from tests.ui.shell.drivers import Driver, WindowDriver
from ui.pages.home import HomePage
from ui.tasks import TaskRunner
from ui.widgets.assessment_card import AssessmentCard
from ui.widgets.message import Message


def dialog(window: WindowDriver, name: str) -> Driver:
    return Driver(window.qtbot, window.find(QDialog, name))


def test_a_card_says_where_the_assessment_stands(city: Assessment, window: WindowDriver) -> None:
    window.open()
    (card,) = window.window.pages.home.findChildren(AssessmentCard)
    assert card.accessibleName() == "Kota Nusa Damai 2024"
    assert "4/47 terisi" in card.accessibleDescription()
    assert "Penilaian Mandiri" in card.accessibleDescription()
    assert "hari ini 10.00" in card.accessibleDescription()


def test_what_needs_attention_is_found_in_the_background(
    city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.qtbot.waitUntil(lambda: len(window.attention()) > 1)
    found = window.attention()
    assert found["43 indikator belum diisi"].startswith("2, 3, 4, 5, 7")
    assert found["3 klaim belum didukung syarat"] == "1, 6, 32"
    assert found["4 klaim tanpa bukti"] == "1, 6, 10, 32"
    assert window.text("continue_title").startswith("32 · ")


def test_tab_comes_to_what_can_be_done_only(city: Assessment, window: WindowDriver) -> None:
    window.open()
    (area,) = window.window.pages.home.findChildren(QScrollArea)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert window.find(QAbstractButton, "continue").focusPolicy() is Qt.FocusPolicy.StrongFocus


def test_attention_leads_to_its_indicator(city: Assessment, window: WindowDriver) -> None:
    window.open()
    window.qtbot.waitUntil(lambda: len(window.attention()) > 1)
    home = window.window.pages.home
    home.opened.disconnect()
    with window.qtbot.waitSignal(home.opened) as opened:
        window.click("attention_unsupported")
    assert opened.args == [city.id, 1]


def test_a_card_opens_by_click_and_by_return(city: Assessment, window: WindowDriver) -> None:
    window.open()
    home = window.window.pages.home
    home.opened.disconnect()
    with window.qtbot.waitSignal(home.opened) as opened:
        window.click(f"assessment_{city.id}")
    assert opened.args == [city.id, 0]
    card = window.find(QAbstractButton, f"assessment_{city.id}")
    with window.qtbot.waitSignal(home.opened):
        window.qtbot.keyClick(card, Qt.Key.Key_Return)


def test_a_new_name_is_stored_and_shown(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.menu(0, "Ubah identitas")
    form = dialog(window, "identity")
    form.type("identity_institution", "Kota Nusa Sentosa")
    form.type("identity_coordinator", "Sekretaris Daerah")
    form.choose("identity_cycle", "Pemantauan")
    form.click("identity_keep")
    assert window.titles() == ["Kota Nusa Sentosa 2024"]
    assert window.text("status_institution") == "Kota Nusa Sentosa · 2024"
    stored = workbench.assessments.cards()[0].assessment
    assert stored.coordinator == "Sekretaris Daerah"
    window.settle()


def test_an_empty_name_stays_in_the_dialog(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.menu(0, "Ubah identitas")
    form = dialog(window, "identity")
    form.type("identity_institution", " ")
    form.click("identity_keep")
    name = form.find(QLineEdit, "identity_institution")
    assert "masih kosong" in name.accessibleDescription()
    form.click("identity_leave")
    assert workbench.assessments.cards()[0].assessment.institution == city.institution


def test_the_next_year_begins_with_what_is_ticked(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    home = window.window.pages.home
    home.opened.disconnect()
    window.click("next_year")
    form = dialog(window, "start_from")
    form.click("carry_texts")
    with window.qtbot.waitSignal(home.opened) as opened:
        form.click("start_from_begin")
    made = workbench.worksheet.dossier(opened.args[0])
    assert made.assessment.year == 2025
    assert made.levels() == {1: 2, 6: 2, 10: 3, 32: 4}
    window.settle()


def test_a_year_that_exists_is_refused_in_the_dialog(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    workbench.assessments.start_from(city.id, 2025, ())
    window.open()
    assert window.shown("next_year")  # 2026 from 2025
    place = window.titles().index("Kota Nusa Damai 2024")
    window.menu(place, "Mulai tahun berikut dari ini")
    form = dialog(window, "start_from")
    form.choose("start_from_year", "2025")
    form.click("start_from_begin")
    assert "sudah mempunyai penilaian tahun 2025" in form.text("start_from_error")
    form.click("start_from_leave")
    assert len(workbench.assessments.cards()) == 2


def test_a_removed_assessment_comes_back_whole(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.menu(0, "Hapus")
    assert workbench.assessments.cards() == ()
    assert not window.rail_enabled("worksheet")
    assert "Belum ada penilaian" in window.text("status_institution")
    window.click("home_undo")
    assert window.titles() == ["Kota Nusa Damai 2024"]
    assert window.rail_enabled("worksheet")
    assert workbench.worksheet.dossier(city.id).levels()[32] == 4
    window.settle()


def test_the_message_about_a_removal_can_be_closed(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    window.open()
    window.menu(0, "Hapus")
    window.click("home_hush")
    assert not window.shown("home_message")
    assert workbench.assessments.cards() == ()


def test_an_assessment_whose_instrument_is_broken_is_named_beside_the_others(
    qtbot: QtBot, qapp: QApplication, city: Assessment, workbench: Workbench, clock: Clock
) -> None:
    folder = workbench.root / "instruments" / "desa-digital"
    shutil.copytree(PROJECT / "tests/data/instruments/desa-digital", folder)
    workbench.assessments.start(
        "Desa Sukamaju", InstitutionKind.OTHER, 2025, instrument_id="desa-digital"
    )
    (folder / "instrument.toml").write_text("rusak", encoding="utf-8")
    again = open_workbench(workbench.root, preferences=workbench.preferences, now=clock)
    tasks = TaskRunner(qapp)
    page = HomePage(again, tasks, clock)
    qtbot.addWidget(page)
    page.refresh()
    page.look_closer()
    (message,) = page.findChildren(Message, "locked")
    assert message.title() == "Desa Sukamaju 2025 belum dapat dibuka"
    assert "instrument.toml" in message.text()
    assert [card.assessment.id for card in page.cards()] == [city.id]
    assert tasks.shutdown()
