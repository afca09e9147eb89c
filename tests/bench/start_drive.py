"""What a person does in the window that was opened, and what it took."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

START = float(os.environ["PROBE_START"])
FIGURES: dict[str, float] = {}
PATIENCE = 3.0


def note(name: str) -> None:
    FIGURES[name] = (time.monotonic() - START) * 1000


class Painted(QObject):
    """Tells whether a widget has been painted; watching all of them would take time itself."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        QApplication.processEvents()
        if time.monotonic() > deadline:
            raise TimeoutError(reached)


def finish() -> None:
    if sys.platform == "linux":
        # Not `getrusage`: its peak includes that of the program that started this one.
        status = Path("/proc/self/status").read_text(encoding="ascii")
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
        FIGURES["memory"] = int(peak.split()[1]) / 1024
    sys.stdout.write(json.dumps(FIGURES))
    sys.stdout.flush()
    os._exit(0)


def find(window: QWidget, name: str) -> QWidget:
    found = window.findChild(QWidget, name)
    if found is None:
        raise LookupError(name)
    return found


def drive(_app: QApplication) -> int:
    """Stands where the event loop would: does what a person does and takes the time."""
    from PySide6.QtGui import QKeyEvent

    (window,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QMainWindow))
    painted = Painted(window)
    until(lambda: painted.seen)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = QKeyEvent(kind, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window, key)  # comes back once it has been dealt with
    note("painted")
    from PySide6.QtTest import QTest

    QTest.mouseClick(find(window, "continue"), Qt.MouseButton.LeftButton)
    until(lambda: window.findChild(QWidget, "worksheet_page"))
    fact = find(window, "fact")
    written = Painted(fact.viewport())  # type: ignore[attr-defined]
    until(lambda: written.seen)
    fact.setFocus()
    typed = fact.toPlainText  # type: ignore[attr-defined]
    length = len(typed())
    QTest.keyClicks(fact, "x")
    until(lambda: len(typed()) == length + 1)
    note("editable")
    work(window)
    finish()
    return 0


def work(window: QMainWindow) -> None:
    """Switch through the indicators, tick, and see every page; times are in milliseconds."""
    pages = window.pages  # type: ignore[attr-defined]
    sheet = pages.worksheet
    sheet.flush()
    switched, saved = [], []
    moves = [sheet.previous_indicator] * 15 + [sheet.next_indicator] * 30
    for move in moves:
        begin = time.perf_counter()
        move()
        QApplication.processEvents()
        switched.append((time.perf_counter() - begin) * 1000)
    for level in (1, 2, 3, 4) * 10:
        begin = time.perf_counter()
        sheet.choose(level)
        QApplication.processEvents()
        saved.append((time.perf_counter() - begin) * 1000)
    FIGURES["switch_worst"] = max(switched)
    FIGURES["switch_median"] = sorted(switched)[len(switched) // 2]
    FIGURES["save_worst"] = max(saved[1:])
    FIGURES["save_median"] = sorted(saved)[len(saved) // 2]
    for page in ("results", "handover", "help", "settings", "home"):
        window.show_page(page)  # type: ignore[attr-defined]
        QApplication.processEvents()
    from assessment.domain.exchange import ExportKind

    receipts = []
    for kind in (ExportKind.WORKBOOK, ExportKind.REPORT):
        window.show_page("handover")  # type: ignore[attr-defined]
        receipts.append(kind)
        desk = window._workbench.handover  # type: ignore[attr-defined]  # noqa: SLF001
        desk.export(sheet.assessment_id, Path(os.environ["PROBE_OUT"]) / f"keluaran.{kind.value}")
