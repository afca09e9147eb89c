"""All documents as a table: what each is, where it is used, what would be lost without it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.formatting import short_date_text, signed_text
from assessment.domain.records import Document, DocumentKind, DocumentStatus, TextState
from assessment.domain.words import DOCUMENT_KINDS, TEXT_STATES, document_short_title

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from assessment.domain.library import LibraryEntry

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_MOST_LABELS = 2
_STALE_YEARS = 2
_REVIEWS = {DocumentKind.REPORT, DocumentKind.MINUTES}
UNREADABLE = {TextState.IMAGE_ONLY, TextState.EMPTY, TextState.ENCRYPTED, TextState.DAMAGED}
_GLYPHS = {DocumentKind.SCREENSHOT: "monitor"}


class Column(IntEnum):
    """What stands where."""

    DOCUMENT = 0
    ISSUED = 1
    VALIDITY = 2
    PAGES = 3
    TEXT = 4
    USED = 5
    LOSS = 6


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether a document still holds; ``kind`` is that of a chip, empty for plain words."""

    words: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One document with everything that its row shows."""

    entry: LibraryEntry
    title: str
    below: str
    glyph: str
    issued: str
    validity: Validity
    pages: str
    text: str
    used: str
    loss: str
    words: str

    @property
    def ill(self) -> bool:
        """Whether a person should do something about it."""
        text = self.entry.document.text_state in UNREADABLE
        return text or self.validity.kind in {"warn", "error"}

    def cell(self, column: int) -> str:
        """The words in a column."""
        cells = (
            self.title, self.issued, self.validity.words, self.pages, self.text, self.used,
            self.loss,
        )  # fmt: skip
        return cells[column]


def row_of(entry: LibraryEntry, year: int, *, missing: bool) -> LibraryRow:
    """A document as a row; ``year`` is that of the assessment."""
    document = entry.document
    kind = DOCUMENT_KINDS[document.kind]
    labels = [use.label for use in entry.uses]
    title = document_short_title(document)
    below = " · ".join(
        part for part in (kind if kind not in title else "", document.about or document.issuer)
        if part
    )  # fmt: skip
    return LibraryRow(
        entry=entry,
        title=title,
        below=below,
        glyph="file-x" if missing else glyph_of(document),
        issued=short_date_text(document.issued) if document.issued else "–",
        validity=validity_of(document, year, missing=missing),
        pages=str(document.pages) if document.pages else "–",
        text=TEXT_STATES[document.text_state],
        used=shortened(labels),
        loss=signed_text(-entry.loss.lost),
        words=" ".join(
            (title, kind, document.about, document.issuer, *entry.names, *labels)
        ).casefold(),
    )  # fmt: skip


def glyph_of(document: Document) -> str:
    """The icon that tells the sort of a document."""
    if document.text_state is TextState.IMAGE_ONLY:
        return "image"
    return _GLYPHS.get(document.kind, "file-text")


def validity_of(document: Document, year: int, *, missing: bool = False) -> Validity:
    """Whether a document can prove anything in the year of the assessment."""
    end = date(year, 12, 31)
    if missing:
        return Validity(_tr("Berkas hilang"), "error")
    if document.status is DocumentStatus.DRAFT:
        return Validity(_tr("Rancangan"), "warn")
    if document.valid_until is not None and document.valid_until < end:
        return Validity(_tr("Habis {0}").format(short_date_text(document.valid_until)), "warn")
    if document.kind in _REVIEWS and document.issued and document.issued.year < year - _STALE_YEARS:
        return Validity(_tr("Lewat {0} tahun").format(_STALE_YEARS), "warn")
    if document.valid_until is not None:
        return Validity(_tr("Hingga {0}").format(short_date_text(document.valid_until)))
    return Validity(_tr("Berlaku") if document.status is DocumentStatus.ENACTED else "–")


def shortened(labels: Sequence[str]) -> str:
    """Labels for a narrow place: ``10.a, 12.b +3``."""
    shown = ", ".join(labels[:_MOST_LABELS]) or "–"
    more = len(labels) - _MOST_LABELS
    return f"{shown} +{more}" if more > 0 else shown


def kinds_of(rows: Sequence[LibraryRow]) -> Counter[DocumentKind]:
    """How many documents there are of each kind."""
    return Counter(row.entry.document.kind for row in rows)


@cache
def _headings() -> tuple[str, ...]:
    return (
        _tr("Dokumen"), _tr("Tanggal"), _tr("Keberlakuan"), _tr("Hlm."), _tr("Teks"),
        _tr("Dipakai"), _tr("Tanpa ini"),
    )  # fmt: skip


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)


class LibraryModel(QAbstractTableModel):
    """Rows that can be sorted and narrowed; the user role gives the row."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty table, ordered by what would be lost."""
        super().__init__(parent)
        self._all: tuple[LibraryRow, ...] = ()
        self._shown: list[LibraryRow] = []
        self._order = (int(Column.LOSS), Qt.SortOrder.AscendingOrder)
        self._text = ""
        self._kinds: Collection[DocumentKind] = ()
        self._ill = False

    def show(self, rows: Sequence[LibraryRow]) -> None:
        """Show other documents."""
        self._all = tuple(rows)
        self._arrange()

    def rows(self) -> tuple[LibraryRow, ...]:
        """All documents, also those that a filter hides."""
        return self._all

    def narrow(self, text: str, kinds: Collection[DocumentKind], *, ill: bool) -> None:
        """Show only rows with all words, of these kinds (none means all), in need of a person."""
        self._text, self._kinds, self._ill = text, kinds, ill
        self._arrange()

    def place_of(self, sha256: str) -> int:
        """The row of a document; -1 where it is not shown."""
        found = (
            place for place, row in enumerate(self._shown) if row.entry.document.sha256 == sha256
        )
        return next(found, -1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; equal ones by their titles."""
        self._order = (column, order)
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        words = self._text.casefold().split()
        rows = [
            row
            for row in self._all
            if all(word in row.words for word in words)
            and (not self._kinds or row.entry.document.kind in self._kinds)
            and (row.ill or not self._ill)
        ]
        column, order = self._order
        rows.sort(key=lambda row: row.title.casefold())
        rows.sort(key=lambda row: _key(row, column), reverse=order == Qt.SortOrder.DescendingOrder)
        self._shown = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the documents that are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give words, alignment, or the row itself."""
        if not index.isValid():
            return None
        row = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return row.cell(index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._spoken(row, index.column())
            case _:
                return None

    def _spoken(self, row: LibraryRow, column: int) -> str:
        match column:
            case Column.DOCUMENT:
                names = "\n".join(row.entry.names)
                return f"{row.title}\n{row.below}\n{names}"
            case Column.USED:
                return ", ".join(use.label for use in row.entry.uses)
            case _:
                return ""

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the headings, numbers at the right."""
        if orientation is Qt.Orientation.Vertical:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in {Column.PAGES, Column.LOSS}
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        column, order = self._order
        arrow = " ↓" if order == Qt.SortOrder.AscendingOrder else " ↑"
        return _headings()[section] + (arrow if section == column else "")


def _key(row: LibraryRow, column: int) -> Any:
    entry = row.entry
    match column:
        case Column.ISSUED:
            return entry.document.issued or date.min
        case Column.PAGES:
            return entry.document.pages or 0
        case Column.USED:
            return len(entry.uses)
        case Column.LOSS:
            return -entry.loss.lost
        case _:
            return row.cell(column).casefold()
