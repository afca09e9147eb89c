"""Run as a program: opens a window as a person does and prints what it took, as JSON.

Usage: ``start_probe.py bare`` or ``start_probe.py whole WORKSPACE``. The environment's
``PROBE_START`` is the parent's monotonic clock just before this process was made.
"""

import sys


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    from tests.bench.start_drive import Painted, finish, note, until

    app = QApplication([])
    window = QMainWindow()
    painted = Painted(window)
    window.resize(1366, 768)
    window.show()
    until(lambda: painted.seen)
    note("painted")
    app.processEvents()
    finish()


class Driver:
    """Takes the place of the event loop once the program itself has imported Qt."""

    def find_spec(self, name: str, *_: object) -> None:
        if name == "ui.main_window":
            from PySide6.QtWidgets import QApplication

            from tests.bench.start_drive import drive

            QApplication.exec = drive  # type: ignore[method-assign, assignment]


def whole(workspace: str) -> None:
    sys.meta_path.insert(0, Driver())
    from spbe_desktop.cli import main

    sys.exit(main(["--workspace", workspace]))


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else whole(sys.argv[2])
