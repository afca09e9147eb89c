"""Colours, sizes and font files of charts and pages, by role, from the design tokens."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import rtoml

PRINT = "light"
"""The theme of everything that is printed."""

_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 3), (1, 2.2), (8, 2, 1, 2))
_SHAPES = ("o", "s", "^", "D", "")
_WIDE, _THIN = 2.2, 1.6
_MARKERS = {"dot": "o", "square": "s", "triangle": "^", "no marker": ""}


@dataclass(frozen=True, slots=True)
class LevelColours:
    """Fill of a level, the number on it and the outline round it."""

    fill: str
    ink: str
    edge: str


@dataclass(frozen=True, slots=True)
class Series:
    """How a line of a chart is drawn: width in pixels, dashes in widths (none when solid)."""

    color: str
    width: float
    dash: tuple[float, ...]
    marker: str
    fill: float


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens of one theme, as charts and pages ask for them."""

    roles: Mapping[str, str]
    levels: tuple[LevelColours, ...]
    series: Mapping[str, Series]
    sizes: Mapping[str, float]
    border: float

    def spread(self, position: int, count: int) -> LevelColours:
        """The colours of one of ``count`` steps (grades), spread over those of the levels."""
        last = len(self.levels) - 1
        return self.levels[round(position * last / max(1, count - 1))]


@dataclass(frozen=True, slots=True)
class FontFiles:
    """The bundled font: family name and the files of its two weights."""

    family: str
    regular: Path
    bold: Path


@cache
def font_files() -> FontFiles:
    """Where the bundled font lies."""
    font = _tokens()["font"]
    regular, bold = (_resources() / "fonts" / name for name in font["files"])
    return FontFiles(font["family"], regular, bold)


@cache
def palette(theme: str) -> Palette:
    """The tokens of a theme.

    Raises:
        KeyError: there is no such theme.
    """
    tokens = _tokens()
    roles: dict[str, str] = tokens["palette"][theme]
    colours = tokens["level"][theme]
    triples = zip(colours["fill"], colours["ink"], colours["edge"], strict=True)
    return Palette(
        roles=roles,
        levels=tuple(LevelColours(*triple) for triple in triples),
        series={name: _series(entry, roles) for name, entry in tokens["series"].items()},
        sizes={k: v for k, v in tokens["font"]["size"].items() if not isinstance(v, str)},
        border=tokens["size"]["border_contrast" if theme == "contrast" else "border"],
    )


def series_of(colours: Palette, count: int) -> tuple[Series, ...]:
    """Lines that differ without hue: by dash, then by marker, then by lightness."""
    roles = [colours.series[name].color for name in ("self", "official", "average")]
    found = []
    for place in range(count):
        dash, marker = _DASHES[place % len(_DASHES)], _SHAPES[place % len(_SHAPES)]
        color = roles[place // len(_DASHES) % len(roles)]
        found.append(Series(color, _WIDE if not place else _THIN, dash, marker, 0))
    return tuple(found)


def _series(entry: list[str], roles: Mapping[str, str]) -> Series:
    role, stroke, *rest = entry
    *dash, width = (float(number) for number in re.findall(r"[\d.]+", stroke))
    fill = next((float(text.split()[1]) / 100 for text in rest if text.startswith("fill")), 0.0)
    marker = next((_MARKERS[text] for text in rest if text in _MARKERS), "")
    return Series(roles[role], width, tuple(dash), marker, fill)


def _resources() -> Path:
    return Path(str(files("resources")))


@cache
def _tokens() -> dict[str, Any]:
    return rtoml.loads((_resources() / "themes" / "tokens.toml").read_text("utf-8"))
