"""Two instruments side by side: each measures its own years, and nothing passes between them."""

import json
import shutil
from pathlib import Path

import pytest

from assessment.domain.errors import AssessmentExistsError
from assessment.domain.identity import OFFICIAL, InstitutionKind
from assessment.domain.sentences import describe
from assessment.services.assessments import Carry
from assessment.services.workbench import Workbench
from indicators.errors import InstrumentError, UnknownInstrumentError
from indicators.outline import Outline
from spbe_desktop.bootstrap import open_workbench
from spbe_desktop.cli import main
from tests.builders import INVENTED
from tests.conftest import FixedPreferences
from tests.instruments_made import NAME, make_instrument
from tests.official_reports import Layout, report_pdf

OFFICIAL_ID = "permenpanrb-59-2020"
CITY = "Kota Nusa Damai"


@pytest.fixture
def old(workbench: Workbench) -> Outline:
    make_instrument(workbench.root / "instruments")
    return workbench.instruments.outline(NAME)


@pytest.fixture
def both(workbench: Workbench, old: Outline) -> tuple[int, int]:
    """A city in 2020 by the earlier instrument, and in 2021 by the official one."""
    start = workbench.assessments.start
    first = start(CITY, InstitutionKind.CITY, 2020, instrument_id=NAME).id
    second = start(CITY, InstitutionKind.CITY, 2021, instrument_id=OFFICIAL_ID).id
    for number in old.numbers:
        workbench.worksheet.choose_level(first, number, number % 5 + 1)
    workbench.worksheet.choose_level(second, 1, 2)
    return first, second


def test_each_is_scored_by_its_own_weights_levels_and_grades(
    workbench: Workbench, both: tuple[int, int]
) -> None:
    cards = {card.assessment.id: card for card in workbench.assessments.cards()}
    earlier = cards[both[0]]
    assert (f"{float(earlier.score.index):.4f}", earlier.score.grade.name) == ("3.0015", "Cukup")
    assert earlier.instrument_title == "Instrumen SPBE Terdahulu"
    assert workbench.instruments.outline(NAME).level_name(35, 3) == "Transaksi"
    result = workbench.results.result(both[0])
    assert len(result.outline.numbers) == 35


def test_nothing_is_carried_from_one_to_the_other(
    workbench: Workbench, both: tuple[int, int]
) -> None:
    dossier = workbench.worksheet.dossier(both[1])
    assert workbench.worksheet.previous(dossier.assessment) is None
    assert not workbench.assessments.measures(NAME, 2021)
    assert workbench.assessments.measures(OFFICIAL_ID, 2021)
    assert workbench.assessments.measures(NAME, 2040)  # nobody else does
    made = workbench.assessments.start_from(both[0], 2022, list(Carry))
    assert made.instrument_id == NAME  # never the other one


def test_one_year_can_be_measured_by_both_but_not_twice_by_one(
    workbench: Workbench, both: tuple[int, int]
) -> None:
    start = workbench.assessments.start
    start(CITY, InstitutionKind.CITY, 2021, instrument_id=NAME)
    with pytest.raises(AssessmentExistsError):
        start(CITY, InstitutionKind.CITY, 2021, instrument_id=OFFICIAL_ID)


def test_official_result_finds_its_instrument(
    workbench: Workbench, old: Outline, both: tuple[int, int], tmp_path: Path
) -> None:
    desk = workbench.official_results
    levels = {number: number * 2 % 5 + 1 for number in old.numbers}
    layout = Layout("KOTA NUSA DAMAI", 2020)
    preview = desk.preview(report_pdf(tmp_path / "lama.pdf", old, levels, layout))
    assert (preview.result.instrument_id, preview.assessment_id) == (NAME, both[0])
    assert not preview.doubts
    desk.apply(preview, levels)
    assert workbench.worksheet.dossier(both[0]).levels(OFFICIAL) == levels


def test_longer_table_is_not_taken_for_that_of_a_shorter_instrument(
    workbench: Workbench, tmp_path: Path
) -> None:
    shutil.copytree(INVENTED / "desa-digital", workbench.root / "instruments" / "desa-digital")
    make_instrument(workbench.root / "instruments", years=(2018, 2026))
    outline = workbench.instruments.outline(OFFICIAL_ID)
    levels = dict.fromkeys(outline.numbers, 2)
    path = report_pdf(tmp_path / "lhe.pdf", outline, levels, Layout(year=2025))
    result = workbench.official_results.read(path)
    assert (result.instrument_id, result.levels) == (OFFICIAL_ID, levels)


def test_two_of_equal_length_are_told_apart_by_what_is_printed(
    workbench: Workbench, old: Outline, tmp_path: Path
) -> None:
    twin = make_instrument(workbench.root / "instruments", "kembaran", (2019, 2021))
    main_file = twin / "instrument.toml"
    text = main_file.read_text().replace('"1.1"', '"1"').replace('"7.7"', '"7"')
    text = text.replace('"0.98"', '"1.05"').replace('"9.8"', '"10.5"')
    main_file.write_text(text)
    levels = {number: number * 2 % 5 + 1 for number in old.numbers}
    for outline in (old, workbench.instruments.outline("kembaran")):
        path = report_pdf(tmp_path / "lhe.pdf", outline, levels, Layout("KOTA X", 2020))
        preview = workbench.official_results.preview(path)
        assert (preview.result.instrument_id, preview.doubts) == (outline.id, ())


def test_recap_ranks_them_apart(
    workbench: Workbench, both: tuple[int, int], tmp_path: Path
) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    for number in both:
        workbench.handover.export(number, folder / f"{number}.xlsx")
    recap = workbench.recap.read([folder])
    assert [(shown.year, shown.outline.id) for shown in recap.rounds] == [
        (2021, OFFICIAL_ID),
        (2020, NAME),
    ]
    assert all(shown.entries[0].change is None for shown in recap.rounds)


def test_package_says_which_instrument_it_needs(
    workbench: Workbench, both: tuple[int, int], tmp_path: Path
) -> None:
    path = workbench.handover.export(both[0], tmp_path / "lama.spbe").path
    elsewhere = open_workbench(tmp_path / "lain", preferences=FixedPreferences())
    with pytest.raises(UnknownInstrumentError) as caught:
        elsewhere.packages.preview(path)
    assert NAME in describe(caught.value).text
    make_instrument(tmp_path / "lain" / "instruments")
    preview = elsewhere.packages.preview(path)
    assert preview.package.dossier.levels()[35] == 1


def test_faulty_one_is_told_and_hides_no_other(workbench: Workbench, old: Outline) -> None:
    folder = make_instrument(workbench.root / "instruments", "rusak")
    (folder / "aspect-3.toml").unlink()
    hopeless = workbench.root / "instruments" / "hampa"
    hopeless.mkdir()
    (hopeless / "instrument.toml").touch()
    (fault, other) = workbench.instruments.faults()
    assert isinstance(fault, InstrumentError)
    assert {fault.file.parent.name, other.file.parent.name} == {"rusak", "hampa"}
    assert "aspect-3.toml" in describe(other).text
    ids = [outline.id for outline in workbench.instruments.outlines()]
    assert ids == [OFFICIAL_ID, "rusak", NAME]


def test_command_line_measures_by_the_one_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = ["--workspace", str(tmp_path / "ruang")]
    make_instrument(tmp_path / "ruang" / "instruments")
    started = [*place, "new", "--institution", CITY, "--kind", "city", "--year", "2020"]
    assert main(started) == 1
    assert main([*started, "--instrument", NAME]) == 0
    table = tmp_path / "tingkat.csv"
    table.write_text("indicator,level\n" + "".join(f"{n},{n % 5 + 1}\n" for n in range(1, 36)))
    capsys.readouterr()
    assert main([*place, "--json", "index", str(table), "--instrument", NAME]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["exact"], told["grade"], len(told["domains"])) == ("3.0015", "Cukup", 3)
    assert main([*place, "index", str(table), "--instrument", "tiada"]) == 1
    assert "tiada" in capsys.readouterr().err
