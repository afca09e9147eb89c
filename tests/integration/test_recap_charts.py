"""The charts of a recap, and its report on paper: nothing overlaps, nothing is missing."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import pypdfium2
import pytest

from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.recap import Recap, Round
from assessment.domain.recap_table import by_kind, by_region
from assessment.reports.heat_table import Column, HeatTable, row_of
from assessment.reports.proof import fonts_left_out
from assessment.reports.recap_charts import (
    draw_grade_counts,
    draw_groups,
    draw_indices,
    draw_means,
    draw_spans,
    mean_rows,
)
from assessment.reports.recap_report import RecapReport
from assessment.reports.recap_rows import heat_blocks, ranking_block
from assessment.reports.sheet import Sheet
from assessment.reports.spans import Span
from assessment.services.pdf_lock import PDFIUM
from tests.builders import NOW
from tests.charts import SIXTY, faults
from tests.recaps import many

PAPER = (577, 219)
LONG = tuple(f"{SIXTY} {number}" for number in range(5))


def shown(count: int = 40, *, regions: int = 3) -> Round:
    return many(count, regions=regions).rounds[0]


def worded(round_: Round) -> Round:
    """The same round with long names everywhere."""
    outline = round_.outline
    domains = tuple(
        replace(
            domain,
            short_name=SIXTY,
            aspects=tuple(replace(aspect, short_name=SIXTY) for aspect in domain.aspects),
        )
        for domain in outline.domains
    )
    grades = tuple(replace(grade, name=LONG[n]) for n, grade in enumerate(outline.grades))
    names = dict(zip((grade.name for grade in outline.grades), LONG, strict=True))
    entries = tuple(
        replace(entry, submission=replace(
            entry.submission, grade=names[entry.submission.grade], region=SIXTY,
        ))
        for entry in round_.entries
    )  # fmt: skip
    return replace(round_, outline=replace(outline, domains=domains, grades=grades),
                   entries=entries)  # fmt: skip


def bare(round_: Round) -> Round:
    """The same round as a list of indices gives it."""
    entries = tuple(
        replace(entry, submission=replace(entry.submission, levels=(), aspects=(), domains=()))
        for entry in round_.entries
    )
    return replace(round_, entries=entries)


def draw_kinds(sheet: Sheet, shown: Round) -> None:
    draw_groups(sheet, shown.outline, by_kind(shown.entries))


def draw_regions(sheet: Sheet, shown: Round) -> None:
    draw_groups(sheet, shown.outline, by_region(shown.entries))


@pytest.fixture(scope="module")
def rounds() -> dict[str, Round]:
    one = shown(1)
    return {
        "usual": shown(),
        "one": one,
        "hundreds": shown(300),
        "long names": worded(shown()),
        "indices alone": bare(shown(30)),
        "nobody": replace(one, entries=()),
    }


def _draw(draw: Callable[[Sheet, Round], None], case: Round, sheet: Sheet) -> None:
    draw(sheet, case)


@pytest.mark.parametrize(
    "draw", [draw_grade_counts, draw_indices, draw_means, draw_kinds, draw_regions]
)
@pytest.mark.parametrize("size", [PAPER, (1190, 219), (400, 260)])
def test_no_label_of_a_recap_touches_another(
    rounds: dict[str, Round], draw: Callable[[Sheet, Round], None], size: tuple[float, float]
) -> None:
    found = {
        name: wrong
        for name, case in rounds.items()
        if (wrong := faults(partial(_draw, draw, case), size))
    }
    assert not found


@pytest.mark.parametrize("size", [(780, 300), (500, 120)])
def test_no_label_of_a_benchmark_touches_another(size: tuple[float, float]) -> None:
    whole = shown(1).outline
    values = [Fraction(n, 3) for n in range(3, 16)]
    spans = [
        Span(f"{SIXTY} {n}", own, Fraction(3), own, Fraction(5)) for n, own in enumerate(values)
    ]
    assert not faults(partial(draw_spans, outline=whole, spans=spans[: int(size[1] // 20)]), size)


def test_averages_are_those_of_domains_and_of_aspects_that_differ_from_them(
    rounds: dict[str, Round],
) -> None:
    rows = mean_rows(rounds["usual"])
    assert (len(rows), sum(main for *_, main in rows)) == (4 + 7, 4)
    assert mean_rows(rounds["indices alone"]) == []
    assert mean_rows(rounds["nobody"]) == []


# On paper


@pytest.fixture(scope="module")
def recap() -> Recap:
    return many(45, name=SIXTY)


@pytest.fixture(scope="module")
def written(recap: Recap, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rekap") / "rekap.pdf"
    RecapReport().write(path, recap, NOW)
    return path


def pages(path: Path) -> list[str]:
    with PDFIUM, pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_bounded() for page in document]


def test_every_figure_and_table_names_its_source(written: Path) -> None:
    text = pages(written)
    source = "Sumber: 90 berkas di folder kiriman, direkap"
    charts = ("Sebaran predikat", "Sebaran indeks", "Rata-rata domain dan aspek",
              "Predikat menurut jenis instansi", "Predikat menurut wilayah")  # fmt: skip
    for title in charts:
        assert any(title in page and source in page for page in text), title
    for title in ("Peringkat 2025", "Peta panas tingkat indikator 1–47 2025"):
        (page,) = (page for page in text if title in page)
        assert source in page
    assert all(f"{number} dari {len(text)}" in page for number, page in enumerate(text, start=1))


def test_heads_are_repeated_and_names_are_cut_with_an_ellipsis(written: Path) -> None:
    text = pages(written)
    heat = [page for page in text if "42 43 44 45 46 47" in " ".join(page.split())]
    assert len(heat) >= 4  # two pages for each year
    assert all("Layanan publik" in page and "A1 Kebijakan" in heat[0] for page in heat)
    assert all("…" in page for page in heat)
    ranking = text[text.index(next(page for page in text if "Peringkat 2025" in page))]
    assert "…" not in ranking


def test_the_report_is_vector_small_and_outlined(written: Path) -> None:
    assert written.stat().st_size < 500_000
    with PDFIUM, pypdfium2.PdfDocument(written) as document:
        titles = [entry.get_title() for entry in document.get_toc()]
        assert list(fonts_left_out(document)) == []
    assert "Peringkat 2025" in titles
    assert "Indikator yang jauh dari median jenis instansinya, 2025" in titles


def test_a_wrong_figure_in_any_table_is_found(written: Path, recap: Recap) -> None:
    RecapReport().verify(written, recap)
    first, *others = recap.rounds
    entry = first.entries[3]
    levels = (*entry.submission.levels[:-1], 6 - (entry.submission.levels[-1] or 1))
    domains = entry.submission.domains[::-1]
    wrong = (
        replace(entry, rank=99),
        replace(entry, submission=replace(entry.submission, index=entry.submission.index + 1)),
        replace(entry, submission=replace(entry.submission, levels=levels)),
        replace(entry, submission=replace(entry.submission, domains=domains)),
    )
    for other in wrong:
        entries = (*first.entries[:3], other, *first.entries[4:])
        changed = replace(recap, rounds=(replace(first, entries=entries), *others))
        with pytest.raises(ExportMismatchError):
            RecapReport().verify(written, changed)


def test_a_report_that_cannot_be_opened_is_found(recap: Recap, tmp_path: Path) -> None:
    path = tmp_path / "rekap.pdf"
    path.write_bytes(b"%PDF-1.7 terpotong")
    with pytest.raises(ExportMismatchError):
        RecapReport().verify(path, recap)


def test_a_list_of_indices_has_no_heat_map(tmp_path: Path) -> None:
    case = bare(shown(3, regions=0))
    assert list(heat_blocks(case, 760)) == []
    assert len(ranking_block(case, 760).rows[0].values) == 4
    recap = Recap(Path("kiriman"), (case,), files=1)
    path = tmp_path / "rekap.pdf"
    RecapReport().write(path, recap, NOW)
    RecapReport().verify(path, recap)
    assert "Peta panas" not in " ".join(pages(path))


def test_very_many_indicators_go_on_below() -> None:
    case = shown(2)
    (domain, *_) = case.outline.domains
    aspect = replace(domain.aspects[0], indicators=tuple(range(1, 95)))
    outline = replace(case.outline, domains=(replace(domain, aspects=(aspect,)),))
    entries = tuple(
        replace(entry, submission=replace(entry.submission, levels=(3,) * 94))
        for entry in case.entries
    )
    blocks = list(heat_blocks(replace(case, outline=outline, entries=entries), 760))
    assert [len(block.rows[0].values) for block in blocks] == [50, 44]


def test_a_table_breaks_between_rows() -> None:
    columns = (Column("", 40), Column("Instansi", 100), Column("1", 20, "heat"))
    rows = [row_of(columns, (str(n), SIXTY), (None,)) for n in range(5)]
    table = HeatTable(columns, rows)
    assert table.split(160, 10) == []
    first, rest = table.split(160, table.height - 20)
    assert first.wrap(0, 0)[1] + rest.wrap(0, 0)[1] > table.height  # both have heads
    assert row_of(columns, ("1", SIXTY), (), most=1).texts[1][0].endswith("…")
    assert len(row_of(columns, ("1", "x" * 300), (), most=2).texts[1]) == 2
