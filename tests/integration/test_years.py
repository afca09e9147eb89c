"""All years of an institution: gathered from a workspace, drawn, and printed."""

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import numpy as np
import pypdf
import pytest
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch

from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL, SELF
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.years import Years
from assessment.reports.charts import ChartPainter
from assessment.reports.comparison import ComparisonExporter
from assessment.reports.palette import palette
from assessment.reports.sheet import Sheet
from assessment.reports.trend import draw_trend
from assessment.services.workbench import Workbench
from tests.builders import CancelAt, handover, official_instrument, small_instrument
from tests.charts import SIXTY, faults
from tests.pdfs import page_texts
from tests.years import add_village, flat, scored, stored, years_with

OFFICIAL_ONE, VILLAGE = official_instrument(), small_instrument()
PRINTER = ComparisonExporter()


def rising(first: int, last: int) -> Years:
    """Years that climb from the lowest to the highest level, the last one not evaluated yet."""
    return years_with(
        *(
            (
                OFFICIAL_ONE,
                year,
                flat(OFFICIAL_ONE, 1 + place % 5, {1: 3}),
                flat(OFFICIAL_ONE, 1 + (place + 1) % 5) if year < last else None,
            )
            for place, year in enumerate(range(first, last + 1))
        )
    )


def mixed() -> Years:
    """Two instruments, a year that is left out, and nothing but an official result once."""
    return years_with(
        (VILLAGE, 2018, flat(VILLAGE, 2), flat(VILLAGE, 1)),
        (VILLAGE, 2019, flat(VILLAGE, 3), None),
        (OFFICIAL_ONE, 2021, None, flat(OFFICIAL_ONE, 2)),
        (OFFICIAL_ONE, 2023, flat(OFFICIAL_ONE, 3, {3: 4}), flat(OFFICIAL_ONE, 3)),
        (OFFICIAL_ONE, 2024, flat(OFFICIAL_ONE, 4), flat(OFFICIAL_ONE, 3)),
        (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 5), None),
    )


def test_years_are_those_of_the_institution_however_its_name_is_written(
    workbench: Workbench,
) -> None:
    village = add_village(workbench.root)
    stored(workbench, 2022, flat(OFFICIAL_ONE, 2), name="Pemerintah Kota Nusa Damai")
    stored(workbench, 2024, flat(VILLAGE, 2), instrument=village)
    stored(workbench, 2024, flat(OFFICIAL_ONE, 5), name="Kota Nusa Damai Baru")
    made = stored(workbench, 2025, flat(OFFICIAL_ONE, 3), flat(OFFICIAL_ONE, 2))
    stored(workbench, 2026)
    years = workbench.results.years(made.id)
    assert [(year.number, year.outline.id) for year in years.entries] == [
        (2022, OFFICIAL_ONE.id),
        (2024, village),
        (2025, OFFICIAL_ONE.id),
        (2026, OFFICIAL_ONE.id),
    ]
    assert (years.shown, years.locked) == (2025, ())
    assert [entry.stage for entry in years.entries[2].measures] == [SELF, OFFICIAL]
    assert years.entries[2].edited == date(2025, 7, 10)
    assert (years.entries[1].average, years.entries[3].measures) == (None, ())
    result = workbench.results.result(made.id)
    assert result.previous is not None
    assert result.previous.assessment.year == 2022
    assert workbench.handover.handover(made.id).years == years


def test_of_two_assessments_of_a_year_the_one_looked_at_counts(workbench: Workbench) -> None:
    made = stored(workbench, 2025, flat(OFFICIAL_ONE, 3))
    stored(workbench, 2025, flat(OFFICIAL_ONE, 5), name="Pemerintah Kota Nusa Damai")
    stored(workbench, 2024, flat(OFFICIAL_ONE, 1))
    later = stored(workbench, 2024, flat(OFFICIAL_ONE, 2), name="Pemerintah Kota Nusa Damai")
    years = workbench.results.years(made.id)
    assert [year.assessment.id for year in years.entries] == [later.id, made.id]


def test_a_year_whose_instrument_is_faulty_is_kept_aside(workbench: Workbench) -> None:
    village = add_village(workbench.root)
    old = stored(workbench, 2024, flat(VILLAGE, 2), instrument=village)
    made = stored(workbench, 2025, flat(OFFICIAL_ONE, 3))
    (workbench.root / "instruments" / village / "aspect-2.toml").write_text("x", "utf-8")
    workbench.instruments.__dict__["_instruments"].clear()
    years = workbench.results.years(made.id)
    assert years.locked == (old,)
    assert [year.number for year in years.entries] == [2025]


def test_the_trend_is_drawn_for_the_window(workbench: Workbench) -> None:
    image = workbench.results.trend(mixed(), (520, 280), 1.5, "dark")
    assert (image.width, image.height) == (780, 420)
    assert [spot.key for spot in image.hotspots] == ["2018", "2019", "2021", "2023", "2024", "2025"]
    text = image.hotspots[-2].text
    assert text.startswith("2024: Mandiri 4,00 (Sangat Baik), LHE 3,00 (Baik), rata-rata kota 2024")
    assert text in image.alt_text


@pytest.mark.parametrize("size", [(340, 200), (520, 280), (1220, 300)], ids=str)
def test_no_label_of_the_trend_touches_another(size: tuple[int, int]) -> None:
    longest = tuple(
        replace(year, outline=replace(year.outline, id=SIXTY, title=SIXTY, grades=long))
        for year in mixed().entries
        for long in [tuple(replace(one, name=SIXTY) for one in year.outline.grades)]
    )
    cases = [
        rising(2025, 2025),
        rising(2024, 2025),
        rising(2014, 2025),
        mixed(),
        Years(2025, longest),
    ]
    for years in cases:
        assert faults(partial(_draw, years), size) == []


def _draw(years: Years, sheet: Sheet) -> None:
    draw_trend(sheet, years)


def test_lines_end_where_another_instrument_begins() -> None:
    from matplotlib.lines import Line2D

    sheet = Sheet(900, 300, palette("light"))
    draw_trend(sheet, mixed())
    own = palette("light").series["self"]
    lines = [
        len(list(line.get_path().iter_segments()))
        for line in sheet.figure.findobj(Line2D)
        if line.get_color() == own.color
    ]
    # Three years and two years in lines of their own, and the one in the legend.
    assert sorted(count for count in lines if count > 1) == [2, 2, 3]


@pytest.mark.parametrize("height", [180, 220, 260])
def test_no_figure_lies_on_the_average_of_its_year(height: int) -> None:
    own = flat(OFFICIAL_ONE, 3, dict.fromkeys(range(1, 20), 2))
    years = years_with(
        (OFFICIAL_ONE, 2022, own, flat(OFFICIAL_ONE, 2)),
        (OFFICIAL_ONE, 2023, own, flat(OFFICIAL_ONE, 2, dict.fromkeys(range(32, 48), 3))),
    )
    sheet = Sheet(380, height, palette("light"))
    draw_trend(sheet, years)
    ground = to_rgba(palette("light").roles["surface"])
    grounds = [
        np.asarray(patch.get_path().vertices)
        for patch in sheet.figure.findobj(PathPatch)
        if patch.get_facecolor() == ground
    ]
    # Short bars of two pixels; the one in the legend has no figure near.
    bars = [one for one in sheet.figure.findobj(Line2D) if one.get_linewidth() == 2]
    marks = [points for bar in bars if len(points := np.asarray(bar.get_xydata())) == 2]
    assert len(grounds) == 4
    assert len(marks) >= 2
    for mark in marks:
        across, down = mark.mean(axis=0)
        for box in grounds:
            (left, top), (right, foot) = box.min(axis=0), box.max(axis=0)
            assert not (left < across < right and top < down < foot)


def test_without_any_score_there_is_no_trend() -> None:
    image = ChartPainter().draw_trend(Years(), (200, 100), 1, "light")
    assert image.hotspots == ()
    years = years_with((VILLAGE, 2025, None, None))
    assert ChartPainter().draw_trend(years, (200, 100), 1, "light").hotspots == ()


def given(years: Years) -> Handover:
    dossier = scored(OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 5))
    return replace(handover(OFFICIAL_ONE, dossier), years=years)


def text_of(path: Path) -> str:
    return " ".join(page_texts(path))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cetak") / "perbandingan.pdf"
    PRINTER.write(path, given(mixed()), SILENT)
    return path


def test_the_comparison_holds_years_levels_habit_and_sources(printed: Path) -> None:
    text = text_of(printed)
    assert "Kota Nusa Damai, 2018–2025" in text
    assert "2024 Instrumen SPBE PermenPANRB 59/2020 4,00 Sangat Baik 3,00 Baik 3,39" in text
    assert "2025 Instrumen SPBE PermenPANRB 59/2020 5,00 Memuaskan – –" in text
    assert "Indeks SPBE 5,00 3,00 +2,00 3,39 1 Kebijakan Internal SPBE 5,00 3,00 +2,00 3,64" in text
    assert "Semua tahun menurut Instrumen Desa Digital" in text
    assert "Semua tahun menurut Instrumen SPBE PermenPANRB 59/2020" in text
    assert "47 indikator berbeda dari LHE 2024." in text
    assert "47 Layanan Publik Sektor 3 5 3 +2" in text
    assert "(LHE) tahun 2023, 2024. Indeks mandiri rata-rata +0,51 terhadap LHE." in text
    assert "3 Kebijakan Internal Manajemen Data 2 dari 2 tahun +1,00" in text
    assert "LHE 2024: lhe.pdf, diterima 4 Maret 2025." in text
    assert (
        "Mandiri 2025: Penilaian Mandiri di ruang kerja ini, diubah terakhir 10 Juli 2025" in text
    )
    assert "Instrumen Desa Digital: Peraturan Rekaan Nomor 1 Tahun 2024" in text
    assert "Rata-rata kota 2024: Kepmen PANRB 663/2024 (hasil 2024)." in text
    first, *_, last = pypdf.PdfReader(printed).outline
    assert "Indeks per tahun" in str(first)
    assert "Sumber dan tanggal" in str(last)
    assert PRINTER.verify(printed, given(mixed())).endswith("indeks 5,00 dan predikat cocok")
    assert printed.stat().st_size < 200_000


def test_a_comparison_that_differs_is_noticed(printed: Path) -> None:
    others = given(rising(2024, 2025))
    with pytest.raises(ExportMismatchError):
        PRINTER.verify(printed, others)


def test_instruments_are_not_subtracted_on_paper(tmp_path: Path) -> None:
    years = years_with(
        (VILLAGE, 2024, None, flat(VILLAGE, 4)), (OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3), None)
    )
    path = tmp_path / "perbandingan.pdf"
    PRINTER.write(path, given(years), SILENT)
    text = text_of(path)
    assert "LHE 2024 diukur dengan Instrumen Desa Digital: disandingkan, tidak dikurangkan." in text
    assert "Indeks SPBE 3,00 4,00 – 3,39 1 Kebijakan Internal SPBE 3,00 – – 3,64" in text
    assert "1 Kebijakan Internal Arsitektur SPBE 3 – –" in text
    assert "Belum ada tahun yang memiliki penilaian mandiri dan hasil evaluasi" in text
    assert "berbeda dari" not in text


def test_differences_on_paper_are_those_of_unrounded_indices(tmp_path: Path) -> None:
    before, after = flat(OFFICIAL_ONE, 2, {1: 3}), flat(OFFICIAL_ONE, 3, {1: 4, 2: 4})
    years = years_with((OFFICIAL_ONE, 2024, None, before), (OFFICIAL_ONE, 2025, after, None))
    path = tmp_path / "perbandingan.pdf"
    PRINTER.write(path, given(years), SILENT)
    text = text_of(path)
    assert "Indeks SPBE 3,03 2,01 +1,01 3,39" in text  # 3,026 less 2,013
    assert "Selisih dihitung dari nilai sebelum dibulatkan, jadi dapat berbeda 0,01" in text


def test_many_years_fill_several_tables(tmp_path: Path) -> None:
    path = tmp_path / "perbandingan.pdf"
    PRINTER.write(path, given(rising(2014, 2025)), SILENT)
    text = text_of(path)
    assert text.count("Semua tahun menurut") == 1
    assert "Mandiri 2014" in text
    assert "9 dari 11 tahun −" in text


def test_a_year_alone_and_a_cancelled_print(tmp_path: Path) -> None:
    path = tmp_path / "perbandingan.pdf"
    same = years_with((OFFICIAL_ONE, 2025, flat(OFFICIAL_ONE, 3), flat(OFFICIAL_ONE, 3)))
    PRINTER.write(path, given(same), SILENT)
    text = text_of(path)
    assert "Kota Nusa Damai, 2025 " in text
    assert "Satu tahun belum menunjukkan kebiasaan." in text
    assert "Tidak ada yang biasanya dinilai" in text
    with pytest.raises(CancelledError):
        PRINTER.write(tmp_path / "lain.pdf", given(same), CancelAt(2))
    assert not (tmp_path / "lain.pdf").exists()
