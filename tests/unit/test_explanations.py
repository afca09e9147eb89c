"""Drafts of facts and analysis, and the titles they name."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from assessment.domain.dossier import Evidence
from assessment.domain.explanations import compose
from assessment.domain.identity import Cycle, InstitutionKind, State
from assessment.domain.records import Answer, Attachment, Citation, Document, DocumentKind
from assessment.domain.words import (
    CYCLES,
    DOCUMENT_KINDS,
    INSTITUTION_KINDS,
    STATES,
    citation_place,
    document_short_title,
    document_title,
)
from tests.builders import official_instrument, small_instrument, ticks_up_to

OUTLINE = official_instrument().outline
FIRST = official_instrument().indicator(1)
DOCUMENT = Document(
    sha256="a" * 64,
    name="perwali-12.pdf",
    size=10,
    added=datetime(2025, 1, 1),  # noqa: DTZ001
    kind=DocumentKind.REGULATION,
    number="12",
    year=2023,
    about="SPBE",
    issuer="Wali Kota Sukamaju",
)
TITLE = "Peraturan Wali Kota Sukamaju Nomor 12 Tahun 2023 tentang SPBE"


def evidence(*citations: Citation, document: Document = DOCUMENT) -> Evidence:
    return Evidence(Attachment(1, 1, document.sha256, 2), document, citations)


def citation(**fields: Any) -> Citation:
    return replace(Citation("u", 1, 1, DOCUMENT.sha256), **fields)


def fact(answer: Answer, *found: Evidence) -> str:
    return compose(OUTLINE, FIRST, answer, found).fact


def test_facts_name_document_place_and_passage() -> None:
    cited = citation(level=2, article="Pasal 4", page="7", quote=" Pemerintah\n daerah  wajib ")
    text = fact(Answer(1, 1, level=3), evidence(cited, citation(article="Pasal 9")))
    assert text == (
        f"Norma diatur dalam {TITLE}, Pasal 4, hlm. 7: “Pemerintah daerah wajib”; Pasal 9 (1.b)."
    )


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ((), f"Norma diatur dalam {TITLE} (1.b)."),
        ((citation(quote="Isi"),), f"Norma diatur dalam {TITLE}, “Isi” (1.b)."),
        ((citation(),), f"Norma diatur dalam {TITLE} (1.b)."),
        ((citation(level=4, article="Pasal 4"),), ""),  # proves a level that is not claimed
    ],
)
def test_facts_of_one_document(cited: tuple[Citation, ...], text: str) -> None:
    assert fact(Answer(1, 1, level=3), evidence(*cited)) == text


def test_without_a_phrase_of_the_domain_the_title_stands_alone() -> None:
    instrument = small_instrument()
    draft = compose(
        instrument.outline, instrument.indicator(1), Answer(1, 1, level=1), [evidence()]
    )
    assert draft.fact == f"{TITLE} (1.b)."


def test_without_evidence_there_are_no_facts() -> None:
    assert fact(Answer(1, 1, level=3)) == ""


def analysis(answer: Answer) -> list[str]:
    instrument = small_instrument()
    draft = compose(instrument.outline, instrument.indicator(1), answer, ())
    return draft.analysis.split("\n")


def test_analysis_says_which_conditions_are_met_and_which_are_missing() -> None:
    ticks = ticks_up_to(small_instrument().indicator(1), 3) | {(4, 2)}
    assert analysis(Answer(1, 1, level=3, ticks=ticks)) == [
        "Syarat tingkat 2 (Tumbuh) terpenuhi: syarat 2.1 hal 1.",
        "Syarat tingkat 3 (Mantap) terpenuhi: syarat 3.1 hal 1; syarat 3.2 hal 1.",
        "Tingkat 4 belum tercapai: syarat 4.1 hal 1; syarat 4.3 hal 1.",
    ]


def test_analysis_of_a_claim_without_ground_says_so() -> None:
    assert analysis(Answer(1, 1, level=4, ticks=frozenset({(2, 1)}))) == [
        "Syarat tingkat 2 (Tumbuh) terpenuhi: syarat 2.1 hal 1.",
        "Syarat tingkat 3 (Mantap) baru terpenuhi 0 dari 2.",
        "Syarat tingkat 4 (Unggul) baru terpenuhi 0 dari 3.",
    ]


def test_analysis_of_the_lowest_level_is_its_summary() -> None:
    assert analysis(Answer(1, 1, level=1)) == [
        "Hal 1 pada tingkat 1.",
        "Tingkat 2 belum tercapai: syarat 2.1 hal 1.",
    ]


def test_analysis_names_the_passages_that_speak_for_a_condition() -> None:
    instrument = small_instrument()
    ticks = ticks_up_to(instrument.indicator(1), 3)
    found = evidence(
        citation(level=3, condition=1, article="Pasal 4", page="7"),
        citation(level=3, condition=1, page="9"),
        citation(level=3, condition=1, page="9", quote="Isi"),
        citation(level=3, condition=2),
        citation(level=2, article="Pasal 5"),
    )
    draft = compose(
        instrument.outline, instrument.indicator(1), Answer(1, 1, level=3, ticks=ticks), [found]
    )
    first, second, *_rest = draft.analysis.split("\n")
    assert first == "Syarat tingkat 2 (Tumbuh) terpenuhi: syarat 2.1 hal 1."
    assert second == (
        "Syarat tingkat 3 (Mantap) terpenuhi: syarat 3.1 hal 1 (1.b, Pasal 4; 1.b, hlm. 9);"
        " syarat 3.2 hal 1 (1.b)."
    )


def test_while_no_level_is_chosen_the_supported_one_is_explained() -> None:
    ticks = ticks_up_to(small_instrument().indicator(1), 3)
    assert analysis(Answer(1, 1, ticks=ticks)) == analysis(Answer(1, 1, level=3, ticks=ticks))


def test_nothing_is_missing_above_when_it_is_ticked() -> None:
    ticks = ticks_up_to(small_instrument().indicator(1), 2)
    assert analysis(Answer(1, 1, level=1, ticks=ticks)) == ["Hal 1 pada tingkat 1."]


def test_capitals_that_are_names_stay() -> None:
    instrument = small_instrument()
    indicator = instrument.indicator(1)
    first, second, *rest = indicator.levels
    named = replace(
        indicator, levels=(first, replace(second, conditions=("SPBE dipakai. ",)), *rest)
    )
    ticks = frozenset({(2, 1)})
    draft = compose(instrument.outline, named, Answer(1, 1, level=2, ticks=ticks), ())
    assert draft.analysis.startswith("Syarat tingkat 2 (Tumbuh) terpenuhi: SPBE dipakai.")


@pytest.mark.parametrize(
    ("changes", "short", "title"),
    [
        ({}, "Peraturan 12/2023", TITLE),
        ({"number": "12/2023"}, "Peraturan 12/2023", TITLE.replace("12", "12/2023")),
        ({"year": None}, "Peraturan 12", TITLE.replace(" Tahun 2023", "")),
        ({"number": "", "about": "", "issuer": ""}, "perwali-12", "perwali-12"),
        ({"number": "", "issuer": ""}, "perwali-12", "Peraturan Tahun 2023 tentang SPBE"),
        (
            {"kind": DocumentKind.OTHER, "about": "", "number": "", "issuer": "Diskominfo"},
            "perwali-12",
            "perwali-12 Diskominfo",
        ),
    ],
)
def test_titles_of_documents(changes: dict[str, Any], short: str, title: str) -> None:
    document = replace(DOCUMENT, **changes)
    assert document_short_title(document) == short
    assert document_title(document) == title


@pytest.mark.parametrize(
    ("article", "page", "text"),
    [
        ("Pasal 1", "2", "Pasal 1, hlm. 2"),
        ("", "2", "hlm. 2"),
        ("Bab I", "", "Bab I"),
        ("", "", ""),
    ],
)
def test_the_place_of_a_citation(article: str, page: str, text: str) -> None:
    assert citation_place(citation(article=article, page=page)) == text


def test_everything_has_a_name() -> None:
    assert set(CYCLES) == set(Cycle)
    assert set(DOCUMENT_KINDS) == set(DocumentKind)
    assert set(INSTITUTION_KINDS) == set(InstitutionKind)
    assert set(STATES) == set(State)
    names = (*CYCLES.values(), *DOCUMENT_KINDS.values(), *INSTITUTION_KINDS.values())
    assert all(name.strip() for name in (*names, *STATES.values()))
