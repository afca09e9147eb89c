"""Packages on Kirim: made, opened, checked, trusted, taken over."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPlainTextEdit
from pytestqt.qtbot import QtBot

from assessment.domain.identity import SELF, Assessment, InstitutionKind
from assessment.services.workbench import Workbench
from tests.builders import pdf
from tests.conftest import Templates, opened
from tests.ui.handover.drivers import INSTRUMENT, Finder, HandoverDriver
from ui.widgets.password_fields import PasswordFields, strength

ROW = "export-spbe"


@pytest.fixture
def shown(page: HandoverDriver, city: Assessment) -> HandoverDriver:
    page.page.show_assessment(city.id)
    return page


def sent(folder: Path) -> None:
    """A whole package from another institution, with evidence at indicator 4."""
    bench = opened(folder / "rekan", "Bagus Wirawan")
    number = bench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    ).id
    bench.worksheet.choose_level(number, 4, 3)
    bench.evidence.attach(number, 4, [pdf(folder / "Perwali-12-2023.pdf", "Pasal 4")])
    bench.packages.export(number, folder / "sukamaju.spbe")


@pytest.fixture
def arrived(templates: Templates, tmp_path: Path) -> Path:
    templates.copy(sent, tmp_path)
    return tmp_path / "sukamaju.spbe"


def make(page: HandoverDriver, password: str = "", again: str | None = None) -> Finder:
    page.press(ROW, "make")
    dialog = page.wait_for("package-export")
    if password:
        dialog.click("lock")
        dialog.type("password", password)
        dialog.type("password-again", password if again is None else again)
    dialog.click("keep")
    return dialog


def test_a_package_is_made_without_a_password_unless_asked(
    shown: HandoverDriver, city: Assessment, workbench: Workbench
) -> None:
    shown.accept_proposals()
    make(shown)
    assert shown.settle(ROW).startswith("Berhasil 2 tingkat, 0 dokumen, tanda tangan dan indeks")
    assert shown.proposed[0].name == "Paket-SPBE-Kota-Nusa-Damai-2025.spbe"
    verified = workbench.packages.verify(shown.proposed[0])
    assert verified.manifest.institution == city.institution


def test_a_locked_package_asks_for_its_password(shown: HandoverDriver, tmp_path: Path) -> None:
    target = tmp_path / "terkunci.spbe"
    shown.save_as(target)
    make(shown, "kuda betul baterai")
    assert shown.settle(ROW).startswith("Berhasil ")
    asking = shown.open_package(target, "package-password")
    asking.click("keep")
    assert asking.find(QLineEdit, "package-password-edit").accessibleDescription()
    asking.type("package-password-edit", "kuda salah")
    asking.click("keep")
    edit = asking.find(QLineEdit, "package-password-edit")
    shown.qtbot.waitUntil(lambda: "tidak cocok" in edit.accessibleDescription(), timeout=30_000)
    asking.type("package-password-edit", "kuda betul baterai")
    asking.click("keep")
    view = shown.wait_for("package-view")
    shown.gone("package-password")
    assert not view.enabled("keep")
    assert "sudah ada" in view.message("package-purpose").title()


def test_passwords_that_differ_are_told(shown: HandoverDriver) -> None:
    shown.accept_proposals()
    dialog = make(shown, "satu dua tiga", again="satu dua")
    assert "Tidak sama" in dialog.find(QLineEdit, "password-again").accessibleDescription()
    assert shown.proposed == []
    dialog.click("leave")
    shown.gone("package-export")


def test_a_tick_without_a_password_is_told(shown: HandoverDriver) -> None:
    shown.press(ROW, "make")
    dialog = shown.wait_for("package-export")
    dialog.click("lock")
    dialog.click("keep")
    assert dialog.find(QLineEdit, "password").accessibleDescription().startswith("Tulis sandinya")
    dialog.click("leave")


def test_giving_up_the_password_takes_nothing(
    shown: HandoverDriver, city: Assessment, workbench: Workbench, tmp_path: Path
) -> None:
    words = "kuda betul"
    locked = workbench.packages.export(city.id, tmp_path / "a.spbe", password=words).path
    shown.open_package(locked, "package-password").click("leave")
    shown.gone("package-password")
    assert shown.settle("package") == "Tidak ada yang diambil."


def test_a_package_is_shown_whole_and_taken_over(
    shown: HandoverDriver, workbench: Workbench, arrived: Path
) -> None:
    view = shown.open_package(arrived, "package-view")
    rows = view.find(QListView, "package-contents")
    assert rows.model().rowCount() == 47
    assert rows.model().index(3, 0).data() == (
        "4 Kebijakan Internal Pembangunan Aplikasi SPBE, tingkat 3, 1 bukti"
    )
    view.click_row(rows, rows.model().index(3, 0))
    assert "4.a Perwali-12-2023.pdf" in view.find(QPlainTextEdit, "package-text").toPlainText()
    with shown.qtbot.waitSignal(shown.page.opened, timeout=20_000) as opened:
        view.click("keep")
    assert opened.args is not None
    taken = workbench.worksheet.dossier(opened.args[0])
    assert taken.assessment.institution == "Kota Sukamaju"
    assert taken.levels() == {4: 3}
    assert taken.outcome(SELF).final


def test_a_package_can_just_be_looked_at(
    shown: HandoverDriver, workbench: Workbench, arrived: Path
) -> None:
    before = workbench.assessments.cards()
    view = shown.open_package(arrived, "package-view")
    assert view.find(QListView, "package-contents").model().rowCount() == 47
    view.click("leave")
    shown.gone("package-view")
    assert workbench.assessments.cards() == before


def test_a_key_is_trusted_under_a_name(
    shown: HandoverDriver, workbench: Workbench, arrived: Path
) -> None:
    view = shown.open_package(arrived, "package-view")
    fingerprint = workbench.packages.verify(arrived).fingerprint
    assert view.words("fingerprint").split() == fingerprint.split()
    view.type("key-owner", " ")
    view.click("trust-key")
    assert not workbench.packages.verify(arrived).trusted
    view.type("key-owner", "Bagus Wirawan")
    view.click("trust-key")
    assert workbench.packages.verify(arrived).trusted
    assert view.words("trust-state") == "Kunci ini dipercaya di sini."
    view.click("leave")


def test_a_damaged_package_is_refused_in_words(
    shown: HandoverDriver, workbench: Workbench, arrived: Path
) -> None:
    content = bytearray(arrived.read_bytes())
    content[len(content) // 2] ^= 1
    arrived.write_bytes(content)
    before = workbench.assessments.cards()
    shown.choose_file(arrived)
    shown.press("package", "make")
    said = shown.settle("package")
    assert said.startswith("Gagal: Paket tidak dapat dipakai")
    assert "ruang kerja tidak diubah" in said
    assert workbench.assessments.cards() == before


def test_a_package_dropped_on_the_page_is_opened(shown: HandoverDriver, arrived: Path) -> None:
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(arrived))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(shown.page, QDragEnterEvent(QPoint(5, 5), copy, content, left, none))
    QApplication.sendEvent(shown.page, QDropEvent(QPointF(5, 5), copy, content, left, none))
    shown.wait_for("package-view").click("leave")


def test_a_package_that_came_as_a_zip_is_opened(shown: HandoverDriver, arrived: Path) -> None:
    shown.page.preview_import(arrived.rename(arrived.with_suffix(".zip")))
    shown.wait_for("package-view").click("leave")


def test_the_package_that_was_made_is_opened_here(shown: HandoverDriver) -> None:
    shown.accept_proposals()
    make(shown)
    shown.settle(ROW)
    shown.press(ROW, "open")
    shown.wait_for("package-view").click("leave")


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("123456", "Lemah"),
        ("kuda betul", "Cukup"),
        ("kuda betul baterai", "Kuat"),
    ],
)
def test_a_hint_says_how_strong_a_password_is(qtbot: QtBot, password: str, words: str) -> None:
    fields = PasswordFields()
    qtbot.addWidget(fields)
    fields.show()
    finder = Finder(qtbot, fields)
    finder.click("lock")
    finder.type("password", password)
    assert finder.words("password-hint").startswith(words)


def test_repeated_letters_make_a_password_weaker() -> None:
    assert strength("aaaaaaaa") < strength("abcdefgh")
    assert strength("") == 0


def test_what_an_evaluator_gave_back_is_read_at_its_last_stage(
    page: HandoverDriver, workbench: Workbench, arrived: Path, tmp_path: Path
) -> None:
    packages = workbench.packages
    number = packages.take_over(packages.preview(arrived)).assessment_id
    for indicator in range(1, 48):
        workbench.worksheet.choose_level(number, indicator, 2, stage="document")
    workbench.workflow.close_stage(number, "document")
    workbench.worksheet.choose_level(number, 1, 3, stage="interview")
    back = packages.export(number, tmp_path / "kembali.spbe").path
    view = page.open_package(back, "package-view").find(QListView, "package-contents")
    rows = [str(view.model().index(row, 0).data()) for row in (0, 3)]
    assert [words.split(", ")[1] for words in rows] == ["tingkat 3", "tingkat 2"]
