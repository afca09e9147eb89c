"""Progress on the error stream, for whoever watches a terminal."""

import sys

_WIDTH = 60


class TerminalProgress:
    """One line that is written over; nothing where nobody watches."""

    def step(self, done: int, total: int, label: str = "") -> None:
        """Show how far the work has come; the line is cleared at the end."""
        if not sys.stderr.isatty():
            return
        line = f"{done}/{total} {label}" if done < total else ""
        print(f"\r{line:{_WIDTH}.{_WIDTH}}\r", end="", file=sys.stderr, flush=True)
