"""Two windows on one workspace: what one reads to decide on cannot change before it writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from assessment.domain.errors import NotHandedInError
from assessment.domain.evidence_folder import Arrival, Placed
from assessment.domain.records import Citation
from assessment.services.workbench import Workbench
from assessment.storage.unit_of_work import SqlUnitOfWork
from tests.conftest import opened

Between = Callable[[Callable[[], object]], None]


@pytest.fixture
def between(monkeypatch: pytest.MonkeyPatch) -> Between:
    """Lets another window act just before this one begins to write."""
    enter = SqlUnitOfWork.__enter__
    waiting: list[Callable[[], object]] = []

    def late(work: SqlUnitOfWork) -> SqlUnitOfWork:
        if waiting:
            waiting.pop()()
        return enter(work)

    monkeypatch.setattr(SqlUnitOfWork, "__enter__", late)
    return waiting.append


@pytest.fixture
def other(workbench: Workbench, village: int) -> Workbench:
    """A second window; both stand on level 3 for indicator 1 and level 4 for indicator 2."""
    workbench.worksheet.choose_level(village, 1, 3)
    workbench.worksheet.choose_level(village, 2, 4)
    return opened(workbench.root)


def test_each_takes_back_a_step_of_its_own(
    workbench: Workbench, other: Workbench, village: int, between: Between
) -> None:
    between(lambda: other.worksheet.undo(village))
    assert workbench.worksheet.undo(village)
    assert workbench.worksheet.dossier(village).levels() == {}
    between(lambda: other.worksheet.redo(village))
    assert workbench.worksheet.redo(village)
    assert workbench.worksheet.dossier(village).levels() == {1: 3, 2: 4}


def test_nothing_is_left_to_take_back(
    workbench: Workbench, other: Workbench, village: int, between: Between
) -> None:
    other.worksheet.undo(village)
    between(lambda: other.worksheet.undo(village))
    assert workbench.worksheet.undo(village) is None


def test_each_gives_a_letter_of_its_own(
    workbench: Workbench, other: Workbench, village: int, between: Between, tmp_path: Path
) -> None:
    papers = [tmp_path / f"{number}.txt" for number in range(4)]
    for paper in papers:
        paper.write_text(paper.stem)
    between(lambda: other.evidence.attach(village, 1, papers[:1]))
    workbench.evidence.attach(village, 1, papers[1:2])
    arrival = Arrival(papers[2], Placed(1, 1, "sop.txt"))
    between(lambda: other.evidence.attach(village, 1, papers[3:]))
    workbench.evidence_intake.take_in(village, [arrival])
    evidence = workbench.worksheet.dossier(village).evidence(1)
    assert [entry.label for entry in evidence] == ["1.a", "1.b", "1.c", "1.d"]


def test_what_was_cited_meanwhile_goes_with_its_document(
    workbench: Workbench, other: Workbench, village: int, between: Between, tmp_path: Path
) -> None:
    paper = tmp_path / "perwali.txt"
    paper.write_text("Pasal 1")
    (document,) = workbench.evidence.attach(village, 1, [paper]).taken
    citation = Citation("", village, 1, document.sha256, article="Pasal 1")
    between(lambda: other.evidence.cite(citation))
    assert workbench.evidence.detach(village, 1, document.sha256)
    assert workbench.worksheet.dossier(village).citations == ()


def test_what_a_workbook_brings_gets_a_letter_of_its_own(
    workbench: Workbench, other: Workbench, village: int, between: Between, tmp_path: Path
) -> None:
    papers = [tmp_path / "perwali.txt", tmp_path / "sk.txt"]
    for paper in papers:
        paper.write_text(paper.stem)
    (document,) = workbench.evidence.attach(village, 1, papers[:1]).taken
    workbench.evidence.cite(Citation("", village, 1, document.sha256, article="Pasal 1"))
    workbench.handover.export(village, tmp_path / "a.xlsx")
    workbench.evidence.detach(village, 1, document.sha256)
    preview = workbench.takeover.preview(tmp_path / "a.xlsx")
    between(lambda: other.evidence.attach(village, 1, papers[1:]))
    assert workbench.takeover.apply(preview, preview.differences)
    evidence = workbench.worksheet.dossier(village).evidence(1)
    assert [entry.label for entry in evidence] == ["1.a", "1.b"]


def test_what_was_cited_meanwhile_moves_to_the_newer_version(
    workbench: Workbench, other: Workbench, village: int, between: Between, tmp_path: Path
) -> None:
    papers = [tmp_path / "perwali.txt", tmp_path / "perwali-baru.txt"]
    for paper in papers:
        paper.write_text(paper.stem)
    (document,) = workbench.evidence.attach(village, 1, papers[:1]).taken
    citation = Citation("", village, 1, document.sha256, article="Pasal 1")
    between(lambda: other.evidence.cite(citation))
    newer = workbench.library.replace(village, document.sha256, papers[1]).document
    (moved,) = workbench.worksheet.dossier(village).citations
    assert moved.sha256 == newer.sha256


def test_nobody_approves_what_was_changed_meanwhile(
    workbench: Workbench, other: Workbench, village: int, between: Between
) -> None:
    workbench.workflow.hand_in(village, [1])
    between(lambda: other.worksheet.choose_level(village, 1, 5))
    with pytest.raises(NotHandedInError):
        workbench.workflow.approve(village, [1])
