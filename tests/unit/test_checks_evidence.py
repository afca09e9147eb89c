"""Findings on evidence: passages, pages, age, drafts, names without files."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessment.domain.checks import findings, reviewed
from assessment.domain.checks_evidence import MOST_PLACES, is_draft
from assessment.domain.dossier import Dossier
from assessment.domain.findings import (
    CURES,
    DOCUMENT_CURES,
    FileState,
    Finding,
    FindingKind,
    Waived,
)
from assessment.domain.identity import State
from assessment.domain.records import (
    Answer,
    Attachment,
    Citation,
    Document,
    DocumentKind,
    DocumentStatus,
    Waiver,
)
from assessment.domain.words import CURES as CURE_WORDS
from assessment.domain.words import FINDINGS, finding_detail
from tests.builders import NOW, empty_dossier, official_instrument, ticks_up_to

INSTRUMENT = official_instrument()
FIRST = INSTRUMENT.indicator(1)
PAPER = Document("a" * 64, "Perwali-12-2023.pdf", 1, NOW, DocumentKind.REGULATION, pages=20)
# Level 4 of indicator 1: the second condition asks for a review.
REVIEWED = next(
    position
    for position, text in enumerate(FIRST.level(4).conditions, start=1)
    if "direviu" in text
)


def cited(**changes: Any) -> Citation:
    given = {"uid": "c", "level": 2, "quote": "Arsitektur SPBE ditetapkan.", **changes}
    return Citation(assessment_id=1, indicator=given.pop("indicator", 1), sha256="a" * 64, **given)


def dossier(*citations: Citation, paper: Document = PAPER, **answer: Any) -> Dossier:
    """Indicator 1 at level 2 with one document and these passages of it."""
    level = answer.setdefault("level", 2)
    ticks = frozenset() if level is None else ticks_up_to(FIRST, level)
    given = {"fact": "Ada (1.a).", "analysis": "Ya.", "ticks": ticks, "state": State.DRAFT}
    return replace(
        empty_dossier(INSTRUMENT),
        answers=(Answer(1, 1, **{**given, **answer}),),
        documents=(paper,),
        attachments=(Attachment(1, 1, paper.sha256, 1),),
        citations=citations,
    )


def found(given: Dossier, *, today: date | None = None) -> list[tuple[str, str]]:
    sound = {document.sha256: FileState.READABLE for document in given.documents}
    return [
        (finding.kind.value, finding.detail)
        for finding in findings(INSTRUMENT, given, sound, today)
        if finding.kind is not FindingKind.UNANSWERED
    ]


def test_a_condition_without_a_passage_is_named() -> None:
    given = dossier(cited(), cited(uid="d", level=3, condition=2), level=3)
    missing = [detail for kind, detail in found(given) if kind == "condition_without_citation"]
    every = [f"3.{n}" for n in range(1, len(FIRST.level(3).conditions) + 1)]
    assert missing == [name for name in every if name != "3.2"]


def test_a_passage_for_the_level_covers_its_conditions() -> None:
    assert found(dossier(cited(), cited(uid="d", level=3), level=3)) == []


def test_a_passage_without_level_speaks_for_the_claim() -> None:
    assert found(dossier(cited(level=None))) == []


def test_what_is_not_ticked_is_unsupported_and_not_also_uncited() -> None:
    given = dossier(cited(), level=3, ticks=ticks_up_to(FIRST, 2))
    assert [kind for kind, _ in found(given)] == ["unsupported"]


def test_without_any_passage_one_finding_is_enough() -> None:
    assert found(dossier()) == [("without_citation", "2")]


@pytest.mark.parametrize(
    ("page", "missing"),
    [("20", []), ("21", ["21"]), ("0", ["0"]), ("19-22", ["22"]), ("xii", []), ("", [])],
)
def test_pages_that_do_not_exist(page: str, missing: list[str]) -> None:
    details = [f"1.a Perwali-12-2023.pdf, hlm. {number} dari 20" for number in missing]
    assert found(dossier(cited(page=page))) == [("page_out_of_range", detail) for detail in details]


def test_pages_of_a_file_without_pages_are_not_counted() -> None:
    paper = replace(PAPER, name="Perwali.docx", pages=None)
    assert found(dossier(cited(page="400"), paper=paper)) == []


def report(**changes: Any) -> Document:
    given = {"name": "Laporan Reviu.pdf", "kind": DocumentKind.REPORT, **changes}
    return replace(PAPER, **given)


def review(paper: Document, *, condition: int | None = REVIEWED) -> Dossier:
    """Level 4 with the document cited for the review."""
    levels = [cited(uid=str(level), level=level, quote=f"{level}") for level in (2, 3)]
    whole = cited(uid="w", level=4, quote="Semua.")
    return dossier(
        *levels, whole, cited(uid="r", level=4, condition=condition), paper=paper, level=4
    )


@pytest.mark.parametrize(
    ("day", "today", "old"),
    [
        (date(2023, 12, 30), None, True),
        (date(2023, 12, 31), None, False),
        (date(2023, 12, 30), date(2026, 5, 1), True),  # the year of the assessment is over
        (date(2023, 8, 1), date(2025, 7, 10), False),
        (date(2023, 7, 9), date(2025, 7, 10), True),
        (date(2022, 2, 27), date(2024, 2, 29), True),
    ],
)
def test_the_age_of_a_review(day: date, today: date | None, old: bool) -> None:  # noqa: FBT001
    kinds = [kind for kind, _ in found(review(report(issued=day)), today=today)]
    assert kinds == (["old_review"] if old else [])


def test_a_review_that_only_tells_its_year_counts_from_its_end() -> None:
    assert found(review(report(year=2023))) == []
    assert found(review(report(year=2022))) == [("old_review", "1.a Laporan Reviu.pdf, 2022")]
    assert found(review(report())) == []


def test_only_reports_cited_for_a_review_grow_old() -> None:
    day = date(2020, 1, 1)
    assert found(review(report(kind=DocumentKind.REGULATION, issued=day))) == []
    assert found(dossier(cited(), paper=report(issued=day))) == []
    minutes = report(kind=DocumentKind.MINUTES, issued=day)
    assert found(review(minutes, condition=None)) == [
        ("old_review", "1.a Laporan Reviu.pdf, 1 Januari 2020")
    ]


def test_a_passage_for_a_level_that_is_not_there_is_no_review() -> None:
    odd = cited(uid="odd", level=9, condition=4)
    assert found(dossier(cited(), odd, paper=report(issued=date(2020, 1, 1)))) == []


def test_a_document_from_after_the_year() -> None:
    late = replace(PAPER, issued=date(2026, 1, 2))
    assert found(dossier(cited(), paper=late)) == [
        ("date_out_of_range", "1.a Perwali-12-2023.pdf, 2 Januari 2026")
    ]


@pytest.mark.parametrize(
    ("changes", "draft"),
    [
        ({"name": "Rancangan Perwali.pdf"}, True),
        ({"name": "draf_SK.docx"}, True),
        ({"name": "Ranperwal-SPBE.pdf"}, True),
        ({"about": "Rancangan Peraturan Wali Kota tentang SPBE"}, True),
        ({"name": "Perancangan Jaringan.pdf"}, False),
        ({"name": "Rancangan.pdf", "status": DocumentStatus.ENACTED}, False),
        ({"status": DocumentStatus.DRAFT}, True),
    ],
)
def test_drafts_by_status_or_name(changes: dict[str, Any], draft: bool) -> None:  # noqa: FBT001
    paper = replace(PAPER, **changes)
    assert is_draft(paper) is draft
    kinds = [kind for kind, _ in found(dossier(cited(), paper=paper))]
    assert kinds == (["draft"] if draft else [])


@pytest.mark.parametrize("level", [None, 1])
def test_a_draft_may_support_the_lowest_level(level: int | None) -> None:
    assert found(dossier(cited(level=1), paper=replace(PAPER, name="Draf.pdf"), level=level)) == []


def test_a_draft_cited_for_the_lowest_level_alone_is_no_finding() -> None:
    given = dossier(cited(level=1), paper=replace(PAPER, name="Draf.pdf"))
    assert "draft" not in {kind for kind, _ in found(given)}
    uncited = dossier(paper=replace(PAPER, name="Draf.pdf"))
    assert "draft" in {kind for kind, _ in found(uncited)}


def test_the_same_words_for_everything() -> None:
    few = [cited(uid=str(n), indicator=n) for n in range(1, MOST_PLACES + 1)]
    assert "same_passage" not in {kind for kind, _ in found(dossier(*few))}
    many = [*few, cited(uid="x", indicator=9, quote=" arsitektur  SPBE ditetapkan. ", page="7")]
    repeated = [
        finding
        for finding in findings(INSTRUMENT, dossier(*many), {PAPER.sha256: FileState.READABLE})
        if finding.kind is FindingKind.SAME_PASSAGE
    ]
    assert [finding.indicator for finding in repeated] == [1, 2, 3, 9]
    assert {finding.detail for finding in repeated} == {"“Arsitektur SPBE ditetapkan.”"}


def test_citations_without_words_are_not_the_same_passage() -> None:
    many = [cited(uid=str(n), indicator=n, quote=" ") for n in range(1, 9)]
    assert "same_passage" not in {kind for kind, _ in found(dossier(*many))}


def test_a_long_passage_is_shortened() -> None:
    many = [cited(uid=str(n), indicator=n, quote="kata " * 60, page="3") for n in range(1, 9)]
    details = {detail for kind, detail in found(dossier(*many)) if kind == "same_passage"}
    (detail,) = details
    assert detail.endswith("…”")
    assert len(detail) < 70


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Lihat 1.a dan 1.b.", ["1.b"]),
        ("Lihat (10.a).", ["10.a"]),
        ("Perwali-12-2023.pdf dan 1.a.Perwali.pdf", []),
        ("Laporan Reviu 2024.pdf", ["2024.pdf"]),
        ("lihat 3.b.Laporan.pdf", ["3.b.Laporan.pdf"]),
        ("“Notula.docx”, Notula.docx", ["Notula.docx"]),
        ("Perpres 95/2018, butir 95.a, versi 2.1, hlm. 3.", []),
        ("Pasal 4.abc dan 1.A", []),
    ],
)
def test_files_that_are_only_named(text: str, missing: list[str]) -> None:
    assert found(dossier(cited(), fact=text)) == [("not_attached", name) for name in missing]


def test_a_waived_finding_is_set_apart_until_its_particulars_change() -> None:
    given = dossier(cited(page="21"))
    detail = "1.a Perwali-12-2023.pdf, hlm. 21 dari 20"
    waiver = Waiver(1, "page_out_of_range", 1, detail, "Halaman lampiran")
    waived = replace(given, waivers=(waiver,))
    assert found(waived) == []
    files = {PAPER.sha256: FileState.READABLE}
    (kept,) = reviewed(INSTRUMENT, waived, files).waived
    finding = Finding(FindingKind.PAGE_OUT_OF_RANGE, 1, detail, PAPER.sha256, 20)
    assert kept == Waived(finding, "Halaman lampiran")
    assert finding.waiver(1, "Halaman lampiran") == waiver
    other = replace(waived, citations=(cited(page="22"),))
    assert [kind for kind, _ in found(other)] == ["page_out_of_range"]


def test_every_kind_has_a_name_and_a_cure_with_words() -> None:
    assert set(FINDINGS) == set(CURES) == set(FindingKind)
    assert set(CURE_WORDS) == set(CURES.values())
    assert set(CURES.values()) >= DOCUMENT_CURES
    assert all(Finding(kind, 1).cure is cure for kind, cure in CURES.items())


@pytest.mark.parametrize(
    ("kind", "detail", "words"),
    [
        (FindingKind.UNSUPPORTED, "4/2", "Dipilih 4, syarat yang dicentang mendukung 2"),
        (FindingKind.WITHOUT_EVIDENCE, "3", "Dipilih tingkat 3"),
        (FindingKind.CONDITION_WITHOUT_CITATION, "3.2", "Tingkat 3 syarat 2"),
        (FindingKind.DRAFT, "1.a Draf.pdf", "1.a Draf.pdf"),
    ],
)
def test_the_particulars_in_words(kind: FindingKind, detail: str, words: str) -> None:
    assert finding_detail(Finding(kind, 1, detail)) == words


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ((), "tidak ada di dokumen ini"),
        ((5, 9), "ada di hlm. 5"),
    ],
)
def test_words_that_stand_elsewhere_are_told(where: tuple[int, ...], words: str) -> None:
    given = dossier(cited(page="3-4"))
    sound = {PAPER.sha256: FileState.READABLE}
    quotes = {(PAPER.sha256, "3-4", "Arsitektur SPBE ditetapkan."): where}
    (told,) = (
        one
        for one in findings(INSTRUMENT, given, sound, None, quotes)
        if one.kind is FindingKind.QUOTE_NOT_ON_PAGE
    )
    assert told.detail == (f"1.a {PAPER.name}, hlm. 3-4: “Arsitektur SPBE ditetapkan.” {words}")
    assert (told.sha256, told.page) == (PAPER.sha256, where[0] if where else 3)
    assert finding_detail(told) == told.detail
    waived = replace(given, waivers=(told.waiver(1, "Halaman tercetak"),))
    again = reviewed(INSTRUMENT, waived, sound, None, quotes)
    assert told not in again.open
    assert [entry.finding for entry in again.waived] == [told]


@pytest.mark.parametrize("where", [(4,), (9, 3), None])
def test_words_in_their_place_or_in_none_that_is_known(where: tuple[int, ...] | None) -> None:
    quotes = {(PAPER.sha256, "3-4", "Arsitektur SPBE ditetapkan."): where}
    sound = {PAPER.sha256: FileState.READABLE}
    told = findings(INSTRUMENT, dossier(cited(page="3-4")), sound, None, quotes)
    assert FindingKind.QUOTE_NOT_ON_PAGE not in {one.kind for one in told}
    assert told == findings(INSTRUMENT, dossier(cited(page="3-4")), sound)
