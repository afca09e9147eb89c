"""What a search in all documents found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from assessment.domain.words import document_short_title
from ui.models.rows import RowModel

if TYPE_CHECKING:
    from assessment.domain.passages import Hit

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


class HitModel(RowModel["Hit"]):
    """Hits for a view; the user role gives the hit."""

    def words(self, row: Hit, role: int) -> str | None:
        """Give the place with the words."""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{place_of(row)}: {row.text}"
        return None
