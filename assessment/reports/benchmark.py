"""One page that tells an institution where it stands, naming no other."""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.formatting import date_text, index_text, signed_text
from assessment.domain.recap import FEWEST, Entry, Submission, peers
from assessment.domain.recap_table import rounded_grade
from assessment.domain.words import INSTITUTION_KINDS
from assessment.reports.proof import signs, text_of
from assessment.reports.recap_report import build
from assessment.reports.spans import Span
from assessment.services.recap import BenchmarkSheet

_NUMBER = 62
_MOST_BEHIND = 8
_SCALE = 0.66  # points for a pixel of the chart


class BenchmarkPdf:
    """Writes the sheet; see `assessment.services.recap.BenchmarkWriter`."""

    def write(self, path: Path, sheet: BenchmarkSheet) -> None:
        """Write the PDF.

        Raises:
            OSError: the file cannot be written.
        """
        from assessment.reports.fonts import register_fonts
        from assessment.reports.styles import PAGE_HEIGHT, PAGE_WIDTH

        register_fonts()
        given = sheet.entry.submission
        title = f"Pembanding SPBE {given.institution} {given.year}"
        build(path, title, (PAGE_WIDTH, PAGE_HEIGHT), list(_story(sheet)))

    def verify(self, path: Path, sheet: BenchmarkSheet) -> None:
        """Reread the PDF: it names this institution and its index, and no other institution.

        Raises:
            ExportMismatchError: it cannot be opened, or does not hold what it should.
        """
        text = text_of(path)
        own = sheet.entry.submission
        for wanted in (own.institution, index_text(own.index)):
            if signs(wanted) not in signs(text):
                raise ExportMismatchError(path, wanted)
        words = " ".join(text.split()).replace(own.institution, "")
        for other in sheet.shown.entries:
            name = other.submission.institution
            if name != own.institution and re.search(rf"\b{re.escape(name)}\b", words):
                raise ExportMismatchError(path, name)


def _story(sheet: BenchmarkSheet) -> Iterator[Any]:
    from assessment.reports.styles import paragraph, styles

    look = styles()
    given = sheet.entry.submission
    others, alike = peers(sheet.shown.entries, sheet.entry)
    yield paragraph(given.institution, look.h1)
    yield paragraph(
        f"Indeks SPBE {given.year}: {index_text(given.index)} ({_grade(sheet)}). "
        f"Sumber: {given.source.text}, dibuat {date_text(sheet.now.date())}.",
        look.body,
    )
    if not others:
        yield paragraph(
            "Instansi lain terlalu sedikit untuk dibandingkan tanpa dikenali.", look.body
        )
        return
    group = f"{INSTITUTION_KINDS[given.kind].lower()}" if alike else "instansi"
    place = 1 + sum(other.submission.index > given.index for other in others)
    yield paragraph(
        f"Peringkat {place} dari {len(others)} {group}. Nama instansi lain tidak disebutkan.",
        look.body,
    )
    spans = list(_spans(sheet, [other.submission for other in others]))
    source = (
        f"Sumber: rekap {len(others)} {group} tahun {given.year} menurut "
        f"{sheet.shown.outline.regulation}, {date_text(sheet.now.date())}."
    )
    yield paragraph("Indeks, domain, dan aspek", look.h2)
    yield _table(spans)
    yield paragraph(source, look.note)
    yield from _chart(sheet, spans, source)
    if given.levels and sum(bool(other.submission.levels) for other in others) > FEWEST:
        yield paragraph("Indikator yang paling tertinggal", look.h2)
        yield from _behind(sheet, others)


def _grade(sheet: BenchmarkSheet) -> str:
    given = sheet.entry.submission
    rounded = rounded_grade(sheet.shown.outline, given)
    return f"{given.grade}; menurut indeks dua desimal: {rounded}" if rounded else given.grade


def _spans(sheet: BenchmarkSheet, others: Sequence[Submission]) -> Iterator[Span]:
    outline, own = sheet.shown.outline, sheet.entry.submission
    yield from _compared(("Indeks SPBE",), own, others, lambda entry: (entry.index,))
    names = tuple(domain.name for domain in outline.domains)
    yield from _compared(names, own, others, lambda entry: entry.domains)
    names = tuple(aspect.name for aspect in outline.aspects)
    yield from _compared(names, own, others, lambda entry: entry.aspects)


def _compared(
    names: Sequence[str],
    own: Submission,
    others: Sequence[Submission],
    values_of: Callable[[Submission], tuple[Fraction, ...]],
) -> Iterator[Span]:
    """Own value, median and middle half; nothing where few gave theirs: they would show."""
    known = [found for entry in others if (found := values_of(entry))]
    if len(known) <= FEWEST:
        return
    for name, mine, column in zip(names, values_of(own), zip(*known, strict=True), strict=False):
        values = sorted(column)
        low, high = values[len(values) // 4], values[-1 - len(values) // 4]
        yield Span(name, mine, Fraction(median(values)), low, high)


def _chart(sheet: BenchmarkSheet, spans: Sequence[Span], source: str) -> Iterator[Any]:
    from functools import partial

    from reportlab.platypus import KeepTogether

    from assessment.reports.figures import Drawing
    from assessment.reports.recap_charts import draw_spans
    from assessment.reports.styles import PAGE_WIDTH, paragraph, styles

    draw = partial(draw_spans, outline=sheet.shown.outline, spans=spans)
    size = (PAGE_WIDTH - 80, 12.5 * len(spans) + 32)
    look = styles()
    yield KeepTogether([
        paragraph("Letak di antara yang lain", look.h2),
        Drawing(draw, size, _SCALE),
        paragraph(source, look.note),
    ])  # fmt: skip


def _table(spans: Sequence[Span]) -> Any:
    from assessment.reports.styles import PAGE_WIDTH, grid, paragraph, styles

    look = styles()
    heads = ("", "Nilai sendiri", "Median", "Separuh di tengah", "Selisih")
    content: list[Any] = [
        [
            paragraph(head, look.head_right if place else look.head)
            for place, head in enumerate(heads)
        ]
    ]
    for span in spans:
        half = f"{index_text(span.low)} – {index_text(span.high)}"
        figures = (index_text(span.own), index_text(span.middle), half,
                   signed_text(span.own - span.middle))  # fmt: skip
        cells = [paragraph(figure, look.cell_right) for figure in figures]
        content.append([paragraph(span.name, look.cell), *cells])
    widths = [0.0, _NUMBER, _NUMBER, 92, _NUMBER]
    widths[0] = PAGE_WIDTH - 80 - sum(widths)
    return grid(content, widths)


def _behind(sheet: BenchmarkSheet, others: Sequence[Entry]) -> Iterator[Any]:
    """The indicators furthest below the median of the group."""
    from assessment.reports.styles import paragraph, styles

    look = styles()
    found = []
    for at, number in enumerate(sheet.shown.outline.numbers):
        own = sheet.entry.submission.levels[at]
        levels = [entry.submission.levels[at] for entry in others if entry.submission.levels]
        known = [level for level in levels if level is not None]
        if own is not None and len(known) > FEWEST and own < median(known):
            found.append((own - median(known), number, own, median(known)))
    for _, number, own, middle in sorted(found)[:_MOST_BEHIND]:
        name, usual = sheet.shown.names[number], index_text(Fraction(middle))
        words = f"{number}  {name}: tingkat {own}, median {usual}"
        yield paragraph(words, look.bullet)
    if not found:
        yield paragraph("Tidak ada: semua tingkat sama dengan median atau di atasnya.", look.body)
