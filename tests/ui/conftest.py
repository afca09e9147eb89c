"""What every test of a window stands on."""

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    apply_theme(qapp, "light")
