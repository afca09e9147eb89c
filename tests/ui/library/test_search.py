from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.errors import StorageError
from assessment.domain.identity import Assessment
from assessment.domain.passages import Hit
from assessment.domain.records import Document, TextState
from assessment.services.workbench import Workbench
from tests.builders import NOW, pdf
from tests.ui.library.conftest import Shelf
from ui.indexing import Indexing
from ui.models.hits import passage_of


def _search(shelf: Shelf, text: str) -> tuple[QDialog, QListView, str]:
    shelf.click("search_all")
    dialog = shelf.part(QDialog, "search")
    field, hits, count = (
        dialog.findChild(QLineEdit, "search_text"),
        dialog.findChild(QListView, "search_hits"),
        dialog.findChild(QLabel, "search_count"),
    )
    assert field is not None
    assert hits is not None
    assert count is not None
    before = count.text()
    shelf.qtbot.keyClicks(field, text)
    shelf.qtbot.waitUntil(lambda: count.text() != before)
    return dialog, hits, count.text()


def test_words_are_found_in_all_documents_and_opened(shelf: Shelf, files: Path) -> None:
    paths = [pdf(files / f"sop-{number}.pdf", f"Jaringan intra {number}") for number in range(4)]
    shelf.bench.evidence.attach(shelf.city.id, 6, paths)
    shelf.bench.search.index_missing()
    shelf.page.show_assessment(shelf.city.id)
    dialog, hits, count = _search(shelf, "intra jaring")
    assert count == "4 halaman dalam 4 dokumen"
    field = dialog.findChild(QLineEdit, "search_text")
    assert field is not None
    for _time in range(3):
        shelf.qtbot.keyClick(field, Qt.Key.Key_Down)
    hit: Hit = hits.currentIndex().data(Qt.ItemDataRole.UserRole)
    shelf.qtbot.keyClick(field, Qt.Key.Key_Return)
    row = shelf.table.current()
    assert row is not None
    assert row.entry.document == hit.document
    assert shelf.viewer.pages.page() == hit.page
    shelf.qtbot.waitUntil(lambda: bool(shelf.viewer.pages.marks()))
    assert shelf.viewer.pages.marks()[0].text == "Jaringan intra"


def test_enter_does_not_wait_for_the_list(shelf: Shelf) -> None:
    shelf.click("search_all")
    field = shelf.part(QLineEdit, "search_text")
    field.setText("laporan")
    shelf.qtbot.keyClick(field, Qt.Key.Key_Return)
    row = shelf.table.current()
    assert row is not None
    assert row.title == "laporan"


@pytest.mark.parametrize("text", ["tiadakataini", '"', "OR AND (", "*"])
def test_what_is_not_there_opens_nothing(shelf: Shelf, text: str) -> None:
    dialog, hits, count = _search(shelf, text)
    assert hits.model().rowCount() == 0
    assert count == "Tidak ditemukan dalam dokumen yang sudah dibaca."
    field = dialog.findChild(QLineEdit, "search_text")
    assert field is not None
    shelf.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    dialog.reject()


def test_new_documents_are_read_in_the_background(shelf: Shelf, files: Path) -> None:
    shelf.bench.evidence.attach(shelf.city.id, 6, [pdf(files / "baru.pdf", "Peta Rencana")])
    assert shelf.bench.search.find("peta rencana") == ()
    with shelf.qtbot.waitSignal(shelf.indexing.ended, timeout=20_000):
        shelf.indexing.start()
        shelf.indexing.start()  # what comes meanwhile is read after it
    shelf.qtbot.waitUntil(lambda: not shelf.indexing.busy)
    assert len(shelf.bench.search.find("peta rencana")) == 1
    assert shelf.document("baru.pdf").text_state is TextState.TEXT
    assert "baru" in shelf.titles()


def test_reading_shows_and_can_be_stopped(shelf: Shelf) -> None:
    shelf.indexing.progressed.emit(3, 10, "panjang.pdf")
    assert shelf.text("reading_words") == "Membaca teks dokumen: panjang.pdf"
    shelf.click("cancel_reading")
    shelf.indexing.ended.emit()
    assert shelf.part(QWidget, "reading").isHidden()


def test_a_cancelled_reading_ends(qtbot: QtBot, workbench: Workbench, city: Assessment) -> None:
    begun = Event()
    indexing: Indexing

    class Slow:
        def index_missing(self, progress: object) -> int:
            begun.set()
            while True:
                progress.step(0, 1)  # type: ignore[attr-defined]

    indexing = Indexing(Slow)  # type: ignore[arg-type]
    with qtbot.waitSignal(indexing.ended):
        indexing.start()
        qtbot.waitUntil(begun.is_set)
        indexing.cancel()
    assert not indexing.busy
    assert indexing.shutdown()


def test_a_reading_that_fails_is_told(qtbot: QtBot, workbench: Workbench, city: Assessment) -> None:
    (workbench.root / "search.sqlite3").unlink()
    (workbench.root / "search.sqlite3").mkdir()
    indexing = Indexing(lambda: workbench.search)
    with qtbot.waitSignal(indexing.failed) as told:
        indexing.start()
    assert isinstance((told.args or [])[0], StorageError)
    assert indexing.shutdown()


def test_the_passage_of_a_hit_ends_where_words_are_left_out() -> None:
    document = Document("0" * 64, "a.pdf", 1, NOW)
    text = "… tim koordinasi SPBE … tim lain"
    first = text.index("tim")
    last = text.rindex("tim")
    marks = ((first, first + 3), (first + 4, first + 14), (last, last + 3))
    assert passage_of(Hit(document, 1, text, marks)) == "tim koordinasi"
    assert passage_of(Hit(document, 1, text, ())) == ""
