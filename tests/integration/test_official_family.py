"""Official results of many layouts: every level right, or a doubt that a person has to settle."""

import pytest

from assessment.documents.official_result import read_report
from assessment.domain.file_errors import FileRefusedError
from assessment.domain.official_result import OfficialResult, doubtful_rows, doubts_of
from assessment.domain.progress import SILENT
from indicators.outline import Outline
from tests.official_family import Sample, family_report, wrong_levels

SEEDS = range(28)


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Sample, OfficialResult | None]]:
    outline, folder = official_outline(), tmp_path_factory.mktemp("lhe")
    return [read(family_report(folder / f"{seed}.pdf", outline, seed)) for seed in SEEDS]


def official_outline() -> Outline:
    from tests.builders import official_instrument

    return official_instrument().outline


def read(sample: Sample) -> tuple[Sample, OfficialResult | None]:
    try:
        return sample, read_report(sample.path, [official_outline()], SILENT)
    except FileRefusedError:
        return sample, None


def test_no_level_is_taken_that_the_table_does_not_show(
    family: list[tuple[Sample, OfficialResult | None]],
) -> None:
    outline = official_outline()
    for sample, result in family:
        if result is not None:
            doubts = doubts_of(outline, result, result.levels)
            rows = doubtful_rows(outline, doubts)
            assert not wrong_levels(sample, result.levels, rows), sample.traits


def test_nearly_all_sound_reports_are_read_whole(
    family: list[tuple[Sample, OfficialResult | None]],
) -> None:
    outline = official_outline()
    sound = [(sample, result) for sample, result in family if sample.whole]
    whole = [
        sample
        for sample, result in sound
        if result
        and result.levels == sample.levels
        and not doubts_of(outline, result, result.levels)
    ]
    assert len(sound) > len(SEEDS) / 3
    assert len(whole) >= 0.9 * len(sound)


def test_reports_with_a_fault_are_doubted_or_show_what_is_printed(
    family: list[tuple[Sample, OfficialResult | None]],
) -> None:
    outline = official_outline()
    faulty = [(sample, result) for sample, result in family if not sample.whole]
    doubted = [
        sample
        for sample, result in faulty
        if result is None or doubts_of(outline, result, result.levels)
    ]
    assert len(doubted) > len(faulty) / 2
