"""An editor that stores what is typed: shortly after the last key, and when it is left."""

import unicodedata

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.field import lock
from ui.widgets.text import label, set_role

_PAUSE_MS = 500


class AnswerEditor(QWidget):
    """A text of the answer under its title, with its length.

    ``written`` asks to store the text; whoever stored it calls `show_text` with it. Until then
    the caption says that it is not stored.
    """

    written = Signal(str)

    def __init__(self, title: str, *, name: str, placeholder: str = "") -> None:
        """Create an empty editor."""
        super().__init__()
        self._stored = ""
        self.edit = _PlainEdit()
        self.edit.setObjectName(name)
        self.edit.setAccessibleName(title)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setTabChangesFocus(True)
        self.edit.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.edit.document().setDocumentMargin(2)
        self.edit.document().clearUndoRedoStacks()  # the margin is nothing to undo
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        caption = label(title, "small", bold=True)
        caption.setBuddy(self.edit)
        self._count = label(size="tiny", role="text2")
        self._count.setObjectName(f"{name}_count")
        head = QHBoxLayout()
        head.addWidget(caption, 1)
        head.addWidget(self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.edit, 1)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self.edit.textChanged.connect(self._note)
        self.edit.left.connect(self.flush)
        self._show_count()

    def text(self) -> str:
        """What stands in the editor, stored or not."""
        return self.edit.toPlainText()

    def show_text(self, text: str) -> None:
        """Show what is stored; the same text leaves cursor and undo as they are."""
        self._stored = text
        if text != self.text():
            self.edit.setPlainText(text)
        self._timer.stop()
        self._show_count()

    def show_stored(self, text: str) -> None:
        """Note what is stored without touching what is being typed."""
        typing = self.is_pending()
        self._stored = text
        if not typing:
            self.show_text(text)
        self._show_count()

    def set_locked(self, *, on: bool) -> None:
        """Forbid or allow typing; the text can be read and copied."""
        lock(self.edit, on=on)

    def is_pending(self) -> bool:
        """Whether something typed is not stored."""
        return self.text() != self._stored

    def flush(self) -> None:
        """Ask for what is typed to be stored now."""
        text = self.take_pending()
        if text is not None:
            self.written.emit(text)

    def take_pending(self) -> str | None:
        """What is to be stored now; it is marked as not stored until that is done."""
        self._timer.stop()
        if not self.is_pending():
            return None
        self._show_count(failed=True)
        return self.text()

    def _note(self) -> None:
        if self.is_pending():
            self._timer.start()
        self._show_count()

    def _show_count(self, *, failed: bool = False) -> None:
        words = self.tr("{0} huruf").format(len(self.text()))
        if failed:
            words = self.tr("belum tersimpan · {0}").format(words)
        role = "error" if failed else "text2"
        self._count.setText(words)
        if self._count.property("role") != role:
            set_role(self._count, role)


class _PlainEdit(QPlainTextEdit):
    """Takes plain text only, and says when it is left."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasText():
            self.insertPlainText("".join(filter(_is_kept, source.text())))


def _is_kept(letter: str) -> bool:
    """Whether a pasted letter is text; others can neither be seen nor printed."""
    return letter in "\n\t\r" or unicodedata.category(letter) != "Cc"
