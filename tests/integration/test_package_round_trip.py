"""What goes into a package comes out of it, equal in every field."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.dossier import Dossier
from assessment.domain.errors import StorageError
from assessment.domain.file_errors import ExportMismatchError, FileProblem, FileRefusedError
from assessment.domain.package import limited, part_text, rebased
from assessment.domain.progress import SILENT, CancelledError
from assessment.exchange.package_reader import read_package
from assessment.exchange.package_writer import PackageExporter
from tests.builders import CancelAt, handover, small_instrument
from tests.packages import CONTENTS, dossiers, round_trip, small_dossier, small_package, sources

EXAMPLES = 60


@settings(max_examples=EXAMPLES)
@given(made=dossiers())
def test_every_field_comes_back(made: tuple[Dossier, tuple[bytes, ...]]) -> None:
    with TemporaryDirectory() as folder:
        round_trip(Path(folder), made, "")


@settings(max_examples=4)
@given(made=dossiers(), password=st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_every_field_comes_back_from_behind_a_password(
    made: tuple[Dossier, tuple[bytes, ...]], password: str
) -> None:
    with TemporaryDirectory() as folder:
        round_trip(Path(folder), made, password)


def test_the_same_content_makes_the_same_bytes(tmp_path: Path) -> None:
    first = small_package(tmp_path).read_bytes()
    assert small_package(tmp_path).read_bytes() == first


def test_a_document_is_there_once_with_all_its_uses(tmp_path: Path) -> None:
    package = read_package(small_package(tmp_path), "", lambda _: small_instrument(), SILENT)
    assert [(file.name, file.labels) for file in package.manifest.evidence] == [
        ("bukti/1.a.perwali.pdf", ("1.a", "2.a")),
        ("bukti/2.b.perwali.pdf", ("2.b",)),
    ]


def test_a_part_brings_what_it_started_from(tmp_path: Path) -> None:
    whole = small_dossier()
    base = limited(whole, (1,))
    base = replace(base, assessment=replace(base.assessment, part=part_text((1,))))
    package = read_package(
        small_package(tmp_path, base=base), "", lambda _: small_instrument(), SILENT
    )
    assert package.manifest.part == (1,)
    assert package.base == rebased(base, 0)
    assert [answer.indicator for answer in package.dossier.answers] == [1]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, FileProblem.MISSING),
        (b"lain sekali", FileProblem.DAMAGED),
        (b"Pasal 7", FileProblem.DAMAGED),
    ],
)
@pytest.mark.parametrize("password", ["", "rahasia"])
def test_a_document_that_is_not_as_it_was(
    tmp_path: Path, content: bytes | None, problem: FileProblem, password: str
) -> None:
    place = sources(tmp_path, CONTENTS).path_of(small_dossier().documents[0].sha256)
    exporter = PackageExporter(sources(tmp_path, CONTENTS), None, password)
    place.unlink()
    if content is not None:
        place.write_bytes(content)
    path, given_out = tmp_path / "a.spbe", handover(small_instrument(), small_dossier())
    with pytest.raises(FileRefusedError) as caught:
        exporter.write(path, given_out, SILENT)
        exporter.verify(path, given_out)
    assert caught.value.problem is problem
    assert caught.value.path == Path("1.a.perwali.pdf")


def test_a_package_that_does_not_read_back(tmp_path: Path) -> None:
    path = small_package(tmp_path)
    exporter = PackageExporter(sources(tmp_path))
    given_out = handover(small_instrument(), small_dossier())
    exporter.verify(path, given_out)
    other = handover(small_instrument(), limited(small_dossier(), (1,)))
    with pytest.raises(ExportMismatchError, match=r"assessment\.json"):
        exporter.verify(path, other)
    with pytest.raises(ExportMismatchError, match=r"base\.json"):
        PackageExporter(sources(tmp_path), small_dossier()).verify(path, given_out)
    content = bytearray(path.read_bytes())
    content[content.rindex(CONTENTS[0])] ^= 1
    path.write_bytes(content)
    with pytest.raises(ExportMismatchError, match=r"damaged: bukti/1\.a"):
        PackageExporter(sources(tmp_path, CONTENTS)).verify(path, given_out)
    path.write_bytes(content[:-1])
    with pytest.raises(ExportMismatchError, match="truncated"):
        exporter.verify(path, given_out)


@pytest.mark.parametrize("moment", [0, 2, 3, 5])
def test_cancelling(tmp_path: Path, moment: int) -> None:
    exporter = PackageExporter(sources(tmp_path, CONTENTS))
    with pytest.raises(CancelledError):
        exporter.write(
            tmp_path / "a.spbe", handover(small_instrument(), small_dossier()), CancelAt(moment)
        )


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    exporter = PackageExporter(sources(tmp_path, CONTENTS))
    with pytest.raises(StorageError):
        exporter.write(
            tmp_path / "tidak-ada" / "a.spbe",
            handover(small_instrument(), small_dossier()),
            SILENT,
        )
