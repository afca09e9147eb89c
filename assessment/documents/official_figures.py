"""What stands at the head of an official result: institution, year, indices and grade."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

from assessment.documents.page_words import PlacedWord, Row, WordPage, row_text
from assessment.documents.text import fold
from assessment.domain.identity import Cycle, InstitutionKind
from indicators.outline import Outline

_FIGURE = re.compile(r"\(?(\d[.,]\d{1,2})\)?")
_COLUMN = 14.0
_MOST_COLUMNS = 3  # more are a table of averages
_LONGEST_TITLE = 12  # words
_VALUE_SIDE = 40.0  # points that the grade may begin left of the index that it belongs to
_TITLED_YEAR = re.compile(r"\btahun (20\d\d)$")
_ANY_YEAR = re.compile(r"(?<!\d )\btahun (20\d\d)\b")
_HEADING = re.compile(r"indeks spbe\W+(?=\w)")
_DASH = {"-", "–", "—", ":"}
_FIGURES_TITLE = re.compile(r"\bnama indeks\b|^indeks\b.*\bnilai\b|^nilai indeks\b")
_MONITORING = re.compile(r"^(?:laporan hasil )?pemantauan\b(?!.*\bdan evaluasi\b)")
_SMALL = {"dan", "dan/atau", "untuk", "serta"}
_SHORTHAND = {"dki", "di", "ri", "tni", "kpk", "ppatk", "panrb", "tvri", "rri"}
_KINDS = (
    ("kementerian", InstitutionKind.MINISTRY),
    ("provinsi", InstitutionKind.PROVINCE),
    ("kabupaten", InstitutionKind.REGENCY),
    ("kab.", InstitutionKind.REGENCY),
    ("kota", InstitutionKind.CITY),
    ("badan", InstitutionKind.AGENCY),
    ("lembaga", InstitutionKind.AGENCY),
    ("arsip", InstitutionKind.AGENCY),
    ("perpustakaan", InstitutionKind.AGENCY),
    ("istimewa", InstitutionKind.PROVINCE),
    ("aceh", InstitutionKind.PROVINCE),
)
_GUESSED = {InstitutionKind.AGENCY, InstitutionKind.OTHER}  # named alike, and any name at all


@dataclass(frozen=True, slots=True)
class Figures:
    """The printed indices: total, domains, aspects; all None where they were not found whole."""

    headline: Decimal | None
    index: Decimal | None
    domains: tuple[Decimal | None, ...]
    aspects: tuple[Decimal | None, ...]
    grade: str
    institution: str
    page: int | None


def find_year(rows: Iterable[Row]) -> tuple[int | None, bool]:
    """The year of the report, and whether most of its titles say so.

    Without titles it is the year that the report speaks of most often.
    """
    lines = [fold(row_text(row)) for row in rows]
    titled = [
        match[1]
        for line in lines
        if len(line.split()) <= _LONGEST_TITLE and (match := _TITLED_YEAR.search(line))
    ]
    titles = Counter(year for year in titled)
    years = titles or Counter(year for line in lines for year in _ANY_YEAR.findall(line))
    if not years:
        return None, False
    (year, most), *others = years.most_common(2)
    return int(year), bool(titles) and all(count < most for _, count in others)


def find_cycle(rows: Iterable[Row]) -> Cycle:
    """Whether a title speaks of monitoring alone."""
    titles = (fold(row_text(row)) for row in rows if len(row) <= _LONGEST_TITLE)
    monitored = any(_MONITORING.search(title) and "tahun" in title for title in titles)
    return Cycle.MONITORING if monitored else Cycle.EVALUATION


def find_figures(pages: Sequence[WordPage], outline: Outline, year: int) -> Figures:
    """The table of indices with what stands above it."""
    count = 1 + sum(1 + len(domain.aspects) for domain in outline.domains)
    for number, page in enumerate(pages, start=1):
        for row in page.rows:
            if _FIGURES_TITLE.search(fold(row_text(row))):
                title = [word for word in row if word.text == str(year)]
                values = _column(page, row[0].base, count, title)
                if values:
                    return _figures(page, row[0].base, values, outline, number)
    blank = (None,)
    return Figures(
        None, None, blank * len(outline.domains), blank * len(outline.aspects), "", "", None
    )


def _column(
    page: WordPage, base: float, count: int, title: Sequence[PlacedWord]
) -> tuple[Decimal, ...]:
    """The figures below a title: of the column under its year, or of the only one."""
    below = [word for row in page.rows for word in row if word.base < base]
    columns: list[list[PlacedWord]] = []
    for word in sorted((word for word in below if _value(word)), key=lambda word: word.left):
        if not columns or word.left - columns[-1][0].left > _COLUMN:
            columns.append([])
        columns[-1].append(word)
    whole = [column for column in columns if len(column) >= count]
    if not whole or len(whole) > _MOST_COLUMNS or (len(whole) > 1 and not title):
        return ()
    if len(whole) > 1:
        whole.sort(key=lambda column: abs(column[0].left - title[0].left))
    chosen = sorted(whole[0], key=lambda word: -word.base)[:count]
    return tuple(value for word in chosen if (value := _value(word)) is not None)


def _value(word: PlacedWord) -> Decimal | None:
    match = _FIGURE.fullmatch(word.text)
    return Decimal(match[1].replace(",", ".")) if match else None


def _figures(
    page: WordPage, base: float, values: Sequence[Decimal], outline: Outline, number: int
) -> Figures:
    rest = iter(values)
    index = next(rest)
    domains: list[Decimal] = []
    aspects: list[Decimal] = []
    for domain in outline.domains:
        domains.append(next(rest))
        aspects.extend(islice(rest, len(domain.aspects)))
    above = [row for row in page.rows if row[0].base > base]
    headline = next((word for row in above for word in row if _value(word)), None)
    edge = headline.left - _VALUE_SIDE if headline else float("inf")
    beside = " ".join(word.text for row in above for word in row if word.left >= edge)
    return Figures(
        headline=_value(headline) if headline else None,
        index=index,
        domains=tuple(domains),
        aspects=tuple(aspects),
        grade=_grade(beside, page, outline),
        institution=_institution(above, edge),
        page=number,
    )


def _grade(beside: str, page: WordPage, outline: Outline) -> str:
    """The grade beside the index; else the one in brackets, or behind its name, on the page."""
    whole = " ".join(row_text(row) for row in page.rows)
    names = sorted((grade.name for grade in outline.grades), key=len, reverse=True)
    choice = "|".join(re.escape(name) for name in names)
    for pattern, text in (
        (rf"\b({choice})\b", beside),
        (rf"\(\s*({choice})\s*\)", whole),
        (rf"\bpredikat\W{{0,3}}({choice})\b", whole),
    ):
        if match := re.search(pattern, text, re.IGNORECASE):
            return next(name for name in names if name.casefold() == match[1].casefold())
    return ""


def _institution(above: Sequence[Row], edge: float) -> str:
    """What follows ``INDEKS SPBE`` up to the next title, without what belongs to the index."""
    words: list[str] = []
    for row in above:
        text = fold(row_text(row))
        kept = [word.text for word in row if word.left < edge]
        if words and _FIGURES_TITLE.search(text):
            break
        if words:
            words += kept
        elif _HEADING.match(fold(" ".join(kept))):
            words = kept[2:]
            while words and words[0] in _DASH:
                del words[0]
    return " ".join(words)


def spelled(name: str, text: str) -> str:
    """A name in capitals as the text writes it elsewhere, else with capitals at word beginnings."""
    if not name.isupper():
        return name
    pattern = r"\s+".join(re.escape(word) for word in name.split())
    written = Counter(
        " ".join(match.split())
        for match in re.findall(rf"\b{pattern}\b", text, re.IGNORECASE)
        if all(word[0].isupper() or word in _SMALL for word in match.split())
        and not match.isupper()
    )
    return written.most_common(1)[0][0] if written else " ".join(map(_word, name.split()))


def _word(word: str) -> str:
    small = word.lower()
    if small in _SMALL:
        return small
    return word if small in _SHORTHAND else "-".join(p.capitalize() for p in word.split("-"))


def kind_of(name: str) -> tuple[InstitutionKind, bool]:
    """What an institution is by its name, and whether the name leaves no doubt."""
    words = fold(name).split()
    kind = next((kind for word, kind in _KINDS if word in words), InstitutionKind.OTHER)
    return kind, kind not in _GUESSED
