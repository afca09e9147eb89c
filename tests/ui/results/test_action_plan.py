"""The action plan: made of the cheapest way, written in place, undone."""

from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QWidget

from assessment.domain.records import ItemState
from tests.ui.results.lifting import PLAN, Lifting
from ui.models import action_plan as plan_columns


@pytest.fixture
def planned(path: Lifting) -> Lifting:
    with path.qtbot.waitSignal(path.page.page.changed):
        path.page.click("adopt-path")
    return path


def test_a_path_becomes_the_plan(planned: Lifting) -> None:
    assert len(planned.plan()) == planned.model("path-steps").rowCount()
    assert planned.table("action-plan").isVisible()
    assert planned.page.text("plan-summary") == f"{len(planned.plan())} butir"
    planned.page.click("adopt-path")
    assert planned.message().title() == "Rencana aksi sudah memuat jalan ini"


def test_a_plan_is_written_in_place(planned: Lifting) -> None:
    planned.write("action-plan", 0, plan_columns.UNIT, "Bappeda")
    planned.write("action-plan", 0, plan_columns.NOTE, "Susun rancangan")
    planned.write("action-plan", 0, plan_columns.DUE, "31-12-2025")
    item = planned.plan()[0]
    assert (item.unit, item.note, item.due) == ("Bappeda", "Susun rancangan", date(2025, 12, 31))
    planned.write("action-plan", 0, plan_columns.DUE, " ")
    assert planned.plan()[0].due is None


def test_a_state_is_chosen_from_a_list(planned: Lifting) -> None:
    table = planned.table("action-plan")
    table.setCurrentIndex(table.model().index(0, plan_columns.STATE))
    table.edit(table.currentIndex())
    choice = table.viewport().findChild(QComboBox)
    assert choice is not None
    assert choice.currentText() == "Direncanakan"
    planned.qtbot.keyClick(choice, Qt.Key.Key_Down)
    choice.activated.emit(choice.currentIndex())
    assert planned.plan()[0].state is ItemState.RUNNING


def test_what_is_late_is_marked_until_it_is_done(planned: Lifting) -> None:
    planned.write("action-plan", 0, plan_columns.DUE, "1 Juni 2025")
    assert planned.page.text("plan-summary").endswith("1 terlambat")
    model = planned.model("action-plan")
    due = model.index(0, plan_columns.DUE)
    assert due.data(Qt.ItemDataRole.ToolTipRole) == "Terlambat: 1 Jun 2025"
    model.setData(model.index(0, plan_columns.STATE), ItemState.DONE)
    assert "terlambat" not in planned.page.text("plan-summary")


def test_what_is_no_date_is_refused_by_name(planned: Lifting) -> None:
    planned.write("action-plan", 0, plan_columns.DUE, "31-02-2025")
    assert planned.plan()[0].due is None
    assert planned.message("plan-message").isVisible()
    assert planned.message("plan-message").title() == "“31-02-2025” bukan tanggal"


def test_levels_of_the_plan_cannot_be_written(planned: Lifting) -> None:
    model = planned.model("action-plan")
    assert not model.setData(model.index(0, plan_columns.GOAL), "5")
    assert not model.setData(QModelIndex(), "5")


def test_an_item_leaves_the_plan_and_comes_back(planned: Lifting) -> None:
    count = len(planned.plan())
    table = planned.table("action-plan")
    planned.page.click("drop-item")  # nothing is chosen yet
    assert len(planned.plan()) == count
    table.setCurrentIndex(table.model().index(0, 0))
    planned.qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert len(planned.plan()) == count - 1
    planned.bench.worksheet.undo(planned.made.id)
    planned.page.page.show_assessment(planned.made.id)
    assert planned.model("action-plan").rowCount() == count


def test_without_a_plan_the_way_to_one_is_shown(path: Lifting) -> None:
    path.open_part(PLAN)
    assert path.page.find(QWidget, "no-plan").isVisible()
    assert not path.table("action-plan").isVisible()
