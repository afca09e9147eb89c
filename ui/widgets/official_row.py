"""The official wording of a level: one line that unfolds to the texts of its sources."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.hint_row import HintRow
from ui.widgets.text import label

_INDENT, _RIGHT = 28, 32

Passage = tuple[str, str]
"""The name of a source and what it says."""


class OfficialRow(QWidget):
    """Folded until pressed; the texts can be selected and copied. Empty, it is not there."""

    def __init__(self, name: str) -> None:
        """Create an empty row."""
        super().__init__()
        self._fold = HintRow(name, "book-open")
        self._fold.toggled.connect(self._unfold)
        self._texts: QWidget | None = None
        self._passages: tuple[Passage, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._fold)
        self.hide()

    def show_passages(self, passages: Sequence[Passage]) -> None:
        """Show other passages, folded; equal ones stay as they are."""
        if tuple(passages) == self._passages:
            return
        self._passages = tuple(passages)
        first = passages[0][1].partition("\n")[0] if passages else ""
        line = self.tr("Naskah resmi: {0}").format(first) if first else ""
        self._fold.show_text(line, self.tr("Naskah resmi"))
        self._unfold(on=False)
        self.setVisible(bool(passages))

    def _unfold(self, on: bool) -> None:
        if self._texts is not None:
            self._texts.hide()
            self._texts.deleteLater()
            self._texts = None
        if on:
            self._texts = self._make_texts()
            self._column.addWidget(self._texts)
            self._texts.show()

    def _make_texts(self) -> QWidget:
        texts = QWidget()
        column = QVBoxLayout(texts)
        column.setContentsMargins(_INDENT, 0, _RIGHT, 6)
        column.setSpacing(2)
        for source, text in self._passages:
            column.addWidget(label(source, "small", "text2", bold=True, wrap=True))
            words = label(text, "small", "text2", wrap=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            column.addWidget(words)
            column.addSpacing(4)
        return texts
