"""What a person drops on the window."""

from pathlib import Path

from PySide6.QtGui import QDropEvent

_SUFFIX = ".xlsx"


def dropped_source(event: QDropEvent) -> Path | None:
    """The first workbook or folder of evidence among what is dropped; None when there is none."""
    paths = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() == _SUFFIX or path.is_dir()), None)
