import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme import THEMES, apply_theme, current_theme
from ui.widgets.badge import BadgeStyle, LevelBadge, paint_badge
from ui.widgets.chip import StateChip
from ui.widgets.glyph import Glyph
from ui.widgets.rail import RailButton, RailEntry
from ui.widgets.state_dot import paint_state_dot

STATES = ("open", "draft", "handed_in", "returned", "approved")


def blank(side: int = 40) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("#ff00ff"))
    return image


def badge(level: int | None, *, service: bool = False, style: BadgeStyle = "filled") -> QImage:
    image = blank()
    painter = QPainter(image)
    paint_badge(painter, QRectF(6, 6, 28, 28), level, service=service, style=style)
    painter.end()
    return image


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("level", [1, 2, 3, 4, 5])
def test_a_filled_badge_has_the_colour_of_its_level(
    qapp: QApplication, theme: str, level: int
) -> None:
    colours = apply_theme(qapp, theme).level(level)
    image = badge(level)
    assert image.pixelColor(10, 20) == colours.fill
    painted = {image.pixelColor(x, 20).name() for x in range(14, 28)}
    assert len(painted) > 1  # the number lies across the middle


def test_process_is_square_and_service_is_round(qapp: QApplication) -> None:
    assert badge(3).pixelColor(8, 9) != QColor("#ff00ff")
    assert badge(3, service=True).pixelColor(8, 9) == QColor("#ff00ff")


def test_every_way_to_show_a_level_looks_different(qapp: QApplication) -> None:
    looks = [
        badge(3),
        badge(3, style="outlined"),
        badge(3, style="chosen"),
        badge(None),
        badge(2),
        badge(3, service=True),
    ]
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])
    assert looks[1].pixelColor(10, 20) == current_theme().color("surface")


def test_the_badge_says_its_level(qtbot: QtBot) -> None:
    shown = LevelBadge(None, size=26)
    qtbot.addWidget(shown)
    assert shown.accessibleName() == "Belum diisi"
    plain = shown.sizeHint()
    shown.set_level(4, "chosen")
    assert shown.accessibleName() == "Tingkat 4"
    assert shown.sizeHint().width() == plain.width() + 8


def dot(state: str) -> QImage:
    image = blank(14)
    painter = QPainter(image)
    paint_state_dot(painter, QRectF(0, 0, 14, 14), state)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Mono)


def test_states_differ_in_shape_alone(qapp: QApplication) -> None:
    looks = [dot(state) for state in STATES]
    assert all(one != other for at, one in enumerate(looks) for other in looks[at + 1 :])


def test_an_unknown_state_is_refused(qapp: QApplication) -> None:
    image = blank()
    painter = QPainter(image)
    with pytest.raises(KeyError):
        paint_state_dot(painter, QRectF(0, 0, 14, 14), "lost")
    painter.end()


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        ("returned", "", "Dikembalikan"),
        ("matching", "", "Sesuai"),
        ("unsupported", "", "Belum didukung"),
        ("below", "", "Di bawah dukungan"),
        ("neutral", "47", "47"),
    ],
)
def test_chips_name_themselves(qtbot: QtBot, kind: str, text: str, shown: str) -> None:
    chip = StateChip(kind, text)
    qtbot.addWidget(chip)
    assert (chip.kind(), chip.text(), chip.accessibleName()) == (kind, shown, shown)


@pytest.mark.parametrize(("kind", "text"), [("neutral", ""), ("purple", "")])
def test_a_chip_without_words_is_refused(qtbot: QtBot, kind: str, text: str) -> None:
    chip = StateChip("open")
    qtbot.addWidget(chip)
    with pytest.raises(KeyError):
        chip.set_kind(kind, text)


def test_a_glyph_grows_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    glyph = Glyph("info", size=20)
    qtbot.addWidget(glyph)
    apply_theme(qapp, "light", 1.5)
    assert glyph.sizeHint().width() == 30
    before = glyph.grab().toImage()
    glyph.set_icon("circle-x", "error")
    assert glyph.grab().toImage() != before


@pytest.mark.parametrize("theme", THEMES)
def test_chips_with_a_mark_of_their_own_differ(
    qtbot: QtBot, qapp: QApplication, theme: str
) -> None:
    apply_theme(qapp, theme)
    looks = set()
    for kind in ("open", "draft", "matching", "below", "chosen", "rise", "neutral", "error"):
        chip = StateChip(kind, "47", small=True)
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
        picture = chip.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
        looks.add((picture.width(), bytes(picture.constBits())))
    assert len(looks) == 8


def test_the_count_on_the_rail_is_whole_in_a_low_window(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light", 1.4)
    button = RailButton(RailEntry("review", "shield-check", "Periksa"))
    qtbot.addWidget(button)
    button.set_compact(on=True)
    button.resize(90, 44)
    button.set_count(12, "12 temuan")
    image = button.grab().toImage()
    ground = current_theme().color("warn")
    rows = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) == ground for x in range(image.width()))
    ]
    assert rows[0] >= 1
    assert rows[-1] - rows[0] >= current_theme().scaled(18) - 3
