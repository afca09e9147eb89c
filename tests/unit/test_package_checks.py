"""Records from elsewhere: each that cannot be is found and named."""

from dataclasses import replace
from typing import Any

import pytest

from assessment.domain.dossier import Dossier
from assessment.domain.identity import Record
from assessment.domain.package import fingerprint_of, is_safe_name
from assessment.domain.package_checks import faulty_record
from assessment.domain.records import LevelCap, PathWish, StepEffort
from assessment.domain.steps import Change
from tests.packages import OUTLINE, small_dossier


def changed(kind: str, **change: Any) -> Dossier:
    """The small dossier with another first record of a kind."""
    dossier = small_dossier()
    first, *rest = getattr(dossier, kind)
    new: dict[str, Any] = {kind: (replace(first, **change), *rest)}
    return replace(dossier, **new)


def named(**change: Any) -> Dossier:
    dossier = small_dossier()
    return replace(dossier, assessment=replace(dossier.assessment, **change))


def planned(record: Record) -> Dossier:
    """The small dossier with something that was set for the cheapest path."""
    return small_dossier().after([Change(None, record)], 12)


@pytest.mark.parametrize("index", ["", "2.6", "3"])
def test_a_sound_path(index: str) -> None:
    for record in (StepEffort(7, 1, 3, 9), LevelCap(7, 1, 3), PathWish(7, index, 4)):
        assert faulty_record(planned(record), OUTLINE) == ""


def test_a_sound_dossier() -> None:
    assert faulty_record(small_dossier(), OUTLINE) == ""
    assert faulty_record(named(part=" 1 2 "), OUTLINE) == ""


@pytest.mark.parametrize(
    ("dossier", "name"),
    [
        (named(institution=" "), "Assessment"),
        (named(institution=5), "Assessment"),
        (named(institution="\ud800"), "Assessment"),
        (named(year=3000), "Assessment"),
        (named(year="2025"), "Assessment"),
        (named(part="satu"), "Assessment"),
        (named(part=" 99 "), "Assessment"),
        (changed("documents", sha256="../../etc/passwd"), "Document"),
        (changed("documents", size=0), "Document"),
        (changed("documents", size=1 << 70), "Document"),
        (changed("documents", size=1.5), "Document"),
        (changed("attachments", sha256="0" * 64), "Attachment"),
        (changed("attachments", position=0), "Attachment"),
        (changed("attachments", position=True), "Attachment"),
        (changed("attachments", indicator=99), "Attachment"),
        (changed("attachments", stage="lain"), "Attachment"),
        (changed("answers", indicator=99), "Answer"),
        (changed("answers", level=9), "Answer"),
        (changed("answers", target=-1), "Answer"),
        (changed("answers", stage="lain"), "Answer"),
        (changed("answers", ticks=frozenset({(9, 1)})), "Answer"),
        (changed("answers", ticks=frozenset({(2, 1_000)})), "Answer"),
        (changed("answers", fact=None), "Answer"),
        (changed("citations", indicator=3), "Citation"),
        (changed("citations", uid=""), "Citation"),
        (changed("citations", level=9), "Citation"),
        (changed("aspect_notes", aspect=99), "AspectNote"),
        (changed("aspect_notes", stage="lain"), "AspectNote"),
        (changed("outcomes", stage="lain"), "StageOutcome"),
        (changed("action_items", indicator=99), "ActionItem"),
        (changed("action_items", level=9), "ActionItem"),
        (planned(StepEffort(7, 99, 3, 9)), "StepEffort"),
        (planned(StepEffort(7, 1, 9, 9)), "StepEffort"),
        (planned(LevelCap(7, 1, 9)), "LevelCap"),
        (planned(PathWish(7, "dua")), "PathWish"),
        (planned(PathWish(7, "1/0")), "PathWish"),
        (planned(PathWish(7, "", 9)), "PathWish"),
        (replace(small_dossier(), waivers=small_dossier().waivers * 2), "Waiver"),
        (replace(small_dossier(), documents=small_dossier().documents * 2), "Document"),
    ],
)
def test_a_record_that_cannot_be(dossier: Dossier, name: str) -> None:
    assert faulty_record(dossier, OUTLINE).split()[0] == name


def test_fingerprints_differ_and_can_be_read() -> None:
    first, second = fingerprint_of(b"a" * 32), fingerprint_of(b"b" * 32)
    assert first != second
    assert [len(group) for group in first.split(" ")] == [4] * 8


@pytest.mark.parametrize(
    ("name", "safe"),
    [("manifest.json", True), ("bukti/1.a.Pergub.pdf", True), ("bukti/../x", False), ("x", False)],
)
def test_safe_names(name: str, *, safe: bool) -> None:
    assert is_safe_name(name) is safe
