"""One adapter, many indicators: documents are read once."""

from functools import partial
from unittest.mock import Mock

import pytest

from assessment.documents import suggesting
from assessment.documents.regulation import read_regulation
from assessment.documents.suggesting import ArticleSuggester
from tests.builders import official_instrument

TEXTS = [f"Pasal 1\nManajemen risiko dilakukan di tempat {n}.\nPasal 2\nLain." for n in range(12)]


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Mock:
    spy = Mock(wraps=read_regulation)
    monkeypatch.setattr(suggesting, "read_regulation", spy)
    return spy


def test_the_next_indicator_reads_nothing_anew(reads: Mock) -> None:
    suggester = ArticleSuggester()
    ask = partial(suggester.suggest, level=None, condition=None, top=3)
    for number in (1, 21, 28):
        for text in TEXTS:
            ask(official_instrument().indicator(number), [text])
    assert suggester.article_at([TEXTS[0]], 1, "Manajemen risiko") == "Pasal 1"
    assert reads.call_count == len(TEXTS)


def test_other_content_is_read_and_answered_anew(reads: Mock) -> None:
    suggester = ArticleSuggester()
    for text in ("Pasal 1\nArsitektur.", "Pasal 1\nLain.\nPasal 2\nArsitektur."):
        suggester.article_at([text], 1, "Arsitektur")
    assert suggester.article_at(["Pasal 1\nLain.\nPasal 2\nArsitektur."], 1, "Arsitektur") == (
        "Pasal 2"
    )
    assert reads.call_count == 2


def test_little_is_kept(reads: Mock) -> None:
    suggester = ArticleSuggester()
    pages = [[f"Pasal 1\nIsi {number}."] for number in range(100)]
    for page in [*pages, pages[0]]:
        suggester.article_at(page, 1, "Isi")
    assert reads.call_count == 101
