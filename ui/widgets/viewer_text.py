"""Texts for the viewer: what was read of a document that has no pages of its own."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPainter,
    QPalette,
    QTextCursor,
    QTextDocument,
    QTextLine,
)

from ui.theme import current_theme
from ui.widgets.viewer_source import Marked, PageSource

_SHEET = QSizeF(595, 842)
_EDGE = 56
_LETTER = 12
_MOST = 60_000  # signs that are shown of one page


class TextSource(PageSource):
    """Each page of a text on a sheet as wide as A4 and as long as it needs."""

    def __init__(self, pages: Sequence[str]) -> None:
        """Set the texts of the pages."""
        self._sheets = [_sheet(page[:_MOST]) for page in pages]
        super().__init__(
            [QSizeF(_SHEET.width(), max(_SHEET.height(), one.size().height()))
             for one in self._sheets]
        )  # fmt: skip

    def begin(self, page: int, size: QSize) -> None:
        """Paint a sheet; that is quick enough to be done at once."""
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        scale = size.width() / self.sizes[page - 1].width()
        painter.scale(scale, scale)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, current_theme().color("on_paper"))
        context.palette = palette
        self._sheets[page - 1].documentLayout().draw(painter, context)
        painter.end()
        self.settle(page, size, image)

    def select(self, page: int, start: QPointF, end: QPointF) -> Marked | None:
        """The words between two places."""
        layout = self._sheets[page - 1].documentLayout()
        first, last = (layout.hitTest(place, Qt.HitTestAccuracy.FuzzyHit) for place in (start, end))
        return self._marked(page, min(first, last), max(first, last))

    def everything(self, page: int) -> Marked | None:
        """All words of a page."""
        return self._marked(page, 0, self._sheets[page - 1].characterCount() - 1)

    def find(self, page: int, text: str) -> tuple[Marked, ...]:
        """Where a text stands on a page, whatever its case."""
        sheet = self._sheets[page - 1]
        found = []
        cursor = sheet.find(text)
        while not cursor.isNull():
            marked = self._marked(page, cursor.selectionStart(), cursor.selectionEnd())
            if marked is not None:
                found.append(marked)
            cursor = sheet.find(text, cursor)
        return tuple(found)

    def _marked(self, page: int, first: int, last: int) -> Marked | None:
        sheet = self._sheets[page - 1]
        cursor = QTextCursor(sheet)
        cursor.setPosition(max(first, 0))
        cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
        text = " ".join(cursor.selectedText().split())
        return Marked(page, text, tuple(_areas(sheet, first, last))) if text else None


def _sheet(text: str) -> QTextDocument:
    sheet = QTextDocument()
    font = QFont(current_theme().font())
    font.setPixelSize(_LETTER)
    sheet.setDefaultFont(font)
    sheet.setDocumentMargin(_EDGE)
    sheet.setPlainText(text)
    sheet.setTextWidth(_SHEET.width())
    return sheet


def _areas(sheet: QTextDocument, first: int, last: int) -> list[QRectF]:
    """The places of a stretch of text, line by line."""
    areas = []
    block = sheet.findBlock(first)
    while block.isValid() and block.position() < last:
        corner = sheet.documentLayout().blockBoundingRect(block).topLeft()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            start = max(first - block.position(), line.textStart())
            end = min(last - block.position(), line.textStart() + line.textLength())
            if start < end:
                left, right = _x(line, start), _x(line, end)
                areas.append(QRectF(left, line.y(), right - left, line.height()).translated(corner))
        block = block.next()
    return areas


def _x(line: QTextLine, position: int) -> float:
    """PySide gives the place together with the cursor that it moved to."""
    place, _cursor = cast("tuple[float, int]", line.cursorToX(position))
    return place
