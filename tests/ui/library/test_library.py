from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from assessment.domain.identity import InstitutionKind
from assessment.domain.records import Document, DocumentKind, DocumentStatus
from assessment.domain.steps import Action
from assessment.services.workbench import Workbench
from tests.builders import NOW, pdf
from tests.ui.library.conftest import INSTRUMENT, WORDS, Shelf
from tests.ui.tabbing import tab_chain
from ui.indexing import Indexing
from ui.models.library import Column, row_of, shortened, validity_of
from ui.pages.library import LibraryPage
from ui.tasks import TaskRunner
from ui.theme import apply_theme


def _choose_indicator(shelf: Shelf, words: str) -> None:
    dialog = shelf.part(QDialog, "jump")
    field = dialog.findChild(QLineEdit, "jump_search")
    assert field is not None
    if words:
        shelf.qtbot.keyClicks(field, words)
    shelf.qtbot.keyClick(field, Qt.Key.Key_Return)


def test_documents_stand_once_ordered_by_what_would_be_lost(shelf: Shelf) -> None:
    assert shelf.titles() == ["Peraturan 12/2023", "laporan"]
    documents = shelf.table.documents
    first = [documents.index(0, column).data() for column in Column]
    assert first[1:] == ["–", "Berlaku", "12", "Berteks", "6.a, 10.a +1", "−0,05"]
    assert shelf.text("library_total").startswith("2 dokumen · ")
    header = documents.headerData(Column.LOSS, Qt.Orientation.Horizontal)
    assert header == "Tanpa ini ↓"


def test_headings_sort(shelf: Shelf) -> None:
    header = shelf.table.horizontalHeader()
    place = header.sectionViewportPosition(Column.DOCUMENT) + 20
    view = header.viewport()
    point = view.rect().center()
    point.setX(place)
    shelf.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point)
    ascending = shelf.titles()
    shelf.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point)
    assert sorted([ascending, shelf.titles()]) == [
        ["Peraturan 12/2023", "laporan"], ["laporan", "Peraturan 12/2023"],
    ]  # fmt: skip


def test_filters_narrow_and_say_when_nothing_fits(shelf: Shelf) -> None:
    field = shelf.part(QLineEdit, "library_filter")
    shelf.qtbot.keyClicks(field, "10.a perwali")
    assert shelf.titles() == ["Peraturan 12/2023"]
    field.setText("tiada")
    assert shelf.titles() == []
    assert shelf.part(QWidget, "nothing_fits").isVisible()
    field.clear()
    shelf.click("filter_report")
    assert shelf.titles() == ["laporan"]
    shelf.page.show_document(shelf.document("perwali.pdf").sha256)
    assert len(shelf.titles()) == 2


def test_the_detail_says_what_would_fall(shelf: Shelf) -> None:
    assert shelf.text("document_title") == "Peraturan 12/2023"
    assert shelf.text("uses_count") == "Dipakai 3 indikator"
    shelf.click("unfold_uses")
    words = shelf.text("loss_words").splitlines()
    assert words[0].startswith("Indeks 1,")
    assert words[1:] == ["Indikator 10: tingkat 3 → 1", "Indikator 12: tingkat 2 → 1"]
    with shelf.qtbot.waitSignal(shelf.page.indicator_requested) as asked:
        shelf.click("use_12")
    assert asked.args == [12]


def test_a_document_without_which_nothing_falls(shelf: Shelf) -> None:
    shelf.choose("laporan.pdf")
    shelf.click("unfold_uses")
    assert shelf.text("loss_words") == "Tidak ada: setiap tingkat masih didukung dokumen lain."


def test_a_citation_opens_at_its_words(shelf: Shelf) -> None:
    shelf.click("unfold_uses")
    shelf.click("open_citation")
    shelf.qtbot.waitUntil(lambda: bool(shelf.viewer.pages.marks()))
    assert shelf.viewer.pages.page() == 7


def test_selected_words_are_cited_for_an_indicator_that_had_it_not(shelf: Shelf) -> None:
    shelf.viewer.show_document(shelf.document("perwali.pdf"), 4)
    shelf.viewer.pages.select_page()
    shelf.click("cite")
    _choose_indicator(shelf, "21")
    dialog = shelf.part(QDialog, "citation")
    page = dialog.findChild(QLineEdit, "citation_page")
    assert page is not None
    assert page.text() == "4"
    shelf.qtbot.mouseClick(dialog.findChild(QWidget, "keep"), Qt.MouseButton.LeftButton)
    entries = shelf.bench.worksheet.dossier(shelf.city.id).evidence(21)
    assert [entry.label for entry in entries] == ["21.a"]
    assert entries[0].citations[0].quote == f"{WORDS} halaman 4"
    assert [step.action for step in shelf.steps] == [Action.ATTACH, Action.CITE]
    assert shelf.text("uses_count") == "Dipakai 4 indikator"


def test_a_citation_that_is_given_up_attaches_nothing(shelf: Shelf) -> None:
    shelf.viewer.pages.select_page()
    shelf.click("cite")
    _choose_indicator(shelf, "")  # the first that uses it
    dialog = shelf.part(QDialog, "citation")
    assert "6.a" in " ".join(one.text() for one in dialog.findChildren(QLabel))
    dialog.reject()
    shelf.click("cite")
    _choose_indicator(shelf, "30")
    shelf.qtbot.waitUntil(lambda: len(shelf.page.findChildren(QDialog, "citation")) == 1)
    shelf.part(QDialog, "citation").reject()
    assert shelf.steps == []


def test_status_and_validity_are_edited(shelf: Shelf) -> None:
    shelf.click("edit_particulars")
    dialog = shelf.part(QDialog, "document")
    until = dialog.findChild(QLineEdit, "document_valid_until")
    assert until is not None
    keep = dialog.findChild(QWidget, "keep")
    until.setText("31-2-2024")
    shelf.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert shelf.steps == []
    until.setText("1 Mei 2024")
    shelf.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert shelf.document("perwali.pdf").valid_until == date(2024, 5, 1)
    row = shelf.table.current()
    assert row is not None
    assert (row.validity.words, row.ill) == ("Habis 1 Mei 2024", True)


@pytest.mark.parametrize("moved", [True, False])
def test_a_newer_version_takes_its_place(
    shelf: Shelf, files: Path, monkeypatch: pytest.MonkeyPatch, *, moved: bool
) -> None:
    newer = pdf(files / "perwali-baru.pdf", WORDS if moved else "Teks lain", pages=9)
    if not moved:
        pdf(newer, "Tim Koordinasi SPBE berbeda sama sekali", pages=9)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(newer), ""))
    with shelf.qtbot.waitSignal(shelf.page.changed, timeout=20_000):
        shelf.part(QWidget, "library_detail").replace_requested.emit()  # type: ignore[attr-defined]
    assert shelf.steps[-1].action is Action.REPLACE
    row = shelf.table.current()
    assert row is not None
    assert row.entry.document.name == "perwali-baru.pdf"
    assert [use.indicator for use in row.entry.uses] == [6, 10, 12]
    if moved:
        assert "Dokumen diganti" in shelf.part(QWidget, "library_message").accessibleName()
        return
    dialog = shelf.part(QDialog, "recheck")
    assert len(dialog.findChildren(QWidget, "recheck_row")) == 1
    shelf.qtbot.mouseClick(dialog.findChild(QWidget, "look"), Qt.MouseButton.LeftButton)
    assert shelf.viewer.pages.page() == 7
    dialog.close()


def test_the_page_of_a_moved_passage_is_taken_over(shelf: Shelf, files: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(595, 842)
    for page in PdfReader(files / "perwali.pdf").pages:
        writer.add_page(page)
    newer = files / "perwali-dua.pdf"
    writer.write(newer)
    with shelf.qtbot.waitSignal(shelf.page.changed, timeout=20_000):
        shelf.page.replace_with(shelf.document("perwali.pdf"), newer)
    dialog = shelf.part(QDialog, "recheck")
    shelf.qtbot.mouseClick(dialog.findChild(QWidget, "correct"), Qt.MouseButton.LeftButton)
    (citation,) = shelf.bench.worksheet.dossier(shelf.city.id).citations
    assert citation.page == "8"
    assert shelf.steps[-1].action is Action.EDIT_CITATION
    dialog.close()


def test_a_version_that_cannot_be_taken_changes_nothing(shelf: Shelf, files: Path) -> None:
    empty = files / "kosong.pdf"
    empty.touch()
    shelf.page.replace_with(shelf.document("perwali.pdf"), empty)
    shelf.qtbot.waitUntil(lambda: shelf.page.findChild(QWidget, "library_message") is not None)
    assert shelf.steps == []
    assert shelf.document("perwali.pdf").pages == 12


def test_a_missing_file_is_told_in_the_list(shelf: Shelf) -> None:
    stored = shelf.bench.evidence.viewing_path(shelf.document("laporan.pdf"))
    stored.chmod(0o644)
    stored.unlink()
    shelf.page.show_assessment(shelf.city.id)
    shelf.choose("laporan.pdf")
    row = shelf.table.current()
    assert row is not None
    assert (row.validity.words, row.glyph) == ("Berkas hilang", "file-x")
    assert shelf.part(QWidget, "viewer_problem").isVisible()
    shelf.click("filter_ill")
    assert shelf.titles() == ["laporan"]


def test_documents_are_added_for_an_indicator(
    shelf: Shelf, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(files / "sop.pdf", "SOP Jaringan")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(path)], ""))
    shelf.click("add_document")
    _choose_indicator(shelf, "6")
    shelf.qtbot.waitUntil(lambda: len(shelf.steps) == 1)
    row = shelf.table.current()
    assert row is not None
    assert [use.label for use in row.entry.uses] == ["6.c"]
    listed = shelf.page.findChildren(QListWidget)
    assert all(not one.isVisible() for one in listed)


def test_without_documents_it_says_what_to_do(qtbot: QtBot, workbench: Workbench) -> None:
    made = workbench.assessments.start(
        "Kota Baru", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    )
    tasks = TaskRunner()
    page = LibraryPage(workbench, tasks, Indexing(lambda: workbench.search, tasks))
    qtbot.addWidget(page)
    page.show_assessment(made.id)
    page.show()
    empty, detail = (page.findChild(QWidget, name) for name in ("no_documents", "library_detail"))
    assert empty is not None
    assert detail is not None
    assert empty.isVisible()
    assert not detail.isVisible()
    assert page.shutdown()
    assert tasks.shutdown()


@pytest.mark.parametrize(
    ("changes", "words", "kind"),
    [
        ({}, "–", ""),
        ({"status": DocumentStatus.ENACTED}, "Berlaku", ""),
        ({"status": DocumentStatus.DRAFT}, "Rancangan", "warn"),
        ({"valid_until": date(2026, 5, 14)}, "Hingga 14 Mei 2026", ""),
        ({"valid_until": date(2024, 5, 14)}, "Habis 14 Mei 2024", "warn"),
        ({"kind": DocumentKind.REPORT, "issued": date(2022, 12, 20)}, "Lewat 2 tahun", "warn"),
        ({"kind": DocumentKind.REPORT, "issued": date(2023, 1, 20)}, "–", ""),
    ],
)
def test_validity(changes: dict[str, object], words: str, kind: str) -> None:
    document = replace(Document("0" * 64, "a.pdf", 1, NOW), **changes)  # type: ignore[arg-type]
    found = validity_of(document, 2025)
    assert (found.words, found.kind) == (words, kind)


def test_labels_are_shortened() -> None:
    assert [shortened(["1.a"] * count) for count in (0, 2, 5)] == [
        "–", "1.a, 1.a", "1.a, 1.a +3",
    ]  # fmt: skip


def test_all_names_of_a_document_are_searched(shelf: Shelf) -> None:
    entry = replace(shelf.table.documents.rows()[0].entry, names=("a.pdf", "B.PDF"))
    assert "b.pdf" in row_of(entry, 2025, missing=False).words


def test_the_total_stands_behind_the_title(shelf: Shelf) -> None:
    total = shelf.part(QLabel, "library_total")
    title = next(one for one in shelf.page.findChildren(QLabel) if one.text() == "Bukti")
    assert title.geometry().right() < total.geometry().left()


def test_tab_walks_in_reading_order(shelf: Shelf) -> None:
    shelf.choose("perwali.pdf")
    shelf.qtbot.waitUntil(shelf.part(QWidget, "use_12").isVisible)
    names = tab_chain(shelf.part(QWidget, "add_document"))
    wanted = [
        "add_document", "filter_all", "filter_regulation", "library_filter", "library_table",
        "edit_particulars", "unfold_uses", "use_10", "use_12", "viewer_search",
    ]  # fmt: skip
    assert [name for name in names if name in wanted] == wanted


def test_whoever_stands_on_a_filter_stays_there_when_documents_are_read(shelf: Shelf) -> None:
    chip = shelf.part(QWidget, "filter_regulation")
    chip.setFocus()
    shelf.page.show_assessment(shelf.city.id)
    assert shelf.part(QWidget, "filter_regulation") is chip
    shelf.click("filter_regulation")
    shelf.choose("perwali.pdf")
    shelf.page.show_document(shelf.document("laporan.pdf").sha256)  # which the filter hides
    assert shelf.titles() == ["Peraturan 12/2023", "laporan"]


def test_what_would_be_lost_stays_in_sight_where_there_is_little_room(
    shelf: Shelf, qapp: QApplication
) -> None:
    apply_theme(qapp, "light", 1.4)
    shelf.page.resize(1029, 582)
    table = shelf.table
    shelf.qtbot.waitUntil(lambda: table.horizontalHeader().length() <= table.viewport().width())
    assert not table.isColumnHidden(Column.LOSS)
