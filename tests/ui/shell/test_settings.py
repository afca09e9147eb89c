"""Pengaturan keeps everything at once and dresses the window while it runs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.preferences import Signatory
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from spbe_desktop.bootstrap import open_workbench
from spbe_desktop.settings import PreferencesFile
from tests.ui.shell.drivers import Driver
from ui.app import run_window
from ui.pages.settings import SettingsPage
from ui.tasks import TaskRunner
from ui.theme import current_theme
from ui.widgets.message import Message


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def make_page(bench: Workbench, tasks: TaskRunner) -> SettingsPage:
    return SettingsPage(bench, tasks)


@pytest.fixture
def page(qtbot: QtBot, workbench: Workbench, tasks: TaskRunner) -> SettingsPage:
    made = make_page(workbench, tasks)
    qtbot.addWidget(made)
    made.resize(1286, 736)
    made.show()
    return made


def picture(path: Path) -> Path:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(0x2B52B5)
    assert image.save(str(path))
    return path


def choose_logo(form: Driver, path: Path) -> None:
    form.click("logo_choose")
    dialog = form.find(QFileDialog, "choose_logo")
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_lines_are_kept_when_they_are_left(
    qtbot: QtBot, workbench: Workbench, page: SettingsPage
) -> None:
    form = Driver(qtbot, page)
    form.type("settings_person", "Dewi Lestari ")
    form.type("settings_signatory_name", "Dr. Andi")
    qtbot.keyClick(form.find_line("settings_signatory_name"), "\r")
    kept = workbench.preferences.load()
    assert (kept.person, kept.letterhead.signatory_name) == ("Dewi Lestari", "Dr. Andi")


def test_typing_is_kept_without_leaving(
    qtbot: QtBot, workbench: Workbench, page: SettingsPage
) -> None:
    Driver(qtbot, page).type("settings_office", "Dinas Kominfo")
    qtbot.waitUntil(lambda: workbench.preferences.load().letterhead.office == "Dinas Kominfo")


def test_theme_and_scale_are_told_at_once(
    qtbot: QtBot, workbench: Workbench, page: SettingsPage
) -> None:
    form = Driver(qtbot, page)
    with qtbot.waitSignal(page.preferences_changed) as changed:
        form.click("dark")
    assert changed.args[0].theme == "dark"
    with qtbot.waitSignal(page.preferences_changed):
        form.click("1.25")
    assert workbench.preferences.load().text_scale == 1.25


def test_a_logo_is_shown_and_removed(
    qtbot: QtBot, workbench: Workbench, page: SettingsPage, tmp_path: Path
) -> None:
    form = Driver(qtbot, page)
    logo = picture(tmp_path / "logo.png")
    choose_logo(form, logo)
    assert workbench.preferences.load().letterhead.logo == logo
    assert not form.find(QLabel, "logo_preview").pixmap().isNull()
    form.click("logo_remove")
    assert workbench.preferences.load().letterhead.logo is None
    assert form.find(QLabel, "logo_preview").pixmap().isNull()


def test_a_removed_logo_comes_back(
    workbench: Workbench, page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    form = Driver(qtbot, page)
    logo = picture(tmp_path / "logo.png")
    choose_logo(form, logo)
    assert not form.shown("logo_back")
    form.click("logo_remove")
    form.click("logo_back")
    assert workbench.preferences.load().letterhead.logo == logo
    assert not form.shown("logo_back")


def test_a_logo_that_is_too_large_is_refused(
    workbench: Workbench, page: SettingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    logo = picture(tmp_path / "logo.png")
    with logo.open("ab") as file:
        file.truncate(11 << 20)
    form = Driver(qtbot, page)
    choose_logo(form, logo)
    assert "lebih besar dari 10,0 MB" in form.text("logo_error")
    assert workbench.preferences.load().letterhead.logo is None


def test_all_who_sign_are_kept_looked_at_and_previewed(
    workbench: Workbench, page: SettingsPage, qtbot: QtBot
) -> None:
    form = Driver(qtbot, page)
    form.type("settings_coordinator_name", "  Sari   Lestari ")
    form.type("settings_coordinator_title", "Sekretaris Daerah")
    form.type("settings_coordinator_number", "1970")
    number = form.find_line("settings_coordinator_number")
    assert "18 angka" in number.accessibleDescription()
    form.type("settings_coordinator_number", "19700101 199503 2 001")
    assert number.accessibleDescription() == ""
    form.type("settings_institution", "KOTA NUSA DAMAI")
    assert form.text("preview_line_0") == "KOTA NUSA DAMAI"
    shown = form.find(QFrame, "preview_person_1").findChildren(QLabel)
    assert [line.text() for line in shown] == [
        "Koordinator SPBE", "Sekretaris Daerah", "Sari Lestari", "NIP 19700101 199503 2 001",
    ]  # fmt: skip
    qtbot.keyClick(number, Qt.Key.Key_Return)
    kept = workbench.preferences.load().letterhead
    known = Signatory("Sari Lestari", "Sekretaris Daerah", "19700101 199503 2 001")
    assert (kept.institution, kept.coordinator) == ("KOTA NUSA DAMAI", known)
    number.setFocus()
    qtbot.keyClick(number, "z", Qt.KeyboardModifier.ControlModifier)
    assert number.text() != "19700101 199503 2 001"


def test_what_is_no_picture_is_refused_beside_the_logo(
    qtbot: QtBot, workbench: Workbench, page: SettingsPage, tmp_path: Path
) -> None:
    form = Driver(qtbot, page)
    logo = picture(tmp_path / "logo.png")
    choose_logo(form, logo)
    broken = tmp_path / "rusak.png"
    broken.write_bytes(logo.read_bytes()[:40])
    for file in (broken, tmp_path / "tiada.png"):
        choose_logo(form, file)
        assert f"{file.name} bukan gambar" in form.text("logo_error")
    assert workbench.preferences.load().letterhead.logo == logo


def test_a_logo_that_is_gone_is_told(
    qtbot: QtBot, workbench: Workbench, page: SettingsPage, tasks: TaskRunner, tmp_path: Path
) -> None:
    logo = picture(tmp_path / "logo.png")
    choose_logo(Driver(qtbot, page), logo)
    logo.unlink()
    again = make_page(workbench, tasks)
    qtbot.addWidget(again)
    assert "tidak ditemukan" in Driver(qtbot, again).text("logo_error")


def test_a_backup_is_made_and_named(qtbot: QtBot, workbench: Workbench, page: SettingsPage) -> None:
    workbench.warm_up()
    form = Driver(qtbot, page)
    with qtbot.waitSignal(page.backed_up):
        form.click("settings_backup")
    outcome = form.find(Message, "settings_outcome")
    assert Path(outcome.text()).is_file()
    assert form.text("settings_root").endswith(str(workbench.root))
    assert workbench.backups.latest() is not None


def test_a_backup_that_fails_is_told(
    qtbot: QtBot,
    workbench: Workbench,
    page: SettingsPage,
    tasks: TaskRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_target: Path | None, _progress: object) -> Path:
        raise StorageError(StorageProblem.FULL, workbench.root)

    monkeypatch.setattr(type(workbench.backups), "make", staticmethod(full))
    form = Driver(qtbot, page)
    with qtbot.waitSignal(tasks.failed) as failed:
        form.click("settings_backup")
    assert failed.args[0].problem is StorageProblem.FULL
    qtbot.waitUntil(form.find(QPushButton, "settings_backup").isEnabled)
    assert not form.shown("settings_outcome")


def test_the_running_window_changes_its_dress(
    qtbot: QtBot,
    qapp: QApplication,
    workbench: Workbench,
    clock: Clock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[str, float]] = []

    def live() -> int:
        (window,) = [
            widget
            for widget in qapp.topLevelWidgets()
            if widget.objectName() == "main_window" and widget.isVisible()
        ]
        driver = Driver(qtbot, window)
        driver.click("rail_settings")
        driver.click("contrast")
        driver.click("1.50")
        theme = current_theme()
        seen.append((theme.name, theme.scale))
        window.close()
        window.deleteLater()
        return 0

    monkeypatch.setattr("ui.app._application", lambda: qapp)
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr(qapp, "exec", live)
    status = run_window(
        workbench, make_demo=lambda _progress: 0, clock=clock, log_file=tmp_path / "catatan.log"
    )
    assert status == 0
    assert seen == [("contrast", 1.5)]


def test_the_original_of_a_logo_may_go(
    qtbot: QtBot, tasks: TaskRunner, clock: Clock, tmp_path: Path
) -> None:
    store = PreferencesFile(tmp_path / "atur" / "pengaturan.toml")
    bench = open_workbench(tmp_path / "ruang", preferences=store, now=clock)
    made = make_page(bench, tasks)
    qtbot.addWidget(made)
    made.show()
    form = Driver(qtbot, made)
    logo = picture(tmp_path / "logo.png")
    choose_logo(form, logo)
    logo.unlink()
    form.type("settings_office", "Dinas")
    made.flush()
    kept = store.load().letterhead.logo
    assert kept is not None
    assert kept.parent == tmp_path / "atur"
    assert not form.text("logo_error")
    again = make_page(bench, tasks)
    qtbot.addWidget(again)
    assert not Driver(qtbot, again).find(QLabel, "preview_logo").pixmap().isNull()
