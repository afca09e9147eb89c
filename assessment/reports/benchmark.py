"""One page that tells an institution where it stands, naming no other."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from assessment.domain.errors import ExportMismatchError
from assessment.domain.formatting import date_text, index_text, signed_text
from assessment.domain.recap import Entry, Submission, peers
from assessment.domain.words import INSTITUTION_KINDS
from assessment.reports.recap_report import build, signs, text_of
from assessment.services.recap import BenchmarkSheet

_NUMBER = 62


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
        text = signs(text_of(path))
        own = sheet.entry.submission
        for wanted in (own.institution, index_text(own.index)):
            if signs(wanted) not in text:
                raise ExportMismatchError(path, wanted)


def _story(sheet: BenchmarkSheet) -> Iterator[Any]:
    from assessment.reports.styles import paragraph, styles

    look = styles()
    given = sheet.entry.submission
    others, alike = peers(sheet.shown.entries, sheet.entry)
    yield paragraph(given.institution, look.h1)
    yield paragraph(
        f"Indeks SPBE {given.year}: {index_text(given.index)} ({given.grade}). "
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
    yield paragraph("Indeks, domain, dan aspek", look.h2)
    yield _table(_indices(sheet, [other.submission for other in others]))
    if given.levels:
        yield paragraph("Indikator yang tertinggal", look.h2)
        yield from _behind(sheet, others)


def _indices(sheet: BenchmarkSheet, others: Sequence[Submission]) -> Iterator[tuple[str, ...]]:
    outline, own = sheet.shown.outline, sheet.entry.submission
    yield _compared("Indeks SPBE", own, others, lambda entry: (entry.index,), 0)
    if own.domains:
        for at, domain in enumerate(outline.domains):
            yield _compared(domain.name, own, others, lambda entry: entry.domains, at)
    if own.aspects:
        for at, aspect in enumerate(outline.aspects):
            yield _compared(aspect.name, own, others, lambda entry: entry.aspects, at)


def _compared(
    name: str,
    own: Submission,
    others: Sequence[Submission],
    values_of: Callable[[Submission], tuple[Fraction, ...]],
    at: int,
) -> tuple[str, ...]:
    """Own value, median, middle half and difference; single institutions do not show."""
    mine = values_of(own)[at]
    values = sorted(values_of(entry)[at] for entry in others if values_of(entry))
    middle = Fraction(median(values))
    low, high = values[len(values) // 4], values[-1 - len(values) // 4]
    spread = f"{index_text(low)} – {index_text(high)}"
    return name, index_text(mine), index_text(middle), spread, signed_text(mine - middle)


def _table(rows: Iterator[tuple[str, ...]]) -> Any:
    from assessment.reports.styles import PAGE_WIDTH, grid, paragraph, styles

    look = styles()
    heads = ("", "Nilai sendiri", "Median", "Separuh di tengah", "Selisih")
    content: list[Any] = [
        [
            paragraph(head, look.head_right if place else look.head)
            for place, head in enumerate(heads)
        ]
    ]
    for name, *figures in rows:
        cells = [paragraph(figure, look.cell_right) for figure in figures]
        content.append([paragraph(name, look.cell), *cells])
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
        if own is not None and known and own < median(known):
            found.append((own - median(known), number, own, median(known)))
    for _, number, own, middle in sorted(found)[:12]:
        name, usual = sheet.shown.names[number], index_text(Fraction(middle))
        words = f"{number}  {name}: tingkat {own}, median {usual}"
        yield paragraph(words, look.bullet)
    if not found:
        yield paragraph("Tidak ada: semua tingkat sama dengan median atau di atasnya.", look.body)
