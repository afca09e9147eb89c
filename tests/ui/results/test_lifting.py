"""Other levels tried and the cheapest way to a grade, as a person does it."""

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget

from assessment.domain.errors import StorageError, StorageProblem
from assessment.services.workbench import Workbench
from tests.recaps import JUST_BELOW
from tests.ui.results.conftest import Fill
from tests.ui.results.drivers import ResultsDriver
from tests.ui.results.lifting import EFFORTS, LEFT, LEVELS, PATH, WHAT_IF, Lifting
from ui.models import efforts as effort_columns
from ui.models.what_if import FIRST_LEVEL
from ui.widgets.message import Message


@pytest.fixture
def trying(lifting: Lifting) -> Lifting:
    lifting.page.open_tab(WHAT_IF)
    return lifting


def test_a_press_on_a_level_shows_what_it_would_do(trying: Lifting) -> None:
    before = trying.stored_levels()
    now = trying.page.text("index-now")
    assert trying.page.text("index-then") == now
    trying.press("what-if-levels", 0, FIRST_LEVEL + 4)
    expected = trying.bench.planning.what_if(trying.made.id, {1: 5})
    assert trying.page.text("index-then") == f"{float(expected.index):.2f}".replace(".", ",")
    assert trying.page.rows("what-if-domains")[0][1:3] == ["1,80", "2,20"]
    assert trying.page.text("tried-count") == "1 indikator diubah"
    assert trying.stored_levels() == before


def test_a_loss_is_copied_as_a_number(trying: Lifting) -> None:
    trying.press("what-if-levels", 2, FIRST_LEVEL)
    trying.table("what-if-levels").copy()
    assert trying.page.clipboard().splitlines()[3].split("\t")[-1] == "-0,01"


def test_the_grade_changes_with_the_index(trying: Lifting) -> None:
    for row in range(30):
        trying.press("what-if-levels", row, FIRST_LEVEL + 4)
    assert trying.page.text("grade-then") == "Sangat Baik"


def test_a_level_is_dragged_along_its_row(trying: Lifting) -> None:
    view = trying.table("what-if-levels").viewport()
    start = trying.place("what-if-levels", 2, FIRST_LEVEL + 1)
    end = trying.place("what-if-levels", 2, FIRST_LEVEL + 3)
    trying.qtbot.mousePress(view, LEFT, pos=start)
    trying.qtbot.mouseMove(view, QPoint(end.x(), end.y() + 60))  # outside of the row by now
    trying.qtbot.mouseRelease(view, LEFT, pos=end)
    assert trying.cell("what-if-levels", 2, FIRST_LEVEL + 3) == "4"
    assert trying.cell("what-if-levels", 4, FIRST_LEVEL + 3) == ""


def test_keys_raise_lower_and_forget(trying: Lifting) -> None:
    table = trying.table("what-if-levels")
    table.setCurrentIndex(table.model().index(2, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Left):
        trying.qtbot.keyClick(table, key)
    assert trying.cell("what-if-levels", 2, FIRST_LEVEL + 2) == "3"
    trying.qtbot.keyClick(table, Qt.Key.Key_5)
    assert trying.cell("what-if-levels", 2, FIRST_LEVEL + 4) == "5"
    trying.qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert trying.page.text("tried-count") == "0 indikator diubah"


def test_levels_that_do_not_exist_are_left(trying: Lifting) -> None:
    table = trying.table("what-if-levels")
    table.setCurrentIndex(table.model().index(0, 0))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_9, Qt.Key.Key_0, Qt.Key.Key_1):
        trying.qtbot.keyClick(table, key)
    assert trying.page.text("tried-count") == "0 indikator diubah"


def test_everything_goes_back_at_once(trying: Lifting) -> None:
    trying.press("what-if-levels", 0, FIRST_LEVEL + 4)
    trying.press("what-if-levels", 30, FIRST_LEVEL)  # unanswered: level 1 is another answer
    assert trying.page.text("tried-count") == "2 indikator diubah"
    trying.page.click("reset-tried")
    assert trying.page.text("index-then") == trying.page.text("index-now")


def test_a_grade_that_rounding_would_change_is_explained(
    page: ResultsDriver, fill: Fill, workbench: Workbench
) -> None:
    made = fill(2025, [*JUST_BELOW.values()])
    page.page.show_assessment(made.id)
    page.open_tab(WHAT_IF)
    note = page.find(QLabel, "rounded-then")
    assert page.text("grade-then") == "Cukup"
    assert note.text() == "Menurut indeks dua desimal: Baik"
    Lifting(page, workbench, made).press("what-if-levels", 1, FIRST_LEVEL + 2)
    page.qtbot.waitUntil(note.isHidden)
    assert page.text("grade-then") == "Baik"


def test_enter_opens_the_indicator(trying: Lifting) -> None:
    table = trying.table("what-if-levels")
    table.setCurrentIndex(table.model().index(6, 0))
    with trying.qtbot.waitSignal(trying.page.page.indicator_requested) as asked:
        trying.qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [7]


def test_what_is_reached_is_no_longer_tried(trying: Lifting) -> None:
    trying.press("what-if-levels", 0, FIRST_LEVEL + 4)
    trying.bench.worksheet.choose_level(trying.made.id, 1, 5)
    trying.page.page.show_assessment(trying.made.id)
    assert trying.page.text("tried-count") == "0 indikator diubah"


def test_another_assessment_begins_anew(trying: Lifting, fill: Fill) -> None:
    trying.press("what-if-levels", 0, FIRST_LEVEL + 4)
    trying.page.page.show_assessment(fill(2026, LEVELS).id)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert trying.page.text("tried-count") == "0 indikator diubah"


def test_the_way_to_the_next_grade_is_there_at_once(path: Lifting) -> None:
    assert path.page.find(QComboBox, "path-goal").currentText() == "Baik (2,60)"
    assert path.page.text("index-then") >= "2,60"
    assert path.page.text("grade-then") == "Baik"
    assert path.message().title() == "Nilai penilaian tidak berubah"
    rows = path.model("path-steps").rowCount()
    assert path.page.text("path-count") == f"{rows} indikator"
    efforts = [int(path.cell("path-steps", row, 4)) for row in range(rows)]
    assert path.page.text("path-effort") == f"Usaha seluruhnya: {sum(efforts)}"


def test_the_chosen_step_names_conditions_and_evidence(path: Lifting) -> None:
    path.press("path-steps", 1, 0)
    number = int(path.cell("path-steps", 1, 0).split()[0])
    goal = int(path.cell("path-steps", 1, 2))
    needs = path.bench.planning.needs(path.made.id, number, goal)
    shown = path.page.text("needs-conditions")
    assert all(text in shown for need in needs for text in need.conditions)
    assert needs[-1].evidence[0] in path.page.text("needs-evidence")


def test_a_locked_indicator_is_not_raised(path: Lifting) -> None:
    number = path.cell("path-steps", 0, 0).split()[0]
    path.press("path-steps", 0, 6)
    model = path.model("path-steps")
    path.wait(
        lambda: number not in {path.cell("path-steps", n, 0).split()[0]
                               for n in range(model.rowCount())}
    )  # fmt: skip
    assert path.page.text("path-locked") == f"Dikunci: {number}"
    path.open_part(EFFORTS)
    path.press("path-efforts", int(number) - 1, 7)
    assert path.page.find(QLabel, "path-locked").isHidden()


def test_keys_lock_and_open(path: Lifting) -> None:
    table = path.table("path-steps")
    number = path.cell("path-steps", 0, 0).split()[0]
    path.qtbot.keyClick(table, Qt.Key.Key_L)
    assert path.page.text("path-locked") == f"Dikunci: {number}"
    path.open_part(EFFORTS)
    efforts = path.table("path-efforts")
    efforts.setCurrentIndex(efforts.model().index(int(number) - 1, 0))
    path.qtbot.keyClick(efforts, Qt.Key.Key_L)
    assert path.page.find(QLabel, "path-locked").isHidden()


def test_an_effort_that_is_written_counts(path: Lifting) -> None:
    step = path.cell("path-steps", 0, 0)
    number, goal = int(step.split()[0]), int(path.cell("path-steps", 0, 2))
    column = effort_columns.FIRST_STEP + goal - 2
    path.open_part(EFFORTS)
    path.write("path-efforts", number - 1, column, "500")
    assert path.cell("path-efforts", number - 1, column) == "500"
    model = path.model("path-steps")
    path.wait(lambda: step not in {path.cell("path-steps", n, 0) for n in range(model.rowCount())})
    path.page.click("reset-efforts")
    assert path.cell("path-efforts", number - 1, column) != "500"


def test_a_highest_level_caps_one_indicator(path: Lifting) -> None:
    path.open_part(EFFORTS)
    path.write("path-efforts", 0, 6, "3")
    assert path.cell("path-efforts", 0, 6) == "3"
    path.write("path-efforts", 0, 6, "9")  # no such level
    assert path.cell("path-efforts", 0, 6) == "3"


@pytest.mark.parametrize(("row", "column"), [(3, 2), (3, 0), (3, 1), (3, 7)])
def test_steps_that_are_behind_cannot_be_written(path: Lifting, row: int, column: int) -> None:
    model = path.model("path-efforts")
    assert not model.setData(model.index(row, column), 5)
    assert not model.setData(QModelIndex(), 5)
    assert not model.setData(model.index(0, 2), 1000)
    assert not model.setData(model.index(0, 2), "7")


def _wish(path: Lifting, text: str) -> QLineEdit:
    goal = path.page.find(QComboBox, "path-goal")
    goal.setCurrentIndex(goal.count() - 1)
    goal.activated.emit(goal.count() - 1)
    edit = path.page.find(QLineEdit, "path-index")
    edit.clear()
    path.qtbot.keyClicks(edit, text)
    path.qtbot.keyClick(edit, Qt.Key.Key_Return)
    return edit


def test_an_index_is_wished_for(path: Lifting) -> None:
    _wish(path, "3,00")
    path.wait(lambda: path.page.text("index-then") >= "3,00")


def test_what_is_no_index_is_named_at_its_field(path: Lifting) -> None:
    edit = _wish(path, "tiga")
    assert edit.accessibleDescription() == "Tulis angka dengan koma, misalnya 2,60."
    assert path.model("path-steps").rowCount() == 0
    assert not path.page.find(QWidget, "adopt-path").isEnabled()


def test_an_index_out_of_reach_is_said_with_the_highest(path: Lifting) -> None:
    highest = path.page.find(QComboBox, "path-highest")
    highest.setCurrentIndex(highest.findText("3"))
    highest.activated.emit(highest.currentIndex())
    _wish(path, "4,5")
    path.wait(lambda: path.message().kind() == "error")
    assert path.message().title() == "Indeks itu tidak terjangkau"
    assert "3,00" in path.message().text()
    assert not path.page.find(QWidget, "adopt-path").isEnabled()


def test_an_index_that_is_reached_needs_no_step(path: Lifting) -> None:
    _wish(path, "1,50")
    path.wait(lambda: path.message().kind() == "ok")
    assert path.message().title() == "Indeks itu sudah tercapai"
    assert path.model("path-steps").rowCount() == 0


def test_the_best_grade_leaves_only_an_index(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, (5,) * 47).id)
    page.open_tab(PATH)
    assert page.find(QComboBox, "path-goal").count() == 1
    assert page.find(QLineEdit, "path-index").isVisible()
    assert page.find(Message, "path-message").title() == "Tulis indeks yang diinginkan"


def test_the_steps_are_copied(path: Lifting) -> None:
    path.page.click("copy-table")
    lines = path.page.clipboard().split("\n")
    assert lines[0].startswith("Indikator\tKini\tJadi\tNaik\tUsaha")
    assert len(lines) == 1 + path.model("path-steps").rowCount()


def test_a_failure_while_looking_is_told(lifting: Lifting, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StorageError(StorageProblem.UNREADABLE, lifting.bench.root)

    monkeypatch.setattr(lifting.bench.planning, "cheapest_path", fail)
    with lifting.qtbot.waitSignal(lifting.page.tasks.failed) as told:
        lifting.page.open_tab(PATH)
    assert isinstance(told.args[0], StorageError)
