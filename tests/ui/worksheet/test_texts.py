from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.identity import Person
from assessment.services.worksheet import TextPart
from tests.ui.worksheet.drivers import Desk
from ui.theme import apply_theme
from ui.widgets.buttons import Button
from ui.widgets.indicator_tree import IndicatorTree
from ui.widgets.message import Message
from ui.widgets.tabs import TabStrip

PENJELASAN, CATATAN, TAHUN_LALU, RIWAYAT = range(4)


def edit(desk: Desk, name: str) -> QPlainTextEdit:
    return desk.part(QPlainTextEdit, name)


def show_tab(desk: Desk, index: int) -> None:
    desk.part(TabStrip, "dock_tabs").setCurrentIndex(index)


def test_typing_is_stored_after_a_pause(desk: Desk) -> None:
    with desk.qtbot.waitSignal(desk.page.changed):
        desk.qtbot.keyClicks(edit(desk, "fact"), "Perwali")
    assert desk.answer().fact == "Perwali"
    assert desk.part(QLabel, "fact_count").text() == "7 huruf"
    assert edit(desk, "fact").document().isUndoAvailable()
    desk.settled()


def test_leaving_the_editor_stores_at_once(desk: Desk) -> None:
    analysis = edit(desk, "analysis")
    analysis.setFocus()
    desk.qtbot.keyClicks(analysis, "Terpenuhi.")
    assert not desk.steps
    desk.qtbot.keyClick(analysis, Qt.Key.Key_Tab)
    assert not analysis.hasFocus()
    assert desk.answer().analysis == "Terpenuhi."


def test_another_indicator_stores_first_and_shows_its_own_texts(desk: Desk) -> None:
    desk.qtbot.keyClicks(edit(desk, "fact"), "Fakta sepuluh")
    desk.page.next_indicator()
    assert desk.answer(10).fact == "Fakta sepuluh"
    assert desk.answer(11).fact == ""
    assert edit(desk, "fact").toPlainText() == ""
    desk.page.previous_indicator()
    assert edit(desk, "fact").toPlainText() == "Fakta sepuluh"


def test_storing_one_text_leaves_the_other_being_typed(desk: Desk) -> None:
    desk.qtbot.keyClicks(edit(desk, "fact"), "lima")
    desk.page.choose(4)
    assert edit(desk, "fact").toPlainText() == "lima"
    desk.page.flush()
    assert desk.answer().fact == "lima"


def test_what_cannot_be_stored_stays_and_is_marked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_given: object, **_options: object) -> None:
        raise StorageError(StorageProblem.FULL, tmp_path)

    with monkeypatch.context() as full:
        full.setattr(desk.bench.worksheet, "write", fail)
        desk.qtbot.keyClicks(edit(desk, "fact"), "Perwali")
        with pytest.raises(StorageError):
            desk.page.flush()
        assert desk.part(QLabel, "fact_count").text() == "belum tersimpan · 7 huruf"
        with desk.qtbot.captureExceptions() as caught:
            desk.click("next")
        assert [kind for kind, _error, _trace in caught] == [StorageError]
        assert desk.page.indicator == 10
        with desk.qtbot.captureExceptions() as caught:
            desk.qtbot.keyClick(desk.part(IndicatorTree, "indicator_tree"), Qt.Key.Key_Up)
        assert [kind for kind, _error, _trace in caught] == [StorageError]
        row = desk.part(IndicatorTree, "indicator_tree").currentIndex()
        assert row.data(Qt.ItemDataRole.UserRole).number == 10
        assert edit(desk, "fact").toPlainText() == "Perwali"
    assert desk.answer().fact == ""
    desk.page.flush()
    assert desk.answer().fact == "Perwali"
    assert desk.part(QLabel, "fact_count").text() == "7 huruf"


def test_composing_fills_empty_editors(desk: Desk) -> None:
    desk.click("compose")
    answer = desk.answer()
    assert "Pasal 41 ayat (2), hlm. 24" in answer.fact
    assert "terpenuhi" in answer.analysis
    assert edit(desk, "fact").toPlainText() == answer.fact
    assert not desk.part(QWidget, "offer").isVisible()
    assert len(desk.steps) == 1


def test_composing_never_overwrites(desk: Desk) -> None:
    desk.qtbot.keyClicks(edit(desk, "fact"), "Tulisan saya")
    desk.click("compose")
    assert desk.answer().fact == "Tulisan saya"
    assert desk.answer().analysis
    assert desk.part(QWidget, "offer").isVisible()
    assert not edit(desk, "analysis").isVisible()
    desk.click("leave_offer")
    assert not desk.part(QWidget, "offer").isVisible()
    assert edit(desk, "fact").toPlainText() == "Tulisan saya"


def test_an_offered_draft_is_taken(desk: Desk) -> None:
    desk.qtbot.keyClicks(edit(desk, "fact"), "Tulisan saya")
    desk.click("compose")
    offered = edit(desk, "offered_text").toPlainText()
    desk.click("take_offer")
    assert desk.answer().fact == offered
    assert edit(desk, "analysis").isVisible()
    desk.page.undo()
    assert desk.answer().fact == "Tulisan saya"


def test_composing_again_renews_its_own_sentences_only(desk: Desk) -> None:
    desk.click("compose")
    composed = desk.answer().analysis.split("\n")
    desk.qtbot.keyClicks(edit(desk, "analysis"), "Kalimat saya. ")
    desk.page.flush()
    mine = desk.answer().analysis.split("\n")
    assert mine == [f"Kalimat saya. {composed[0]}", *composed[1:]]
    desk.page.choose(2)
    desk.click("compose")
    desk.click("leave_offer")  # of Fakta, whose citation speaks for tingkat 3
    offered = edit(desk, "offered_text").toPlainText().split("\n")
    assert offered[0] == mine[0]
    assert composed[-1] not in offered
    desk.click("take_offer")
    assert desk.answer().analysis.split("\n") == offered


def test_composing_again_without_news_says_so(desk: Desk) -> None:
    desk.click("compose")
    desk.qtbot.keyClicks(edit(desk, "fact"), "Menurut kami, ")
    desk.click("compose")
    assert not desk.part(QWidget, "offer").isVisible()
    assert "sudah sesuai" in desk.part(Message, "sheet_note").title()
    assert desk.answer().fact.startswith("Menurut kami, ")


def test_what_was_copied_from_last_year_is_not_taken_for_composed(desk: Desk) -> None:
    show_tab(desk, TAHUN_LALU)
    desk.click("copy_last_year")
    copied = desk.answer().fact
    assert copied
    assert desk.bench.worksheet.composed(desk.city.id, 10).fact == ""
    desk.page.undo()
    assert desk.answer().fact == ""


def test_notes_unit_and_target(desk: Desk) -> None:
    show_tab(desk, CATATAN)
    desk.qtbot.keyClicks(edit(desk, "notes"), "Tanyakan")
    unit = desk.part(QLineEdit, "unit")
    assert unit.completer().model().index(0, 0).data() == "Bagian Hukum"
    desk.qtbot.keyClicks(unit, "Bagian  Organisasi")
    desk.qtbot.keyClick(unit, Qt.Key.Key_Return)
    target = desk.part(QComboBox, "target_choice")
    target.setFocus()
    desk.qtbot.keyClick(target, Qt.Key.Key_Down)
    desk.page.flush()
    answer = desk.answer()
    assert (answer.notes, answer.unit, answer.target) == ("Tanyakan", "Bagian Organisasi", 1)
    desk.settled()


def test_a_unit_being_typed_is_stored_when_the_page_is_left(desk: Desk) -> None:
    show_tab(desk, CATATAN)
    desk.qtbot.keyClicks(desk.part(QLineEdit, "unit"), "Diskominfo")
    desk.page.open(desk.city.id, 11)
    assert desk.answer(10).unit == "Diskominfo"
    assert desk.answer(11).unit == ""
    assert desk.part(QLineEdit, "unit").text() == ""


def test_last_year_is_copied_into_empty_editors(desk: Desk) -> None:
    show_tab(desk, TAHUN_LALU)
    desk.click("copy_last_year")
    assert desk.answer().fact == "Keputusan Wali Kota 8/2022."
    assert desk.part(TabStrip, "dock_tabs").currentIndex() == PENJELASAN


def test_last_year_without_texts_has_nothing_to_copy(desk: Desk) -> None:
    show_tab(desk, TAHUN_LALU)
    desk.page.open(desk.city.id, 11)
    assert not desk.part(Button, "copy_last_year").isEnabled()


def test_history_shows_the_newest_first_and_takes_it_back(desk: Desk) -> None:
    show_tab(desk, RIWAYAT)
    desk.page.choose(5)
    model = desk.part(QTableView, "history").model()
    assert model.index(0, 2).data() == "Tingkat 3 → 5"
    assert model.index(0, 1).data() == "Rani Puspita"
    desk.click("undo_newest")
    assert desk.answer().level == 3
    assert model.index(0, 2).data() == "Diurungkan: Tingkat 5 → 3"
    assert not desk.part(Button, "undo_newest").isEnabled()


def test_the_newest_step_elsewhere_is_not_offered_here(desk: Desk) -> None:
    desk.bench.worksheet.write(desk.city.id, 1, TextPart.NOTES, "lain")
    desk.page.open(desk.city.id, 10)
    show_tab(desk, RIWAYAT)
    assert not desk.part(Button, "undo_newest").isEnabled()


def test_an_untouched_editor_has_nothing_to_undo(desk: Desk) -> None:
    fact = edit(desk, "fact")
    desk.page.open(desk.city.id, 20)
    desk.qtbot.keyClicks(fact, "abc")
    fact.undo()
    assert fact.toPlainText() == ""
    assert not fact.document().isUndoAvailable()  # so that the next Ctrl+Z is the page's


def test_pasting_leaves_out_what_cannot_be_seen(desk: Desk) -> None:
    copied = QMimeData()
    copied.setText("a\tb\r\nc\x00\x01\x0bd 😀")
    copied.setHtml("<b>a</b>")
    QGuiApplication.clipboard().setMimeData(copied)
    notes = edit(desk, "fact")
    notes.selectAll()
    notes.paste()
    desk.page.flush()
    assert desk.answer().fact == "a\tb\ncd 😀"


def test_a_long_unit_shows_its_beginning(desk: Desk) -> None:
    name = "Bidang Pengelolaan Informasi Publik dan Persandian " * 4
    desk.bench.worksheet.set_unit(desk.city.id, 10, name)
    desk.page.open(desk.city.id, 10)
    show_tab(desk, CATATAN)
    unit = desk.part(QLineEdit, "unit")
    assert unit.cursorPosition() == 0
    assert unit.toolTip() == name.strip()


def test_a_long_name_does_not_push_away_what_was_done(desk: Desk) -> None:
    name = "Dr. Ir. H. Raden Mas Soerjaningrat Koesoemo Notonegoro, S.Kom., M.T.I."
    desk.bench.workflow.introduce(Person(name, desk.bench.workflow.current().role))
    show_tab(desk, RIWAYAT)
    desk.page.choose(5)
    table = desk.part(QTableView, "history")
    assert table.model().index(0, 1).data() == name
    desk.qtbot.waitUntil(lambda: table.columnWidth(1) <= table.width() // 4)
    assert table.columnViewportPosition(2) < table.width() // 2


def test_open_in_the_compact_form_the_dock_shows_all_fields(desk: Desk, qapp: QApplication) -> None:
    apply_theme(qapp, "dark", 1.4)
    desk.page.resize(1029, 582)
    show_tab(desk, CATATAN)
    desk.click("fold_dock")
    pane = desk.part(QComboBox, "target_choice").parentWidget()
    assert pane is not None
    desk.qtbot.waitUntil(lambda: pane.height() >= pane.minimumSizeHint().height())
