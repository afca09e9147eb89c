"""The program's log: what failed and when; it holds no texts of an assessment."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_MOST = 1 << 20  # bytes; then the log is put aside once, so that two files are all there ever is
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


@contextmanager
def logging_to(path: Path) -> Iterator[None]:
    """Write warnings and worse to the file meanwhile; without a place for it, to nowhere."""
    root = logging.getLogger()
    handler = _handler(path)
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.setLevel(logging.WARNING)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()


def _handler(path: Path) -> logging.Handler:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > _MOST:
            path.replace(path.with_suffix(".lama.log"))
        return logging.FileHandler(path, encoding="utf-8")
    except OSError:
        return logging.NullHandler()  # work goes on without a log
