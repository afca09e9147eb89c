"""Looking an assessment over: files read, glanced at, findings waived and taken up again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.domain.errors import UnknownAssessmentError
from assessment.domain.findings import Finding, FindingKind, Reviewed
from assessment.domain.identity import InstitutionKind
from assessment.domain.progress import CancelledError
from assessment.domain.records import Citation, Document, TextState
from assessment.domain.steps import Action
from assessment.services.review import Review
from assessment.services.workbench import Workbench
from tests.answering import begun
from tests.builders import pdf

SHIPPED = "permenpanrb-59-2020"


@pytest.fixture
def city(workbench: Workbench) -> int:
    return begun(workbench)


@pytest.fixture
def review(workbench: Workbench) -> Review:
    return workbench.review


@pytest.fixture
def paper(workbench: Workbench, city: int, tmp_path: Path) -> Document:
    path = pdf(tmp_path / "Perwali-12-2023.pdf", "Pasal 4", pages=2)
    (taken,) = workbench.evidence.attach(city, 10, [path]).taken
    return taken


def stored(workbench: Workbench, document: Document) -> Path:
    return workbench.root / "evidence" / document.sha256[:2] / document.sha256


def kinds(reviewed: Reviewed, indicator: int = 10) -> set[str]:
    return {finding.kind.value for finding in reviewed.open if finding.indicator == indicator}


def test_a_glance_finds_what_a_look_finds(
    workbench: Workbench, review: Review, city: int, paper: Document
) -> None:
    workbench.worksheet.choose_level(city, 10, 2)
    uid = Citation("", city, 10, paper.sha256, 2, 1, page="7")
    workbench.evidence.cite(uid)
    looked = review.look_over(city)
    assert "page_out_of_range" in kinds(looked)
    assert review.glance(city) == looked
    assert review.findings(city) == looked.open


def test_quotes_are_compared_with_the_text_once_it_was_read(
    workbench: Workbench, review: Review, city: int, tmp_path: Path
) -> None:
    paper = pdf(tmp_path / "Tim-Koordinasi.pdf", "Tim koordinasi bertugas", pages=2)
    (taken,) = workbench.evidence.attach(city, 10, [paper]).taken
    quotes = {"1": "bertugas halaman 2", "2": "Tim Koordinasi", "3": "tidak ada"}
    for page, quote in quotes.items():
        workbench.evidence.cite(Citation("", city, 10, taken.sha256, 2, 1, "", page, quote))
    assert "quote_not_on_page" not in kinds(review.look_over(city))
    workbench.search.index_missing()
    found = [one for one in review.glance(city).open if one.kind is FindingKind.QUOTE_NOT_ON_PAGE]
    assert [(one.page, one.detail.partition(", ")[2]) for one in found] == [
        (2, "hlm. 1: “bertugas halaman 2” ada di hlm. 2")
    ]
    wrong = next(one for one in workbench.worksheet.dossier(city).citations if one.page == "1")
    workbench.evidence.edit_citation(replace(wrong, page="2"))
    assert "quote_not_on_page" not in kinds(review.glance(city))


@pytest.mark.parametrize(
    ("content", "kind"),
    [(None, "file_missing"), (b"", "file_empty"), (b"%PDF-1.4 lain", "file_changed")],
)
def test_a_glance_sees_files_that_changed_their_looks(
    workbench: Workbench,
    review: Review,
    city: int,
    paper: Document,
    content: bytes | None,
    kind: str,
) -> None:
    assert kinds(review.glance(city)) == {"unanswered"}
    path = stored(workbench, paper)
    path.chmod(0o644)
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert kind in kinds(review.glance(city))
    assert kind in kinds(review.look_over(city))
    assert kind in kinds(review.glance(city))


def test_a_glance_remembers_what_only_reading_shows(
    workbench: Workbench, review: Review, city: int, paper: Document
) -> None:
    path = stored(workbench, paper)
    content = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(content[:-1] + b"?")  # of the same size
    assert "file_changed" not in kinds(review.glance(city))
    assert "file_changed" in kinds(review.look_over(city))
    assert "file_changed" in kinds(review.glance(city))


def test_a_glance_trusts_the_text_that_was_read(
    workbench: Workbench, review: Review, city: int, tmp_path: Path
) -> None:
    workbench.evidence.attach(city, 10, [pdf(tmp_path / "Pindaian.pdf", "")])
    assert kinds(review.glance(city)) == {"unanswered"}
    workbench.search.index_missing()
    (document,) = workbench.evidence.documents()
    assert document.text_state is TextState.IMAGE_ONLY
    assert "image_only" in kinds(review.glance(city))


def test_an_old_review_is_as_old_as_it_is_today(
    workbench: Workbench, review: Review, city: int, tmp_path: Path
) -> None:
    path = pdf(tmp_path / "Laporan Reviu.pdf", "Reviu")
    (report,) = workbench.evidence.attach(city, 1, [path]).taken
    workbench.worksheet.choose_level(city, 1, 4)
    workbench.evidence.cite(Citation("", city, 1, report.sha256, 4))
    workbench.evidence.describe(city, replace(report, issued=date(2023, 7, 11)))
    assert "old_review" not in kinds(review.glance(city), 1)  # the clock stands at 10 July 2025
    workbench.evidence.describe(city, replace(report, issued=date(2023, 7, 9)))
    assert "old_review" in kinds(review.glance(city), 1)


def test_waiving_is_one_step_that_can_be_undone(
    workbench: Workbench, review: Review, city: int
) -> None:
    open_before = review.glance(city).open
    two = open_before[:2]
    step = review.waive(city, two, "  Tidak \n relevan ")
    assert step is not None
    assert (step.action, len(step.changes)) == (Action.WAIVE, 2)
    reviewed = review.glance(city)
    assert reviewed.open == open_before[2:]
    assert [entry.finding for entry in reviewed.waived] == list(two)
    assert {entry.reason for entry in reviewed.waived} == {"Tidak relevan"}
    workbench.worksheet.undo(city)
    assert review.glance(city) == Reviewed(open_before)
    workbench.worksheet.redo(city)
    assert review.glance(city) == reviewed


def test_waiving_again_changes_the_reason_only(review: Review, city: int) -> None:
    first = review.glance(city).open[0]
    review.waive(city, [first], "Satu")
    assert review.waive(city, [first], "Satu") is None
    assert review.waive(city, [first], "Dua") is not None
    assert [entry.reason for entry in review.glance(city).waived] == ["Dua"]


def test_a_waived_finding_is_taken_up_again(review: Review, city: int) -> None:
    before = review.glance(city)
    review.waive(city, before.open[:3], "Alasan")
    assert review.unwaive(city, before.open[:3]) is not None
    assert review.glance(city) == before
    assert review.unwaive(city, before.open[:3]) is None


def test_waiving_nothing_is_no_step(review: Review, city: int) -> None:
    assert review.waive(city, [], "Alasan") is None


def test_waivers_belong_to_their_assessment(
    workbench: Workbench, review: Review, city: int
) -> None:
    other = workbench.assessments.start(
        "Kota Lain", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    )
    review.waive(city, [Finding(FindingKind.UNANSWERED, 1)], "Alasan")
    assert review.glance(other.id).waived == ()


def test_an_unknown_assessment(review: Review) -> None:
    for look in (review.glance, review.look_over, review.findings):
        with pytest.raises(UnknownAssessmentError):
            look(9)


class Impatient:
    def step(self, done: int, total: int, label: str = "") -> None:
        raise CancelledError


def test_looking_can_be_stopped(review: Review, city: int, paper: Document) -> None:
    assert paper.pages == 2
    with pytest.raises(CancelledError):
        review.look_over(city, Impatient())
