"""From the review queue to the sheet and back, in the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from assessment.domain.identity import Assessment, State
from assessment.services.workbench import Workbench
from tests.ui.shell.drivers import WindowDriver
from ui.widgets.queue_list import QueueList


def test_the_queue_leads_to_the_sheet_and_shows_what_was_done_there(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    workbench.workflow.hand_in(city.id, [6, 10])
    window.open()
    window.rail("review")
    window.settle()
    window.click("queue_open")
    assert window.window.pages.worksheet.indicator == 6
    window.click("move_answer")
    assert workbench.worksheet.dossier(city.id).answer(6).state is State.DRAFT
    window.rail("review")
    window.settle()
    assert [row.number for row in window.find(QueueList, "queue").queue.rows] == [10]


def test_undo_on_periksa_takes_an_approval_back_and_the_sheet_follows(
    workbench: Workbench, city: Assessment, window: WindowDriver
) -> None:
    workbench.workflow.hand_in(city.id, [10])
    window.open()
    window.window.open_assessment(city.id, 10)
    window.rail("review")
    window.settle()
    window.click("queue_approve")
    window.rail("worksheet")
    assert not window.find(QAbstractButton, "choose_1").isEnabled()
    window.rail("review")
    window.settle()
    window.window.activateWindow()
    window.qtbot.waitUntil(window.window.isActiveWindow)
    QTest.keyClick(window.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert workbench.worksheet.dossier(city.id).answer(10).state is State.HANDED_IN
    window.settle()
    assert [row.number for row in window.find(QueueList, "queue").queue.rows] == [10]
    window.rail("worksheet")
    assert window.find(QAbstractButton, "choose_1").isEnabled()
    window.settle()
