"""The institutions of a round as a table: who and how good, then a heat map of one depth."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.formatting import index_text, signed_text
from assessment.domain.words import INSTITUTION_KINDS, stage_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from assessment.domain.identity import InstitutionKind
    from assessment.domain.recap import Entry, Round

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
        self._narrowed: tuple[str, InstitutionKind | None, str] = ("", None, "")

    def show(self, shown: Round, names: Mapping[int, str]) -> None:
        """Show another round; ``names`` are the indicators' short names."""
        self._shown, self._names = shown, names
        self._filter()

    def deepen(self, depth: Depth) -> None:
        """Show domains, aspects or indicators."""
        self._depth = depth
        self._filter()

    def narrow(self, text: str, kind: InstitutionKind | None, grade: str) -> None:
        """Show only some: by words of name or region, by kind, by grade."""
        self._narrowed = (text.casefold().strip(), kind, grade)
        self._filter()

    def entries(self) -> tuple[Entry, ...]:
        """Give what is shown."""
        return self._entries

    def place_of(self, entry: Entry | None) -> int:
        """Give the row of an entry; -1 where it is not shown."""
        return self._entries.index(entry) if entry in self._entries else -1

    def heat(self, row: int, column: int) -> Fraction | int | None:
        """Give the value of a cell of the heat map; None where it is not known."""
        given = self._entries[row].submission
        values = (given.domains, given.aspects, given.levels)[self._depth]
        place = column - FIXED
        return values[place] if place < len(values) else None

    def _filter(self) -> None:
        self.beginResetModel()
        shown = self._shown
        self._entries = tuple(filter(self._passes, shown.entries)) if shown else ()
        self._heads = self._headings(shown) if shown else ()
        self.endResetModel()

    def _passes(self, entry: Entry) -> bool:
        text, kind, grade = self._narrowed
        given = entry.submission
        return (
            (kind is None or given.kind is kind)
            and grade in {"", given.grade}
            and all(
                word in f"{given.institution} {given.region}".casefold() for word in text.split()
            )
        )

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
        parts = [INSTITUTION_KINDS[given.kind], given.region, stage_name(given.stage)]
        return f"{given.institution}\n{', '.join(filter(None, parts))}\n{given.source.text}"

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
