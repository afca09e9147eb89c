"""What is stored is there again: records, log, undo; all of it or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment.domain.dossier import Dossier
from assessment.domain.errors import StorageError, StorageProblem, UnknownAssessmentError
from assessment.domain.exchange import ExportKind, Receipt
from assessment.domain.identity import SELF, Assessment, InstitutionKind
from assessment.domain.records import Answer, AspectNote, Document
from assessment.domain.steps import Action, Change, NewStep, StepKind
from assessment.services.ports import Begin
from assessment.services.workbench import Workbench
from assessment.services.worksheet import TextPart
from assessment.storage.database import open_database
from assessment.storage.reading import SqliteReader
from assessment.storage.workspace import Workspace
from spbe_desktop.bootstrap import open_workbench
from tests.builders import full_dossier, official_instrument, sound
from tests.conftest import FixedPreferences, SteppingClock, opened

SHIPPED = "permenpanrb-59-2020"
FULL = full_dossier(official_instrument(), 5)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    place = Workspace(tmp_path / "ruang kerja #1")
    yield place
    assert sound(place.database)


@pytest.fixture
def begin(workspace: Workspace, clock: SteppingClock) -> Begin:
    return open_database(workspace, lambda: "Rani", clock)


@pytest.fixture
def reader(workspace: Workspace) -> SqliteReader:
    return SqliteReader(workspace.database)


def beginning(dossier: Dossier) -> NewStep:
    records = (
        dossier.assessment,
        *dossier.answers,
        *dossier.documents,
        *dossier.attachments,
        *dossier.citations,
        *dossier.aspect_notes,
    )
    changes = tuple(Change(None, record) for record in records)
    return NewStep(dossier.assessment.id, Action.IMPORT, changes, StepKind.BEGIN)


def store(begin: Begin, *steps: NewStep) -> None:
    with begin() as work:
        for step in steps:
            work.apply(step)
        work.commit()


def test_every_record_comes_back_as_it_was(begin: Begin, reader: SqliteReader) -> None:
    store(begin, beginning(FULL))
    read, wrote = reader.dossier(1).records(), FULL.records()
    used = {attachment.sha256 for attachment in FULL.attachments}
    wrote[Document] = {key: entry for key, entry in wrote[Document].items() if key[0] in used}
    assert read == wrote
    assert {document.sha256 for document in reader.documents()} == {
        document.sha256 for document in FULL.documents
    }
    (overview,) = reader.overviews()
    assert overview.chosen == {"self": FULL.levels()}
    assert (overview.editor, overview.indicator) == ("Rani", None)


def test_a_unit_of_work_finds_what_it_stored(begin: Begin) -> None:
    with begin() as work:
        assert work.next_assessment_id() == 1
        work.apply(beginning(FULL))
        assert work.find(Assessment, 1) == FULL.assessment
        assert work.find(Answer, 1, 3, "self") == FULL.answer(3)
        assert work.find(AspectNote, 1, 99, SELF) is None
        assert work.next_assessment_id() == 2


def test_without_commit_nothing_is_stored(begin: Begin, reader: SqliteReader) -> None:
    with begin() as work:
        work.apply(beginning(FULL))
    assert reader.overviews() == ()
    assert reader.documents() == ()


def test_a_failure_in_the_middle_takes_everything_back(begin: Begin, reader: SqliteReader) -> None:
    store(begin, beginning(FULL))
    old = FULL.answer(1)
    good, twice = Change(old, replace(old, fact="Baru")), Change(None, FULL.answer(2))
    with pytest.raises(StorageError) as caught, begin() as work:
        work.apply(NewStep(1, Action.IMPORT, (good, twice)))
    assert caught.value.problem is StorageProblem.CONFLICT
    assert reader.dossier(1).answer(1) == old
    assert len(reader.steps(1)) == 1


@pytest.mark.parametrize(
    "change",
    [
        Change(None, Answer(1, 1, level=6)),  # no such level in any instrument
        Change(None, Answer(1, 1, target=0)),
        Change(None, Answer(9, 1)),  # no such assessment
        Change(None, replace(FULL.citations[0], uid="x")),  # its document is not attached
        Change(None, replace(FULL.attachments[0], sha256="f" * 64)),
        Change(Answer(1, 1), Answer(1, 1, level=2)),  # nothing there to edit
        Change(Answer(1, 1), None),
    ],
)
def test_what_cannot_stand_is_refused(begin: Begin, reader: SqliteReader, change: Change) -> None:
    bare = Dossier(FULL.assessment)
    store(begin, beginning(bare))
    with pytest.raises(StorageError) as caught:
        store(begin, NewStep(1, Action.IMPORT, (change,)))
    assert caught.value.problem is StorageProblem.CONFLICT
    assert reader.dossier(1).records() == bare.records()


def test_two_assessments_of_one_identity_are_refused(begin: Begin) -> None:
    store(begin, beginning(Dossier(FULL.assessment)))
    with pytest.raises(StorageError) as caught:
        store(begin, beginning(Dossier(replace(FULL.assessment, id=2))))
    assert caught.value.problem is StorageProblem.CONFLICT


def test_an_edit_at_a_later_stage_is_logged_as_one(begin: Begin, reader: SqliteReader) -> None:
    later = Answer(1, 3, "interview", level=2)
    store(
        begin,
        beginning(Dossier(FULL.assessment)),
        NewStep(1, Action.CHOOSE_LEVEL, (Change(None, later),)),
        NewStep(1, Action.CHOOSE_LEVEL, (Change(later, replace(later, level=4)),)),
    )
    newest, first, _ = reader.steps(1)
    assert first.changes == (Change(None, later),)
    assert newest.changes == (Change(later, replace(later, level=4)),)


def test_receipts_newest_first(
    begin: Begin, reader: SqliteReader, tmp_path: Path, clock: SteppingClock
) -> None:
    store(begin, beginning(Dossier(FULL.assessment)))
    made = [
        Receipt(1, clock(), kind, tmp_path / f"berkas.{kind}", "ab", 12, "47 tingkat", failure)
        for kind, failure in ((ExportKind.REPORT, ""), (ExportKind.WORKBOOK, "StorageError"))
    ]
    with begin() as work:
        for receipt in made:
            work.add_receipt(receipt)
        work.commit()
    assert reader.receipts(1) == tuple(reversed(made))
    with pytest.raises(StorageError), begin() as work:
        work.add_receipt(replace(made[0], assessment_id=9))


def test_an_empty_place_reads_as_empty(tmp_path: Path) -> None:
    reader = SqliteReader(tmp_path / "tidak ada.sqlite3")
    assert reader.overviews() == ()
    assert reader.documents() == ()
    with pytest.raises(UnknownAssessmentError):
        reader.dossier(1)
    with pytest.raises(StorageError):
        reader.steps(1)
    assert not list(tmp_path.iterdir())


def test_tables_that_are_just_being_made_read_as_empty(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ruang-kerja")
    workspace.create()
    reader = SqliteReader(workspace.database)
    with closing(sqlite3.connect(workspace.database, isolation_level=None)) as maker:
        maker.execute("PRAGMA journal_mode=WAL")
        maker.execute("BEGIN IMMEDIATE")
        maker.execute("CREATE TABLE assessment (id INTEGER)")
        assert (reader.overviews(), reader.documents(), reader.people()) == ((), (), ())
        with pytest.raises(UnknownAssessmentError):
            reader.dossier(1)
        maker.execute("ROLLBACK")
    opened(workspace.root).assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    )
    assert len(reader.overviews()) == 1


# Through the use cases, as the window works.


@pytest.fixture
def city(workbench: Workbench) -> int:
    started = workbench.assessments.start(
        "Kota Sukamaju", InstitutionKind.CITY, 2025, instrument_id=SHIPPED
    )
    return started.id


def reopened(workbench: Workbench, clock: SteppingClock) -> Workbench:
    return open_workbench(workbench.root, preferences=FixedPreferences(), now=clock)


def test_undo_and_redo_outlive_the_program(
    workbench: Workbench, clock: SteppingClock, city: int
) -> None:
    for level in (2, 3):
        workbench.worksheet.choose_level(city, 1, level)
    again = reopened(workbench, clock).worksheet
    assert again.dossier(city).levels() == {1: 3}
    again.undo(city)
    again.undo(city)
    assert again.dossier(city).levels() == {}
    assert again.undo(city) is None  # the beginning stays
    third = reopened(workbench, clock).worksheet
    third.redo(city)
    third.redo(city)
    assert third.dossier(city).levels() == {1: 3}
    assert third.redo(city) is None
    assert [step.kind.value for step in third.history(city)] == [
        "redo", "redo", "undo", "undo", "do", "do", "begin",
    ]  # fmt: skip


def test_undo_brings_back_every_field(workbench: Workbench, city: int) -> None:
    sheet = workbench.worksheet
    sheet.set_unit(city, 4, "Bappeda")
    sheet.set_target(city, 4, 4)
    before = sheet.dossier(city).answer(4)
    sheet.set_tick(city, 4, (2, 1), on=True)
    undone = sheet.undo(city)
    assert undone is not None
    assert undone.indicators == (4,)
    assert sheet.dossier(city).answer(4) == before


def test_a_step_taken_anew_forgets_what_could_be_redone(workbench: Workbench, city: int) -> None:
    sheet = workbench.worksheet
    sheet.choose_level(city, 1, 2)
    sheet.undo(city)
    sheet.choose_level(city, 1, 4)
    assert sheet.redo(city) is None
    assert sheet.dossier(city).levels() == {1: 4}


def typed(workbench: Workbench, city: int, *texts: str) -> None:
    for text in texts:
        workbench.worksheet.write(city, 7, TextPart.FACT, text)


def test_typing_is_one_step_and_undo_gives_the_text_before_it(
    workbench: Workbench, city: int
) -> None:
    sheet = workbench.worksheet
    sheet.choose_level(city, 7, 2)
    typed(workbench, city, "P", "Pe", "Per", "Perwali")
    assert len(sheet.history(city, 7)) == 2
    typing = sheet.history(city, 7)[0]
    (change,) = typing.changes
    assert isinstance(change.before, Answer)
    assert isinstance(change.after, Answer)
    assert (change.before.fact, change.after.fact) == ("", "Perwali")
    sheet.undo(city)
    assert sheet.dossier(city).answer(7).fact == ""
    assert sheet.dossier(city).answer(7).level == 2
    sheet.redo(city)
    assert sheet.dossier(city).answer(7).fact == "Perwali"


def test_typing_after_a_while_is_another_step(
    workbench: Workbench, clock: SteppingClock, city: int
) -> None:
    sheet = workbench.worksheet
    sheet.choose_level(city, 7, 2)
    typed(workbench, city, "Perwali")
    clock.moment += timedelta(seconds=31)
    typed(workbench, city, "Perwali 12")
    assert len(sheet.history(city, 7)) == 3
    sheet.undo(city)
    assert sheet.dossier(city).answer(7).fact == "Perwali"


def test_typing_after_a_while_in_another_time_zone_is_another_step(
    workbench: Workbench, clock: SteppingClock, city: int
) -> None:
    workbench.worksheet.choose_level(city, 7, 2)
    typed(workbench, city, "Perwali")
    clock.moment = (clock.moment + timedelta(hours=1)).astimezone(timezone(timedelta(hours=5)))
    typed(workbench, city, "Perwali 12")
    assert len(workbench.worksheet.history(city, 7)) == 3


def test_other_fields_indicators_people_and_steps_end_the_typing(
    workbench: Workbench, clock: SteppingClock, city: int
) -> None:
    sheet = workbench.worksheet
    for number in (7, 8):
        sheet.choose_level(city, number, 2)
    typed(workbench, city, "a")
    sheet.write(city, 7, TextPart.ANALYSIS, "b")
    sheet.write(city, 8, TextPart.ANALYSIS, "c")
    colleague = FixedPreferences()
    colleague.kept = replace(colleague.kept, person="Budi")
    other = open_workbench(workbench.root, preferences=colleague, now=clock).worksheet
    other.write(city, 8, TextPart.ANALYSIS, "cd")
    other.undo(city)
    other.write(city, 8, TextPart.ANALYSIS, "cde")
    assert [(step.who, step.action.value) for step in sheet.history(city)[:6]] == [
        ("Budi", "write"),
        ("Budi", "write"),
        ("Budi", "write"),
        ("Rani Puspita", "write"),
        ("Rani Puspita", "write"),
        ("Rani Puspita", "write"),
    ]


def test_the_first_words_on_an_untouched_indicator(workbench: Workbench, city: int) -> None:
    sheet = workbench.worksheet
    typed(workbench, city, "P", "Pe")
    while sheet.undo(city):
        pass
    assert sheet.dossier(city).answer(7) == Answer(city, 7)
    assert sheet.dossier(city).answers == ()


def test_typing_back_what_stood_there_stores_nothing_odd(workbench: Workbench, city: int) -> None:
    sheet = workbench.worksheet
    sheet.choose_level(city, 7, 2)
    typed(workbench, city, "P", "", "Q")
    sheet.undo(city)
    sheet.undo(city)
    assert sheet.dossier(city).answer(7) == Answer(
        city, 7, level=2, state=sheet.dossier(city).answer(7).state
    )


def test_any_text_is_stored_as_it_is(workbench: Workbench, city: int) -> None:
    characters = st.characters(exclude_categories=["Cs"])

    @settings(max_examples=25)
    @given(st.text(characters), st.text(characters))
    def stored(fact: str, unit: str) -> None:
        workbench.worksheet.write(city, 9, TextPart.FACT, fact)
        workbench.worksheet.set_unit(city, 9, unit)
        answer = workbench.worksheet.dossier(city).answer(9)
        assert (answer.fact, answer.unit) == (fact, " ".join(unit.split()))

    stored()
    while workbench.worksheet.undo(city):
        pass
    assert workbench.worksheet.dossier(city).answers == ()
