from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment
from assessment.domain.records import Document
from assessment.services.workbench import Workbench
from tests.builders import pdf
from ui.theme import apply_theme, current_theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.viewer import Viewer
from ui.widgets.viewer_source import Marked

_LINE = 842 - 720 - 4


@pytest.fixture
def regulation(workbench: Workbench, city: Assessment) -> Document:
    dossier = workbench.worksheet.dossier(city.id)
    return next(one for one in dossier.documents if one.name == "perwali.pdf")


def _store(workbench: Workbench, city: Assessment, path: Path) -> Document:
    return workbench.evidence.attach(city.id, 1, [path]).taken[0]


def _text(viewer: Viewer, name: str) -> str:
    found = viewer.findChild(QLabel, name)
    assert found is not None
    return found.text()


def _place(viewer: Viewer, x: float) -> QPoint:
    """Where a point of the first line of page 1 is on the view."""
    pages = viewer.pages
    top = 12 - pages.verticalScrollBar().value()
    left = max(12.0, (pages.viewport().width() - 595.28 * pages.zoom()) / 2)
    left -= pages.horizontalScrollBar().value()
    place = QPointF(x, _LINE) * pages.zoom() + QPointF(left, top)
    return place.toPoint()


def _drag(qtbot: QtBot, viewer: Viewer, start: float, end: float) -> None:
    view = viewer.pages.viewport()
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=_place(viewer, start))
    for x in (start + 20, (start + end) / 2, end):
        qtbot.mouseMove(view, _place(viewer, x))
    qtbot.mouseRelease(view, left, pos=_place(viewer, end))


def test_pages_are_turned_by_number_and_thumbnail(
    qtbot: QtBot, viewer: Viewer, regulation: Document
) -> None:
    viewer.show_document(regulation)
    assert (viewer.pages.page(), _text(viewer, "page_total")) == (1, "dari 12")
    number = viewer.findChild(QLineEdit, "page_number")
    assert number is not None
    qtbot.keyClick(viewer, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    number.selectAll()
    qtbot.keyClicks(number, "9")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert viewer.pages.page() == 9
    assert viewer.thumbnails.currentIndex().row() == 8
    thumbnails = viewer.thumbnails
    rect = thumbnails.visualRect(thumbnails.model().index(7, 0))
    qtbot.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert viewer.pages.page() == 8
    assert number.text() == "8"


def test_a_number_that_is_none_changes_nothing(
    qtbot: QtBot, viewer: Viewer, regulation: Document
) -> None:
    viewer.show_document(regulation, 3)
    number = viewer.findChild(QLineEdit, "page_number")
    assert number is not None
    number.setText("tiga")
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert (viewer.pages.page(), number.text()) == (3, "3")


def test_it_opens_at_a_passage(qtbot: QtBot, viewer: Viewer, regulation: Document) -> None:
    viewer.show_document(regulation, 7, "Koordinasi SPBE bertugas\nhalaman 7")
    qtbot.waitUntil(lambda: bool(viewer.pages.marks()))
    (marked,) = viewer.pages.marks()
    assert (viewer.pages.page(), marked.page) == (7, 7)
    assert marked.areas[0].top() == pytest.approx(_LINE - 5, abs=8)
    assert viewer.thumbnails.marks(7) == [marked]


def test_a_page_beyond_the_end_is_told(viewer: Viewer, regulation: Document) -> None:
    viewer.show_document(regulation, 90, "Pasal 1")
    assert viewer.pages.page() == 12
    assert _text(viewer, "viewer_note") == "Halaman 90 tidak ada: dokumen ini 12 halaman."
    viewer.show_document(regulation, 2)
    note = viewer.findChild(QLabel, "viewer_note")
    assert note is not None
    assert note.isHidden()


def test_words_are_found_from_the_page_on(
    qtbot: QtBot, viewer: Viewer, regulation: Document
) -> None:
    viewer.show_document(regulation, 5)
    field = viewer.findChild(QLineEdit, "viewer_search")
    assert field is not None
    qtbot.keyClicks(field, "koordinasi spbe")
    qtbot.waitUntil(lambda: _text(viewer, "viewer_count") == "5/12")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (_text(viewer, "viewer_count"), viewer.pages.page()) == ("6/12", 6)
    for _time in range(6):
        qtbot.keyClick(viewer, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert _text(viewer, "viewer_count") == "12/12"
    field.setText("tiada kata ini")
    qtbot.waitUntil(lambda: _text(viewer, "viewer_count") == "Tidak ada")
    assert viewer.pages.marks() == ()


def test_zoom_keeps_the_place(qtbot: QtBot, viewer: Viewer, regulation: Document) -> None:
    viewer.show_document(regulation, 6)
    fitting = viewer.pages.zoom()
    control = Qt.KeyboardModifier.ControlModifier
    for _time in range(3):
        qtbot.keyClick(viewer, Qt.Key.Key_Plus, control)
    assert viewer.pages.zoom() == pytest.approx(fitting * 1.2**3)
    assert viewer.pages.page() in {5, 6}
    qtbot.keyClick(viewer, Qt.Key.Key_Minus, control)
    assert viewer.pages.zoom() == pytest.approx(fitting * 1.2**2)
    qtbot.keyClick(viewer, Qt.Key.Key_0, control)
    assert viewer.pages.zoom() == pytest.approx(fitting)
    for _time in range(30):
        viewer.pages.zoom_out()
    assert viewer.pages.zoom() == pytest.approx(0.1)


def test_selected_words_can_be_cited(qtbot: QtBot, viewer: Viewer, regulation: Document) -> None:
    viewer.show_document(regulation)
    cite = viewer.findChild(QPushButton, "cite")
    assert cite is not None
    assert not cite.isEnabled()
    _drag(qtbot, viewer, 74, 180)
    assert cite.isEnabled()
    with qtbot.waitSignal(viewer.cite_requested) as asked:
        qtbot.mouseClick(cite, Qt.MouseButton.LeftButton)
    (marked,) = asked.args or []
    assert isinstance(marked, Marked)
    assert (marked.page, marked.text[:14]) == (1, "Tim Koordinasi")
    qtbot.keyClick(viewer.pages, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == marked.text
    qtbot.mouseClick(viewer.pages.viewport(), Qt.MouseButton.LeftButton, pos=_place(viewer, 400))
    assert not cite.isEnabled()


def test_a_selection_may_begin_beside_the_words(
    qtbot: QtBot, viewer: Viewer, regulation: Document
) -> None:
    viewer.show_document(regulation)
    _drag(qtbot, viewer, 30, 200)
    selected = viewer.pages.selection()
    assert selected is not None
    assert "SPBE" in selected.text


def test_all_words_of_a_page_are_selected_by_keys(
    qtbot: QtBot, viewer: Viewer, regulation: Document
) -> None:
    viewer.show_document(regulation, 4)
    qtbot.keyClick(viewer.pages, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    selected = viewer.pages.selection()
    assert selected is not None
    assert (selected.page, selected.text) == (4, "Tim Koordinasi SPBE bertugas halaman 4")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_paper_stays_paper(qtbot: QtBot, viewer: Viewer, regulation: Document, theme: str) -> None:
    apply_theme(QGuiApplication.instance(), theme)  # type: ignore[arg-type]
    viewer.show_document(regulation)
    view = viewer.pages.viewport()
    middle = QPoint(view.width() // 2, view.height() * 3 // 4)

    def colour() -> str:
        return view.grab().toImage().pixelColor(middle).name()

    qtbot.waitUntil(lambda: colour() == current_theme().color("paper").name())


@pytest.mark.parametrize(
    ("kind", "title"),
    [("missing", "Berkas hilang"), ("locked", "Dokumen bersandi"), ("damaged", "Berkas rusak"),
     ("sheet", "Tidak dapat ditampilkan di sini")],
)  # fmt: skip
def test_what_cannot_be_shown_is_told(
    viewer: Viewer, workbench: Workbench, city: Assessment, files: Path, kind: str, title: str
) -> None:
    path = files / ("x.xlsx" if kind == "sheet" else "x.pdf")
    if kind == "locked":
        pdf(path, "rahasia", locked_with="kunci")
    else:
        path.write_bytes(b"%PDF-1.7 bukan apa-apa")
    document = _store(workbench, city, path)
    if kind == "missing":
        stored = workbench.evidence.viewing_path(document)
        stored.chmod(0o644)
        stored.unlink()
    viewer.show_document(document)
    problem = viewer.findChild(EmptyState, "viewer_problem")
    assert problem is not None
    assert problem.isVisible()
    assert problem.accessibleName() == title
    assert str(workbench.root) not in problem.accessibleDescription()


def test_pictures_and_texts_are_shown_too(
    qtbot: QtBot, viewer: Viewer, workbench: Workbench, city: Assessment, files: Path
) -> None:
    picture = files / "layar.png"
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    assert image.save(str(picture))
    note = files / "catatan.txt"
    note.write_text("Rapat tim koordinasi membahas arsitektur.", encoding="utf-8")
    viewer.show_document(_store(workbench, city, picture))
    view = viewer.pages.viewport()

    def colour() -> str:
        return view.grab().toImage().pixelColor(view.width() // 2, 100).name()

    qtbot.waitUntil(lambda: colour() == "#ff0000")
    document = _store(workbench, city, note)
    workbench.search.index_missing()
    viewer.show_document(document, 1, "membahas arsitektur")
    qtbot.waitUntil(lambda: bool(viewer.pages.marks()))
    assert viewer.pages.marks()[0].text == "membahas arsitektur"


def test_another_document_takes_the_place_of_the_first(
    qtbot: QtBot, viewer: Viewer, workbench: Workbench, city: Assessment, regulation: Document
) -> None:
    viewer.show_document(regulation, 7, "halaman 7")
    qtbot.waitUntil(lambda: bool(viewer.pages.marks()))
    other = next(one for one in workbench.evidence.documents() if one.name == "laporan.pdf")
    viewer.show_document(other)
    assert (viewer.pages.page(), viewer.pages.marks()) == (1, ())
    assert viewer.thumbnails.isHidden()
    viewer.show_document(replace(regulation, number="99"), 2)
    assert viewer.pages.page() == 2
