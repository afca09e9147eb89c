"""Years and stages side by side as a table, and where an institution judges itself higher."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from PySide6.QtCore import QCoreApplication

from assessment.domain.formatting import index_text, signed_text, step_text
from assessment.domain.identity import InstitutionKind
from assessment.domain.words import INSTITUTION_KINDS, series_name
from assessment.domain.years import Column, Habit, Leaning, Line, Part, higher, lines, lower
from ui.models.arithmetic import Cell, Figures, Row, RowKind

_KINDS = {
    Part.INDEX: RowKind.TOTAL,
    Part.DOMAIN: RowKind.DOMAIN,
    Part.ASPECT: RowKind.ASPECT,
    Part.INDICATOR: RowKind.INDICATOR,
}
_NONE = Cell("–", change=True)
"""Where nothing can be subtracted."""


def column_name(column: Column) -> str:
    """What a column is called: ``Mandiri 2025``, ``LHE 2024``."""
    return series_name(column.measure.stage, column.year.number)


def comparison(columns: Sequence[Column], opened: str) -> Figures:
    """The first column, then each other one with what the first is above it.

    Nothing is subtracted between instruments: of another one the index stands beside, and its
    domains and aspects below. Indicators lead somewhere where ``opened`` is their instrument.
    """
    base, *others = columns
    titles = [_tr("Domain, aspek, dan indikator"), column_name(base)]
    for other in others:
        titles += [column_name(other), _tr("Selisih")]
    average = base.year.average
    if average is not None:
        kind = INSTITUTION_KINDS[InstitutionKind(average.kind)]
        titles.append(f"{kind} {average.year}")
    mine = [_row(line, columns, opened) for line in lines(columns)]
    foreign: dict[str, dict[int, Column]] = {}
    for place, column in enumerate(columns):
        if not column.comparable(base):
            foreign.setdefault(column.year.outline.id, {})[2 * place] = column
    others_below = (row for group in foreign.values() for row in _foreign(group, len(titles)))
    return Figures(tuple(titles), (*mine, *others_below))


def _row(line: Line, columns: Sequence[Column], opened: str) -> Row:
    base = columns[0]
    own, *values = line.values
    cells = [Cell(_name(line)), _value(line.part, own)]
    for column, value in zip(columns[1:], values, strict=True):
        if column.comparable(base):
            cells += [_value(line.part, value), _difference(line.part, value, own)]
        elif line.part is Part.INDEX:
            cells += [_value(line.part, value), _NONE]
        else:
            cells += [Cell(""), Cell("")]
    if base.year.average is not None:
        average = line.average
        cells.append(Cell("") if average is None else Cell(index_text(average), average))
    outline = base.year.outline
    leads = line.part is Part.INDICATOR and outline.id == opened
    return Row(
        _KINDS[line.part],
        tuple(cells),
        line.name or _name(line),
        line.number if leads else 0,
        line.part is Part.INDICATOR and outline.is_service(line.number),
    )


def _foreign(group: Mapping[int, Column], width: int) -> Iterator[Row]:
    """The domains and aspects of another instrument, each figure under the name of its column."""
    columns = tuple(group.values())
    title = columns[0].year.outline.title
    yield Row(RowKind.TOTAL, (Cell(title), *[Cell("")] * (width - 1)), title)
    for line in lines(columns):
        if line.part in {Part.DOMAIN, Part.ASPECT}:
            cells = [Cell(_name(line)), *[Cell("")] * (width - 1)]
            for place, value in zip(group, line.values, strict=True):
                cells[place] = _value(line.part, value)
            yield Row(_KINDS[line.part], tuple(cells), line.name)


def _name(line: Line) -> str:
    if line.part is Part.INDEX:
        return _tr("Indeks SPBE")
    return line.short_name if line.part is Part.ASPECT else f"{line.number}  {line.name}"


def _value(part: Part, value: Fraction | None) -> Cell:
    if value is None:
        return Cell("–")
    return Cell(str(value) if part is Part.INDICATOR else index_text(value), value)


def _difference(part: Part, before: Fraction | None, after: Fraction | None) -> Cell:
    if before is None or after is None:
        return _NONE
    step = after - before
    if part is not Part.INDICATOR:
        return Cell(signed_text(step), step, change=True)
    return Cell(step_text(int(step)), step, change=True)


def habit_figures(habit: Habit) -> Figures:
    """Where an institution habitually judges itself higher, most first; then where lower."""
    titles = (_tr("Aspek dan indikator"), _tr("Tahun"), _tr("Rata-rata"))
    rows: list[Row] = []
    for title, choose in ((_tr("Lebih tinggi"), higher), (_tr("Lebih rendah"), lower)):
        aspects, indicators = choose(habit.aspects), choose(habit.indicators)
        if aspects or indicators:
            rows.append(Row(RowKind.DOMAIN, (Cell(title), Cell(""), Cell("")), title))
        rows += [_leaning(entry, habit, RowKind.ASPECT) for entry in aspects]
        rows += [_leaning(entry, habit, RowKind.INDICATOR) for entry in indicators]
    return Figures(titles, tuple(rows))


def _leaning(entry: Leaning, habit: Habit, kind: RowKind) -> Row:
    times = entry.above if entry.mean > 0 else entry.below
    name = entry.name if kind is RowKind.ASPECT else f"{entry.number}  {entry.name}"
    often = _tr("{0} dari {1}").format(times, entry.years)
    cells = (Cell(name), Cell(often), Cell(signed_text(entry.mean)))
    if kind is RowKind.ASPECT:
        return Row(kind, cells, name)
    return Row(kind, cells, name, entry.number, habit.outline.is_service(entry.number))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Years", text)
