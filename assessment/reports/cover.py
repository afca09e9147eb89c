"""The cover: letterhead, title, index and what the report rests on."""

from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, FrameBreak, Image, Spacer

from assessment.domain.file_errors import FileProblem, LogoRefusedError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.words import rounded_text
from assessment.reports.figures import Chart, Rule
from assessment.reports.fonts import BOLD, REGULAR
from assessment.reports.narrative import made_text, state_text
from assessment.reports.styles import WIDTH, color, paragraph, side_by_side, styles
from assessment.reports.words import stage_name
from assessment.services.ports import ChartKind

_LOGO = 48
_LOGO_PIXELS = 480
_FACT = 68


def cover(handover: Handover) -> list[Flowable]:
    """The parts of the cover.

    Raises:
        LogoRefusedError: the logo is missing or is not a picture.
    """
    assessment = handover.dossier.assessment
    stage = stage_name(handover.instrument.outline, handover.result.stage)
    return [
        *letterhead(handover),
        Spacer(0, 84),
        paragraph("Laporan", _style(14, 20, "text2")),
        paragraph(f"{stage} SPBE", _style(28, 38, bold=True)),
        paragraph("Sistem Pemerintahan Berbasis Elektronik", _style(13, 20)),
        paragraph(assessment.institution, _style(13, 20)),
        paragraph(f"Tahun {assessment.year}", _style(13, 20)),
        Spacer(0, 14),
        Rule(46, 3, "accent"),
        FrameBreak(),
        *_index(handover),
        Spacer(0, 46),
        *_facts(handover),
    ]


def _style(
    size: float, leading: float, role: str = "text", *, bold: bool = False
) -> ParagraphStyle:
    return ParagraphStyle(
        f"cover-{size}-{role}-{bold}",
        fontName=BOLD if bold else REGULAR,
        fontSize=size,
        leading=leading,
        textColor=color(role),
        splitLongWords=1,
    )


def letterhead(handover: Handover) -> list[Flowable]:
    """The head of the institution with its logo, and two lines below.

    Raises:
        LogoRefusedError: the logo is missing or is not a picture.
    """
    head = handover.letterhead
    lines = [
        (head.institution, _style(12, 17, bold=True)),
        (head.office, _style(10, 15)),
        (head.address, _style(8.5, 13, "text2")),
    ]
    parts: list[Any] = [paragraph(text, style) for text, style in lines if text.strip()]
    if not parts:
        parts = [paragraph(handover.dossier.assessment.institution, lines[0][1])]
    row: list[Any] = [parts]
    widths = [WIDTH]
    if head.logo is not None:
        logo = _logo(head.logo)
        logo.hAlign = "LEFT"
        row = [logo, parts]
        widths = [_LOGO + 10, WIDTH - _LOGO - 10]
    table = side_by_side([row], widths, "MIDDLE")
    return [table, Spacer(0, 7), Rule(WIDTH, 1.8, "text"), Spacer(0, 1.6), Rule(WIDTH, 0.6, "text")]


def _logo(path: Path) -> Image:
    """The logo, small enough that a huge picture does not swell the file."""
    from PIL import Image as Picture

    try:
        with Picture.open(path) as source:
            picture = source.convert("RGBA")
    except FileNotFoundError as error:
        raise LogoRefusedError(path, FileProblem.MISSING) from error
    except (OSError, SyntaxError, ValueError, Picture.DecompressionBombError) as error:
        raise LogoRefusedError(path, FileProblem.DAMAGED) from error
    picture.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
    longest = max(picture.size)
    width, height = (_LOGO * side / longest for side in picture.size)
    small = BytesIO()
    picture.save(small, "PNG")
    return Image(small, width=width, height=height, mask="auto")


def _index(handover: Handover) -> list[Flowable]:
    result = handover.result
    score = result.score
    filled = (
        f"{stage_name(handover.instrument.outline, handover.result.stage)}, "
        f"{score.answered} dari {len(score.levels)} indikator terisi"
    )
    words = [paragraph(score.grade.name, _style(22, 28, bold=True)),
             paragraph(filled, _style(9.5, 14, "text2"))]  # fmt: skip
    if rounded := rounded_text(score):
        words.insert(1, paragraph(rounded, _style(9.5, 14)))
    value = paragraph(index_text(score.index), _style(56, 62, bold=True))
    return [
        paragraph("Indeks SPBE", _style(9.5, 14, "text2")),
        side_by_side([[value, words]], [138, WIDTH - 138], "MIDDLE"),
        Spacer(0, 14),
        Chart(ChartKind.GRADES, result, (WIDTH, 64), 0.75),
    ]


def _facts(handover: Handover) -> list[Flowable]:
    outline = handover.instrument.outline
    guideline = f"; {outline.guideline}" if outline.guideline else ""
    facts = [
        ("Instrumen", f"{outline.regulation}{guideline}"),
        *([("Sumber", handover.source)] if handover.source else []),
        ("Disusun", made_text(handover)),
        ("Keadaan", state_text(handover)),
    ]
    bold, normal = styles().cell_bold, styles().cell
    rows: list[list[Any]] = [[paragraph(a, bold), paragraph(b, normal)] for a, b in facts]
    return [Rule(WIDTH, 0.6, "line"), Spacer(0, 6), side_by_side(rows, [_FACT, WIDTH - _FACT])]
