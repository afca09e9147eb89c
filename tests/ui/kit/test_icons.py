import gc
from collections.abc import Callable
from itertools import pairwise

import pytest
import rtoml
from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.icon_paths import ICONS, OUTLINES, outlines
from ui.icons import icon, paint_icon
from ui.theme import apply_theme, current_theme
from ui.widgets.buttons import button, icon_button

SIZE = QSize(48, 48)  # strokes wide enough to hold pixels painted in full


def strongest(image: QImage) -> str:
    """The colour of the pixel that is painted fullest."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda pixel: pixel.alpha()).name()


@pytest.mark.parametrize(
    ("mode", "role"), [(QIcon.Mode.Normal, "accent_text"), (QIcon.Mode.Disabled, "text3")]
)
def test_an_icon_takes_the_colour_of_its_role(
    qapp: QApplication, mode: QIcon.Mode, role: str
) -> None:
    picture = icon("plus", "accent_text", 48).pixmap(SIZE, mode).toImage()
    assert strongest(picture) == current_theme().color(role).name()


@pytest.mark.parametrize(
    "make", [lambda: button("", icon_name="plus"), lambda: icon_button("plus", "")]
)
def test_buttons_tint_their_icon_anew(
    qtbot: QtBot, qapp: QApplication, make: Callable[[], QAbstractButton]
) -> None:
    shown = make()
    qtbot.addWidget(shown)
    shown.show()
    middles = []
    for theme in ("light", "dark"):
        apply_theme(qapp, theme)
        for enabled in (True, False):
            shown.setEnabled(enabled)
            middles.append(shown.grab().toImage().pixelColor(shown.rect().center()).name())
    assert len(set(middles)) == 4


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("wider", [0, 200])
def test_an_icon_stands_beside_the_words(qtbot: QtBot, *, after: bool, wider: int) -> None:
    made = button("Lanjutkan", "primary", "plus", icon_after=after)
    qtbot.addWidget(made)
    made.resize(made.sizeHint().width() + wider, made.sizeHint().height())
    image = made.grab().toImage()
    ground = image.pixelColor(6, 6)
    rows = range(6, image.height() - 6)
    painted = [
        x
        for x in range(6, image.width() - 6)
        if any(image.pixelColor(x, y) != ground for y in rows)
    ]
    # Icon and words are in the middle together; the widest gap is the one between them.
    assert abs(painted[0] + painted[-1] - image.width()) <= 6
    gaps = {b - a: a - painted[0] for a, b in pairwise(painted)}
    wide = painted[-1] - painted[0]
    assert (gaps[max(gaps)] < wide / 2) is not after
    assert painted[0] >= 12


def test_painting_centres_a_square(qapp: QApplication) -> None:
    image = QImage(40, 20, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, QRect(0, 0, 40, 20), "plus", "text")
    painter.end()
    painted = [x for x in range(40) if any(image.pixelColor(x, y).alpha() for y in range(20))]
    assert painted[0] >= 10
    assert painted[-1] < 30


def test_icons_in_garbage_do_no_harm(qapp: QApplication) -> None:
    def fail() -> None:
        held = icon("plus")
        raise LookupError(held)

    for _ in range(50):
        kept: list[object] = []
        with pytest.raises(LookupError) as caught:
            fail()
        kept += [caught, kept]
        del kept, caught
    assert gc.collect() > 0


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(KeyError, match="unicorn"):
        icon("unicorn")


def test_outlines_are_those_of_the_drawings() -> None:
    # After a change: python -m tests.icon_paths
    assert rtoml.load(OUTLINES) == outlines()


def strokes(paint: Callable[[QPainter], None]) -> QImage:
    image = QImage(96, 96, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


@pytest.mark.parametrize("name", ["house", "settings", "file-spreadsheet", "circle-question-mark"])
def test_an_outline_looks_like_its_drawing(qapp: QApplication, name: str) -> None:
    drawing = QSvgRenderer(str(ICONS / f"{name}.svg"))
    ours = strokes(lambda painter: paint_icon(painter, QRect(0, 0, 96, 96), name))
    theirs = strokes(lambda painter: drawing.render(painter, QRectF(0, 0, 96, 96)))
    places = [(x, y) for x in range(96) for y in range(96)]
    inked = sum(theirs.pixelColor(*place).alpha() > 128 for place in places)
    unlike = sum(
        abs(ours.pixelColor(*place).alpha() - theirs.pixelColor(*place).alpha()) > 128
        for place in places
    )
    assert inked > 500
    assert unlike < inked / 50
