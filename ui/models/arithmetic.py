"""The figures of a result as tables: how the index comes about, and two scores side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction
from html import escape

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.formatting import decimal_text, index_text, signed_text, table_text
from assessment.domain.results import Result
from assessment.domain.scoring import AspectScore, DomainScore, Score, exact
from assessment.domain.words import INSTITUTION_KINDS
from indicators.benchmarks import Average

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class RowKind(Enum):
    """What a row speaks of."""

    DOMAIN = auto()
    ASPECT = auto()
    INDICATOR = auto()
    TOTAL = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and the number behind it; ``change`` marks a difference, ``quiet`` what stayed."""

    text: str
    value: Fraction | None = None
    change: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row; ``title`` is the whole name where the first cell shows a short one."""

    kind: RowKind
    cells: tuple[Cell, ...]
    title: str
    indicator: int = 0
    service: bool = False


@dataclass(frozen=True, slots=True)
class Figures:
    """A table: its column titles and rows."""

    titles: tuple[str, ...]
    rows: tuple[Row, ...]

    def as_tsv(self) -> str:
        """The table as spreadsheets take it from the clipboard."""
        return table_text([self.titles, *([cell.text for cell in row.cells] for row in self.rows)])

    def as_html(self) -> str:
        """The table with the numbers behind the texts, for spreadsheets of any language."""
        head = "".join(f"<th>{escape(title)}</th>" for title in self.titles)
        body = "".join(
            f"<tr>{''.join(_html_cell(cell) for cell in row.cells)}</tr>" for row in self.rows
        )
        return f"<table><tr>{head}</tr>{body}</table>"


def _html_cell(cell: Cell) -> str:
    if cell.value is None:
        return f"<td>{escape(cell.text)}</td>"
    number = float(cell.value)
    return f'<td x:num="{number}" sdval="{number}">{escape(cell.text)}</td>'


def figure(value: Fraction) -> str:
    """A product or sum with all its decimals, two at least; ``≈`` where they never end."""
    digits = exact(value)
    if "/" in digits:
        return f"≈ {index_text(value)}"
    whole, _, decimals = digits.partition(".")
    return f"{whole},{decimals.ljust(2, '0')}"


def arithmetic(result: Result) -> Figures:
    """Domains and aspects with index, weight and product, and their sum."""
    titles = (_tr("Domain dan aspek"), _tr("Indeks"), _tr("Bobot"), _tr("Indeks × bobot"))
    rows = tuple(_arithmetic_rows(result))
    if result.peers is None:
        return Figures(titles, rows)
    name = INSTITUTION_KINDS[result.assessment.kind]
    peers = _peers(result, result.peers)
    return Figures(
        (*titles, f"{name} {result.peers.year}"),
        tuple(
            replace(row, cells=(*row.cells, cell)) for row, cell in zip(rows, peers, strict=True)
        ),
    )


def _peers(result: Result, average: Average) -> Iterator[Cell]:
    """The average of the same kind of institution, row by row, and its index last."""
    aspects = iter(average.aspects)
    for value, entry in zip(average.domains, result.score.domains, strict=True):
        yield _average(value)
        own = [next(aspects) for _ in entry.aspects]
        if len(own) > 1:
            yield from map(_average, own)
    yield _average(average.index)


def _average(value: Decimal) -> Cell:
    return Cell(index_text(Fraction(value)), Fraction(value))


def closing(result: Result) -> str:
    """The last line of the arithmetic: ``215,45 ÷ 100 = 2,1545 → 2,15 (Cukup)``."""
    index = result.score.index
    return (
        f"{figure(index * 100)} ÷ 100 = {exact(index).replace('.', ',')} "
        f"→ {index_text(index)} ({result.score.grade.name})"
    )


def _arithmetic_rows(result: Result) -> Iterator[Row]:
    for entry in result.score.domains:
        domain = entry.domain
        name = _numbered(domain.number, domain.name)
        yield _weighted(RowKind.DOMAIN, name, domain.name, entry.index, domain.weight)
        for part in _parts(entry):
            aspect = part.aspect
            yield _weighted(
                RowKind.ASPECT, aspect.short_name, aspect.name, part.index, aspect.weight
            )
    weights = sum((domain.weight for domain in result.outline.domains), Decimal(0))
    total = result.score.index * 100
    sums = (Cell(""), Cell(decimal_text(weights), Fraction(weights)), Cell(figure(total), total))
    yield Row(RowKind.TOTAL, (Cell(_tr("Jumlah")), *sums), _tr("Jumlah"))


def _weighted(kind: RowKind, name: str, title: str, index: Fraction, weight: Decimal) -> Row:
    product = index * Fraction(weight)
    cells = (
        Cell(name),
        Cell(index_text(index), index),
        Cell(decimal_text(weight), Fraction(weight)),
        Cell(figure(product), product),
    )
    return Row(kind, cells, title)


def beside(before: Score, after: Score, titles: tuple[str, str]) -> Figures:
    """Two scores side by side, domain by domain; ``titles`` name them."""
    rows = []
    for old_domain, new_domain in zip(before.domains, after.domains, strict=True):
        domain = new_domain.domain
        name = _numbered(domain.number, domain.name)
        rows.append(_indices(RowKind.DOMAIN, name, domain.name, old_domain.index, new_domain.index))
        for old, new in zip(_parts(old_domain), _parts(new_domain), strict=True):
            aspect = new.aspect
            rows.append(
                _indices(RowKind.ASPECT, aspect.short_name, aspect.name, old.index, new.index)
            )
    return Figures((_tr("Domain dan aspek"), *titles, _tr("Selisih")), tuple(rows))


def _indices(kind: RowKind, name: str, title: str, old: Fraction, new: Fraction) -> Row:
    cells = (
        Cell(name),
        Cell(index_text(old), old),
        Cell(index_text(new), new),
        Cell(signed_text(new - old), new - old, change=True),
    )
    return Row(kind, cells, title)


def _numbered(number: int, name: str) -> str:
    return f"{number}  {name}"


def _parts(entry: DomainScore) -> tuple[AspectScore, ...]:
    """The aspects of a domain; a single one would only repeat it."""
    return entry.aspects if len(entry.aspects) > 1 else ()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Figures", text)


class FigureModel(QAbstractTableModel):
    """A table of figures for a view; the user role of any cell gives its row."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty model."""
        super().__init__(parent)
        self._figures = Figures((), ())

    def show(self, figures: Figures) -> None:
        """Show another table."""
        self.beginResetModel()
        self._figures = figures
        self.endResetModel()

    def figures(self) -> Figures:
        """Give the table that is shown."""
        return self._figures

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self._figures.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._figures.titles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the text, the whole name, or the row of a cell."""
        if not index.isValid():
            return None
        row = self._figures.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()].text
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                return row.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _WORDS if index.column() == 0 else _NUMBERS
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._figures.titles):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._figures.titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _WORDS if section == 0 else _NUMBERS
        return None
