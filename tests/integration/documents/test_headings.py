import pytest

from assessment.documents.headings import (
    Heading,
    annex_line,
    article_line,
    clause_line,
    dictum_line,
    heading_line,
    is_open,
    roman_article,
    section_line,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Pasal 5", 5), ("PASAL 12", 12), ("Pasal5", 5), ("Pasal 7.", 7), ("P a s a l 1 2", 12),
        ("Pasal l0", 10), ("Pasal lO", 10), ("Pasal S", 5), ("Pasa1 7", 7), ("PasaI 8", 8),
        ("Psal 8", 8), ("Pas al 9", 9), ("Paaal 3", 3), ("Pasal B", 8),
    ],
)  # fmt: skip
def test_numbers_of_articles(text: str, number: int) -> None:
    line = article_line(text)
    assert line is not None
    assert (number, "") in line.readings


def test_suffix_or_misread_digit() -> None:
    line = article_line("Pasal 10B")
    assert line is not None
    assert line.readings == ((10, "B"), (108, ""))


def test_suffix_behind_a_misread_digit() -> None:
    line = article_line("Pasal SA")
    assert line is not None
    assert line.readings == ((5, "A"),)


@pytest.mark.parametrize(
    ("text", "label"), [("Pasal I", "Pasal I"), ("PasaI lI", "Pasal II"), ("Pasal 1", None)]
)
def test_articles_of_amendments(text: str, label: str | None) -> None:
    assert roman_article(text) == label


@pytest.mark.parametrize("text", ["Pasal zg", "Pasal"])
def test_number_that_cannot_be_read(text: str) -> None:
    line = article_line(text)
    assert line is not None
    assert line.readings == ()


def test_what_follows_the_number() -> None:
    line = article_line("Pasal 4 Dinas wajib melapor.")
    assert line is not None
    assert line.rest == "Dinas wajib melapor."


@pytest.mark.parametrize(
    "text",
    ["Pasal demi pasal", "Pasaman 5", "Pusat 5 data", "Setiap 1 orang",
     "Psal 5 ayat (1)", "Tahun 2024", "", "pasal tersebut"],
)  # fmt: skip
def test_what_heads_no_article(text: str) -> None:
    assert article_line(text) is None


@pytest.mark.parametrize(
    ("text", "depth", "label", "title"),
    [
        ("BAB IV", 0, "BAB IV", ""),
        ("BAB VI PROSES SPBE", 0, "BAB VI", "PROSES SPBE"),
        ("BAB l", 0, "BAB I", ""),
        ("Bgian Ketiga", 1, "Bagian Ketiga", ""),
        ("BAGIAN KEDUA", 1, "Bagian KEDUA", ""),
        ("Bagian Keenam belas Integrasi Layanan", 1, "Bagian Keenam belas", "Integrasi Layanan"),
        ("Paragraf 2", 2, "Paragraf 2", ""),
    ],
)
def test_headings(text: str, depth: int, label: str, title: str) -> None:
    assert heading_line(text) == (depth, Heading(label, title))


@pytest.mark.parametrize(
    "text",
    ["Bagian Organisasi Sekretariat Daerah", "BABAK baru", "bab ini mengatur", "Paragraf pembuka",
     "Bagian Kedua dan Bagian Ketiga tentang", f"BAB IV {'panjang ' * 30}"],
)  # fmt: skip
def test_what_is_no_heading(text: str) -> None:
    assert heading_line(text) is None


@pytest.mark.parametrize(
    ("text", "number"), [("(1) a", 1), ("( 2 ) b", 2), ("(4).c", 4), ("{3) d", 3), ("(l) e", 1)]
)
def test_clauses(text: str, number: int) -> None:
    found = clause_line(text)
    assert found is not None
    assert found[0] == number


@pytest.mark.parametrize("text", ["(satu) hari", "1) angka", "ayat (1)", "(123) x", "()"])
def test_what_is_no_clause(text: str) -> None:
    assert clause_line(text) is None


@pytest.mark.parametrize(
    ("text", "following", "label"),
    [
        ("LAMPIRAN", "PERATURAN WALI KOTA", "Lampiran"),
        ("LAMPIRAN II PERATURAN BUPATI", "NOMOR 1", "Lampiran II"),
        ("Lampiran I :", "KEPUTUSAN BUPATI", "Lampiran I"),
        ("PENJELASAN", "ATAS", "Penjelasan"),
        ("P E N J E L A S A N", "ATAS", "Penjelasan"),
    ],
)
def test_annexes(text: str, following: str, label: str) -> None:
    assert annex_line(text, following) == label


@pytest.mark.parametrize(
    ("text", "following"),
    [("Lampiran II yang merupakan bagian", "tidak terpisahkan"), ("LAMPIRAN", "daftar"),
     ("PENJELASAN", "1 Konsep kebijakan")],
)  # fmt: skip
def test_what_begins_no_annex(text: str, following: str) -> None:
    assert annex_line(text, following) is None


def test_sections_and_decisions() -> None:
    assert section_line("B. Tujuan") == ("B", "Tujuan")
    assert section_line("b. tujuan") is None
    assert dictum_line("KEDUA : Tim bertugas:") == ("Diktum KEDUA", "Tim bertugas:")
    assert dictum_line("Kedua : hal lain") is None


@pytest.mark.parametrize(
    "text", ["dimaksud dalam", "pada ayat (1) dan", "sesuai ketentuan ayat", "ketentuan", "dan"]
)
def test_open_ends(text: str) -> None:
    assert is_open(text)


@pytest.mark.parametrize("text", ["c. kegiatan; dan", "selesai.", "a. satu, dan", "Dan"])
def test_closed_ends(text: str) -> None:
    assert not is_open(text)
