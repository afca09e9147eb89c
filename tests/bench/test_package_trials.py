"""The trials of packages that take too long for every day: a thousand, and every byte."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from assessment.domain.dossier import Dossier
from tests.integration.test_package_hostile import flipped_unseen
from tests.packages import dossiers, round_trip, small_package


@settings(max_examples=1_000)
@given(made=dossiers())
def test_a_thousand_assessments_come_back(made: tuple[Dossier, tuple[bytes, ...]]) -> None:
    with TemporaryDirectory() as folder:
        round_trip(Path(folder), made, "")


def test_a_flipped_bit_in_every_byte_is_found(tmp_path: Path) -> None:
    whole = small_package(tmp_path)
    assert flipped_unseen(whole, range(whole.stat().st_size)) == []
