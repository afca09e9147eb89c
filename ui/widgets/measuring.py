"""Measures that are taken anew whenever a widget has another size or another font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

_DRESSED = frozenset({QEvent.Type.FontChange, QEvent.Type.StyleChange})


class Measuring(QObject):
    """Calls when the widget is resized, and once it and all in it are dressed anew."""

    def __init__(self, part: QWidget, measure: Callable[[], None]) -> None:
        """Begin to watch a widget, which owns this."""
        super().__init__(part)
        self._measure = measure
        # Parts of a widget are told of another font in any order; all of them have to know it.
        self._dressed = QTimer(self, singleShot=True, interval=0)
        self._dressed.timeout.connect(measure)
        part.installEventFilter(self)

    def eventFilter(self, _part: QObject, event: QEvent) -> bool:
        """Look on; nothing is kept from the widget."""
        if event.type() == QEvent.Type.Resize:
            self._measure()
        elif event.type() in _DRESSED:
            self._dressed.start()
        return False
