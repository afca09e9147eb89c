"""Suggestions from invented regulations."""

from dataclasses import replace

import pytest

from assessment.documents.article_index import index_articles
from assessment.documents.ranking import THRESHOLD, suggest_from
from assessment.documents.regulation import read_regulation
from assessment.domain.passages import Suggestion
from indicators.instrument import Indicator
from tests.builders import official_instrument
from tests.integration.documents.suggestions import suggest

REGULATION = """BUPATI CONTOH
Menimbang : bahwa manajemen risiko, manajemen risiko, dan manajemen risiko perlu diatur;
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Bupati ini yang dimaksud dengan:
1. Manajemen Risiko SPBE adalah proses manajemen risiko.
2. Manajemen Data SPBE adalah manajemen data, data induk, dan data referensi.
3. Pusat Layanan Terpadu yang selanjutnya disingkat PLT adalah tempat layanan.
BAB II
RUANG LINGKUP
Pasal 2
Ruang lingkup Peraturan Bupati ini meliputi:
a. manajemen risiko;
b. manajemen data; dan
c. audit teknologi informasi dan komunikasi.
BAB III
MANAJEMEN
Bagian Kesatu
Manajemen Risiko
Pasal 3
(1) Manajemen risiko bertujuan menjaga keberlangsungan layanan.
(2) Manajemen risiko dilakukan melalui identifikasi, penilaian risiko, dan pemantauan risiko.
Bagian Kedua
Manajemen Data
Pasal 4
(1) Dinas mengelola basis data dan data induk.
(2) Manajemen data dilakukan oleh walidata.
Bagian Ketiga
Pemeriksaan
Pasal 5
Audit Teknologi Informasi dan Komunikasi dilakukan setiap tahun oleh auditor TIK.
BAB IV
KETENTUAN PENUTUP
Pasal 6
Peraturan Bupati ini mulai berlaku pada tanggal diundangkan.
"""


def indicator(number: int) -> Indicator:
    return official_instrument().indicator(number)


def articles(found: tuple[Suggestion, ...]) -> list[str | None]:
    return [entry.article for entry in found]


@pytest.mark.parametrize(
    ("number", "article"), [(21, "Pasal 3"), (3, "Pasal 4"), (23, "Pasal 4"), (9, "Pasal 5")]
)
def test_the_article_that_rules_comes_first(number: int, article: str) -> None:
    found = suggest(indicator(number), read_regulation([REGULATION]))
    assert found[0].article == article
    assert found[0].score >= THRESHOLD
    assert [entry.rank for entry in found] == list(range(1, len(found) + 1))


def test_definitions_scope_and_preamble_come_later() -> None:
    found = articles(suggest(indicator(21), read_regulation([REGULATION])))
    assert found[0] == "Pasal 3"
    assert {"Pasal 1", "Pasal 2", None} <= set(found[1:])


@pytest.mark.parametrize("number", [7, 10, 13, 26, 27, 44])
def test_silence_stays_below_the_threshold(number: int) -> None:
    found = suggest(indicator(number), read_regulation([REGULATION]))
    assert all(entry.score < THRESHOLD for entry in found)


def test_an_article_is_no_better_for_being_short() -> None:
    text = (
        "BAB I\nMANAJEMEN RISIKO\nPasal 1\nManajemen risiko dilakukan setiap tahun oleh dinas.\n"
        "Pasal 2\nLain."
    )
    assert articles(suggest(indicator(21), read_regulation([text]))) == ["Pasal 1", "Pasal 2"]


def test_a_name_in_a_list_is_little() -> None:
    listed = """Pasal 3
Manajemen SPBE meliputi:
a. manajemen risiko;
b. manajemen data; dan
c. manajemen perubahan."""
    head, _, tail = REGULATION.partition("Bagian Kesatu\nManajemen Risiko\nPasal 3")
    text = f"{head}{listed}\n{tail[tail.index('Bagian Kedua') :]}"
    found = suggest(indicator(21), read_regulation([text]))
    assert "Pasal 3" in articles(found)
    assert found[0].score < THRESHOLD


def test_the_quote_marks_what_was_found() -> None:
    best = suggest(indicator(21), read_regulation([REGULATION]))[0]
    marked = [best.quote[start:end] for start, end in best.marks]
    assert best.clause == "ayat (2)"
    assert marked == ["Manajemen risiko", "penilaian risiko", "pemantauan risiko"]


def test_long_and_short_names_are_one() -> None:
    best = suggest(indicator(9), read_regulation([REGULATION]))[0]
    assert best.quote[slice(*best.marks[0])] == "Audit Teknologi Informasi dan Komunikasi"


def test_short_forms_of_the_document_itself() -> None:
    index = index_articles(read_regulation([REGULATION]))
    assert index.stems("Pusat Layanan Terpadu") == index.stems("PLT")
    assert index.stems("Pusat Lain Terpadu") != index.stems("PLT")


def test_short_forms_without_a_long_form() -> None:
    text = "Pasal 1\n(Nama) yang selanjutnya disingkat ABC. Dinas yang selanjutnya disebut DKI."
    index = index_articles(read_regulation([text]))
    assert index.stems("dinas") != index.stems("DKI")


def test_a_condition_turns_the_quote() -> None:
    text = """Pasal 1
(1) Manajemen risiko menjaga keberlangsungan.
(2) Manajemen risiko dilaporkan kepada inspektorat setiap triwulan.
Pasal 2
Lain."""
    levels = list(indicator(21).levels)
    levels[1] = replace(
        levels[1], conditions=("Keberlangsungan dijaga", "Laporan triwulan kepada inspektorat")
    )
    asked = replace(indicator(21), levels=tuple(levels))
    passages = read_regulation([text])
    clauses = [
        suggest(asked, passages, level=2, condition=condition)[0].clause for condition in (1, 2)
    ]
    assert clauses == ["ayat (1)", "ayat (2)"]
    assert suggest(asked, passages, level=2)[0].article == "Pasal 1"


def test_long_clauses_are_shortened_around_the_match() -> None:
    text = (
        f"Pasal 1\n{'Uraian umum yang panjang. ' * 40}Manajemen risiko wajib. {'Lanjutan. ' * 90}"
    )
    best = suggest(indicator(21), read_regulation([text]))[0]
    assert best.quote.startswith("…")
    assert best.quote.endswith("…")
    assert len(best.quote) <= 302
    assert "Manajemen risiko" in {best.quote[start:end] for start, end in best.marks}


def test_long_list_keeps_its_beginning() -> None:
    letters = "\n".join(f"{chr(97 + n)}. penilaian risiko pada unit kerja lain;" for n in range(20))
    best = suggest(indicator(21), read_regulation([f"Pasal 1\nManajemen risiko:\n{letters}"]))[0]
    assert best.quote.startswith("Manajemen risiko: a. penilaian risiko")
    assert all(0 <= start < end <= len(best.quote) - 1 for start, end in best.marks)


def test_articles_go_before_annexes() -> None:
    text = """Pasal 1
Manajemen risiko dilakukan oleh dinas.
Pasal 2
Lain.
LAMPIRAN
PERATURAN BUPATI
BAB I
PENDAHULUAN
A. Manajemen Risiko
Manajemen risiko dilakukan oleh dinas."""
    first, second = suggest(indicator(21), read_regulation([text]))[:2]
    assert (first.article, first.annex) == ("Pasal 1", None)
    assert (second.article, second.annex) == (None, "Lampiran Bab I huruf A")


def test_documents_without_articles() -> None:
    pages = ["Notula rapat biasa.", "Laporan manajemen risiko dan penilaian risiko.", "Penutup."]
    best = suggest(indicator(21), read_regulation(pages))[0]
    assert (best.article, best.page) == (None, 2)


def test_no_more_than_asked_for() -> None:
    passages = read_regulation([REGULATION])
    assert len(suggest(indicator(21), passages, top=2)) == 2
    assert suggest(indicator(21), passages, top=0) == ()


@pytest.mark.parametrize("text", ["", "Zzz qqq.", "1234 5678", "Pasal 1\nPasal 2"])
def test_nothing_to_suggest(text: str) -> None:
    assert suggest(indicator(21), read_regulation([text])) == ()


def test_an_indicator_without_keywords() -> None:
    bare = replace(indicator(21), keywords=(), short_name="SPBE")
    assert suggest(bare, read_regulation([REGULATION])) == ()


def test_one_index_serves_many_indicators() -> None:
    passages = read_regulation([REGULATION])
    index = index_articles(passages)
    for number in (3, 9, 21):
        assert suggest_from(indicator(number), index) == suggest(indicator(number), passages)
