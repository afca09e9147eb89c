"""Chapters 1 and 3 of the report: indices beside official result, year before and average."""

from pathlib import Path

import pytest
from reportlab.platypus import SimpleDocTemplate

from assessment.domain.identity import OFFICIAL
from assessment.domain.results import Result, result_of
from assessment.reports.fonts import register_fonts
from assessment.reports.pages import ReportCanvas
from assessment.reports.summary import indices_chapter, summary_chapter
from tests.builders import official_instrument
from tests.pdfs import page_texts
from tests.years import averages, flat, scored

INSTRUMENT = official_instrument()
THREE, TWO, ONE = (flat(INSTRUMENT, level) for level in (3, 2, 1))
LAST = scored(INSTRUMENT, 2024, TWO, ONE)


def printed(result: Result, path: Path) -> str:
    register_fonts()
    document = SimpleDocTemplate(str(path), leftMargin=56, rightMargin=56)
    document.build([*summary_chapter(result), *indices_chapter(result)], canvasmaker=ReportCanvas)
    return " ".join(page_texts(path))


def test_official_results_and_averages_stand_beside_with_their_source(tmp_path: Path) -> None:
    this = scored(INSTRUMENT, 2025, THREE, TWO)
    text = printed(result_of(INSTRUMENT, this, LAST, averages=averages()), tmp_path / "r.pdf")
    heads = "Mandiri 2025 LHE 2025 LHE 2024 Selisih Rata-rata kota 2024 Capai target Bobot"
    for words in (
        f"Domain dan aspek {heads} Indeks × bobot",
        "1 Kebijakan Internal SPBE 3,00 2,00 1,00 +2,00 3,64 10/10 13 39",
        "8 Layanan Publik Berbasis Elektronik 3,00 2,00 1,00 +2,00 4,15 6/6 18 54",
        "Indeks SPBE 3,00 2,00 1,00 +2,00 3,39 47/47 100 300",
        "LHE 2025: hasil evaluasi tahun 2025.",
        "LHE 2024: hasil evaluasi tahun 2024; selisih dari nilai sebelum dibulatkan.",
        "Rata-rata kota 2024: Kepmen PANRB 663/2024 (hasil 2024).",
        "Mandiri 2025 LHE 2024 Sejenis Nas. Kebijakan Internal 3,00 1,00 3,64",
    ):
        assert words in text


@pytest.mark.parametrize("stage", ["self", OFFICIAL])
def test_only_what_is_known_has_a_column(tmp_path: Path, stage: str) -> None:
    this = scored(INSTRUMENT, 2025, THREE, None if stage == "self" else TWO)
    text = printed(result_of(INSTRUMENT, this, stage=stage), tmp_path / "r.pdf")
    name, index = ("Mandiri", "3,00") if stage == "self" else ("LHE", "2,00")
    assert f"Domain dan aspek {name} 2025 Capai target Bobot Indeks × bobot" in text
    assert f"Indeks SPBE {index} " in text
    assert "hasil evaluasi" not in text
    assert "Kepmen" not in text


def test_the_self_assessment_of_the_year_before_is_named(tmp_path: Path) -> None:
    last = scored(INSTRUMENT, 2024, TWO)
    result = result_of(INSTRUMENT, scored(INSTRUMENT, 2025, THREE), last)
    text = printed(result, tmp_path / "r.pdf")
    assert "Mandiri 2025 Mandiri 2024 Selisih Capai target" in text
    assert "Mandiri 2024: Penilaian Mandiri tahun 2024; selisih" in text
