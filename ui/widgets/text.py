"""Labels in the sizes and colour roles of the design."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QLabel, QWidget

_BOLD_SIZES = frozenset({"h3", "h2", "h1", "display"})
_BREAK = "\u200b"
"""Where a line may end, unseen."""
_LONG = 25
_PIECE = r"[^_\-./\\]{0,15}[_\-./\\]{1,8}|[^_\-./\\]{1,16}"


class _Wrapped(QLabel):
    """Label whose lines end within a long word too: file names and paths have no spaces."""

    def setText(self, text: str) -> None:
        super().setText(_breakable(text))

    def text(self) -> str:
        return super().text().replace(_BREAK, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtGui import QKeySequence  # its list of keys is not made at every start

        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            QGuiApplication.clipboard().setText(self.selectedText().replace(_BREAK, ""))
        else:
            super().keyPressEvent(event)


def _breakable(text: str) -> str:
    if all(len(word) < _LONG for word in text.split()):
        return text
    import re  # seldom, and never for the first window

    words = rf"\S{{{_LONG},}}"
    return re.sub(words, lambda word: _BREAK.join(re.findall(_PIECE, word[0])), text)


def label(
    text: str = "",
    size: str = "body",
    role: str = "text",
    *,
    bold: bool | None = None,
    wrap: bool = False,
) -> QLabel:
    """Give a label of plain text; titles are semi-bold unless told otherwise."""
    made = _Wrapped() if wrap else QLabel()
    dress(made, size, role, bold=bold)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def dress(target: QLabel, size: str, role: str, *, bold: bool | None = None) -> None:
    """Give a label its text size and colour role."""
    target.setProperty("textSize", size)
    target.setProperty("role", role)
    target.setProperty("bold", size in _BOLD_SIZES if bold is None else bold)


def set_role(target: QLabel, role: str) -> None:
    """Change the colour role of a label that is already shown."""
    target.setProperty("role", role)
    restyle(target)


def restyle(target: QWidget) -> None:
    """Let the style sheet look at the properties of a widget again, if it has done so before."""
    if not target.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return
    style = target.style()
    style.unpolish(target)
    style.polish(target)
    target.update()
