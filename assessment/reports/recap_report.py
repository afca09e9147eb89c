"""A recap on paper: charts and figures of each round, the ranking, the heat map, what is left."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import date_text, index_text
from assessment.domain.recap import Recap, Round, averages
from assessment.domain.recap_table import (
    EVERYBODY,
    Group,
    Table,
    by_kind,
    by_region,
    far_from_median,
    grades,
    notes,
    plain_text,
    region_grades,
    source_text,
)
from assessment.reports.proof import signs, text_of

if TYPE_CHECKING:
    from assessment.reports.heat_table import Column, Row

_MARGIN = 40
_GUTTER = 24
_SCALE = 0.64  # points for a pixel of a chart
_GROUP = 17  # points for a group in a chart
_MOST_LINES = 20  # of a cell: a row has to fit a page
_MOST_GROUPS = 24  # in one chart; more go into the next
_WIDTHS = {"Nomor": 40, "Tingkat": 46, "Median": 46, "Selisih": 46, "Hal": 70, "Tahun": 40,
           "Jenis": 70, "Berkas": 150, "Keterangan": 260}  # fmt: skip


class RecapReport:
    """Writes the report across A4; see `assessment.services.recap.RecapWriter`."""

    def write(self, path: Path, recap: Recap, now: datetime) -> None:
        """Write the PDF.

        Raises:
            OSError: the file cannot be written.
        """
        from reportlab.lib.pagesizes import A4, landscape

        title = f"Rekap indeks SPBE, {date_text(now.date())}"
        build(
            path, title, landscape(A4), list(_story(recap, title, source_text(recap, now.date())))
        )

    def verify(self, path: Path, recap: Recap) -> None:
        """Reread the PDF: every row of rankings, heat maps and notes stands in it, whole.

        Raises:
            ExportMismatchError: it cannot be opened, or a row is missing or differs in it.
        """
        from assessment.reports.fonts import register_fonts

        register_fonts()
        text = signs(text_of(path))
        for wanted in _rows(recap):
            if signs(wanted) not in text:
                raise ExportMismatchError(path, wanted)


def build(path: Path, title: str, size: tuple[float, float], story: list[Any]) -> None:
    """Write a PDF with a foot that names it and numbers its pages."""
    from reportlab.platypus import SimpleDocTemplate

    from assessment.reports.fonts import REGULAR, register_fonts, shortened
    from assessment.reports.pages import ReportCanvas, draw_page_number
    from assessment.reports.styles import color

    register_fonts()

    def foot(canvas: Any, _document: Any) -> None:
        canvas.setFont(REGULAR, 8)
        canvas.setFillColor(color("text2"))
        room = size[0] - 2 * _MARGIN - 80
        canvas.drawString(_MARGIN, 24, shortened(title, REGULAR, 8, room))
        draw_page_number(canvas, size[0] - _MARGIN, 24)

    document = SimpleDocTemplate(
        str(path),
        pagesize=size,
        leftMargin=_MARGIN - 6,
        rightMargin=_MARGIN - 6,
        topMargin=_MARGIN - 6,
        bottomMargin=_MARGIN - 6,
        title=title,
        author="SPBE Desktop",
        lang="id-ID",
        initialFontName=REGULAR,
    )
    document.build(story, onFirstPage=foot, onLaterPages=foot, canvasmaker=ReportCanvas)


def _room() -> float:
    from reportlab.lib.pagesizes import A4

    return float(A4[1]) - 2 * _MARGIN


def _rows(recap: Recap) -> Iterator[str]:
    """The rows of all tables, each as it reads on its page."""
    from assessment.reports.recap_rows import heat_blocks, ranking_block

    for shown in recap.rounds:
        for block in (ranking_block(shown, _room()), *heat_blocks(shown, _room())):
            yield from (row.text for row in block.rows)
        for table in (grades(shown), region_grades(shown), far_from_median(shown)):
            yield from (row.text for row in _plain_rows(table))
    yield from (row.text for row in _plain_rows(notes(recap)))


def _story(recap: Recap, title: str, source: str) -> Iterator[Any]:
    from reportlab.platypus import PageBreak

    from assessment.reports.fonts import register_fonts
    from assessment.reports.styles import paragraph, styles

    register_fonts()
    look = styles()
    yield paragraph(title, look.h1)
    for place, shown in enumerate(recap.rounds):
        yield from [PageBreak()] * bool(place)
        yield from _round(shown, source, f"bab-{place}")
    left_out = notes(recap)
    if left_out.rows:
        yield from [PageBreak()] * bool(recap.rounds)
        yield from _tables([left_out], source, "bab-catatan")


def _round(shown: Round, source: str, key: str) -> Iterator[Any]:
    from reportlab.platypus import PageBreak

    from assessment.reports.heat_table import HeatTable
    from assessment.reports.pages import Heading
    from assessment.reports.recap_rows import heat_blocks, ranking_block
    from assessment.reports.styles import paragraph, styles

    look = styles()
    yield Heading(f"{shown.year}, {shown.outline.regulation}", look.h2, key, 0)
    yield paragraph(" ".join(_summary(shown)), look.body)
    yield from _figures(shown, source)
    tables = [table for table in (grades(shown), region_grades(shown)) if table.rows]
    yield from _tables(tables, source, f"{key}-predikat")
    for number, block in enumerate((ranking_block(shown, _room()), *heat_blocks(shown, _room()))):
        yield PageBreak()
        title = f"{block.title} {shown.year}"
        yield Heading(title, look.h2, f"{key}-{number}", 1)
        yield paragraph(f"{source} {block.note}", look.note)
        yield HeatTable(block.columns, block.rows, block.bands)
    far = far_from_median(shown)
    if far.rows:
        yield PageBreak()
        yield from _tables([far], source, f"{key}-median")


def _summary(shown: Round) -> Iterator[str]:
    means = averages(shown.entries)
    if means is not None:
        indices = [entry.submission.index for entry in shown.entries]
        yield (
            f"{means.count} instansi: rata-rata indeks {index_text(means.index)}, median "
            f"{index_text(means.middle)}, tertinggi {index_text(max(indices))}, terendah "
            f"{index_text(min(indices))}."
        )
    if shown.missing:
        yield f"{len(shown.missing)} instansi belum masuk."
    if far := sum(bool(entry.outliers) for entry in shown.entries):
        yield f"{far} instansi punya indikator yang jauh dari median jenisnya."


def _figures(shown: Round, source: str) -> Iterator[Any]:
    """The charts of a round, two beside each other, then one bar for each kind and region."""
    from reportlab.platypus import KeepTogether, Spacer

    from assessment.reports.recap_charts import (
        draw_grade_counts,
        draw_groups,
        draw_indices,
        draw_means,
        mean_rows,
    )
    from assessment.reports.styles import side_by_side

    def beside(parts: list[Any], others: list[Any]) -> Any:
        return side_by_side([[parts, "", others]], [half, _GUTTER, half])

    half = (_room() - _GUTTER) / 2
    yield beside(
        _figure("Sebaran predikat", partial(draw_grade_counts, shown=shown), (half, 140), source),
        _figure("Sebaran indeks", partial(draw_indices, shown=shown), (half, 140), source),
    )
    outline = shown.outline
    yield Spacer(0, 8)
    kinds = (*by_kind(shown.entries), Group(EVERYBODY, shown.entries))
    draw = partial(draw_groups, outline=outline, groups=kinds)
    by_kinds = _figure("Predikat menurut jenis instansi", draw, (half, _high(kinds)), source)
    means = mean_rows(shown)
    title = "Rata-rata domain" + " dan aspek" * (len(means) > len(outline.domains))
    size = (half, 14.0 * len(means) + 14)
    left = _figure(title, partial(draw_means, shown=shown), size, source) if means else []
    yield KeepTogether([beside(left or by_kinds, by_kinds if left else [])])
    regions = by_region(shown.entries)
    for start in range(0, len(regions), _MOST_GROUPS):
        some = regions[start : start + _MOST_GROUPS]
        draw = partial(draw_groups, outline=outline, groups=some)
        size = (_room(), _high(some))
        yield KeepTogether(_figure("Predikat menurut wilayah", draw, size, source))


def _high(groups: Sequence[Group]) -> float:
    """How many points a chart of groups is high."""
    return 30.0 + _GROUP * len(groups)


def _figure(
    title: str, draw: Callable[..., object], size: tuple[float, float], source: str
) -> list[Any]:
    """A chart under its title, with its source."""
    from assessment.reports.figures import Drawing
    from assessment.reports.styles import paragraph, styles

    look = styles()
    return [paragraph(title, look.h3), Drawing(draw, size, _SCALE), paragraph(source, look.note)]


def _tables(tables: Sequence[Table], source: str, key: str) -> Iterator[Any]:
    from assessment.reports.pages import Heading
    from assessment.reports.styles import paragraph, styles

    look = styles()
    for number, table in enumerate(tables):
        yield Heading(table.title, look.h2, f"{key}-{number}", 1)
        yield paragraph(source, look.note)
        yield _plain(table)


def _plain(table: Table) -> Any:
    from assessment.reports.heat_table import HeatTable

    return HeatTable(_columns(table), _plain_rows(table))


def _plain_rows(table: Table) -> "list[Row]":
    from assessment.reports.heat_table import row_of

    columns = _columns(table)
    return [
        row_of(columns, [plain_text(cell) for cell in row], (), most=_MOST_LINES)
        for row in table.rows
    ]


def _columns(table: Table) -> "tuple[Column, ...]":
    """Known widths; the others share what is left, words more of it than figures."""
    from assessment.reports.heat_table import Column

    figures = {place for row in table.rows for place, cell in enumerate(row)
               if not isinstance(cell, str)}  # fmt: skip
    known = {place: _WIDTHS[title] for place, title in enumerate(table.titles) if title in _WIDTHS}
    shares = {
        place: 1 if place in figures else 3
        for place in range(len(table.titles))
        if place not in known
    }
    unit = (_room() - sum(known.values())) / max(1, sum(shares.values()))
    return tuple(
        Column(
            title,
            known.get(place, unit * shares.get(place, 0)),
            "right" if place in figures else "left",
        )
        for place, title in enumerate(table.titles)
    )
