"""What is painted where there is little room."""

from dataclasses import replace

from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.theme import current_theme
from ui.widgets.citation_chip import CitationChip
from ui.widgets.level_head import HeadWords, LevelFold


def picture(qtbot: QtBot, widget: QWidget, width: int) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(width, widget.sizeHint().height())
    return widget.grab().toImage()


def test_the_chip_of_a_level_leaves_its_name_whole(qtbot: QtBot) -> None:
    chip = ("unsupported", "Dipilih, belum didukung")
    words = HeadWords(
        "Tingkat 4", "Terpadu dan Terukur", "", chip, "1/3 syarat", complete=False, empty=False
    )
    theme = current_theme()
    title = QFontMetrics(theme.font()).horizontalAdvance(words.title)
    name = 3 + title + 8 + QFontMetrics(theme.font(bold=True)).horizontalAdvance(words.name)
    shown = []
    for one in (words, replace(words, chip=None)):
        fold = LevelFold("fold_4")
        fold.show_words(one, opened=True)
        shown.append(picture(qtbot, fold, name + 190))
    with_chip, without = shown
    assert with_chip.copy(0, 0, name, 28) == without.copy(0, 0, name, 28)
    assert with_chip != without


def test_citations_of_a_long_title_can_be_told_apart(qtbot: QtBot) -> None:
    title = "10.a  Laporan Reviu Kebijakan Internal Tim Koordinasi SPBE Tahun 2024"
    first, second = (CitationChip(f"{title} Pasal {place}") for place in (4, 41))
    assert picture(qtbot, first, 200) != picture(qtbot, second, 200)
