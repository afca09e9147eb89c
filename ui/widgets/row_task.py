"""Work in the background that one row tells about: how far it is, how it ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from assessment.domain.sentences import describe
from indicators.errors import SpbeError

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.progress import Progress
    from ui.tasks import Task, TaskRunner
    from ui.widgets.export_row import ExportRow


class RowTask(QObject):
    """Runs one thing after the other for a row, whose button cancels it."""

    def __init__(self, row: ExportRow, tasks: TaskRunner, cancelled: str) -> None:
        """Bind to a row; ``cancelled`` is what it says when a person has stopped the work."""
        super().__init__(row)
        self._row = row
        self._tasks = tasks
        self._cancelled = cancelled
        self._task: Task | None = None
        row.cancelled.connect(self.cancel)

    def busy(self) -> bool:
        """Say whether something is running."""
        return self._task is not None

    def start(
        self,
        work: Callable[[Progress], Any],
        then: Callable[[Any], None],
        words: str,
        *,
        failed: Callable[[SpbeError], bool] | None = None,
        stopped: Callable[[], None] | None = None,
    ) -> None:
        """Run the work unless something is running.

        Args:
            work: what to do.
            then: called with its result.
            words: what the row says meanwhile.
            failed: called with what went wrong; says whether it has dealt with it.
            stopped: called when a person has cancelled it.
        """
        if self._task is not None:
            return
        self._row.show_progress(0, 0, words)
        self._task = self._tasks.start(
            work,
            on_success=partial(self._succeed, then),
            on_failure=partial(self._fail, failed),
            on_cancel=partial(self._stop, stopped),
            on_progress=self._progress,
        )

    def cancel(self) -> None:
        """Ask what is running to stop."""
        if self._task is not None:
            self._task.cancel()

    def rest(self, words: str) -> None:
        """Let the row say something that is neither good nor bad."""
        self._task = None
        self._row.show_note(words)

    def tell(self, error: SpbeError) -> None:
        """Let the row say what went wrong, what is safe and what to do."""
        sentence = describe(error)
        self._row.show_failure(sentence.title, sentence.text)

    def _progress(self, done: int, total: int, text: str) -> None:
        if total:
            words = self.tr("{0} dari {1} · {2}").format(done, total, text)
            self._row.show_progress(done, total, words.rstrip(" ·"))

    def _succeed(self, then: Callable[[Any], None], result: object) -> None:
        self._task = None
        then(result)

    def _fail(self, failed: Callable[[SpbeError], bool] | None, error: Exception) -> None:
        self.rest("")
        if not isinstance(error, SpbeError):
            self._tasks.failed.emit(error)
        elif failed is None or not failed(error):
            self.tell(error)

    def _stop(self, stopped: Callable[[], None] | None) -> None:
        self.rest(self._cancelled)
        if stopped is not None:
            stopped()
