"""The list of assessments: start, carry over, rename, remove."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assessment.domain.errors import (
    AssessmentExistsError,
    InstitutionNameError,
    UnknownAssessmentError,
    YearOutOfRangeError,
)
from assessment.domain.identity import OFFICIAL, Assessment, Cycle, InstitutionKind, State
from assessment.domain.records import Answer, Citation
from assessment.domain.steps import Action, Change, NewStep
from assessment.services.assessments import Carry
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.database import open_database
from assessment.storage.workspace import Workspace
from indicators.errors import UnknownInstrumentError
from tests.builders import pdf
from tests.conftest import SteppingClock

SHIPPED = "permenpanrb-59-2020"


def start(bench: Workbench, name: str = "Kota Sukamaju", year: int = 2025) -> Assessment:
    return bench.assessments.start(name, InstitutionKind.CITY, year, instrument_id=SHIPPED)


@pytest.fixture
def last_year(workbench: Workbench, tmp_path: Path) -> Assessment:
    """Last year's assessment with an answer, its texts, a target and cited evidence."""
    source = start(workbench, year=2024)
    sheet, room = workbench.worksheet, workbench.evidence
    sheet.choose_level(source.id, 1, 3)
    sheet.set_tick(source.id, 1, (2, 1), on=True)
    sheet.write(source.id, 1, TextPart.FACT, "Norma diatur")
    sheet.set_target(source.id, 1, 4)
    sheet.set_unit(source.id, 1, "Bagian Hukum")
    (document,) = room.attach(source.id, 1, [pdf(tmp_path / "Perwali-12-2023.pdf")]).taken
    room.cite(Citation("", source.id, 1, document.sha256, level=2, article="Pasal 4"))
    workbench.assessments.identify(replace(source, team="Tim Asesor"))
    return source


def test_a_new_assessment_is_empty(workbench: Workbench) -> None:
    made = start(workbench, "  Kota   Sukamaju ")
    assert made.institution == "Kota Sukamaju"
    assert (made.id, made.year, made.cycle) == (1, 2025, Cycle.EVALUATION)
    assert len(made.uid) == 32
    (card,) = workbench.assessments.cards()
    assert card.assessment == made
    assert card.score.answered == 0
    assert card.overview.editor == "Rani Puspita"
    assert workbench.worksheet.dossier(made.id).assessment == made


def test_the_last_edited_one_comes_first(workbench: Workbench) -> None:
    first, second = start(workbench), start(workbench, "Kota Lain")
    workbench.worksheet.choose_level(first.id, 35, 2)
    cards = workbench.assessments.cards()
    assert [card.assessment.id for card in cards] == [first.id, second.id]
    assert [card.overview.indicator for card in cards] == [35, None]


def test_a_name_is_kept_as_it_can_be_shown(workbench: Workbench, tmp_path: Path) -> None:
    """Names are copied out of PDF files, with what stands unseen between their letters."""
    made = start(workbench, " Kota\x07 Suka\xadmaju \ufffe")
    assert made.institution == "Kota Sukamaju"
    assert workbench.handover.export(made.id, tmp_path / "a.xlsx").size


@pytest.mark.parametrize("name", ["", "   ", "\x07", "x" * 201])
def test_a_name_is_needed(workbench: Workbench, name: str) -> None:
    with pytest.raises(InstitutionNameError) as caught:
        start(workbench, name)
    assert caught.value.name == name
    assert workbench.assessments.cards() == ()


@pytest.mark.parametrize("year", [2020, 2027])
def test_years_the_instrument_is_not_meant_for(workbench: Workbench, year: int) -> None:
    with pytest.raises(YearOutOfRangeError) as caught:
        start(workbench, year=year)
    assert (caught.value.first, caught.value.last) == (2021, 2026)


def test_next_year_can_always_be_prepared(workbench: Workbench) -> None:
    assert workbench.assessments.years(SHIPPED) == range(2021, 2027)
    assert start(workbench, year=2026).year == 2026


def test_an_instrument_that_is_not_installed(workbench: Workbench) -> None:
    with pytest.raises(UnknownInstrumentError):
        workbench.assessments.start(
            "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id="lain"
        )


def test_a_twin_is_refused(workbench: Workbench) -> None:
    start(workbench)
    with pytest.raises(AssessmentExistsError) as caught:
        start(workbench, "KOTA sukamaju")
    assert (caught.value.institution, caught.value.year) == ("Kota Sukamaju", 2025)
    assert len(workbench.assessments.cards()) == 1


def test_new_particulars_are_stored_and_undone(workbench: Workbench) -> None:
    made = start(workbench)
    changed = replace(made, institution=" Kota  Makmur ", coordinator="Sekda", year=2024)
    assert workbench.assessments.identify(changed) is not None
    stored = workbench.worksheet.dossier(made.id).assessment
    assert stored == replace(changed, institution="Kota Makmur")
    assert workbench.assessments.identify(stored) is None
    workbench.worksheet.undo(made.id)
    assert workbench.worksheet.dossier(made.id).assessment == made


def test_particulars_that_cannot_be(workbench: Workbench) -> None:
    first, second = start(workbench), start(workbench, year=2024)
    with pytest.raises(AssessmentExistsError):
        workbench.assessments.identify(replace(second, year=2025))
    with pytest.raises(InstitutionNameError):
        workbench.assessments.identify(replace(first, institution=" "))
    with pytest.raises(UnknownAssessmentError):
        workbench.assessments.identify(replace(first, id=9, uid="x"))
    assert workbench.worksheet.dossier(second.id).assessment == second


def test_a_removed_one_leaves_the_list_and_comes_back(workbench: Workbench) -> None:
    made = start(workbench)
    assert workbench.assessments.remove(made.id) is not None
    assert workbench.assessments.cards() == ()
    start(workbench)  # its place is free
    workbench.worksheet.undo(made.id)
    assert {card.assessment.id for card in workbench.assessments.cards()} == {1, 2}


def test_removing_what_is_not_there(workbench: Workbench) -> None:
    with pytest.raises(UnknownAssessmentError) as caught:
        workbench.assessments.remove(3)
    assert caught.value.assessment_id == 3


@pytest.mark.parametrize(
    ("carry", "answer", "pieces"),
    [
        ([], Answer(2, 1), 0),
        (
            [Carry.LEVELS],
            Answer(2, 1, level=3, ticks=frozenset({(2, 1)}), state=State.DRAFT),
            0,
        ),
        ([Carry.TEXTS], Answer(2, 1, fact="Norma diatur", state=State.DRAFT), 0),
        ([Carry.TARGETS], Answer(2, 1, target=4, unit="Bagian Hukum", state=State.DRAFT), 0),
        ([Carry.EVIDENCE], Answer(2, 1), 1),
    ],
)
def test_what_is_carried_over(
    workbench: Workbench, last_year: Assessment, carry: list[Carry], answer: Answer, pieces: int
) -> None:
    made = workbench.assessments.start_from(last_year.id, 2025, carry)
    dossier = workbench.worksheet.dossier(made.id)
    assert dossier.answer(1) == answer
    assert len(dossier.evidence(1)) == pieces
    assert (made.institution, made.team, made.year) == ("Kota Sukamaju", "Tim Asesor", 2025)
    assert made.uid != last_year.uid


def test_everything_is_carried_over_and_stays_apart(
    workbench: Workbench, last_year: Assessment
) -> None:
    made = workbench.assessments.start_from(last_year.id, 2025, Carry, cycle=Cycle.MONITORING)
    assert made.cycle is Cycle.MONITORING
    old, new = (workbench.worksheet.dossier(number) for number in (last_year.id, made.id))
    (before,), (after,) = old.evidence(1), new.evidence(1)
    assert after.document == before.document
    assert after.citations[0].article == "Pasal 4"
    assert after.citations[0].uid != before.citations[0].uid
    workbench.evidence.detach(made.id, 1, after.document.sha256)
    assert workbench.worksheet.dossier(last_year.id) == old
    previous = workbench.worksheet.previous(made)
    assert previous is not None
    assert previous.assessment.id == last_year.id


def test_later_stages_are_not_carried_over(
    workbench: Workbench, last_year: Assessment, clock: SteppingClock
) -> None:
    begin = open_database(Workspace(workbench.root), str, clock)
    with begin() as work:
        later = Answer(last_year.id, 2, "interview", level=5)
        work.apply(NewStep(last_year.id, Action.CHOOSE_LEVEL, (Change(None, later),)))
        work.commit()
    made = workbench.assessments.start_from(last_year.id, 2025, Carry)
    assert [entry.indicator for entry in workbench.worksheet.dossier(made.id).answers] == [1]
    workbench.worksheet.undo(last_year.id)
    assert workbench.worksheet.dossier(last_year.id).answer(2, "interview").level is None


def test_from_a_year_with_nothing_but_its_official_result_those_levels_are_carried_over(
    workbench: Workbench, clock: SteppingClock
) -> None:
    source = start(workbench, year=2024)
    with open_database(Workspace(workbench.root), str, clock)() as work:
        printed = Answer(source.id, 2, OFFICIAL, level=4, state=State.APPROVED)
        work.apply(NewStep(source.id, Action.RECORD_OFFICIAL, (Change(None, printed),)))
        work.commit()
    made = workbench.assessments.start_from(source.id, 2025, Carry)
    assert workbench.worksheet.dossier(made.id).answers == (
        Answer(made.id, 2, level=4, state=State.DRAFT),
    )


def test_carrying_over_into_a_twin_or_another_time(
    workbench: Workbench, last_year: Assessment
) -> None:
    with pytest.raises(AssessmentExistsError):
        workbench.assessments.start_from(last_year.id, 2024, Carry)
    with pytest.raises(YearOutOfRangeError):
        workbench.assessments.start_from(last_year.id, 2030, Carry)
    with pytest.raises(UnknownAssessmentError):
        workbench.assessments.start_from(9, 2025, Carry)
    assert len(workbench.assessments.cards()) == 1


def test_the_latest_earlier_year_is_the_previous_one(workbench: Workbench) -> None:
    made = {year: start(workbench, year=year) for year in (2022, 2025, 2023)}
    start(workbench, "Kota Lain", 2024)
    previous = workbench.worksheet.previous(made[2025])
    assert previous is not None
    assert previous.assessment == made[2023]
    assert workbench.worksheet.previous(made[2022]) is None
    result = workbench.results.result(made[2025].id)
    assert result.previous is not None
    assert result.previous.assessment.year == 2023


def test_the_time_of_the_clock_is_stored(workbench: Workbench) -> None:
    assert start(workbench).created.date() == date(2025, 7, 10)
