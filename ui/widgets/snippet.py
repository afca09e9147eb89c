"""Words of a page with those that were looked for on the colour of the highlighter."""

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout, QTextOption

from assessment.domain.passages import Marks
from ui.theme import current_theme

_FAR = 60  # signs before the first mark that may stay: those behind it should be seen
_NEAR = 30


def paint_snippet(
    painter: QPainter, place: QRect, text: str, marks: Marks, *, size: str = "body", lines: int = 2
) -> None:
    """Paint the first lines of a text from shortly before its first mark on."""
    theme = current_theme()
    text, marks = _opened(text.replace("\n", " "), marks)
    layout = QTextLayout(text, theme.font(size))
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.setFormats([_marked(start, end) for start, end in marks])
    layout.beginLayout()
    top = 0.0
    for _number in range(lines):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(place.width())
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    painter.setPen(theme.color("text"))
    layout.draw(painter, place.topLeft().toPointF())


def _opened(text: str, marks: Marks) -> tuple[str, Marks]:
    """The text without what stands far before the first mark."""
    if not marks or marks[0][0] <= _FAR:
        return text, marks
    start = text.rfind(" ", 0, marks[0][0] - _NEAR) + 1
    shift = start - 1
    return f"…{text[start:]}", tuple((first - shift, last - shift) for first, last in marks)


def _marked(start: int, end: int) -> QTextLayout.FormatRange:
    theme = current_theme()
    look = QTextCharFormat()
    look.setBackground(theme.color("mark"))
    look.setForeground(theme.color("on_paper"))
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, end - start, look
    return found
