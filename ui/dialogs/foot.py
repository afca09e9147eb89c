"""What dialogs have in common: their column, the buttons at the foot, their height."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import Button, button
from ui.widgets.text import label


class FittedDialog(QDialog):
    """A dialog that begins as high as its wrapped words need, which Qt does not ask for."""

    def showEvent(self, event: QShowEvent) -> None:
        """Grow before it is placed on the screen."""
        fit(self)
        super().showEvent(event)


def dialog_column(dialog: QDialog, title: str, width: int) -> QVBoxLayout:
    """Give the column of a dialog with its title; the dialog is deleted when it is closed."""
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(width)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    column.addWidget(label(title, "h2", wrap=True))
    return column


def dialog_foot(dialog: QDialog, leave: str, keep: str, act: Callable[[], None]) -> QHBoxLayout:
    """Give a row with the button that leaves and the one that acts."""
    leaving = button(leave, name="leave")
    leaving.clicked.connect(dialog.reject)
    keeping = button(keep, "primary", name="keep")
    keeping.setDefault(True)
    keeping.clicked.connect(lambda _on: act())
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addStretch(1)
    row.addWidget(leaving)
    row.addWidget(keeping)
    return row


def fit(dialog: QDialog) -> None:
    """Let a dialog grow to what its fields have to say."""
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        wished = layout.totalHeightForWidth(dialog.width())
        dialog.resize(dialog.width(), max(dialog.height(), wished))


def keep_button(dialog: QWidget) -> Button | None:
    """Find the button that acts."""
    return dialog.findChild(Button, "keep")
