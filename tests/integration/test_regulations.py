"""Real regulations beside the project: every article, and the right one for an indicator."""

import json
from pathlib import Path

import pypdfium2
import pytest

from assessment.documents.regulation import Passage, read_regulation
from tests.builders import official_instrument
from tests.integration.documents.suggestions import suggest

# Counted by hand in the texts: the last article, which of them have clauses and how many.
ARTICLES = {
    "metro-31-2024.txt": (39, {3: 3, 4: 7, 5: 4, 6: 4, 10: 7, 12: 8, 13: 8, 16: 6, 28: 8, 32: 7}),
    "pasuruan-24-2021.txt": (27, {3: 8, 5: 7, 6: 4, 8: 3, 13: 7, 14: 5, 19: 6, 21: 5, 24: 4}),
    "makassar-draft-2022.txt": (59, {4: 9, 10: 10, 15: 10, 18: 8, 25: 10, 48: 6, 51: 12, 56: 5}),
}
WITHOUT_CLAUSES = {
    "metro-31-2024.txt": {1, 2, 23, 39},
    "pasuruan-24-2021.txt": {1, 12, 25, 26, 27},
    "makassar-draft-2022.txt": {1, 2, 3, 5, 7, 13, 37, 58, 59},
}
DEFINITIONS = {"metro-31-2024.txt": 29, "pasuruan-24-2021.txt": 37, "makassar-draft-2022.txt": 43}


def read(shared: Path, name: str) -> tuple[Passage, ...]:
    return read_regulation([(shared / "data/regulations" / name).read_text(encoding="utf-8")])


def clauses(passages: tuple[Passage, ...], article: int) -> list[str]:
    found = (entry.clause for entry in passages if entry.article == f"Pasal {article}")
    return list(dict.fromkeys(clause for clause in found if clause))


@pytest.mark.parametrize("name", ARTICLES)
def test_every_article_and_none_besides(shared: Path, name: str) -> None:
    found = dict.fromkeys(entry.article for entry in read(shared, name) if entry.article)
    last, _ = ARTICLES[name]
    assert list(found) == [f"Pasal {number}" for number in range(1, last + 1)]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_clause(shared: Path, name: str) -> None:
    passages = read(shared, name)
    last, counted = ARTICLES[name]
    for article, count in counted.items():
        assert clauses(passages, article) == [f"ayat ({n})" for n in range(1, count + 1)], article
    bare = {number for number in range(1, last + 1) if not clauses(passages, number)}
    assert bare == WITHOUT_CLAUSES[name]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_definition(shared: Path, name: str) -> None:
    letters = [entry.letter for entry in read(shared, name) if entry.article == "Pasal 1"]
    assert letters[1:] == [f"angka {number}" for number in range(1, DEFINITIONS[name] + 1)]


def test_misspelt_and_wrapped_headings(shared: Path) -> None:
    (first,) = {
        entry.headings
        for entry in read(shared, "pasuruan-24-2021.txt")
        if entry.article == "Pasal 7"
    }
    assert [heading.title for heading in first] == ["TATA KELOLA SPBE", "Data dan Informasi"]
    (second,) = {
        entry.headings for entry in read(shared, "metro-31-2024.txt") if entry.article == "Pasal 17"
    }
    assert second[-1].title == "Aplikasi Khusus"


def test_pages_of_a_ministry_regulation(shared: Path) -> None:
    with pypdfium2.PdfDocument(shared / "data/official/permenpanrb-59-2020.pdf") as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    passages = read_regulation(pages)
    begins = {entry.article: entry.page for entry in reversed(passages) if entry.article}
    assert begins == {
        f"Pasal {number}": page
        for number, page in enumerate((2, 4, 5, 5, 5, 6, 6, 6, 7, 7, 7, 7), start=1)
    }
    assert passages[-1].annex == "Lampiran I Bab IV"


def test_sections_of_the_annex(shared: Path) -> None:
    labels = {entry.annex for entry in read(shared, "makassar-draft-2022.txt")}
    assert {f"Penjelasan Bab II huruf {letter}" for letter in "ABCDEFGHIJ"} <= labels


@pytest.mark.parametrize("number", [1, 4, 9, 21, 28, 31])
def test_right_article_first(shared: Path, number: int) -> None:
    folder = shared / "data/regulations"
    cited = json.loads((folder / "citations.json").read_text(encoding="utf-8"))["citations"]
    passages = read(shared, "metro-31-2024.txt")
    best = suggest(official_instrument().indicator(number), passages)[0]
    assert best.article in {f"Pasal {entry['pasal']}" for entry in cited[str(number)]["metro"]}
