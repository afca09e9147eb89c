"""Where the window stood when it was closed, and the sizes inside it."""

from __future__ import annotations

import base64
import logging
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from assessment.domain.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QMainWindow

    from assessment.services.ports import PreferencesStore

_LOG = logging.getLogger(__name__)

_KEY = "window"
_ROOMY = 1440
_NATURAL = QSize(1366, 768)


def show_where_it_was(window: QMainWindow, layout: Mapping[str, str]) -> None:
    """Show a window as it was left; the first time it takes a small screen whole."""
    remembered = layout.get(_KEY, "")
    if remembered and window.restoreGeometry(base64.b64decode(remembered)):
        window.show()
        return
    room = window.screen().availableSize()
    window.resize(_NATURAL.boundedTo(room))
    if window.minimumWidth() <= room.width() <= _ROOMY:
        window.showMaximized()
    else:
        window.show()


def keep_where_it_is(
    window: QMainWindow, store: PreferencesStore, layout: Mapping[str, str]
) -> None:
    """Keep a layout with the place of a window; a window closes even where that fails."""
    place = base64.b64encode(window.saveGeometry().data()).decode()
    try:
        store.save(replace(store.load(), layout={**layout, _KEY: place}))
    except StorageError:
        _LOG.warning("sizes of window and panes were not kept", exc_info=True)
