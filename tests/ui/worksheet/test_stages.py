"""Scoring again from the documents, the interview and the visit."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from assessment.domain.identity import SELF
from assessment.domain.stages import final_stages
from assessment.services.worksheet import TextPart
from tests.answering import ALL, finish_self, score_all
from tests.builders import pdf
from tests.ui.worksheet.drivers import Desk
from ui.models.indicator_tree import Row
from ui.theme import apply_theme
from ui.widgets.chip import StateChip
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.indicator_tree import IndicatorTree
from ui.widgets.level_head import LevelFold
from ui.widgets.message import Message
from ui.widgets.stage_bar import StageBar, StageButton

DOCUMENT, INTERVIEW = "document", "interview"


@pytest.fixture
def handed_over(desk: Desk) -> Desk:
    """The self assessment is final: level 3 at indicator 10, explained; 2 where nothing stood."""
    sheet, key = desk.bench.worksheet, desk.city.id
    sheet.write(key, 10, TextPart.FACT, "Perwali 12/2023 Pasal 41.")
    finish_self(desk.bench, key, dict.fromkeys(ALL, 2) | sheet.dossier(key).levels())
    desk.page.open(key, 10)
    desk.page.show_stage(DOCUMENT)
    desk.steps.clear()
    return desk


def score_rest(desk: Desk) -> None:
    rest = {number: 2 for number in ALL if number != 10}
    score_all(desk.bench, desk.city.id, rest, DOCUMENT)
    desk.page.open(desk.city.id, 10)


def cell(desk: Desk, stage: str) -> StageButton:
    return desk.part(StageButton, f"stage_{stage}")


def chip(desk: Desk, number: int) -> tuple[str, str] | None:
    return desk.part(LevelFold, f"fold_{number}").words().chip


def said(desk: Desk) -> Message:
    return [one for one in desk.page.findChildren(Message, "sheet_note") if one.isVisible()][-1]


def row(desk: Desk, number: int) -> Row:
    tree = desk.part(IndicatorTree, "indicator_tree")
    return next(row for row in tree.rows.indicators() if row.number == number)


def test_an_institution_at_work_sees_no_stages(desk: Desk) -> None:
    assert not desk.part(StageBar, "stage_bar").isVisible()


def test_a_final_stage_can_only_be_read(handed_over: Desk) -> None:
    handed_over.click("stage_self")
    message = handed_over.part(Message, "notice_message")
    assert message.title() == "Penilaian Mandiri sudah final"
    assert not handed_over.part(QAbstractButton, "choose_1").isEnabled()
    assert handed_over.part(QPlainTextEdit, "fact").isReadOnly()
    assert not handed_over.part(QAbstractButton, "add_evidence").isEnabled()
    assert not handed_over.part(QPushButton, "close_stage").isVisible()
    assert cell(handed_over, SELF).accessibleName() == "Mandiri, tingkat 3, final"


def test_an_evaluator_scores_beside_what_the_institution_said(handed_over: Desk) -> None:
    desk = handed_over
    assert desk.part(StateChip, "answer_state").text() == "Belum dinilai"
    assert chip(desk, 3) == ("neutral", "Penilaian Mandiri")
    assert row(desk, 10).level is None
    desk.click("choose_2")
    assert desk.stored().answer(10, DOCUMENT).level == 2
    assert desk.answer().level == 3
    assert chip(desk, 2) == ("chosen", "Dipilih")
    assert desk.part(StateChip, "answer_state").text() == "Dinilai"
    assert cell(desk, DOCUMENT).cell().change == "−1"
    assert row(desk, 10).level == 2
    desk.settled()


def test_a_justification_is_written_beside_the_facts(handed_over: Desk) -> None:
    desk = handed_over
    earlier = desk.part(QPlainTextEdit, "earlier_text")
    assert desk.part(QComboBox, "earlier_stage").currentText() == "Mandiri: 3"
    assert earlier.toPlainText() == "Perwali 12/2023 Pasal 41."
    assert earlier.isReadOnly()
    assert not desk.part(QPushButton, "compose").isVisible()
    desk.qtbot.keyClicks(desk.part(QPlainTextEdit, "justification"), "Belum menjangkau semua.")
    desk.page.flush()
    stored = desk.stored()
    assert stored.answer(10, DOCUMENT).justification == "Belum menjangkau semua."
    assert stored.answer(10).justification == ""


def test_conditions_and_texts_of_the_institution_stay_hers(handed_over: Desk) -> None:
    desk = handed_over
    tick = desk.part(QAbstractButton, "tick_level_3_1")
    assert tick.isChecked()
    assert not tick.isEnabled()
    desk.click("stage_self")
    assert desk.part(QPlainTextEdit, "fact").toPlainText() == "Perwali 12/2023 Pasal 41."
    desk.click("stage_document")
    assert desk.part(QPlainTextEdit, "justification").isVisible()


def test_a_stage_is_closed_only_when_everything_is_scored(handed_over: Desk) -> None:
    desk = handed_over
    desk.click("choose_2")
    desk.click("close_stage")
    assert said(desk).kind() == "warn"
    assert "1, 2, 3" in said(desk).text()
    assert DOCUMENT not in final_stages(desk.stored())
    desk.click("open_first")
    assert desk.page.indicator == 1


def test_what_is_left_untouched_is_inherited(handed_over: Desk) -> None:
    desk = handed_over
    desk.click("choose_2")
    score_rest(desk)
    desk.click("close_stage")
    assert final_stages(desk.stored()) == {SELF, DOCUMENT}
    assert said(desk).title() == "Penilaian Dokumen ditetapkan final"
    assert cell(desk, INTERVIEW).isChecked()
    assert cell(desk, INTERVIEW).cell().inherited
    assert chip(desk, 2) == ("info", "Diwarisi dari Penilaian Dokumen")
    assert desk.part(StateChip, "answer_state").text() == "Diwarisi"
    desk.click("choose_4")
    assert desk.stored().answer(10, INTERVIEW).level == 4
    assert cell(desk, INTERVIEW).cell().change == "+2"
    assert not cell(desk, "visit").isEnabled()
    desk.settled()


def test_an_inherited_level_can_be_made_ones_own(handed_over: Desk) -> None:
    desk = handed_over
    desk.click("choose_2")
    score_rest(desk)
    desk.click("close_stage")
    desk.click("choose_2")
    menu = desk.page.findChildren(QMenu, "clearing")[-1]
    (entry,) = menu.actions()
    assert entry.text() == "Tetapkan juga di tahap ini"
    entry.trigger()
    menu.close()
    assert desk.stored().answer(10, INTERVIEW).level == 2
    assert not cell(desk, INTERVIEW).cell().inherited


def test_a_final_stage_is_opened_again_with_a_reason(handed_over: Desk) -> None:
    desk = handed_over
    desk.click("stage_self")
    desk.click("notice_act")
    desk.click("notice_confirm")
    reason = desk.part(QPlainTextEdit, "notice_reason")
    assert reason.accessibleDescription()
    assert SELF in final_stages(desk.stored())
    desk.qtbot.keyClicks(reason, "Salah unggah.")
    desk.click("notice_confirm")
    outcome = desk.stored().outcome(SELF)
    assert (outcome.final, outcome.reason) == (False, "Salah unggah.")
    assert not desk.part(StageBar, "stage_bar").isVisible()
    desk.settled()


def test_a_stage_under_a_final_one_stays_closed(handed_over: Desk) -> None:
    desk = handed_over
    desk.click("choose_2")
    score_rest(desk)
    desk.click("close_stage")
    desk.click("stage_self")
    desk.click("notice_act")
    desk.qtbot.keyClicks(desk.part(QPlainTextEdit, "notice_reason"), "Keliru.")
    desk.click("notice_confirm")
    assert said(desk).title() == "Tahap sudah final"
    assert SELF in final_stages(desk.stored())


def test_closing_is_undone(handed_over: Desk) -> None:
    desk = handed_over
    desk.click("choose_2")
    score_rest(desk)
    desk.click("close_stage")
    desk.click("undo_move")
    assert final_stages(desk.stored()) == {SELF}
    assert cell(desk, DOCUMENT).isChecked()


def test_evidence_of_a_later_stage_is_marked(
    handed_over: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = handed_over
    path = pdf(tmp_path / "notulen.pdf", "Notulen")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([str(path)], ""))
    desk.click("add_evidence")
    desk.qtbot.waitUntil(lambda: bool(desk.steps))
    last = desk.stored().evidence(10)[-1]
    assert last.attachment.stage == DOCUMENT
    shown = desk.part(EvidenceList, "evidence_list")
    words = shown.model().index(2, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Penilaian Dokumen" in words
    first = shown.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Penilaian" not in first


@pytest.mark.parametrize("act", ["detach", "cite", "remove_citation"])
def test_evidence_that_was_handed_over_stays_as_it_is(handed_over: Desk, act: str) -> None:
    desk = handed_over
    before = desk.stored()
    desk.part(EvidenceList, "evidence_list").choose(before.evidence(10)[0].document.sha256)
    desk.click(act)
    told = desk.part(Message, "evidence_message")
    assert told.title() == "Bukti dari tahap yang sudah final"
    assert "Justifikasi" in told.text()
    assert desk.stored() == before


def test_arrows_walk_along_the_stages(handed_over: Desk) -> None:
    desk = handed_over
    cell(desk, DOCUMENT).setFocus()
    desk.qtbot.keyClick(cell(desk, DOCUMENT), Qt.Key.Key_Left)
    assert cell(desk, SELF).isChecked()
    desk.qtbot.keyClick(cell(desk, SELF), Qt.Key.Key_Right)
    assert cell(desk, DOCUMENT).isChecked()
    desk.qtbot.keyClick(cell(desk, DOCUMENT), Qt.Key.Key_Right)  # not reached
    assert cell(desk, DOCUMENT).isChecked()


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_stages_in_other_themes(handed_over: Desk, qapp: QApplication, theme: str) -> None:
    handed_over.click("choose_2")
    apply_theme(qapp, theme, 1.25)
    assert not handed_over.part(QWidget, "stage_bar").grab().isNull()
    assert cell(handed_over, DOCUMENT).cell().level == 2
