"""The years of an institution on paper: trend, tables, the habit of judging, and all sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING, Any

from assessment.domain.formatting import index_text, list_text, signed_text, step_text
from assessment.domain.handover import Handover
from assessment.domain.identity import OFFICIAL, SELF
from assessment.domain.words import average_name, average_source, rounded_text, series_name
from assessment.domain.years import (
    Column,
    Habit,
    Leaning,
    Line,
    Part,
    Year,
    Years,
    habit_of,
    higher,
    lines,
    lower,
    measure_source,
)
from assessment.reports.minutes import Letter

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

_FIGURE = 42  # a column of figures
_YEAR = (40, 84, 84, 62)  # columns of the table of years but the instrument's
_HABIT = (76, 62)
_MOST = 8  # columns of figures beside each other
_CHART = 176  # height of the trend
_TOGETHER = 20  # rows of a table that is not parted
_LEAST = 130  # room for the beginning of a longer one
_NONE = "–"
_ROUNDED = (
    "Selisih dihitung dari nilai sebelum dibulatkan, jadi dapat berbeda 0,01 dari selisih angka "
    "yang tercetak."
)
_Texts = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the comparison: what it is called, said of it, and holds.

    ``widths`` are those of the columns but the widest, which is at ``wide``.
    """

    title: str
    heads: _Texts
    rows: tuple[tuple[Part, _Texts], ...]
    notes: _Texts = ()
    widths: tuple[float, ...] = ()
    wide: int = 0


class ComparisonExporter(Letter):
    """Perbandingan Indeks SPBE."""

    title = "Perbandingan Indeks"

    def said(self, handover: Handover) -> Iterator[str]:
        """What has to stand in the comparison: every row of every table, and every source."""
        yield self.title
        yield handover.dossier.assessment.institution
        for table in _tables(handover.years):
            for _, texts in table.rows:
                yield " ".join(texts)
        yield from _sources(handover.years)

    def story(self, handover: Handover) -> "list[Flowable]":
        """Trend, what is compared, all years, levels, habit, sources."""
        from reportlab.platypus import NextPageTemplate, Spacer

        from assessment.reports.cover import letterhead
        from assessment.reports.styles import paragraph, styles

        look, years = styles(), handover.years
        names = f"{handover.dossier.assessment.institution}, {_span(years)}"
        parts: list[Flowable] = [
            NextPageTemplate("page"),
            *letterhead(handover),
            Spacer(0, 16),
            paragraph(self.title, look.title),
            paragraph(names, look.centred),
            *_trend(years),
        ]
        for place, table in enumerate(_tables(years)):
            parts += _printed(table, f"tabel-{place}")
        parts += _heading("Sumber dan tanggal", "sumber")
        return parts + [paragraph(text, look.bullet, "•") for text in _sources(years)]


def _span(years: Years) -> str:
    numbers = [year.number for year in years.entries]
    return f"{min(numbers)}–{max(numbers)}" if len(numbers) > 1 else str(numbers[0])


def _heading(title: str, key: str) -> "list[Flowable]":
    from assessment.reports.pages import Heading
    from assessment.reports.styles import styles

    return [Heading(title, styles().h2, key, 0)]


def _trend(years: Years) -> "list[Flowable]":
    from assessment.reports.figures import Trend
    from assessment.reports.styles import WIDTH

    return [*_heading("Indeks per tahun", "tren"), Trend(years, (WIDTH, _CHART), 0.7)]


def _printed(table: _Table, key: str) -> "list[Flowable]":
    from reportlab.platypus import CondPageBreak, KeepTogether, Spacer

    from assessment.reports.styles import WIDTH, grid, paragraph, styles

    look = styles()
    left = {
        Part.INDEX: look.cell_bold,
        Part.DOMAIN: look.cell_bold,
        Part.ASPECT: look.cell_inner,
        Part.INDICATOR: look.cell,
    }
    strong = {Part.INDEX, Part.DOMAIN}
    rows: list[list[Any]] = [
        [
            paragraph(text, look.head if place <= table.wide else look.head_right)
            for place, text in enumerate(table.heads)
        ]
    ]
    for part, texts in table.rows:
        # What changed stands out.
        bold = (part in strong or text.startswith(("+", "−")) for text in texts)
        right = (look.cell_right_bold if one else look.cell_right for one in bold)
        faces = [left[part] if place <= table.wide else one for place, one in enumerate(right)]
        rows.append([paragraph(text, face) for text, face in zip(texts, faces, strict=True)])
    widths = [*table.widths]
    widths.insert(table.wide, WIDTH - sum(widths))
    parts: list[Flowable] = [Spacer(0, 8)]
    if table.title:
        parts = _heading(table.title, key)
    parts += [paragraph(text, look.note) for text in table.notes]
    if table.rows:
        # A heading stays with the first row below it.
        heads = [place for place, (part, _) in enumerate(table.rows, 1) if part is Part.DOMAIN]
        together = [("NOSPLIT", (0, place), (-1, place + 1)) for place in heads]
        parts.append(grid(rows, widths, together))
    return [KeepTogether(parts)] if len(rows) <= _TOGETHER else [CondPageBreak(_LEAST), *parts]


def _tables(years: Years) -> Iterator[_Table]:
    columns = years.usual()
    yield _overview(years)
    if columns:
        yield _compared(columns)
        yield from _all_years(years, columns)
        yield _levels(columns)
    yield _habit(habit_of(years))


def _overview(years: Years) -> _Table:
    """Every year with its instrument, its own and its official index and the average."""
    heads = ("Tahun", "Instrumen", "Mandiri", "LHE", "Rata-rata")
    rows = tuple(
        (
            Part.INDICATOR,
            (
                str(year.number),
                year.outline.title,
                _graded(year, SELF),
                _graded(year, OFFICIAL),
                _average(year),
            ),
        )
        for year in years.entries
    )
    notes = tuple(
        f"{_name(column)} ({index_text(column.measure.score.index)}) {rounded}."
        for column in years.columns
        if (rounded := rounded_text(column.measure.score))
    )
    return _Table("", heads, rows, notes, _YEAR, 1)


def _graded(year: Year, stage: str) -> str:
    score = year.score(stage)
    return _NONE if score is None else f"{index_text(score.index)} {score.grade.name}"


def _average(year: Year) -> str:
    """The average printed for that very year."""
    average = year.average
    if average is None or average.year != year.number:
        return _NONE
    return index_text(Fraction(average.index))


def _name(column: Column) -> str:
    return series_name(column.measure.stage, column.year.number)


def _heads(columns: Sequence[Column]) -> list[str]:
    """The names of what is compared, each but the first with a column for what it differs by."""
    base, *others = columns
    return [_name(base), *(text for other in others for text in (_name(other), "Selisih"))]


def _compared(columns: Sequence[Column]) -> _Table:
    """Domains and aspects of the usual comparison, with the average of the kind."""
    base, *others = columns
    average = base.year.average
    heads = ["Domain dan aspek", *_heads(columns)]
    if average is not None:
        heads.append(average_name(average))
    notes = [_ROUNDED] if any(column.comparable(base) for column in others) else []
    notes += [
        f"{_name(column)} diukur dengan {column.year.outline.title}: disandingkan, tidak "
        "dikurangkan."
        for column in others
        if not column.comparable(base)
    ]
    rows = []
    for line in lines(columns):
        if line.part is not Part.INDICATOR:
            texts = [_title(line), *_figures(line, columns)]
            if average is not None:
                texts.append(_NONE if line.average is None else index_text(line.average))
            rows.append((line.part, tuple(texts)))
    widths = (_FIGURE,) * (len(heads) - 1)
    return _Table("Domain dan aspek", tuple(heads), tuple(rows), tuple(notes), widths)


def _title(line: Line) -> str:
    return "Indeks SPBE" if line.part is Part.INDEX else f"{line.number}  {line.name}"


def _figures(line: Line, columns: Sequence[Column]) -> Iterator[str]:
    """The figures of a line; what differs between instruments is not subtracted."""
    base, *others = columns
    own, *values = line.values
    yield _figure(line.part, own)
    for column, value in zip(others, values, strict=True):
        yield _figure(line.part, value)
        if own is None or value is None or not column.comparable(base):
            yield _NONE
        else:
            yield _difference(line.part, value, own)


def _figure(part: Part, value: Fraction | None) -> str:
    if value is None:
        return _NONE
    return str(value) if part is Part.INDICATOR else index_text(value)


def _difference(part: Part, before: Fraction, after: Fraction) -> str:
    if part is not Part.INDICATOR:
        return signed_text(after - before)
    return step_text(int(after - before))


def _levels(columns: Sequence[Column]) -> _Table:
    """The levels of the usual comparison under their aspects, and what changed."""
    heads = ("Indikator", *_heads(columns))
    rows: list[tuple[Part, _Texts]] = []
    changed = [0] * len(columns)
    for line in lines(columns):
        if line.part is Part.ASPECT:
            rows.append((Part.DOMAIN, (line.name, *[""] * (len(heads) - 1))))
        elif line.part is Part.INDICATOR:
            rows.append((Part.INDICATOR, (_title(line), *_figures(line, columns))))
            own = line.values[0]
            for place, value in enumerate(line.values):
                changed[place] += own is not None and value is not None and own != value
    notes = tuple(
        f"{count} indikator berbeda dari {_name(column)}."
        for column, count in zip(columns[1:], changed[1:], strict=True)
        if column.comparable(columns[0])
    )
    count = len(columns[0].year.outline.numbers)
    widths = (_FIGURE,) * (len(heads) - 1)
    return _Table(f"Tingkat {count} indikator", heads, tuple(rows), notes, widths)


def _all_years(years: Years, shown: Sequence[Column]) -> Iterator[_Table]:
    """All years of each instrument side by side, where more are known than was compared."""
    wanted = [entry for entry in years.columns if entry.measure.stage in {SELF, OFFICIAL}]
    known = [entry for entry in shown if entry.comparable(shown[0])]
    for _, group in groupby(wanted, key=lambda entry: entry.year.outline.id):
        columns = list(group)
        if all(entry in known for entry in columns):
            continue
        title = f"Semua tahun menurut {columns[0].year.outline.title}"
        for start in range(0, len(columns), _MOST):
            part = columns[start : start + _MOST]
            rows = tuple(
                (line.part, (_title(line), *(_figure(line.part, value) for value in line.values)))
                for line in lines(part)
                if line.part is not Part.INDICATOR
            )
            heads = ("Domain dan aspek", *map(_name, part))
            yield _Table("" if start else title, heads, rows, (), (_FIGURE,) * len(part))


def _habit(habit: Habit | None) -> _Table:
    """Where the institution habitually judges itself higher, then lower."""
    title, heads = "Kebiasaan menilai diri", ("Aspek dan indikator", "Berapa kali", "Rata-rata")
    if habit is None:
        words = "Belum ada tahun yang memiliki penilaian mandiri dan hasil evaluasi sekaligus."
        return _Table(title, heads, (), (words,))
    notes = [f"Penilaian mandiri terhadap hasil evaluasi (LHE) tahun {list_text(habit.years)}."]
    if habit.index is not None:
        notes.append(f"Indeks mandiri rata-rata {signed_text(habit.index)} terhadap LHE.")
    if len(habit.years) == 1:
        notes.append("Satu tahun belum menunjukkan kebiasaan.")
    rows: list[tuple[Part, _Texts]] = []
    for words, choose in (("Lebih tinggi", higher), ("Lebih rendah", lower)):
        found = [
            *((f"Aspek {entry.name}", entry) for entry in choose(habit.aspects)),
            *((f"{entry.number}  {entry.name}", entry) for entry in choose(habit.indicators)),
        ]
        rows += [(Part.DOMAIN, (words, "", ""))] if found else []
        rows += [(Part.INDICATOR, _leaning(name, entry)) for name, entry in found]
    if not rows:
        notes.append("Tidak ada yang biasanya dinilai lebih tinggi atau lebih rendah.")
    return _Table(title, heads, tuple(rows), (" ".join(notes),), _HABIT)


def _leaning(name: str, entry: Leaning) -> _Texts:
    times = entry.above if entry.mean > 0 else entry.below
    often = "sekali" if entry.years == 1 else f"{times} dari {entry.years} tahun"
    return name, often, signed_text(entry.mean)


def _sources(years: Years) -> Iterator[str]:
    """Where every figure comes from, and of which day it is."""
    for year in years.entries:
        for measure in year.measures:
            name = series_name(measure.stage, year.number)
            yield f"{name}: {measure_source(years, year.number, measure.stage)}."
    outlines = {year.outline.id: year.outline for year in years.entries}
    for outline in outlines.values():
        yield f"{outline.title}: {outline.regulation}."
    averages = {year.average for year in years.entries if year.average is not None}
    for average in sorted(averages, key=lambda entry: entry.year):
        yield f"{average_name(average)}: {average_source(average)}."
