"""What a person drops on the window."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

PACKAGE = ".spbe"
OFFICIAL = ".pdf"
NATIONAL = ".csv"
_SUFFIXES = {".xlsx", PACKAGE, OFFICIAL, NATIONAL}


def dropped_source(event: QDropEvent) -> Path | None:
    """The first file or folder among what is dropped that can be read here; None if none can."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _SUFFIXES or path.is_dir()), None)


class DroppedFiles(QObject):
    """Welcomes a file or a folder that can be read, anywhere on a window."""

    given = Signal(object)

    def __init__(self, window: QWidget) -> None:
        """Watch a window for what is dropped on it."""
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """Take what is dropped if it can be read; leave everything else alone."""
        if isinstance(event, QDropEvent) and event.type() in {
            QEvent.Type.DragEnter,
            QEvent.Type.Drop,
        }:
            path = dropped_source(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    self.given.emit(path)
                return True
        return False
