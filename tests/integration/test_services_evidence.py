"""Evidence at indicators: taken in, described, cited, taken away, looked over."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest

from assessment.domain.checks import FindingKind
from assessment.domain.errors import StorageError, StorageProblem, UnknownIndicatorError
from assessment.domain.file_errors import FileProblem, FileRefusedError
from assessment.domain.identity import State
from assessment.domain.progress import CancelledError
from assessment.domain.records import Citation, Document, DocumentKind
from assessment.services.evidence import EvidenceRoom
from assessment.services.workbench import Workbench
from tests.answering import begun
from tests.builders import NOW, pdf


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


@pytest.fixture
def room(workbench: Workbench, city: int) -> EvidenceRoom:
    return workbench.evidence


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    return [
        pdf(tmp_path / "Perwali-12-2023.pdf", "Pasal 4", pages=2),
        pdf(tmp_path / "SOP Helpdesk 2022.pdf", "Langkah 1"),
    ]


def stored_files(bench: Workbench) -> list[Path]:
    return [path for path in (bench.root / "evidence").rglob("*") if path.is_file()]


def test_files_are_taken_in_one_step(
    workbench: Workbench, room: EvidenceRoom, city: int, papers: list[Path]
) -> None:
    attached = room.attach(city, 10, papers)
    assert [document.name for document in attached.taken] == [path.name for path in papers]
    assert attached.refused == ()
    regulation, procedure = attached.taken
    assert (regulation.kind, regulation.number) == (DocumentKind.REGULATION, "12")
    assert (regulation.pages, procedure.kind) == (2, DocumentKind.PROCEDURE)
    dossier = workbench.worksheet.dossier(city)
    assert [entry.label for entry in dossier.evidence(10)] == ["10.a", "10.b"]
    assert dossier.answer(10).state is State.DRAFT
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).evidence(10) == ()
    assert len(room.documents()) == 2  # the library keeps them
    workbench.worksheet.redo(city)
    assert len(workbench.worksheet.dossier(city).evidence(10)) == 2


def test_one_file_serves_many_indicators(
    workbench: Workbench, room: EvidenceRoom, city: int, papers: list[Path]
) -> None:
    first = room.attach(city, 10, papers[:1])
    again = room.attach(city, 10, [papers[0], papers[0]])
    assert again.step is None
    assert again.present == first.taken * 2
    other = room.attach(city, 11, papers[:1])
    known = room.attach_known(city, 12, first.taken)
    assert other.taken == known.taken == first.taken
    twice = room.attach(city, 13, [papers[0], papers[0]])
    assert twice.taken == twice.present == first.taken
    assert len(stored_files(workbench)) == 1
    assert room.documents() == first.taken


def test_files_that_cannot_be_taken_stand_beside_the_others(
    workbench: Workbench, room: EvidenceRoom, city: int, papers: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "kosong.pdf").touch()
    wanted = [tmp_path / "kosong.pdf", papers[0], tmp_path / "hilang.pdf"]
    attached = room.attach(city, 10, wanted)
    assert len(attached.taken) == 1
    assert [error.problem for error in attached.refused] == [
        FileProblem.EMPTY,
        FileProblem.MISSING,
    ]
    assert room.attach(city, 10, wanted[:1]).step is None


class Stop:
    """A person who cancels when the second file begins."""

    def step(self, done: int, total: int, label: str = "") -> None:
        if (done, total) == (1, 2):
            raise CancelledError


def test_cancelling_attaches_nothing(
    workbench: Workbench, room: EvidenceRoom, city: int, papers: list[Path]
) -> None:
    with pytest.raises(CancelledError):
        room.attach(city, 10, papers, Stop())
    assert workbench.worksheet.dossier(city).attachments == ()
    assert len(workbench.worksheet.history(city)) == 1
    assert stored_files(workbench) == []


def test_cancelling_leaves_what_was_stored_before(
    workbench: Workbench, room: EvidenceRoom, city: int, papers: list[Path]
) -> None:
    room.attach(city, 3, papers[:1])
    before = stored_files(workbench)
    with pytest.raises(CancelledError):
        room.attach(city, 10, papers, Stop())
    assert stored_files(workbench) == before
    assert len(before) == 1


@pytest.mark.parametrize("number", [0, 48])
def test_an_indicator_that_does_not_exist_takes_nothing(
    workbench: Workbench, room: EvidenceRoom, city: int, papers: list[Path], number: int
) -> None:
    with pytest.raises(UnknownIndicatorError) as caught:
        room.attach(city, number, papers)
    assert caught.value.number == number
    assert stored_files(workbench) == []
    (document, *_) = room.attach(city, 10, papers).taken
    with pytest.raises(UnknownIndicatorError):
        room.attach_known(city, number, [document])


def test_a_full_disk_attaches_nothing(
    workbench: Workbench,
    room: EvidenceRoom,
    city: int,
    papers: Sequence[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_descriptor: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError) as caught:
        room.attach(city, 10, papers)
    assert caught.value.problem is StorageProblem.FULL
    assert stored_files(workbench) == []
    assert workbench.worksheet.dossier(city).attachments == ()


@pytest.fixture
def paper(room: EvidenceRoom, city: int, papers: list[Path]) -> Document:
    (document,) = room.attach(city, 10, papers[:1]).taken
    return document


def test_a_document_is_described(
    workbench: Workbench, room: EvidenceRoom, city: int, paper: Document
) -> None:
    described = replace(paper, about="SPBE", issued=date(2023, 5, 2), issuer="Wali Kota")
    assert room.describe(city, described) is not None
    assert room.documents() == (described,)
    assert room.describe(city, described) is None
    assert room.describe(city, replace(described, sha256="f" * 64)) is None
    workbench.worksheet.undo(city)
    assert room.documents() == (paper,)


def cited(room: EvidenceRoom, city: int, paper: Document) -> Citation:
    step = room.cite(Citation("", city, 10, paper.sha256, 2, 1, "Pasal 4", "1", "Isi"))
    (record,) = (change.after for change in step.changes if isinstance(change.after, Citation))
    return record


def test_a_passage_is_cited_edited_and_removed(
    workbench: Workbench, room: EvidenceRoom, city: int, paper: Document
) -> None:
    citation = cited(room, city, paper)
    assert len(citation.uid) == 32
    edited = replace(citation, article="Pasal 5")
    assert room.edit_citation(edited) is not None
    assert room.edit_citation(edited) is None
    (entry,) = workbench.worksheet.dossier(city).evidence(10)
    assert entry.citations == (edited,)
    assert room.remove_citation(citation.uid) is not None
    assert room.remove_citation(citation.uid) is None
    assert room.edit_citation(citation) is None
    workbench.worksheet.undo(city)
    workbench.worksheet.undo(city)
    (entry,) = workbench.worksheet.dossier(city).evidence(10)
    assert entry.citations == (citation,)


def test_citing_makes_an_approved_answer_a_draft_again(
    workbench: Workbench, room: EvidenceRoom, city: int, paper: Document
) -> None:
    workbench.worksheet.undo(city)
    assert workbench.worksheet.dossier(city).answers == ()
    workbench.worksheet.redo(city)
    step = room.cite(Citation("", city, 10, paper.sha256))
    assert len(step.changes) == 1  # it is a draft already
    assert workbench.worksheet.dossier(city).answer(10).state is State.DRAFT


def test_a_passage_of_what_is_not_attached_is_refused(
    workbench: Workbench, room: EvidenceRoom, city: int, paper: Document
) -> None:
    before = workbench.worksheet.dossier(city)
    with pytest.raises(StorageError) as caught:
        room.cite(Citation("", city, 11, paper.sha256))
    assert caught.value.problem is StorageProblem.CONFLICT
    assert workbench.worksheet.dossier(city) == before


def test_evidence_is_taken_away_with_its_passages(
    workbench: Workbench, room: EvidenceRoom, city: int, paper: Document, papers: list[Path]
) -> None:
    citation = cited(room, city, paper)
    room.attach(city, 10, papers[1:])
    assert room.detach(city, 10, paper.sha256) is not None
    dossier = workbench.worksheet.dossier(city)
    assert [entry.label for entry in dossier.evidence(10)] == ["10.b"]  # letters stay
    assert dossier.citations == ()
    assert room.detach(city, 10, paper.sha256) is None
    assert room.detach(city, 11, paper.sha256) is None
    assert len(stored_files(workbench)) == 2
    workbench.worksheet.undo(city)
    first, _ = workbench.worksheet.dossier(city).evidence(10)
    assert (first.label, first.citations) == ("10.a", (citation,))


def test_a_copy_for_viewing(room: EvidenceRoom, paper: Document, tmp_path: Path) -> None:
    copy = room.copy_for_viewing(paper, tmp_path / "lihat")
    assert copy.name == paper.name
    with pytest.raises(FileRefusedError):
        room.copy_for_viewing(Document("f" * 64, "x.pdf", 1, NOW), tmp_path / "lihat")


class Listener:
    def __init__(self) -> None:
        self.heard: list[tuple[int, int, str]] = []

    def step(self, done: int, total: int, label: str = "") -> None:
        self.heard.append((done, total, label))


def test_a_review_reads_every_file(
    workbench: Workbench, room: EvidenceRoom, city: int, paper: Document
) -> None:
    workbench.worksheet.choose_level(city, 10, 2)
    listener = Listener()
    found = workbench.review.findings(city, listener)
    assert listener.heard == [(0, 1, paper.name)]
    mine = {finding.kind for finding in found if finding.indicator == 10}
    assert mine == {
        FindingKind.UNSUPPORTED,
        FindingKind.WITHOUT_CITATION,
        FindingKind.WITHOUT_EXPLANATION,
    }
    (stored,) = stored_files(workbench)
    stored.unlink()
    found = workbench.review.findings(city)
    assert FindingKind.FILE_MISSING in {f.kind for f in found if f.indicator == 10}
