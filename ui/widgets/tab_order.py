"""Where Tab comes to widgets that are made late: where they stand, not last."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def walk_through(before: QWidget, *parts: QWidget) -> None:
    """Let Tab come to everything in the parts, in their order, from the place of ``before``."""
    place: QWidget | None = before
    while place is not None and not (_takes_focus(place) or place.isWindow()):
        place = place.previousInFocusChain()  # Qt takes no place from what Tab passes over
    for part in parts:
        for child in (part, *part.findChildren(QWidget)):
            popup = child.window() is not before.window()
            if place is not None and _takes_focus(child) and not popup:
                QWidget.setTabOrder(place, child)
                place = child


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
