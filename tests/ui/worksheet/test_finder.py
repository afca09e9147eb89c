"""Finding passages in the evidence at hand: search, suggestions, citing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QWidget

from assessment.domain.passages import Hit
from assessment.domain.progress import Progress
from assessment.domain.records import Document
from tests.builders import NOW, pdf
from tests.ui.worksheet.drivers import Desk, inside
from ui.models.candidates import Candidate, sentence_of
from ui.widgets.buttons import Button, IconButton
from ui.widgets.condition_row import ConditionRow
from ui.widgets.evidence_list import EvidenceList
from ui.widgets.finder import Finder
from ui.widgets.finder_list import CandidateList
from ui.widgets.progress_panel import ProgressPanel

REGULATION = """BAB II
TIM KOORDINASI
Pasal 2
(1) Tim Koordinasi SPBE dibentuk oleh Wali Kota.
(2) Tugas Tim Koordinasi SPBE mencakup seluruh unit kerja dan perangkat daerah.
Pasal 3
Reviu kebijakan dilakukan setiap tahun oleh Dinas.
BAB III
PENUTUP
Pasal 4
Peraturan ini mulai berlaku pada tanggal diundangkan.
"""


@pytest.fixture
def here(desk: Desk, tmp_path: Path) -> Desk:
    """Indicator 10 with a regulation and a report."""
    desk.bench.worksheet.choose_level(desk.city.id, 10, 3)
    give(desk, 10, text(tmp_path / "perwal.txt"), pdf(tmp_path / "lap.pdf", "Laporan", pages=2))
    return desk


def text(path: Path, content: str = REGULATION) -> Path:
    path.write_text(content)
    return path


def give(desk: Desk, number: int, *paths: Path) -> None:
    """Only these at the indicator, which is opened anew."""
    for entry in desk.stored().evidence(number):
        desk.bench.evidence.detach(desk.city.id, number, entry.document.sha256)
    if paths:
        desk.bench.evidence.attach(desk.city.id, number, paths)
    desk.page.open(desk.city.id, number)


def said(desk: Desk, name: str) -> str:
    return desk.part(QLabel, name).text()


def finder(desk: Desk) -> Finder:
    return desk.part(Finder, "finder")


def suggestions(desk: Desk, words: str = "Usulan untuk indikator 10") -> CandidateList:
    desk.qtbot.waitUntil(lambda: said(desk, "finder_count") == words)
    return desk.part(CandidateList, "candidates")


def look_for(desk: Desk, words: str) -> None:
    field = desk.part(QLineEdit, "finder_search")
    field.clear()
    desk.qtbot.keyClicks(field, words)
    desk.click("find")
    desk.qtbot.waitUntil(lambda: "temuan" in said(desk, "finder_count"))


def shown(desk: Desk) -> Candidate:
    candidate = finder(desk).current()
    assert candidate is not None
    return candidate


def click_row(desk: Desk, view: CandidateList, row: int, *, double: bool = False) -> None:
    place: QPoint = view.visualRect(view.candidates.index(row)).center()
    target = view.viewport()
    if double:
        desk.qtbot.mouseDClick(target, Qt.MouseButton.LeftButton, pos=place)
    else:
        desk.qtbot.mouseClick(target, Qt.MouseButton.LeftButton, pos=place)


def test_the_chosen_piece_shows_its_cited_page(desk: Desk) -> None:
    pages = finder(desk).view.pages
    desk.qtbot.waitUntil(lambda: pages.page() == 24)
    view = desk.part(EvidenceList, "evidence_list")
    view.setCurrentIndex(view.entries.index(1))
    desk.qtbot.waitUntil(lambda: pages.page() == 1)
    document = finder(desk).view.document
    assert document is not None
    assert document.name == "reviu.pdf"
    desk.click("citation_chip")
    assert pages.page() == 24


def test_an_edit_leaves_the_page_where_it_is(desk: Desk) -> None:
    pages = finder(desk).view.pages
    desk.qtbot.waitUntil(lambda: pages.page() == 24)
    pages.go_to(30)
    desk.page.choose(2)
    assert pages.page() == 30


def test_words_are_found_in_what_is_attached_here_only(here: Desk, tmp_path: Path) -> None:
    here.bench.evidence.attach(here.city.id, 1, [pdf(tmp_path / "lain.pdf", "Laporan lain")])
    here.bench.search.index_missing()
    assert len(here.bench.search.find("laporan")) == 3
    look_for(here, "laporan")
    assert said(here, "finder_count") == "2 temuan di 1 dokumen"
    assert said(here, "finder_place") == "1/2"
    here.qtbot.waitUntil(lambda: bool(finder(here).view.pages.marks()))
    assert finder(here).view.pages.marks()[0].text == "Laporan"
    assert not here.part(QWidget, "candidates").isVisible()


def test_a_page_that_was_to_come_takes_no_chosen_passage_away(here: Desk) -> None:
    suggestions(here)
    view = here.part(EvidenceList, "evidence_list")
    other = 1 - view.currentIndex().row()
    view.setCurrentIndex(view.entries.index(other))
    click_row(here, here.part(CandidateList, "candidates"), 0)
    chosen = shown(here)
    here.qtbot.wait(400)
    assert shown(here) == chosen


def test_enter_walks_through_what_was_found(here: Desk) -> None:
    look_for(here, "laporan")
    field = here.part(QLineEdit, "finder_search")
    pages = []
    for keys in (Qt.KeyboardModifier.NoModifier,) * 3 + (Qt.KeyboardModifier.ShiftModifier,) * 2:
        here.qtbot.keyClick(field, Qt.Key.Key_Return, keys)
        pages.append(shown(here).page)
    assert pages == [2, 1, 2, 1, 2]
    here.click("find_next")
    here.click("find_previous")
    assert said(here, "finder_place") == "2/2"
    assert said(here, "finder_page") == "Hlm. 2 dari 2"


def test_enter_does_not_wait_for_the_pause(here: Desk) -> None:
    suggestions(here)
    field = here.part(QLineEdit, "finder_search")
    field.setText("laporan")
    here.qtbot.keyClick(field, Qt.Key.Key_Enter)
    here.qtbot.waitUntil(lambda: said(here, "finder_count") == "2 temuan di 1 dokumen")


def test_what_is_not_there_says_what_to_do(here: Desk) -> None:
    look_for(here, "tiadakataini")
    assert said(here, "finder_count") == "Tidak ada temuan"
    assert said(here, "finder_hint").startswith("Coba kata lain")
    here.click("find_next")
    assert finder(here).current() is None
    here.part(QLineEdit, "finder_search").clear()
    assert suggestions(here).candidates.rowCount() > 0


def test_suggestions_say_why(here: Desk) -> None:
    view = suggestions(here)
    first = view.candidates.index(0)
    words = str(first.data(Qt.ItemDataRole.AccessibleTextRole))
    assert words.startswith("10.a  Pasal 2 ayat (")
    assert "(mungkin)" in words
    assert "Kata yang cocok: Tim Koordinasi SPBE" in words
    assert first.data(Qt.ItemDataRole.ToolTipRole) == words


def test_a_click_on_a_suggestion_shows_its_page_and_a_double_click_opens_it(here: Desk) -> None:
    view = suggestions(here)
    click_row(here, view, 0)
    document = finder(here).view.document
    assert document is not None
    assert document.name == "perwal.txt"
    here.qtbot.waitUntil(lambda: said(here, "finder_place").startswith("1/"))
    with here.qtbot.waitSignal(here.page.document_requested) as asked:
        click_row(here, view, 0, double=True)
    assert asked.args == [document.sha256, 1, shown(here).passage]


def test_the_page_is_opened_without_a_passage_that_is_elsewhere(here: Desk) -> None:
    look_for(here, "laporan")
    here.click("page_on")
    with here.qtbot.waitSignal(here.page.document_requested) as asked:
        here.click("open_found")
    assert (asked.args or [])[1:] == [2, ""]
    here.click("page_back")
    assert said(here, "finder_page") == "Hlm. 1 dari 2"


def test_arrows_walk_the_suggestions_and_enter_cites(here: Desk) -> None:
    view = suggestions(here)
    view.setFocus()
    here.qtbot.keyClick(view, Qt.Key.Key_Down)
    here.qtbot.keyClick(view, Qt.Key.Key_Down)
    candidate = shown(here)
    here.qtbot.keyClick(view, Qt.Key.Key_Return)
    dialog = here.dialog("citation")
    assert inside(dialog, QLineEdit, "citation_article").text() == candidate.article
    assert inside(dialog, QLineEdit, "citation_page").text() == str(candidate.page)
    assert inside(dialog, QPlainTextEdit, "citation_quote").toPlainText() == candidate.quote
    assert inside(dialog, QComboBox, "citation_level").currentData() == 3
    dialog.reject()


def test_enter_on_no_row_takes_the_first(here: Desk) -> None:
    view = suggestions(here)
    here.qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said(here, "finder_place").startswith("1/")
    here.dialog("citation").reject()


def test_citing_is_one_step_that_can_be_taken_back(here: Desk) -> None:
    click_row(here, suggestions(here), 0)
    here.click("cite_found")
    dialog = here.dialog("citation")
    level = inside(dialog, QComboBox, "citation_level")
    level.setCurrentIndex(level.findData(2))
    here.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    (made,) = here.stored().citations
    assert (made.level, made.page, made.article[:7]) == (2, "1", "Pasal 2")
    assert made.quote == shown(here).quote
    assert len(here.steps) == 1
    here.click("undo_removal")
    assert here.stored().citations == ()
    here.settled()


def test_a_found_sentence_is_cited_with_its_article(here: Desk) -> None:
    look_for(here, "reviu kebijakan")
    here.click("cite_found")
    here.qtbot.waitUntil(lambda: here.page.findChild(QWidget, "citation_article") is not None)
    dialog = here.dialog("citation")
    assert inside(dialog, QLineEdit, "citation_article").text() == "Pasal 3"
    quote = inside(dialog, QPlainTextEdit, "citation_quote").toPlainText()
    assert quote == "Reviu kebijakan dilakukan setiap tahun oleh Dinas."
    dialog.reject()


def test_selected_words_come_before_what_was_found(here: Desk) -> None:
    look_for(here, "laporan")
    here.qtbot.waitUntil(lambda: bool(finder(here).view.pages.marks()))
    finder(here).view.pages.go_to(2)
    finder(here).view.pages.select_page()
    here.click("cite_found")
    here.qtbot.waitUntil(lambda: here.page.findChild(QWidget, "citation_page") is not None)
    dialog = here.dialog("citation")
    assert inside(dialog, QLineEdit, "citation_page").text() == "2"
    quote = inside(dialog, QPlainTextEdit, "citation_quote").toPlainText()
    assert quote == "Laporan halaman 2"
    dialog.reject()


def test_nothing_is_cited_without_words(desk: Desk) -> None:
    assert not desk.part(Button, "cite_found").isEnabled()
    finder(desk).cite_requested.emit()
    assert desk.page.findChild(QWidget, "citation_page") is None


def test_from_a_condition_to_its_citation(here: Desk) -> None:
    row = here.part(ConditionRow, "tick_level_4_2")
    here.qtbot.mouseMove(row)
    row.setFocus()
    here.qtbot.mouseClick(inside(row, IconButton, "find_for_condition"), Qt.MouseButton.LeftButton)
    view = suggestions(here, "Usulan untuk syarat 4.2")
    here.qtbot.waitUntil(lambda: said(here, "finder_place").startswith("1/"))
    here.qtbot.keyClick(view, Qt.Key.Key_Return)
    dialog = here.dialog("citation")
    assert inside(dialog, QComboBox, "citation_level").currentData() == 4
    assert inside(dialog, QComboBox, "citation_condition").currentData() == 2
    here.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    assert [(one.level, one.condition) for one in here.stored().citations] == [(4, 2)]
    here.click("widen")
    suggestions(here)


def test_a_condition_offers_it_to_the_keyboard_too(here: Desk) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    row = here.part(ConditionRow, "tick_level_3_1")
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(row, QContextMenuEvent(reason, QPoint(), QPoint()))
    menu = inside(row, QMenu, "condition_menu")
    menu.actions()[0].trigger()
    suggestions(here, "Usulan untuk syarat 3.1")
    menu.close()


def test_what_has_the_focus_is_what_is_suggested_for(here: Desk) -> None:
    here.page.activateWindow()
    here.part(QWidget, "fold_4").setFocus()
    suggestions(here, "Usulan untuk tingkat 4")
    here.part(QWidget, "tick_level_4_1").setFocus()
    suggestions(here, "Usulan untuk syarat 4.1")
    here.part(QWidget, "choose_1").setFocus()  # demands nothing
    suggestions(here)


def test_another_level_is_suggested_for(here: Desk) -> None:
    suggestions(here)
    here.page.choose(2)
    suggestions(here, "Usulan untuk tingkat 2")


def test_another_indicator_begins_anew(here: Desk) -> None:
    look_for(here, "laporan")
    here.page.open(here.city.id, 11)
    assert here.part(QLineEdit, "finder_search").text() == ""
    assert said(here, "finder_count") == ""
    assert here.part(QWidget, "no_evidence").isVisible()
    here.page.open(here.city.id, 10)
    suggestions(here)


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("scan.pdf", {"text": ""}, "10.a hanya gambar: buat versi berteks (OCR), lalu ganti."),
        ("kunci.pdf", {"locked_with": "x"}, "10.a bersandi: simpan salinan tanpa sandi"),
    ],
)
def test_documents_without_text_say_what_to_do(
    desk: Desk, tmp_path: Path, name: str, options: dict[str, str], words: str
) -> None:
    give(desk, 10, pdf(tmp_path / name, **options))  # type: ignore[arg-type]
    desk.qtbot.waitUntil(lambda: said(desk, "finder_unread").startswith(words))
    assert said(desk, "finder_hint") == ""
    look_for(desk, "perwali")
    assert said(desk, "finder_count") == "Tidak ada temuan"


def test_unreadable_ones_beside_others_are_named(here: Desk, tmp_path: Path) -> None:
    give(here, 10, text(tmp_path / "b.txt"), pdf(tmp_path / "scan.pdf", ""))
    suggestions(here)
    assert said(here, "finder_unread") == "Tidak ikut dicari: 10.b"


def test_reading_can_be_stopped_and_begun_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from threading import Event

    reached = Event()
    read = desk.bench.search.read_attached

    def slow(_aid: int, _number: int, progress: Progress) -> None:
        reached.set()
        while True:
            progress.step(1, 3, "panjang.pdf")

    monkeypatch.setattr(desk.bench.search, "read_attached", slow)
    give(desk, 10, text(tmp_path / "perwal.txt"))
    desk.qtbot.waitUntil(reached.is_set)
    panel = desk.part(ProgressPanel, "finder_progress")
    desk.qtbot.waitUntil(panel.isVisible)
    panel.cancel_button.click()
    desk.qtbot.waitUntil(lambda: said(desk, "finder_hint").startswith("Dibatalkan"))
    assert not panel.isVisible()
    monkeypatch.setattr(desk.bench.search, "read_attached", read)
    desk.click("find")
    suggestions(desk)


def test_what_is_not_here_is_not_turned_to(desk: Desk) -> None:
    desk.page.show_citations("f" * 64)
    current = desk.part(EvidenceList, "evidence_list").current()
    assert current is not None
    assert current.label == "10.a"


HEAD = "perangkat daerah. Pasal 3 (1) Reviu dilakukan setiap tahun oleh Dinas. BAB III"


@pytest.mark.parametrize(
    ("words", "found", "sentence"),
    [
        (HEAD, "Reviu", "Reviu dilakukan setiap tahun oleh Dinas."),
        (HEAD, "tahun", "Reviu dilakukan setiap tahun oleh Dinas."),
        ("…daerah yang Tim Reviu bentuk…", "Reviu", "daerah yang Tim Reviu bentuk"),
        ("Menurut Pasal 3 Reviu", "Reviu", "Reviu"),
        ("Reviu (2) Laporan", "Reviu", "Reviu"),
        ("Reviu", "", ""),
    ],
)
def test_the_sentence_around_what_was_found(words: str, found: str, sentence: str) -> None:
    start = words.find(found)
    marks = ((start, start + len(found)),) if found else ()
    assert sentence_of(Hit(Document("0" * 64, "a.pdf", 1, NOW), 1, words, marks)) == sentence
