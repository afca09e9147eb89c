"""The application: dresses itself, shows the window, and waits until it is closed."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from assessment.domain.preferences import Preferences
from indicators.errors import SpbeError
from ui.main_window import MainWindow
from ui.theme import STYLE, apply_theme, prepare_theme, set_style_sheet
from ui.translations import install_translator

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assessment.domain.progress import Progress
    from assessment.services.ports import Clock
    from assessment.services.workbench import Workbench

_NAME = "SPBE Desktop"
_SETTLED_MS = 500
_TURN_S = 0.001  # how long work in the background may keep the window from its turn


def run_window(
    workbench: Workbench,
    *,
    make_demo: Callable[[Progress], int],
    clock: Clock,
    log_file: Path,
) -> int:
    """Show the window and give the exit status once it is closed.

    Args:
        workbench: Everything a person can do; its database is opened after the first paint.
        make_demo: Makes the example, or finds it, and gives its assessment.
        clock: What time it is.
        log_file: Where the details of failures are written.
    """
    app = _application()
    preferences = workbench.preferences.load()
    theme = prepare_theme(app, preferences.theme, preferences.text_scale)
    try:
        window = MainWindow(workbench, make_demo=make_demo, clock=clock, log_file=log_file)
    except SpbeError as error:
        return _tell(app, error)
    finally:
        set_style_sheet(app, theme)
    sys.excepthook = window.failures.hook
    window.preferences_changed.connect(lambda changed: _wear(app, changed))
    app.styleHints().colorSchemeChanged.connect(
        lambda _scheme: _wear(app, workbench.preferences.load())
    )
    window.show_where_it_was()
    sys.setswitchinterval(_TURN_S)
    QTimer.singleShot(_SETTLED_MS, partial(_settle, app))
    window.warmed_up.connect(gc.freeze)
    return app.exec()


def _settle(app: QApplication) -> None:
    """Do what the first picture need not wait for: watch text fields, collect garbage again.

    Collecting was off while the window was made. What is there by now stays until the end; going
    through it again and again would hold the window up.
    """
    from ui.text_keys import TextKeys

    TextKeys(app)
    gc.freeze()
    gc.enable()


def refuse(error: SpbeError) -> int:
    """Say in a window why the workspace cannot be opened, and give the exit status."""
    app = _application()
    _wear(app, Preferences())
    return _tell(app, error)


def _tell(app: QApplication, error: SpbeError) -> int:
    from PySide6.QtWidgets import QMessageBox

    from assessment.domain.sentences import describe

    sentence = describe(error)
    box = QMessageBox(QMessageBox.Icon.Critical, _NAME, sentence.title)
    box.setInformativeText(sentence.text)
    box.show()
    app.exec()
    return 1


def _application() -> QApplication:
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    app = QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName(_NAME)
    install_translator(app)
    return app


def _wear(app: QApplication, preferences: Preferences) -> None:
    apply_theme(app, preferences.theme, preferences.text_scale)
