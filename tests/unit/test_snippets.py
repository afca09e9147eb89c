"""What is typed into a search, and the part of a page that is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.storage.snippets import expression, snippet, terms_of


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("arsitektur SPBE", '"arsitektur"* "spbe"*'),
        ('"peta rencana" spbe', '"peta rencana" "spbe"*'),
        ('"peta rencana', '"peta rencana"'),  # still typing
        ("undang-undang", '"undang undang"*'),
        ("kebijakannya", '"kebijakan"*'),
        ("hanya", '"hanya"*'),
        ("Pasal 4 ayat (2)", '"pasal"* "4" "ayat"* "2"'),
        ("AND OR NOT NEAR(x) text:*", '"and"* "or"* "not"* "near x" "text"*'),
        ("résumé", '"resume"*'),
        ("""*"'--;() """, ""),
        ("", ""),
    ],
)
def test_only_words_reach_the_index(typed: str, asked: str) -> None:
    assert expression(terms_of(typed)) == asked


def test_a_long_text_is_cut() -> None:
    assert len(terms_of("kata " * 500)) == 16


def shown(text: str, typed: str) -> tuple[str, list[str]]:
    part, marks = snippet(text, terms_of(typed))
    return part, [part[start:end] for start, end in marks]


def test_marks_lie_on_the_words() -> None:
    text = "Arsitektur SPBE disusun; arsitektur itu ditinjau."
    assert shown(text, "arsitektur spbe") == (text, ["Arsitektur", "SPBE", "arsitektur"])
    assert shown("Résumé rapat", "resume") == ("Résumé rapat", ["Résumé"])
    assert shown("Undang-Undang Dasar", "undang-und") == ("Undang-Undang Dasar", ["Undang-Undang"])


def test_phrases_are_marked_as_one_and_only_whole() -> None:
    text = "peta jalan, peta rencana, peta rencanakan, peta"
    assert shown(text, '"peta rencana"') == (text, ["peta rencana"])


def test_the_part_is_where_most_terms_meet() -> None:
    filler = "lain " * 60
    text = f"keamanan {filler}keamanan informasi dijaga {filler}"
    part, marked = shown(text, "informasi keamanan")
    assert marked == ["keamanan", "informasi"]
    assert part.startswith("…lain")
    assert part.endswith("lain…")
    assert len(part.split()) == 30


def test_a_page_without_the_words_shows_its_beginning() -> None:
    assert shown("", "kata") == ("", [])
    assert shown("satu dua", "kata") == ("satu dua", [])


@given(st.text(), st.text())
def test_marks_never_leave_the_snippet(text: str, typed: str) -> None:
    part, marks = snippet(text, terms_of(typed))
    places = [place for mark in marks for place in mark]
    assert places == sorted(places)
    assert all(0 <= place <= len(part) for place in places)
