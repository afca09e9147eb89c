"""Reads the text of documents while people work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.tasks import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.progress import Progress
    from assessment.services.search import Search
    from ui.tasks import Task


class Indexing(QObject):
    """One reading at a time; whatever comes meanwhile is read after it."""

    progressed = Signal(int, int, str)
    ended = Signal()
    failed = Signal(Exception)

    def __init__(self, search: Callable[[], Search], parent: QObject | None = None) -> None:
        """Read nothing yet; the use cases are asked for on the thread that reads."""
        super().__init__(parent)
        self._search = search
        # Its own thread: nobody should wait with an export until a long document is read.
        self._tasks = TaskRunner(self)
        self._tasks.failed.connect(self.failed)
        self._task: Task | None = None
        self._again = False

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._task is not None

    def start(self) -> None:
        """Read every document that was not read yet."""
        if self._task is not None:
            self._again = True
            return
        self._again = False

        def work(progress: Progress) -> int:
            return self._search().index_missing(progress)

        self._task = self._tasks.start(work, on_progress=self.progressed.emit)
        self._task.finished.connect(self._end)

    def cancel(self) -> None:
        """Stop; what was read stays read."""
        self._again = False
        if self._task is not None:
            self._task.cancel()

    def shutdown(self) -> bool:
        """Stop and wait."""
        self.cancel()
        return self._tasks.shutdown()

    def _end(self) -> None:
        self._task = None
        self.ended.emit()
        if self._again:
            self.start()
