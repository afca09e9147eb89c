"""Instruments: the shipped one, an invented one, a person's own, and every fault by name."""

import shutil
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from assessment.domain.errors import LevelOutOfRangeError
from assessment.domain.identity import InstitutionKind
from assessment.domain.scoring import score
from assessment.services.workbench import Workbench
from indicators.catalogue import Catalogue, load_instrument, load_outline
from indicators.errors import InstrumentError, Problem, UnknownInstrumentError
from tests.builders import INSTRUMENTS, INVENTED, official_instrument, small_instrument

SHIPPED = "permenpanrb-59-2020"
INVENTED_ID = "desa-digital"


def test_the_shipped_instrument() -> None:
    instrument = official_instrument()
    outline = instrument.outline
    assert instrument.id == SHIPPED
    assert outline.numbers == tuple(range(1, 48))
    assert [domain.weight for domain in outline.domains] == [
        Decimal(13), Decimal(25), Decimal("16.5"), Decimal("45.5"),
    ]  # fmt: skip
    assert [aspect.weight for aspect in outline.aspects] == [
        Decimal(text) for text in ("13", "10", "10", "5", "12", "4.5", "27.5", "18")
    ]
    assert sum(domain.weight for domain in outline.domains) == 100
    assert [grade.minimum for grade in outline.grades] == [
        Decimal(text) for text in ("4.2", "3.5", "2.6", "1.8", "1")
    ]
    assert [stage.id for stage in outline.stages] == ["self", "document", "interview", "visit"]
    assert outline.levels == range(1, 6)
    assert (outline.target_level, outline.target_index) == (3, Decimal("2.6"))


@pytest.mark.parametrize("number", range(1, 48))
def test_every_shipped_indicator_says_what_it_demands(number: int) -> None:
    instrument = official_instrument()
    indicator = instrument.indicator(number)
    assert indicator.number == number
    assert [entry.level for entry in indicator.levels] == [1, 2, 3, 4, 5]
    demanding = [entry.level for entry in indicator.levels if entry.conditions]
    service = instrument.outline.is_service(number)
    assert service == (number >= 32)
    assert demanding == ([1, 2, 3, 4, 5] if service else [2, 3, 4, 5])
    assert indicator.level(4).evidence


def test_places_in_the_shipped_outline() -> None:
    outline = official_instrument().outline
    assert outline.aspect_of(21).number == 5
    assert outline.domain_of(21).number == 3
    assert outline.domain_of(47).indicators == tuple(range(32, 48))
    assert outline.level_name(10, 3) == "Terdefinisi"
    assert outline.level_name(32, 3) == "Transaksi"


def test_an_invented_instrument_has_its_own_numbers() -> None:
    outline = small_instrument().outline
    assert len(outline.domains) == 3
    assert len(outline.aspects) == 4
    assert outline.numbers == tuple(range(1, 11))
    assert outline.levels == range(1, 5)
    assert outline.level_name(4, 4) == "Terhubung"
    assert outline.guideline == ""
    assert outline.domains[0].short_name == outline.domains[0].name
    scored = score(outline, dict.fromkeys(outline.numbers, 4))
    assert scored.index == 4
    assert scored.grade.name == "Mandiri"
    assert score(outline, {4: 3}).index == 1 + Fraction(2 * 10, 100)


@pytest.fixture
def own(workbench: Workbench) -> Workbench:
    """A workspace in which a person has put an instrument of her own."""
    shutil.copytree(INVENTED / INVENTED_ID, workbench.root / "instruments" / INVENTED_ID)
    return workbench


def test_a_persons_own_instrument_is_used(own: Workbench) -> None:
    assert own.instruments.ids() == (SHIPPED, INVENTED_ID)
    village = own.assessments.start(
        "Desa Sukamaju", InstitutionKind.OTHER, 2026, instrument_id=INVENTED_ID
    )
    own.worksheet.choose_level(village.id, 9, 4)
    own.worksheet.set_tick(village.id, 9, (4, 3), on=True)
    with pytest.raises(LevelOutOfRangeError):
        own.worksheet.choose_level(village.id, 9, 5)
    result = own.results.result(village.id)
    assert result.score.index == 1 + 3 * Fraction(1225, 10_000)
    assert result.targets[9] == 2
    (card,) = own.assessments.cards()
    assert card.instrument_title == "Instrumen Desa Digital"
    assert own.assessments.years(INVENTED_ID) == range(2024, 2027)


def test_the_first_folder_wins_and_each_file_is_read_once(tmp_path: Path) -> None:
    shutil.copytree(INVENTED / INVENTED_ID, tmp_path / INVENTED_ID)
    catalogue = Catalogue((INVENTED, tmp_path, tmp_path / "absent"))
    assert catalogue.ids() == (INVENTED_ID,)
    assert catalogue.outline(INVENTED_ID) is catalogue.outline(INVENTED_ID)
    assert catalogue.instrument(INVENTED_ID) is catalogue.instrument(INVENTED_ID)


@pytest.mark.parametrize("name", ["tidak-ada", "", "..", f"../instruments/{INVENTED_ID}"])
def test_unknown_instruments_are_named(name: str) -> None:
    catalogue = Catalogue((INVENTED, INSTRUMENTS))
    for ask in (catalogue.outline, catalogue.instrument):
        with pytest.raises(UnknownInstrumentError) as caught:
            ask(name)
        assert caught.value.instrument_id == name


MAIN = "instrument.toml"
ASPECT = "aspect-1.toml"
FIRST_DOMAIN = 'number = 1\nname = "Aturan Desa"'
FIRST_ASPECT = 'number = 1\nname = "Peraturan Desa"'
HEAD = 'title = "Instrumen Desa Digital"\n'
HAL_1 = 'number = 1\nname = "Tingkat Kematangan Hal 1"'
LEVEL_2 = '[[indicator.level]]\nlevel = 2\nsummary = "Hal 1 pada tingkat 2."\n'

# file, what stands there, what stands there instead, the entry that is named, the problem
FAULTS = [
    (MAIN, 'weight = "30"\n[[', 'weight = "31"\n[[', "domain[1].weight", Problem.WRONG_SUM),
    (MAIN, 'indicator_weight = "8.5"', 'indicator_weight = "8.4"', "aspect[3].weight",
     Problem.WRONG_SUM),
    (MAIN, 'weight = "45.5"', 'weight = "45.50001"', "domain[2].weight", Problem.WRONG_SUM),
    (MAIN, 'weight = "30"\nindicator_weight = "10"', 'weight = "60"\nindicator_weight = "20"',
     "domain[1].weight", Problem.WRONG_SUM),
    (MAIN, 'weight = "45.5"', "weight = 45.5", "domain[2].weight", Problem.WRONG_TYPE),
    (MAIN, 'weight = "45.5"', 'weight = "45,5"', "domain[2].weight", Problem.WRONG_TYPE),
    (MAIN, 'weight = "45.5"', 'weight = "-45.5"', "domain[2].weight", Problem.OUT_OF_RANGE),
    (MAIN, 'weight = "45.5"', 'weight = "NaN"', "domain[2].weight", Problem.OUT_OF_RANGE),
    (MAIN, HEAD, "", "title", Problem.MISSING),
    (MAIN, HEAD, 'title = "  "\n', "title", Problem.EMPTY),
    (MAIN, HEAD, "title = 7\n", "title", Problem.WRONG_TYPE),
    (MAIN, HEAD, HEAD + 'colour = "biru"\n', "colour", Problem.UNKNOWN),
    (MAIN, HEAD, HEAD + 'guideline = ""\n', "guideline", Problem.EMPTY),
    (MAIN, 'id = "desa-digital"', 'id = "desa"', "id", Problem.NOT_DEFINED),
    (MAIN, "[2024, 2026]", "[2026, 2024]", "valid_years", Problem.OUT_OF_RANGE),
    (MAIN, "[2024, 2026]", '["2024", 2026]', "valid_years", Problem.OUT_OF_RANGE),
    (MAIN, "[2024, 2026]", "[2024, 20260]", "valid_years", Problem.OUT_OF_RANGE),
    (MAIN, "[2024, 2026]", "2024", "valid_years", Problem.WRONG_TYPE),
    (MAIN, "minimum_level = 1", "minimum_level = 0", "minimum_level", Problem.OUT_OF_RANGE),
    (MAIN, "minimum_level = 1", "minimum_level = true", "minimum_level", Problem.WRONG_TYPE),
    (MAIN, "maximum_level = 4", "maximum_level = 6", "maximum_level", Problem.OUT_OF_RANGE),
    (MAIN, "maximum_level = 4", "maximum_level = 1", "maximum_level", Problem.OUT_OF_RANGE),
    (MAIN, "maximum_level = 4", "maximum_level = 5", "capability.process.levels",
     Problem.WRONG_COUNT),
    (MAIN, "target_level = 2", "target_level = 5", "target_level", Problem.OUT_OF_RANGE),
    (MAIN, '"Satu arah.", ', "", "capability.service.meanings", Problem.WRONG_COUNT),
    (MAIN, '"Satu arah."', '""', "capability.service.meanings[1]", Problem.EMPTY),
    (MAIN, '"Satu arah."', "1", "capability.service.meanings[1]", Problem.WRONG_TYPE),
    (MAIN, "[capability.service]\n", "[capability]\nkind = 1\n[capability.service]\n",
     "capability.kind", Problem.WRONG_TYPE),
    (MAIN, FIRST_DOMAIN, FIRST_DOMAIN.replace("1", "2"), "domain.number", Problem.OUT_OF_ORDER),
    (MAIN, FIRST_ASPECT, FIRST_ASPECT.replace("1", "9"), "domain.aspect.number",
     Problem.OUT_OF_ORDER),
    (MAIN, "indicators = [9, 10]", "indicators = [10, 11]", "domain.aspect.indicators",
     Problem.OUT_OF_ORDER),
    (MAIN, "indicators = [9, 10]", "indicators = [10, 9]", "domain[3].aspect[4].indicators",
     Problem.OUT_OF_RANGE),
    (MAIN, "indicators = [9, 10]", "indicators = [9, 1000000000]",
     "domain[3].aspect[4].indicators", Problem.OUT_OF_RANGE),
    (MAIN, 'capability = "process"\nfile = "aspect-1.toml"',
     'capability = "magic"\nfile = "aspect-1.toml"', "domain[1].aspect[1].capability",
     Problem.NOT_DEFINED),
    (MAIN, 'file = "aspect-1.toml"', 'file = "../aspect-1.toml"', "domain[1].aspect[1].file",
     Problem.OUT_OF_RANGE),
    (MAIN, 'minimum = "2.25"', 'minimum = "3.4"', "grade[2].minimum", Problem.OUT_OF_ORDER),
    (MAIN, 'minimum = "3.4"', 'minimum = "4.4"', "grade[1].minimum", Problem.OUT_OF_RANGE),
    (MAIN, 'minimum = "1"', 'minimum = "1.2"', "grade", Problem.OUT_OF_RANGE),
    (MAIN, 'name = "Mandiri"', 'name = "Mandiri"\ncolour = 1', "grade[1].colour",
     Problem.UNKNOWN),
    (MAIN, 'actor = "Perangkat Desa"', 'actor = "Perangkat Desa"\ninherits = "ya"',
     "stage[1].inherits", Problem.WRONG_TYPE),
    (MAIN, 'actor = "Perangkat Desa"', "", "stage[1].actor", Problem.MISSING),
    (MAIN, 'id = "desa-digital"', "id = desa-digital", "", Problem.NOT_TOML),
    (ASPECT, HAL_1, HAL_1.replace("1", "2", 1), "indicator", Problem.OUT_OF_ORDER),
    (ASPECT, HAL_1, HAL_1.replace("number = 1\n", ""), "indicator[1].number", Problem.MISSING),
    (ASPECT, HAL_1, HAL_1 + '\nhint = "x"', "indicator[1].hint", Problem.UNKNOWN),
    (ASPECT, HAL_1, HAL_1 + '\nscope = ""', "indicator[1].scope", Problem.EMPTY),
    (ASPECT, LEVEL_2, LEVEL_2.replace("level = 2", "level = 3"), "indicator[1].level",
     Problem.WRONG_COUNT),
    (ASPECT, LEVEL_2, LEVEL_2.replace("level = 2", "level = 5"), "indicator[1].level[5].level",
     Problem.OUT_OF_RANGE),
    (ASPECT, LEVEL_2, LEVEL_2 + 'weight = "1"\n', "indicator[1].level[2].weight",
     Problem.UNKNOWN),
    (ASPECT, 'evidence = ["Catatan hal 1"]', "evidence = []", "indicator[1].level[1].evidence",
     Problem.WRONG_COUNT),
    (ASPECT, 'conditions = ["Syarat 2.1 hal 1"]', 'conditions = "Syarat 2.1 hal 1"',
     "indicator[1].level[2].conditions", Problem.WRONG_TYPE),
    (ASPECT, "# Aspek 1", "indicator = []\n# Aspek 1", "", Problem.NOT_TOML),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(INVENTED / INVENTED_ID, tmp_path / INVENTED_ID)


@pytest.mark.parametrize(
    ("file", "good", "bad", "entry", "problem"), FAULTS, ids=[f"{f[3]}-{f[4]}" for f in FAULTS]
)
def test_faults_name_file_and_entry(
    folder: Path, file: str, good: str, bad: str, entry: str, problem: Problem
) -> None:
    text = (folder / file).read_text()
    assert good in text
    (folder / file).write_text(text.replace(good, bad, 1))
    with pytest.raises(InstrumentError) as caught:
        load_instrument(folder)
    assert (caught.value.file, caught.value.entry) == (folder / file, entry)
    assert caught.value.problem is problem


REPLACED: list[tuple[str, str, Problem]] = [
    ("indicator = []\n", "indicator", Problem.EMPTY),
    ("indicator = [1]\n", "indicator[1]", Problem.WRONG_TYPE),
    ("indicator = 1\n", "indicator", Problem.WRONG_TYPE),
    ("", "indicator", Problem.MISSING),
    ("\x00", "", Problem.NOT_TOML),
]


@pytest.mark.parametrize(("content", "entry", "problem"), REPLACED)
def test_an_aspect_file_of_something_else(
    folder: Path, content: str, entry: str, problem: Problem
) -> None:
    (folder / ASPECT).write_text(content)
    with pytest.raises(InstrumentError) as caught:
        load_instrument(folder)
    assert (caught.value.entry, caught.value.problem) == (entry, problem)


def test_without_any_capability_nothing_can_be_measured(folder: Path) -> None:
    text = (folder / MAIN).read_text()
    start, end = text.index("[capability.process]"), text.index("[[grade]]")
    (folder / MAIN).write_text(f"{text[:start]}[capability]\n\n{text[end:]}")
    with pytest.raises(InstrumentError) as caught:
        load_outline(folder)
    assert (caught.value.entry, caught.value.problem) == ("capability", Problem.EMPTY)


@pytest.mark.parametrize(
    ("name", "load"), [(MAIN, load_outline), (MAIN, load_instrument), (ASPECT, load_instrument)]
)
@pytest.mark.parametrize("instead", ["nothing", "a folder"])
def test_a_file_that_cannot_be_read(
    folder: Path, name: str, load: Callable[[Path], object], instead: str
) -> None:
    (folder / name).unlink()
    if instead == "a folder":
        (folder / name).mkdir()
    with pytest.raises(InstrumentError) as caught:
        load(folder)
    assert caught.value.file == folder / name
    assert caught.value.problem is Problem.UNREADABLE


def test_a_file_in_another_encoding(folder: Path) -> None:
    (folder / MAIN).write_bytes((folder / MAIN).read_text().encode("utf-16"))
    with pytest.raises(InstrumentError) as caught:
        load_outline(folder)
    assert caught.value.problem is Problem.NOT_TOML
