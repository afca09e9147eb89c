"""Invented regulations with the layouts that scanners and offices make."""

import pytest

from assessment.documents.headings import Heading
from assessment.documents.regulation import Passage, read_regulation


def articles(*pages: str) -> list[str]:
    """The articles of the body, in order."""
    found = (entry.article for entry in read_regulation(pages) if entry.annex is None)
    return list(dict.fromkeys(article for article in found if article))


def numbered(*numbers: int | str) -> list[str]:
    return [f"Pasal {number}" for number in numbers]


def passage(pages: list[str], article: str) -> list[Passage]:
    return [entry for entry in read_regulation(pages) if entry.article == article]


FULL = """WALI KOTA CONTOH
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Wali Kota ini yang dimaksud dengan:
1. Daerah adalah Kota Contoh.
2. Dinas adalah dinas yang mengurus hal ini.
BAB II
TATA KELOLA DAN
PENYELENGGARAAN
Bgian Kesatu
Pusat Data
Paragraf 1
Umum
Pasal 2
(1) Dinas mengelola pusat data sebagaimana dimaksud dalam
Pasal 7 ayat (2) dengan cara:
a. menyediakan;
b. menjaga; dan
c. memulihkan.
(2) Ketentuan sebagaimana dimaksud pada ayat
(1) berlaku bagi semua perangkat daerah.
- 2 -
Pasal 3
Biaya dibebankan pada anggaran.
Ditetapkan di Contoh
pada tanggal 1 Januari 2024
"""


def test_a_passage_knows_its_place() -> None:
    (letter,) = [entry for entry in passage([FULL], "Pasal 2") if entry.letter == "huruf b"]
    assert letter == Passage(
        article="Pasal 2",
        clause="ayat (1)",
        letter="huruf b",
        headings=(
            Heading("BAB II", "TATA KELOLA DAN PENYELENGGARAAN"),
            Heading("Bagian Kesatu", "Pusat Data"),
            Heading("Paragraf 1", "Umum"),
        ),
        annex=None,
        page=1,
        text="menjaga; dan",
    )


def test_clauses_in_order() -> None:
    found = [(entry.clause, entry.letter) for entry in passage([FULL], "Pasal 2")]
    assert found == [
        ("ayat (1)", None), ("ayat (1)", "huruf a"), ("ayat (1)", "huruf b"),
        ("ayat (1)", "huruf c"), ("ayat (2)", None),
    ]  # fmt: skip
    assert passage([FULL], "Pasal 2")[-1].text.endswith(
        "ayat (1) berlaku bagi semua perangkat daerah."
    )


def test_definitions_are_counted() -> None:
    assert [entry.letter for entry in passage([FULL], "Pasal 1")] == [None, "angka 1", "angka 2"]


def test_the_closing_formula_ends_the_last_article() -> None:
    assert [entry.text for entry in passage([FULL], "Pasal 3")] == [
        "Biaya dibebankan pada anggaran."
    ]
    assert read_regulation([FULL])[-1].article is None


def test_clauses_across_pages() -> None:
    pages = [
        "Pasal 1\n(1) Dinas menyeleng-\n(2) Biaya ...",
        "- 2 -\ngarakan layanan.\n(2) Biaya dari anggaran.\nPasal 2...",
        "- 3 -\nPasal 2\nSelesai.",
    ]
    found = [
        (entry.article, entry.clause, entry.page, entry.text) for entry in read_regulation(pages)
    ]
    assert found == [
        ("Pasal 1", "ayat (1)", 1, "Dinas menyelenggarakan layanan."),
        ("Pasal 1", "ayat (2)", 2, "Biaya dari anggaran."),
        ("Pasal 2", None, 3, "Selesai."),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Pasal 1\nSatu.\nPasal\n2\nDua.\nPasal 3\nTiga.", [1, 2, 3]),
        ("Pasal\n1\nSatu.\nPosal\n2\nDua.\nFasal\n3\nTiga.", [1, 2, 3]),
        ("Pasal 17\nSatu.\nPasall8\nDua.\nPasal l9\nTiga.", [17, 18, 19]),
        ("Pasal l\nSatu.\nPasa1 2\nDua.\nPsal 3\nTiga.\nP a s a l 4\nEmpat.", [1, 2, 3, 4]),
        ("Pasal 9\nA.\nPasal lO\nB.\nPasal 1l\nC.\nPasal 12.\nD.", [9, 10, 11, 12]),
        ("Pasal 1\nSatu.\nPasal 2 Dua saja.\nPasal 3 (1) Tiga.", [1, 2, 3]),
        ("Pasal 1\nSatu.\nPasal 2\nPasal 2\nDua.", [1, 2]),
        ("Pasal 1\nSatu.\nPasal 2\nDua.\nPasal zg\nTiga.\nPasal 4\nEmpat.", [1, 2, 3, 4]),
        ("Pasal 1\nSatu.\nPasal 8\nDua.\nPasal 3\nTiga.\nPasal 4\nEmpat.", [1, 2, 3, 4]),
        ("Pasal 4\nSatu.\nPasal 5\nDua.\nPasal 16\nTiga.\nPasal 17\nEmpat.", [4, 5, 16, 17]),
        ("Pasal 7\nA.\nPasal 7A\nB.\nPasal 7B\nC.\nPasal 8\nD.", [7, "7A", "7B", 8]),
        ("Pasal 1\nA.\nPasal 2\nB.\nPasal 1\nC.\nPasal 2\nD.\nPasal 3\nE.", [1, 2, 3]),
        ("Pasal 1\nA.\nPasal 3\nB.\nPasal 2\nC.\nPasal 3\nD.", [1, 2, 3]),
        ("## BAB I\n### Pasal 1\n- (1) Satu.\n\n#### Pasal 2\n\nDua.", [1, 2]),
    ],
)  # fmt: skip
def test_articles_of_nasty_layouts(text: str, found: list[int | str]) -> None:
    assert articles(text) == numbered(*found)


@pytest.mark.parametrize(
    "phantom",
    [
        "sebagaimana dimaksud dalam\nPasal 5\nayat (1) wajib",
        "sebagaimana dimaksud dalam\nPasal 5",
        "berdasarkan\nPasal 18 Undang-Undang Nomor 1",
        "menurut Pasal 9 dan\nPasal 10",
        "Pasal 99\nberdiri sendiri",
        "Pasal 2 ayat (1) huruf a",
        "Pasal 2...",
        "melaksanakan ketentuan\nPasal 2 Peraturan Daerah",
    ],
)
def test_references_are_no_headings(phantom: str) -> None:
    text = f"Pasal 1\nSatu {phantom}\nlanjut.\nPasal 2\nDua.\nPasal 3\nTiga."
    assert articles(text) == numbered(1, 2, 3)


def test_the_preamble_has_no_articles() -> None:
    text = (
        "Mengingat : 1. Undang-Undang Dasar;\nPasal 1\nUndang-Undang Nomor 8;\nPasal 2\n"
        "Undang-Undang Nomor 9;\nM E M U T U S K A N :\nBAB I\nPasal 1\nSatu.\nPasal 2\nDua."
    )
    assert articles(text) == numbered(1, 2)
    assert [entry.text for entry in passage([text], "Pasal 1")] == ["Satu."]


def test_long_line_after_a_heading_is_no_title() -> None:
    (found,) = read_regulation([f"BAB I\n{'Uraian yang panjang sekali. ' * 9}"])
    assert found.headings == (Heading("BAB I", ""),)


def test_a_contents_list_before_the_articles() -> None:
    text = "Daftar isi\nPasal 1 ... 3\nPasal 2 ... 4\nBAB I\nUMUM\nPasal 1\nSatu.\nPasal 2\nDua."
    assert articles(text) == numbered(1, 2)
    assert passage([text], "Pasal 2")[-1].text == "Dua."


def test_page_without_line_breaks() -> None:
    text = (
        "BAB I KETENTUAN UMUM Pasal 1 (1) Dinas mengelola data. (2) Lainnya diatur. "
        f"Pasal 2 Setiap orang wajib. BAB II PENUTUP Pasal 3 Berlaku. {'kata ' * 500}"
    )
    assert articles(text) == numbered(1, 2, 3)


def test_amendments() -> None:
    text = """Pasal I
Beberapa ketentuan diubah sebagai berikut:
1. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:
Pasal 3
(1) Isi baru.
2. Disisipkan 1 (satu) pasal, yakni Pasal 5A:
Pasal 5A
Sisipan.
3. Ketentuan Pasal 27 diubah:
Pasal 27
Isi lain.
Pasal II
Peraturan ini mulai berlaku."""
    assert articles(text) == numbered("I", 3, "5A", 27, "II")


def test_decrees() -> None:
    text = """MEMUTUSKAN:
Menetapkan :
KESATU : Membentuk Tim Koordinasi SPBE.
KEDUA : Tim bertugas:
a. mengarahkan; dan
b. memantau.
Ditetapkan di Contoh"""
    found = read_regulation([text])
    assert articles(text) == ["Diktum KESATU", "Diktum KEDUA"]
    assert [entry.text for entry in found if entry.letter] == ["mengarahkan; dan", "memantau."]


def test_elucidation_repeats_articles() -> None:
    body = "Pasal 1\nSatu.\nPasal 2\nDua."
    annex = "PENJELASAN\nATAS\nPERATURAN\nI. UMUM\nII. PASAL DEMI PASAL"
    text = f"{body}\n{annex}\nPasal 1\nCukup jelas.\nPasal 2\nJelas sekali."
    found = [(entry.annex, entry.article) for entry in read_regulation([text]) if entry.article]
    assert found == [
        (None, "Pasal 1"), (None, "Pasal 2"), ("Penjelasan", "Pasal 1"), ("Penjelasan", "Pasal 2"),
    ]  # fmt: skip


def test_annexes_with_sections() -> None:
    text = """Pasal 1
Satu.
LAMPIRAN II
PERATURAN WALI KOTA
BAB I
PENDAHULUAN
A. Latar Belakang
Uraian panjang.
Pasal 9
B. Tujuan
Uraian lain."""
    labels = dict.fromkeys(entry.annex for entry in read_regulation([text]))
    assert list(labels) == [
        None, "Lampiran II", "Lampiran II Bab I huruf A", "Lampiran II Bab I huruf B",
    ]  # fmt: skip
    assert articles(text) == numbered(1)


def test_text_without_articles() -> None:
    found = read_regulation(["Laporan reviu arsitektur.\nBaris kedua.", "", "Halaman tiga."])
    assert [(entry.article, entry.page, entry.text) for entry in found] == [
        (None, 1, "Laporan reviu arsitektur. Baris kedua."), (None, 3, "Halaman tiga."),
    ]  # fmt: skip


def test_long_text_outside_of_articles_is_parted() -> None:
    found = read_regulation(["\n".join(["Kalimat laporan yang cukup panjang."] * 200)])
    assert len(found) > 3


@pytest.mark.parametrize(
    "pages",
    [[], [""], ["\n\n \t"], ["\x00\x01\x02\x1f" * 1_000], ["- 3 -\n...\n…"]],
)
def test_nothing_to_read(pages: list[str]) -> None:
    assert read_regulation(pages) == ()


@pytest.mark.parametrize(
    "text",
    ["x" * 1_000_000, "Pasal " * 50_000, "(1)" * 50_000, "a-\n" * 20_000, "1 " * 50_000,
     "(((" * 50_000, "Pasal 1\n" * 5_000, "\xff\xfe%PDF" * 20_000, "1. x:\n" * 5_000],
)  # fmt: skip
def test_junk_is_read_in_passing(text: str) -> None:
    assert len(articles(text)) <= 1


def test_ten_thousand_pages() -> None:
    pages = [
        f"- {n} -\nPasal {n}\n(1) Dinas mengelola.\n(2) Lihat Pasal {n}." for n in range(1, 10_000)
    ]
    assert articles(*pages) == numbered(*range(1, 10_000))
