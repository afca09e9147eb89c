"""What can be told about a PDF without showing it."""

from pathlib import Path

from assessment.domain.findings import FileState
from assessment.services.pdf_lock import PDFIUM

_ENCRYPTED = "password"


def page_count(path: Path) -> int | None:
    """The number of pages of a PDF; None where it cannot be opened."""
    import pypdfium2

    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(path) as document:
                return len(document)
        except pypdfium2.PdfiumError:
            return None


def pdf_state(path: Path) -> FileState:
    """Whether a PDF can be opened and holds text."""
    import pypdfium2

    with PDFIUM:
        try:
            with pypdfium2.PdfDocument(path) as document:
                texts = (page.get_textpage().count_chars() for page in document)
                return FileState.READABLE if any(texts) else FileState.IMAGE_ONLY
        except pypdfium2.PdfiumError as error:
            locked = _ENCRYPTED in str(error).lower()
            return FileState.ENCRYPTED if locked else FileState.DAMAGED
