"""The summary for the head of the region: one page, every figure with its source and day."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pypdfium2
import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.file_errors import ExportMismatchError, LogoRefusedError
from assessment.domain.formatting import index_text
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL
from assessment.domain.planning import PathSettings
from assessment.domain.preferences import Letterhead
from assessment.domain.progress import SILENT, CancelledError
from assessment.domain.records import Answer, Document, PathWish, StageOutcome
from assessment.domain.results import result_of
from assessment.domain.years import Years, year_of
from assessment.reports.onepage import SummaryExporter
from assessment.reports.styles import MARGIN, WIDTH
from indicators.benchmarks import load_averages
from tests.builders import (
    INSTRUMENTS,
    CancelAt,
    empty_dossier,
    full_dossier,
    handover,
    official_instrument,
    small_instrument,
)
from tests.pdfs import page_texts
from tests.plans import ITEMS, LONG_NAME, LONG_UNIT, climbing, planned
from tests.recaps import JUST_BELOW

INSTRUMENT = official_instrument()
OUTLINE = INSTRUMENT.outline
LHE = Document("a" * 64, "LHE-2024.pdf", 9, datetime(2025, 2, 3, 8, 0))  # noqa: DTZ001
AVERAGES = load_averages(INSTRUMENTS.parent / "benchmarks", OUTLINE)


def with_official(dossier: Dossier, level: int) -> Dossier:
    """The dossier with an official result of the same level everywhere."""
    official = tuple(Answer(1, number, OFFICIAL, level=level) for number in OUTLINE.numbers)
    outcome = StageOutcome(1, OFFICIAL, source=LHE.sha256)
    return replace(dossier, answers=(*dossier.answers, *official), outcomes=(outcome,))


def whole() -> Handover:
    """This year self and official, last year official, the average of cities, and a plan."""
    now = with_official(climbing(), 3)
    before = with_official(full_dossier(INSTRUMENT, 4, 2024), 1)
    years = (
        year_of(INSTRUMENT, before, AVERAGES, date(2025, 1, 9), (LHE,)),
        year_of(INSTRUMENT, now, AVERAGES, date(2025, 7, 9)),
    )
    return replace(
        handover(INSTRUMENT, now),
        result=result_of(INSTRUMENT, now, before, averages=AVERAGES),
        years=Years(2025, years),
    )


def long_names(folder: Path) -> Handover:
    """Names of 60 letters everywhere, a logo, and a signatory of many words."""
    given = whole()
    dossier = replace(
        given.dossier,
        assessment=replace(given.dossier.assessment, institution=LONG_NAME, coordinator=LONG_NAME),
        action_items=tuple(
            replace(ITEMS[0], indicator=number, level=4, unit=LONG_UNIT) for number in range(1, 40)
        ),
    )
    outline = replace(
        OUTLINE,
        domains=tuple(replace(one, short_name=LONG_UNIT) for one in OUTLINE.domains),
    )
    result = result_of(replace(INSTRUMENT, outline=outline), dossier, None, averages=AVERAGES)
    head = Letterhead(
        institution=LONG_NAME.upper(),
        office=LONG_UNIT,
        address=" ".join([LONG_UNIT] * 6),
        logo=logo(folder),
        signatory_name=LONG_NAME,
        signatory_title=" ".join([LONG_UNIT] * 4),
        signatory_number="197001011995032001",
    )
    return replace(given, dossier=dossier, result=result, letterhead=head)


def logo(folder: Path) -> Path:
    from PIL import Image

    path = folder / "logo.png"
    Image.new("RGB", (300, 400), "#2850b0").save(path)
    return path


def printed(path: Path, given: Handover) -> str:
    """Write and verify; gives the text of the only page."""
    exporter = SummaryExporter()
    exporter.write(path, given, SILENT)
    index = index_text(given.result.score.index)
    assert exporter.verify(path, given) == f"1 halaman, indeks {index} dan predikat cocok"
    (text,) = page_texts(path)
    return text


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    return printed(tmp_path_factory.mktemp("ringkasan") / "ringkasan.pdf", whole())


def test_where_we_stand_beside_others_stands_there(page: str) -> None:
    assert "PEMERINTAH KOTA NUSA DAMAI" in page
    assert "Ringkasan Penilaian Mandiri SPBE 2025" in page
    assert "2,00 Cukup" in page
    assert "0,60 lagi ke Baik (2,60)" in page
    assert "Indeks SPBE 2,00 3,00 1,00 3,39" in page  # own, official, last year's, average
    assert "+1,00 terhadap LHE 2024" in page
    assert "1 belum diisi, dihitung tingkat 1: 11" in page
    assert "Terlemah" in page
    assert "Layanan administrasi: 2,10 (indikator 35: tingkat 3)" in page
    assert "Perencanaan: 1,75 (indikator 11: belum diisi)" in page
    assert page.count("2,00 (indikator") == 0  # as weak as it is strong
    assert "DRAF" in page  # an indicator is open


def test_the_plan_tells_what_it_would_lift(page: str) -> None:
    assert (
        "Rencana aksi Indeks 2,00 (Cukup) menjadi 2,09 (Cukup) bila semuanya tercapai:"
        " 4 indikator; 1 butir terlambat." in page
    )
    assert "9 Jul 2025 ! Terlambat" in page
    assert "Koordinator SPBE" in page
    assert "NIP 197001011995032001" in page


def test_every_figure_names_source_and_day(page: str) -> None:
    assert "Sumber: Penilaian Mandiri Kota Nusa Damai 2025, langkah 12, 10 Juli 2025 10.29" in page
    assert "LHE 2024: LHE-2024.pdf, diterima 3 Februari 2025." in page
    assert "LHE 2025: Hasil Resmi di ruang kerja ini, diubah terakhir 9 Juli 2025." in page
    assert "Rata-rata kota 2024: Kepmen PANRB" in page


def test_without_a_plan_the_cheapest_path_speaks(tmp_path: Path) -> None:
    dossier = climbing(items=())
    given = handover(INSTRUMENT, dossier, full_dossier(INSTRUMENT, 4, 2024))
    text = printed(tmp_path / "jalan.pdf", given)
    assert "Jalan termurah ke Baik Indeks 2,00 (Cukup) menjadi 2,6" in text
    assert re.search(r"dan \d+ indikator lain", text)
    assert "Mandiri 2024: Penilaian Mandiri di ruang kerja ini." in text


@pytest.mark.parametrize(
    ("dossier", "highest", "words"),
    [
        (climbing(items=()), 2, "indeks paling tinggi 2,0"),
        (
            replace(
                climbing(items=()),
                answers=tuple(Answer(1, number, level=5) for number in OUTLINE.numbers),
            ),
            5,
            "Predikat tertinggi sudah tercapai.",
        ),
    ],
    ids=["locked", "best"],
)
def test_where_no_path_leads_further_it_is_said(
    tmp_path: Path, dossier: Dossier, highest: int, words: str
) -> None:
    settings = PathSettings(wish=PathWish(1, highest=highest))
    given = replace(handover(INSTRUMENT, dossier), settings=settings)
    assert words in printed(tmp_path / "ringkasan.pdf", given)


def test_names_of_60_letters_stay_on_one_page(tmp_path: Path) -> None:
    path = tmp_path / "panjang.pdf"
    text = printed(path, long_names(tmp_path))
    assert LONG_NAME in text
    assert "dan 34 indikator lain" in text
    with pypdfium2.PdfDocument(path) as document:
        parts = [part.get_bounds() for part in document[0].get_objects()]
    inside = [(left, right) for left, low, right, _ in parts if low > MARGIN]
    edges = min(left for left, _ in inside), max(right for _, right in inside)
    assert edges[0] > MARGIN + 10  # smaller than the page, and in its middle
    assert sum(edges) == pytest.approx(2 * MARGIN + WIDTH, abs=2)


def test_other_instruments_and_empty_ones_are_printed(tmp_path: Path) -> None:
    small = small_instrument()
    text = printed(tmp_path / "kecil.pdf", handover(small, full_dossier(small, 2)))
    assert "DRAF" not in text
    bare = replace(handover(INSTRUMENT, empty_dossier(INSTRUMENT)), letterhead=Letterhead())
    text = printed(tmp_path / "kosong.pdf", bare)
    assert text.count("Semua aspek berindeks 1,00.") == 2
    assert "47 belum diisi, dihitung tingkat 1: 1, 2, 3, 4, 5, 6, 7, 8 dan 39 lainnya" in text


def test_one_aspect_above_all_others_is_the_only_strong_one(tmp_path: Path) -> None:
    answers = tuple(
        Answer(1, number, level=4 if number in {19, 20} else 1) for number in OUTLINE.numbers
    )
    given = handover(INSTRUMENT, replace(empty_dossier(INSTRUMENT), answers=answers))
    text = printed(tmp_path / "ringkasan.pdf", given)
    assert "Penyelenggara: 4,00 (indikator 19: tingkat 4)" in text
    assert "Terlemah • Semua aspek lain berindeks 1,00." in text


def test_a_grade_that_rounding_would_change_is_named(tmp_path: Path) -> None:
    dossier = replace(
        empty_dossier(INSTRUMENT),
        answers=tuple(Answer(1, number, level=level) for number, level in JUST_BELOW.items()),
    )
    text = printed(tmp_path / "ringkasan.pdf", handover(INSTRUMENT, dossier))
    assert "2,60 Cukup" in text
    assert "Menurut indeks dua desimal: Baik" in text


def test_what_cannot_be_printed_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ringkasan.pdf"
    given = planned()
    with pytest.raises(CancelledError):
        SummaryExporter().write(path, given, CancelAt(0))
    missing = replace(given.letterhead, logo=tmp_path / "tiada.png")
    with pytest.raises(LogoRefusedError):
        SummaryExporter().write(path, replace(given, letterhead=missing), SILENT)
    assert not path.exists()
    SummaryExporter().write(path, given, SILENT)
    with pytest.raises(ExportMismatchError):
        SummaryExporter().verify(path, planned((replace(ITEMS[1], level=5),)))
