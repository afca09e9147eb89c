"""Colours, sizes and font of the window, by role, from the design tokens."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

import rtoml
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

THEMES = ("light", "dark", "contrast")
"""Themes a person can choose; ``auto`` follows the system between the first two."""

STYLE = ("-style", "fusion")
"""Arguments of the application that make it look alike everywhere.

Named there, the style is Qt's own affair; `QApplication.setStyle` would give it to Python, which
takes 5 ms of every start to learn what a QStyle can do.
"""

_RESOURCES = Path(__file__).resolve().parents[1] / "resources"
_ICON_ROOM, _SMALL_ICON_ROOM = 28, 26  # beside the words of a button
_BOLD_SIZES = frozenset({"h3", "h2", "h1", "display"})


class LevelColours(NamedTuple):
    """Fill of a level, the number on it and the outline round it."""

    fill: QColor
    ink: QColor
    edge: QColor


class State(NamedTuple):
    """Words and colour role of one state of an answer."""

    words: str
    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Theme:
    """What painters need to know of the theme in use; ask anew whenever painting."""

    name: str
    body_px: int
    border: int
    colours: Mapping[str, QColor]
    levels: tuple[LevelColours, ...]
    tokens: Mapping[str, Any]

    @property
    def scale(self) -> float:
        """Text size relative to the design."""
        return self.body_px / float(self.tokens["font"]["size"]["body"])

    def color(self, role: str) -> QColor:
        """Give the colour of a role.

        Raises:
            KeyError: The tokens know no such role.
        """
        return self.colours[role]

    def level(self, number: int) -> LevelColours:
        """Give the colours of level 1 to 5."""
        return self.levels[number - 1]

    def px(self, size: str) -> int:
        """Give a text size in pixels, the person's text scale included."""
        return self.scaled(self.tokens["font"]["size"][size])

    def scaled(self, length: float) -> int:
        """Let a measure that holds text grow with the text scale."""
        return round(length * self.scale)

    def font(self, size: str = "body", *, bold: bool | None = None) -> QFont:
        """Give the font of a text size; titles are semi-bold unless told otherwise."""
        heavy = size in _BOLD_SIZES if bold is None else bold
        return QFont(_font(self.tokens["font"]["family"], self.px(size), heavy=heavy))

    def state(self, name: str) -> State:
        """Give the words and the role of a state of an answer, such as ``handed_in``."""
        words, _shape, role = self.tokens["state"][name]
        return State(words, role)

    def level_name(self, number: int, *, service: bool) -> str:
        """Name a level: process (indicators 1-31) and service (32-47) differ."""
        names: list[str] = self.tokens["level"]["names"]["service" if service else "process"]
        return names[number - 1]


def apply_theme(app: QApplication, name: str, text_scale: float = 1.0) -> Theme:
    """Dress the application in a theme; call again to change it while running.

    Args:
        app: The application.
        name: One of ``THEMES``, or ``auto`` to follow the system.
        text_scale: Text size relative to the design, 1.0 to about 1.5.

    Raises:
        KeyError: There is no such theme.
    """
    theme = prepare_theme(app, name, text_scale)
    set_style_sheet(app, theme)
    return theme


def prepare_theme(app: QApplication, name: str, text_scale: float = 1.0) -> Theme:
    """Give the application the colours and the font of a theme, but not its style sheet.

    Widgets made before `set_style_sheet` are styled once; those made after it are styled anew
    with everything in them each time that they find a parent.

    Raises:
        KeyError: There is no such theme.
    """
    _load_fonts()
    body = _tokens()["font"]["size"]["body"]
    theme = _theme(_resolve(app, name), round(body * text_scale))
    app.setPalette(_palette(theme))
    app.setFont(theme.font())
    current_theme.cache_clear()
    return theme


def set_style_sheet(app: QApplication, theme: Theme) -> None:
    """Style all widgets, those to come too, after `prepare_theme`."""
    sheet = _style_sheet(theme)
    if app.styleSheet() != sheet:  # every widget there is would be styled anew
        app.setStyleSheet(sheet)


@cache  # painters ask for it hundreds of times in every picture
def current_theme() -> Theme:
    """Give the theme the application wears, read from its palette and font.

    Before ``apply_theme`` it is the light theme at its natural size.
    """
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window).rgb()
    body = QApplication.font().pixelSize()
    if body < 0:
        body = _tokens()["font"]["size"]["body"]
    return _theme(_grounds().get(ground, THEMES[0]), body)


def _resolve(app: QApplication, name: str) -> str:
    if name != "auto":
        return name
    dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


@cache
def _tokens() -> dict[str, Any]:
    return rtoml.load(_RESOURCES / "themes" / "tokens.toml")


@cache
def _grounds() -> dict[int, str]:
    return {QColor(_tokens()["palette"][name]["bg"]).rgb(): name for name in THEMES}


@cache
def _theme(name: str, body_px: int) -> Theme:
    tokens = _tokens()
    levels = tokens["level"][name]
    return Theme(
        name=name,
        body_px=body_px,
        border=tokens["size"]["border_contrast" if name == "contrast" else "border"],
        colours={role: QColor(value) for role, value in tokens["palette"][name].items()},
        levels=tuple(
            LevelColours(QColor(fill), QColor(ink), QColor(edge))
            for fill, ink, edge in zip(levels["fill"], levels["ink"], levels["edge"], strict=True)
        ),
        tokens=tokens,
    )


@cache
def _load_fonts() -> None:
    for file in _tokens()["font"]["files"]:
        QFontDatabase.addApplicationFont(str(_RESOURCES / "fonts" / file))


@cache
def _font(family: str, pixels: int, *, heavy: bool) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for target, source in {
        role.Window: "bg",
        role.WindowText: "text",
        role.Base: "surface",
        role.AlternateBase: "alt",
        role.Text: "text",
        role.PlaceholderText: "text3",
        role.Button: "surface",
        role.ButtonText: "text",
        role.BrightText: "error",
        role.Highlight: "accent",
        role.HighlightedText: "on_accent",
        role.Accent: "accent",
        role.ToolTipBase: "surface",
        role.ToolTipText: "text",
        role.Link: "accent_text",
        role.LinkVisited: "accent_text",
        role.Light: "surface",
        role.Midlight: "line",
        role.Mid: "line_control",
        role.Dark: "line_strong",
        role.Shadow: "line_strong",
    }.items():
        palette.setColor(target, theme.color(source))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, theme.color("text3"))
    return palette


def _style_sheet(theme: Theme) -> str:
    """Fill the style sheet; a focused border takes its extra pixel from the padding."""
    tokens = _tokens()
    border = theme.border
    grown = 2 - border
    high = theme.scaled(tokens["size"]["control_height"]) - 2 * border
    small = theme.scaled(tokens["size"]["control_small"]) - 2 * border
    measures = {
        "border": border,
        "message": border if theme.name == "contrast" else 0,
        "inner": high,
        "inner_focus": high - 2 * grown,
        "inner_small": small,
        "inner_small_focus": small - 2 * grown,
        "pad": 13 - border,
        "pad_focus": 11,
        "pad_small": 10 - border,
        "pad_small_focus": 8,
        "pad_icon": 13 - border + _ICON_ROOM,
        "pad_icon_focus": 11 + _ICON_ROOM,
        "pad_small_icon": 10 - border + _SMALL_ICON_ROOM,
        "pad_small_icon_focus": 8 + _SMALL_ICON_ROOM,
        "field": 10 - border,
        "field_focus": 8,
        "field_text": 8 - border,
        "field_text_focus": 6,
        "text_focus": 4 - grown,
    }
    sizes = {size: theme.px(size) for size in tokens["font"]["size"] if size != "line_height"}
    sheet = (_RESOURCES / "themes" / "kit.qss").read_text(encoding="utf-8")
    return Template(sheet).substitute(tokens["palette"][theme.name], **sizes, **measures)
