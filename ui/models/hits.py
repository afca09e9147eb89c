"""What a search in all documents found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from assessment.domain.words import document_short_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assessment.domain.passages import Hit

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ELLIPSIS = "…"


def place_of(hit: Hit) -> str:
    """Where a hit stands: ``Peraturan 12/2023, hlm. 24``."""
    return _tr("{0}, hlm. {1}").format(document_short_title(hit.document), hit.page)


def passage_of(hit: Hit) -> str:
    """The stretch of the page from the first marked word, to be highlighted there."""
    if not hit.marks:
        return ""
    start, end = hit.marks[0]
    for _start, later in hit.marks[1:]:
        if _ELLIPSIS in hit.text[start:later]:
            break
        end = later
    return hit.text[start:end]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Hits", text)


class HitModel(QAbstractListModel):
    """Hits for a view; the user role gives the hit."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Create an empty list."""
        super().__init__(parent)
        self._hits: tuple[Hit, ...] = ()

    def show(self, hits: Sequence[Hit]) -> None:
        """Show other hits."""
        self.beginResetModel()
        self._hits = tuple(hits)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Count the hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the place with the words, or the hit."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        match role:
            case Qt.ItemDataRole.UserRole:
                return hit
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return f"{place_of(hit)}: {hit.text}"
            case _:
                return None
