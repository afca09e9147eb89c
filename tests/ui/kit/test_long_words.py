from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.text import label

NAME = "Peraturan_Bupati_Nomor_7_Tahun_2023_tentang_Penyelenggaraan_SPBE.pdf"


def test_a_file_name_without_spaces_wraps_and_stays_the_same_text(qtbot: QtBot) -> None:
    words = label(NAME, wrap=True)
    qtbot.addWidget(words)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    assert words.minimumSizeHint().width() < 200
    assert words.text() == NAME
    words.setSelection(0, len(QLabel.text(words)))
    qtbot.keyClick(words, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == NAME


def test_what_does_not_wrap_is_left_as_it_is(qtbot: QtBot) -> None:
    words = label(NAME)
    qtbot.addWidget(words)
    assert words.minimumSizeHint().width() > 300
    wrapped = label("Kebijakan internal", wrap=True)
    assert QLabel.text(wrapped) == "Kebijakan internal"


def test_a_message_shows_all_of_a_long_name(qtbot: QtBot) -> None:
    told = Message("warn", "1 berkas tidak ditambahkan", "z" * 190 + ".pdf: berkas kosong")
    qtbot.addWidget(told)
    told.resize(280, told.heightForWidth(280))
    told.show()
    assert told.minimumSizeHint().width() <= 280
    assert told.text().startswith("z" * 190)


def test_bytes_are_shown_as_a_share(qtbot: QtBot) -> None:
    panel = ProgressPanel("Menyalin bukti")
    qtbot.addWidget(panel)
    panel.show_progress(33_554_432, 52_428_800, "laporan.pdf")
    assert "64%" in {words.text() for words in panel.findChildren(QLabel)}
    panel.show_progress(3, 12, "laporan.pdf")
    assert "3 dari 12" in {words.text() for words in panel.findChildren(QLabel)}
