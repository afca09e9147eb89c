"""Charts say everything without colour: by lightness, dash, marker and figure."""

from itertools import combinations, pairwise

import pytest

from assessment.reports.palette import PRINT, Series, palette, series_of

THEMES = ("light", "dark", "contrast")
RADAR = ("self", "official", "last_year", "average")


def luminance(color: str) -> float:
    """How bright a colour is once it is grey (WCAG 2)."""
    parts = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def lightness(color: str) -> float:
    """CIE L*, from 0 to 100."""
    return float(116 * luminance(color) ** (1 / 3) - 16)


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_neighbouring_levels_are_greys_that_differ(theme: str) -> None:
    greys = [lightness(level.fill) for level in palette(theme).levels]
    steps = [after - before for before, after in pairwise(greys)]
    assert all(abs(step) >= 10 for step in steps)
    assert len({step > 0 for step in steps}) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_figures_in_cells_stand_out_in_grey(theme: str) -> None:
    colours = palette(theme)
    for level in colours.levels:
        assert contrast(level.fill, level.ink) >= 4.5
        assert contrast(level.edge, colours.roles["surface"]) >= 3


def alike(one: Series, other: Series) -> bool:
    """Whether two lines look the same on grey paper."""
    same_grey = abs(lightness(one.color) - lightness(other.color)) < 10
    return (one.dash, one.marker) == (other.dash, other.marker) and same_grey


@pytest.mark.parametrize("theme", THEMES)
def test_lines_are_told_apart_by_dash_and_marker(theme: str) -> None:
    series = palette(theme).series
    shapes = [(series[name].dash, series[name].marker) for name in RADAR]
    assert len(set(shapes)) == len(RADAR)
    assert all(
        contrast(series[name].color, palette(theme).roles["surface"]) >= 4.5 for name in RADAR
    )


@pytest.mark.parametrize("theme", THEMES)
def test_twelve_lines_are_told_apart(theme: str) -> None:
    lines = series_of(palette(theme), 12)
    assert not any(alike(one, other) for one, other in combinations(lines, 2))


def test_the_same_dash_and_marker_in_two_blues_is_not_enough() -> None:
    one = palette(PRINT).series["self"]
    other = Series("#2B52B5", one.width, one.dash, one.marker, one.fill)
    assert alike(one, other)
