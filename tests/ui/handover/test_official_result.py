"""An official result on Kirim: dropped, confirmed row by row, recorded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QTableView
from pytestqt.qtbot import QtBot

from assessment.domain.exchange import ExportKind
from assessment.domain.identity import OFFICIAL, Assessment, InstitutionKind
from assessment.domain.scoring import score
from assessment.services.workbench import Workbench
from tests.official_reports import Layout, border_levels, report_pdf
from tests.ui.handover.drivers import INSTRUMENT, Finder, HandoverDriver
from ui.dialogs.official_result import OfficialResultDialog
from ui.widgets.field import Choice
from ui.widgets.page_strip import PageStrip

Make = Callable[[Layout], Path]


@pytest.fixture
def levels(workbench: Workbench) -> dict[int, int]:
    outline = workbench.instruments.outline(INSTRUMENT)
    return {number: (number * number + number // 3) % 5 + 1 for number in outline.numbers}


@pytest.fixture
def make(workbench: Workbench, tmp_path: Path, levels: dict[int, int]) -> Make:
    outline = workbench.instruments.outline(INSTRUMENT)
    return lambda layout: report_pdf(tmp_path / "lhe.pdf", outline, levels, layout)


def drop(page: HandoverDriver, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    action = Qt.DropAction.CopyAction
    page.page.dropEvent(QDropEvent(QPointF(10, 10), action, mime, buttons, keys))


def dropped(page: HandoverDriver, path: Path) -> Finder:
    drop(page, path)
    page.settle("official")
    return shown_last(page)


def shown_last(page: HandoverDriver) -> Finder:
    dialogs = page.root.findChildren(OfficialResultDialog)
    assert dialogs, page.row("official").outcome()
    finder = Finder(page.qtbot, dialogs[-1])
    strip = finder.find(PageStrip, "page-strip")
    page.qtbot.waitUntil(lambda: not strip.is_empty())
    return finder


def saved(workbench: Workbench, number: int) -> dict[int, int]:
    return workbench.worksheet.dossier(number).levels(OFFICIAL)


def test_sound_report_is_recorded_with_one_click(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="KOTA NUSA DAMAI", year=2025)))
    assert dialog.message("verdict").kind() == "ok"
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels
    assert "dicatat" in page.row("official").outcome()


def test_doubtful_rows_are_confirmed_and_corrected_first(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    wrong = {2: str(levels[2] % 5 + 1)}
    layout = Layout(
        institution="PEMERINTAH KOTA NUSA DAMAI",
        year=2025,
        printed=wrong,
        without=frozenset({47}),
    )
    dialog = dropped(page, make(layout))
    assert dialog.message("verdict").kind() == "warn"
    assert not dialog.enabled("keep")
    table = dialog.find(QTableView, "official-rows")
    assert table.currentIndex().row() == 0
    dialog.click("as-read")
    assert table.currentIndex().row() == 1
    dialog.click(f"level-{levels[2]}")
    while table.currentIndex().row() < len(levels) - 1:
        here = table.currentIndex().row()
        qtbot.keyClick(table, Qt.Key.Key_Return)
        assert table.currentIndex().row() > here
    assert not dialog.enabled("keep")
    assert "Tidak ditemukan" in dialog.words("where")
    qtbot.keyClick(table, Qt.Key.Key_9)  # no level
    qtbot.keyClick(table, Qt.Key.Key_Return)  # nothing was read
    assert not dialog.enabled("keep")
    qtbot.keyClick(table, str(levels[47]))
    assert dialog.message("verdict").kind() == "ok"
    states = {table.model().index(row, 4).data() for row in (0, 1, 46)}
    assert states == {"Dipastikan", "Diperbaiki"}
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels


def test_nothing_is_recorded_when_it_is_left(
    workbench: Workbench, city: Assessment, page: HandoverDriver, make: Make
) -> None:
    page.page.show_assessment(city.id)
    dropped(page, make(Layout(institution="KOTA NUSA DAMAI", year=2025))).click("leave")
    assert not saved(workbench, city.id)
    assert page.row("official").outcome() == "Tidak ada yang diubah."


def test_another_document_is_refused_in_words(
    city: Assessment, page: HandoverDriver, tmp_path: Path
) -> None:
    page.page.show_assessment(city.id)
    other = tmp_path / "rusak.pdf"
    other.write_bytes(b"%PDF-1.4 tanpa isi")
    drop(page, other)
    page.settle("official")
    assert "rusak atau terpotong" in page.row("official").outcome()
    assert page.root.findChild(OfficialResultDialog) is None


def test_name_that_was_not_read_is_asked_for(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="", year=2025)))
    assert not dialog.enabled("keep")
    assert "Isi nama instansi" in dialog.words("record-note")
    dialog.type("institution", "Pemkot Nusa Damai")
    assert choice(dialog, "record-to").currentText() == "Kota Nusa Damai 2025"
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels


def test_failure_to_store_is_told_in_the_dialog(
    workbench: Workbench, city: Assessment, page: HandoverDriver, make: Make
) -> None:
    page.page.show_assessment(city.id)
    path = make(Layout(institution="KOTA NUSA DAMAI", year=2025))
    dialog = dropped(page, path)
    path.unlink()
    dialog.click("keep")
    page.qtbot.waitUntil(lambda: dialog.message("verdict").kind() == "error")
    assert not saved(workbench, city.id)


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


def test_kind_that_the_name_does_not_say_is_asked_for(
    qtbot: QtBot, workbench: Workbench, city: Assessment, page: HandoverDriver, make: Make
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="BADAN SIBER REKAAN", year=2024)))
    assert not dialog.enabled("keep")
    assert "Pilih jenis instansi" in dialog.words("record-note")
    choose(dialog, "institution-kind", "Lembaga lain")
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    made = next(card.assessment for card in workbench.assessments.cards())
    assert (made.institution, made.kind) == ("Badan Siber Rekaan", InstitutionKind.OTHER)


def test_institution_written_otherwise_is_matched_by_the_person(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    layout = Layout(institution="KOTA ADMINISTRASI NUSA DAMAI", year=2025)
    dialog = dropped(page, make(layout))
    assert choice(dialog, "record-to").currentText() == "Penilaian baru"
    choose(dialog, "record-to", "Kota Nusa Damai 2025")
    assert not choice(dialog, "institution-kind").isEnabled()
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == levels
    assert len(workbench.assessments.cards()) == 1
    changed = dict(levels) | {3: levels[3] % 5 + 1}
    outline = workbench.instruments.outline(INSTRUMENT)
    again = report_pdf(page.exports.parent / "lagi.pdf", outline, changed, layout)
    dialog = dropped(page, again)
    choose(dialog, "record-to", "Kota Nusa Damai 2025")
    assert "diganti: 1 tingkat lain" in dialog.words("record-note")
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id) == changed
    workbench.worksheet.undo(city.id)
    assert saved(workbench, city.id) == levels


def test_grade_that_is_printed_otherwise_is_looked_at_and_said(
    qtbot: QtBot, workbench: Workbench, city: Assessment, page: HandoverDriver, make: Make
) -> None:
    page.page.show_assessment(city.id)
    layout = Layout(institution="KOTA NUSA DAMAI", year=2025, grade="Memuaskan")
    dialog = dropped(page, make(layout))
    assert dialog.message("verdict").text() == "Predikat: tercetak Memuaskan, dari tingkat Baik"
    assert "Halaman 2" in dialog.words("where")
    assert not dialog.enabled("keep")
    strip = dialog.find(PageStrip, "page-strip")
    before = strip.grab().toImage()
    qtbot.keyClick(strip, Qt.Key.Key_Down)
    assert strip.grab().toImage() != before
    dialog.click("figures-seen")
    with qtbot.waitSignal(page.page.changed):
        dialog.click("keep")
    assert saved(workbench, city.id)


def test_correction_that_breaks_an_aspect_asks_for_its_rows(
    city: Assessment, page: HandoverDriver, make: Make, levels: dict[int, int]
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="KOTA NUSA DAMAI", year=2025)))
    assert dialog.enabled("keep")
    dialog.click(f"level-{levels[1] % 5 + 1}")
    assert dialog.find(QAbstractButton, "keep").text() == "Pastikan 9 baris lagi"
    assert not dialog.find(QAbstractButton, "figures-seen").isVisible()


def test_year_without_a_title_is_chosen_and_read_again(
    qtbot: QtBot,
    workbench: Workbench,
    city: Assessment,
    page: HandoverDriver,
    make: Make,
    levels: dict[int, int],
) -> None:
    page.page.show_assessment(city.id)
    dialog = dropped(page, make(Layout(institution="KOTA NUSA DAMAI", year=2025, titled=False)))
    assert not dialog.enabled("keep")
    assert "Pilih tahun laporan" in dialog.words("record-note")
    choose(dialog, "report-year", "2024")
    assert dialog.find(QAbstractButton, "keep").text() == "Baca lagi untuk 2024"
    dialog.click("keep")
    page.settle("official")
    again = shown_last(page)
    assert choice(again, "report-year").currentText() == "2024"
    choose(again, "report-year", "2025")
    again.click("keep")
    page.settle("official")
    last = shown_last(page)
    assert last.enabled("keep")
    with qtbot.waitSignal(page.page.changed):
        last.click("keep")
    assert saved(workbench, city.id) == levels


def test_border_grade_names_both_readings(
    workbench: Workbench, city: Assessment, page: HandoverDriver, tmp_path: Path
) -> None:
    outline = workbench.instruments.outline(INSTRUMENT)
    levels = border_levels(outline)
    standing = score(outline, levels)
    layout = Layout("KOTA NUSA DAMAI", 2025, grade=standing.grade_rounded.name)
    page.page.show_assessment(city.id)
    dialog = dropped(page, report_pdf(tmp_path / "lhe.pdf", outline, levels, layout))
    verdict = dialog.message("verdict")
    assert verdict.kind() == "ok"
    said = f"{standing.grade.name}; yang dibulatkan: {standing.grade_rounded.name}."
    assert verdict.text().endswith(said)


def test_papers_on_own_work_are_not_offered_while_there_is_none(
    page: HandoverDriver, workbench: Workbench, levels: dict[int, int], make: Make
) -> None:
    desk = workbench.official_results
    step = desk.apply(desk.preview(make(Layout())), levels)
    assert step is not None
    papers = (ExportKind.WORKBOOK, ExportKind.TABLE, ExportKind.MINUTES)
    page.page.show_assessment(step.assessment_id)
    assert {page.obstacle(kind) for kind in papers} == {
        "Baru ada hasil resmi; isi Penilaian Mandiri di Penilaian dahulu"
    }
    assert not any(page.obstacle(kind) for kind in (ExportKind.REPORT, ExportKind.SUMMARY))
    workbench.worksheet.choose_level(step.assessment_id, 1, 2)
    page.page.show_assessment(step.assessment_id)
    assert not any(page.obstacle(kind) for kind in papers)
