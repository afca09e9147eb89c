"""PDF files for the viewer; imported with the first one, for QtPdf takes its time to load."""

from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfPageRenderer, QPdfSearchModel, QPdfSelection

from assessment.domain.file_errors import FileProblem, FileRefusedError
from ui.widgets.viewer_source import Marked, PageSource

_SOME = 4  # pages whose margins are believed
_PROBLEMS = {
    QPdfDocument.Error.FileNotFound: FileProblem.MISSING,
    QPdfDocument.Error.IncorrectPassword: FileProblem.ENCRYPTED,
    QPdfDocument.Error.UnsupportedSecurityScheme: FileProblem.ENCRYPTED,
}


class PdfSource(PageSource):
    """Pages of a PDF, painted by a thread of Qt's own."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            FileRefusedError: it is missing, encrypted or damaged.
        """
        # The renderer stands first among the children: it waits for its thread when it goes,
        # and must do so before the document goes.
        renderer = QPdfPageRenderer()
        document = QPdfDocument()
        error = document.load(str(path))
        if error != QPdfDocument.Error.None_ or not document.pageCount():
            raise FileRefusedError(path, _PROBLEMS.get(error, FileProblem.DAMAGED))
        super().__init__([document.pagePointSize(page) for page in range(document.pageCount())])
        renderer.setParent(self)
        document.setParent(self)
        renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        renderer.setDocument(document)
        renderer.pageRendered.connect(self._take)
        self._renderer = renderer
        self._document = document
        self._finder: QPdfSearchModel | None = None

    def begin(self, page: int, size: QSize) -> None:
        """Order a picture of a page."""
        self._renderer.requestPage(page - 1, size)

    def _take(self, page: int, size: QSize, image: QImage) -> None:
        self.settle(page + 1, size, image)

    def select(self, page: int, start: QPointF, end: QPointF) -> Marked | None:
        """The words between two places, each near a letter."""
        return _marked(page, self._document.getSelection(page - 1, start, end))

    def everything(self, page: int) -> Marked | None:
        """All words of a page."""
        return _marked(page, self._document.getAllText(page - 1))

    def text_block(self) -> tuple[float, float] | None:
        """From where to where words stand on the first pages that have some."""
        found = filter(None, (self.everything(page + 1) for page in range(len(self.sizes[:_SOME]))))
        areas = [area for marked in found for area in marked.areas]
        if not areas:
            return None
        return min(area.left() for area in areas), max(area.right() for area in areas)

    def find(self, page: int, text: str) -> tuple[Marked, ...]:
        """Where a text stands on a page, whatever its case."""
        if self._finder is None:
            self._finder = QPdfSearchModel(self)
            self._finder.setDocument(self._document)
        if self._finder.searchString() != text:
            self._finder.setSearchString(text)
        return tuple(
            Marked(page, text, tuple(link.rectangles()))
            for link in self._finder.resultsOnPage(page - 1)
        )


def _marked(page: int, selection: QPdfSelection) -> Marked | None:
    text = " ".join(selection.text().split())
    if not selection.isValid() or not text:
        return None
    areas: list[QRectF] = [polygon.boundingRect() for polygon in selection.bounds()]
    return Marked(page, text, tuple(areas))
