"""Stages side by side, strengths and weaknesses, the recommendation."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from assessment.domain.identity import SELF, Assessment
from assessment.services.workbench import Workbench
from tests.answering import ALL, score_all
from tests.ui.results.conftest import Fill
from tests.ui.results.drivers import ResultsDriver
from ui.theme import apply_theme

if TYPE_CHECKING:
    from assessment.domain.steps import Step

DOCUMENT = "document"
LEVELS = [1, 1, 2, 1, 1, 2, 1, 1, 1, 3, *[2] * 21, *[4] * 16]
STAGES, NOTES = 2, 3


@dataclass
class Evaluated:
    """An assessment that evaluators have scored, on the page."""

    page: ResultsDriver
    bench: Workbench
    made: Assessment
    steps: list["Step"] = field(default_factory=list)

    def editor(self, name: str) -> QPlainTextEdit:
        return self.page.find(QPlainTextEdit, name)

    def write(self, name: str, text: str) -> None:
        edit = self.editor(name)
        edit.setFocus()
        edit.selectAll()
        self.page.qtbot.keyClicks(edit, text)
        self.page.page.flush()

    def strengths(self, stage: str = DOCUMENT) -> str:
        dossier = self.bench.worksheet.dossier(self.made.id)
        return dossier.aspect_note(1, stage).strengths


@pytest.fixture
def evaluated(page: ResultsDriver, fill: Fill, workbench: Workbench) -> Evaluated:
    """Indicator 10 falls from 3 to 2 and 47 from 4 to 3 in the documents; that stage is open."""
    made = fill(2025, LEVELS)
    workbench.workflow.hand_in(made.id, ALL)
    workbench.workflow.approve(made.id, ALL)
    workbench.workflow.close_stage(made.id, SELF)
    again = {at: level - (at in {10, 47}) for at, level in enumerate(LEVELS, start=1)}
    score_all(workbench, made.id, again, DOCUMENT)
    page.page.show_assessment(made.id)
    shown = Evaluated(page, workbench, made)
    page.page.changed.connect(shown.steps.append)
    return shown


def test_a_self_assessment_alone_has_nothing_beside_it(page: ResultsDriver, fill: Fill) -> None:
    page.page.show_assessment(fill(2025, LEVELS).id)
    page.open_tab(STAGES)
    assert not page.table("stages").isVisible()
    assert not page.find(QAbstractButton, "copy-table").isEnabled()


def test_stages_stand_side_by_side(evaluated: Evaluated) -> None:
    page = evaluated.page
    page.open_tab(STAGES)
    assert page.text("stages-title") == "2 indikator dinilai berbeda"
    rows = page.rows("stages")
    assert page.table("stages").figures().titles[1:] == ("Mandiri", "Dokumen", "Selisih")
    index, grade, changed, missing = rows[:4]
    assert index == ["Indeks SPBE", "2,83", "2,79", "−0,04"]
    assert grade[1:3] == ["Baik", "Baik"]
    assert changed[1:3] == ["–", "2"]
    assert missing[1:3] == ["0", "0"]
    differing = [row for row in page.table("stages").figures().rows if row.indicator]
    assert [[cell.text for cell in row.cells[1:]] for row in differing] == [
        ["3", "2", "−1"],
        ["4", "3", "−1"],
    ]


def test_a_differing_indicator_leads_to_its_sheet(evaluated: Evaluated, qtbot: QtBot) -> None:
    page = evaluated.page
    page.open_tab(STAGES)
    table = page.table("stages")
    place = next(n for n, row in enumerate(table.figures().rows) if row.indicator)
    table.setCurrentIndex(table.model().index(place, 0))
    with qtbot.waitSignal(page.page.indicator_requested) as asked:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked.args == [10]


def test_the_comparison_is_copied(evaluated: Evaluated) -> None:
    evaluated.page.open_tab(STAGES)
    evaluated.page.click("copy-table")
    assert "Indeks SPBE\t2,83\t2,79\t-0,04" in evaluated.page.clipboard()


def test_drafts_fill_what_is_empty(evaluated: Evaluated) -> None:
    page = evaluated.page
    page.open_tab(NOTES)
    assert page.find(QComboBox, "evaluation_stage").currentText() == "Penilaian Dokumen"
    page.click("draft_notes")
    assert "3 dari 10 indikator" in evaluated.strengths()
    assert evaluated.editor("strengths_1").toPlainText() == evaluated.strengths()
    stored = evaluated.bench.worksheet.dossier(evaluated.made.id)
    assert len([note for note in stored.aspect_notes if note.weaknesses]) == 8
    assert stored.assessment.recommendation.startswith("Ringkasan\n")
    assert evaluated.steps


def test_a_draft_never_overwrites_what_is_written(evaluated: Evaluated) -> None:
    page = evaluated.page
    page.open_tab(NOTES)
    evaluated.write("strengths_1", "Tulisan sendiri.")
    page.click("draft_notes")
    assert evaluated.strengths() == "Tulisan sendiri."
    offered = evaluated.editor("strengths_1_offered").toPlainText()
    page.click("strengths_1_leave")
    assert evaluated.strengths() == "Tulisan sendiri."
    page.click("draft_notes")
    page.click("strengths_1_take")
    assert evaluated.strengths() == offered
    assert not evaluated.editor("strengths_1_offered").isVisible()


def test_each_stage_has_notes_of_its_own(evaluated: Evaluated) -> None:
    page = evaluated.page
    page.open_tab(NOTES)
    evaluated.write("strengths_1", "Dari dokumen.")
    box = page.find(QComboBox, "evaluation_stage")
    box.setCurrentIndex(0)
    box.activated.emit(0)
    edit = evaluated.editor("strengths_1")
    assert edit.toPlainText() == ""
    assert edit.isReadOnly()  # the self assessment is final
    assert not page.find(QAbstractButton, "draft_notes").isEnabled()
    assert evaluated.strengths() == "Dari dokumen."
    assert evaluated.strengths(SELF) == ""


def test_undo_shows_in_the_notes(evaluated: Evaluated) -> None:
    page = evaluated.page
    page.open_tab(NOTES)
    evaluated.write("recommendation", "Jaga mutu.")
    evaluated.bench.worksheet.undo(evaluated.made.id)
    page.page.show_assessment(evaluated.made.id)
    assert evaluated.editor("recommendation").toPlainText() == ""


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_notes_in_other_themes(evaluated: Evaluated, qapp: QApplication, theme: str) -> None:
    evaluated.page.open_tab(NOTES)
    apply_theme(qapp, theme, 1.25)
    assert not evaluated.page.page.grab().isNull()
    assert evaluated.editor("strengths_1").isVisible()
