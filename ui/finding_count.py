"""Counts findings after edits, in the background and without reading files again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from assessment.services.workbench import Workbench
    from ui.tasks import TaskRunner

_PAUSE_MS = 700  # somebody who types or ticks on is not counted after every step


class FindingCount(QObject):
    """How many findings an assessment has; ``counted`` carries it a moment after `ask`."""

    counted = Signal(int)

    def __init__(self, workbench: Workbench, tasks: TaskRunner, parent: QObject) -> None:
        """Create a counter that knows no assessment."""
        super().__init__(parent)
        self._workbench = workbench
        self._tasks = tasks
        self._assessment_id: int | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._count)

    def ask(self, assessment_id: int | None) -> None:
        """Count the findings of an assessment soon; of none there are none."""
        self._assessment_id = assessment_id
        if assessment_id is None:
            self._pause.stop()
            self.counted.emit(0)
        else:
            self._pause.start()

    def _count(self) -> None:
        number = self._assessment_id
        if number is not None:
            work = partial(_counted, self._workbench, number)
            self._tasks.start(lambda _progress: work(), on_success=partial(self._tell, number))

    def _tell(self, number: int, count: int) -> None:
        if number == self._assessment_id and not self._pause.isActive():
            self.counted.emit(count)


def _counted(workbench: Workbench, number: int) -> int:
    from ui.models.review import count_open

    return count_open(workbench.review.glance(number))
