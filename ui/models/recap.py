"""The institutions of a round as a table: who and how good, then a heat map of one depth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.formatting import index_text, signed_text
from assessment.domain.recap_table import rounded_grade
from assessment.domain.words import INSTITUTION_KINDS, stage_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from fractions import Fraction

    from assessment.domain.identity import InstitutionKind
    from assessment.domain.recap import Entry, Round, Submission

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class Column(IntEnum):
    """The columns that stay; those of the heat map follow."""

    RANK = 0
    INSTITUTION = 1
    INDEX = 2
    CHANGE = 3
    GRADE = 4


FIXED = len(Column)
_LONGEST, _CUT = 7, 5  # letters of a head


class Depth(IntEnum):
    """What the heat map shows."""

    DOMAINS = 0
    ASPECTS = 1
    INDICATORS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which institutions to show: by words of name or region, kind, grade and region."""

    text: str = ""
    kind: InstitutionKind | None = None
    grade: str = ""
    region: str | None = None

    def passes(self, entry: Entry) -> bool:
        """Whether an institution is wanted."""
        given = entry.submission
        words = f"{given.institution} {given.region}".casefold()
        return (
            self.kind in {None, given.kind}
            and self.grade in {"", given.grade}
            and self.region in {None, given.region}
            and all(word in words for word in self.text.casefold().split())
        )


class RecapModel(QAbstractTableModel):
    """Shows the entries that pass the filters; the user role of any cell gives its entry."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty model."""
        super().__init__(parent)
        self._shown: Round | None = None
        self._names: Mapping[int, str] = {}
        self._depth = Depth.ASPECTS
        self._entries: tuple[Entry, ...] = ()
        self._heads: tuple[tuple[str, str], ...] = ()
        self._wanted = Wanted()
        self._order = (int(Column.RANK), False)

    def show(self, shown: Round, names: Mapping[int, str]) -> None:
        """Show another round; ``names`` are the indicators' short names."""
        self._shown, self._names = shown, names
        self._filter()

    def deepen(self, depth: Depth) -> None:
        """Show domains, aspects or indicators; an order by one of the others is given up."""
        if depth is not self._depth and self._order[0] >= FIXED:
            self._order = (int(Column.RANK), False)
        self._depth = depth
        self._filter()

    def order(self) -> tuple[int, bool]:
        """Give the column that rows are sorted by, and whether the greatest come first."""
        return self._order

    def headings(self) -> Iterator[tuple[int, str]]:
        """Give the columns that a person may sort by, in whole words; levels by their numbers."""
        yield Column.RANK, self.tr("Peringkat")
        yield from ((column, self._fixed(column)) for column in range(Column.INSTITUTION, FIXED))
        for place, (short, words) in enumerate(self._heads):
            number = f"{short} " if self._depth is Depth.INDICATORS else ""
            yield FIXED + place, f"{number}{words}"

    def order_by(self, column: int, *, falling: bool) -> None:
        """Sort the rows by a column; what is not known comes last."""
        self._order = (column, falling)
        self._filter()

    def narrow(self, wanted: Wanted) -> None:
        """Show only some institutions."""
        self._wanted = wanted
        self._filter()

    def entries(self) -> tuple[Entry, ...]:
        """Give what is shown."""
        return self._entries

    def place_of(self, entry: Entry | None) -> int:
        """Give the row of an entry; -1 where it is not shown."""
        return self._entries.index(entry) if entry in self._entries else -1

    def heat(self, row: int, column: int) -> Fraction | int | None:
        """Give the value of a cell of the heat map; None where it is not known."""
        return self._heat_of(self._entries[row], column)

    def _heat_of(self, entry: Entry, column: int) -> Fraction | int | None:
        given = entry.submission
        values = (given.domains, given.aspects, given.levels)[self._depth]
        place = column - FIXED
        return values[place] if place < len(values) else None

    def _sorted(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        column, falling = self._order
        keyed = [(self._key(entry, column), entry) for entry in entries]
        known = [(key, entry) for key, entry in keyed if key is not None]
        known.sort(key=itemgetter(0), reverse=falling)
        unknown = [entry for key, entry in keyed if key is None]
        return (*(entry for _, entry in known), *unknown)

    def _key(self, entry: Entry, column: int) -> Any:
        given = entry.submission
        match column:
            case Column.RANK:
                return entry.rank
            case Column.INSTITUTION:
                return given.institution.casefold()
            case Column.CHANGE:
                return entry.change
            case Column.INDEX | Column.GRADE:
                return given.index
            case _:
                return self._heat_of(entry, column)

    def _filter(self) -> None:
        self.beginResetModel()
        shown = self._shown
        self._entries = self._sorted(filter(self._wanted.passes, shown.entries)) if shown else ()
        self._heads = self._headings(shown) if shown else ()
        self.endResetModel()

    def _headings(self, shown: Round) -> tuple[tuple[str, str], ...]:
        """Short and whole words over the columns of the heat map."""
        outline = shown.outline
        match self._depth:
            case Depth.DOMAINS:
                return _short([(entry.short_name, entry.name) for entry in outline.domains])
            case Depth.ASPECTS:
                return _short([(entry.short_name, entry.name) for entry in outline.aspects])
            case Depth.INDICATORS:
                names = self._names
                return tuple((str(number), names.get(number, "")) for number in outline.numbers)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the institutions."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else FIXED + len(self._heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the text, the particulars, or the entry of a cell."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text(index.row(), index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tip(entry, index)
            case Qt.ItemDataRole.UserRole:
                return entry
            case _:
                return None

    def text(self, row: int, column: int) -> str:
        """Give what stands in a cell."""
        if column >= FIXED:
            value = self.heat(row, column)
            if value is None:
                return "–"
            return str(value) if isinstance(value, int) else index_text(value)
        entry = self._entries[row]
        given = entry.submission
        change = "" if entry.change is None else signed_text(entry.change)
        return (
            str(entry.rank),
            given.institution,
            index_text(given.index),
            change,
            given.grade,
        )[column]

    def _tip(self, entry: Entry, index: _Index) -> str:
        given = entry.submission
        if index.column() >= FIXED:
            words = self._heads[index.column() - FIXED][1]
            return f"{given.institution}\n{words}: {self.text(index.row(), index.column())}"
        if index.column() == Column.CHANGE and entry.change is not None:
            return self.tr("Dibanding {0}").format(entry.before)
        if index.column() == Column.GRADE and (rounded := self._rounded(given)):
            return self.tr("Menurut indeks dua desimal: {0}").format(rounded)
        parts = [INSTITUTION_KINDS[given.kind], given.region, stage_name(given.stage)]
        return f"{given.institution}\n{', '.join(filter(None, parts))}\n{given.source.text}"

    def _rounded(self, given: Submission) -> str:
        return rounded_grade(self._shown.outline, given) if self._shown else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the words over a column."""
        if orientation is not Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        heat = section >= FIXED
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads[section - FIXED][0] if heat else self._fixed(section)
        if role == Qt.ItemDataRole.ToolTipRole and heat:
            return self._heads[section - FIXED][1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            if heat:
                return Qt.AlignmentFlag.AlignCenter
            left = section in {Column.INSTITUTION, Column.GRADE}
            side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _fixed(self, section: int) -> str:
        before = (
            {entry.before for entry in self._shown.entries if entry.before} if self._shown else ()
        )
        change = f"±{next(iter(before))}" if len(before) == 1 else "±"
        titles = ("", self.tr("Instansi"), self.tr("Indeks"), change, self.tr("Predikat"))
        return titles[section]


def _short(heads: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Heads that fit narrow columns: the word that tells them apart, cut where it is long."""
    firsts = Counter(short.split()[0] for short, _ in heads)
    found = []
    for short, name in heads:
        words = short.split()
        word = words[1] if firsts[words[0]] > 1 and words[1:] else words[0]
        cut = f"{word[:_CUT]}." if len(word) > _LONGEST else word
        found.append((f"{cut[:1].upper()}{cut[1:]}", name))
    return tuple(found)
