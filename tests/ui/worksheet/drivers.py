"""The page as a person uses it."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.dossier import Dossier, RecordsByType
from assessment.domain.identity import Assessment, Record
from assessment.domain.records import Answer, Document, TextState
from assessment.domain.steps import Step
from assessment.services.workbench import Workbench
from ui.pages.worksheet import WorksheetPage
from ui.widgets.tabs import TabStrip

W = TypeVar("W", bound=QWidget)
CITING = {"edit_citation", "remove_citation"}
INSTRUMENT = "permenpanrb-59-2020"


def inside(owner: QWidget, kind: type[W], name: str) -> W:
    found = owner.findChild(kind, name)
    assert found is not None, name
    return found


@dataclass
class Desk:
    """The page as a person uses it, and what it said."""

    qtbot: QtBot
    bench: Workbench
    page: WorksheetPage
    city: Assessment
    steps: list[Step] = field(default_factory=list)

    def part(self, kind: type[W], name: str) -> W:
        return inside(self.page, kind, name)

    def click(self, name: str) -> None:
        detail = self.part(QWidget, "evidence_detail")
        if name in CITING or detail.findChild(QWidget, name) is not None:
            self.show_citations()
        self.qtbot.mouseClick(self.part(QWidget, name), Qt.MouseButton.LeftButton)

    def show_citations(self) -> QWidget:
        self.part(TabStrip, "evidence_tabs").setCurrentIndex(1)
        return self.part(QWidget, "evidence_detail")

    def dialog(self, name: str) -> QDialog:
        return self.part(QDialog, name)

    def answer(self, number: int = 10) -> Answer:
        return self.stored().answer(number)

    def stored(self) -> Dossier:
        return self.bench.worksheet.dossier(self.city.id)

    def settled(self) -> None:
        """What is shown is what is stored; that a text was read meanwhile is no step."""
        stored, shown = self.stored(), self.page.dossier
        assert shown is not None
        assert comparable(stored) == comparable(shown)


def comparable(dossier: Dossier) -> RecordsByType:
    """Its records, without documents that an undone step left in the library."""
    records = dossier.records()
    used = {attachment.sha256 for attachment in dossier.attachments}
    documents: dict[tuple[str | int, ...], Record] = {
        key: replace(document, text_state=TextState.UNKNOWN)
        for key, document in records.get(Document, {}).items()
        if isinstance(document, Document) and document.sha256 in used
    }
    return {**records, Document: documents}
