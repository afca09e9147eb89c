"""Run use cases off the interface thread."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal, Slot

from assessment.domain.progress import CancelledError, Progress

T = TypeVar("T")

_SHOW_AFTER_MS = 400
_STEP_EVERY_S = 0.04
_SHUTDOWN_MS = 5_000


class Task(QObject):
    """Handle on running work; its public signals fire on the interface thread."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(Exception)
    cancelled = Signal()
    finished = Signal()

    _stepped = Signal(int, int, str)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Create a handle on work that has not begun."""
        super().__init__(parent)
        self._stop = threading.Event()
        self._last_step = 0.0
        self._latest: tuple[int, int, str] | None = None
        # Short work would only make the window flicker with a bar that is gone at once.
        self._patience = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._patience.timeout.connect(self._show_latest)
        self._patience.start()
        # Queued: whatever the worker emits is handled on this object's thread.
        self._stepped.connect(self._note_step, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._settle, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int, label: str = "") -> None:
        """Report progress from the worker; raise when cancelled."""
        if self._stop.is_set():
            raise CancelledError
        now = time.monotonic()
        if done >= total or now - self._last_step >= _STEP_EVERY_S:
            self._last_step = now
            self._stepped.emit(done, total, label)

    def perform(self, work: Callable[[Progress], object]) -> None:
        """Do the work on the calling (worker) thread and send its outcome home."""
        try:
            if self._stop.is_set():
                raise CancelledError  # noqa: TRY301 - cancelled while waiting for its turn
            result = work(self)
        except Exception as error:  # noqa: BLE001 - the one place failures cross threads
            self._ended.emit(None, error)
        else:
            self._ended.emit(result, None)

    @Slot(int, int, str)
    def _note_step(self, done: int, total: int, label: str) -> None:
        self._latest = (done, total, label)
        if not self._patience.isActive():
            self._show_latest()

    @Slot()
    def _show_latest(self) -> None:
        if self._latest is not None:
            self.progressed.emit(*self._latest)

    @Slot(object, object)
    def _settle(self, result: object, error: Exception | None) -> None:
        self._patience.stop()
        self._latest = None
        if error is None:
            self.succeeded.emit(result)
        elif isinstance(error, CancelledError):
            self.cancelled.emit()
        else:
            self.failed.emit(error)
        self.finished.emit()


class TaskRunner(QObject):
    """Runs one task at a time, so writes never race each other."""

    failed = Signal(Exception)

    def __init__(self, parent: QObject | None = None) -> None:
        """Create a pool of one thread."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._live: set[Task] = set()
        self._closed = False

    def start(
        self,
        work: Callable[[Progress], T],
        *,
        on_success: Callable[[T], None] | None = None,
        on_failure: Callable[[Exception], None] | None = None,
        on_cancel: Callable[[], None] | None = None,
        on_progress: Callable[[int, int, str], None] | None = None,
    ) -> Task:
        """Run the work; handlers are connected first, so none can miss a fast result.

        A failure without ``on_failure`` goes to the runner's own ``failed`` signal.
        """
        task = Task(self)
        if on_success is not None:
            task.succeeded.connect(on_success)
        if on_cancel is not None:
            task.cancelled.connect(on_cancel)
        if on_progress is not None:
            task.progressed.connect(on_progress)
        task.failed.connect(on_failure if on_failure is not None else self.failed)
        task.finished.connect(self._forget)
        self._live.add(task)
        if not self._closed:  # a timer may ring while the window goes; nobody waits for it then
            self._pool.start(lambda: task.perform(work))
        return task

    @Slot()
    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._live.discard(task)
            task.deleteLater()

    def shutdown(self) -> bool:
        """Cancel everything, begin nothing more, wait; return whether all of it stopped."""
        self._closed = True
        for task in self._live:
            task.cancel()
        return self._pool.waitForDone(_SHUTDOWN_MS)
