"""The kinds and regions of a recap: how many institutions have which grade, and their averages."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from assessment.domain.formatting import index_text
from assessment.domain.recap_table import EVERYBODY, grades, region_grades
from ui.models.arithmetic import Cell, Figures, Row, RowKind
from ui.widgets.arithmetic_table import FigureTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assessment.domain.recap import Entry, Round
    from assessment.domain.recap_table import Row as Line
    from assessment.domain.recap_table import Table

_ROW = 26


class RecapGroups(FigureTable):
    """A row for each kind and each region of what is shown; Ctrl+C copies them."""

    def __init__(self) -> None:
        """Create an empty table."""
        super().__init__("", row=_ROW, name="recap-groups")
        self.setAccessibleName(self.tr("Predikat menurut jenis dan wilayah"))

    def show_entries(self, shown: Round, entries: Sequence[Entry]) -> None:
        """Show the groups of some institutions of a round."""
        kinds, regions = grades(shown, entries), region_grades(shown, entries)
        middles = (self.tr("Rata-rata"), self.tr("Median"))
        titles = (self.tr("Jenis dan wilayah"), *kinds.titles[1:-2], *middles)
        rows = [*self._rows(self.tr("Jenis instansi"), kinds)]
        rows += self._rows(self.tr("Wilayah"), regions)
        self.show_figures(Figures(titles, tuple(rows)))

    def _rows(self, title: str, table: Table) -> Iterator[Row]:
        groups = [line for line in table.rows if line[0] != EVERYBODY]
        if groups:
            cells = (Cell(title), *(Cell("") for _ in table.titles[1:]))
            yield Row(RowKind.DOMAIN, cells, title)
        yield from (_row(RowKind.ASPECT, line) for line in groups)
        yield from (_row(RowKind.TOTAL, line) for line in table.rows if line[0] == EVERYBODY)


def _row(kind: RowKind, line: Line) -> Row:
    name = str(line[0])
    cells = (Cell(name), *(_cell(value) for value in line[1:]))
    return Row(kind, cells, name)


def _cell(value: object) -> Cell:
    match value:
        case Fraction():
            return Cell(index_text(value), value)
        case int():
            return Cell(str(value), Fraction(value))
        case _:
            return Cell("")
