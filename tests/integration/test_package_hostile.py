"""Packages that were changed, cut off, or made to do harm: refused, and said why."""

import hashlib
import json
import random
import stat
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assessment.domain.package import (
    DATA,
    MANIFEST,
    RECEIPT,
    SIGNATURE,
    Manifest,
    fingerprint_of,
)
from assessment.domain.package_errors import (
    PackageProblem,
    PackageRefusedError,
    WrongPasswordError,
)
from assessment.domain.progress import SILENT
from assessment.exchange.package_key import WorkspaceKey
from assessment.exchange.package_manifest import manifest_bytes
from assessment.exchange.package_reader import read_package
from tests.builders import small_instrument
from tests.packages import (
    contents,
    forged,
    manifest_of,
    pack,
    problem,
    read,
    small_package,
)

KIB = 1024
LOCKED_WITH = "kata sandi"


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = small_package(tmp_path)
    read(path)
    return path


@pytest.fixture
def key(tmp_path: Path) -> WorkspaceKey:
    return WorkspaceKey(tmp_path / "kunci-lain.pem")


def flipped_unseen(whole: Path, places: Iterable[int]) -> list[int]:
    """Where one bit, by chance, can be flipped so that nobody sees it."""
    content = bytearray(whole.read_bytes())
    chance = random.Random(4)  # noqa: S311
    passed = []
    for place in places:
        bit = 1 << chance.randrange(8)
        content[place] ^= bit
        whole.write_bytes(content)
        content[place] ^= bit
        try:
            read(whole)
        except PackageRefusedError:
            continue
        passed.append(place)
    return passed


def test_every_flipped_bit_is_found(whole: Path) -> None:
    places = range(0, whole.stat().st_size, 5)  # all of them: tests/bench
    assert flipped_unseen(whole, places) == []


def test_every_flipped_bit_of_a_locked_package_is_found(tmp_path: Path) -> None:
    path = small_package(tmp_path, LOCKED_WITH)
    content = bytearray(path.read_bytes())
    for place in (*range(0, 55, 6), *range(55, len(content), len(content) // 20)):
        content[place] ^= 4
        path.write_bytes(content)
        content[place] ^= 4
        with pytest.raises(PackageRefusedError):
            read(path, LOCKED_WITH)


@pytest.mark.parametrize("password", ["", LOCKED_WITH])
def test_a_package_cut_off_anywhere(tmp_path: Path, password: str) -> None:
    path = small_package(tmp_path, password)
    content = path.read_bytes()
    allowed = {PackageProblem.TRUNCATED, PackageProblem.DAMAGED}
    for size in (*range(KIB, len(content), KIB), len(content) - 22, len(content) - 1):
        path.write_bytes(content[:size])
        assert problem(path, password) in allowed
    for size in (0, 4, 20):
        path.write_bytes(content[:size])
        assert problem(path, password) in {*allowed, PackageProblem.NOT_A_PACKAGE}


def test_bytes_behind_the_end(whole: Path) -> None:
    whole.write_bytes(whole.read_bytes() + b"x")
    assert problem(whole) is PackageProblem.REPACKED


def test_bytes_before_the_beginning(whole: Path) -> None:
    whole.write_bytes(b"x" + whole.read_bytes())
    assert problem(whole) is PackageProblem.REPACKED


def test_pieces_of_a_locked_package_in_another_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assessment.exchange.package_lock.PIECE", KIB)
    monkeypatch.setattr("assessment.exchange.package_lock._SEALED", KIB + 16)
    path = small_package(tmp_path, LOCKED_WITH)
    read(path, LOCKED_WITH)
    content = path.read_bytes()
    head, body = content[:55], content[55:]
    pieces = [body[at : at + KIB + 16] for at in range(0, len(body), KIB + 16)]
    assert len(pieces) > 3
    last = pieces[-1]
    for wrong in (
        [pieces[1], pieces[0], *pieces[2:]],
        [*pieces[1:-1], last],
        pieces[:-1],
        [*pieces, last],
        [*pieces[:-1], pieces[0], last],
    ):
        path.write_bytes(head + b"".join(wrong))
        assert problem(path, LOCKED_WITH) in {PackageProblem.DAMAGED, PackageProblem.TRUNCATED}


def test_the_password(tmp_path: Path) -> None:
    path = small_package(tmp_path, "Sandi é")
    read(path, "Sandi e\u0301")  # the same letters, composed in another way
    for wrong, given in (("", False), ("sandi é", True)):
        with pytest.raises(WrongPasswordError) as caught:
            read(path, wrong)
        assert caught.value.given is given
    assert b"Nusa Damai" not in path.read_bytes()


def plain_zip(path: Path, change: Callable[[zipfile.ZipFile, dict[str, bytes]], None]) -> Path:
    """The same files, packed by another program that did something more."""
    inside = contents(path)
    with zipfile.ZipFile(path, "w") as archive:
        change(archive, inside)
        for name, content in inside.items():
            archive.writestr(name, content)
    return path


def _nothing(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    pass


def _compressed(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    archive.writestr("bukti/1.z.bom.txt", bytes(50_000_000), zipfile.ZIP_DEFLATED)


def _link(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    entry = zipfile.ZipInfo("bukti/1.z.tautan.pdf")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(entry, "/etc/passwd")


def _twice(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    archive.writestr("bukti/1.A.PERWALI.pdf", "lain")


def _without_manifest(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    del inside[MANIFEST]


def _comment(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    archive.comment = b"halo"


def _many(archive: zipfile.ZipFile, inside: dict[str, bytes]) -> None:
    for number in range(10_001):
        archive.writestr(f"bukti/{number}.a.txt", "")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_nothing, PackageProblem.REPACKED),
        (_compressed, PackageProblem.COMPRESSED),
        (_link, PackageProblem.LINK),
        (_twice, PackageProblem.DUPLICATE_NAME),
        (_without_manifest, PackageProblem.NOT_A_PACKAGE),
        (_comment, PackageProblem.REPACKED),
        (_many, PackageProblem.TOO_MANY),
    ],
)
def test_what_other_programs_pack(
    whole: Path,
    change: Callable[[zipfile.ZipFile, dict[str, bytes]], None],
    expected: PackageProblem,
) -> None:
    assert problem(plain_zip(whole, change)) is expected


UNSAFE = (
    "../luar.pdf", "/etc/passwd", "C:/Windows/x.pdf", "bukti/../../x.pdf", "bukti/a/b.pdf",
    "bukti\\1.a.pdf", "bukti/1.a\\x.pdf", "bukti/1.a:x.pdf", "bukti/con.pdf", "bukti/",
    "bukti/1.a.x\n.pdf", "bukti/1.a.pdf ", "lain.txt", "Bukti/1.a.pdf", "",
)  # fmt: skip


@pytest.mark.parametrize("name", UNSAFE)
def test_names_that_lead_elsewhere(whole: Path, key: WorkspaceKey, name: str) -> None:
    forged(whole, manifest_of(whole), {**contents(whole), name: b"isi"}, key)
    assert problem(whole) is PackageProblem.UNSAFE_NAME


def test_a_name_that_is_no_text(whole: Path) -> None:
    content = whole.read_bytes()
    at = content.rindex(RECEIPT.encode())
    whole.write_bytes(content[:at] + b"\xff" + content[at + 1 :])
    assert problem(whole) is PackageProblem.UNSAFE_NAME


def test_a_file_that_is_not_listed(whole: Path, key: WorkspaceKey) -> None:
    forged(whole, manifest_of(whole), {**contents(whole), "bukti/9.a.x.pdf": b"isi"}, key)
    assert problem(whole) is PackageProblem.UNEXPECTED


@pytest.mark.parametrize("name", [DATA, RECEIPT, "bukti/2.b.perwali.pdf"])
def test_a_listed_file_that_is_not_there(whole: Path, key: WorkspaceKey, name: str) -> None:
    inside = contents(whole)
    del inside[name]
    forged(whole, manifest_of(whole), inside, key)
    assert problem(whole) is PackageProblem.MISSING


def test_without_a_signature(whole: Path) -> None:
    content = contents(whole)
    del content[SIGNATURE]
    pack(whole, content)
    assert problem(whole) is PackageProblem.MISSING


def _listed(manifest: Manifest, name: str, **change: Any) -> Manifest:
    files = tuple(replace(file, **change) if file.name == name else file for file in manifest.files)
    return replace(manifest, files=files)


def _swapped(manifest: Manifest) -> Manifest:
    return replace(manifest, files=manifest.files[::-1])


def _doubled(manifest: Manifest) -> Manifest:
    return replace(manifest, files=(*manifest.files, manifest.files[0]))


EVIDENCE = "bukti/1.a.perwali.pdf"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda found: _listed(found, EVIDENCE, size=1), PackageProblem.WRONG_SIZE),
        (lambda found: _listed(found, EVIDENCE, sha256="0" * 64), PackageProblem.DAMAGED),
        (lambda found: _listed(found, EVIDENCE, labels=("3.a",)), PackageProblem.CONTRADICTION),
        (lambda found: _listed(found, EVIDENCE, sha256="A" * 64), PackageProblem.BAD_DATA),
        (lambda found: _listed(found, EVIDENCE, size=-1), PackageProblem.BAD_DATA),
        (lambda found: replace(found, index="5"), PackageProblem.CONTRADICTION),
        (
            lambda found: replace(found, counts=replace(found.counts, levels=3)),
            PackageProblem.CONTRADICTION,
        ),
        (lambda found: replace(found, year=2024), PackageProblem.CONTRADICTION),
        (lambda found: replace(found, institution="Lain"), PackageProblem.CONTRADICTION),
        (lambda found: replace(found, part=(1,)), PackageProblem.MISSING),
        (_swapped, PackageProblem.REPACKED),
        (_doubled, PackageProblem.DUPLICATE_NAME),
    ],
)
def test_a_manifest_that_says_something_else(
    whole: Path,
    key: WorkspaceKey,
    change: Callable[[Manifest], Manifest],
    expected: PackageProblem,
) -> None:
    forged(whole, change(manifest_of(whole)), contents(whole), key)
    assert problem(whole) is expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"version": 2}, PackageProblem.NEWER_FORMAT),
        ({"version": "1"}, PackageProblem.NOT_A_PACKAGE),
        ({"format": "lain"}, PackageProblem.NOT_A_PACKAGE),
        ({"files": None}, PackageProblem.BAD_DATA),
        ({"files": [{"name": "x"}]}, PackageProblem.BAD_DATA),
        ({"year": True}, PackageProblem.BAD_DATA),
        ({"created": "kemarin"}, PackageProblem.BAD_DATA),
        ({"institution": "x" * 40_000}, PackageProblem.BAD_DATA),
        ({"institution": "\ud800"}, PackageProblem.BAD_DATA),
    ],
)
def test_a_manifest_that_is_none(
    whole: Path, key: WorkspaceKey, change: dict[str, object], expected: PackageProblem
) -> None:
    inside = contents(whole)
    data = json.loads(inside[MANIFEST]) | change
    forged(whole, json.dumps(data).encode(), inside, key)
    assert problem(whole) is expected


@pytest.mark.parametrize("text", [b"", b"{", b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_manifest_that_is_no_json(whole: Path, key: WorkspaceKey, text: bytes) -> None:
    forged(whole, text, contents(whole), key)
    assert problem(whole) is PackageProblem.BAD_DATA


def with_data(whole: Path, key: WorkspaceKey, text: bytes) -> Path:
    """Other records, honestly hashed and signed."""
    digest = hashlib.sha256(text).hexdigest()
    manifest = _listed(manifest_of(whole), DATA, size=len(text), sha256=digest)
    return forged(whole, manifest, contents(whole) | {DATA: text}, key)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"version": 9}, PackageProblem.NEWER_FORMAT),
        ({"format": "lain"}, PackageProblem.BAD_DATA),
        ({"revision": "satu"}, PackageProblem.BAD_DATA),
        ({"revision": 13}, PackageProblem.CONTRADICTION),
        ({"answers": None}, PackageProblem.BAD_DATA),
        ({"answers": [[]]}, PackageProblem.BAD_DATA),
        ({"documents": []}, PackageProblem.BAD_DATA),
        ({"attachments": [], "citations": []}, PackageProblem.CONTRADICTION),
    ],
)
def test_records_that_are_none(
    whole: Path, key: WorkspaceKey, change: dict[str, object], expected: PackageProblem
) -> None:
    data = json.loads(contents(whole)[DATA]) | change
    assert problem(with_data(whole, key, json.dumps(data).encode())) is expected


def test_a_foreign_key_is_shown_not_refused(whole: Path, key: WorkspaceKey) -> None:
    forged(whole, manifest_of(whole), contents(whole), key)
    found = read_package(whole, "", lambda _: small_instrument(), SILENT)
    assert found.manifest.fingerprint == fingerprint_of(key.public())


def test_a_signature_of_something_else(whole: Path, key: WorkspaceKey) -> None:
    inside = contents(whole)
    other = manifest_bytes(replace(manifest_of(whole), signer="Orang lain"))
    pack(whole, inside | {MANIFEST: other})
    assert problem(whole) is PackageProblem.WRONG_SIGNATURE


def test_a_fingerprint_of_somebody_else(whole: Path, key: WorkspaceKey) -> None:
    forged(whole, contents(whole)[MANIFEST], contents(whole), key)
    assert problem(whole) is PackageProblem.WRONG_SIGNATURE


@pytest.mark.parametrize("size", [0, 95, 97])
def test_a_signature_of_another_size(whole: Path, size: int) -> None:
    pack(whole, contents(whole) | {SIGNATURE: bytes(size)})
    assert problem(whole) in {PackageProblem.WRONG_SIGNATURE, PackageProblem.TOO_LARGE}
