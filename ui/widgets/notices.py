"""The strip above the page where failures and running work are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.progress_panel import ProgressPanel

if TYPE_CHECKING:
    from collections.abc import Callable

    from assessment.domain.sentences import Sentence
    from ui.widgets.message import Message


class Notices(QWidget):
    """Holds one message and the progress of work that belongs to no page; empty it is gone."""

    def __init__(self) -> None:
        """Create an empty strip."""
        super().__init__()
        self.setObjectName("notices")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 12, 16, 4)
        self._message: Message | None = None
        self.hide()

    def tell(self, sentence: Sentence) -> None:
        """Show what happened, what is safe and what to do, until it is closed."""
        from ui.widgets.message import Message

        self._close()
        self._message = Message("error", sentence.title, sentence.text, name="notice")
        self.offer(self.tr("Tutup"), self._close, name="notice_close")
        self._column.addWidget(self._message)
        self.show()

    def offer(self, words: str, act: Callable[[], None], *, name: str) -> None:
        """Add a remedy to the message."""
        if self._message is not None:
            remedy = button(words, small=True, name=name)
            remedy.clicked.connect(act)
            self._message.add_button(remedy)

    def progress(self, title: str) -> ProgressPanel:
        """Show a panel for running work; whoever started it removes it."""
        panel = ProgressPanel(title, name="notice_progress")
        panel.destroyed.connect(self._shrink)
        self._column.addWidget(panel)
        self.show()
        return panel

    def _close(self) -> None:
        if self._message is not None:
            self._message.hide()
            self._message.deleteLater()
            self._message = None
        self._shrink()

    def _shrink(self) -> None:
        self.setVisible(self._message is not None or bool(self.findChild(ProgressPanel)))
