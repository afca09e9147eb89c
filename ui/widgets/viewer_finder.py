"""Find words in a document bit by bit, so that the window goes on."""

from __future__ import annotations

import time
from bisect import insort
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from ui.widgets.viewer_source import Marked, PageSource

_SLICE = 0.012  # seconds at a time


class PageFinder(QObject):
    """Looks through all pages, from one on; the hits stand in the order of the document."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        """Find nothing yet."""
        super().__init__(parent)
        self._source: PageSource | None = None
        self._text = ""
        self._ahead: list[int] = []
        self._hits: list[tuple[int, int, Marked]] = []
        self._current: Marked | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._look_on)

    def search(self, source: PageSource | None, text: str, page: int) -> None:
        """Begin to look for a text from a page on; an empty one finds nothing."""
        self._source, self._text = source, " ".join(text.split())
        self._hits, self._current = [], None
        pages = range(1, len(source.sizes) + 1) if source is not None and self._text else ()
        self._ahead = [one for one in reversed(pages) if one < page]
        self._ahead += [one for one in reversed(pages) if one >= page]
        self._timer.stop()
        if self._ahead:
            self._timer.start()
        self.changed.emit()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self._text

    @property
    def busy(self) -> bool:
        """Whether there are pages that were not looked through yet."""
        return bool(self._ahead)

    @property
    def hits(self) -> tuple[Marked, ...]:
        """What was found so far."""
        return tuple(hit for _page, _place, hit in self._hits)

    @property
    def current(self) -> Marked | None:
        """The hit that is shown."""
        return self._current

    def place(self) -> int:
        """The number of the hit that is shown; 0 without one."""
        return self.hits.index(self._current) + 1 if self._current is not None else 0

    def step(self, way: int) -> None:
        """Go to the next hit or the one before; behind the last comes the first."""
        if self._hits:
            self._current = self.hits[(self.place() - 1 + way) % len(self._hits)]
            self.changed.emit()

    def _look_on(self) -> None:
        if self._source is None:
            return
        end = time.monotonic() + _SLICE
        before = len(self._hits)
        while self._ahead and time.monotonic() < end:
            page = self._ahead.pop()
            for place, hit in enumerate(self._source.find(page, self._text)):
                insort(self._hits, (page, place, hit), key=lambda found: found[:2])
                self._current = self._current or hit
        if not self._ahead:
            self._timer.stop()
        if len(self._hits) != before or not self._ahead:
            self.changed.emit()
