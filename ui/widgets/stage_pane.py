"""Justifikasi of an evaluator, beside what the institution and earlier stages said."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.models.stages import StageView, Told
from ui.widgets.answer_editor import AnswerEditor
from ui.widgets.field import Choice
from ui.widgets.text import label


class StagePane(QWidget):
    """The editor at the left; at the right one earlier stage, chosen from a list."""

    written = Signal(str)

    def __init__(self) -> None:
        """Create an empty pane."""
        super().__init__()
        tr = self.tr
        self._usual = tr("Mengapa tingkat ini yang terpenuhi")
        self.justification = AnswerEditor(
            tr("Justifikasi"), name="justification", placeholder=self._usual
        )
        self.justification.written.connect(self.written)
        self._told: tuple[Told, ...] = ()
        self._choice = Choice(tr("Tahap sebelumnya"), name="earlier_stage")
        self._choice.currentIndexChanged.connect(self._read)
        self._text = QPlainTextEdit()
        self._text.setObjectName("earlier_text")
        self._text.setAccessibleName(tr("Penjelasan tahap sebelumnya"))
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.document().setDocumentMargin(2)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(tr("Sebelumnya"), "small", bold=True))
        head.addWidget(self._choice, 1)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addLayout(head)
        right.addWidget(self._text, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 2, 20, 9)
        row.setSpacing(12)
        row.addWidget(self.justification, 1)
        row.addLayout(right, 1)

    def show_stage(self, view: StageView, *, fresh: bool) -> None:
        """Show where an indicator stands; a ``fresh`` one replaces what is typed."""
        show = self.justification.show_text if fresh else self.justification.show_stored
        show(view.own.justification)
        inherited = self.tr("Tanpa isian, justifikasi {0} tetap berlaku.")
        hint = inherited.format(view.inherited_from) if view.inherited_from else self._usual
        self.justification.edit.setPlaceholderText(hint)
        self.justification.set_locked(on=view.locked)
        if view.earlier != self._told:
            self._told = view.earlier
            self._choice.clear()
            self._choice.addItems([told.title for told in view.earlier])
            self._read()

    def _read(self) -> None:
        place = self._choice.currentIndex()
        self._text.setPlainText(self._told[place].text if place >= 0 else "")
