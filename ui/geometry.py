"""Where the window stood when it was closed."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

_ROOMY = 1440
_NATURAL = QSize(1366, 768)


def show_where_it_was(window: QMainWindow, remembered: str) -> None:
    """Show a window as it was left; the first time it takes a small screen whole."""
    if remembered and window.restoreGeometry(QByteArray(base64.b64decode(remembered))):
        window.show()
        return
    room = window.screen().availableSize()
    window.resize(_NATURAL.boundedTo(room))
    if window.minimumWidth() <= room.width() <= _ROOMY:
        window.showMaximized()
    else:
        window.show()


def geometry_of(window: QMainWindow) -> str:
    """Where the window stands, as text for `show_where_it_was`."""
    return base64.b64encode(window.saveGeometry().data()).decode()
