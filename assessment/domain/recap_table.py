"""A recap as plain tables: what the window copies and what files hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from assessment.domain.formatting import index_text, list_text
from assessment.domain.recap import Entry, Recap, Round, averages, grade_counts
from assessment.domain.words import INSTITUTION_KINDS, stage_name
from indicators.model import Outline

Value = str | int | Fraction | date | None
Row = tuple[Value, ...]

COUNTED = "dihitung"
"""What a row of the table says that stands in the ranking."""
NOTE_TITLES = ("Hal", "Instansi", "Jenis", "Tahun", "Berkas", "Keterangan")


@dataclass(frozen=True, slots=True)
class Table:
    """Titles and rows; ``indices`` and ``levels`` tell the columns a heat map is painted in."""

    name: str
    title: str
    titles: tuple[str, ...]
    rows: tuple[Row, ...]
    indices: range = range(0)
    levels: range = range(0)


_FIRST = ("Peringkat", "Instansi", "Jenis", "Wilayah", "Tahap", "Indeks", "Perubahan", "Predikat")
_LAST = ("Belum diisi", "Jauh dari median", "Tanggal", "Berkas")


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
        given.unanswered if given.levels else None,
        list_text(far, len(far)),
        given.made,
        given.source.text,
    )


def grades(shown: Round) -> Table:
    """For each kind of institution how many have each grade, and the means."""
    names = [grade.name for grade in shown.outline.grades]
    kinds = {entry.submission.kind for entry in shown.entries}
    groups = [
        (word, [entry for entry in shown.entries if entry.submission.kind is kind])
        for kind, word in INSTITUTION_KINDS.items()
        if kind in kinds
    ]
    rows = [
        _graded(shown.outline, word, entries)
        for word, entries in (*groups, ("Semua", list(shown.entries)))
    ]
    return Table(
        name=f"Predikat {shown.year}",
        title=f"Predikat menurut jenis instansi, {shown.year}",
        titles=("Jenis", "Instansi", *names, "Rata-rata indeks", "Median indeks"),
        rows=tuple(rows),
    )


def _graded(outline: Outline, word: str, entries: Sequence[Entry]) -> Row:
    means = averages(entries)
    counts = grade_counts(outline, entries).values()
    return (word, len(entries), *counts, *((means.index, means.middle) if means else ()))


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


def tables(recap: Recap) -> tuple[Table, ...]:
    """All tables of a recap, each under a name of its own."""
    ranked = [table for shown in recap.rounds for table in (ranking(shown), grades(shown))]
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
    rows = (tuple(" ".join(plain_text(cell).split()) for cell in row) for row in table.rows)
    return "\n".join("\t".join(line) for line in (table.titles, *rows))
