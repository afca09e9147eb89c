"""Structure and suggestions in layouts that nobody has seen: see `invented`."""

import pytest

from assessment.documents.regulation import Passage, read_regulation
from tests.builders import official_instrument
from tests.integration.documents.invented import (
    BUILDERS,
    TOPICS,
    Builder,
    amendment,
    blurred,
    clauses_of,
    scanned,
)
from tests.integration.documents.suggestions import suggest

WIDTHS = range(20, 101, 3)
ASKED = {
    5: "pusat data", 6: "jaringan intra", 8: "keamanan informasi", 21: "manajemen risiko",
    24: "manajemen aset", 26: "manajemen pengetahuan", 27: "manajemen perubahan",
}  # fmt: skip


def articles(passages: tuple[Passage, ...], annex: str | None = None) -> list[str]:
    found = (entry.article for entry in passages if entry.annex == annex)
    return list(dict.fromkeys(article for article in found if article))


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("width", WIDTHS)
def test_every_article_and_no_phantom(build: Builder, width: int) -> None:
    invented = build(width)
    passages = read_regulation(invented.pages)
    assert articles(passages) == list(invented.articles)
    for article, count in invented.articles.items():
        clauses = [
            entry.clause
            for entry in passages
            if entry.article == article and entry.annex is None and entry.clause
        ]
        assert clauses == [f"ayat ({number})" for number in range(1, count + 1)], article


@pytest.mark.parametrize("build", [build for build in BUILDERS if build is not amendment])
@pytest.mark.parametrize("width", [24, 60, 95])
def test_no_word_of_a_clause_is_lost(build: Builder, width: int) -> None:
    passages = read_regulation(build(width).pages)
    for number, subject in enumerate(TOPICS, start=1):
        found = [
            entry.text
            for entry in passages
            if entry.article == f"Pasal {number}" and entry.clause and entry.annex is None
        ]
        wanted = clauses_of(number, subject)[: number % 4]
        assert [text[: len(whole)] for text, whole in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("width", WIDTHS)
def test_an_amendment_explains_the_articles_that_it_has(width: int) -> None:
    invented = amendment(width)
    passages = read_regulation(invented.pages)
    assert articles(passages, "Penjelasan") == invented.explained
    assert articles(passages, "Lampiran I") == []


@pytest.mark.parametrize("build", [build for build in BUILDERS if build is not amendment])
@pytest.mark.parametrize("width", [40, 80])
def test_the_article_of_a_topic_comes_first(build: Builder, width: int) -> None:
    passages = read_regulation(build(width).pages)
    found = {
        number: suggest(official_instrument().indicator(number), passages)[0].article
        for number in ASKED
    }
    assert found == {number: f"Pasal {TOPICS.index(topic) + 1}" for number, topic in ASKED.items()}


@pytest.mark.parametrize("build", BUILDERS)
def test_misread_signs_cost_few_articles(build: Builder) -> None:
    there = found = phantoms = 0
    for seed in range(12):
        invented = build(30 + 5 * seed)
        read = articles(read_regulation(blurred(invented.pages, 0.005, seed)))
        there += len(invented.articles)
        found += len(set(read) & set(invented.articles))
        phantoms += len(set(read) - set(invented.articles))
    assert found >= 0.98 * there
    assert phantoms <= 0.002 * there


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("gone", [2, 3, 4])
def test_a_missing_page_takes_only_its_own(build: Builder, gone: int) -> None:
    invented = build(60)
    begun = {
        entry.article: entry.page
        for entry in reversed(read_regulation(invented.pages))
        if entry.article and entry.annex is None
    }
    del invented.pages[gone - 1]
    left = articles(read_regulation(invented.pages))
    lost = [article for article in invented.articles if article not in left]
    assert left == [article for article in invented.articles if article not in lost]
    # The last heading of the page may have its text on the next.
    assert {begun[article] for article in lost} <= {gone, gone + 1}


def test_heads_feet_and_catchwords_are_no_text() -> None:
    texts = " ".join(entry.text for entry in read_regulation(scanned(60).pages))
    assert "jdih" not in texts
    assert "..." not in texts
    assert "- 4 -" not in texts
