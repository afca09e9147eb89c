"""An official result on Kirim: dropped, confirmed row by row, recorded."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QTableView

from assessment.domain.exchange import ExportKind
from assessment.domain.identity import OFFICIAL, Assessment, InstitutionKind
from assessment.domain.scoring import score
from assessment.services.workbench import Workbench
from tests.official_reports import Layout, border_levels, report_pdf
from tests.ui.handover.drivers import INSTRUMENT, Finder, HandoverDriver
from ui.dialogs.official_result import OfficialResultDialog
from ui.widgets.field import Choice
from ui.widgets.page_strip import PageStrip

CITY = Layout(institution="KOTA NUSA DAMAI", year=2025)


@dataclass
class Desk:
    """The city on Kirim, and reports that are dropped there."""

    page: HandoverDriver
    bench: Workbench
    city: Assessment
    levels: dict[int, int]
    folder: Path

    def make(self, layout: Layout, levels: dict[int, int] | None = None) -> Path:
        outline = self.bench.instruments.outline(INSTRUMENT)
        return report_pdf(self.folder / "lhe.pdf", outline, levels or self.levels, layout)

    def drop(self, path: Path) -> None:
        self.page.page.show_assessment(self.city.id)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path))])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        action = Qt.DropAction.CopyAction
        self.page.page.dropEvent(QDropEvent(QPointF(10, 10), action, mime, buttons, keys))
        self.page.settle("official")

    def dropped(self, layout: Layout, levels: dict[int, int] | None = None) -> Finder:
        self.drop(self.make(layout, levels))
        return self.dialog()

    def dialog(self) -> Finder:
        dialogs = self.page.root.findChildren(OfficialResultDialog)
        assert dialogs, self.page.row("official").outcome()
        finder = Finder(self.page.qtbot, dialogs[-1])
        strip = finder.find(PageStrip, "page-strip")
        self.page.qtbot.waitUntil(lambda: not strip.is_empty())
        return finder

    def kept(self, dialog: Finder) -> dict[int, int]:
        """The levels of the city after what is shown was recorded."""
        with self.page.qtbot.waitSignal(self.page.page.changed):
            dialog.click("keep")
        return self.saved()

    def saved(self) -> dict[int, int]:
        return self.bench.worksheet.dossier(self.city.id).levels(OFFICIAL)


@pytest.fixture
def desk(workbench: Workbench, city: Assessment, page: HandoverDriver, tmp_path: Path) -> Desk:
    numbers = workbench.instruments.outline(INSTRUMENT).numbers
    levels = {number: (number * number + number // 3) % 5 + 1 for number in numbers}
    return Desk(page, workbench, city, levels, tmp_path)


def choice(dialog: Finder, name: str) -> Choice:
    return dialog.find(Choice, name)


def choose(dialog: Finder, name: str, words: str) -> None:
    """Choose from a list with the keyboard."""
    box = choice(dialog, name)
    box.setFocus()
    wanted = box.findText(words)
    assert wanted >= 0
    while box.currentIndex() != wanted:
        down = box.currentIndex() < wanted
        dialog.qtbot.keyClick(box, Qt.Key.Key_Down if down else Qt.Key.Key_Up)


def test_sound_report_is_recorded_with_one_click(desk: Desk) -> None:
    dialog = desk.dropped(CITY)
    assert dialog.message("verdict").kind() == "ok"
    assert desk.kept(dialog) == desk.levels
    assert "dicatat" in desk.page.row("official").outcome()


def test_doubtful_rows_are_confirmed_and_corrected_first(desk: Desk) -> None:
    levels = desk.levels
    layout = Layout(
        institution="PEMERINTAH KOTA NUSA DAMAI",
        year=2025,
        printed={2: str(levels[2] % 5 + 1)},
        without=frozenset({47}),
    )
    dialog = desk.dropped(layout)
    assert dialog.message("verdict").kind() == "warn"
    assert not dialog.enabled("keep")
    table = dialog.find(QTableView, "official-rows")
    assert table.currentIndex().row() == 0
    dialog.click("as-read")
    assert table.currentIndex().row() == 1
    dialog.click(f"level-{levels[2]}")
    while table.currentIndex().row() < len(levels) - 1:
        here = table.currentIndex().row()
        dialog.qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.currentIndex().row() > here
    assert not dialog.enabled("keep")
    assert "Tidak ditemukan" in dialog.words("where")
    dialog.qtbot.keyClick(table, Qt.Key.Key_9)  # no level
    dialog.qtbot.keyClick(table, Qt.Key.Key_Return)  # nothing was read
    assert not dialog.enabled("keep")
    dialog.qtbot.keyClick(table, str(levels[47]))
    assert dialog.message("verdict").kind() == "ok"
    states = {table.model().index(row, 4).data() for row in (0, 1, 46)}
    assert states == {"Dipastikan", "Diperbaiki"}
    assert desk.kept(dialog) == levels


def test_nothing_is_recorded_when_it_is_left(desk: Desk) -> None:
    desk.dropped(CITY).click("leave")
    assert not desk.saved()
    assert desk.page.row("official").outcome() == "Tidak ada yang diubah."


def test_another_document_is_refused_in_words(desk: Desk) -> None:
    other = desk.folder / "rusak.pdf"
    other.write_bytes(b"%PDF-1.4 tanpa isi")
    desk.drop(other)
    assert "rusak atau terpotong" in desk.page.row("official").outcome()
    assert desk.page.root.findChild(OfficialResultDialog) is None


def test_name_that_was_not_read_is_asked_for(desk: Desk) -> None:
    dialog = desk.dropped(Layout(institution="", year=2025))
    assert not dialog.enabled("keep")
    assert "Isi nama instansi" in dialog.words("record-note")
    dialog.type("institution", "Pemkot Nusa Damai")
    assert choice(dialog, "record-to").currentText() == "Kota Nusa Damai 2025"
    assert desk.kept(dialog) == desk.levels


def test_failure_to_store_is_told_in_the_dialog(desk: Desk) -> None:
    dialog = desk.dropped(CITY)
    (desk.folder / "lhe.pdf").unlink()
    dialog.click("keep")
    dialog.qtbot.waitUntil(lambda: dialog.message("verdict").kind() == "error")
    assert not desk.saved()


def test_kind_that_the_name_does_not_say_is_asked_for(desk: Desk) -> None:
    dialog = desk.dropped(Layout(institution="BADAN SIBER REKAAN", year=2024))
    assert not dialog.enabled("keep")
    assert "Pilih jenis instansi" in dialog.words("record-note")
    choose(dialog, "institution-kind", "Lembaga lain")
    assert not desk.kept(dialog)
    made = next(card.assessment for card in desk.bench.assessments.cards())
    assert (made.institution, made.kind) == ("Badan Siber Rekaan", InstitutionKind.OTHER)


def test_institution_written_otherwise_is_matched_by_the_person(desk: Desk) -> None:
    layout = Layout(institution="KOTA ADMINISTRASI NUSA DAMAI", year=2025)
    dialog = desk.dropped(layout)
    assert choice(dialog, "record-to").currentText() == "Penilaian baru"
    choose(dialog, "record-to", "Kota Nusa Damai 2025")
    assert not choice(dialog, "institution-kind").isEnabled()
    assert desk.kept(dialog) == desk.levels
    assert len(desk.bench.assessments.cards()) == 1
    changed = desk.levels | {3: desk.levels[3] % 5 + 1}
    dialog = desk.dropped(layout, changed)
    choose(dialog, "record-to", "Kota Nusa Damai 2025")
    assert "diganti: 1 tingkat lain" in dialog.words("record-note")
    assert desk.kept(dialog) == changed
    desk.bench.worksheet.undo(desk.city.id)
    assert desk.saved() == desk.levels


def test_grade_that_is_printed_otherwise_is_looked_at_and_said(desk: Desk) -> None:
    dialog = desk.dropped(replace(CITY, grade="Memuaskan"))
    assert dialog.message("verdict").text() == "Predikat: tercetak Memuaskan, dari tingkat Baik"
    assert "Halaman 2" in dialog.words("where")
    assert not dialog.enabled("keep")
    strip = dialog.find(PageStrip, "page-strip")
    before = strip.grab().toImage()
    dialog.qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert strip.grab().toImage() != before
    dialog.click("figures-seen")
    assert desk.kept(dialog)


def test_correction_that_breaks_an_aspect_asks_for_its_rows(desk: Desk) -> None:
    dialog = desk.dropped(CITY)
    assert dialog.enabled("keep")
    dialog.click(f"level-{desk.levels[1] % 5 + 1}")
    assert dialog.find(QAbstractButton, "keep").text() == "Pastikan 9 baris lagi"
    assert not dialog.find(QAbstractButton, "figures-seen").isVisible()


def test_year_without_a_title_is_chosen_and_read_again(desk: Desk) -> None:
    dialog = desk.dropped(replace(CITY, titled=False))
    assert not dialog.enabled("keep")
    assert "Pilih tahun laporan" in dialog.words("record-note")
    choose(dialog, "report-year", "2024")
    assert dialog.find(QAbstractButton, "keep").text() == "Baca lagi untuk 2024"
    dialog.click("keep")
    desk.page.settle("official")
    again = desk.dialog()
    assert choice(again, "report-year").currentText() == "2024"
    choose(again, "report-year", "2025")
    again.click("keep")
    desk.page.settle("official")
    last = desk.dialog()
    assert last.enabled("keep")
    assert desk.kept(last) == desk.levels


def test_border_grade_names_both_readings(desk: Desk) -> None:
    outline = desk.bench.instruments.outline(INSTRUMENT)
    levels = border_levels(outline)
    standing = score(outline, levels)
    dialog = desk.dropped(replace(CITY, grade=standing.grade_rounded.name), levels)
    verdict = dialog.message("verdict")
    assert verdict.kind() == "ok"
    said = f"{standing.grade.name}; yang dibulatkan: {standing.grade_rounded.name}."
    assert verdict.text().endswith(said)


def test_papers_on_own_work_are_not_offered_while_there_is_none(desk: Desk) -> None:
    page, results = desk.page, desk.bench.official_results
    step = results.apply(results.preview(desk.make(Layout())), desk.levels)
    assert step is not None
    papers = (ExportKind.WORKBOOK, ExportKind.TABLE, ExportKind.MINUTES)
    page.page.show_assessment(step.assessment_id)
    assert {page.obstacle(kind) for kind in papers} == {
        "Baru ada hasil resmi; isi Penilaian Mandiri di Penilaian dahulu"
    }
    assert not any(page.obstacle(kind) for kind in (ExportKind.REPORT, ExportKind.SUMMARY))
    desk.bench.worksheet.choose_level(step.assessment_id, 1, 2)
    page.page.show_assessment(step.assessment_id)
    assert not any(page.obstacle(kind) for kind in papers)
