"""Chapter 1, the summary on one page, and chapter 3, the indices with their arithmetic."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from assessment.domain.formatting import decimal_text, index_text, signed_text
from assessment.domain.identity import OFFICIAL
from assessment.domain.results import Result
from assessment.domain.words import (
    average_name,
    average_source,
    previous_name,
    series_name,
    stage_name,
)
from assessment.reports.figures import Chart
from assessment.reports.fonts import BOLD
from assessment.reports.narrative import highlights, summary
from assessment.reports.pages import Heading
from assessment.reports.styles import WIDTH, Command, color, grid, paragraph, side_by_side, styles
from assessment.reports.words import arithmetic_text, fraction_text
from assessment.services.ports import ChartKind

_SIDE = 218  # the radar beside the table
_GUTTER = 18
_MOST_BESIDE = 20  # rows of a table that still stands beside the radar
_NUMBER = 42  # a column of figures
_SLIM = 38  # the same where there are many
_FEW = 6  # columns of figures that may be wide
_PRODUCT = 52  # the last column
_SHORT = 36  # the same in the short table


def summary_chapter(result: Result) -> list[Flowable]:
    """The summary: sentences, index, charts, indices, strengths and weaknesses."""
    outline = result.outline
    title = f"{len(outline.numbers)} indikator terhadap target"
    return [
        Heading("1  Ringkasan", styles().h1, "bab-1", 0),
        paragraph(" ".join(summary(result)), styles().body),
        Spacer(0, 6),
        _index_line(result),
        *_radar_and_table(result),
        paragraph(title, styles().h2),
        Chart(ChartKind.BARS, result, (WIDTH, 130), 0.62),
        *_highlights(result),
    ]


def _index_line(result: Result) -> Table:
    big = ParagraphStyle("big", styles().h1, fontName=BOLD, fontSize=34, leading=36, spaceAfter=0)
    grade = ParagraphStyle("grade", styles().h2, spaceBefore=0, spaceAfter=0)
    words = [paragraph(result.score.grade.name, grade), paragraph("predikat", styles().note)]
    strip = Chart(ChartKind.GRADES, result, (262, 58), 0.66)
    return side_by_side([[paragraph(index_text(result.score.index), big), words, strip]],
                   [92, WIDTH - 92 - 262, 262])  # fmt: skip


def _radar_and_table(result: Result) -> list[Flowable]:
    radar = paragraph(f"{len(result.score.aspects)} aspek", styles().h2)
    head = paragraph("Indeks domain dan aspek", styles().h2)
    rows = len(result.score.aspects) + len(result.score.domains)
    if rows > _MOST_BESIDE:
        chart = Chart(ChartKind.RADAR, result, (WIDTH, 300), 0.7)
        return [radar, chart, *_source(result), head, _short_table(result, WIDTH)]
    room = WIDTH - _SIDE - _GUTTER
    chart = Chart(ChartKind.RADAR, result, (_SIDE, 206), 0.62)
    left = [radar, chart, *_source(result)]
    right = [head, _short_table(result, room)]
    return [side_by_side([[left, "", right]], [_SIDE, _GUTTER, room])]


def _source(result: Result) -> list[Flowable]:
    """Where the averages come from, under the chart that shows them."""
    if result.peers is None:
        return []
    words = f"Sejenis: {average_name(result.peers).lower()}, {average_source(result.peers)}."
    return [paragraph(words, styles().note)]


def _averages(result: Result) -> list[tuple[str, tuple[str, ...]]]:
    """The averages as columns of the short table: title, then domains with aspects, then index."""
    found = []
    for title, average in (("Sejenis", result.peers), ("Nas.", result.national)):
        if average is None:
            continue
        aspects = iter(average.aspects)
        values = []
        for domain, entry in zip(average.domains, result.score.domains, strict=True):
            own = [next(aspects) for _ in entry.aspects]
            values += [domain, *(own if len(own) > 1 else ())]
        texts = tuple(index_text(Fraction(value)) for value in (*values, average.index))
        found.append((title, texts))
    return found


def _rows(result: Result) -> list[tuple[str, Fraction, Fraction | None, str, bool]]:
    """Domains (marked) with their aspects: name, index, last year's, weight."""
    before = result.previous.score if result.previous is not None else None
    rows = []
    for place, domain in enumerate(result.score.domains):
        old = before.domains[place] if before is not None else None
        weight = decimal_text(domain.domain.weight)
        name = domain.domain.short_name
        rows.append((name, domain.index, old.index if old else None, weight, True))
        if len(domain.aspects) == 1:
            continue
        for position, entry in enumerate(domain.aspects):
            then = old.aspects[position].index if old else None
            weight = decimal_text(entry.aspect.weight)
            rows.append((entry.aspect.short_name, entry.index, then, weight, False))
    return rows


def _short_table(result: Result, width: float) -> Flowable:
    """Domains and aspects with index, last year's index and weight, as on the summary."""
    look = styles()
    before = result.previous
    years = [series_name(result.stage, result.assessment.year)]
    years += [previous_name(before)] if before else []
    head: list[Any] = [paragraph("", look.head)]
    averages = _averages(result)
    # The weights stand in chapter 3, too; beside averages there is no room for them.
    titles = (*years, *([title for title, _ in averages] or ["Bobot"]))
    head += [paragraph(text, look.head_right) for text in titles]
    rows: list[list[Any]] = [head]
    for place, (name, index, then, weight, main) in enumerate(_rows(result)):
        figures = [index_text(index)] + ([index_text(then)] if then is not None else [])
        figures += [texts[place] for _, texts in averages] or [weight]
        right = look.cell_right_bold if main else look.cell_right
        row = [paragraph(name, look.cell_bold if main else look.cell_inner)]
        rows.append(row + [paragraph(text, right) for text in figures])
    figures = [index_text(result.score.index)]
    figures += [index_text(before.score.index)] if before else []
    figures += [texts[-1] for _, texts in averages] or ["100"]
    total = [paragraph("Indeks SPBE", look.cell_bold)]
    rows.append(total + [paragraph(text, look.cell_right_bold) for text in figures])
    count = len(titles)
    return grid(rows, [width - count * _SHORT, *[_SHORT] * count], _total_line())


def _total_line() -> list[Command]:
    return [("LINEABOVE", (0, -1), (-1, -1), 0.8, color("line_strong"))]


def _highlights(result: Result) -> list[Flowable]:
    strong, weak = highlights(result)
    highest, lowest = result.outline.maximum_level, result.outline.minimum_level
    none_strong = f"Belum ada indikator pada tingkat {highest - 1}–{highest}."
    none_weak = f"Tidak ada indikator pada tingkat {lowest}–{lowest + 1}."
    half = (WIDTH - _GUTTER) / 2
    columns = [
        _bullets("Kekuatan", strong or (none_strong,)),
        "",
        _bullets("Kelemahan", weak or (none_weak,)),
    ]
    return [side_by_side([columns], [half, _GUTTER, half])]


def _bullets(title: str, texts: tuple[str, ...]) -> list[Flowable]:
    entries = [paragraph(text, styles().bullet, "•") for text in texts]
    return [paragraph(title, styles().h2), *entries]


def indices_chapter(result: Result) -> list[Flowable]:
    """Every domain and aspect with the arithmetic, what they are held against, and its sources."""
    note = (
        f"Jumlah (indeks × bobot) ÷ 100 = {arithmetic_text(result)}. Semua langkah dihitung tanpa "
        "pembulatan antara; angka dengan dua desimal dibulatkan hanya untuk ditampilkan."
    )
    return [
        Heading("3  Indeks domain dan aspek", styles().h1, "bab-3", 0),
        _full_table(result),
        Spacer(0, 6),
        paragraph(note, styles().note),
        *(paragraph(text, styles().note) for text in _compared_with(result)),
    ]


def _compared_with(result: Result) -> Iterator[str]:
    """What the columns beside the own index are, and where they come from."""
    if result.official is not None:
        year = result.assessment.year
        yield f"{series_name(OFFICIAL, year)}: hasil evaluasi tahun {year}."
    before = result.previous
    if before is not None:
        whose = "hasil evaluasi" if before.stage == OFFICIAL else stage_name(before.stage)
        year = before.assessment.year
        differs = "selisih dari nilai sebelum dibulatkan"
        yield f"{previous_name(before)}: {whose} tahun {year}; {differs}."
    if result.peers is not None:
        yield f"{average_name(result.peers)}: {average_source(result.peers)}."


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside an index: the official one, the one before, the average of the kind."""

    official: Fraction | None = None
    before: Fraction | None = None
    average: Fraction | None = None


def _full_table(result: Result) -> Table:
    look = styles()
    titles = _titles(result)
    rows: list[list[Any]] = [
        [
            paragraph("Domain dan aspek", look.head),
            *(paragraph(title, look.head_right) for title in titles),
        ]
    ]
    besides = _besides(result)
    for entry in result.score.domains:
        name = f"{entry.domain.number}  {entry.domain.name}"
        cells = _cells(result, entry.index, next(besides), entry.domain.indicators,
                       Fraction(entry.domain.weight))  # fmt: skip
        rows.append(_row(name, cells, main=True))
        for part in entry.aspects:
            cells = _cells(result, part.index, next(besides), part.aspect.indicators,
                           Fraction(part.aspect.weight))  # fmt: skip
            rows.append(_row(f"{part.aspect.number}  {part.aspect.name}", cells, main=False))
    total = _cells(result, result.score.index, next(besides), result.outline.numbers, Fraction(100))
    rows.append(_row("Indeks SPBE", total, main=True))
    widths = [_NUMBER if len(titles) <= _FEW else _SLIM] * (len(titles) - 1) + [_PRODUCT]
    return grid(rows, [WIDTH - sum(widths), *widths], _total_line())


def _besides(result: Result) -> Iterator[_Beside]:
    """What stands beside every domain, its aspects, and at last the index."""
    official, before, average = result.official, result.previous, result.peers
    position = 0
    for place, domain in enumerate(result.score.domains):
        yield _Beside(
            None if official is None else official.domains[place].index,
            None if before is None else before.score.domains[place].index,
            None if average is None else Fraction(average.domains[place]),
        )
        for _ in domain.aspects:
            yield _Beside(
                None if official is None else official.aspects[position].index,
                None if before is None else before.score.aspects[position].index,
                None if average is None else Fraction(average.aspects[position]),
            )
            position += 1
    yield _Beside(
        None if official is None else official.index,
        None if before is None else before.score.index,
        None if average is None else Fraction(average.index),
    )


def _titles(result: Result) -> list[str]:
    year, before = result.assessment.year, result.previous
    official = [] if result.official is None else [series_name(OFFICIAL, year)]
    compared = [previous_name(before), "Selisih"] if before is not None else []
    average = [] if result.peers is None else [average_name(result.peers)]
    own = [series_name(result.stage, year), *official, *compared, *average]
    return [*own, "Capai target", "Bobot", "Indeks × bobot"]


def _cells(
    result: Result,
    index: Fraction,
    beside: _Beside,
    numbers: tuple[int, ...],
    weight: Fraction,
) -> list[str]:
    compared = [] if beside.official is None else [index_text(beside.official)]
    if beside.before is not None:
        compared += [index_text(beside.before), signed_text(index - beside.before)]
    if beside.average is not None:
        compared.append(index_text(beside.average))
    reached = len(set(numbers) & set(result.on_target))
    return [
        index_text(index), *compared, f"{reached}/{len(numbers)}", fraction_text(weight),
        fraction_text(index * weight),
    ]  # fmt: skip


def _row(name: str, cells: list[str], *, main: bool) -> list[Any]:
    look = styles()
    left = look.cell_bold if main else look.cell_inner
    right = look.cell_right_bold if main else look.cell_right
    return [paragraph(name, left), *(paragraph(cell, right) for cell in cells)]
