"""What the viewer shows: pages that can be painted, selected in and searched."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LONGEST_SIDE = 4_000  # pixels of a picture of a page; what is larger is scaled up


@dataclass(frozen=True, slots=True)
class Marked:
    """Words on a page (counted from 1) and where they stand, in points from its top left."""

    page: int
    text: str
    areas: tuple[QRectF, ...]


class PageSource(QObject):
    """A document as pages; pictures of them come by and by, the most wanted first."""

    rendered = Signal(int, QSize, QImage)

    def __init__(self, sizes: Sequence[QSizeF]) -> None:
        """Remember the sizes of the pages in points."""
        super().__init__()
        self.sizes = tuple(sizes)
        self._wishes: dict[str, Mapping[int, QSize]] = {}
        self._running: tuple[int, QSize] | None = None

    def wish(self, who: str, pages: Mapping[int, QSize]) -> None:
        """Ask for pictures of pages; what the same one asked for before is forgotten.

        Whoever asked first is served first: what nobody looks at any more is never painted.
        """
        self._wishes[who] = {page: bounded(size) for page, size in pages.items()}
        self._go_on()

    def settle(self, page: int, size: QSize, image: QImage) -> None:
        """Pass a picture on, and begin the next."""
        self._running = None
        for who, pages in self._wishes.items():
            self._wishes[who] = {
                key: value for key, value in pages.items() if (key, value) != (page, size)
            }
        self.rendered.emit(page, size, image)
        self._go_on()

    def _go_on(self) -> None:
        if self._running is not None:
            return
        wanted = ((page, size) for pages in self._wishes.values() for page, size in pages.items())
        self._running = next(wanted, None)
        if self._running is not None:
            self.begin(*self._running)

    @abstractmethod
    def begin(self, page: int, size: QSize) -> None:
        """Begin to paint a page off the interface thread; ends in `settle`."""

    def select(self, _page: int, _start: QPointF, _end: QPointF) -> Marked | None:
        """The words between two places of a page; None where there are none."""
        return None

    def everything(self, _page: int) -> Marked | None:
        """All words of a page; None where there are none."""
        return None

    def find(self, _page: int, _text: str) -> tuple[Marked, ...]:
        """Where a text stands on a page."""
        return ()

    def text_block(self) -> tuple[float, float] | None:
        """From where to where words stand between the margins, in points; None if unknown."""
        return None

    def close(self) -> None:
        """Let go of the file; nothing is asked for any more."""
        self._wishes.clear()
        self.deleteLater()


def bounded(size: QSize) -> QSize:
    """The size of the picture that is made for a wish."""
    longest = max(size.width(), size.height())
    if longest <= _LONGEST_SIDE:
        return size
    return (QSizeF(size) * (_LONGEST_SIDE / longest)).toSize().expandedTo(QSize(1, 1))
