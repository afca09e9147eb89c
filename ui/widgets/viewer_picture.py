"""Pictures for the viewer: scans and screenshots, page by page where a file holds several."""

from pathlib import Path

from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.progress import Progress
from ui.tasks import TaskRunner
from ui.widgets.viewer_source import PageSource

_POINTS = 0.75  # of an inch at 96 dots
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


class PictureSource(PageSource):
    """Pictures, read at the size that is shown by a thread of their own."""

    def __init__(self, path: Path) -> None:
        """Look at the head of the file.

        Raises:
            FileRefusedError: it is missing, or no picture that can be read.
        """
        if not path.is_file():
            raise FileRefusedError(path, FileProblem.MISSING)
        reader = _reader(path)
        # An animation is one picture; several pages are those of a scanner.
        pages = max(1, reader.imageCount()) if not reader.supportsAnimation() else 1
        sizes = [_size(path, page) for page in range(pages)]
        if not all(size.isValid() for size in sizes):
            raise FileRefusedError(path, FileProblem.DAMAGED)
        super().__init__([QSizeF(size) * _POINTS for size in sizes])
        self._path = path
        self._tasks = TaskRunner(self)

    def begin(self, page: int, size: QSize) -> None:
        """Read a picture off the interface thread."""
        path = self._path

        def work(_progress: Progress) -> QImage:
            return _read(path, page - 1, size)

        self._tasks.start(work, on_success=lambda image: self.settle(page, size, image))


def _reader(path: Path) -> QImageReader:
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    return reader


def _size(path: Path, page: int) -> QSize:
    reader = _reader(path)
    if page and not reader.jumpToImage(page):
        return QSize()
    size = reader.size()
    return size.transposed() if reader.transformation() & _TURNED else size


def _read(path: Path, page: int, size: QSize) -> QImage:
    """The picture at a size; a null one where it cannot be read."""
    reader = _reader(path)
    if page:
        reader.jumpToImage(page)
    turned = bool(reader.transformation() & _TURNED)
    reader.setScaledSize(size.transposed() if turned else size)
    return reader.read()
