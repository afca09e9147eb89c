"""Penjelasan: Fakta and Analisis, and drafts offered beside them."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from assessment.domain.explanations import Draft
from assessment.domain.records import Answer
from assessment.domain.redrafting import merge_draft
from assessment.services.worksheet import TextPart
from ui.widgets.answer_editor import AnswerEditor
from ui.widgets.buttons import button
from ui.widgets.text import label

NOTHING = Draft("", "")


class ExplanationPane(QWidget):
    """Two editors; a draft for a filled one stands beside it and takes the other's place."""

    written = Signal(object, str)
    draft_taken = Signal(object)

    def __init__(self) -> None:
        """Create empty editors."""
        super().__init__()
        hint = self.tr("Dokumen, pasal atau halaman, dan berkas bukti")
        self.fact = AnswerEditor(self.tr("Fakta"), name="fact", placeholder=hint)
        hint = self.tr("Syarat mana yang dengan itu terpenuhi")
        self.analysis = AnswerEditor(self.tr("Analisis"), name="analysis", placeholder=hint)
        self.fact.written.connect(partial(self.written.emit, TextPart.FACT))
        self.analysis.written.connect(partial(self.written.emit, TextPart.ANALYSIS))
        self._composed = False
        self._offers: list[tuple[AnswerEditor, str]] = []
        self._offer = self._make_offer()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(20, 2, 20, 9)
        self._row.setSpacing(12)
        for part in (self.fact, self._offer, self.analysis):
            self._row.addWidget(part, 1)
        self._show_offer()

    def _make_offer(self) -> QWidget:
        offer = QWidget()
        offer.setObjectName("offer")
        self._offer_title = label(size="small", bold=True)
        take = button(self.tr("Pakai"), "primary", small=True, name="take_offer")
        leave = button(self.tr("Batal"), small=True, name="leave_offer")
        take.clicked.connect(self._take)
        leave.clicked.connect(self._leave)
        self._offered = QPlainTextEdit()
        self._offered.setObjectName("offered_text")
        self._offered.setReadOnly(True)
        self._offered.setTabChangesFocus(True)
        self._offered.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._offer_title, 1)
        head.addWidget(leave)
        head.addWidget(take)
        column = QVBoxLayout(offer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._offered, 1)
        return offer

    def set_locked(self, *, on: bool) -> None:
        """Forbid or allow typing; what was offered beside a text goes."""
        self.fact.set_locked(on=on)
        self.analysis.set_locked(on=on)
        if on and self._offers:
            self._offers = []
            self._show_offer()

    def show_answer(self, answer: Answer) -> None:
        """Show the texts of another answer."""
        self._offers = []
        self._show_offer()
        self.fact.show_text(answer.fact)
        self.analysis.show_text(answer.analysis)

    def show_stored(self, answer: Answer) -> None:
        """Show what was stored, but leave what is being typed."""
        self.fact.show_stored(answer.fact)
        self.analysis.show_stored(answer.analysis)

    def take_pending(self) -> Iterator[tuple[TextPart, str]]:
        """What is to be stored now."""
        for part, editor in ((TextPart.FACT, self.fact), (TextPart.ANALYSIS, self.analysis)):
            if (text := editor.take_pending()) is not None:
                yield part, text

    def offer(self, draft: Draft, composed: Draft = NOTHING) -> bool:
        """Fill what is empty with a draft, and offer it beside what is filled; False if neither.

        Where sentences were ``composed`` before, only those are renewed in what is offered.
        """
        fact, analysis = self.fact.text(), self.analysis.text()
        self._composed = draft.composed
        filled = (fact or draft.fact, analysis or draft.analysis)
        if filled != (fact, analysis):
            self.draft_taken.emit(Draft(*filled, composed=draft.composed))
        proposals = (
            (self.fact, fact, _proposal(composed.fact, fact, draft.fact)),
            (self.analysis, analysis, _proposal(composed.analysis, analysis, draft.analysis)),
        )
        self._offers = [
            (editor, proposed)
            for editor, written, proposed in proposals
            if written and proposed and proposed != written
        ]
        self._show_offer()
        return filled != (fact, analysis) or bool(self._offers)

    def _show_offer(self) -> None:
        editor, text = self._offers[0] if self._offers else (None, "")
        self._offered.setPlainText(text)
        self._offer.setVisible(editor is not None)
        self.fact.setVisible(editor is not self.analysis)
        self.analysis.setVisible(editor is not self.fact)
        if editor is not None:
            title = self.tr("Usulan {0}").format(editor.edit.accessibleName())
            self._offer_title.setText(title)
            self._offered.setAccessibleName(title)

    def _take(self) -> None:
        editor, text = self._offers.pop(0)
        fact = text if editor is self.fact else self.fact.text()
        analysis = text if editor is self.analysis else self.analysis.text()
        self.draft_taken.emit(Draft(fact, analysis, composed=self._composed))
        self._show_offer()

    def _leave(self) -> None:
        self._offers.pop(0)
        self._show_offer()


def _proposal(composed: str, written: str, draft: str) -> str:
    return merge_draft(composed, written, draft) if composed else draft
