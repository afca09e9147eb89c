"""Progress and cancellation shared by every long-running use case."""

from typing import Protocol


class CancelledError(Exception):
    """The person asked to stop; not a failure."""


class Progress(Protocol):
    """Where a use case reports how far it has come."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Report progress; raise `CancelledError` when the person asked to stop."""


class NullProgress:
    """Reports to nobody and is never cancelled."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Ignore the report."""


SILENT = NullProgress()
