from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.records import Citation, DocumentKind
from tests.builders import pdf
from tests.ui.worksheet.drivers import Desk, inside
from ui.widgets.buttons import Button
from ui.widgets.citation_chip import CitationChip
from ui.widgets.evidence_list import EvidenceList, chip_of, detail_of, in_order
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel


def labels(desk: Desk, number: int = 10) -> list[str]:
    return [entry.label for entry in desk.stored().evidence(number)]


def evidence(desk: Desk) -> EvidenceList:
    return desk.part(EvidenceList, "evidence_list")


def message(desk: Desk) -> Message:
    return desk.part(Message, "evidence_message")


def field(dialog: QDialog, name: str) -> QLineEdit:
    return inside(dialog, QLineEdit, name)


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(target: QWidget, data: QMimeData) -> bool:
    move, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    keys = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(20, 20), move, data, left, keys)
    enter.setAccepted(False)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(20, 20), move, data, left, keys))
    return enter.isAccepted()


def test_the_list_says_what_is_cited(desk: Desk) -> None:
    first, second = desk.stored().evidence(10)
    assert chip_of(first) == ("neutral", "Tingkat 3")
    assert detail_of(first) == "Pasal 41 ayat (2) · hlm. 24"
    assert chip_of(second) == ("warn", "belum dirujuk")
    assert detail_of(second) == "3 hlm."
    chip = desk.part(CitationChip, "citation_chip")
    assert chip.text() == "10.a  Peraturan 12/2023 Pasal 41 ayat (2), hlm. 24"


def test_citations_are_listed_from_the_highest_level() -> None:
    made = [Citation("b", 1, 10, "x", 2), Citation("a", 1, 10, "x"), Citation("c", 1, 10, "x", 4)]
    assert [cited.uid for cited in in_order(made)] == ["c", "b", "a"]


def test_a_chip_leads_to_its_evidence(desk: Desk) -> None:
    view = evidence(desk)
    view.setCurrentIndex(view.entries.index(1))
    desk.click("citation_chip")
    current = view.current()
    assert current is not None
    assert current.label == "10.a"


def test_dropped_files_are_taken_in_together(desk: Desk, tmp_path: Path) -> None:
    paths = [pdf(tmp_path / "sk.pdf", "SK"), pdf(tmp_path / "lampiran.pdf", "Lampiran")]
    with desk.qtbot.waitSignal(desk.page.changed):
        assert drop(desk.part(QWidget, "evidence_pane"), files(*paths))
    assert labels(desk) == ["10.a", "10.b", "10.c", "10.d"]
    assert len(desk.steps) == 1
    current = evidence(desk).current()
    assert current is not None
    assert current.document.name == "sk.pdf"
    desk.settled()


def wait_for_told(desk: Desk) -> Message:
    desk.qtbot.waitUntil(lambda: desk.page.findChild(Message, "evidence_message") is not None)
    return message(desk)


def test_a_dropped_folder_with_official_names_lands_at_its_indicators(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "kiriman" / "domain 2"
    folder.mkdir(parents=True)
    pdf(folder / "12.a.Peta Rencana.pdf", "Peta")
    pdf(folder.parent / "32.b.Layanan.pdf", "Layanan")
    pdf(folder.parent / "catatan.pdf", "Catatan")
    assert drop(desk.part(QWidget, "evidence_pane"), files(folder.parent))
    desk.qtbot.waitUntil(lambda: desk.page.findChild(QDialog, "folder-preview") is not None)
    dialog = desk.dialog("folder-preview")
    said = inside(dialog, QLabel, "folder-count").text()
    assert said == "2 berkas akan dilampirkan, 1 tidak dipakai."
    with desk.qtbot.waitSignal(desk.page.changed):
        desk.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    assert (labels(desk, 12), labels(desk, 32)) == (["12.a"], ["32.b"])
    assert labels(desk) == ["10.a", "10.b"]
    assert message(desk).title() == "2 berkas dilampirkan di 2 indikator"
    desk.click("undo_removal")
    assert (labels(desk, 12), labels(desk, 32)) == ([], [])
    desk.settled()


def test_a_dropped_folder_without_official_names_belongs_to_the_indicator(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "kiriman"
    folder.mkdir()
    pdf(folder / "peta.pdf", "Peta")
    (folder / "program.exe").write_bytes(b"MZ")
    beside = pdf(tmp_path / "sk.pdf", "SK")
    with desk.qtbot.waitSignal(desk.page.changed):
        assert drop(desk.part(QWidget, "evidence_pane"), files(folder, beside))
    names = [entry.document.name for entry in desk.stored().evidence(10)]
    assert names[2:] == ["sk.pdf", "peta.pdf"]
    assert message(desk).title() == "1 berkas tidak ditambahkan"
    desk.settled()


def test_a_folder_dropped_twice_or_empty_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "kiriman"
    folder.mkdir()
    pane = desk.part(QWidget, "evidence_pane")
    drop(pane, files(folder))
    assert wait_for_told(desk).title() == "Tidak ada berkas di dalam folder itu"
    desk.click("close_message")
    path = tmp_path / "berkas" / "perwali.pdf"
    path.rename(folder / "10.a.perwali.pdf")
    drop(pane, files(folder))
    desk.qtbot.waitUntil(lambda: desk.page.findChild(QDialog, "folder-preview") is not None)
    keep = inside(desk.dialog("folder-preview"), Button, "keep")
    desk.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    words = "Semua berkas itu sudah terlampir"
    desk.qtbot.waitUntil(lambda: wait_for_told(desk).title() == words)
    assert labels(desk) == ["10.a", "10.b"]
    assert not desk.steps


def test_a_dropped_text_is_not_welcome(desk: Desk) -> None:
    data = QMimeData()
    data.setText("bukan berkas")
    assert not drop(desk.part(QWidget, "evidence_pane"), data)
    assert labels(desk) == ["10.a", "10.b"]


def test_copied_files_are_pasted(desk: Desk, tmp_path: Path) -> None:
    QGuiApplication.clipboard().setMimeData(files(pdf(tmp_path / "sk.pdf", "SK")))
    with desk.qtbot.waitSignal(desk.page.changed):
        desk.qtbot.keyClick(evidence(desk), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert labels(desk) == ["10.a", "10.b", "10.c"]


def test_refused_and_present_files_are_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "program.exe"
    program.write_bytes(b"MZ")
    again = tmp_path / "berkas" / "perwali.pdf"
    chosen = [str(program), str(again), str(pdf(tmp_path / "sk.pdf", "SK"))]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: (chosen, ""))
    with desk.qtbot.waitSignal(desk.page.changed):
        desk.click("add_evidence")
    assert labels(desk) == ["10.a", "10.b", "10.c"]
    told = message(desk)
    assert told.title() == "2 berkas tidak ditambahkan"
    assert "program.exe" in told.text()
    assert "Isinya sama dengan perwali.pdf, yang sudah ada di sini." in told.text()
    desk.click("close_message")
    assert not told.isVisible()


def test_a_dialog_that_is_left_adds_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_given: ([], ""))
    desk.page.add_evidence()
    assert labels(desk) == ["10.a", "10.b"]
    assert not desk.steps


def test_taking_in_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    from threading import Event

    reached, go_on = Event(), Event()
    attach = desk.bench.evidence.attach

    def slow_attach(*given: object, **options: object) -> object:
        reached.set()
        assert go_on.wait(5)
        return attach(*given, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk.bench.evidence, "attach", slow_attach)
        drop(desk.part(QWidget, "evidence_pane"), files(pdf(tmp_path / "sk.pdf", "SK")))
        assert reached.wait(5)
        desk.part(ProgressPanel, "evidence_progress").cancel_button.click()
        go_on.set()
        desk.qtbot.waitUntil(lambda: desk.page.findChild(Message, "evidence_message") is not None)
    assert message(desk).title() == "Dibatalkan"
    assert labels(desk) == ["10.a", "10.b"]


def test_citing_a_passage(desk: Desk) -> None:
    view = evidence(desk)
    view.setCurrentIndex(view.entries.index(1))
    desk.click("cite")
    dialog = desk.dialog("citation")
    level = inside(dialog, QComboBox, "citation_level")
    assert level.currentText() == "Tingkat 3 Terdefinisi"
    level.setCurrentIndex(level.findData(4))
    condition = inside(dialog, QComboBox, "citation_condition")
    assert condition.count() == 4
    condition.setCurrentIndex(2)
    desk.qtbot.keyClicks(field(dialog, "citation_article"), "Bab  II")
    desk.qtbot.keyClicks(field(dialog, "citation_page"), "3")
    inside(dialog, QPlainTextEdit, "citation_quote").setPlainText("Sudah direviu.")
    desk.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    made = desk.stored().evidence(10)[1].citations[0]
    assert (made.level, made.condition, made.article) == (4, 2, "Bab II")
    assert (made.page, made.quote) == ("3", "Sudah direviu.")
    desk.settled()


def test_a_citation_needs_a_place_that_exists(desk: Desk) -> None:
    desk.click("cite")
    dialog = desk.dialog("citation")
    keep = inside(dialog, Button, "keep")
    desk.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert "Isi pasal" in field(dialog, "citation_article").accessibleDescription()
    desk.qtbot.keyClicks(field(dialog, "citation_page"), "62")
    desk.qtbot.mouseClick(keep, Qt.MouseButton.LeftButton)
    assert field(dialog, "citation_article").accessibleDescription() == ""
    assert field(dialog, "citation_page").accessibleDescription() == "Dokumen ini 61 halaman."
    assert dialog.isVisible()
    assert not desk.steps
    dialog.reject()


def test_a_citation_that_cannot_be_stored_keeps_the_dialog(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_citation: object) -> None:
        raise StorageError(StorageProblem.FULL, tmp_path)

    monkeypatch.setattr(desk.bench.evidence, "edit_citation", fail)
    desk.click("edit_citation")
    dialog = desk.dialog("citation")
    field(dialog, "citation_article").setText("Pasal 42")
    with desk.qtbot.captureExceptions() as caught:
        desk.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    assert [kind for kind, _error, _trace in caught] == [StorageError]
    assert dialog.isVisible()
    assert field(dialog, "citation_article").text() == "Pasal 42"
    dialog.reject()


def test_a_removed_citation_comes_back(desk: Desk) -> None:
    desk.click("remove_citation")
    assert desk.stored().evidence(10)[0].citations == ()
    assert message(desk).title() == "Rujukan dihapus"
    desk.click("undo_removal")
    assert desk.stored().evidence(10)[0].citations[0].article == "Pasal 41 ayat (2)"
    desk.settled()


def test_describing_a_document(desk: Desk) -> None:
    desk.qtbot.keyClick(evidence(desk), Qt.Key.Key_F2)
    dialog = desk.dialog("document")
    kind = inside(dialog, QComboBox, "document_kind")
    kind.setCurrentIndex(kind.findData(DocumentKind.DECREE))
    field(dialog, "document_about").setText("Tim  Koordinasi")
    field(dialog, "document_date").setText("17-8-2023")
    desk.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    document = desk.stored().evidence(10)[0].document
    assert (document.kind, document.about) == (DocumentKind.DECREE, "Tim Koordinasi")
    assert document.issued == date(2023, 8, 17)
    texts = [label.text() for label in desk.show_citations().findChildren(QLabel)]
    assert "Keputusan Nomor 12 Tahun 2023 tentang Tim Koordinasi" in texts


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("document_year", "23", "Tulis empat angka."),
        ("document_year", "dua ribu", "Tulis empat angka."),
        ("document_date", "31-2-2023", "Tulis seperti 17 Agustus 2025 atau 17-8-2025."),
    ],
)
def test_wrong_particulars_are_told_at_their_field(
    desk: Desk, name: str, typed: str, words: str
) -> None:
    desk.click("edit_document")
    dialog = desk.dialog("document")
    field(dialog, name).setText(typed)
    desk.qtbot.mouseClick(inside(dialog, Button, "keep"), Qt.MouseButton.LeftButton)
    assert field(dialog, name).accessibleDescription() == words
    assert dialog.isVisible()
    assert not desk.steps
    dialog.reject()


def test_a_detached_document_comes_back_with_its_citations(desk: Desk) -> None:
    desk.qtbot.keyClick(evidence(desk), Qt.Key.Key_Delete)
    assert labels(desk) == ["10.b"]
    assert message(desk).title() == "10.a Peraturan 12/2023 dilepas"
    desk.click("undo_removal")
    assert labels(desk) == ["10.a", "10.b"]
    assert desk.stored().evidence(10)[0].citations
    desk.settled()


def test_the_way_back_is_offered_until_the_next_edit(desk: Desk) -> None:
    desk.click("detach")
    told = message(desk)
    desk.page.choose(2)
    assert not told.isVisible()


def test_a_document_opens_as_a_copy(desk: Desk, opened: list[Path]) -> None:
    desk.qtbot.keyClick(evidence(desk), Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: bool(opened))
    (copy,) = opened
    assert copy.name == "perwali.pdf"
    assert desk.bench.root not in copy.parents
    assert copy.read_bytes().startswith(b"%PDF")


def test_a_document_that_nothing_opens_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    desk.click("open_document")
    desk.qtbot.waitUntil(lambda: desk.page.findChild(Message, "evidence_message") is not None)
    assert message(desk).title() == "Dokumen tidak terbuka"


def test_a_missing_file_is_told(desk: Desk) -> None:
    digest = desk.stored().evidence(10)[0].document.sha256
    for path in desk.bench.root.rglob(f"*{digest[2:]}*"):
        path.unlink()
    desk.click("open_document")
    desk.qtbot.waitUntil(lambda: desk.page.findChild(Message, "evidence_message") is not None)
    assert message(desk).kind() == "error"


def test_a_locked_sheet_says_so_before_files_are_chosen(desk: Desk) -> None:
    desk.bench.workflow.hand_in(desk.city.id, [10])
    desk.bench.workflow.approve(desk.city.id, [10])
    desk.page.open(desk.city.id, 10)
    desk.page.add_evidence()  # a dialog for files would fail the test
    assert message(desk).title() == "Lembar terkunci"
