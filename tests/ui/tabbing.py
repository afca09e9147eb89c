"""What Tab comes to."""

from PySide6.QtWidgets import QWidget


def tab_chain(start: QWidget) -> list[str]:
    """The names of what Tab comes to, once round."""
    names = []
    widget: QWidget | None = start
    while widget is not None:
        if widget.isVisible() and widget.isEnabled() and widget.objectName():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
        if widget is start:
            break
    return names
