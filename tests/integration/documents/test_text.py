import pytest

from assessment.documents.text import (
    clean_lines,
    fold,
    is_catchword,
    is_page_number,
    join_lines,
    words,
)


def texts(*pages: str) -> list[str]:
    return [line.text for line in clean_lines(pages)]


@pytest.mark.parametrize(
    "line",
    ["Bagian...", "4. Undang-Undang ...", "(2) Dinas . . .", "Pasal 5…", "c. dokumen ...",
     "(4).Reviu..."],
)  # fmt: skip
def test_catchwords(line: str) -> None:
    assert is_catchword(line)


@pytest.mark.parametrize(
    "line",
    ["Setiap orang wajib melapor.", "Pasal 5", "kata " * 20 + "...",
     "satu dua tiga empat lima enam..."],
)  # fmt: skip
def test_what_is_no_catchword(line: str) -> None:
    assert not is_catchword(line)


@pytest.mark.parametrize("line", ["- 24 -", "8", "Halaman 3 dari 9", "hal. 12", "| 7 |", "3/20"])
def test_page_numbers(line: str) -> None:
    assert is_page_number(line)


@pytest.mark.parametrize("line", ["Pasal 24", "24. Kepala Dinas", "-", "(1)", "12345", ""])
def test_what_is_no_page_number(line: str) -> None:
    assert not is_page_number(line)


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["menye-", "lenggarakan"], "menyelenggarakan"),
        (["perundang-", "undangan"], "perundang-undangan"),
        (["Undang-", "Undang"], "Undang-Undang"),
        (["sebaik-", "baiknya"], "sebaik-baiknya"),
        (["antar-", "Layanan"], "antar-Layanan"),
        (["e-", "mail"], "e-mail"),
        (["tahun 2010-", "2025"], "tahun 2010- 2025"),
        (["satu", "dua"], "satu dua"),
        ([], ""),
    ],
)
def test_hyphens_are_mended(lines: list[str], whole: str) -> None:
    assert join_lines(lines) == whole


def test_signs_of_pdfium_are_mended() -> None:
    assert texts("perundang\ufffeundangan\nmenye\ufffelenggarakan") == [
        "perundang-undangan", "menyelenggarakan",
    ]  # fmt: skip


def test_lines_know_their_page() -> None:
    lines = clean_lines(["satu\n\n", "", "dua\n- 3 -"])
    assert [(line.page, line.text) for line in lines] == [(1, "satu"), (3, "dua")]


def test_running_heads_go() -> None:
    pages = [
        f"WALI KOTA CONTOH\n- {n} -\nisi halaman {chr(96 + n)}\nhalaman {n} naskah"
        for n in range(1, 5)
    ]
    assert texts(*pages) == ["isi halaman a", "isi halaman b", "isi halaman c", "isi halaman d"]


def test_headings_and_lists_are_no_running_heads() -> None:
    pages = ["Pasal 1\n(1) sama\na. sama\nBagian Kedua"] * 4
    assert len(texts(*pages)) == 16


@pytest.mark.parametrize("end", ["perundang-undangan.", "ketentuan dalam Pasal 9 dan"])
def test_sentences_that_end_many_pages_stay(end: str) -> None:
    pages = [f"{chr(96 + n)} awal\nisi\nisi lain\n{end}" for n in range(1, 9)]
    assert texts(*pages).count(end) == 8


def test_a_head_is_one_at_its_edge_alone() -> None:
    pages = [
        f"BUPATI CONTOH\n- {n} -\nIsi {sign}\nBUPATI CONTOH\nLain {sign}\nAkhir {sign}."
        for n, sign in enumerate("abcd", start=1)
    ]
    assert texts(*pages) == [
        line for sign in "abcd"
        for line in (f"Isi {sign}", "BUPATI CONTOH", f"Lain {sign}", f"Akhir {sign}.")
    ]  # fmt: skip


def test_a_head_on_two_pages_may_be_chance() -> None:
    assert len(texts("Kepala\nisi", "Kepala\nlain")) == 4


def test_markup_and_control_signs_go() -> None:
    assert texts("## BAB I\n- a. *server*\n\x00\x01ab\u200bc") == ["BAB I", "a. server", "ab c"]


def test_number_that_the_word_above_awaits_stays() -> None:
    assert texts("Pasal\n10\nisi", "12\nisi") == ["Pasal", "10", "isi", "isi"]


def test_running_heads_between_a_word_and_its_number_go() -> None:
    pages = [f"PRESIDEN\n{number}\nisi {chr(96 + number)}\nPasal" for number in range(1, 5)]
    assert "PRESIDEN" not in texts(*pages)


def test_page_as_running_text() -> None:
    lines = texts("- 2 -\nDinas menye-\nlenggarakan\nSPBE.\n(2) Dinas...")
    assert join_lines(lines) == "Dinas menyelenggarakan SPBE."


def test_words_are_folded_in_place() -> None:
    text = "Évaluasi SPBE, Pasal 10A"
    found = list(words(text))
    assert [word.text for word in found] == ["evaluasi", "spbe", "pasal", "10a"]
    assert text[found[0].start : found[0].end] == "Évaluasi"
    assert fold("ÀÉ") == "ae"
