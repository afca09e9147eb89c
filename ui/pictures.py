"""Pictures of the main pages, painted without a screen."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEventLoop, QLocale, QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication, QWidget

from assessment.domain.errors import StorageError, StorageProblem
from assessment.services.ports import Clock
from assessment.services.workbench import Workbench
from ui.main_window import MainWindow
from ui.tasks import Task
from ui.theme import STYLE, apply_theme
from ui.translations import install_translator

_SIZE = QSize(1366, 768)
_PAGES = {
    "home": "beranda",
    "worksheet": "penilaian",
    "library": "bukti",
    "review": "periksa",
    "results": "hasil",
    "handover": "kirim",
}
_THEMES = {"light": "", "dark": "-gelap"}
_LOOK_EVERY_MS = 50
_QUIET_LOOKS = 8  # charts are ordered a moment after a page is shown


def paint_pages(
    workbench: Workbench, assessment_id: int, folder: Path, *, clock: Clock, log_file: Path
) -> tuple[Path, ...]:
    """Paint the main pages of an assessment into the folder, in light and in dark.

    Raises:
        StorageError: a picture cannot be written.
    """
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    app = _application()
    apply_theme(app, "light")
    window = MainWindow(
        workbench, make_demo=lambda _progress: assessment_id, clock=clock, log_file=log_file
    )
    window.resize(_SIZE)
    window.show()
    last = [card.overview for card in workbench.assessments.cards()]
    edited = {entry.assessment.id: entry.indicator for entry in last}
    window.open_assessment(assessment_id, edited[assessment_id] or 0)
    # A loop of its own: quitting the application would end every loop that comes after.
    loop = QEventLoop()
    painter = _Painter(app, window, folder, loop)
    loop.exec()
    window.close()
    return painter.written()


def _application() -> QApplication:
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(["spbe-desktop", *STYLE])
    install_translator(app)
    return app


class _Painter(QObject):
    """Shows page after page and takes a picture once nothing moves any more."""

    def __init__(
        self, app: QApplication, window: MainWindow, folder: Path, loop: QEventLoop
    ) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        self._folder = folder
        self._loop = loop
        self._quiet = 0
        self._done: list[Path] = []
        self._failed: Path | None = None
        self._turns = self._take_turns()
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        next(self._turns)

    def written(self) -> tuple[Path, ...]:
        """The pictures; raises `StorageError` where one could not be written."""
        if self._failed is not None:
            raise StorageError(StorageProblem.UNREADABLE, self._failed)
        return tuple(self._done)

    @Slot()
    def _look(self) -> None:
        busy = bool(self._window.findChildren(Task))
        self._quiet = 0 if busy else self._quiet + 1
        if self._quiet >= _QUIET_LOOKS:
            self._quiet = 0
            if next(self._turns, None) is None:
                self._clock.stop()
                self._loop.quit()

    def _take_turns(self) -> Iterator[str]:
        """Show a page, wait to be called again, take its picture."""
        for theme, mark in _THEMES.items():
            apply_theme(self._app, theme)
            for page, name in _PAGES.items():
                self._window.show_page(page)
                yield page
                focused: QWidget | None = self._window.focusWidget()
                if focused is not None:
                    focused.clearFocus()  # a ring around it would seem to mean something
                path = self._folder / f"{name}{mark}.png"
                if not self._window.grab().save(str(path)):
                    self._failed = path
                    return
                self._done.append(path)
