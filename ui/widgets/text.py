"""Labels in the sizes and colour roles of the design."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

_BOLD_SIZES = frozenset({"h3", "h2", "h1", "display"})


def label(
    text: str = "",
    size: str = "body",
    role: str = "text",
    *,
    bold: bool | None = None,
    wrap: bool = False,
) -> QLabel:
    """Give a label of plain text; titles are semi-bold unless told otherwise."""
    made = QLabel(text)
    dress(made, size, role, bold=bold)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
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
