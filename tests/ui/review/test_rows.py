"""Which findings share a row, and what the row says."""

import pytest

from assessment.domain.findings import Finding, FindingKind, Reviewed, Severity, Waived
from ui.models.review import count_open, open_rows, waived_rows

NAMES = {1: "Arsitektur", 2: "Peta Rencana", 3: "Manajemen Data"}


def rows(*findings: Finding) -> list[tuple[str, str, str, str]]:
    made = open_rows(Reviewed(findings), NAMES)
    assert count_open(Reviewed(findings)) == len(made)
    return [(row.title, row.where, row.detail, row.action) for row in made]


def test_indicators_without_an_answer_share_a_row() -> None:
    one = Finding(FindingKind.UNANSWERED, 1)
    assert rows(one) == [("Belum diisi", "1  Arsitektur", "", "Isi")]
    assert rows(one, Finding(FindingKind.UNANSWERED, 2)) == [
        ("2 indikator belum diisi", "Indikator 1, 2", "", "Isi pertama")
    ]


def test_conditions_of_an_indicator_share_a_row() -> None:
    kind = FindingKind.CONDITION_WITHOUT_CITATION
    found = [Finding(kind, 1, detail) for detail in ("2.1", "3.2", "3.4")]
    assert rows(*found, Finding(kind, 2, "2.1")) == [
        ("Syarat belum dirujuk", "1  Arsitektur",
         "Tingkat 2 syarat 1; Tingkat 3 syarat 2, 4", "Rujuk"),
        ("Syarat belum dirujuk", "2  Peta Rencana", "Tingkat 2 syarat 1", "Rujuk"),
    ]  # fmt: skip


def test_names_without_files_share_a_row_by_indicator() -> None:
    found = [Finding(FindingKind.NOT_ATTACHED, 1, name) for name in ("1.b", "Notula.pdf")]
    ((_, _, detail, action),) = rows(*found)
    assert (detail, action) == ("1.b, Notula.pdf", "Lampirkan")


def test_a_document_has_one_row_wherever_it_is_used() -> None:
    found = [
        Finding(FindingKind.OLD_REVIEW, number, f"{number}.a Reviu.pdf, 2020", "a" * 64)
        for number in (1, 3)
    ]
    other = Finding(FindingKind.OLD_REVIEW, 1, "1.b Notula.pdf, 2019", "b" * 64)
    title = "Reviu atau evaluasi lebih dari 2 tahun"
    assert rows(*found, other) == [
        (title, "Indikator 1, 3", "1.a Reviu.pdf, 2020", "Lihat dokumen"),
        (title, "1  Arsitektur", "1.b Notula.pdf, 2019", "Lihat dokumen"),
    ]


def test_passages_and_pages_of_a_document_stay_apart() -> None:
    passages = [
        Finding(FindingKind.SAME_PASSAGE, number, words, "a" * 64)
        for number, words in ((1, "“satu”"), (2, "“satu”"), (1, "“dua”"))
    ]
    pages = [
        Finding(FindingKind.PAGE_OUT_OF_RANGE, 1, f"hlm. {page} dari 2", "a" * 64, 2)
        for page in (7, 8)
    ]
    quotes = [
        Finding(FindingKind.QUOTE_NOT_ON_PAGE, 1, f"hlm. {page}: “dua”", "a" * 64, 2)
        for page in (1, 2)
    ]
    assert [detail for _, _, detail, _ in rows(*passages, *pages, *quotes)] == [
        "“satu”",
        "“dua”",
        "hlm. 7 dari 2",
        "hlm. 8 dari 2",
        "hlm. 1: “dua”",
        "hlm. 2: “dua”",
    ]


def test_the_heaviest_come_first_and_several_lead_to_the_first() -> None:
    found = (
        Finding(FindingKind.UNDERSTATED, 1, "1/2"),
        Finding(FindingKind.WITHOUT_CITATION, 2, "2"),
        Finding(FindingKind.WITHOUT_CITATION, 3, "4"),
        Finding(FindingKind.WITHOUT_EVIDENCE, 3, "2"),
    )
    made = open_rows(Reviewed(found), NAMES)
    assert [row.severity for row in made] == list(Severity)
    assert made[1].action == "Buka pertama"
    assert made[0].detail == "Dipilih tingkat 2"


@pytest.mark.parametrize(
    ("kind", "sha256", "at_document"),
    [
        (FindingKind.DRAFT, "a" * 64, True),
        (FindingKind.DRAFT, "", False),
        (FindingKind.PAGE_OUT_OF_RANGE, "a" * 64, False),
        (FindingKind.QUOTE_NOT_ON_PAGE, "a" * 64, False),
    ],
)
def test_where_the_cure_is(kind: FindingKind, sha256: str, at_document: bool) -> None:  # noqa: FBT001
    (row,) = open_rows(Reviewed((Finding(kind, 1, "x", sha256),)), {})
    assert row.at_document is at_document
    assert row.where == "1"


def test_waived_findings_share_a_row_when_the_reason_is_the_same() -> None:
    waived = tuple(
        Waived(Finding(FindingKind.UNANSWERED, number), reason)
        for number, reason in ((1, "Satu"), (2, "Satu"), (3, "Dua"))
    )
    made = waived_rows(Reviewed((), waived), NAMES)
    assert [(row.title, row.where, row.reason) for row in made] == [
        ("2 indikator belum diisi", "Indikator 1, 2", "Satu"),
        ("Belum diisi", "3  Manajemen Data", "Dua"),
    ]
    assert len({row.key for row in made}) == 2
    assert made[1].text() == "Belum diisi · 3  Manajemen Data · Dua"
