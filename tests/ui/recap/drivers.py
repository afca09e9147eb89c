"""What a person sees and does on Rekap."""

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.pages.recap import RecapPage
from ui.widgets.message import Message
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.recap_table import RecapTable

W = TypeVar("W", bound=QWidget)
LONG = "Badan Koordinasi Pengembangan Wilayah Kepulauan Nusa Raya Utara"


def part(page: QWidget, kind: type[W], name: str) -> W:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def click(qtbot: QtBot, page: QWidget, name: str) -> None:
    qtbot.mouseClick(part(page, QPushButton, name), Qt.MouseButton.LeftButton)


def table(page: RecapPage) -> RecapTable:
    return part(page, RecapTable, "recap-table")


def names(page: RecapPage) -> list[str]:
    return [entry.submission.institution for entry in table(page).rows.entries()]


def read(qtbot: QtBot, page: RecapPage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    button = "recap-first" if part(page, QPushButton, "recap-first").isVisible() else "recap-choose"
    click(qtbot, page, button)
    panel = part(page, ProgressPanel, "recap-progress")
    qtbot.waitUntil(panel.isHidden, timeout=20_000)


def told(page: RecapPage) -> Message:
    return part(page, Message, "recap-told")
