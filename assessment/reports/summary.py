"""Chapter 1, the summary on one page, and chapter 3, the indices with their arithmetic."""

from fractions import Fraction
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, Table

from assessment.domain.formatting import decimal_text, index_text, signed_text
from assessment.domain.results import Result
from assessment.domain.scoring import half_up
from assessment.domain.words import average_name, average_source
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
    years = [str(result.assessment.year)] + ([str(before.assessment.year)] if before else [])
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
    """Every domain and aspect with the arithmetic, last year and how many reach their target."""
    note = (
        f"Jumlah (indeks × bobot) ÷ 100 = {arithmetic_text(result)}. Semua langkah dihitung tanpa "
        "pembulatan antara; angka dengan dua desimal dibulatkan hanya untuk ditampilkan."
    )
    return [
        Heading("3  Indeks domain dan aspek", styles().h1, "bab-3", 0),
        _full_table(result),
        Spacer(0, 6),
        paragraph(note, styles().note),
    ]


def _full_table(result: Result) -> Table:
    look = styles()
    titles = _titles(result)
    rows: list[list[Any]] = [
        [
            paragraph("Domain dan aspek", look.head),
            *(paragraph(title, look.head_right) for title in titles),
        ]
    ]
    before = result.previous.score if result.previous is not None else None
    for place, entry in enumerate(result.score.domains):
        old = before.domains[place] if before is not None else None
        name = f"{entry.domain.number}  {entry.domain.name}"
        cells = _cells(result, entry.index, old.index if old else None, entry.domain.indicators,
                       Fraction(entry.domain.weight))  # fmt: skip
        rows.append(_row(name, cells, main=True))
        for position, part in enumerate(entry.aspects):
            then = old.aspects[position].index if old else None
            cells = _cells(result, part.index, then, part.aspect.indicators,
                           Fraction(part.aspect.weight))  # fmt: skip
            rows.append(_row(f"{part.aspect.number}  {part.aspect.name}", cells, main=False))
    total = _cells(result, result.score.index, before.index if before else None,
                   result.outline.numbers, Fraction(100))  # fmt: skip
    rows.append(_row("Indeks SPBE", total, main=True))
    widths = [_NUMBER] * (len(titles) - 1) + [56]
    return grid(rows, [WIDTH - sum(widths), *widths], _total_line())


def _titles(result: Result) -> list[str]:
    before = result.previous
    compared = [str(before.assessment.year), "Selisih"] if before is not None else []
    return [str(result.assessment.year), *compared, "Capai target", "Bobot", "Indeks × bobot"]


def _cells(
    result: Result,
    index: Fraction,
    before: Fraction | None,
    numbers: tuple[int, ...],
    weight: Fraction,
) -> list[str]:
    compared: list[str] = []
    if before is not None:
        change = Fraction(half_up(index)) - Fraction(half_up(before))
        compared = [index_text(before), signed_text(change)]
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
