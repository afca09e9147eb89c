"""What storage keeps beside steps: names and text states; and waivers, which are steps."""

from pathlib import Path

import pytest

from assessment.domain.errors import StorageError, StorageProblem
from assessment.domain.records import Document, TextState, Waiver
from assessment.domain.steps import Action, Change, NewStep
from assessment.services.ports import Begin
from assessment.services.workbench import Workbench
from assessment.storage.database import open_database
from assessment.storage.reading import SqliteReader
from assessment.storage.workspace import Workspace
from tests.answering import begun
from tests.builders import NOW
from tests.conftest import SteppingClock

PAPER = Document("a" * 64, "Perwali.pdf", 9, NOW)


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


@pytest.fixture
def begin(workbench: Workbench, city: int, clock: SteppingClock) -> Begin:
    begin = open_database(Workspace(workbench.root), str, clock)
    with begin() as work:
        work.apply(NewStep(city, Action.ATTACH, (Change(None, PAPER),)))
        work.commit()
    return begin


def test_names_are_kept_once(workbench: Workbench, begin: Begin) -> None:
    for name in ("b.pdf", "a.pdf", "b.pdf"):
        with begin() as work:
            work.add_name(PAPER.sha256, name)
            work.commit()
    reader = SqliteReader(Workspace(workbench.root).database)
    assert reader.document_names() == {PAPER.sha256: ("a.pdf", "b.pdf")}


def test_a_name_needs_its_document(begin: Begin) -> None:
    with begin() as work, pytest.raises(StorageError) as caught:
        work.add_name("f" * 64, "x.pdf")
    assert caught.value.problem is StorageProblem.CONFLICT


def test_without_a_workspace_there_are_no_names(tmp_path: Path) -> None:
    assert SqliteReader(tmp_path / "workspace.sqlite3").document_names() == {}


def test_the_state_of_a_text_is_kept(workbench: Workbench, begin: Begin) -> None:
    with begin() as work:
        work.set_text_state(PAPER.sha256, TextState.TEXT)
        work.set_text_state("f" * 64, TextState.TEXT)  # removed meanwhile
        work.commit()
    (document,) = workbench.evidence.documents()
    assert document.text_state is TextState.TEXT


def test_waivers_are_undone_and_done_again(workbench: Workbench, begin: Begin, city: int) -> None:
    waiver = Waiver(city, "without_citation", 10, "3", "Dirujuk pada lampiran")
    with begin() as work:
        work.apply(NewStep(city, Action.WAIVE, (Change(None, waiver),)))
        work.commit()
    assert workbench.worksheet.dossier(city).waivers == (waiver,)
    assert workbench.worksheet.history(city, 10)[0].action is Action.WAIVE
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).waivers == ()
    workbench.worksheet.redo(city)
    assert workbench.worksheet.dossier(city).waivers == (waiver,)
