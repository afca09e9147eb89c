"""Who changed what travels with a part: it comes back as it was, and nobody can tamper with it."""

import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.domain.conflicts import Touch, Touches, rebased_touches, touches_within
from assessment.domain.dossier import Dossier
from assessment.domain.file_errors import ExportMismatchError
from assessment.domain.identity import Assessment
from assessment.domain.package import AUTHORS, BASE, PackagedFile, limited, part_text
from assessment.domain.package_errors import PackageProblem, PackageRefusedError
from assessment.domain.progress import SILENT
from assessment.domain.records import key_of
from assessment.exchange.package_key import WorkspaceKey
from assessment.exchange.package_reader import read_package
from assessment.exchange.package_writer import PackageExporter
from tests.builders import NOW, handover, small_instrument
from tests.packages import (
    CONTENTS,
    contents,
    forged,
    manifest_of,
    problem,
    read,
    small_dossier,
    sources,
)


def part_dossier() -> Dossier:
    """A part with one record of each kind that parts have."""
    whole = small_dossier()
    part = limited(whole, (1, 2, 3), (1,))
    return replace(part, assessment=replace(whole.assessment, part=part_text((1, 2, 3))))


def touches_on(dossier: Dossier) -> Touches:
    """Every record as a whole, and a field of each answer, each by somebody else."""
    places = [
        (kind, key, name)
        for kind, records in dossier.records().items()
        if kind is not Assessment
        for key in records
        for name in ("", "fact")
    ]
    return {
        place: Touch(f"Orang ke-{at} ✅", NOW + timedelta(microseconds=at) if at % 5 else None)
        for at, place in enumerate(places)
    }


def exporter(folder: Path, authors: Touches) -> PackageExporter:
    return PackageExporter(sources(folder, CONTENTS), part_dossier(), authors=authors)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    path = tmp_path / "bagian.spbe"
    given = handover(small_instrument(), part_dossier())
    exporter(tmp_path, touches_on(part_dossier())).write(path, given, SILENT)
    return path


@pytest.fixture
def key(tmp_path: Path) -> WorkspaceKey:
    return WorkspaceKey(tmp_path / "kunci-lain.pem")


def authors_in(path: Path) -> Touches:
    return read_package(path, "", lambda _: small_instrument(), SILENT).authors


def test_authors_of_every_kind_of_record_come_back(part: Path, tmp_path: Path) -> None:
    told = touches_on(part_dossier())
    assert len({kind for kind, _, _ in told}) == 7
    assert authors_in(part) == rebased_touches(told, 0)
    assert rebased_touches(authors_in(part), 7) == told
    listed = {file.name: file.sha256 for file in manifest_of(part).files}
    assert listed[AUTHORS] == hashlib.sha256(contents(part)[AUTHORS]).hexdigest()
    given = handover(small_instrument(), part_dossier())
    assert "cocok" in exporter(tmp_path, told).verify(part, given)


def test_verification_compares_the_authors(part: Path, tmp_path: Path) -> None:
    given = handover(small_instrument(), part_dossier())
    with pytest.raises(ExportMismatchError, match=r"authors\.json"):
        exporter(tmp_path, {}).verify(part, given)


def test_only_records_of_the_part_are_told_of() -> None:
    whole = small_dossier()
    told = dict(touches_on(whole))
    told[Assessment, key_of(whole.assessment), "team"] = Touch("Rani")
    small = limited(whole, (2,))
    within = touches_within(told, small)
    assert {getattr(kind, "__name__", "") for kind, _, _ in within} == {
        "Answer", "Attachment", "Document",
    }  # fmt: skip
    assert within.items() <= told.items()


def test_a_part_without_authors_is_read(part: Path, key: WorkspaceKey) -> None:
    manifest = manifest_of(part)
    files = tuple(file for file in manifest.files if file.name != AUTHORS)
    inside = {name: text for name, text in contents(part).items() if name != AUTHORS}
    forged(part, replace(manifest, files=files), inside, key)
    assert authors_in(part) == {}


def test_every_flipped_bit_of_the_authors_is_found(part: Path) -> None:
    content = bytearray(part.read_bytes())
    text = contents(part)[AUTHORS]
    start = content.index(text)
    for place in range(start, start + len(text), 3):
        content[place] ^= 1 << place % 8
        part.write_bytes(content)
        content[place] ^= 1 << place % 8
        with pytest.raises(PackageRefusedError) as caught:
            read(part)
        assert (caught.value.problem, caught.value.detail) == (PackageProblem.DAMAGED, AUTHORS)


def test_a_whole_package_tells_of_no_authors(part: Path, key: WorkspaceKey) -> None:
    manifest = manifest_of(part)
    files = tuple(file for file in manifest.files if file.name != BASE)
    inside = {name: text for name, text in contents(part).items() if name != BASE}
    forged(part, replace(manifest, files=files, part=()), inside, key)
    assert problem(part) is PackageProblem.UNEXPECTED


ENTRY = {"of": "answers", "key": [1, "self"], "field": "fact", "who": "Budi", "at": None}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"version": 2}, PackageProblem.NEWER_FORMAT),
        ({"format": "lain"}, PackageProblem.BAD_DATA),
        ({"authors": 3}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"of": "assessments"}]}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"key": [1]}]}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"key": [[], "self"]}]}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"field": 1}]}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"who": None}]}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"who": "\ud800"}]}, PackageProblem.BAD_DATA),
        ({"authors": [ENTRY | {"at": "kemarin"}]}, PackageProblem.BAD_DATA),
    ],
)
def test_authors_that_are_none(
    part: Path, key: WorkspaceKey, change: dict[str, object], expected: PackageProblem
) -> None:
    text = json.dumps(json.loads(contents(part)[AUTHORS]) | change).encode()
    listed = PackagedFile(AUTHORS, len(text), hashlib.sha256(text).hexdigest())
    manifest = manifest_of(part)
    files = tuple(listed if file.name == AUTHORS else file for file in manifest.files)
    forged(part, replace(manifest, files=files), contents(part) | {AUTHORS: text}, key)
    assert problem(part) is expected
