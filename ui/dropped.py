"""What a person drops on the window."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

PACKAGE = ".spbe"
OFFICIAL = ".pdf"
_SUFFIXES = {".xlsx", PACKAGE, OFFICIAL}


def dropped_source(event: QDropEvent) -> Path | None:
    """The first workbook, package, report or folder among what is dropped; None when there is none."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _SUFFIXES or path.is_dir()), None)
