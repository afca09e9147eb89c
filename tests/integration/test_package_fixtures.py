"""Packages that an earlier version made can still be opened."""

from pathlib import Path

import pytest

from assessment.domain.package import rebased
from assessment.domain.package_errors import WrongPasswordError
from assessment.domain.progress import SILENT
from assessment.exchange.package_reader import read_package, unpacking
from tests.builders import small_instrument
from tests.packages import CONTENTS, read, small_dossier

PACKAGES = Path(__file__).resolve().parent.parent / "data" / "packages"
LOCKED_WITH = "sandi contoh"
FINGERPRINT = "5110 A7B2 E71F 94B4 821D CF36 A911 CB70"


@pytest.mark.parametrize(("name", "password"), [("v1.spbe", ""), ("v1-terkunci.spbe", LOCKED_WITH)])
def test_a_package_of_the_first_version(tmp_path: Path, name: str, password: str) -> None:
    found = read_package(PACKAGES / name, password, lambda _: small_instrument(), SILENT)
    assert found.dossier == rebased(small_dossier(), 0)
    assert found.manifest.fingerprint == FINGERPRINT
    assert [file.labels for file in found.manifest.evidence] == [("1.a", "2.a"), ("2.b",)]
    with unpacking(PACKAGES / name, password) as unpack:
        unpack(found.manifest.evidence[0], tmp_path / "a.pdf", SILENT)
    assert (tmp_path / "a.pdf").read_bytes() == CONTENTS[0]


def test_the_locked_one_keeps_shut() -> None:
    with pytest.raises(WrongPasswordError):
        read(PACKAGES / "v1-terkunci.spbe", "sandi lain")


def test_a_part_of_the_first_version_keeps_its_base() -> None:
    found = read_package(PACKAGES / "v1-bagian.spbe", "", lambda _: small_instrument(), SILENT)
    assert found.manifest.part == (1, 2)
    assert found.base == found.dossier
    assert {answer.indicator for answer in found.dossier.answers} == {1, 2}
