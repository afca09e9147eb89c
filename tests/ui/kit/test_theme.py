import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import THEMES, apply_theme, current_theme
from ui.widgets.badge import LevelBadge
from ui.widgets.buttons import button
from ui.widgets.card import Card, page_header, rule
from ui.widgets.check_row import CheckRow
from ui.widgets.chip import StateChip
from ui.widgets.empty_state import EmptyState
from ui.widgets.message import Message
from ui.widgets.option_tile import OptionTile
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.tabs import TabStrip
from ui.widgets.text import label, set_role

_ARGB = QImage.Format.Format_ARGB32


def ground(widget: QWidget) -> QColor:
    """The colour just inside the middle of the left edge."""
    return widget.grab().toImage().pixelColor(4, widget.height() // 2)


@pytest.mark.parametrize("name", THEMES)
def test_the_application_wears_the_theme(qapp: QApplication, name: str) -> None:
    theme = apply_theme(qapp, name)
    assert current_theme() is theme
    assert theme.name == name
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme.color("bg")
    assert QFontInfo(qapp.font()).family() == "Source Sans 3"


def test_an_unknown_theme_changes_nothing(qapp: QApplication) -> None:
    before = current_theme()
    with pytest.raises(KeyError):
        apply_theme(qapp, "sepia")
    assert current_theme() is before


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        current_theme().color("purple")


def test_auto_follows_the_system(qapp: QApplication) -> None:
    assert apply_theme(qapp, "auto").name in {"light", "dark"}


@pytest.mark.parametrize(("scale", "body", "small"), [(1.0, 14, 13), (1.5, 21, 20)])
def test_text_scale(qapp: QApplication, scale: float, body: int, small: int) -> None:
    theme = apply_theme(qapp, "light", scale)
    assert qapp.font().pixelSize() == body
    assert current_theme().px("small") == small
    assert theme.font("small").pixelSize() == small


def test_words_of_the_tokens() -> None:
    theme = current_theme()
    assert theme.state("handed_in").words == "Diserahkan"
    assert theme.level_name(4, service=False) == "Terpadu dan Terukur"
    assert theme.level_name(4, service=True) == "Kolaborasi"


@pytest.mark.parametrize(
    "make",
    [
        lambda: button("Utama", "primary"),
        lambda: button("Cetak", "link", "printer"),
        lambda: Card("Kartu"),
        lambda: Message("warn", "Judul", "Isi"),
        lambda: LevelBadge(3, size=26, style="chosen"),
        lambda: LevelBadge(None),
        lambda: StateChip("draft"),
        lambda: StateChip("returned"),
        lambda: CheckRow("Syarat"),
        lambda: OptionTile("Kota"),
        lambda: TabStrip(["Satu", "Dua"]),
        lambda: ProgressPanel("Menyalin"),
        lambda: EmptyState("file-plus", "Kosong"),
        lambda: label("Teks", "h2", "accent_text"),
        lambda: page_header("Hasil", button("Salin")),
        rule,
    ],
)
def test_a_switch_repaints_what_is_shown(qtbot: QtBot, qapp: QApplication, make: object) -> None:
    assert callable(make)
    widget: QWidget = make()
    qtbot.addWidget(widget)
    widget.show()
    pictures = set()
    for name in THEMES:
        apply_theme(qapp, name)
        pictures.add(bytes(widget.grab().toImage().convertToFormat(_ARGB).constBits()))
    assert len(pictures) == len(THEMES)


def test_a_card_stands_out_from_the_ground(qtbot: QtBot) -> None:
    card = Card("Judul")
    qtbot.addWidget(card)
    card.resize(200, 100)
    assert ground(card) == current_theme().color("surface")
    assert ground(card) != current_theme().color("bg")


def test_a_live_text_scale_makes_room(qtbot: QtBot, qapp: QApplication) -> None:
    words = label("Peta Rencana SPBE", "h2")
    qtbot.addWidget(words)
    words.show()
    before = words.sizeHint()
    apply_theme(qapp, "light", 1.5)
    assert words.sizeHint().width() > before.width() * 1.3


def test_a_label_changes_its_role(qtbot: QtBot) -> None:
    words = label("Kurang", role="warn")
    qtbot.addWidget(words)
    words.show()
    assert words.palette().color(words.foregroundRole()) == current_theme().color("warn")
    set_role(words, "ok")
    assert words.palette().color(words.foregroundRole()) == current_theme().color("ok")


def test_placeholders_are_not_thinned(qtbot: QtBot) -> None:
    edit = QLineEdit(placeholderText="Cari")
    qtbot.addWidget(edit)
    edit.show()
    colour = edit.palette().color(QPalette.ColorRole.PlaceholderText)
    assert colour == current_theme().color("text3")


def test_a_font_measured_in_points_is_taken_at_natural_size(qapp: QApplication) -> None:
    qapp.setFont(QFont("Source Sans 3", 10))
    assert current_theme().body_px == 14
