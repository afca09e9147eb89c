from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.theme import apply_theme, current_theme
from ui.widgets.buttons import Kind, button, icon_button
from ui.widgets.check_row import CheckRow
from ui.widgets.chip import FilterChip
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Choice, LineField, TextField, search_field
from ui.widgets.message import Message
from ui.widgets.option_tile import OptionTile, TileGroup
from ui.widgets.progress_panel import Bar, ProgressPanel
from ui.widgets.tabs import TabStrip

LEFT = Qt.MouseButton.LeftButton
LONG = "Kebijakan internal Tim Koordinasi SPBE sudah direviu dan dievaluasi secara periodik"


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
        widget.activateWindow()


@pytest.mark.parametrize("kind", ["plain", "primary", "link", "danger"])
def test_a_button_is_pressed_by_click_and_key(qtbot: QtBot, kind: Kind) -> None:
    made = button("Setujui", kind, "check", name="approve")
    shown(qtbot, made)
    with qtbot.waitSignal(made.clicked):
        qtbot.mouseClick(made, LEFT)
    with qtbot.waitSignal(made.clicked):
        qtbot.keyClick(made, Qt.Key.Key_Space)
    assert made.objectName() == "approve"


def test_a_disabled_button_does_nothing(qtbot: QtBot) -> None:
    made = button("Serahkan", "primary")
    shown(qtbot, made)
    made.setEnabled(False)
    with qtbot.assertNotEmitted(made.clicked):
        qtbot.mouseClick(made, LEFT)


@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize(
    "make",
    [
        lambda: button("Kecil", small=True),
        lambda: icon_button("x", "Tutup", small=True),
        lambda: FilterChip("Tanpa bukti 9"),
        lambda: CheckRow("Syarat"),
        lambda: OptionTile("Kota"),
        lambda: search_field("Cari"),
        lambda: TabStrip(["Satu", "Dua"]),
    ],
)
def test_hit_areas_are_large_enough(
    qtbot: QtBot, qapp: QApplication, make: Callable[[], QWidget], scale: float
) -> None:
    apply_theme(qapp, "light", scale)
    widget = make()
    shown(qtbot, widget)
    assert widget.sizeHint().height() >= 24
    assert widget.sizeHint().width() >= 24


@pytest.mark.parametrize(
    "make",
    [
        lambda: button("Utama", "primary"),
        lambda: button("Biasa"),
        lambda: icon_button("plus", "Tambah"),
        lambda: FilterChip("Tanpa bukti 9"),
        lambda: CheckRow("Syarat"),
        lambda: OptionTile("Kota"),
        lambda: search_field("Cari"),
        lambda: Choice("Jenis"),
        lambda: TabStrip(["Satu", "Dua"]),
    ],
)
def test_the_focus_is_seen_and_moves_nothing(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    window = QWidget()
    widget = make()
    QVBoxLayout(window).addWidget(widget)
    shown(qtbot, window)
    widget.clearFocus()
    rest, size = widget.grab().toImage(), widget.sizeHint()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    focused = widget.grab().toImage()
    ring = current_theme().color("focus").rgb()
    pixels = [focused.pixel(x, y) for x in range(focused.width()) for y in range(focused.height())]
    assert widget.hasFocus()
    assert focused != rest
    assert pixels.count(ring) > 10
    assert widget.sizeHint() == size


def test_an_icon_button_says_what_it_does(qtbot: QtBot) -> None:
    made = icon_button("chevron-down", "Indikator berikutnya")
    shown(qtbot, made)
    assert isinstance(made, QToolButton)
    assert made.accessibleName() == made.toolTip() == "Indikator berikutnya"
    made.set_words("Indikator sebelumnya")
    assert made.toolTip() == "Indikator sebelumnya"


def test_a_click_on_the_words_ticks(qtbot: QtBot) -> None:
    row = CheckRow(LONG)
    qtbot.addWidget(row)
    row.resize(200, row.heightForWidth(200))
    row.show()
    qtbot.mouseClick(row, LEFT, pos=QPoint(150, row.height() - 6))
    assert row.isChecked()
    qtbot.keyClick(row, Qt.Key.Key_Space)
    assert not row.isChecked()
    assert row.accessibleName() == LONG


def test_a_filter_chip_keeps_its_width(qtbot: QtBot) -> None:
    chip = FilterChip("Di bawah target 32")
    shown(qtbot, chip)
    width = chip.sizeHint().width()
    with qtbot.waitSignal(chip.toggled):
        qtbot.mouseClick(chip, LEFT, pos=QPoint(width - 4, 12))
    assert chip.isChecked()
    assert chip.sizeHint().width() == width


def test_tiles_choose_one(qtbot: QtBot) -> None:
    group = TileGroup([("province", "Provinsi"), ("regency", "Kabupaten"), ("city", "Kota")])
    shown(qtbot, group)
    assert group.selected() == ""
    told: list[str] = []
    group.changed.connect(told.append)
    city = group.findChild(QAbstractButton, "city")
    assert isinstance(city, OptionTile)
    qtbot.mouseClick(city, LEFT, pos=QPoint(city.width() - 3, 18))
    qtbot.keyClick(city, Qt.Key.Key_Left)
    assert told == ["city", "regency"]
    assert group.selected() == "regency"
    group.select("province")
    assert group.selected() == "province"


def test_an_unknown_tile_is_refused(qtbot: QtBot) -> None:
    group = TileGroup([("city", "Kota")])
    qtbot.addWidget(group)
    with pytest.raises(ValueError, match="village"):
        group.select("village")


def test_tabs_are_walked_with_arrow_keys(qtbot: QtBot) -> None:
    strip = TabStrip(["Penjelasan", "Catatan", "Riwayat"])
    shown(qtbot, strip)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert strip.currentIndex() == 1
    with qtbot.waitSignal(strip.currentChanged):
        qtbot.mouseClick(strip, LEFT, pos=strip.tabRect(2).center())
    assert strip.currentIndex() == 2


def test_an_error_stands_under_its_field(qtbot: QtBot) -> None:
    field = LineField("Nilai", name="value")
    shown(qtbot, field)
    qtbot.keyClicks(field.edit, "2,5o")
    before = field.sizeHint().height()
    field.set_error("Tulis angka dengan koma, misalnya 2,50.")
    assert field.text() == "2,5o"
    assert field.sizeHint().height() > before
    assert field.edit.accessibleDescription() == field.error()
    edge = field.edit.grab().toImage().pixelColor(field.edit.width() // 2, 1)
    assert edge == current_theme().color("error")
    field.set_error("")
    assert field.sizeHint().height() == before
    assert field.edit.accessibleDescription() == ""


def test_tab_leaves_a_text_field(qtbot: QtBot) -> None:
    window = QWidget()
    first, second = TextField("Fakta", name="fact"), TextField("Analisis")
    column = QVBoxLayout(window)
    column.addWidget(first)
    column.addWidget(second)
    shown(qtbot, window)
    first.edit.setFocus()
    qtbot.keyClicks(first.edit, "Pasal 41")
    qtbot.keyClick(first.edit, Qt.Key.Key_Tab)
    assert second.edit.hasFocus()
    assert first.text() == "Pasal 41"
    first.setText("Pasal 42")
    assert first.text() == "Pasal 42"


def test_a_label_names_its_field(qtbot: QtBot) -> None:
    field = LineField("Unit kerja", placeholder="Diskominfo", icon_name="search")
    shown(qtbot, field)
    caption = field.findChild(QLabel)
    assert isinstance(caption, QLabel)
    assert caption.buddy() is field.edit
    assert field.edit.accessibleName() == "Unit kerja"
    field.setText("Bappeda")
    assert field.edit.text() == "Bappeda"


def test_a_field_without_label_is_named_by_its_placeholder(qtbot: QtBot) -> None:
    field = LineField(placeholder="Nama unit")
    shown(qtbot, field)
    assert field.edit.accessibleName() == "Nama unit"
    assert field.sizeHint().height() == field.edit.sizeHint().height()


def test_the_search_field_is_emptied_by_its_button(qtbot: QtBot) -> None:
    edit = search_field("Cari indikator")
    shown(qtbot, edit)
    qtbot.keyClicks(edit, "arsitektur")
    clear = edit.findChildren(QToolButton)[0]
    qtbot.mouseClick(clear, LEFT)
    assert edit.text() == ""


def test_a_message_offers_its_remedy(qtbot: QtBot) -> None:
    message = Message()
    shown(qtbot, message)
    assert message.accessibleName() == ""
    message.set_content("error", "Buku kerja tidak dapat dibaca", "Data Anda tidak berubah.")
    cure = button("Pilih berkas", small=True)
    message.add_button(cure)
    qtbot.waitUntil(cure.isVisible)
    with qtbot.waitSignal(cure.clicked):
        qtbot.mouseClick(cure, LEFT)
    assert "Data Anda tidak berubah." in message.accessibleName()
    message.set_content("ok", "Berhasil")
    assert (message.kind(), message.title(), message.text()) == ("ok", "Berhasil", "")
    message.clear_buttons()
    assert not cure.isVisible()


def test_running_work_is_cancelled_once(qtbot: QtBot) -> None:
    panel = ProgressPanel("Menyalin bukti")
    shown(qtbot, panel)
    panel.show_progress(39, 63, "35.c.integrasi.pdf")
    said = {words.text() for words in panel.findChildren(QLabel)}
    assert {"Menyalin bukti", "39 dari 63", "35.c.integrasi.pdf"} <= said
    assert panel.fraction() == pytest.approx(39 / 63)
    with qtbot.waitSignal(panel.cancelled):
        qtbot.mouseClick(panel.cancel_button, LEFT)
    with qtbot.assertNotEmitted(panel.cancelled):
        qtbot.mouseClick(panel.cancel_button, LEFT)
    panel.reset("Menulis laporan")
    assert panel.cancel_button.isEnabled()
    assert panel.fraction() == 0


@pytest.mark.parametrize(("given", "kept"), [(0.4, 0.4), (1.7, 1.0), (-1.0, 0.0)])
def test_a_bar_stays_within_its_track(qtbot: QtBot, given: float, kept: float) -> None:
    bar = Bar("Terisi")
    shown(qtbot, bar)
    bar.set_fraction(given)
    assert bar.fraction() == kept
    assert bar.accessibleName() == f"Terisi {round(kept * 100)}%"


def drag(kind: type, mime: QMimeData) -> QDragEnterEvent | QDropEvent:
    action, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    if kind is QDragEnterEvent:
        return QDragEnterEvent(QPoint(5, 5), action, mime, LEFT, none)
    return QDropEvent(QPointF(5, 5), action, mime, LEFT, none)


def test_dropped_files_are_handed_over(qtbot: QtBot, tmp_path: Path) -> None:
    panel = EmptyState("file-plus", "Belum ada bukti", "Letakkan berkas di sini.")
    panel.setAcceptDrops(True)
    shown(qtbot, panel)
    mime = QMimeData()
    mime.setUrls(
        [QUrl.fromLocalFile(str(tmp_path / "perwali.pdf")), QUrl("https://contoh.go.id/a.pdf")]
    )
    rest = panel.grab().toImage()
    QApplication.sendEvent(panel, drag(QDragEnterEvent, mime))
    hovered = panel.grab().toImage()
    with qtbot.waitSignal(panel.dropped) as caught:
        QApplication.sendEvent(panel, drag(QDropEvent, mime))
    assert caught.args is not None
    assert caught.args[0] == [tmp_path / "perwali.pdf"]
    assert hovered != rest
    assert panel.grab().toImage() == rest


def test_what_is_no_file_is_not_welcome(qtbot: QtBot) -> None:
    panel = EmptyState("file-plus", "Belum ada bukti")
    panel.setAcceptDrops(True)
    shown(qtbot, panel)
    mime = QMimeData()
    mime.setText("hanya teks")
    event = drag(QDragEnterEvent, mime)
    event.ignore()
    QApplication.sendEvent(panel, event)
    assert not event.isAccepted()
    QApplication.sendEvent(panel, QDragLeaveEvent())


def test_an_empty_state_offers_what_to_do(qtbot: QtBot) -> None:
    add = button("Tambah berkas", "primary", "plus", small=True)
    panel = EmptyState("file-plus", "Belum ada bukti", "Letakkan berkas.", buttons=[add])
    shown(qtbot, panel)
    with qtbot.waitSignal(add.clicked):
        qtbot.mouseClick(add, LEFT)
    assert panel.accessibleDescription() == "Letakkan berkas."


@pytest.mark.parametrize("clicks", [0, 1])
def test_a_locked_box_looks_locked_and_stays(qtbot: QtBot, clicks: int) -> None:
    row = CheckRow("Syarat")
    shown(qtbot, row)
    for _ in range(clicks):
        qtbot.mouseClick(row, LEFT)
    ticked = row.isChecked()
    free = row.grab().toImage()
    row.setEnabled(False)
    qtbot.mouseClick(row, LEFT, pos=QPoint(40, 12))
    assert row.isChecked() == ticked == bool(clicks)
    assert row.words() == "Syarat"
    assert row.grab().toImage() != free
    assert row.minimumSizeHint().height() == 24
