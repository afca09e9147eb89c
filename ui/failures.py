"""What a person sees when something went wrong that no page could mend."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from indicators.errors import SpbeError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from assessment.domain.sentences import Sentence
    from ui.dialogs.crash import CrashDialog

_LOG = logging.getLogger(__name__)


class Failures(QObject):
    """Turns failures into messages, and faults of the program into the crash dialog."""

    def __init__(self, window: QWidget, log_file: Path, tell: Callable[[Sentence], None]) -> None:
        """Remember where messages are shown and where details are written."""
        super().__init__(window)
        self._window = window
        self._log_file = log_file
        self._tell = tell
        self._open: CrashDialog | None = None

    @Slot(Exception)
    def show(self, error: BaseException) -> None:
        """Show a failure: a message where it can be mended, else the crash dialog."""
        if isinstance(error, SpbeError):
            _LOG.warning("%s", type(error).__name__)
            from assessment.domain.sentences import describe

            self._tell(describe(error))
            return
        _LOG.critical("unexpected failure", exc_info=error)
        if self._open is None:  # one is enough, however often a fault repeats; all are logged
            import traceback

            from ui.dialogs.crash import CrashDialog

            details = "".join(traceback.format_exception(error))
            self._open = CrashDialog(details, self._log_file, self._window)
            self._open.finished.connect(self._forget)
            self._open.open()

    def hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Stand in for `sys.excepthook`."""
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        else:
            self.show(error.with_traceback(trace))

    @Slot()
    def _forget(self) -> None:
        self._open = None
