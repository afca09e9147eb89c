"""A recap as plain tables: what the window copies and what files hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessment.domain.formatting import date_text, index_text, list_text, table_text
from assessment.domain.recap import (
    Entry,
    Outlier,
    Recap,
    Round,
    Submission,
    averages,
    grade_counts,
)
from assessment.domain.scoring import grade_of, half_up
from assessment.domain.words import INSTITUTION_KINDS, stage_name
from indicators.outline import Outline

Value = str | int | Fraction | date | None
Row = tuple[Value, ...]

COUNTED = "dihitung"
"""What a row of the table says that stands in the ranking."""
NO_REGION = "Tanpa wilayah"
EVERYBODY = "Semua"
NOTE_TITLES = ("Hal", "Instansi", "Jenis", "Tahun", "Berkas", "Keterangan")


@dataclass(frozen=True, slots=True)
class Table:
    """Titles and rows.

    ``indices`` and ``levels`` tell the columns that a heat map is painted in, ``parts`` those
    that a chart shows as parts of a whole, worst first.
    """

    name: str
    title: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    indices: range = range(0)
    levels: range = range(0)
    parts: range = range(0)


_FIRST = ("Peringkat", "Instansi", "Jenis", "Wilayah", "Tahap", "Indeks", "Perubahan", "Predikat")
_LAST = ("Predikat dua desimal", "Belum diisi", "Jauh dari median", "Tanggal", "Berkas")


def ranking(shown: Round, entries: Sequence[Entry] | None = None) -> Table:
    """The institutions of a round, or some of them, with every index and level."""
    outline = shown.outline
    titles = (
        *_FIRST,
        *(f"Domain {domain.number}: {domain.short_name}" for domain in outline.domains),
        *(f"Aspek {aspect.number}: {aspect.short_name}" for aspect in outline.aspects),
        *(f"I{number}" for number in outline.numbers),
        *_LAST,
    )
    rows = entries if entries is not None else shown.entries
    first = len(_FIRST)
    middle = first + len(outline.domains) + len(outline.aspects)
    return Table(
        name=f"{shown.year} {outline.id}",
        title=f"Rekap indeks SPBE {shown.year}, {outline.regulation}",
        titles=titles,
        rows=tuple(_ranked(outline, entry) for entry in rows),
        indices=range(first, middle),
        levels=range(middle, middle + len(outline.numbers)),
    )


def _ranked(outline: Outline, entry: Entry) -> Row:
    given = entry.submission
    far = tuple(outlier.indicator for outlier in entry.outliers)
    return (
        entry.rank,
        given.institution,
        INSTITUTION_KINDS[given.kind],
        given.region,
        stage_name(given.stage),
        given.index,
        entry.change,
        given.grade,
        *(given.domains or (None,) * len(outline.domains)),
        *(given.aspects or (None,) * len(outline.aspects)),
        *(given.levels or (None,) * len(outline.numbers)),
        rounded_grade(outline, given),
        given.unanswered if given.levels else None,
        list_text(far, len(far)),
        given.made,
        given.source.text,
    )


def rounded_grade(outline: Outline, given: Submission) -> str:
    """The grade that the index of two decimals gives, where it is another one; else empty."""
    rounded = grade_of(outline, Fraction(half_up(given.index))).name
    return "" if rounded == given.grade else rounded


def standing(shown: Round) -> Table:
    """The ranking without levels, as wide as a sheet of paper."""
    table = ranking(shown)
    first, last = table.levels.start, table.levels.stop
    return Table(
        name=table.name,
        title=table.title,
        titles=(*table.titles[:first], *table.titles[last:]),
        rows=tuple((*row[:first], *row[last:]) for row in table.rows),
        indices=table.indices,
    )


def heat_map(shown: Round) -> Table:
    """The levels of everybody of whom they are known, behind rank, name and index."""
    known = tuple(entry for entry in shown.entries if entry.submission.levels)
    table = ranking(shown, known)
    places = (0, 1, _FIRST.index("Indeks"), *table.levels)
    return Table(
        name=f"Peta panas {shown.year}",
        title=f"Peta panas tingkat indikator {shown.year}, {shown.outline.regulation}",
        titles=tuple(table.titles[place] for place in places),
        rows=tuple(tuple(row[place] for place in places) for row in table.rows),
        levels=range(3, len(places)),
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Some institutions of a round under a name."""

    name: str
    entries: tuple[Entry, ...]


def by_kind(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """The institutions by their kind."""
    groups = (
        Group(word, tuple(entry for entry in entries if entry.submission.kind is kind))
        for kind, word in INSTITUTION_KINDS.items()
    )
    return tuple(group for group in groups if group.entries)


def by_region(entries: Sequence[Entry]) -> tuple[Group, ...]:
    """The institutions by region, those without one last; empty where no region is known."""
    regions = sorted({entry.submission.region for entry in entries}, key=str.casefold)
    known = [region for region in regions if region]
    if not known:
        return ()
    return tuple(
        Group(
            region or NO_REGION,
            tuple(entry for entry in entries if entry.submission.region == region),
        )
        for region in (*known, *regions[: len(regions) - len(known)])
    )


def grades(shown: Round, entries: Sequence[Entry] | None = None) -> Table:
    """For each kind of institution how many have each grade, and the means."""
    rows = entries if entries is not None else shown.entries
    return _grouped(
        shown, "Jenis", "jenis instansi", (*by_kind(rows), Group(EVERYBODY, tuple(rows)))
    )


def region_grades(shown: Round, entries: Sequence[Entry] | None = None) -> Table:
    """For each region how many have each grade, and the means; no row where none is known."""
    rows = entries if entries is not None else shown.entries
    return _grouped(shown, "Wilayah", "wilayah", by_region(rows))


def _grouped(shown: Round, head: str, words: str, groups: Sequence[Group]) -> Table:
    names = [grade.name for grade in shown.outline.grades]
    return Table(
        name=f"{'Predikat' if head == 'Jenis' else head} {shown.year}",
        title=f"Predikat menurut {words}, {shown.year}",
        titles=(head, "Instansi", *names, "Rata-rata indeks", "Median indeks"),
        rows=tuple(_graded(shown.outline, group) for group in groups),
        parts=range(len(names) + 1, 1, -1),
    )


def _graded(outline: Outline, group: Group) -> Row:
    means = averages(group.entries)
    counts = grade_counts(outline, group.entries).values()
    figures = (means.index, means.middle) if means else (None, None)
    return (group.name, len(group.entries), *counts, *figures)


def outliers(shown: Round) -> Table:
    """Every indicator whose level is far from the median of the institution's kind."""
    rows = tuple(
        (
            entry.submission.institution,
            INSTITUTION_KINDS[entry.submission.kind],
            outlier.indicator,
            shown.names.get(outlier.indicator, ""),
            outlier.level,
            outlier.median,
            outlier.level - outlier.median,
        )
        for entry in shown.entries
        for outlier in entry.outliers
    )
    return Table(
        name=f"Jauh dari median {shown.year}",
        title=f"Indikator yang jauh dari median jenis instansinya, {shown.year}",
        titles=("Instansi", "Jenis", "Nomor", "Indikator", "Tingkat", "Median", "Selisih"),
        rows=rows,
    )


def far_from_median(shown: Round) -> Table:
    """The same with one row for each institution, as short as paper needs it."""
    rows = tuple(
        (
            entry.submission.institution,
            INSTITUTION_KINDS[entry.submission.kind],
            _far([outlier for outlier in entry.outliers if outlier.level > outlier.median]),
            _far([outlier for outlier in entry.outliers if outlier.level < outlier.median]),
        )
        for entry in shown.entries
        if entry.outliers
    )
    return Table(
        name=f"Jauh dari median {shown.year}",
        title=f"Indikator yang jauh dari median jenis instansinya, {shown.year}",
        titles=(
            "Instansi",
            "Jenis",
            "Di atas (nomor: tingkat/median)",
            "Di bawah (nomor: tingkat/median)",
        ),
        rows=rows,
    )


def _far(outliers: Sequence[Outlier]) -> str:
    return ", ".join(
        f"{outlier.indicator}: {outlier.level}/{_short(outlier.median)}" for outlier in outliers
    )


def _short(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else index_text(value)


def heat_level(value: Fraction | int) -> int:
    """The level whose colour a value wears: it rounds to it, half up."""
    return value if isinstance(value, int) else int((value * 2 + 1) // 2)


def notes(recap: Recap) -> Table:
    """Everything that is not in a ranking, and why."""
    return Table("Catatan", "Yang tidak dihitung, dan sebabnya", NOTE_TITLES, tuple(_notes(recap)))


def _notes(recap: Recap) -> Iterator[Row]:
    for shown in recap.rounds:
        for gone in shown.missing:
            kind = INSTITUTION_KINDS[gone.kind] if gone.kind else ""
            yield "Belum masuk", gone.institution, kind, shown.year, "", gone.region
    for double in recap.superseded:
        given = double.submission
        word = "Ganda" if double.identical else "Versi lain"
        yield (
            word,
            given.institution,
            INSTITUTION_KINDS[given.kind],
            given.year,
            given.source.text,
            superseded_text(double.counted.source.text, double.counted.stage, given.index),
        )
    for fault in recap.unreadable:
        reason = f"{fault.title}. {fault.reason}"
        yield "Tidak terbaca", "", "", None, fault.source.text, reason


def superseded_text(counted: str, stage: str, index: Fraction) -> str:
    """Why a submission does not count: which one does instead."""
    return f"indeks {index_text(index)}; yang dihitung {counted} ({stage_name(stage)})"


def source_text(recap: Recap, day: date) -> str:
    """Where every figure of a recap comes from."""
    return f"Sumber: {recap.files} berkas di folder {recap.folder.name}, direkap {date_text(day)}."


def tables(recap: Recap) -> tuple[Table, ...]:
    """All tables of a recap, each under a name of its own."""
    ranked = [
        table
        for shown in recap.rounds
        for table in (
            standing(shown),
            heat_map(shown),
            grades(shown),
            region_grades(shown),
            outliers(shown),
        )
        if table.rows
    ]
    return (*ranked, notes(recap))


def plain_text(value: Value) -> str:
    """A value as people read it, with a minus that spreadsheets understand."""
    match value:
        case None:
            return ""
        case Fraction():
            sign = "-" if value < 0 else ""
            return f"{sign}{index_text(abs(value))}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def as_tsv(table: Table) -> str:
    """The table as spreadsheets take it from the clipboard."""
    return table_text([table.titles, *([plain_text(cell) for cell in row] for row in table.rows)])
