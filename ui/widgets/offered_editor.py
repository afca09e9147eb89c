"""An editor that takes a draft: at once while it is empty, beside the text otherwise."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme import current_theme
from ui.widgets.answer_editor import AnswerEditor
from ui.widgets.buttons import button
from ui.widgets.text import label

_LINES = 112


class OfferedEditor(QWidget):
    """What is written is never overwritten; a draft is taken or left by a person."""

    written = Signal(str)

    def __init__(self, title: str, *, name: str, lines: int = _LINES) -> None:
        """Create an empty editor of a height."""
        super().__init__()
        self._lines = lines
        self.editor = AnswerEditor(title, name=name)
        self.editor.written.connect(self.written)
        self._offer = QWidget()
        self._offer.setObjectName(f"{name}_offer")
        self._offered = QPlainTextEdit()
        self._offered.setObjectName(f"{name}_offered")
        self._offered.setAccessibleName(self.tr("Usulan {0}").format(title))
        self._offered.setReadOnly(True)
        self._offered.setTabChangesFocus(True)
        self._offered.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        take = button(self.tr("Pakai"), "primary", small=True, name=f"{name}_take")
        take.clicked.connect(self._take)
        leave = button(self.tr("Biarkan"), small=True, name=f"{name}_leave")
        leave.clicked.connect(self._offer.hide)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(self.tr("Usulan baru"), "small", bold=True), 1)
        head.addWidget(leave)
        head.addWidget(take)
        inner = QVBoxLayout(self._offer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(4)
        inner.addLayout(head)
        inner.addWidget(self._offered)
        self._offer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.editor)
        column.addWidget(self._offer)
        self._measure()

    def sizeHint(self) -> QSize:
        """Wish for a width to read in."""
        return QSize(320, super().sizeHint().height())

    def show_text(self, text: str, *, fresh: bool, locked: bool) -> None:
        """Show what is stored; a ``fresh`` one replaces what is typed and what is offered."""
        (self.editor.show_text if fresh else self.editor.show_stored)(text)
        self.editor.set_locked(on=locked)
        if fresh or locked:
            self._offer.hide()
        self._measure()

    def offer(self, draft: str) -> None:
        """Take a draft while nothing is written, else show it below."""
        if not draft or draft == self.editor.text():
            self._offer.hide()
        elif not self.editor.text().strip():
            self._put(draft)
        else:
            self._offered.setPlainText(draft)
            self._offer.show()

    def _take(self) -> None:
        self._put(self._offered.toPlainText())
        self._offer.hide()

    def _put(self, text: str) -> None:
        self.editor.edit.setPlainText(text)
        self.editor.flush()

    def _measure(self) -> None:
        height = current_theme().scaled(self._lines)
        self.editor.setFixedHeight(height + current_theme().scaled(24))
        self._offered.setFixedHeight(height)
