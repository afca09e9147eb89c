"""How the report's paragraphs and tables look, from the design tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from assessment.reports.fonts import BOLD, REGULAR, markup
from assessment.reports.palette import PRINT, palette

PAGE_WIDTH, PAGE_HEIGHT = A4
MARGIN = 62
WIDTH = PAGE_WIDTH - 2 * MARGIN
LABEL = 66
"""Room for the label beside a paragraph of an indicator."""

Command = tuple[Any, ...]
# Tables name their font even where no cell needs it, and the usual one cannot be embedded.
_OWN_FONT = ("FONTNAME", (0, 0), (-1, -1), REGULAR)


def color(role: str) -> Color:
    """The colour of a role on paper."""
    return HexColor(palette(PRINT).roles[role])


def _style(
    size: float, leading: float, role: str = "text", *, bold: bool = False, **more: Any
) -> ParagraphStyle:
    return ParagraphStyle(
        f"{size}-{leading}-{role}-{bold}-{more}",
        fontName=BOLD if bold else REGULAR,
        bulletFontName=BOLD,
        fontSize=size,
        bulletFontSize=size,
        leading=leading,
        textColor=color(role),
        bulletColor=color(role),
        splitLongWords=1,
        **more,
    )


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of paragraphs."""

    body: ParagraphStyle
    labelled: ParagraphStyle
    bullet: ParagraphStyle
    note: ParagraphStyle
    cell: ParagraphStyle
    cell_bold: ParagraphStyle
    cell_right: ParagraphStyle
    cell_right_bold: ParagraphStyle
    cell_inner: ParagraphStyle
    head: ParagraphStyle
    head_right: ParagraphStyle
    h1: ParagraphStyle
    h2: ParagraphStyle
    h3: ParagraphStyle
    centred: ParagraphStyle
    title: ParagraphStyle
    body_bold: ParagraphStyle
    hash: ParagraphStyle


@cache
def styles() -> Styles:
    """The styles of paragraphs; the font has to be registered."""
    return Styles(
        body=_style(9.5, 14, spaceAfter=6),
        labelled=_style(9, 13, leftIndent=LABEL, spaceAfter=4),
        bullet=_style(9, 13, leftIndent=11, bulletIndent=1, spaceAfter=3),
        note=_style(8, 11.5, "text2", spaceAfter=4),
        cell=_style(8.5, 11.5),
        cell_bold=_style(8.5, 11.5, bold=True),
        cell_right=_style(8.5, 11.5, alignment=TA_RIGHT),
        cell_right_bold=_style(8.5, 11.5, bold=True, alignment=TA_RIGHT),
        cell_inner=_style(8.5, 11.5, "text2", leftIndent=9),
        head=_style(8, 11, "text2", bold=True),
        head_right=_style(8, 11, "text2", bold=True, alignment=TA_RIGHT),
        h1=_style(18, 24, bold=True, spaceBefore=20, spaceAfter=8),
        h2=_style(12, 16, bold=True, spaceBefore=10, spaceAfter=5),
        h3=_style(10, 14, bold=True, spaceBefore=8, spaceAfter=3),
        centred=_style(9.5, 14, alignment=TA_CENTER),
        title=_style(15, 21, bold=True, alignment=TA_CENTER, spaceAfter=2),
        body_bold=_style(9.5, 14, bold=True),
        hash=_style(7.5, 10.5, "text2"),
    )


def paragraph(text: str, style: ParagraphStyle, label: str | None = None) -> Paragraph:
    """A paragraph of plain text, which may hold anything; ``label`` stands at its left."""
    return Paragraph(markup(text), style, bulletText=label)


def side_by_side(rows: Sequence[list[Any]], widths: Sequence[float], align: str = "TOP") -> Table:
    """Parts beside each other, without lines and without gaps."""
    table = Table(list(rows), colWidths=list(widths), hAlign="LEFT")
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    frame: list[Any] = [(side, (0, 0), (-1, -1), 0) for side in sides]
    table.setStyle(TableStyle([*frame, _OWN_FONT, ("VALIGN", (0, 0), (-1, -1), align)]))
    return table


def grid(
    rows: Sequence[list[str | Flowable]],
    widths: Sequence[float],
    commands: Sequence[Command] = (),
) -> Table:
    """A table whose first row repeats on every page."""
    line = color("line")
    table = Table(list(rows), colWidths=list(widths), repeatRows=1, hAlign="LEFT", splitInRow=1)
    frame: list[Any] = [
        _OWN_FONT,
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.8),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, color("line_strong")),
        ("LINEBELOW", (0, 1), (-1, -1), 0.4, line),
    ]
    table.setStyle(TableStyle([*frame, *commands]))
    return table
