"""The package: everything that an evaluator needs, or a part for a colleague, in one file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from assessment.domain.dossier import Dossier, RecordsByType, from_records, under
from assessment.domain.file_names import safe_file_name
from assessment.domain.scoring import score
from assessment.domain.stages import chosen_levels, levels_in, scored_stage

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from pathlib import Path

    from assessment.domain.conflicts import Touches
    from assessment.domain.scoring import Score
    from indicators.outline import Outline, Stage

FORMAT_VERSION = 1
EVIDENCE_FOLDER = "bukti/"
MANIFEST = "manifest.json"
SIGNATURE = "manifest.sig"
DATA = "assessment.json"
BASE = "base.json"
AUTHORS = "authors.json"
WORKBOOK = "penilaian.xlsx"
REPORT = "laporan.pdf"
RECEIPT = "tanda-terima.txt"
_FIXED_NAMES = frozenset({MANIFEST, SIGNATURE, DATA, BASE, AUTHORS, WORKBOOK, REPORT, RECEIPT})
_GROUP = 4
_FINGERPRINT = 32  # 128 bits: nobody makes a second key for it, and people can still compare it


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is in it."""

    levels: int
    documents: int
    attachments: int
    citations: int


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """A file in the package; evidence carries the labels (``1.a``) of all its uses."""

    name: str
    size: int
    sha256: str
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says about itself.

    ``index`` is the unrounded index of the stage as shortest decimal or fraction;
    ``base_revision`` the last step of the sender that is in it; ``part`` the numbers it is
    limited to, empty for all.
    """

    institution: str
    year: int
    instrument_id: str
    uid: str
    stage: str
    created: datetime
    index: str
    counts: Counts
    base_revision: int
    part: tuple[int, ...]
    signer: str
    fingerprint: str
    files: tuple[PackagedFile, ...]

    @property
    def evidence(self) -> tuple[PackagedFile, ...]:
        """The documents."""
        return tuple(file for file in self.files if file.name.startswith(EVIDENCE_FOLDER))


@dataclass(frozen=True, slots=True)
class Package:
    """A package that was read and found whole; its dossiers carry the identifier 0.

    ``base`` holds the records as they were when a part was first given out; ``authors`` tells who
    changed what since, where the sender's log does.
    """

    path: Path
    manifest: Manifest
    dossier: Dossier
    base: Dossier | None
    password: str = field(default="", repr=False)
    authors: Touches = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class PartFile:
    """A part that was read and found whole; both dossiers carry the identifier 0."""

    path: Path
    manifest: Manifest
    base: Dossier
    theirs: Dossier
    files: tuple[PackagedFile, ...]
    password: str = field(default="", repr=False)
    authors: Touches = field(default_factory=dict, hash=False)


def fingerprint_of(public_key: bytes) -> str:
    """A key in a form that people can read to each other: ``3F2A 91C0 ...``."""
    import hashlib

    digits = hashlib.sha256(public_key).hexdigest()[:_FINGERPRINT].upper()
    return " ".join(digits[at : at + _GROUP] for at in range(0, _FINGERPRINT, _GROUP))


def told(outline: Outline, dossier: Dossier) -> tuple[Stage, Score]:
    """The stage and the score that a package tells: those of the latest stage with a level."""
    chosen = chosen_levels(dossier)
    stage = scored_stage(outline, dossier.assessment.cycle, chosen)
    return stage, score(outline, levels_in(outline, chosen, stage.id))


def counts_of(outline: Outline, dossier: Dossier) -> Counts:
    """How much a dossier holds; its levels are those of the stage that is told."""
    return Counts(
        levels=told(outline, dossier)[1].answered,
        documents=len(dossier.documents),
        attachments=len(dossier.attachments),
        citations=len(dossier.citations),
    )


def is_safe_name(name: str) -> bool:
    """Whether a name may stand in a package: one of its own, or a plain one among the evidence."""
    if not name.startswith(EVIDENCE_FOLDER):
        return name in _FIXED_NAMES
    bare = name.removeprefix(EVIDENCE_FOLDER)
    return bare == safe_file_name(bare)


def aspects_within(outline: Outline, numbers: Collection[int]) -> frozenset[int]:
    """The aspects all of whose indicators are among these."""
    return frozenset(
        aspect.number for aspect in outline.aspects if set(numbers).issuperset(aspect.indicators)
    )


def limited(dossier: Dossier, numbers: Collection[int], aspects: Collection[int] = ()) -> Dossier:
    """What a dossier says about some indicators and aspects, nothing about the whole."""
    attachments = tuple(entry for entry in dossier.attachments if entry.indicator in numbers)
    used = {entry.sha256 for entry in attachments}
    return replace(
        dossier,
        answers=tuple(entry for entry in dossier.answers if entry.indicator in numbers),
        documents=tuple(entry for entry in dossier.documents if entry.sha256 in used),
        attachments=attachments,
        citations=tuple(entry for entry in dossier.citations if entry.indicator in numbers),
        aspect_notes=tuple(note for note in dossier.aspect_notes if note.aspect in aspects),
        waivers=tuple(entry for entry in dossier.waivers if entry.indicator in numbers),
        outcomes=(),
        action_items=tuple(entry for entry in dossier.action_items if entry.indicator in numbers),
        step_efforts=tuple(entry for entry in dossier.step_efforts if entry.indicator in numbers),
        level_caps=tuple(entry for entry in dossier.level_caps if entry.indicator in numbers),
        path_wishes=(),
    )


def rebased(dossier: Dossier, assessment_id: int) -> Dossier:
    """The same dossier under another identifier."""
    records: RecordsByType = {
        kind: {
            (place,): under(record, assessment_id) for place, record in enumerate(entries.values())
        }
        for kind, entries in dossier.records().items()
    }
    return from_records(records, dossier.revision)


def part_text(numbers: Collection[int]) -> str:
    """Numbers of indicators as an assessment keeps them: between spaces."""
    return f" {' '.join(str(number) for number in sorted(numbers))} " if numbers else ""
