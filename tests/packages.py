"""Small packages for tests: real files, made of invented records and bytes."""

import hashlib
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from assessment.domain.dossier import Dossier
from assessment.domain.exchange import ExportKind
from assessment.domain.handover import Handover
from assessment.domain.identity import SELF, Assessment, Cycle, InstitutionKind, State
from assessment.domain.package import MANIFEST, SIGNATURE, Manifest, fingerprint_of
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import SILENT, Progress
from assessment.domain.records import (
    ActionItem,
    Answer,
    AspectNote,
    Attachment,
    Citation,
    Document,
    DocumentKind,
    LevelCap,
    PathWish,
    StageOutcome,
    StepEffort,
    Waiver,
)
from assessment.exchange.package_key import WorkspaceKey
from assessment.exchange.package_manifest import manifest_bytes, manifest_from
from assessment.exchange.package_reader import read_package
from assessment.exchange.package_writer import PackageExporter, Sources
from assessment.exchange.package_zip import ArchiveWriter
from assessment.exchange.tables import JsonExporter
from assessment.services.ports import Exporter
from tests.builders import NOW, handover, small_instrument

OUTLINE = small_instrument().outline


class Plain:
    """Stands for workbook and report, which have tests of their own: a line of text."""

    def write(self, path: Path, handover: Handover, progress: Progress) -> None:
        path.write_text(handover.dossier.assessment.institution, encoding="utf-8")

    def verify(self, path: Path, handover: Handover) -> str:
        return path.read_text(encoding="utf-8")


def quick(kind: ExportKind) -> Exporter:
    return JsonExporter() if kind is ExportKind.DATA else Plain()


def stored(folder: Path, contents: Iterable[bytes]) -> Callable[[str], Path]:
    """A folder with contents under their hashes."""
    folder.mkdir(exist_ok=True)
    for content in contents:
        (folder / hashlib.sha256(content).hexdigest()).write_bytes(content)
    return lambda sha256: folder / sha256


def sources(folder: Path, contents: Iterable[bytes] = ()) -> Sources:
    key = WorkspaceKey(folder / "kunci.pem")
    return Sources(stored(folder / "isi", contents), key, quick, lambda: "Rani Puspita")


def document(content: bytes, name: str = "perwali.pdf", **more: Any) -> Document:
    digest = hashlib.sha256(content).hexdigest()
    return replace(Document(digest, name, len(content), NOW), **more)


CONTENTS = (b"Pasal 1", b"Pasal 2 ayat (1)")


def small_dossier() -> Dossier:
    """One record of each kind, two documents, one of them at two indicators."""
    first, second = (document(content) for content in CONTENTS)
    assessment = Assessment(
        7, "ab" * 16, OUTLINE.id, "Desa Nusa Damai", InstitutionKind.OTHER, 2025, NOW
    )
    return Dossier(
        assessment,
        (Answer(7, 1, level=2, ticks=frozenset({(2, 1)}), fact="Pasal 1"), Answer(7, 2, level=3)),
        (first, second),
        (
            Attachment(7, 1, first.sha256, 1),
            Attachment(7, 2, first.sha256, 1),
            Attachment(7, 2, second.sha256, 2),
        ),
        (Citation("c1", 7, 1, first.sha256, 2, 1, "Pasal 1", "1", "Desa wajib"),),
        (AspectNote(7, 1, "Kuat", "Lemah"),),
        (Waiver(7, "no_evidence", 3, "", "menyusul"),),
        (StageOutcome(7, SELF, reason="dibuka"),),
        (ActionItem(7, 1, 3, "Kominfo"),),
        revision=12,
    )


def small_package(folder: Path, password: str = "", base: Dossier | None = None) -> Path:
    path = folder / "kecil.spbe"
    exporter = PackageExporter(sources(folder, CONTENTS), base, password)
    dossier = base or small_dossier()
    exporter.write(path, handover(small_instrument(), dossier), SILENT)
    return path


def read(path: Path, password: str = "") -> None:
    read_package(path, password, lambda _: small_instrument(), SILENT)


def forged(
    path: Path, manifest: Manifest | bytes, contents: dict[str, bytes], key: WorkspaceKey
) -> Path:
    """A package as somebody would make it who has a key and the source code."""
    if isinstance(manifest, Manifest):
        manifest = replace(manifest, fingerprint=fingerprint_of(key.public()))
        manifest = manifest_bytes(manifest)
    signed = {MANIFEST: manifest, SIGNATURE: key.public() + key.sign(manifest)}
    all_of_it = {**signed, **contents, **signed}
    return pack(path, all_of_it)


def pack(path: Path, contents: dict[str, bytes]) -> Path:
    """The archive as this program writes it, with any contents."""
    with path.open("wb") as file:
        archive = ArchiveWriter(file, file)
        for name, content in contents.items():
            archive.add(name, len(content), partial(tuple, [content]))
        archive.close()
    return path


# Whole assessments as hypothesis thinks of them.
_TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_LEVELS = st.none() | st.integers(OUTLINE.minimum_level, OUTLINE.maximum_level)
_STAGES = st.sampled_from([stage.id for stage in OUTLINE.stages])
_NUMBERS = st.sampled_from(OUTLINE.numbers)
_SHORT = st.text("abcdefghij -.,()", min_size=1, max_size=20)


@st.composite
def _documents(draw: st.DrawFn, content: bytes) -> Document:
    return document(
        content,
        f"{draw(_SHORT)}.pdf",
        kind=draw(st.sampled_from(DocumentKind)),
        number=draw(_TEXTS),
        year=draw(st.none() | st.integers(1945, 2030)),
        about=draw(_TEXTS),
        issuer=draw(_TEXTS),
        issued=draw(st.none() | st.dates()),
    )


@st.composite
def _answers(draw: st.DrawFn, number: int, stage: str) -> Answer:
    return Answer(
        0, number, stage, draw(_LEVELS), frozenset({(2, draw(st.integers(1, 3)))}),
        draw(_TEXTS), draw(_TEXTS), draw(_TEXTS), draw(_LEVELS), draw(_TEXTS), draw(_TEXTS),
        draw(st.sampled_from(State)), draw(_TEXTS),
    )  # fmt: skip


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[Dossier, tuple[bytes, ...]]:
    """A dossier, and what its documents hold."""
    contents = tuple(draw(st.lists(st.binary(min_size=1, max_size=40), max_size=4, unique=True)))
    documents = tuple(draw(_documents(content)) for content in contents)
    attachments: list[Attachment] = []
    for entry in documents:
        for number in draw(st.lists(_NUMBERS, min_size=1, max_size=3, unique=True)):
            place = 1 + sum(other.indicator == number for other in attachments)
            attachments.append(Attachment(0, number, entry.sha256, place, draw(_STAGES)))
    places = draw(st.lists(st.tuples(_NUMBERS, _STAGES), max_size=6, unique=True))
    answers = tuple(draw(_answers(number, stage)) for number, stage in places)
    citations = tuple(
        Citation(f"u{place}", 0, entry.indicator, entry.sha256, draw(_LEVELS), None, draw(_TEXTS))
        for place, entry in enumerate(attachments)
    )
    stages = draw(st.lists(_STAGES, max_size=2, unique=True))
    assessment = Assessment(
        0, draw(_SHORT), OUTLINE.id, f"Desa {draw(_TEXTS)}", draw(st.sampled_from(InstitutionKind)),
        draw(st.integers(2020, 2030)), draw(st.datetimes(NOW)), draw(st.sampled_from(Cycle)),
        draw(_TEXTS), draw(_TEXTS), draw(_TEXTS), draw(_TEXTS),
    )  # fmt: skip
    return Dossier(
        assessment,
        answers,
        documents,
        tuple(attachments),
        citations,
        tuple(AspectNote(0, 1, draw(_TEXTS), draw(_TEXTS), stage) for stage in stages),
        tuple(Waiver(0, draw(_TEXTS), number, draw(_TEXTS)) for number in draw(st.sets(_NUMBERS))),
        tuple(StageOutcome(0, stage, draw(st.booleans()), draw(_TEXTS)) for stage in stages),
        tuple(ActionItem(0, number, 3, draw(_TEXTS)) for number in draw(st.sets(_NUMBERS))),
        tuple(StepEffort(0, number, 3, number) for number in draw(st.sets(_NUMBERS))),
        tuple(LevelCap(0, number, 4) for number in draw(st.sets(_NUMBERS))),
        draw(st.sampled_from([(), (PathWish(0, "2.6", 4),)])),
        revision=draw(st.integers(0, 9_999)),
    ), contents


def round_trip(folder: Path, made: tuple[Dossier, tuple[bytes, ...]], password: str) -> None:
    """Write, verify, read again: equal in every field."""
    dossier, contents = made
    path = folder / "paket.spbe"
    exporter = PackageExporter(sources(folder, contents), None, password)
    given = handover(small_instrument(), dossier)
    exporter.write(path, given, SILENT)
    exporter.verify(path, given)
    found = read_package(path, password, lambda _: small_instrument(), SILENT)
    assert found.dossier == dossier
    assert {file.sha256 for file in found.manifest.evidence} == {
        entry.sha256 for entry in dossier.documents
    }


def problem(path: Path, password: str = "") -> PackageProblem:
    """Why a file is refused."""
    with pytest.raises(PackageRefusedError) as caught:
        read(path, password)
    assert caught.value.path == path
    return caught.value.problem


def contents(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(path: Path) -> Manifest:
    return manifest_from(path, contents(path)[MANIFEST])
