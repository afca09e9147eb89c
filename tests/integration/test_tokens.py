import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TOKENS: dict[str, Any] = tomllib.loads(
    (ROOT / "resources/themes/tokens.toml").read_text(encoding="utf-8")
)
CONTRAST: dict[str, dict[str, float]] = tomllib.loads(
    (ROOT / "tests/data/contrast.toml").read_text(encoding="utf-8")
)["contrast"]
THEMES = ("light", "dark", "contrast")
SHAPES = {"line_strong", "focus", "accent"}  # seen, not read: 3:1 is enough (WCAG 1.4.11)
PAIRS = [(theme, pair, stated) for theme in THEMES for pair, stated in CONTRAST[theme].items()]
LEVELS = [(theme, index) for theme in THEMES for index in range(5)]


def luminance(colour: str) -> float:
    def linear(channel: str) -> float:
        share = int(channel, 16) / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(colour[at : at + 2]) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lightness(colour: str) -> float:
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#FFFFFF", "#000000", 21), ("#767676", "#FFFFFF", 4.54)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(("theme", "pair", "stated"), PAIRS)
def test_every_pair_has_its_contrast(theme: str, pair: str, stated: float) -> None:
    ink, ground = pair.split(" on ")
    palette = TOKENS["palette"][theme]
    ratio = contrast(palette[ink], palette[ground])
    assert ratio >= (3.0 if ink in SHAPES else 4.5)
    assert ratio == pytest.approx(stated, abs=0.01)


def test_pairs_cover_every_ink_and_every_ground() -> None:
    for theme in THEMES:
        named = {role for pair in CONTRAST[theme] for role in pair.split(" on ")}
        decorative = {"line", "line_control", "grid"}
        assert named | decorative == set(TOKENS["palette"][theme])


@pytest.mark.parametrize(("theme", "index"), LEVELS)
def test_level_number_and_edge_can_be_seen(theme: str, index: int) -> None:
    levels = TOKENS["level"][theme]
    fill, surface = levels["fill"][index], TOKENS["palette"][theme]["surface"]
    ink_ratio = contrast(levels["ink"][index], fill)
    edge_ratio = contrast(levels["edge"][index], surface)
    assert ink_ratio >= 4.5
    assert edge_ratio >= 3.0
    assert ink_ratio == pytest.approx(levels["ink_contrast"][index], abs=0.01)
    assert edge_ratio == pytest.approx(levels["edge_contrast"][index], abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_levels_differ_in_grey(theme: str) -> None:
    greys = [lightness(fill) for fill in TOKENS["level"][theme]["fill"]]
    # Lighter grounds call for darker high levels and the other way round.
    rising = greys if theme != "light" else greys[::-1]
    assert all(after - before >= 10 for before, after in pairwise(rising))


def test_themes_know_the_same_roles() -> None:
    light, *others = (set(TOKENS["palette"][theme]) for theme in THEMES)
    assert all(other == light for other in others)


def test_fonts_lie_beside_their_licence() -> None:
    fonts = Path(__file__).parents[2] / "resources/fonts"
    assert {path.name for path in fonts.glob("*.ttf")} == set(TOKENS["font"]["files"])
    assert "SIL OPEN FONT LICENSE" in (fonts / "OFL.txt").read_text(encoding="utf-8")
