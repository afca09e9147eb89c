"""Lets the window's keys work while a person types, and the editor's own undo come first."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

_UNDO = QKeySequence("Ctrl+Z")
_REDO = (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y"))
_OURS = tuple(QKeySequence(keys) for keys in ("Ctrl+E", "Ctrl+J", "Ctrl+Up", "Ctrl+Down"))


class TextKeys(QObject):
    """Watches the text field that has the focus, and no other widget."""

    def __init__(self, app: QApplication) -> None:
        """Follow the focus."""
        super().__init__(app)
        app.focusChanged.connect(self._follow)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        for widget in (old, new):
            if isinstance(widget, QLineEdit | QPlainTextEdit):
                widget.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep an editor from claiming a key that it has no use for."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        keys = QKeySequence(event.keyCombination())
        if keys in _OURS or (keys == _UNDO and not _can_undo(watched)):
            event.ignore()
            return True
        if keys in _REDO and not _can_redo(watched):
            event.ignore()
            return True
        return False


def _can_undo(widget: QObject) -> bool:
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable()
    return isinstance(widget, QLineEdit) and widget.isUndoAvailable()


def _can_redo(widget: QObject) -> bool:
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isRedoAvailable()
    return isinstance(widget, QLineEdit) and widget.isRedoAvailable()
