"""How the workbook looks: a few styles, coloured by the roles of the design tokens."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import rtoml

if TYPE_CHECKING:
    from openpyxl.styles import NamedStyle

FAMILY = "Calibri"
DATE_FORMAT = "[$-421]d mmmm yyyy"
OPEN_LEVEL = '0;-0;"–"'  # an unanswered indicator counts as 0 in the sums


@dataclass(frozen=True, slots=True)
class Style:
    """One look; colours are roles of the light palette."""

    size: float = 10
    bold: bool = False
    ink: str = "text"
    ground: str = ""
    edge: bool = False
    centred: bool = False
    top: bool = True
    wrapped: bool = True
    number: str = "General"
    unlocked: bool = False
    family: str = FAMILY


_CELL = Style(edge=True)
_MIDDLE = replace(_CELL, top=False)
_CENTRE = replace(_CELL, centred=True)
_VALUE = replace(_CENTRE, top=False)
_FIELD = replace(_CELL, unlocked=True, number="@")
_LEVEL = replace(_CENTRE, unlocked=True, number="0", bold=True, size=11)

STYLES: Mapping[str, Style] = {
    "title": Style(size=18, bold=True, ink="accent_text", top=False, wrapped=False),
    "subtitle": Style(size=11, ink="text2", top=False, wrapped=False),
    "hint": Style(size=9, ink="text3", top=False, wrapped=False),
    "section": Style(size=13, bold=True, ink="accent_text", top=False, wrapped=False),
    "prose": Style(size=11),
    "prose_middle": Style(size=11, top=False),
    "header": replace(_VALUE, bold=True, ink="on_accent", ground="accent"),
    "label": replace(_MIDDLE, size=11, bold=True, ground="bg"),
    "text": _CELL,
    "text_grey": replace(_CELL, ground="bg"),
    "number_grey": replace(_CENTRE, ground="bg", number="0"),
    "weight_grey": replace(_CENTRE, ground="bg", number="0.00"),
    "index_grey": replace(_CENTRE, ground="bg", number="0.00", bold=True),
    "date_grey": replace(_MIDDLE, size=11, ground="bg", number=DATE_FORMAT),
    "file_grey": replace(_CELL, size=7, ground="bg", ink="text2", family="Consolas"),
    "final": replace(_CENTRE, ground="bg", number="0", bold=True, size=11),
    "late": replace(_CENTRE, ground="bg", bold=True, ink="error"),
    "value_grey": replace(_MIDDLE, size=11, ground="bg"),
    "own_text": replace(_FIELD, ground="accent_soft"),
    "own_number": replace(_FIELD, ground="accent_soft", centred=True, number="0"),
    "own_date": replace(_FIELD, ground="accent_soft", number=DATE_FORMAT),
    "own_level": replace(_LEVEL, ground="accent_soft"),
    "own_value": replace(_FIELD, ground="accent_soft", size=11, top=False),
    "their_text": replace(_FIELD, ground="ok_soft"),
    "their_value": replace(_FIELD, ground="ok_soft", size=11, top=False),
    "their_level": replace(_LEVEL, ground="ok_soft"),
    "index": replace(_VALUE, size=20, bold=True, ink="accent_text", number="0.00"),
    "index_row": replace(_VALUE, size=11, number="0.00"),
    "grade": replace(_VALUE, size=11, bold=True),
    "exact": replace(_VALUE, size=9, ink="text2", number="0.000000"),
    "count": replace(_VALUE, size=9, ink="text2", number="0"),
    "short_name": replace(_MIDDLE, size=8, ink="text3"),
    "note": replace(_VALUE, size=9, ink="text2"),
    "row_label": replace(_MIDDLE, size=11),
    "small_label": replace(_MIDDLE, size=9, ink="text2"),
    "weight": replace(_VALUE, size=11, ink="text2", number="0.00"),
    "base": replace(_VALUE, size=9, number=OPEN_LEVEL),
}


@cache
def colours() -> Mapping[str, Any]:
    """The design tokens."""
    text = files("resources").joinpath("themes/tokens.toml").read_text(encoding="utf-8")
    return rtoml.loads(text)


def argb(colour: str) -> str:
    """A colour of the tokens as the file format writes it."""
    return f"FF{colour.removeprefix('#')}"


def named_styles(palette: Mapping[str, str]) -> dict[str, "NamedStyle"]:
    """All styles for a new workbook, by name."""
    from openpyxl.styles import (
        Alignment,
        Border,
        Font,
        NamedStyle,
        PatternFill,
        Protection,
        Side,
    )

    side = Side(style="thin", color=argb(palette["line_control"]))
    box = Border(left=side, right=side, top=side, bottom=side)
    return {
        name: NamedStyle(
            name=f"SPBE {name}",
            font=Font(
                name=style.family, size=style.size, bold=style.bold, color=argb(palette[style.ink])
            ),
            fill=PatternFill("solid", fgColor=argb(palette[style.ground]))
            if style.ground
            else PatternFill(),
            border=box if style.edge else Border(),
            alignment=Alignment(
                horizontal="center" if style.centred else "left",
                vertical="top" if style.top else "center",
                wrap_text=style.wrapped,
            ),
            number_format=style.number,
            protection=Protection(locked=not style.unlocked),
        )
        for name, style in STYLES.items()
    }
