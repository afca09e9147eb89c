"""Periksa: groups, filter, cures, waivers, counts."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.findings import Reviewed
from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import Progress
from assessment.domain.records import Citation
from assessment.services.review import Review
from assessment.services.workbench import Workbench
from tests.ui.review.drivers import INSTRUMENT, ReviewDriver
from ui.tasks import TaskRunner
from ui.theme import apply_theme

UNSUPPORTED = "Tingkat belum didukung syarat"
UNPROVEN = "Tanpa bukti dukung"
OPEN = "44 indikator belum diisi"
PAGE = "Halaman rujukan tidak ada"
QUOTE = "Kutipan tidak ada di halaman rujukan"
EXPLAIN = "Fakta atau Analisis kosong"
LOW = "Tingkat di bawah yang didukung syarat"
EVERY = [UNSUPPORTED, UNPROVEN, OPEN, PAGE, EXPLAIN, LOW]


def test_findings_stand_in_groups(page: ReviewDriver, city: int) -> None:
    page.open(city)
    assert page.rows() == EVERY
    assert [page.chip(name).text() for name in ("all", "blocks", "warns", "informs")] == [
        "Semua 6",
        "Menghalangi 3",
        "Melemahkan 2",
        "Catatan 1",
    ]
    assert page.when().startswith("Diperiksa 10.")
    row = page.row(UNSUPPORTED).row
    assert row.where == "2  Kebijakan Internal Peta Rencana SPBE"
    assert row.detail == "Dipilih 2, syarat yang dicentang mendukung 1"
    assert "dan 32 lainnya" in page.row(OPEN).row.where


def test_the_cure_of_an_indicator(page: ReviewDriver, city: int, qtbot: QtBot) -> None:
    page.open(city)
    for title, number in ((UNSUPPORTED, 2), (OPEN, 4), (LOW, 3)):
        with qtbot.waitSignal(page.page.indicator_requested) as asked:
            page.press(title)
        assert asked.args == [number]


def test_the_cure_of_a_citation(
    page: ReviewDriver, city: int, workbench: Workbench, qtbot: QtBot
) -> None:
    (paper,) = workbench.evidence.documents()
    workbench.evidence.cite(
        Citation("", city, 1, paper.sha256, 2, 2, page="1", quote="Pasal 4 halaman 2")
    )
    page.open(city)
    assert QUOTE not in page.rows()
    workbench.search.index_missing()
    page.open(city)
    assert page.row(QUOTE).row.detail.endswith("hlm. 1: “Pasal 4 halaman 2” ada di hlm. 2")
    for title in (QUOTE, PAGE):
        with qtbot.waitSignal(page.page.citation_requested) as asked:
            page.press(title)
        assert asked.args == [1, paper.sha256]


def test_the_cure_of_a_document(
    page: ReviewDriver, city: int, workbench: Workbench, qtbot: QtBot
) -> None:
    (paper,) = workbench.evidence.documents()
    workbench.evidence.describe(city, replace(paper, about="Rancangan Peraturan"))
    page.open(city)
    with qtbot.waitSignal(page.page.document_requested) as asked:
        page.press("Rancangan dipakai untuk tingkat 2 ke atas")
    assert asked.args == [paper.sha256, 0]


def test_a_cured_row_fades_and_the_next_gets_the_focus(
    page: ReviewDriver, city: int, workbench: Workbench, qtbot: QtBot
) -> None:
    page.open(city)
    page.press(UNSUPPORTED)
    workbench.worksheet.choose_level(city, 2, 1)
    with qtbot.waitSignal(page.page.counted) as counted:
        page.page.show_assessment(city)
    page.settle()
    assert page.rows() == [OPEN, PAGE, LOW]
    assert counted.args == [3]
    assert page.focused_row() == OPEN


def test_a_row_that_is_not_cured_keeps_the_focus(page: ReviewDriver, city: int) -> None:
    page.open(city)
    page.press(PAGE)
    page.open(city)
    assert page.focused_row() == PAGE


def test_after_the_last_row_the_one_before_gets_the_focus(
    page: ReviewDriver, city: int, workbench: Workbench
) -> None:
    page.open(city)
    page.press(LOW)
    workbench.worksheet.choose_level(city, 3, None)
    page.open(city)
    assert page.rows()[-1] == EXPLAIN
    assert page.focused_row() == EXPLAIN


def test_findings_that_come_while_others_fade(
    page: ReviewDriver, city: int, workbench: Workbench
) -> None:
    page.open(city)
    workbench.worksheet.choose_level(city, 3, 2)
    page.page.show_assessment(city)
    page.qtbot.waitUntil(lambda: page.row(LOW).graphicsEffect() is not None)
    page.type("fakta")
    workbench.worksheet.choose_level(city, 3, 1)
    page.open(city)
    assert page.rows() == [EXPLAIN]
    page.type(" ")
    assert page.rows() == EVERY


def test_a_filter_by_weight(page: ReviewDriver, city: int) -> None:
    page.open(city)
    page.click("review_warns")
    assert page.rows() == [PAGE, EXPLAIN]
    assert not page.chip("all").isChecked()
    page.click("review_all")
    assert page.rows() == EVERY


def test_a_filter_by_words(page: ReviewDriver, city: int) -> None:
    page.open(city)
    page.type("HALAMAN perwali")
    assert page.rows() == [PAGE]
    page.click("review_copy")
    assert page.clipboard() == [
        f"{PAGE} · 1  Kebijakan Internal Arsitektur SPBE · 1.a Perwali-12-2023.pdf, hlm. 9 dari 2"
    ]
    page.type("tidak ada yang begini")
    assert page.rows() == []


def test_a_weight_that_is_empty_now_lets_all_be_shown(
    page: ReviewDriver, city: int, workbench: Workbench
) -> None:
    page.open(city)
    page.click("review_informs")
    assert page.rows() == [LOW]
    workbench.worksheet.choose_level(city, 3, 2)
    page.open(city)
    assert page.chip("all").isChecked()
    assert not page.chip("informs").isEnabled()


def test_a_finding_is_waived_with_a_reason(
    page: ReviewDriver, city: int, workbench: Workbench, qtbot: QtBot
) -> None:
    page.open(city)
    with qtbot.waitSignal(page.page.changed):
        page.waive(OPEN, "Menyusul bulan depan")
    assert OPEN not in page.rows()
    assert page.focused_row() == PAGE
    assert len(workbench.review.glance(city).waived) == 44
    page.click("fold_waived")
    assert page.rows()[-1] == OPEN
    assert "Menyusul bulan depan" in page.row(OPEN).accessibleName()
    page.press(OPEN)  # take it up again
    page.settle()
    assert page.rows() == EVERY
    assert workbench.review.glance(city).waived == ()


def test_waived_rows_fold_away(page: ReviewDriver, city: int) -> None:
    page.open(city)
    page.waive(LOW, "Disengaja")
    page.click("fold_waived")
    assert LOW in page.rows()
    page.click("fold_waived")
    assert LOW not in page.rows()


def test_a_waiver_needs_a_reason(page: ReviewDriver, city: int, workbench: Workbench) -> None:
    page.open(city)
    page.press(LOW, "waive")
    page.give_reason("  ")
    dialog = page.dialog()
    assert dialog.isVisible()
    assert workbench.review.glance(city).waived == ()
    dialog.reject()
    page.settle()
    assert page.rows() == EVERY


def test_nothing_to_object_to(
    page: ReviewDriver, city: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Review, "look_over", lambda *_: Reviewed(()))
    page.open(city)
    assert page.shown("review_calm")
    assert page.rows() == []


def test_files_are_read_whole_once_and_on_demand(
    page: ReviewDriver, city: int, workbench: Workbench
) -> None:
    page.open(city)
    (paper,) = workbench.evidence.documents()
    stored = workbench.root / "evidence" / paper.sha256[:2] / paper.sha256
    content = stored.read_bytes()
    stored.chmod(0o644)
    stored.write_bytes(content[:-1] + b"?")
    stored.touch()
    page.open(city)
    assert "Berkas bukti berubah" not in page.rows()
    page.click("review_again")
    page.settle()
    assert "Berkas bukti berubah" in page.rows()


def test_another_assessment_begins_afresh(
    page: ReviewDriver, city: int, workbench: Workbench
) -> None:
    page.open(city)
    other = workbench.assessments.start(
        "Kota Lain", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    )
    page.open(other.id)
    assert page.rows() == ["47 indikator belum diisi"]


def test_reading_shows_how_far_it_is_and_can_be_stopped(
    page: ReviewDriver, city: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = threading.Event()

    def look(_review: Review, _number: int, progress: Progress) -> Reviewed:
        progress.step(1, 3, "Perwali.pdf")
        free.wait(10)
        progress.step(2, 3, "Perwali.pdf")
        return Reviewed(())

    monkeypatch.setattr(Review, "look_over", look)
    page.page.show_assessment(city)
    page.qtbot.waitUntil(lambda: page.shown("review_progress"))
    page.click("cancel")
    free.set()
    page.settle()
    assert page.when() == "Pemeriksaan belum selesai"
    assert not page.shown("review_progress")


def test_a_look_that_was_overtaken_says_nothing(
    page: ReviewDriver, city: int, workbench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, free = threading.Event(), threading.Event()
    other = workbench.assessments.start(
        "Kota Lain", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    )
    look_over = Review.look_over

    def look(review: Review, number: int, progress: Progress) -> Reviewed:
        if number == city:
            progress.step(0, 2, "lama")
            begun.set()
            free.wait(10)
        return look_over(review, number, progress)

    monkeypatch.setattr(Review, "look_over", look)
    page.page.show_assessment(city)
    page.qtbot.waitUntil(begun.is_set)
    page.page.show_assessment(other.id)
    free.set()
    page.settle()
    assert page.rows() == ["47 indikator belum diisi"]


def test_nothing_is_looked_at_before_there_is_an_assessment(page: ReviewDriver) -> None:
    page.click("review_again")
    page.settle()
    assert page.when() == ""


def test_a_failure_is_told(
    page: ReviewDriver,
    city: int,
    tasks: TaskRunner,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> Reviewed:
        raise StorageError(StorageProblem.UNREADABLE, Path("workspace.sqlite3"))

    monkeypatch.setattr(Review, "look_over", fail)
    with qtbot.waitSignal(tasks.failed):
        page.page.show_assessment(city)
    assert page.when() == "Pemeriksaan belum selesai"


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_other_themes(page: ReviewDriver, city: int, qapp: QApplication, theme: str) -> None:
    page.open(city)
    apply_theme(qapp, theme, 1.4)
    assert not page.page.grab().isNull()
    assert page.rows() == EVERY
