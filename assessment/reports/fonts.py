"""The bundled font in PDF pages."""

from collections.abc import Container
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from assessment.reports.glyphs import printable
from assessment.reports.palette import font_files

REGULAR = "SourceSans3"
BOLD = "SourceSans3-SemiBold"


@cache
def register_fonts() -> Container[int]:
    """Make the font known to reportlab; gives the code points that it has."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    files = font_files()
    regular = TTFont(REGULAR, str(files.regular))
    pdfmetrics.registerFont(regular)
    pdfmetrics.registerFont(TTFont(BOLD, str(files.bold)))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, REGULAR, BOLD)
    return frozenset(regular.face.charToGlyph)


def plain(text: str) -> str:
    """The text with a visible substitute for what the font cannot show."""
    return printable(text, register_fonts())


def markup(text: str) -> str:
    """The text for a paragraph: escaped, with its line breaks and wide gaps."""
    return escape(plain(text)).replace("  ", "\u00a0 ").replace("\n", "<br/>")


def shortened(text: str, face: str, size: float, width: float) -> str:
    """As much of one line as fits, with an ellipsis where something is left out."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    shown = plain(text)
    while stringWidth(shown, face, size) > width:
        shown = f"{shown[:-2].rstrip()}…"
    return shown


def wrapped(text: str, face: str, size: float, width: float) -> tuple[str, ...]:
    """The text in lines that fit; a word longer than a line is broken."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines: list[str] = []
    for line in simpleSplit(plain(text), face, size, width):
        rest = line
        while stringWidth(rest, face, size) > width and len(rest) > 1:
            end = len(rest) - 1
            while end > 1 and stringWidth(rest[:end], face, size) > width:
                end -= 1
            lines.append(rest[:end])
            rest = rest[end:]
        lines.append(rest)
    return tuple(lines)


def face_of(file: Path) -> str:
    """What reportlab calls the font in a file of the bundled font."""
    return BOLD if file == font_files().bold else REGULAR
