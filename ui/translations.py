"""Indonesian for Qt's own buttons, dialogs and context menus."""

from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

_CATALOGUE = Path(__file__).resolve().parents[1] / "resources/translations/qtbase_id.qm"


def install_translator(app: QApplication) -> QTranslator:
    """Translate Qt's own strings, for which PySide6 ships no Indonesian catalogue.

    Raises:
        FileNotFoundError: The catalogue is missing or damaged.
    """
    translator = QTranslator(app)
    if not translator.load(str(_CATALOGUE)):
        raise FileNotFoundError(_CATALOGUE)
    app.installTranslator(translator)
    return translator
