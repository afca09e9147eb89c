"""The differences between a file and what is stored, as a table in which a person ticks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from assessment.domain.exchange import Difference, DifferenceKind
from assessment.domain.formatting import date_text, parse_date
from assessment.domain.identity import Assessment, Cycle, InstitutionKind, State
from assessment.domain.plain import Plain
from assessment.domain.records import Answer, AspectNote, Citation, DocumentKind
from assessment.domain.words import CYCLES, DOCUMENT_KINDS, FIELDS, INSTITUTION_KINDS

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
TICK, PLACE, INDICATOR, FIELD, BEFORE, AFTER, KIND = range(7)


_STAGES: Mapping[str, str] = {
    "document": "dokumen",
    "interview": "interviu",
    "visit": "visitasi",
}


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """A difference in words."""

    difference: Difference
    subject: str
    field: str
    before: str
    after: str
    kind: str
    reason: str


def lines_of(
    differences: Collection[Difference], names: Mapping[int, str]
) -> tuple[DifferenceLine, ...]:
    """The differences in words; ``names`` are the indicators' short names."""
    return tuple(
        DifferenceLine(
            difference=entry,
            subject=_subject(entry, names),
            field=_field_name(entry),
            before=value_text(entry.field, entry.before),
            after=value_text(entry.field, entry.after),
            kind=kind_text(entry.kind),
            reason=_reason(entry),
        )
        for entry in differences
    )


def kind_text(kind: DifferenceKind) -> str:
    """What a difference does, in a word."""
    return {
        DifferenceKind.ADDED: _tr("Tambah"),
        DifferenceKind.CHANGED: _tr("Ubah"),
        DifferenceKind.REMOVED: _tr("Hapus"),
    }[kind]


def value_text(field: str, value: Plain) -> str:
    """A stored value as people read it; empty for nothing."""
    if value is None or value == "":
        return ""
    text = str(value)
    if field == "cycle":
        return CYCLES[Cycle(text)]
    if field == "kind":
        return _kind_of_institution_or_document(text)
    if field == "issued":
        day = parse_date(text)
        return text if day is None else date_text(day)
    return text


def _kind_of_institution_or_document(text: str) -> str:
    if text in set(InstitutionKind):
        return INSTITUTION_KINDS[InstitutionKind(text)]
    return DOCUMENT_KINDS[DocumentKind(text)] if text in set(DocumentKind) else text


def _subject(entry: Difference, names: Mapping[int, str]) -> str:
    match entry.change.record:
        case AspectNote(aspect=aspect):
            return _tr("Aspek {0}").format(aspect)
        case Assessment():
            return _tr("Identitas")
        case _ if entry.indicator is not None:
            return f"{entry.indicator}  {names.get(entry.indicator, '')}".rstrip()
        case _:
            return _tr("Dokumen")


def _field_name(entry: Difference) -> str:
    name = FIELDS.get(entry.field, entry.field)
    stage = entry.change.record.stage if isinstance(entry.change.record, Answer) else ""
    return f"{name} {_tr(_STAGES[stage])}" if stage in _STAGES else name


def _reason(entry: Difference) -> str:
    """Why a difference is not ticked beforehand; empty when it is."""
    if not entry.cautious:
        return ""
    before = entry.change.before
    if isinstance(before, Answer) and before.state is State.APPROVED:
        return _tr("Jawaban ini sudah disetujui; menerapkannya membatalkan persetujuan.")
    if entry.kind is DifferenceKind.REMOVED:
        return _tr("Isi yang tersimpan akan dihapus.")
    if isinstance(entry.change.record, Citation) and before is None:
        return _tr("Rujukan ini sudah dihapus di sini setelah buku kerja dibuat.")
    return _tr("Isian ini sudah diubah di sini setelah buku kerja dibuat.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Differences", text)


class DifferenceModel(QAbstractTableModel):
    """Lines with a tick each; the user role gives the line."""

    ticked_changed = Signal()

    def __init__(self, lines: tuple[DifferenceLine, ...], parent: QObject | None = None) -> None:
        """Tick everything but what asks for caution."""
        super().__init__(parent)
        self._lines = lines
        self._ticked = {n for n, line in enumerate(lines) if not line.difference.cautious}
        self._titles = (
            self.tr("Terapkan"),
            self.tr("Tempat"),
            self.tr("Indikator"),
            self.tr("Isian"),
            self.tr("Sebelum"),
            self.tr("Sesudah"),
            self.tr("Perubahan"),
        )

    def chosen(self) -> tuple[Difference, ...]:
        """Give what is ticked, in the order of the file."""
        return tuple(self._lines[n].difference for n in sorted(self._ticked))

    def tick(self, rows: Collection[int], *, on: bool) -> None:
        """Tick or untick rows."""
        self._ticked = self._ticked | set(rows) if on else self._ticked - set(rows)
        last = self.index(len(self._lines) - 1, TICK)
        self.dataChanged.emit(self.index(0, TICK), last, [Qt.ItemDataRole.CheckStateRole])
        self.ticked_changed.emit()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the differences."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(self._titles)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let the first column be ticked."""
        flags = super().flags(index)
        if index.isValid() and index.column() == TICK:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give the words, the tick, or the line of a cell."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _cell(line, index.column())
            case Qt.ItemDataRole.CheckStateRole if index.column() == TICK:
                ticked = index.row() in self._ticked
                return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                return _cell(line, index.column()) or line.reason
            case Qt.ItemDataRole.UserRole:
                return line
            case _:
                return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a tick."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != TICK:
            return False
        self.tick([index.row()], on=Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Give the title of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None


def _cell(line: DifferenceLine, column: int) -> str:
    return (
        "",
        line.difference.place,
        line.subject,
        line.field,
        line.before,
        line.after,
        line.kind,
    )[column]


class DifferenceFilter(QSortFilterProxyModel):
    """Shows only some kinds of differences, or only those that ask for caution."""

    def __init__(self, source: DifferenceModel, parent: QObject | None = None) -> None:
        """Show everything at first."""
        super().__init__(parent)
        self._kinds: frozenset[DifferenceKind] = frozenset()
        self._cautious = False
        self.setSourceModel(source)

    def show_only(self, kinds: Collection[DifferenceKind], *, cautious: bool) -> None:
        """Show the kinds that are named (all when none is), cautious ones alone if asked."""
        self.beginFilterChange()
        self._kinds = frozenset(kinds)
        self._cautious = cautious
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: _Index) -> bool:
        """Say whether a row is shown."""
        line = self.sourceModel().index(row, 0, parent).data(Qt.ItemDataRole.UserRole)
        difference: Difference = line.difference
        wanted = not self._kinds or difference.kind in self._kinds
        return wanted and (difference.cautious or not self._cautious)

    def shown_rows(self) -> list[int]:
        """Give the rows of the source that are shown."""
        return [self.mapToSource(self.index(row, 0)).row() for row in range(self.rowCount(_ROOT))]
