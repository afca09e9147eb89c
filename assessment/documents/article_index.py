"""The articles of a document as stems, ready to be ranked for any indicator."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import log

from assessment.documents.regulation import Passage
from assessment.documents.stemming import stem
from assessment.documents.text import Word, words

_NAMED_SHORT = re.compile(
    r",?\s+yang\s+selanjutnya\s+(?:disingkat|disebut)\s+(?:dengan\s+)?([A-Z][A-Za-z]*[A-Z])\b"
)
_LONG_FORM = re.compile(r"[^,;:.()]+$")
_MOST_OF_A_LONG_FORM = 90
# Every office writes these both ways, defined or not.
_SHORT_FORMS = (
    ("sistem pemerintahan berbasis elektronik", "spbe"),
    ("teknologi informasi dan komunikasi", "tik"),
    ("sumber daya manusia", "sdm"),
    ("standar operasional prosedur", "sop"),
)
_SECTION = re.compile(r"huruf [A-Z]$")
_OPENING = 200  # signs in which an article says what it is about
_DEFINES = re.compile(r"yang\s+dimaksud(?:kan)?\s+dengan\b", re.IGNORECASE)
_FRAMES = re.compile(
    r"\b(?:ketentuan\s+(?:umum|penutup|peralihan|lain)|ruang\s+lingkup|maksud|asas|prinsip"
    r"|pendanaan|pembiayaan)",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\bruang\s+lingkup\b.{0,80}\b(?:meliputi|mencakup)|\bmulai\s+berlaku\b", re.IGNORECASE
)
_NAME = 8  # words of a letter that only names something
HALF, QUARTER = 0.5, 0.25  # all that is weighed by hand
# They name every topic and rule none.
_DEFINITIONS, _FRAME, _ANNEX, _PREAMBLE = QUARTER, HALF, HALF, QUARTER

Stems = tuple[str, ...]
ShortForms = Mapping[str, Sequence[tuple[Stems, str]]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article, or a passage outside of any, as stems.

    ``worth`` is below 1 where the text names topics without ruling them: definitions, scope,
    lists of names, closing provisions, preamble, annexes.
    """

    passages: tuple[Passage, ...]
    heading: Stems
    body: Stems
    worth: float


@dataclass(frozen=True)
class ArticleIndex:
    """All articles of a document, and where each stem occurs in them."""

    articles: tuple[Article, ...]
    postings: Mapping[str, Mapping[int, Sequence[int]]]
    headed: Mapping[str, frozenset[int]]
    short_forms: ShortForms

    def stems(self, text: str) -> Stems:
        """The stems of a text, long names replaced by the short forms of this document."""
        return tuple(word.text for word in stems_of(text, self.short_forms))

    def occurrences(self, phrase: Stems) -> dict[int, tuple[int, int]]:
        """By article, how often the phrase stands in its body and in its heading."""
        found: dict[int, tuple[int, int]] = {}
        first, size = phrase[0], len(phrase)
        bodies = self.postings.get(first, {})
        for number in {*bodies, *self.headed.get(first, ())}:
            article = self.articles[number]
            body = sum(
                article.body[place : place + size] == phrase for place in bodies.get(number, ())
            )
            heading = sum(
                article.heading[place : place + size] == phrase
                for place in range(len(article.heading) - size + 1)
            )
            if body or heading:
                found[number] = body, heading
        return found

    def rarity(self, found: int) -> float:
        """What a term is worth that occurs in so many of the articles."""
        return log(1 + (len(self.articles) - found + 0.5) / (found + 0.5))


def index_articles(passages: Sequence[Passage]) -> ArticleIndex:
    """Gather the passages into articles and note where each stem occurs."""
    forms = _short_forms(passages)
    ruled = any(passage.article for passage in passages)
    articles = tuple(
        _article(tuple(group), forms, ruled=ruled) for _, group in groupby(passages, _belongs_to)
    )
    postings: dict[str, dict[int, list[int]]] = {}
    headed: dict[str, set[int]] = {}
    for number, article in enumerate(articles):
        for place, term in enumerate(article.body):
            postings.setdefault(term, {}).setdefault(number, []).append(place)
        for term in article.heading:
            headed.setdefault(term, set()).add(number)
    frozen = {term: frozenset(numbers) for term, numbers in headed.items()}
    return ArticleIndex(articles, postings, frozen, forms)


def stems_of(text: str, forms: ShortForms) -> list[Word]:
    """The stems of a text with their places, long names replaced by their short forms."""
    plain = [Word(stem(word.text), word.start, word.end) for word in words(text)]
    found: list[Word] = []
    place = 0
    while place < len(plain):
        size, term = _short_form(plain, place, forms)
        found.append(Word(term, plain[place].start, plain[place + size - 1].end))
        place += size
    return found


def _short_form(plain: Sequence[Word], place: int, forms: ShortForms) -> tuple[int, str]:
    first = plain[place].text
    for long, short in forms.get(first, ()):
        if tuple(word.text for word in plain[place : place + len(long)]) == long:
            return len(long), short
    return 1, first


def _belongs_to(passage: Passage) -> object:
    """Articles and lettered sections of annexes are whole; other passages stand alone."""
    if passage.article or _SECTION.search(passage.annex or ""):
        return passage.annex, passage.article
    return passage


def _article(passages: tuple[Passage, ...], forms: ShortForms, *, ruled: bool) -> Article:
    heading = passages[0].headings[-1].title if passages[0].headings else ""
    text = " ".join(passage.text for passage in passages)
    return Article(
        passages,
        tuple(word.text for word in stems_of(heading, forms)),
        tuple(word.text for word in stems_of(text, forms)),
        _worth(passages[0], text[:_OPENING], ruled=ruled) * (_FRAME if _lists(passages) else 1.0),
    )


def _worth(first: Passage, opening: str, *, ruled: bool) -> float:
    if first.annex:
        return _ANNEX
    if first.article is None:
        return _PREAMBLE if ruled else 1.0
    if _DEFINES.search(opening):
        return _DEFINITIONS
    chapter = first.headings[0].title if first.headings else ""
    return _FRAME if _SCOPE.search(opening) or _FRAMES.match(chapter) else 1.0


def _lists(passages: Sequence[Passage]) -> bool:
    """Whether most of an article is a list of names, as the general articles of a chapter."""
    lengths = [(len(passage.text.split()), passage.letter) for passage in passages]
    named = sum(length for length, letter in lengths if letter and length <= _NAME)
    return 2 * named > sum(length for length, _ in lengths)


def _short_forms(passages: Iterable[Passage]) -> ShortForms:
    """Short forms by the first stem of the long form, the longest long form first."""
    pairs = list(_SHORT_FORMS)
    for passage in passages:
        for match in _NAMED_SHORT.finditer(passage.text):
            before = passage.text[max(0, match.start() - _MOST_OF_A_LONG_FORM) : match.start()]
            if named := _LONG_FORM.search(before):
                pairs.append((named[0], match[1]))
    found = {
        tuple(stem(word.text) for word in words(long)): stem(short.lower()) for long, short in pairs
    }
    forms: dict[str, list[tuple[Stems, str]]] = {}
    for long in sorted(found, key=len, reverse=True):
        if len(long) > 1:
            forms.setdefault(long[0], []).append((long, found[long]))
    return forms
