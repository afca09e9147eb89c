"""What is set for the cheapest path is kept, taken back, and there again tomorrow."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from assessment.domain.planning import PathSettings
from assessment.domain.records import LevelCap, PathWish, StepEffort
from tests.conftest import SteppingClock
from tests.ui.results.drivers import ResultsDriver
from tests.ui.results.lifting import EFFORTS, PATH, Lifting
from ui.models import efforts as effort_columns
from ui.pages.results import ResultsPage
from ui.tasks import TaskRunner


@pytest.fixture
def again(qtbot: QtBot, clock: SteppingClock) -> Iterator[Callable[[Lifting], Lifting]]:
    """Opens the tab anew, as it is opened tomorrow."""
    tasks = TaskRunner()

    def opened(path: Lifting) -> Lifting:
        shown = ResultsPage(path.bench, tasks, clock)
        qtbot.addWidget(shown)
        shown.resize(1285, 736)
        shown.show()
        shown.show_assessment(path.made.id)
        new = Lifting(ResultsDriver(qtbot, shown, tasks), path.bench, path.made)
        new.page.open_tab(PATH)
        new.open_part(EFFORTS)
        new.wait(new.found)
        return new

    yield opened
    assert tasks.shutdown()


def settings(path: Lifting) -> PathSettings:
    return path.bench.planning.settings(path.made.id)


def choose(path: Lifting, name: str, words: str) -> None:
    box = path.page.find(QComboBox, name)
    box.setCurrentIndex(box.findText(words))
    box.activated.emit(box.currentIndex())


def undo(path: Lifting) -> None:
    assert path.bench.worksheet.undo(path.made.id) is not None
    path.page.page.show_assessment(path.made.id)


def test_efforts_caps_and_locks_are_there_again(
    path: Lifting, again: Callable[[Lifting], Lifting]
) -> None:
    city, lock = path.made.id, path.model("path-efforts").columnCount() - 1
    path.open_part(EFFORTS)
    with path.qtbot.waitSignal(path.page.page.changed):
        path.write("path-efforts", 0, effort_columns.FIRST_STEP + 2, "77")
    path.write("path-efforts", 2, lock - 1, "3")
    path.press("path-efforts", 4, lock)
    assert settings(path) == PathSettings(
        (StepEffort(city, 1, 4, 77),), (LevelCap(city, 3, 3), LevelCap(city, 5, 2))
    )
    tomorrow = again(path)
    assert tomorrow.cell("path-efforts", 0, effort_columns.FIRST_STEP + 2) == "77"
    assert tomorrow.cell("path-efforts", 2, lock - 1) == "3"
    assert tomorrow.page.text("path-locked") == "Dikunci: 5"
    tomorrow.press("path-efforts", 4, lock)  # opened: the default is not kept
    assert settings(path).caps == (LevelCap(city, 3, 3),)


def test_defaults_come_back_and_what_was_set_comes_back_too(path: Lifting) -> None:
    path.open_part(EFFORTS)
    default = path.cell("path-efforts", 0, effort_columns.FIRST_STEP)
    path.write("path-efforts", 0, effort_columns.FIRST_STEP, "88")
    path.press("path-efforts", 6, path.model("path-efforts").columnCount() - 1)
    path.page.click("reset-efforts")
    assert path.cell("path-efforts", 0, effort_columns.FIRST_STEP) == default
    assert path.page.find(QLabel, "path-locked").isHidden()
    assert settings(path) == PathSettings()
    undo(path)
    assert path.cell("path-efforts", 0, effort_columns.FIRST_STEP) == "88"
    assert path.page.text("path-locked") == "Dikunci: 7"
    path.write("path-efforts", 0, effort_columns.FIRST_STEP, default)
    assert settings(path).efforts == ()


def test_the_wish_is_there_again(path: Lifting, again: Callable[[Lifting], Lifting]) -> None:
    choose(path, "path-goal", "Sangat Baik (3,50)")
    choose(path, "path-highest", "4")
    assert settings(path).wish == PathWish(path.made.id, "3.5", 4)
    tomorrow = again(path)
    assert tomorrow.page.find(QComboBox, "path-goal").currentText() == "Sangat Baik (3,50)"
    assert tomorrow.page.find(QComboBox, "path-highest").currentText() == "4"
    choose(tomorrow, "path-goal", "Baik (2,60)")
    choose(tomorrow, "path-highest", "5")
    assert settings(path).wish is None


def test_an_index_that_was_wished_for_is_there_again(
    path: Lifting, again: Callable[[Lifting], Lifting]
) -> None:
    choose(path, "path-goal", "Indeks lain…")
    choose(path, "path-highest", "4")  # while no index is written, the next grade counts
    assert settings(path).wish == PathWish(path.made.id, "", 4)
    edit = path.page.find(QLineEdit, "path-index")
    edit.setText("3,10")
    edit.editingFinished.emit()
    assert settings(path).wish == PathWish(path.made.id, "3.10", 4)
    tomorrow = again(path)
    assert tomorrow.page.find(QLineEdit, "path-index").text() == "3,10"
    path.wait(path.found)
    undo(path)
    assert path.page.find(QComboBox, "path-goal").currentText() == "Baik (2,60)"
    assert not edit.isVisible()


def test_a_grade_that_was_reached_gives_way_to_the_next(path: Lifting) -> None:
    path.bench.planning.keep_setting(PathWish(path.made.id, "1.8"))
    path.page.page.show_assessment(path.made.id)
    assert path.page.find(QComboBox, "path-goal").currentText() == "Baik (2,60)"
