"""The review queue: ticking, approving many, sending back with a note, taking it back."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Role, State
from assessment.domain.stages import final_stages
from assessment.services.workbench import Workbench
from tests.ui.review.drivers import ReviewDriver
from ui.theme import apply_theme
from ui.widgets.chip import StateChip
from ui.widgets.queue_list import QueueList
from ui.widgets.review_queue import ReviewQueue

if TYPE_CHECKING:
    from assessment.domain.steps import Step

NUMBERS = (1, 2, 3)


@pytest.fixture
def handed_in(city: int, workbench: Workbench) -> int:
    """The answers 1, 2 and 3 wait for approval, in this order."""
    kept = workbench.preferences.load()
    workbench.preferences.save(replace(kept, person="Bagus Wirawan"))
    for number in reversed(NUMBERS):
        workbench.workflow.hand_in(city, [number])
    workbench.preferences.save(replace(kept, role=Role.RESPONSIBLE))
    return city


class QueueDriver:
    def __init__(self, page: ReviewDriver, workbench: Workbench, number: int) -> None:
        self.page = page
        self.bench = workbench
        self.number = number
        self.steps: list[Step] = []
        page.page.changed.connect(self.steps.append)

    def view(self) -> QueueList:
        found = self.page.page.findChild(QueueList, "queue")
        assert isinstance(found, QueueList)
        return found

    def numbers(self) -> list[int]:
        return [row.number for row in self.view().queue.rows]

    def text(self, name: str) -> str:
        found = self.page.page.findChild(QLabel, name)
        assert isinstance(found, QLabel)
        return found.text()

    def note(self) -> QPlainTextEdit:
        found = self.page.page.findChild(QPlainTextEdit, "queue_note")
        assert isinstance(found, QPlainTextEdit)
        return found

    def words(self, name: str) -> str:
        found = self.page.page.findChild(QAbstractButton, name)
        assert isinstance(found, QAbstractButton)
        return found.text()

    def state(self, number: int) -> State:
        return self.bench.worksheet.dossier(self.number).answer(number).state

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        modifier = modifier or Qt.KeyboardModifier.NoModifier
        self.page.qtbot.keyClick(self.view(), key, modifier)

    def press(self, place: int, x: int = 120) -> None:
        view = self.view()
        rect = view.visualRect(view.queue.index(place))
        point = QPoint(x, rect.center().y())
        self.page.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


@pytest.fixture
def queue(page: ReviewDriver, handed_in: int, workbench: Workbench) -> QueueDriver:
    page.open(handed_in)
    return QueueDriver(page, workbench, handed_in)


def test_the_queue_says_who_handed_in_what_and_when(queue: QueueDriver) -> None:
    assert queue.numbers() == [1, 2, 3]
    count = queue.page.page.findChild(StateChip, "queue_count")
    assert count is not None
    assert count.text() == "3 menunggu"
    assert queue.text("queue_who") == "Anda: Penanggung jawab"
    first, second, _third = queue.view().queue.rows
    assert first.passed.startswith("Bagus Wirawan · diserahkan hari ini 10.")
    assert first.spoken().startswith("1  Kebijakan Internal Arsitektur SPBE, tingkat 2, Diserahkan")
    assert (first.findings, second.findings) == (1, 3)
    assert queue.text("queue_title") == "1  Kebijakan Internal Arsitektur SPBE"
    assert queue.text("queue_text") == "Diatur.\nDiatur."


def test_the_answer_that_is_read_is_approved(queue: QueueDriver) -> None:
    queue.press(1)
    assert queue.text("queue_title").startswith("2 ")
    queue.page.click("queue_approve")
    assert queue.state(2) is State.APPROVED
    assert queue.numbers() == [1, 3]
    assert queue.text("queue_title").startswith("3 ")
    assert [step.indicators for step in queue.steps] == [(2,)]


def test_many_are_approved_at_once_with_the_keyboard(queue: QueueDriver) -> None:
    queue.key(Qt.Key.Key_Space)
    queue.key(Qt.Key.Key_Down)
    queue.key(Qt.Key.Key_Down)
    queue.key(Qt.Key.Key_Space)
    assert queue.text("queue_title") == "2 indikator ditandai"
    assert queue.words("queue_approve") == "Setujui 2"
    queue.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [queue.state(number) for number in NUMBERS] == [
        State.APPROVED,
        State.HANDED_IN,
        State.APPROVED,
    ]
    assert len(queue.steps) == 1
    queue.page.settle()


def test_a_press_on_the_box_ticks_without_leaving_the_row_that_is_read(queue: QueueDriver) -> None:
    queue.press(2, x=18)
    assert queue.view().queue.ticked() == (3,)
    current = queue.view().current()
    assert current is not None
    assert current.number == 1
    queue.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert queue.view().queue.ticked() == NUMBERS
    queue.press(0, x=18)
    assert queue.view().queue.ticked() == (2, 3)


def test_sending_back_needs_a_note(queue: QueueDriver) -> None:
    queue.page.click("queue_return")
    assert queue.state(1) is State.HANDED_IN
    assert "perlu diperbaiki" in queue.note().accessibleDescription()
    queue.page.qtbot.keyClicks(queue.note(), "Sebutkan unit kerja.")
    assert queue.note().accessibleDescription() == ""
    queue.page.click("queue_return")
    answer = queue.bench.worksheet.dossier(queue.number).answer(1)
    assert (answer.state, answer.review_note) == (State.RETURNED, "Sebutkan unit kerja.")
    assert queue.note().toPlainText() == ""
    queue.page.click("queue_returned")
    assert queue.numbers() == [1]
    assert "dikembalikan" in queue.view().queue.rows[0].passed
    assert queue.text("queue_text").startswith("Catatan pengembalian: Sebutkan unit kerja.")
    assert not queue.page.shown("queue_approve")


def test_a_decision_is_taken_back(queue: QueueDriver) -> None:
    queue.page.click("queue_approve")
    queue.page.qtbot.waitUntil(lambda: queue.page.shown("queue_undo"))
    queue.page.click("queue_undo")
    assert queue.state(1) is State.HANDED_IN
    assert queue.numbers() == [1, 2, 3]
    queue.page.settle()
    assert not queue.page.shown("queue_message")


def test_undo_is_not_offered_for_an_older_step(queue: QueueDriver) -> None:
    queue.page.click("queue_approve")
    queue.bench.worksheet.set_unit(queue.number, 9, "Bagian Hukum")
    queue.page.open(queue.number)
    assert not queue.page.shown("queue_message")


def test_words_narrow_the_queue(queue: QueueDriver) -> None:
    edit = queue.page.page.findChild(QLineEdit, "queue_search")
    assert edit is not None
    queue.page.qtbot.keyClicks(edit, "peta rencana")
    assert queue.numbers() == [2]
    edit.clear()
    queue.page.qtbot.keyClicks(edit, "tidak ada")
    assert queue.numbers() == []
    assert not queue.page.shown("queue_empty")


def test_enter_opens_the_sheet(queue: QueueDriver, qtbot: QtBot) -> None:
    queue.key(Qt.Key.Key_Down)
    with qtbot.waitSignal(queue.page.page.indicator_requested) as asked:
        queue.key(Qt.Key.Key_Return)
    assert asked.args == [2]
    with qtbot.waitSignal(queue.page.page.indicator_requested) as asked:
        queue.page.click("queue_open")
    assert asked.args == [2]


def test_roles_are_told_not_locked(queue: QueueDriver) -> None:
    assert not queue.page.shown("queue_hint")
    kept = queue.bench.preferences.load()
    queue.bench.preferences.save(replace(kept, role=Role.ENTRY))
    queue.page.open(queue.number)
    assert queue.page.shown("queue_hint")
    queue.page.click("queue_approve")
    assert queue.state(1) is State.APPROVED
    queue.page.settle()


def test_an_empty_queue_offers_what_is_complete(
    page: ReviewDriver, city: int, workbench: Workbench
) -> None:
    page.open(city)
    driver = QueueDriver(page, workbench, city)
    assert page.shown("queue_empty")
    assert driver.words("review_hand_in") == "Ajukan 2 yang lengkap"
    page.click("queue_hand_in")
    assert driver.numbers() == [1, 3]  # 2 claims without ground
    assert driver.state(2) is State.DRAFT
    page.settle()
    assert not page.shown("review_hand_in")


def test_the_self_assessment_is_closed_once_everything_is_approved(
    queue: QueueDriver, qtbot: QtBot
) -> None:
    queue.page.click("review_close")
    queue.page.qtbot.waitUntil(lambda: queue.page.shown("queue_first"))
    with qtbot.waitSignal(queue.page.page.indicator_requested) as asked:
        queue.page.click("queue_first")
    assert asked.args == [1]
    sheet, flow, every = queue.bench.worksheet, queue.bench.workflow, range(1, 48)
    for number in range(4, 48):
        sheet.choose_level(queue.number, number, 1)
    flow.hand_in(queue.number, every)
    flow.approve(queue.number, every)
    queue.page.open(queue.number)
    queue.page.click("review_close")
    assert final_stages(sheet.dossier(queue.number)) == {"self"}
    queue.page.settle()
    assert not queue.page.shown("review_close")
    queue.page.click("queue_undo")
    assert not final_stages(sheet.dossier(queue.number))
    queue.page.settle()


def test_another_assessment_has_its_own_queue(queue: QueueDriver) -> None:
    other = queue.bench.assessments.start_from(queue.number, 2026, ())
    queue.page.click("queue_approve")
    queue.page.open(other.id)
    assert queue.numbers() == []
    assert not queue.page.shown("queue_message")


def test_the_decision_stays_in_sight_in_a_low_window(queue: QueueDriver) -> None:
    page = queue.page.page
    page.resize(1029, 526)
    approve = page.findChild(QAbstractButton, "queue_approve")
    assert approve is not None
    queue.page.qtbot.waitUntil(
        lambda: approve.mapTo(page, approve.rect().bottomLeft()).y() < page.height()
    )
    queue.page.click("queue_return")
    assert queue.note().hasFocus() or page.focusWidget() is queue.note()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_the_queue_in_other_themes(queue: QueueDriver, qapp: QApplication, theme: str) -> None:
    queue.key(Qt.Key.Key_Space)
    apply_theme(qapp, theme, 1.25)
    card = queue.page.page.findChild(ReviewQueue, "queue-card")
    assert card is not None
    assert not card.grab().isNull()
    assert queue.numbers() == [1, 2, 3]


def test_after_the_last_answer_the_focus_stays_in_the_queue(queue: QueueDriver) -> None:
    queue.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    queue.view().setFocus()
    queue.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert queue.numbers() == []
    assert queue.page.page.focusWidget().objectName() == "queue_search"


def test_taking_a_decision_back_with_the_keyboard_stays_in_the_queue(queue: QueueDriver) -> None:
    queue.press(1)
    queue.page.click("queue_approve")
    undo = queue.page.page.findChild(QAbstractButton, "queue_undo")
    assert isinstance(undo, QAbstractButton)
    undo.setFocus()
    queue.page.qtbot.keyClick(undo, Qt.Key.Key_Space)
    assert queue.state(2) is State.HANDED_IN
    assert queue.view().hasFocus()
