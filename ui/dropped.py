"""What a person drops on the window."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

PACKAGE = ".spbe"
OFFICIAL = ".pdf"
_SUFFIXES = {".xlsx", PACKAGE, OFFICIAL}


def dropped_source(event: QDropEvent) -> Path | None:
    """The first file or folder among what is dropped that can be read here; None if none can."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _SUFFIXES or path.is_dir()), None)
