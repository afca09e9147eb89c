"""PySide6 6.12.0 loses references on Python 3.11; no upgrade may bring that back."""

import sys

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1_000
NOISE = 100


class Speaker(QObject):
    spoken = Signal()


def test_set_text_keeps_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        label.setText("teks")
    assert abs(sys.getrefcount(None) - before) < NOISE


def test_emit_keeps_references_to_true() -> None:
    speaker = Speaker()
    before = sys.getrefcount(True)  # noqa: FBT003 - True itself is what is counted
    for _ in range(CALLS):
        speaker.spoken.emit()
    assert abs(sys.getrefcount(True) - before) < NOISE  # noqa: FBT003 - see above
