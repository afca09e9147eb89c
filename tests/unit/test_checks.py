"""Findings: what an evaluator would object to."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessment.domain.checks import (
    FileState,
    Finding,
    FindingKind,
    Severity,
    findings,
)
from assessment.domain.dossier import Dossier
from assessment.domain.findings import SEVERITIES
from assessment.domain.records import Answer, Citation
from tests.builders import empty_dossier, full_dossier, small_instrument

INSTRUMENT = small_instrument()


def proven(dossier: Dossier) -> Dossier:
    """The dossier with a passage of its own for every level above the lowest."""
    citations = tuple(
        Citation(
            uid=f"{indicator.number}-{level.level}",
            assessment_id=1,
            indicator=indicator.number,
            sha256=dossier.evidence(indicator.number)[0].document.sha256,
            level=level.level,
            page="3",
            quote=f"Indikator {indicator.number} tingkat {level.level}.",
        )
        for indicator in INSTRUMENT.indicators
        for level in indicator.levels[1:]
    )
    return replace(dossier, citations=citations)


FULL = proven(full_dossier(INSTRUMENT, 1))
SOUND = dict.fromkeys((document.sha256 for document in FULL.documents), FileState.READABLE)


def kinds(dossier: Dossier, indicator: int, files: dict[str, FileState] = SOUND) -> list[str]:
    return [
        finding.kind.value
        for finding in findings(INSTRUMENT, dossier, files)
        if finding.indicator == indicator
    ]


def with_answer(**changes: Any) -> Dossier:
    """The full dossier with another answer to indicator 1."""
    answers = tuple(
        replace(entry, **changes) if entry.indicator == 1 else entry for entry in FULL.answers
    )
    return replace(FULL, answers=answers)


def test_a_complete_assessment_has_nothing_to_object_to() -> None:
    assert findings(INSTRUMENT, FULL, SOUND) == ()


def test_an_empty_assessment_is_unanswered_everywhere() -> None:
    found = findings(INSTRUMENT, empty_dossier(INSTRUMENT), {})
    assert found == tuple(Finding(FindingKind.UNANSWERED, n) for n in range(1, 11))
    assert {finding.severity for finding in found} == {Severity.BLOCKS}


def test_a_claim_above_what_is_ticked_is_unsupported() -> None:
    dossier = with_answer(level=4, ticks=frozenset({(2, 1)}))
    (finding,) = findings(INSTRUMENT, dossier, SOUND)
    assert finding == Finding(FindingKind.UNSUPPORTED, 1, "4/2")


def test_a_claim_below_what_is_ticked_is_understated() -> None:
    dossier = with_answer(level=1, ticks=frozenset({(2, 1)}), fact="", analysis="")
    (finding,) = findings(INSTRUMENT, dossier, SOUND)
    assert finding == Finding(FindingKind.UNDERSTATED, 1, "1/2")


@pytest.mark.parametrize("changes", [{"fact": " "}, {"analysis": ""}])
def test_a_level_above_the_lowest_needs_an_explanation(changes: dict[str, Any]) -> None:
    dossier = with_answer(level=2, ticks=frozenset({(2, 1)}), **changes)
    assert kinds(dossier, 1) == ["without_explanation"]


def test_a_level_above_the_lowest_needs_evidence_and_a_passage() -> None:
    proven = with_answer(level=2, ticks=frozenset({(2, 1)}))
    uncited = replace(proven, citations=())
    assert kinds(uncited, 1) == ["without_citation"]
    unnamed = replace(with_answer(level=2, fact="Ada.", ticks=frozenset({(2, 1)})), citations=())
    assert kinds(replace(unnamed, attachments=()), 1) == ["without_evidence"]


def test_the_lowest_level_needs_neither() -> None:
    lowest = Answer(1, 1, level=1)
    dossier = Dossier(empty_dossier(INSTRUMENT).assessment, (lowest,))
    assert kinds(dossier, 1) == []


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (FileState.READABLE, []),
        (FileState.MISSING, ["file_missing"]),
        (FileState.CHANGED, ["file_changed"]),
        (FileState.EMPTY, ["file_empty"]),
        (FileState.DAMAGED, ["file_damaged"]),
        (FileState.ENCRYPTED, ["file_encrypted"]),
        (FileState.IMAGE_ONLY, ["image_only"]),
    ],
)
def test_files_as_they_are_found(state: FileState, found: list[str]) -> None:
    first, _ = FULL.evidence(1)
    assert kinds(FULL, 1, {**SOUND, first.document.sha256: state}) == found


def test_a_file_nobody_looked_at_counts_as_missing() -> None:
    assert kinds(FULL, 1, {}) == ["file_missing", "file_missing"]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2025, 12, 31), []),
        (date(2026, 1, 1), ["date_out_of_range"]),
        (None, []),
    ],
)
def test_a_document_from_after_the_year(day: date | None, found: list[str]) -> None:
    first, _ = FULL.evidence(1)
    documents = tuple(
        replace(entry, issued=day) if entry.sha256 == first.document.sha256 else entry
        for entry in FULL.documents
    )
    assert kinds(replace(FULL, documents=documents), 1) == found


def test_two_files_of_one_name_are_taken_for_duplicates() -> None:
    shared = {entry.document.sha256 for entry in FULL.evidence(1)}
    documents = tuple(
        replace(entry, name="SK.PDF" if entry.sha256 == min(shared) else "sk.pdf")
        if entry.sha256 in shared
        else entry
        for entry in FULL.documents
    )
    found = findings(INSTRUMENT, replace(FULL, documents=documents), SOUND)
    assert Finding(FindingKind.SAME_NAME, 1, "sk.pdf") in found


def test_every_kind_has_its_weight() -> None:
    assert set(SEVERITIES) == set(FindingKind)


def test_a_part_misses_only_what_it_holds() -> None:
    empty = empty_dossier(INSTRUMENT)
    part = replace(empty, assessment=replace(empty.assessment, part=" 2 5 "))
    assert findings(INSTRUMENT, part, {}) == (
        Finding(FindingKind.UNANSWERED, 2),
        Finding(FindingKind.UNANSWERED, 5),
    )
