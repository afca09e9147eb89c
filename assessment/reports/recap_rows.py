"""The ranking and the heat map of a round, as rows that a page shows and a reader can check."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment.domain.formatting import index_text, signed_text
from assessment.domain.recap import Entry, Round
from assessment.domain.recap_table import rounded_grade
from assessment.domain.words import INSTITUTION_KINDS, SERIES
from assessment.reports.heat_table import Band, Column, Heat, Row, row_of
from indicators.outline import Aspect

_FIGURE = 27.0
_LEVEL = 11.0
_MOST_LEVELS = 50  # columns of one heat map; more indicators go on below
_FIXED = (
    Column("", 24, "right"),
    Column("Instansi", 0),
    Column("Jenis", 56),
    Column("Tahap", 44),
    Column("Indeks", 34, "right", bold=True),
    Column("±", 34, "right"),
    Column("Predikat", 62),
)
_LEAST_NAME = 110


@dataclass(frozen=True, slots=True)
class Block:
    """A table under a title; ``note`` explains its heads."""

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    bands: tuple[Band, ...] = ()


def ranking_block(shown: Round, room: float) -> Block:
    """Everybody in rank, with the indices of domains and aspects as a heat map."""
    outline = shown.outline
    heads = [domain.short_name for domain in outline.domains]
    with_aspects = any(entry.submission.aspects for entry in shown.entries)
    if with_aspects:
        heads += [aspect.short_name for aspect in outline.aspects]
    fixed = sum(column.width for column in _FIXED)
    width = min(_FIGURE, (room - fixed - _LEAST_NAME) / len(heads))
    columns = _wide((*_FIXED, *(Column(head, width, "heat", upright=True) for head in heads)), room)
    first, middle = len(_FIXED), len(_FIXED) + len(outline.domains)
    bands = [Band(first, middle - 1, ("Indeks domain", "Domain"))]
    if with_aspects:
        bands.append(Band(middle, len(columns) - 1, ("Indeks aspek", "Aspek")))
    rows = tuple(_ranked(columns, shown, entry, len(heads)) for entry in shown.entries)
    return Block("Peringkat", _rounded(shown), columns, rows, tuple(bands))


def _rounded(shown: Round) -> str:
    """Whose grade would be another one by the index that is printed."""
    found = [
        f"{entry.submission.institution} ({index_text(entry.submission.index)}) {rounded}"
        for entry in shown.entries
        if (rounded := rounded_grade(shown.outline, entry.submission))
    ]
    return f"Predikat menurut indeks dua desimal: {'; '.join(found)}." if found else ""


def _ranked(columns: Sequence[Column], shown: Round, entry: Entry, count: int) -> Row:
    given = entry.submission
    values: list[Heat] = list(given.domains or (None,) * len(shown.outline.domains))
    values += given.aspects or (None,) * (count - len(values))
    texts = (
        str(entry.rank),
        given.institution,
        INSTITUTION_KINDS[given.kind],
        SERIES.get(given.stage, given.stage),
        index_text(given.index),
        "" if entry.change is None else signed_text(entry.change),
        given.grade,
    )
    return row_of(columns, texts, values[:count])


def heat_blocks(shown: Round, room: float) -> Iterator[Block]:
    """The levels of everybody of whom they are known, in as many tables as indicators need."""
    entries = [entry for entry in shown.entries if entry.submission.levels]
    numbers = shown.outline.numbers
    names = (f"A{aspect.number} {aspect.short_name}" for aspect in shown.outline.aspects)
    note = f"Aspek: {', '.join(names)}."
    fixed = (_FIXED[0], _FIXED[1], _FIXED[4])
    for start in range(0, len(numbers) if entries else 0, _MOST_LEVELS):
        part = numbers[start : start + _MOST_LEVELS]
        heats = (Column(str(number), _LEVEL, "heat") for number in part)
        columns = _wide((*fixed, *heats), room)
        rows = tuple(
            row_of(
                columns,
                (str(entry.rank), entry.submission.institution, index_text(entry.submission.index)),
                entry.submission.levels[start : start + _MOST_LEVELS],
                most=1,
            )
            for entry in entries
        )
        title = f"Peta panas tingkat indikator {part[0]}–{part[-1]}"
        yield Block(
            title, note, columns, rows, tuple(_bands(shown.outline.aspects, part, len(fixed)))
        )


def _bands(aspects: Sequence[Aspect], part: Sequence[int], first: int) -> Iterator[Band]:
    for aspect in aspects:
        places = [first + part.index(number) for number in aspect.indicators if number in part]
        if places:
            words = (aspect.short_name, f"Aspek {aspect.number}", f"A{aspect.number}")
            yield Band(places[0], places[-1], words)


def _wide(columns: tuple[Column, ...], room: float) -> tuple[Column, ...]:
    """The columns with all spare room given to the names."""
    rank, names, *rest = columns
    spare = room - rank.width - sum(column.width for column in rest)
    return (rank, Column(names.title, spare), *rest)
