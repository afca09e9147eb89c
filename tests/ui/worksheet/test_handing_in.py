"""Handing in, taking back, returned and approved answers on the sheet."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from assessment.domain.identity import State
from assessment.domain.records import Citation
from tests.builders import pdf
from tests.ui.worksheet.drivers import Desk
from ui.theme import apply_theme
from ui.widgets.chip import StateChip
from ui.widgets.explanation_dock import ExplanationDock
from ui.widgets.level_mark import LevelMark
from ui.widgets.level_stack import LevelStack
from ui.widgets.message import Message
from ui.widgets.tabs import TabStrip


def state(desk: Desk) -> State:
    return desk.answer().state


def move(desk: Desk) -> str:
    """What the button in the head offers; empty where there is none."""
    button = desk.part(QPushButton, "move_answer")
    return button.text() if button.isVisible() else ""


def notice(desk: Desk) -> Message | None:
    found = desk.part(Message, "notice_message")
    return found if found.isVisible() else None


def said(desk: Desk) -> str:
    return next(
        one.title() for one in desk.page.findChildren(Message, "sheet_note") if one.isVisible()
    )


def reopen(desk: Desk) -> None:
    desk.page.open(desk.city.id, 10)


def approve(desk: Desk) -> None:
    desk.bench.workflow.hand_in(desk.city.id, [10])
    desk.bench.workflow.approve(desk.city.id, [10])
    reopen(desk)


def send_back(desk: Desk, note: str) -> None:
    desk.bench.workflow.hand_in(desk.city.id, [10])
    desk.bench.workflow.send_back(desk.city.id, [10], note)
    reopen(desk)


def test_an_answer_is_handed_in_and_taken_back(desk: Desk) -> None:
    assert move(desk) == "Ajukan"
    desk.click("move_answer")
    assert state(desk) is State.HANDED_IN
    assert desk.part(StateChip, "answer_state").text() == "Diserahkan"
    assert move(desk) == "Tarik kembali"
    assert said(desk) == "Indikator 10 diserahkan"
    desk.click("move_answer")
    assert state(desk) is State.DRAFT
    assert [step.indicators for step in desk.steps] == [(10,), (10,)]
    desk.settled()


def test_what_is_being_typed_is_handed_in_too(desk: Desk) -> None:
    desk.qtbot.keyClicks(desk.part(QPlainTextEdit, "fact"), "Perwali 12/2023.")
    desk.click("move_answer")
    assert desk.answer().fact == "Perwali 12/2023."
    assert state(desk) is State.HANDED_IN


def test_handing_in_is_undone_from_the_message(desk: Desk) -> None:
    desk.click("move_answer")
    desk.click("undo_move")
    assert state(desk) is State.DRAFT
    assert said(desk).startswith("Indikator 10: Diurungkan")


def test_an_edit_makes_a_draft_again(desk: Desk) -> None:
    desk.click("move_answer")
    desk.click("choose_4")
    assert state(desk) is State.DRAFT
    assert move(desk) == "Ajukan"


def test_an_unanswered_indicator_cannot_be_handed_in(desk: Desk) -> None:
    desk.page.open(desk.city.id, 11)
    assert move(desk) == ""
    desk.click("choose_2")
    assert move(desk) == "Ajukan"


def test_the_note_of_a_return_stays_until_it_is_handed_in_again(desk: Desk) -> None:
    send_back(desk, "Sebutkan unit kerja.")
    shown = notice(desk)
    assert shown is not None
    assert shown.title().startswith("Dikembalikan oleh Rani Puspita, ")
    assert shown.text() == "Sebutkan unit kerja."
    assert move(desk) == ""  # the button is in the message
    desk.click("choose_2")
    assert state(desk) is State.DRAFT
    assert notice(desk) is not None
    desk.click("notice_act")
    assert state(desk) is State.HANDED_IN
    assert notice(desk) is None


def test_an_approved_sheet_can_only_be_read(desk: Desk) -> None:
    approve(desk)
    shown = notice(desk)
    assert shown is not None
    assert shown.title().startswith("Disetujui oleh Rani Puspita, ")
    assert "hanya dapat dibaca" in shown.text()
    assert move(desk) == ""
    for level in range(1, 6):
        assert not desk.part(QAbstractButton, f"choose_{level}").isEnabled()
    card = desk.part(LevelStack, "levels").card(3)
    assert not any(row.isEnabled() for row in card.conditions())
    for name in ("fact", "analysis"):
        assert desk.part(QPlainTextEdit, name).isReadOnly()
    assert not desk.part(QPushButton, "compose").isVisible()
    assert not desk.part(LevelMark, "target").isEnabled()
    for name in ("add_evidence", "pick", "detach", "cite"):
        assert not desk.part(QAbstractButton, name).isEnabled()


def test_the_other_tabs_of_an_approved_sheet_can_only_be_read(desk: Desk) -> None:
    approve(desk)
    tabs = desk.part(ExplanationDock, "dock").tabs
    tabs.setCurrentIndex(1)
    assert desk.part(QPlainTextEdit, "notes").isReadOnly()
    assert desk.part(QLineEdit, "unit").isReadOnly()
    assert not desk.part(QComboBox, "target_choice").isEnabled()
    tabs.setCurrentIndex(2)
    assert not desk.part(QPushButton, "copy_last_year").isEnabled()


def test_keys_and_drops_come_to_nothing_on_an_approved_sheet(desk: Desk, tmp_path: Path) -> None:
    approve(desk)
    before = desk.stored()
    desk.page.choose(5)
    assert said(desk) == "Jawaban terkunci"
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(pdf(tmp_path / "sk.pdf", "SK")))])
    enter = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter.ignore()
    QApplication.sendEvent(desk.part(QWidget, "evidence_pane"), enter)
    assert not enter.isAccepted()
    desk.qtbot.keyClick(desk.part(QWidget, "evidence_list"), Qt.Key.Key_Delete)
    assert desk.part(Message, "evidence_message").title() == "Lembar terkunci"
    assert desk.stored() == before


def test_an_approval_is_undone_and_done_again(desk: Desk) -> None:
    approve(desk)
    desk.page.undo()
    assert state(desk) is State.HANDED_IN
    desk.page.redo()
    assert state(desk) is State.APPROVED
    desk.settled()


def test_an_approved_answer_is_opened_with_a_note(desk: Desk) -> None:
    approve(desk)
    desk.click("notice_act")
    desk.click("notice_confirm")
    reason = desk.part(QPlainTextEdit, "notice_reason")
    assert "perlu diperbaiki" in reason.accessibleDescription()
    assert state(desk) is State.APPROVED
    desk.qtbot.keyClicks(reason, "Pasal keliru.")
    desk.click("notice_confirm")
    assert (state(desk), desk.answer().review_note) == (State.RETURNED, "Pasal keliru.")
    assert desk.part(QAbstractButton, "choose_1").isEnabled()
    assert not desk.part(QPlainTextEdit, "fact").isReadOnly()
    assert desk.part(QAbstractButton, "add_evidence").isEnabled()
    desk.settled()


def test_the_note_can_be_left_unwritten(desk: Desk) -> None:
    approve(desk)
    desk.click("notice_act")
    desk.click("notice_leave")
    assert not desk.part(QPlainTextEdit, "notice_reason").isVisible()
    assert desk.part(QPushButton, "notice_act").isVisible()
    assert state(desk) is State.APPROVED


def test_a_lock_goes_with_its_indicator(desk: Desk) -> None:
    approve(desk)
    desk.page.open(desk.city.id, 6)
    assert notice(desk) is None
    assert desk.part(QAbstractButton, "choose_1").isEnabled()
    desk.page.open(desk.city.id, 10)
    assert not desk.part(QAbstractButton, "choose_1").isEnabled()


def test_a_citation_makes_a_draft_of_what_was_handed_in(desk: Desk) -> None:
    desk.click("move_answer")
    (attachment, *_rest) = desk.stored().evidence(10)
    desk.bench.evidence.cite(Citation("", desk.city.id, 10, attachment.document.sha256, 2, 1))
    reopen(desk)
    assert move(desk) == "Ajukan"


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_notices_in_other_themes(desk: Desk, qapp: QApplication, theme: str) -> None:
    approve(desk)
    desk.click("notice_act")
    apply_theme(qapp, theme, 1.25)
    assert not desk.page.grab().isNull()
    assert notice(desk) is not None


def test_what_can_be_typed_looks_like_it_after_a_locked_answer(desk: Desk) -> None:
    desk.part(TabStrip, "dock_tabs").setCurrentIndex(1)

    def ground(name: str) -> QColor:
        edit = desk.part(QWidget, name)
        return edit.grab().toImage().pixelColor(edit.width() // 2, edit.height() - 6)

    usual = [ground(name) for name in ("notes", "unit")]
    desk.bench.workflow.hand_in(desk.city.id, [10])
    desk.bench.workflow.approve(desk.city.id, [10])
    desk.page.open(desk.city.id, 10)
    locked = [ground(name) for name in ("notes", "unit")]
    assert all(one != other for one, other in zip(usual, locked, strict=True))
    desk.page.next_indicator()
    assert [ground(name) for name in ("notes", "unit")] == usual
