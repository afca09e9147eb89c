"""A grade that the printed index would not give is explained wherever it stands."""

from dataclasses import replace
from pathlib import Path

import pytest

from assessment.domain.progress import SILENT
from assessment.domain.recap import Findings, recap_of
from assessment.domain.recap_table import ranking, rounded_grade
from assessment.domain.scoring import score
from assessment.domain.words import rounded_text
from assessment.reports.benchmark import BenchmarkPdf
from assessment.reports.comparison import ComparisonExporter
from assessment.reports.minutes import MinutesExporter
from assessment.reports.onepage import SummaryExporter
from assessment.reports.recap_report import RecapReport
from assessment.reports.report import ReportExporter
from assessment.services.recap import BenchmarkSheet
from tests.builders import NOW, handover, official_instrument
from tests.pdfs import page_texts
from tests.recaps import JUST_BELOW, levels_of, outline, submitted
from tests.years import scored, years_with

INSTRUMENT = official_instrument()
SAID = "menurut indeks dua desimal: Baik"


def text_of(path: Path) -> str:
    return " ".join(" ".join(page_texts(path)).split())


@pytest.mark.parametrize(
    "exporter", [ReportExporter(), SummaryExporter(), MinutesExporter(), ComparisonExporter()]
)
def test_papers_say_so_beside_the_grade(
    exporter: ReportExporter | SummaryExporter | MinutesExporter | ComparisonExporter,
    tmp_path: Path,
) -> None:
    given = handover(INSTRUMENT, scored(INSTRUMENT, 2025, JUST_BELOW))
    given = replace(given, years=years_with((INSTRUMENT, 2025, JUST_BELOW, None)))
    exporter.write(tmp_path / "cetak.pdf", given, SILENT)
    text = text_of(tmp_path / "cetak.pdf")
    assert "2,60" in text
    assert SAID in text.replace("Menurut", "menurut")


def test_a_recap_says_so_of_every_institution(tmp_path: Path) -> None:
    found = Findings((submitted("Kota A", JUST_BELOW), submitted("Kota B", levels_of(3))))
    recap = recap_of(tmp_path, found, {outline().id: outline()})
    shown = recap.rounds[0]
    place = ranking(shown).titles.index("Predikat dua desimal")
    assert [row[place] for row in ranking(shown).rows] == ["", "Baik"]
    RecapReport().write(tmp_path / "rekap.pdf", recap, NOW)
    text = text_of(tmp_path / "rekap.pdf")
    assert "Predikat menurut indeks dua desimal: Kota A (2,60) Baik." in text
    BenchmarkPdf().write(tmp_path / "lembar.pdf", BenchmarkSheet(shown, shown.entries[1], NOW))
    assert f"2,60 (Cukup; {SAID})" in text_of(tmp_path / "lembar.pdf")


def test_nothing_is_said_of_a_grade_that_the_printed_index_gives_too() -> None:
    assert rounded_text(score(outline(), JUST_BELOW)) == SAID
    assert rounded_text(score(outline(), levels_of(3))) == ""
    assert rounded_grade(outline(), submitted("Kota B", levels_of(3))) == ""
