from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from assessment.domain.identity import Assessment, InstitutionKind
from assessment.domain.records import Citation, Document, DocumentKind, DocumentStatus
from assessment.domain.steps import Step
from assessment.services.workbench import Workbench
from tests.builders import pdf
from ui.indexing import Indexing
from ui.pages.library import LibraryPage
from ui.tasks import TaskRunner
from ui.widgets.library_table import LibraryTable
from ui.widgets.viewer import Viewer
from ui.widgets.viewer_source import PageSource

W = TypeVar("W", bound=QWidget)
INSTRUMENT = "permenpanrb-59-2020"
WORDS = "Tim Koordinasi SPBE bertugas"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "berkas"
    folder.mkdir()
    return folder


@pytest.fixture
def city(workbench: Workbench, files: Path) -> Assessment:
    """Indicators 10 and 12 rest on a regulation of 12 pages, 6 on a report as well."""
    made = workbench.assessments.start(
        "Kota Nusa Damai", InstitutionKind.CITY, 2025, instrument_id=INSTRUMENT
    )
    room = workbench.evidence
    for number, level in {6: 2, 10: 3, 12: 2}.items():
        workbench.worksheet.choose_level(made.id, number, level)
    paths = [pdf(files / "perwali.pdf", WORDS, pages=12), pdf(files / "laporan.pdf", "Laporan")]
    regulation = room.attach(made.id, 10, paths[:1]).taken[0]
    room.attach(made.id, 12, paths[:1])
    room.attach(made.id, 6, paths)
    room.describe(
        made.id,
        replace(
            regulation,
            kind=DocumentKind.REGULATION,
            number="12",
            year=2023,
            status=DocumentStatus.ENACTED,
        ),
    )
    quote = "Koordinasi SPBE bertugas halaman 7"
    room.cite(Citation("", made.id, 10, regulation.sha256, 3, 1, "Pasal 41", "7", quote))
    workbench.search.index_missing()
    return made


@dataclass
class Shelf:
    """The page as a person uses it, and what it said."""

    qtbot: QtBot
    bench: Workbench
    page: LibraryPage
    city: Assessment
    indexing: Indexing
    steps: list[Step] = field(default_factory=list)

    def part(self, kind: type[W], name: str = "") -> W:
        found = self.page.findChild(kind, name) if name else self.page.findChild(kind)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        widget = self.part(QWidget, name)
        self.qtbot.waitUntil(widget.isVisible)  # a layout shows what is new a moment later
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def text(self, name: str) -> str:
        return self.part(QLabel, name).text()

    @property
    def table(self) -> LibraryTable:
        return self.part(LibraryTable)

    @property
    def viewer(self) -> Viewer:
        return self.part(Viewer)

    def titles(self) -> list[str]:
        documents = self.table.documents
        rows = range(documents.rowCount())
        return [str(documents.index(row, 0).data()) for row in rows]

    def document(self, name: str) -> Document:
        return next(one for one in self.bench.evidence.documents() if one.name == name)

    def choose(self, name: str) -> None:
        """Click the row of a document."""
        place = self.table.documents.place_of(self.document(name).sha256)
        rect = self.table.visualRect(self.table.documents.index(place, 0))
        view = self.table.viewport()
        self.qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=rect.center())


@pytest.fixture
def shelf(qtbot: QtBot, workbench: Workbench, city: Assessment) -> Iterator[Shelf]:
    tasks = TaskRunner()
    indexing = Indexing(lambda: workbench.search)
    page = LibraryPage(workbench, tasks, indexing)
    qtbot.addWidget(page)
    page.resize(1286, 736)
    page.show_assessment(city.id)
    page.show()
    made = Shelf(qtbot, workbench, page, city, indexing)
    page.changed.connect(made.steps.append)
    yield made
    assert page.shutdown()
    assert indexing.shutdown()
    assert tasks.shutdown()


@pytest.fixture
def viewer(qtbot: QtBot, workbench: Workbench) -> Iterator[Viewer]:
    tasks = TaskRunner()
    shown = Viewer(workbench.evidence, workbench.search, tasks)
    qtbot.addWidget(shown)
    shown.resize(700, 600)
    shown.show()
    yield shown
    assert shown.shutdown()
    assert tasks.shutdown()


Keep = Callable[[PageSource], PageSource]


@pytest.fixture
def keep(qapp: QApplication) -> Iterator[Keep]:
    """Close a source at the end of the test."""
    sources: list[PageSource] = []

    def remember(source: PageSource) -> PageSource:
        sources.append(source)
        return source

    yield remember
    for source in sources:
        source.close()
    qapp.processEvents()
