"""The indicators of a package: number, name, level, evidence; nothing can be changed."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter

from ui.models.package_contents import ContentModel, ContentRow
from ui.models.rows import Index
from ui.widgets.indicator_rows import (
    RowList,
    RowPainter,
    paint_evidence,
    paint_level,
    paint_name,
)


class ContentList(RowList):
    """Shows the indicators; ``current_changed`` carries the row that is read."""

    current_changed = Signal(object)

    def __init__(self, accessible_name: str) -> None:
        """Create an empty list."""
        super().__init__(accessible_name, "package-contents")
        self.contents = ContentModel(self)
        self.setModel(self.contents)
        self.setItemDelegate(RowPainter(self, _paint_content))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which row is read."""
        super().currentChanged(current, previous)
        if isinstance(row := current.data(Qt.ItemDataRole.UserRole), ContentRow):
            self.current_changed.emit(row)


def _paint_content(painter: QPainter, rect: QRect, index: Index) -> None:
    """Paint level, number, name and how much evidence there is."""
    row: ContentRow = index.data(Qt.ItemDataRole.UserRole)
    room = paint_level(painter, rect, row.level, service=row.service)
    room = paint_evidence(painter, room, len(row.evidence))
    paint_name(painter, room, row.number, row.name)
