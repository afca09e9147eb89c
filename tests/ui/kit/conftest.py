from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import apply_theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, "light")
    yield
    apply_theme(qapp, "light")
