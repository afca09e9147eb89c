"""Invented documents as PDF files, made on the spot for the example."""

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from assessment.domain.errors import storage_error

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

_MARGIN = 85.0  # points, 3 cm
_GAP = 9.0
_CENTRED = "= "


@dataclass(frozen=True, slots=True)
class Sample:
    """An invented document: a file name, and the lines of each page.

    A line that begins with ``= `` is a centred heading.
    """

    name: str
    pages: tuple[str, ...]


def write_sample(sample: Sample, folder: Path) -> Path:
    """The document as a PDF in the folder; the same document always gives the same bytes.

    Raises:
        StorageError: the folder cannot be written.
        ValueError: a page holds more than fits on A4.
    """
    from reportlab.pdfgen.canvas import Canvas

    target = folder / sample.name
    canvas = Canvas(str(target), invariant=1)
    canvas.setTitle(target.stem)
    for number, page in enumerate(sample.pages, start=1):
        _draw(canvas, page, number)
    try:
        canvas.save()
    except OSError as error:
        raise storage_error(error, target) from error
    return target


def _draw(canvas: "Canvas", page: str, number: int) -> None:
    from reportlab.lib.enums import TA_CENTER
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    text = ParagraphStyle("text", fontName="Times-Roman", fontSize=12, leading=17)
    heading = ParagraphStyle("heading", text, alignment=TA_CENTER)
    width, height = A4
    canvas.setFont("Times-Roman", 12)
    canvas.drawCentredString(width / 2, height - _MARGIN / 2, f"- {number} -")
    top = height - _MARGIN
    for line in page.strip().splitlines():
        style = heading if line.startswith(_CENTRED) else text
        paragraph = Paragraph(escape(line.removeprefix(_CENTRED)), style)
        _, needed = paragraph.wrap(width - 2 * _MARGIN, top)
        top -= needed
        if top < _MARGIN:
            raise ValueError(f"page {number} is too full")
        paragraph.drawOn(canvas, _MARGIN, top)
        top -= _GAP
    canvas.showPage()
