"""Strengths and weaknesses of the aspects, and the recommendation, stage by stage."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from assessment.domain.stages import final_stages, reached_stages, stages_of
from ui.models.stages import usual_stage
from ui.widgets.buttons import button
from ui.widgets.card import Card
from ui.widgets.field import Choice
from ui.widgets.message import Message
from ui.widgets.offered_editor import OfferedEditor
from ui.widgets.text import label

if TYPE_CHECKING:
    from assessment.domain.dossier import Dossier
    from assessment.services.workbench import Workbench
    from indicators.outline import Aspect, Outline

_RECOMMENDATION = 200
_WIDEST = 1400


class EvaluationTab(QWidget):
    """Every text is stored as soon as it is written; drafts are made from the explanations."""

    changed = Signal(object)

    def __init__(self, bench: Workbench) -> None:
        """Create an empty tab."""
        super().__init__()
        self._bench = bench
        self._dossier: Dossier | None = None
        self._outline: Outline | None = None
        self._shown = (0, "")
        self._editors: dict[int, tuple[OfferedEditor, OfferedEditor]] = {}
        self._stage = Choice(self.tr("Tahap"), name="evaluation_stage")
        self._stage.activated.connect(lambda _place: self._turn())
        self._draft = button(
            self.tr("Susun dari penjelasan"), icon_name="wand-sparkles", name="draft_notes"
        )
        self._draft.clicked.connect(self._offer_drafts)
        self._locked = Message(name="evaluation_locked")
        self.recommendation = OfferedEditor(
            self.tr("Rekomendasi"), name="recommendation", lines=_RECOMMENDATION
        )
        self.recommendation.written.connect(self._write_recommendation)
        self._aspects = QVBoxLayout()
        self._aspects.setSpacing(16)
        self._arrange()

    def _arrange(self) -> None:
        hint = label(
            self.tr(
                "Kekuatan berasal dari tingkat 4–5, kelemahan dari tingkat 1–2, terendah dahulu."
                " Isian kosong langsung diisi; yang sudah tertulis mendapat usulan di bawahnya."
            ),
            "small",
            "text2",
            wrap=True,
        )
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(hint, 1)
        head.addWidget(self._stage)
        head.addWidget(self._draft)
        last = Card(name="recommendation-card")
        last.body.addWidget(self.recommendation)
        content = QWidget()
        content.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._locked)
        column.addLayout(self._aspects)
        column.addWidget(last)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it has the focus
        scroll.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def show_assessment(self, assessment_id: int) -> None:
        """Show what is written about an assessment as it is stored now."""
        dossier = self._bench.worksheet.dossier(assessment_id)
        outline = self._bench.instruments.outline(dossier.assessment.instrument_id)
        if self._outline is None or self._outline.aspects != outline.aspects:
            self._make_cards(outline)
        stages = reached_stages(outline, dossier)
        same = self._dossier is not None and self._dossier.assessment.id == assessment_id
        wanted = self._stage.currentData() if same else None
        self._dossier, self._outline = dossier, outline
        self._stage.clear()
        for stage in stages:
            self._stage.addItem(stage.name, stage.id)
        known = {stage.id for stage in stages}
        shown = wanted if wanted in known else usual_stage(outline, dossier)
        self._stage.setCurrentIndex(self._stage.findData(shown))
        self._stage.setVisible(len(stages) > 1)
        self._show()

    def flush(self) -> None:
        """Store what is still being typed.

        Raises:
            StorageError: it cannot be stored.
        """
        for editors in self._editors.values():
            for part in editors:
                part.editor.flush()
        self.recommendation.editor.flush()

    def _make_cards(self, outline: Outline) -> None:
        while (item := self._aspects.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._editors = {}
        for aspect in outline.aspects:
            self._aspects.addWidget(self._card(aspect))
        before: QWidget = self._draft
        for part in (*chain(*self._editors.values()), self.recommendation):
            for child in part.findChildren(QWidget):
                if child.focusPolicy() & Qt.FocusPolicy.TabFocus:
                    QWidget.setTabOrder(before, child)
                    before = child

    def _card(self, aspect: Aspect) -> Card:
        card = Card(f"{aspect.number}  {aspect.name}", name=f"aspect_{aspect.number}")
        editors = (
            OfferedEditor(self.tr("Kekuatan"), name=f"strengths_{aspect.number}"),
            OfferedEditor(self.tr("Kelemahan"), name=f"weaknesses_{aspect.number}"),
        )
        row = QHBoxLayout()
        row.setSpacing(16)
        for part in editors:
            part.written.connect(partial(self._write_note, aspect.number))
            row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        self._editors[aspect.number] = editors
        return card

    def _turn(self) -> None:
        self.flush()
        self._show()

    def _show(self) -> None:
        if self._dossier is None or self._outline is None:
            return
        dossier, stage = self._dossier, str(self._stage.currentData())
        shown = (dossier.assessment.id, stage)
        fresh, self._shown = shown != self._shown, shown
        final = final_stages(dossier)
        locked = stage in final
        for number, (strengths, weaknesses) in self._editors.items():
            note = dossier.aspect_note(number, stage)
            strengths.show_text(note.strengths, fresh=fresh, locked=locked)
            weaknesses.show_text(note.weaknesses, fresh=fresh, locked=locked)
        every = {entry.id for entry in stages_of(self._outline, dossier.assessment.cycle)}
        text = dossier.assessment.recommendation
        self.recommendation.show_text(text, fresh=fresh, locked=every <= final)
        self._draft.setEnabled(not locked)
        title = self.tr("{0} sudah final").format(self._stage.currentText())
        words = self.tr("Catatan tahap ini hanya dapat dibaca. Buka kembali tahapnya di Penilaian.")
        self._locked.set_content("info", title, words)
        self._locked.setVisible(locked)

    def _offer_drafts(self) -> None:
        if self._dossier is None:
            return
        self.flush()
        key, stage = self._dossier.assessment.id, str(self._stage.currentData())
        for note in self._bench.evaluation.draft_notes(key, stage):
            strengths, weaknesses = self._editors[note.aspect]
            strengths.offer(note.strengths)
            weaknesses.offer(note.weaknesses)
        if not self.recommendation.editor.edit.isReadOnly():
            self.recommendation.offer(self._bench.evaluation.draft_recommendation(key, stage))

    def _write_note(self, aspect: int, _text: str) -> None:
        if self._dossier is None:
            return
        texts = [part.editor.text() for part in self._editors[aspect]]
        key, stage = self._dossier.assessment.id, self._shown[1]
        self._keep(self._bench.evaluation.write_note(key, aspect, stage, *texts))

    def _write_recommendation(self, text: str) -> None:
        if self._dossier is not None:
            key = self._dossier.assessment.id
            self._keep(self._bench.evaluation.write_recommendation(key, text))

    def _keep(self, step: object) -> None:
        if self._dossier is None:
            return
        self._dossier = self._bench.worksheet.dossier(self._dossier.assessment.id)
        self._show()
        if step is not None:
            self.changed.emit(step)
