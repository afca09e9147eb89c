"""Opens the window on a workspace."""

import os
import sys
from pathlib import Path

from assessment.domain.progress import Progress
from indicators.errors import SpbeError
from spbe_desktop.bootstrap import local_now, open_workbench
from spbe_desktop.paths import log_file

_REFUSED = 1
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def open_window(root: Path | None) -> int:
    """Show the window until it is closed; a workspace that cannot be opened is named."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in _SCREENS):
        print(
            "Tidak ada layar\nJendela tidak dapat dibuka di sini. Perintah lain tetap berjalan;"
            " lihat spbe-desktop --help.",
            file=sys.stderr,
        )
        return _REFUSED
    from ui.app import refuse, run_window

    try:
        bench = open_workbench(root)
    except SpbeError as error:
        return refuse(error)

    def demo(progress: Progress) -> int:
        from spbe_desktop.demo import make_demo

        return make_demo(bench, progress)

    return run_window(bench, make_demo=demo, clock=local_now, log_file=log_file())
